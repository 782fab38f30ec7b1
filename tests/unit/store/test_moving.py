"""Moves of cards to other days: the log keeps them, states follow, devices agree, and they are taken back."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.model.deck import CardId
from quiz.model.memory import Instant, Rating, Scheduled, StudyDay
from quiz.model.review import EventId, Move
from quiz.store.ids import new_event_id
from quiz.store.store import Store
from quiz.store.wire import decode, encode
from tests.unit.store.conftest import DAY_MS, NOON, STAMP, Learner, make_deck
from tests.unit.store.devices import CARDS, FAST, Device
from tests.unit.store.test_replaying import _forget_states


def names(now: Instant) -> Iterator[EventId]:
    while True:
        yield new_event_id(now)


def move(learner: Learner, by: int = 5, *cards: str) -> Instant:
    """Move cards in review, or all of them, by some days."""
    standing = [one for one in learner.store.moving.standing() if not cards or one.card in cards]
    wanted = [(one, StudyDay(max(one.state.last_day + 1, one.state.due_day + by))) for one in standing]
    return learner.store.moving.keep(((one, day, new_event_id(learner.now)) for one, day in wanted), learner.now)


def undo(learner: Learner, at: Instant) -> int:
    return learner.store.moving.take_back(at, learner.now, names(learner.now), learner.fold)


def due(learner: Learner, card: str = "d/n0") -> StudyDay:
    state = learner.store.state(CardId(card))
    assert isinstance(state, Scheduled)
    return state.due_day


def sound(learner: Learner) -> bool:
    return learner.store.integrity(learner.fold) == [] and learner.store.integrity() == []


def test_a_card_is_moved_and_taken_back_by_rows_of_the_log(learner: Learner) -> None:
    before = learner.answer("d/n0", Rating.EASY).after
    learner.answer("d/n1")  # on a step: it is not moved
    at = move(learner)
    assert due(learner) == before.due_day + 5
    assert sound(learner)
    last = learner.store.moving.last()
    assert last is not None
    assert (last.at, last.cards, last.device) == (at, 1, learner.store.device)
    assert undo(learner, at) == 1
    assert due(learner) == before.due_day
    assert learner.store.moving.last() is None
    assert undo(learner, at) == 0
    assert sound(learner)


def test_the_latest_move_holds_whatever_the_clock_says_and_taking_it_back_shows_the_one_before(
    learner: Learner,
) -> None:
    before = learner.answer("d/n0", Rating.EASY).after
    first = move(learner)
    learner.wait(days=-3)
    second = move(learner, 2)
    assert second > first
    assert due(learner) == before.due_day + 7
    undo(learner, second)
    assert due(learner) == before.due_day + 5
    assert sound(learner)


def test_an_answer_to_a_moved_card_stays_what_it_was_when_the_move_is_taken_back(learner: Learner) -> None:
    learner.answer("d/n0", Rating.EASY)
    at = move(learner, 20)
    learner.wait(days=30)
    after = learner.answer("d/n0").after
    assert undo(learner, at) == 0
    assert learner.store.state(CardId("d/n0")) == after
    assert sound(learner)


def test_an_answer_that_is_taken_back_leaves_the_card_where_it_was_moved_to(learner: Learner) -> None:
    learner.answer("d/n0", Rating.EASY)
    move(learner, 20)
    moved = due(learner)
    learner.wait(days=30)
    answer = learner.answer("d/n0")
    learner.take_back(answer.id, fold=learner.fold)
    assert due(learner) == moved
    assert sound(learner)


def test_a_card_answered_between_the_reckoning_and_the_move_stays(learner: Learner) -> None:
    learner.answer("d/n0", Rating.EASY)
    planned = [
        (one, StudyDay(one.state.due_day + 9), new_event_id(learner.now)) for one in learner.store.moving.standing()
    ]
    learner.wait(days=20)
    after = learner.answer("d/n0").after
    learner.store.moving.keep(planned, learner.now)
    assert learner.store.state(CardId("d/n0")) == after
    assert learner.store.moving.last() is None


def test_many_are_taken_back_in_one_pass(learner: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quiz.store.moving._ONE_BY_ONE", 1)
    days = [learner.answer(card, Rating.EASY).after.due_day for card in CARDS]
    at = move(learner)
    assert [due(learner, card) for card in CARDS] == [day + 5 for day in days]
    assert undo(learner, at) == 3
    assert [due(learner, card) for card in CARDS] == days
    assert sound(learner)


def test_a_move_is_a_line(learner: Learner) -> None:
    learner.answer("d/n0", Rating.EASY)
    move(learner)
    [row] = [row for row in learner.store.exchange.rows() if isinstance(row, Move)]
    assert decode(encode(row)) == row


steps = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.sampled_from(["answer", "answer", "move", "undo", "undo answer", "join"]),
        st.sampled_from(CARDS),
        st.sampled_from(Rating),
        st.integers(-9, 9),
        st.sampled_from([0, 1, 60_000, DAY_MS, 9 * DAY_MS]),
    ),
    min_size=4,
    max_size=16,
)


@settings(max_examples=40)
@given(steps)
def test_devices_that_moved_and_answered_apart_agree_and_a_rebuild_makes_the_same(steps) -> None:
    with tempfile.TemporaryDirectory(dir=FAST) as name:
        devices = [Device.begin(Path(name), f"d{number}") for number in range(2)]
        for device in devices:
            device.at(NOON).answer("d/n0", Rating.EASY)
        now = int(NOON)
        for number, what, card, rating, by, wait in steps:
            now += wait
            device = devices[number].at(now)
            match what:
                case "answer":
                    device.answer(card, rating)
                case "move":
                    move(device.learner, by, card)
                case "undo":
                    if (last := device.store.moving.last()) is not None:
                        undo(device.learner, last.at)
                case "undo answer":
                    device.undo()
                case _:
                    device.join(devices[1 - number])
            assert device.sound()
        devices[0].join(devices[1])
        devices[1].join(devices[0])
        assert devices[0].knows == devices[1].knows
        before = devices[0].knows
        _forget_states(devices[0].store)
        devices[0].store.rebuild(devices[0].learner.fold, {})
        assert devices[0].knows == before
        for device in devices:
            device.store.close()


def test_a_shared_folder_carries_moves(tmp_path: Path) -> None:
    a, b = Device.begin(tmp_path, "a"), Device.begin(tmp_path, "b")
    folder = tmp_path / "shared"
    folder.mkdir()
    a.at(NOON).answer("d/n0", Rating.EASY)
    a.sync(folder)
    b.at(NOON + 1).sync(folder)
    move(a.learner)
    a.sync(folder)
    came, _, problems = b.sync(folder)
    assert (came.moves, came.cards, problems) == (1, 1, [])
    assert due(b.learner) == due(a.learner)
    a.store.close()
    b.store.close()


def test_moves_outlive_closing(tmp_path: Path) -> None:
    with Store.open(tmp_path / "quiz.db") as store:
        store.index_deck("d.toml", STAMP, make_deck())
        learner = Learner(store)
        learner.answer("d/n0", Rating.EASY)
        move(learner)
        moved = due(learner)
    with Store.open(tmp_path / "quiz.db") as store:
        assert due(Learner(store)) == moved
