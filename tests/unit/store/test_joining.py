"""Joining the logs of devices: in any order, however often, nothing is lost and the same comes of it."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings

from quiz.errors import StoreError
from quiz.model.deck import CardId
from quiz.model.memory import NEW, Rating, Scheduled
from quiz.model.review import ActionKind
from quiz.srs.day import DayRule
from quiz.store.merge import opened_copy
from quiz.store.store import Store
from quiz.store.wire import encode
from tests.unit.store.conftest import DAY_MS, NOON, STAMP, make_deck
from tests.unit.store.devices import CARDS, FAST, Device, Step, histories, live, skews

ORDERS = ((0, 1, 2), (2, 1, 0), (1, 0, 2))


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Device, Device]]:
    devices = Device.begin(tmp_path, "a"), Device.begin(tmp_path, "b")
    yield devices
    for device in devices:
        device.store.close()


def copy_of(device: Device, folder: Path, name: str) -> Device:
    """Return a device that knows what another one knows."""
    target = folder / f"{name}.db"
    with sqlite3.connect(device.store.path) as source, sqlite3.connect(target) as copy:
        source.backup(copy)
    source.close()
    copy.close()
    return Device(Store.open(target), device.skew).at(device.learner.now - device.skew)


@settings(max_examples=20)
@given(history=histories, skew=skews)
def test_any_order_and_grouping_of_merges_comes_to_the_same(history: list[Step], skew: tuple[int, ...]) -> None:
    with tempfile.TemporaryDirectory(dir=FAST) as name:
        folder = Path(name)
        devices = [Device.begin(folder, f"d{i}", skew[i]) for i in range(3)]
        live(devices, history)
        every = frozenset[bytes]().union(*(device.rows for device in devices))
        ends: list[object] = []
        opened = [*devices]
        for number, (first, second, third) in enumerate(ORDERS):
            flat = copy_of(devices[first], folder, f"flat{number}")
            flat.join(devices[second])
            flat.join(devices[third])
            opened.append(flat)
        grouped, right = copy_of(devices[0], folder, "left"), copy_of(devices[2], folder, "right")
        right.join(devices[1])
        grouped.join(right)
        opened += [right, grouped]
        for device in opened[3:]:
            if device is not right:
                ends.append(device.knows)
                assert device.rows == every
                assert device.sound()
        assert all(end == ends[0] for end in ends)
        came = grouped.join(opened[3])
        assert (came.rows, came.cards) == (0, 0)
        assert grouped.knows == ends[0]
        for device in opened:
            device.store.close()


def test_two_devices_that_answer_the_same_card_on_the_same_day_lose_nothing(pair: tuple[Device, Device]) -> None:
    a, b = pair
    first = a.at(NOON).answer("d/n0", Rating.GOOD)
    second = b.at(NOON + 60_000).answer("d/n0", Rating.EASY)
    came = a.merge(b)
    assert (came.answers, came.cards, came.known) == (1, 1, 0)
    b.merge(a)
    assert a.knows == b.knows
    assert [row.id for row in a.store.reviews()] == [first.id, second.id]
    state = a.store.state(CardId("d/n0"))
    assert isinstance(state, Scheduled)
    assert state.reps == 2
    # What comes of the second answer is what it would have been had the first been known.
    assert state == a.learner.scheduler.outcomes(CardId("d/n0"), first.after, second.at)[Rating.EASY]
    assert a.sound()


def test_a_row_that_is_taken_back_elsewhere_may_come_before_or_after(pair: tuple[Device, Device]) -> None:
    a, b = pair
    a.at(NOON).answer("d/n0")
    b.merge(a)
    a.undo()
    assert b.merge(a).undone == 1
    assert b.store.state(CardId("d/n0")) == NEW
    assert b.knows == a.knows


def test_marks_and_resets_are_joined(pair: tuple[Device, Device]) -> None:
    a, b = pair
    a.at(NOON).answer("d/n0")
    a.act("d/n1", ActionKind.MARK)
    b.at(NOON + 1).act("d/n1", ActionKind.SUSPEND)
    b.act("d/n0", ActionKind.RESET)
    a.merge(b)
    b.merge(a)
    assert a.knows == b.knows
    assert a.store.state(CardId("d/n0")) == NEW
    flags = a.store.flags(CardId("d/n1"))
    assert (flags.marked, flags.suspended) == (True, True)


def test_a_dry_run_tells_the_same_and_changes_nothing(pair: tuple[Device, Device]) -> None:
    a, b = pair
    b.at(NOON).answer("d/n0")
    before = a.knows
    looked = a.look(b)
    assert a.knows == before
    assert looked == a.merge(b)


def test_cards_unknown_here_wait_with_their_faces_for_their_deck(pair: tuple[Device, Device]) -> None:
    a, b = pair
    b.store.index_deck("e.toml", STAMP, make_deck("e", 1))
    answer = b.at(NOON).answer("e/n0")
    assert a.merge(b).fresh == [CardId("e/n0")]
    (orphan,) = a.store.orphans()
    assert (orphan.card, orphan.prompt, orphan.state) == ("e/n0", "question 0", answer.after)
    a.store.index_deck("e.toml", STAMP, make_deck("e", 1))
    assert a.store.orphans() == ()
    assert a.store.state(CardId("e/n0")) == answer.after
    assert a.sound()


@pytest.mark.parametrize("years", [5, -5])
def test_a_clock_that_is_years_wrong_is_survived_and_told(tmp_path: Path, years: int) -> None:
    days = years * 365
    a, b = Device.begin(tmp_path, "a"), Device.begin(tmp_path, "b", days * DAY_MS)
    a.at(NOON).answer("d/n0")
    b.merge(a)
    b.at(NOON + DAY_MS).answer("d/n0")
    a.at(NOON + DAY_MS)
    came = a.merge(b)
    (skew,) = came.skews
    assert skew.device == b.store.device
    assert abs(skew.days - days) <= 1
    assert a.store.exchange.clocks(a.learner.now) == came.skews
    state = a.store.state(CardId("d/n0"))
    assert isinstance(state, Scheduled)
    assert state.reps == 2
    a.at(NOON + 2 * DAY_MS).answer("d/n0")
    b.merge(a)
    assert a.knows == b.knows
    for device in (a, b):
        device.store.close()


# databases that cannot be used


def test_an_older_database_is_brought_up_to_date_in_a_copy(pair: tuple[Device, Device], tmp_path: Path) -> None:
    a, _ = pair
    old = tmp_path / "old.db"
    scripts = tmp_path / "migrations"
    scripts.mkdir()
    for path in (Path(sqlite3.__file__), *Path("quiz/store/migrations").glob("000[12]_*.sql")):
        if path.suffix == ".sql":
            shutil.copy(path, scripts)
    with Store.open(old, migrations=scripts) as store:
        store._db.run(
            """INSERT INTO deck (path, id, title, size, mtime_ns, cards, unnamed, asked, problems)
               VALUES (x'64', 'd', 'Deck d', 1, 1, 1, 0, 1, '')"""
        )
        store._db.run("INSERT INTO card (id, deck) VALUES ('d/n0', 1)")
        device = Device(store).at(NOON)
        device.answer("d/n0")
        rows = frozenset(map(encode, store.reviews()))
    before = old.read_bytes()
    assert a.store.exchange.merge(old, a.learner.fold, a.learner.now).answers == 1
    assert a.rows == rows
    assert old.read_bytes() == before


def damage(path: Path, what: str) -> None:
    data = bytearray(path.read_bytes())
    match what:
        case "newer":
            data[60:64] = (9_999).to_bytes(4)
        case "cut":
            del data[len(data) // 2 :]
        case "text":
            data = bytearray(b"hello " * 1000)
        case "empty":
            data = bytearray()
        case "other":
            data[68:72] = bytes(4)
        case _:
            for start in range(4096, len(data), 4096):
                data[start : start + 8] = b"\xff" * 8
    path.write_bytes(data)


@pytest.mark.parametrize("what", ["newer", "cut", "text", "empty", "other", "flipped"])
def test_a_database_that_cannot_be_used_is_refused_and_nothing_changes(
    pair: tuple[Device, Device], tmp_path: Path, what: str
) -> None:
    a, b = pair
    for card in CARDS:
        b.at(NOON).answer(card)
    b.store.close()
    path = tmp_path / "b.db"
    damage(path, what)
    spoilt, before = path.read_bytes(), a.knows
    with pytest.raises(StoreError) as refused:
        a.merge(b)
    assert str(path) in refused.value.message
    assert "quiz-merge-" not in refused.value.message + refused.value.hint
    assert a.knows == before
    assert path.read_bytes() == spoilt


def test_no_database_and_ones_own_are_refused(pair: tuple[Device, Device], tmp_path: Path) -> None:
    a, _ = pair
    with pytest.raises(StoreError, match="no database"), opened_copy(tmp_path / "none.db", a.store.path):
        pass
    with pytest.raises(StoreError, match="works with here"):
        a.merge(a)


def test_answers_that_still_lie_beside_the_database_come_too(pair: tuple[Device, Device], tmp_path: Path) -> None:
    a, b = pair
    b.at(NOON).answer("d/n0")
    assert (tmp_path / "b.db-wal").stat().st_size
    names = sorted(path.name for path in tmp_path.iterdir())
    assert a.merge(b).answers == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == names


def test_rows_that_quiz_cannot_have_written_stay_out(pair: tuple[Device, Device]) -> None:
    a, b = pair
    b.at(NOON).answer("d/n0")
    b.answer("d/n1")
    with sqlite3.connect(b.store.path) as other:
        other.execute("DROP TRIGGER review_stays")
        other.execute("UPDATE review SET at = 9000000000000000 WHERE id = (SELECT min(id) FROM review)")
    other.close()
    came = a.merge(b)
    assert (came.answers, came.refused) == (1, 1)
    assert a.sound()


def test_it_is_all_the_same_in_which_zones_devices_are_joined(pair: tuple[Device, Device]) -> None:
    a, b = pair
    for number, device in enumerate((a, b, a, b)):
        device.at(NOON + number * 13 * 3_600_000).answer("d/n0", Rating.EASY)
    b.learner.days = DayRule(zone=ZoneInfo("Pacific/Kiritimati"))
    a.merge(b)
    b.merge(a)
    assert a.knows == b.knows
    b.learner.days = DayRule(zone=ZoneInfo("America/Los_Angeles"))
    assert b.sound()


def test_decks_that_differ_are_told(pair: tuple[Device, Device]) -> None:
    a, b = pair
    for device in pair:
        device.store.index_deck("e.toml", STAMP, make_deck("e", 4))
    b.at(NOON).answer("d/n0")
    assert a.look(b).differing == {}
    deck = make_deck("e", 4)
    changed = (replace(deck.notes[0], prompt="another question"), *deck.notes[2:])
    b.store.index_deck("e.toml", replace(STAMP, size=2), replace(deck, notes=changed))
    b.store.index_deck("f.toml", STAMP, make_deck("f", 1))
    assert a.look(b).differing == {"e": 2}, "one reads otherwise, and one is missing there"
    assert b.look(a).differing == {"e": 2}
    assert a.merge(b).differing == {"e": 2}
    assert a.store.card(CardId("e/n0")).prompt == "question 0"
