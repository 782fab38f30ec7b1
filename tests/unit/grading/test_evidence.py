"""The answer is found in its sentence, whatever it wears there, and a hole lets nothing of it through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.grading.evidence import find_answer, sentence_with_hole
from quiz.model.deck import Card, CardId, CardKind, DeckId, NoteId


def told(evidence: str, *spellings: str, prompt: str = "Who or what?") -> Card:
    return Card(
        id=CardId("d/n"), deck=DeckId("d"), note=NoteId("n"), kind=CardKind.BASIC, prompt=prompt,
        answers=(spellings,), evidence=evidence,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "spellings", "marked"),
    [
        ("ISTANBUL is Istanbul, not Istanbulish.", ["Istanbul"], ["ISTANBUL", "Istanbul"]),
        ("It is in Türkiye.", ["Turkiye"], ["Türkiye"]),
        ("The Franco-Prussian War began.", ["the Franco Prussian War"], ["Franco-Prussian War"]),
        ("N'Djamena is hot.", ["N’Djamena"], ["N'Djamena"]),
        ("They met on Nov. 6, 2024 in Bishkek.", ["6 November 2024"], ["Nov. 6, 2024"]),
        ("It was founded in October 2009.", ["2009"], ["2009"]),
        ("About eight thousand people came.", ["8,000"], ["eight thousand"]),
        ("It cost $5 million.", ["5 million dollars"], ["$5 million"]),
        ("It grew by 12%.", ["12 percent"], ["12%"]),
        ("The New York Times of New York", ["New York Times", "New York"], ["New York Times", "New York"]),
        ("Nothing of it.", ["Lima"], []),
        ("a+b (c)", ["(", "", " ", "a+b"], ["a+b"]),
    ],
)
def test_the_answer_is_found_in_any_dress(text: str, spellings: list[str], marked: list[str]) -> None:
    assert [text[start:end] for start, end in find_answer(text, spellings)] == marked


@given(st.text(max_size=200), st.lists(st.text(max_size=20), max_size=3))
def test_whatever_is_found_stands_in_order_and_apart(text: str, spellings: list[str]) -> None:
    edges = [edge for span in find_answer(text, spellings) for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)


@pytest.mark.parametrize(
    ("card", "sentence"),
    [
        (told("Lima is the\n capital.", "Lima"), "[...] is the capital."),
        (told("Lima is the capital and Lima is large.", "Lima"), "[...] is the capital and [...] is large."),
        (told("Sadyr Zhaparov spoke, and Zhaparov left.", "Sadyr Zhaparov"), ""),
        (told("Lima is hot.", "Lima", "City of Kings"), "[...] is hot."),
        (told("Türkiye, or Turkey, is large.", "Türkiye", "Turkey"), "[...], or [...], is large."),
        (told("The Ural River ends there.", "Ural River", prompt="Which river?"), "The [...] ends there."),
        (told("It ends there.", "Lima"), ""),
        (told("Lima", "Lima"), ""),
        (told("Lima " + "x" * 400, "Lima"), ""),
        (told("", "Lima"), ""),
    ],
)
def test_a_sentence_has_a_hole_only_where_nothing_shows_through(card: Card, sentence: str) -> None:
    assert sentence_with_hole(card) == sentence
