"""Why a card was made, where its answer stands, and what a drop would have become."""

import pytest

from quiz.generate.choosing.origins import why
from quiz.generate.facts import Generated, Options, Origin
from quiz.generate.pipeline import generate
from quiz.generate.rules.base import ORDINARY, Rule
from quiz.generate.rules.table import FALLBACKS, RULES
from quiz.language.analyser import analyse
from quiz.model.article import Article
from quiz.model.deck import Basic

TEXT = """Grants
Reykjavik is the capital of Iceland. The National Library of Iceland is located in
Reykjavik. The World Health Organization (WHO) was founded on April 7, 1948.

"We are glad of it." The European Space Agency (ESA) was founded on May 30, 1975.
"""


@pytest.fixture(scope="module")
def made() -> Generated:
    return generate(Article(text=TEXT), Options(max_cards=2), analyse=analyse)


def _marked(made: Generated, origin: Origin) -> list[str]:
    return [made.sentences[origin.sentence][start:end] for start, end in origin.marks]


def test_every_note_has_an_origin_in_the_article(made: Generated) -> None:
    assert made.deck.notes
    assert set(made.origins) == {note.id for note in made.deck.notes}
    for note in made.deck.notes:
        assert note.id is not None
        assert made.sentences[made.origins[note.id].sentence] == note.evidence


def test_the_answer_is_marked_in_the_sentence_also_across_lines(made: Generated) -> None:
    whole = generate(Article(text=TEXT), Options(), analyse=analyse)
    marked = {
        note.answer: _marked(whole, whole.origins[note.id])
        for note in whole.deck.notes
        if isinstance(note, Basic) and note.id
    }
    assert marked["April 7, 1948"] == ["April 7, 1948"]
    assert marked["Reykjavik"] == ["Reykjavik"]


def test_a_drop_that_was_a_question_has_the_note_it_would_have_become(made: Generated) -> None:
    left = [drop for drop in made.drops if drop.reason == "the deck is full"]
    assert left
    notes = {note.id for note in made.deck.notes}
    for drop in left:
        assert drop.note is not None
        assert drop.note.prompt == drop.text
        assert drop.note.id not in notes
        assert drop.note.evidence == drop.evidence
        assert drop.origin is not None
        assert _marked(made, drop.origin)


def test_a_drop_without_a_question_has_its_sentence(made: Generated) -> None:
    silent = [drop for drop in made.drops if drop.note is None]
    assert silent
    for drop in silent:
        assert drop.origin is not None
        assert made.sentences[drop.origin.sentence] == drop.evidence


def test_a_rescued_drop_has_the_id_it_has_in_a_larger_deck(made: Generated) -> None:
    whole = generate(Article(text=TEXT), Options(), analyse=analyse)
    small = {drop.note.id for drop in made.drops if drop.note is not None} | {note.id for note in made.deck.notes}
    assert {note.id for note in whole.deck.notes} <= small


@pytest.mark.parametrize("rule", [*RULES, *FALLBACKS], ids=lambda rule: rule.name)
def test_every_rule_says_what_it_asks(rule: Rule) -> None:
    assert rule.why.strip() == rule.why
    assert rule.why
    assert why(rule.name) == rule.why


def test_an_unknown_rule_has_words_too() -> None:
    assert why("long gone") == ORDINARY


def _clozes(text: str) -> list[str]:
    """The clozes that questions can be turned into."""
    made = generate(Article(text=text), Options(), analyse=analyse)
    asked = {note.id for note in made.deck.notes if note.rule != "statement"}
    kept = [origin for key, origin in made.origins.items() if key in asked]
    dropped = [drop.origin for drop in made.drops if drop.origin is not None and drop.rule != "statement"]
    return [origin.cloze for origin in (*kept, *dropped) if origin.cloze]


def test_a_question_can_be_a_cloze_where_its_sentence_stands_alone() -> None:
    assert "The National Library of Iceland is located in {{c1::Reykjavik::city}}." in _clozes(TEXT)
    assert "The World Health Organization (WHO) was founded on {{c1::April 7, 1948::date}}." in _clozes(TEXT)


def test_names_are_put_in_for_pronouns() -> None:
    text = "Ann Marlowe was a Danish painter. She was born in Oslo on May 3, 1931."
    assert "Ann Marlowe was born in Oslo on {{c1::May 3, 1931::date}}." in _clozes(text)


@pytest.mark.parametrize(
    "text",
    [
        "The National Library of Iceland is located in Reykjavik, and Reykjavik is proud of them.",
        "The World Health Organization (WHO) was founded there on April 7, 1948, as everybody knew last week.",
    ],
)
def test_no_cloze_is_made_that_gives_its_answer_away_or_points_out_of_itself(text: str) -> None:
    assert _clozes(text) == []
