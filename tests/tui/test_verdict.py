"""What is said to an answer, without an application."""

from dataclasses import replace
from datetime import date

import pytest

from quiz.grading.grader import grade
from quiz.model.answer import Graded, Mark, Piece, Verdict
from quiz.model.deck import Card, CardId, CardKind, DeckId, NoteId, Source, Support
from quiz.tui.widgets.prompt import prompt_of
from quiz.tui.widgets.verdict import also_of, emphasised, marked, origin_of, verdict_of

CARD = Card(
    id=CardId("d/n"), deck=DeckId("d"), note=NoteId("n"), kind=CardKind.BASIC, prompt="?", answers=(("Istanbul",),)
)


def _styled(content: object, style: str) -> list[str]:
    return [content.plain[span.start : span.end] for span in content.spans if style in str(span.style)]


def test_differing_letters_are_bracketed_as_well_as_styled() -> None:
    pieces = (Piece("Ista", Mark.SAME), Piece("m", Mark.EXTRA), Piece("n", Mark.MISSING), Piece("bul", Mark.SAME))
    assert marked(pieces, Mark.EXTRA).plain == "Ista[m]bul"
    assert marked(pieces, Mark.MISSING).plain == "Ista[n]bul"
    assert _styled(marked(pieces, Mark.EXTRA), "strike") == ["m"]
    assert _styled(marked(pieces, Mark.MISSING), "underline") == ["n"]


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        ("Istanbul", ["✓ Right    Istanbul"]),
        ("istanbul", ["✓ Right    Istanbul", "you typed  istanbul"]),
        ("Istambul", ["≈ Close    Istanbul", "you typed  Ista[m]bul", "expected   Ista[n]bul"]),
        ("Istanbull", ["≈ Close    Istanbul", "you typed  Istanbul[l]"]),
        ("Rome", ["✗ Wrong    Istanbul", "you typed  Rome"]),
    ],
)
def test_a_typed_answer_is_laid_beside_the_expected_one_where_that_helps(given: str, lines: list[str]) -> None:
    assert verdict_of(CARD, grade(CARD, given), chosen=False, width=80).plain.splitlines() == lines


def test_a_shown_answer_is_only_shown() -> None:
    shown = Graded(verdict=Verdict.SHOWN, given="", expected="Istanbul")
    assert verdict_of(CARD, shown, chosen=False, width=80).plain == "Answer     Istanbul"


def test_whole_words_are_emphasised_in_any_case_and_parts_of_words_are_not() -> None:
    content = emphasised("ISTANBUL is Istanbul, not Istanbulish.", ["Istanbul"])
    assert _styled(content, "underline") == ["ISTANBUL", "Istanbul"]


@pytest.mark.parametrize("wanted", ["", " ", ".", "(", "a+b", "["])
def test_any_answer_can_be_looked_for(wanted: str) -> None:
    assert emphasised("a+b (c) [d] .", [wanted]).plain == "a+b (c) [d] ."


def test_the_origin_names_title_date_address_and_another_day_of_truth() -> None:
    source = Source(title="News", url="https://example.org/a", published=date(2025, 9, 12))
    assert origin_of(source, date(2025, 9, 12), 80).plain == "— News · 12 Sep 2025 · https://example.org/a"
    assert origin_of(source, date(2025, 1, 2), 80).plain.endswith(" · as of 2 Jan 2025")
    # Where it is narrow the title has a line of its own, and the date stays in one piece.
    assert origin_of(source, None, 30).plain == "— News\n  12 Sep 2025 · https://example.org/a"
    assert origin_of(None, None, 80).plain == ""
    assert origin_of(None, date(2025, 1, 2), 80).plain == "— as of 2 Jan 2025"


def test_the_hole_of_a_cloze_stands_out_and_brackets_elsewhere_do_not() -> None:
    cloze = Card(
        id=CardId("d/n"), deck=CARD.deck, note=CARD.note, kind=CardKind.CLOZE, prompt="A [...] b", answers=(("x",),)
    )
    assert _styled(prompt_of(cloze), "reverse") == ["[...]"]
    assert prompt_of(CARD).spans == []


def test_what_is_missing_of_a_list_is_named_unless_it_is_all_of_it() -> None:
    card = replace(CARD, kind=CardKind.LIST, answers=(("Oslo",), ("Bergen",)))
    assert verdict_of(card, grade(card, "Oslo"), chosen=False, width=80).plain.splitlines() == [
        "≈ Close · 1 of 2", "✓ Oslo", "– Bergen  missing",
    ]  # fmt: skip
    assert "missing" not in verdict_of(card, grade(card, "Rome"), chosen=False, width=80).plain


def test_other_articles_that_say_the_same_are_named_with_their_sentences() -> None:
    more = Support(title="A city", path="city.txt", evidence="Istanbul is its seat.")
    sentence, place = also_of(replace(CARD, also=(more,)), 80)
    assert sentence.plain == "Istanbul is its seat."
    assert _styled(sentence, "underline") == ["Istanbul"]
    assert place.plain == "— A city · city.txt"


def test_an_answer_that_does_not_fit_beside_the_verdict_begins_on_a_line_of_its_own() -> None:
    long = "to foster extensive collaboration among the nations"
    card = replace(CARD, answers=((long,),))
    graded = grade(card, long)
    assert verdict_of(card, graded, chosen=False, width=80).plain == f"✓ Right    {long}"
    assert verdict_of(card, graded, chosen=False, width=61).plain == f"✓ Right\n{long}"
