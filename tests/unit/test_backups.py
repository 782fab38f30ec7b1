"""The door to the backups: one a day when something changed, behind everything else."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from quiz.collection import Collection
from quiz.config import Settings
from quiz.errors import StoreError
from quiz.model.memory import Rating
from quiz.paths import Paths
from quiz.store.backup import Reason, deck_texts
from tests.clock import Clock
from tests.unit.test_collection import DAY, answer, clock, paths

__all__ = ["clock", "paths"]


@pytest.fixture
def collection(paths: Paths, clock: Clock) -> Iterator[Collection]:
    with Collection.open(paths, Settings(), clock=clock) as collection:
        yield collection


def test_one_a_day_when_something_changed(collection: Collection, clock: Clock) -> None:
    first = collection.backups.keep()
    assert first is not None
    assert first.reason is Reason.AUTO
    assert list(deck_texts(first)) == ["rivers.toml"]
    answer(collection)
    assert collection.backups.keep() is None
    clock.now += DAY
    second = collection.backups.keep()
    assert collection.backups.all() == (second, first)
    for _ in range(3):
        clock.now += DAY
        assert collection.backups.keep() is None
    (collection.paths.decks / "more.toml").write_text('title = "More"\n')
    collection.refresh()
    clock.now += DAY
    assert collection.backups.keep() is not None


def test_another_program_on_the_same_day_makes_no_second_one(
    collection: Collection, paths: Paths, clock: Clock
) -> None:
    collection.backups.keep()
    answer(collection)
    with Collection.open(paths, Settings(), clock=clock) as other:
        assert other.backups.keep() is None
    assert len(collection.backups.all()) == 1


def test_a_clock_that_was_wrong_stops_no_backups(collection: Collection, clock: Clock) -> None:
    clock.now += 4_000 * DAY
    collection.backups.keep()
    answer(collection)
    clock.now -= 4_000 * DAY
    assert collection.backups.keep() is not None


def test_as_many_are_kept_as_the_settings_say(paths: Paths, clock: Clock) -> None:
    with Collection.open(paths, replace(Settings(), backups=(3, 0, 0)), clock=clock) as collection:
        asked = collection.backups.now(Reason.HAND)
        for _ in range(6):
            answer(collection, Rating.AGAIN)
            clock.now += DAY
            assert collection.backups.keep() is not None
        kept = collection.backups.all()
    assert len(kept) == 4
    assert kept[-1] == asked


def test_none_are_made_when_the_settings_say_so(paths: Paths, clock: Clock) -> None:
    with Collection.open(paths, replace(Settings(), backups=(0, 0, 0)), clock=clock) as collection:
        assert collection.backups.keep() is None
        assert collection.backups.all() == ()


def test_what_stands_in_the_way_is_told_once_a_day_and_stops_nothing(collection: Collection, clock: Clock) -> None:
    collection.backups.folder.write_text("in the way")
    with pytest.raises(StoreError, match="No backup can be made in"):
        collection.backups.keep()
    assert collection.backups.keep() is None
    answer(collection)
    clock.now += DAY
    with pytest.raises(StoreError):
        collection.backups.keep()
