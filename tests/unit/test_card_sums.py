"""However cards change, those that are kept counted are counted as a look at each of them counts them."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from quiz.collection.reckoning import Reckoning
from quiz.errors import StoreError, UsageError
from quiz.formats.toml_deck import write_deck
from quiz.model.deck import Basic, Deck, NoteId
from quiz.model.ids import DeckId
from quiz.stats.scope import Scope
from quiz.store.progress import Histograms
from tests.unit.learners import TIMES, Device, Step, begin, histories, live, skews, zones
from tests.unit.store.conftest import DAY_MS
from tests.unit.store.devices import FAST

SCOPES = (None, (DeckId("one"),), (DeckId("two"), DeckId("three")))
MORE = ("settings", "by hand", "look", "look", "look", "reschedule", "stay", "edit", "edit", "delete", "rebuild")


def values(found: Histograms) -> dict[str, dict[object, int]]:
    """Return what is counted, without that of which there is none."""
    return {
        name: {value: number for value, number in dict(what).items() if number}
        for name, what in found._asdict().items()
    }


def compare(device: Device) -> None:
    today = device.collection.today()
    for decks in SCOPES:
        read = device.collection._store.progress(decks)
        assert values(read.histograms(today, None)) == values(read.all_counted(today, None))
        for deck in decks or ():
            assert values(read.histograms(today, (deck,))) == values(read.all_counted(today, (deck,)))
    assert not device.collection._store._db.rows("SELECT * FROM card_changed")


def do(device: Device, step: Step) -> None:
    """Do what has nothing to do with the log alone."""
    collection = device.collection
    decks = collection.paths.decks
    match step.what:
        case "look":
            compare(device)
        case "reschedule":
            collection.rescheduler.keep(collection.rescheduler.plan())
        case "stay":
            try:
                collection.rescheduler.undo()
            except UsageError:
                return
        case "edit":
            notes = [
                Basic(id=NoteId(f"n{number}"), prompt=f"question {number}", answer="it")
                for number in range(step.number, step.number * 2)
            ]
            write_deck(Deck(id=DeckId("two"), title="two", notes=tuple(notes)), decks / "two.toml")
            collection.refresh()
        case "delete":
            (decks / "three.toml").unlink(missing_ok=True)
            collection.refresh()
        case "rebuild":
            collection.rebuild()
        case _:
            return
    device.session = None


@settings(
    max_examples=30 * TIMES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(history=histories(more=MORE * 2), skew=skews, zone=zones)
def test_kept_sums_are_those_of_the_cards(history: list[Step], skew: tuple[int, ...], zone: tuple[str, ...]) -> None:
    with tempfile.TemporaryDirectory(dir=FAST) as name, ExitStack() as stack:
        devices = begin(Path(name), skew, zone, stack)
        for device in devices:
            compare(device)
        for step in history:
            live(devices, [step])
            do(devices[step.device], step)
        for device in devices:
            compare(device)
            device.now += DAY_MS
            compare(device)


Change = Callable[[Device], object]


def put(sql: str) -> Change:
    return lambda device: device.collection._store._db.run(sql)


CHANGES = (
    *(put(f"UPDATE card SET {what} WHERE key = 2") for what in (  # noqa: S608
        "suspended = 1", "stability = 20.5", "difficulty = 1.2", "due_day = due_day + 3", "last_day = last_day - 3",
        "deck = NULL", "deck = 2", "added_day = 5",
    )),
    put("UPDATE card SET phase = 'relearning' WHERE phase = 'review'"),
    put("DELETE FROM card WHERE key = (SELECT max(key) FROM card)"),
    put("INSERT INTO card (id, deck) SELECT 'one/new' || count(*), 1 FROM card"),
)  # fmt: skip


@pytest.fixture
def device(tmp_path: Path) -> Iterator[Device]:
    with ExitStack() as stack:
        device = Device.begin(tmp_path, "UTC", stack)
        device.collection._store._db.run("PRAGMA foreign_keys = OFF")
        device.collection._store._db.run(
            "UPDATE card SET phase = 'review', step = 0, stability = 3.0, difficulty = 5.0, due_day = 11, last_at = 0, "
            "last_day = 4, reps = 1, lapses = 0 WHERE key <> 3"
        )
        yield device


@pytest.mark.parametrize("first", CHANGES)
def test_whatever_is_written_to_a_card_counts(device: Device, first: Change) -> None:
    compare(device)
    for then in CHANGES:
        first(device)
        compare(device)
        then(device)
        first(device)
        compare(device)


def test_cards_are_counted_where_nothing_can_be_kept(device: Device) -> None:
    collection = device.collection
    told = collection.progress(Scope()).cards
    collection._store._db.run("UPDATE card SET suspended = 1 WHERE key = 2")
    with closing(sqlite3.connect(collection._store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        collection._store.wait_at_most(0.01)
        now = collection.progress(Scope()).cards
    assert (now.suspended, now.total) == (told.suspended + 1, told.total)


def test_keeping_sums_is_no_news(device: Device) -> None:
    collection = device.collection
    collection._store._db.run("UPDATE card SET suspended = 1 WHERE key = 2")
    looked = collection.progress(Scope())
    assert looked.cards.suspended == 1
    assert collection.progress(Scope()).found is looked.found


def test_reckoning_that_is_stopped_ends_and_leaves_all_whole(device: Device) -> None:
    looked: list[object] = []
    reckoning = Reckoning(device.collection, Scope(), [lambda progress: progress.cards, lambda progress: progress.days])
    reckoning.run(lambda progress: (looked.append(progress.cards.total), reckoning.stop()))
    assert looked == [device.collection.progress(Scope()).cards.total]
    Reckoning(device.collection, Scope(), [lambda _: reckoning.stop()]).run(looked.append)
    compare(device)


def test_a_door_that_was_ended_reads_and_writes_no_more(device: Device) -> None:
    device.collection.interrupt()
    with pytest.raises(StoreError):
        device.collection.progress(Scope()).cards  # noqa: B018 - reads them
