"""One pass over the log makes the same states as folding the answers of each card by themselves."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.model.deck import CardId
from quiz.model.memory import NEW, CardState, Instant, Rating
from quiz.model.review import ActionKind, EventId, ReviewKind
from quiz.store.store import Store
from tests.unit.store.conftest import NOON, STAMP, Learner, make_deck

CARDS = [CardId(f"d/n{number}") for number in range(3)]
HOUR = 3_600_000

steps = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), st.integers(0, 2), st.sampled_from(Rating)),
        st.tuples(st.just("cram"), st.integers(0, 2), st.sampled_from(Rating)),
        st.tuples(st.just("clock"), st.integers(-48, 240), st.none()),
        st.tuples(st.just("take back"), st.integers(0, 30), st.none()),
    ),
    min_size=3,
    max_size=25,
)


@settings(max_examples=40)
@given(steps)
def test_all_states_are_what_the_answers_of_each_card_make(steps: list[tuple[str, int, Rating]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "quiz.db") as store:
        store.index_deck("d.toml", STAMP, make_deck())
        learner = Learner(store)
        given: list[EventId] = []
        for what, number, rating in steps:
            match what:
                case "answer" | "cram":
                    kind = ReviewKind.CRAM if what == "cram" else None
                    given.append(learner.answer(CARDS[number], rating, kind).id)
                case "clock":
                    learner.now = Instant(learner.now + number * HOUR)
                case _ if given:
                    # Any answer, not only the last: those behind it begin with a state that is no longer there.
                    learner.take_back(given.pop(number % len(given)), fold=learner.fold)
        expected = {card: _folded(learner, card) for card in CARDS}
        _forget_states(store)
        store.rebuild(learner.fold, {})
        assert {card: store.state(card) for card in CARDS} == expected
        assert store.integrity(learner.fold) == []


def test_cards_are_begun_anew_and_flagged_as_the_log_says(learner: Learner) -> None:
    first, second = CARDS[:2]
    learner.answer(first)
    learner.act(first, ActionKind.RESET)
    learner.act(first, ActionKind.SUSPEND)
    learner.answer(second)
    learner.wait(days=1)
    learner.act(second, ActionKind.RESET)
    kept = learner.answer(second, Rating.EASY)
    learner.act(second, ActionKind.MARK)
    states = {card: (learner.store.state(card), learner.store.flags(card)) for card in CARDS}
    _forget_states(learner.store)
    learner.store._db.run("UPDATE card SET suspended = 0, marked = 1")
    assert learner.store.rebuild(learner.fold, {}) == 3
    assert {card: (learner.store.state(card), learner.store.flags(card)) for card in CARDS} == states
    assert (states[first][0], states[second][0]) == (NEW, kept.after)


@pytest.mark.parametrize("fold", [True, False])
def test_a_state_that_is_wrong_is_found(learner: Learner, fold: bool) -> None:
    for card in CARDS:
        learner.answer(card)
    learner.store._db.run("UPDATE card SET stability = stability + 1e-9 WHERE id = ?", (CARDS[1],))
    assert learner.store.integrity(learner.fold if fold else None) == [
        f"The state of card {CARDS[1]} is not what the log says."
    ]


def _folded(learner: Learner, card: CardId) -> CardState:
    answers = [review for review in learner.store.reviews_of(card) if review.kind is not ReviewKind.CRAM]
    return learner.fold(answers)


def _forget_states(store: Store) -> None:
    columns = ("phase", "step", "stability", "difficulty", "due_day", "due_at", "last_at", "last_day", "reps", "lapses")
    store._db.run(f"UPDATE card SET {', '.join(f'{name} = NULL' for name in columns)}")  # noqa: S608


@pytest.mark.parametrize("undone", [False, True])
def test_answers_after_a_reset_count_whatever_the_clock_says_then(learner: Learner, undone: bool) -> None:
    card = CARDS[0]
    learner.answer(card, Rating.EASY)
    reset = learner.act(card, ActionKind.RESET)
    learner.now = Instant(learner.now - 3_000 * HOUR)
    given = [learner.answer(card) for _ in range(3)]
    assert [review.at for review in learner.store.reviews_of(card)][1:] > [reset.at] * 3
    if undone:
        learner.take_back(given.pop().id, fold=learner.fold)
    state = learner.store.state(card)
    assert state == given[-1].after
    assert learner.store.rebuild(learner.fold, {}) == 0
    assert learner.store.exchange.clocks(learner.now)[0].days > 0, "the first answer was given by a clock that is ahead"
    learner.now = NOON
    assert learner.store.exchange.clocks(learner.now) == ()
