"""An article cut at the sentences that are asked about."""

from hypothesis import given
from hypothesis import strategies as st

from quiz.model.article import Span
from quiz.stats.article import Fact, Stretch, of_sentences, stretches

TEXT = "Peru\n\nPeru is a land. Its capital is  Lima.\nIt lies by the sea.\n\nThe end."


def span(words: str) -> Span:
    at = TEXT.index(words)
    return Span(at, at + len(words))


def test_sentences_stand_in_their_paragraphs_with_the_cards_about_them():
    lima, sea = span("Its capital is  Lima."), span("It lies by the sea.")
    assert stretches(TEXT, [Fact(sea, None), Fact(lima, 0.5), Fact(lima, 0.9), Fact(lima, None)]) == (
        Stretch(text="Peru", opens=True),
        Stretch(text="Peru is a land.", opens=True),
        Stretch(text="Its capital is Lima.", opens=False, cards=3, answered=2, known=1.4),
        Stretch(text="It lies by the sea.", opens=False, cards=1),
        Stretch(text="The end.", opens=True),
    )


def test_a_sentence_at_the_head_of_a_paragraph_opens_it():
    found = stretches(TEXT, [Fact(span("Peru is a land."), 1.0), Fact(span("The end."), 1.0)])
    assert [(each.text, each.opens) for each in found] == [
        ("Peru", True), ("Peru is a land.", True), ("Its capital is Lima. It lies by the sea.", False),
        ("The end.", True),
    ]  # fmt: skip


def test_sentences_that_overlap_are_one():
    found = stretches(TEXT, [Fact(span("Peru is a land."), 0.2), Fact(span("a land. Its"), 0.4)])
    assert Stretch(text="Peru is a land. Its", opens=True, cards=2, answered=2, known=0.6000000000000001) in found


def test_without_the_article_its_sentences_stand_for_it():
    (one,) = of_sentences([("Its capital\nis Lima.", [0.5, None])])
    assert one == Stretch(text="Its capital is Lima.", opens=True, cards=2, answered=1, known=0.5)
    assert one.chance == 0.5


@given(st.text("ab \n", max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=5))
def test_no_word_is_lost_or_twice(text: str, places: list[tuple[int, int]]):
    facts = [Fact(Span(start, min(start + length, len(text))), 0.5) for start, length in places if start < len(text)]
    found = stretches(text, facts)
    assert "".join(each.text for each in found).replace(" ", "") == "".join(text.split())
    assert sum(each.cards for each in found) == len(facts)
    assert not found or found[0].opens
