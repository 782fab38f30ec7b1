"""The log only grows, and the states follow it."""

import sqlite3
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.errors import StoreError
from quiz.model.deck import CardId
from quiz.model.memory import NEW, CardState, Rating, Scheduled, StudyDay
from quiz.model.review import ActionKind, EventId, Review, ReviewKind
from quiz.srs.replay import replay
from quiz.store.ids import new_event_id
from quiz.store.store import Store
from tests.unit.store.conftest import STAMP, Learner, make_deck


def test_an_answer_is_kept_with_the_states_on_both_sides(learner: Learner) -> None:
    first = learner.answer("d/n0")
    learner.wait(minutes=10)
    second = learner.answer("d/n0", Rating.AGAIN)
    kept = [replace(review, device=learner.store.device) for review in (first, second)]
    assert list(learner.store.reviews()) == kept
    assert list(learner.store.reviews_of(first.card)) == kept
    assert learner.store.state(first.card) == second.after
    assert second.before == first.after
    assert learner.store.integrity() == []


def test_everything_is_there_after_opening_again(learner: Learner) -> None:
    review = learner.answer("d/n0")
    learner.store.close()
    with Store.open(learner.store.path) as again:
        assert again.device == learner.store.device
        assert [row.id for row in again.reviews()] == [review.id]
        assert again.state(review.card) == review.after


def test_an_answer_taken_back_stays_in_the_log(learner: Learner) -> None:
    review = learner.answer("d/n0")
    learner.take_back(review.id)
    assert learner.store.state(review.card) == NEW
    assert list(learner.store.reviews()) == []
    assert [row.id for row in learner.store.reviews(retracted=True)] == [review.id]
    assert [row.target for row in learner.store.retractions()] == [review.id]
    assert learner.left() == (3, 0, 0)


def test_a_card_begun_anew_is_new_and_keeps_its_answers(learner: Learner) -> None:
    first = learner.answer("d/n0", Rating.EASY)
    learner.wait(days=1)
    reset = learner.act("d/n0", ActionKind.RESET)
    assert learner.store.state(first.card) == NEW
    assert [row.id for row in learner.store.reviews()] == [first.id]
    assert learner.left() == (3, 0, 0)
    learner.wait(minutes=1)
    second = learner.answer("d/n0")
    assert second.before == NEW
    assert learner.store.integrity(learner.fold) == []
    assert learner.store.rebuild(learner.fold, {}) == 0
    # An answer from before is taken back: nothing of it is left in the state.
    learner.take_back(first.id, fold=learner.fold)
    assert learner.store.state(first.card) == second.after
    learner.take_back(second.id, fold=learner.fold)
    assert learner.store.state(first.card) == NEW
    learner.take_back(reset.id, fold=learner.fold)
    assert learner.store.integrity(learner.fold) == []


def test_beginning_anew_can_be_taken_back(learner: Learner) -> None:
    first = learner.answer("d/n0", Rating.EASY)
    learner.wait(days=1)
    reset, again = learner.act("d/n0", ActionKind.RESET), learner.act("d/n0", ActionKind.RESET)
    learner.take_back(again.id, fold=learner.fold)
    assert learner.store.state(first.card) == NEW
    learner.take_back(reset.id, fold=learner.fold)
    assert learner.store.state(first.card) == first.after
    assert learner.store.integrity(learner.fold) == []


def test_an_answer_that_is_not_the_last_needs_its_state_given(learner: Learner) -> None:
    first, second = learner.answer("d/n0"), learner.answer("d/n0")
    with pytest.raises(ValueError, match="answered again"):
        learner.take_back(first.id)
    assert len(list(learner.store.reviews())) == 2
    assert list(learner.store.retractions()) == []
    assert learner.store.state(first.card) == second.after


def test_only_what_is_in_the_log_is_taken_back(learner: Learner) -> None:
    with pytest.raises(ValueError, match="no row"):
        learner.take_back(EventId("none"))
    assert list(learner.store.retractions()) == []


def test_a_row_comes_once(learner: Learner) -> None:
    review = learner.answer("d/n0")
    with pytest.raises(StoreError):
        learner.store.record(review)
    assert len(list(learner.store.reviews())) == 1


def test_cramming_is_logged_and_changes_no_state(learner: Learner) -> None:
    review = learner.answer("d/n0", kind=ReviewKind.CRAM)
    assert learner.store.state(review.card) == NEW
    assert learner.store.integrity() == []
    learner.take_back(review.id)
    assert learner.store.state(review.card) == NEW


