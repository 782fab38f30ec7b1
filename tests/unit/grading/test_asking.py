"""How a card is asked, and in which order its options stand."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.grading.asking import LARGEST_CHOICE, LONGEST_TYPED, Way, options_of, way_of
from quiz.model.deck import Card, CardId, CardKind, DeckId, NoteId
from quiz.model.options import AskMode

PLAIN = Card(
    id=CardId("d/n"), deck=DeckId("d"), note=NoteId("n"), kind=CardKind.BASIC, prompt="?", answers=(("Lima", "LIM"),)
)
OFFERED = replace(PLAIN, distractors=("Cusco", "Quito", "Callao"))


@pytest.mark.parametrize(
    ("card", "new", "mode", "way"),
    [
        (PLAIN, True, AskMode.AUTO, Way.TYPED),
        (OFFERED, True, AskMode.AUTO, Way.CHOICE),
        (OFFERED, False, AskMode.AUTO, Way.TYPED),
        (OFFERED, True, AskMode.TYPED, Way.TYPED),
        (OFFERED, True, AskMode.FLIP, Way.FLIP),
        (replace(OFFERED, kind=CardKind.CHOICE), False, AskMode.TYPED, Way.CHOICE),
        (replace(OFFERED, kind=CardKind.CHOICE), False, AskMode.FLIP, Way.CHOICE),
        (replace(OFFERED, kind=CardKind.LIST), True, AskMode.AUTO, Way.TYPED),
        (replace(PLAIN, answers=(("x" * (LONGEST_TYPED + 1),),)), True, AskMode.AUTO, Way.FLIP),
        (replace(PLAIN, answers=(("x" * (LONGEST_TYPED + 1),),)), True, AskMode.TYPED, Way.TYPED),
    ],
)
def test_the_way_follows_from_card_novelty_and_mode(card: Card, *, new: bool, mode: AskMode, way: Way) -> None:
    assert way_of(card, new=new, mode=mode) is way


@given(st.lists(st.text(min_size=1, max_size=5), max_size=8), st.integers(0, 50))
def test_options_are_the_answer_and_distinct_distractors_in_a_fixed_order(distractors: list[str], reps: int) -> None:
    card = replace(PLAIN, distractors=tuple(distractors))
    options = options_of(card, reps)
    assert options == options_of(card, reps)
    assert options.count("Lima") == 1
    assert len(set(options)) == len(options) == min(LARGEST_CHOICE, 1 + len(set(distractors) - {"Lima"}))
    assert set(options) <= {"Lima", *distractors}


def test_the_answer_does_not_stay_in_one_place() -> None:
    assert {options_of(OFFERED, reps).index("Lima") for reps in range(40)} == {0, 1, 2, 3}


def test_with_many_distractors_all_get_their_turn() -> None:
    card = replace(PLAIN, distractors=tuple("ABCDEFGH"))
    assert {text for reps in range(60) for text in options_of(card, reps)} == {"Lima", *"ABCDEFGH"}
