"""How a card is asked, and in which order its options stand."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.grading.asking import LARGEST_CHOICE, LONGEST_TYPED, Asked, Way, how_to_ask, options_of
from quiz.model.deck import Card, CardId, CardKind, DeckId, NoteId
from quiz.model.memory import MATURE_DAYS, NEW, Instant, MemoryState, Phase, Scheduled, StudyDay
from quiz.model.options import AskMode

PLAIN = Card(
    id=CardId("d/n"), deck=DeckId("d"), note=NoteId("n"), kind=CardKind.BASIC, prompt="?", answers=(("Lima", "LIM"),)
)
OFFERED = replace(PLAIN, distractors=("Cusco", "Quito", "Callao"))


TOLD = replace(PLAIN, prompt="What is the capital of Peru?", evidence="Lima has been the capital of Peru since 1535.")
HOLED = "[...] has been the capital of Peru since 1535."


def known(phase: Phase = Phase.REVIEW, interval: int = 0) -> Scheduled:
    return Scheduled(
        phase=phase, step=0, memory=MemoryState(9, 5), due_day=StudyDay(100 + interval), due_at=None,
        last_at=Instant(0), last_day=StudyDay(100), reps=2, lapses=0,
    )  # fmt: skip


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
        (replace(PLAIN, kind=CardKind.LIST, answers=(("x" * 60,), ("y" * 60,))), True, AskMode.AUTO, Way.TYPED),
    ],
)
def test_the_way_follows_from_card_novelty_and_mode(card: Card, *, new: bool, mode: AskMode, way: Way) -> None:
    assert how_to_ask(card, NEW if new else known(), mode).way is way


@pytest.mark.parametrize(
    ("state", "asked"),
    [
        (NEW, Asked(way=Way.TYPED, hints=True)),
        (known(Phase.LEARNING), Asked(way=Way.TYPED, hints=True, sentence=HOLED)),
        (known(Phase.RELEARNING), Asked(way=Way.TYPED, hints=True, sentence=HOLED)),
        (known(interval=MATURE_DAYS - 1), Asked(way=Way.TYPED, hints=True)),
        (known(interval=MATURE_DAYS), Asked(way=Way.TYPED, hints=False)),
    ],
)  # fmt: skip
def test_the_better_a_card_is_known_the_less_it_is_helped(state: object, asked: Asked) -> None:
    assert how_to_ask(TOLD, state, AskMode.AUTO) == asked


def test_typed_only_means_without_its_sentence() -> None:
    assert how_to_ask(TOLD, known(Phase.LEARNING), AskMode.TYPED) == Asked(way=Way.TYPED, hints=True)


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