@pytest.mark.parametrize("table", ["review", "action", "move", "retraction"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET at = 0"])
def test_rows_of_the_log_cannot_be_changed(learner: Learner, table: str, change: str) -> None:
    learner.take_back(learner.answer("d/n0").id)
    learner.act("d/n1", ActionKind.MARK)
    learner.answer("d/n2", Rating.EASY)
    day, name = learner.today + 9, new_event_id(learner.now)
    learner.store.moving.keep([(one, StudyDay(day), name) for one in learner.store.moving.standing()], learner.now)
    with (
        sqlite3.connect(learner.store.path) as connection,
        pytest.raises(sqlite3.IntegrityError, match="the log only grows"),
    ):
        connection.execute(change.format(table))
    connection.close()


def test_flags_follow_the_actions(learner: Learner) -> None:
    learner.act("d/n0", ActionKind.MARK)
    suspended = learner.act("d/n0", ActionKind.SUSPEND)
    learner.act("d/n0", ActionKind.BURY)
    flags = learner.store.flags(suspended.card)
    assert (flags.marked, flags.suspended, flags.buried_day) == (True, True, learner.today)
    assert learner.store.marked() == (suspended.card,)
    assert len(learner.store.suspended()) == 1
    learner.take_back(suspended.id)
    assert not learner.store.flags(suspended.card).suspended
    learner.act("d/n0", ActionKind.UNMARK)
    learner.act("d/n0", ActionKind.UNBURY)
    flags = learner.store.flags(suspended.card)
    assert (flags.marked, flags.suspended, flags.buried_day) == (False, False, None)
    assert len(list(learner.store.actions())) == 5
    assert learner.store.integrity() == []


def test_damaged_states_are_found_and_made_anew(learner: Learner) -> None:
    review = learner.answer("d/n0")
    learner.act("d/n1", ActionKind.SUSPEND)
    with sqlite3.connect(learner.store.path) as connection:
        connection.execute("UPDATE card SET reps = 99 WHERE id = 'd/n0'")
        connection.execute("UPDATE card SET suspended = 0 WHERE id = 'd/n1'")
    connection.close()
    assert learner.store.integrity() == [
        "The state of card d/n0 is not what the log says.",
        "The state of card d/n1 is not what the log says.",
    ]

    def fold(reviews: Sequence[Review]) -> CardState:
        return replay(reviews, learner.scheduler)

    assert learner.store.rebuild(fold, {}) == 2
    assert learner.store.rebuild(fold, {}) == 0
    assert learner.store.state(review.card) == review.after
    assert len(learner.store.suspended()) == 1
    assert learner.store.integrity(fold) == []


def test_reviews_are_chosen_by_deck_and_day(learner: Learner) -> None:
    learner.store.index_deck("e.toml", STAMP, make_deck("e"))
    old = learner.answer("d/n0")
    learner.wait(days=2)
    new = learner.answer("e/n0")
    assert [row.id for row in learner.store.reviews([make_deck("d").id])] == [old.id]
    assert [row.id for row in learner.store.reviews(since_day=learner.today)] == [new.id]
    assert learner.store.last_event() == new.at
    assert set(learner.store.states()) == {old.card, new.card}
    assert set(learner.store.states([make_deck("e").id])) == {new.card}


def test_a_typed_answer_that_is_no_text_is_kept_all_the_same(learner: Learner) -> None:
    review = learner.answer("d/n0")
    odd = replace(review, id=EventId("x"), before=review.after, typed="caf\udce9")
    learner.store.record(odd)
    assert [row.typed for row in learner.store.reviews()] == ["what was typed", "caf?"]


steps = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), st.integers(0, 2), st.sampled_from(Rating)),
        st.tuples(st.just("act"), st.integers(0, 2), st.sampled_from(ActionKind)),
        st.tuples(st.just("wait"), st.integers(1, 5), st.none()),
        st.tuples(st.just("undo"), st.none(), st.none()),
    ),
    max_size=25,
)


@settings(max_examples=30)
@given(steps)
def test_states_are_always_what_the_log_makes_of_them(steps: list[tuple[str, int, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "quiz.db") as store:
        store.index_deck("d.toml", STAMP, make_deck())
        learner = Learner(store)
        done: list[tuple[EventId, str, CardState, object]] = []
        for what, number, choice in steps:
            card = f"d/n{number}"
            if what == "answer":
                before = store.state(CardId(card))
                done.append((learner.answer(card, choice).id, card, before, store.flags(CardId(card))))
            elif what == "act":
                before, flags = store.state(CardId(card)), store.flags(CardId(card))
                done.append((learner.act(card, choice).id, card, before, flags))
            elif what == "wait":
                learner.wait(days=number)
            elif done:
                event, card, before, flags = done.pop()
                learner.take_back(event, fold=learner.fold)
                assert store.state(CardId(card)) == before
                assert store.flags(CardId(card)) == flags
        assert store.integrity(lambda reviews: replay(reviews, learner.scheduler)) == []
        assert all(isinstance(state, Scheduled) for state in store.states().values())
