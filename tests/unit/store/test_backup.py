"""Backups hold what was there when they were made, are whole or not there, and old ones give way to new ones."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import StoreError
from quiz.model.memory import Instant
from quiz.store import backup as made_of
from quiz.store.backup import Backup, Reason, StoppedError, backup_now, backups, content_now, deck_texts, remove, verify
from quiz.store.rotation import SAFE, Keep, superseded
from quiz.store.store import Store
from tests.unit.store.conftest import DAY_MS, NOON, Learner

KEEP = Keep(7, 4, 12)


def made(days: float, reason: Reason = Reason.AUTO) -> Backup:
    at = Instant(int(NOON + days * DAY_MS))
    stamp = datetime.fromtimestamp(at / 1000, tz=UTC).strftime("%Y%m%dT%H%M%SZ")
    return Backup(path=Path(f"/b/{stamp}-{reason}"), at=at, reason=reason, content={}, size=1)


def test_a_backup_holds_what_was_there_and_is_for_its_owner_only(learner: Learner, tmp_path: Path) -> None:
    review = learner.answer("d/n0")
    deck = tmp_path / "decks" / "sub" / "d\udcff.toml"  # a file name need not be text
    deck.parent.mkdir(parents=True)
    deck.write_bytes(b"title = 'D'\r\n")
    umask = os.umask(0)
    try:
        backup = backup_now(learner.store.path, Reason.HAND, at=learner.now, files=[("sub/d\udcff.toml", deck)])
    finally:
        os.umask(umask)
    learner.answer("d/n1")
    assert backup.name == "20241004T120000Z-hand"
    assert backups(learner.store.path) == (backup,)
    with Store.open(backup.database) as copy:
        assert [row.id for row in copy.reviews()] == [review.id]
        assert copy.state(review.card) == review.after
        assert copy._db.row("PRAGMA journal_mode") == ("wal",)
    assert deck_texts(backup) == {"sub/d\udcff.toml": b"title = 'D'\r\n"}
    modes = {path: path.stat().st_mode & 0o777 for path in (backup.path.parent, *backup.path.parent.rglob("*"))}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}


def test_of_two_names_of_one_file_each_is_kept(learner: Learner, tmp_path: Path) -> None:
    first, second = tmp_path / "a.toml", tmp_path / "b.toml"
    first.write_text("title = 'D'\n")
    second.hardlink_to(first)
    backup = backup_now(learner.store.path, Reason.HAND, at=learner.now, files=[("a.toml", first), ("b.toml", second)])
    assert deck_texts(backup) == dict.fromkeys(("a.toml", "b.toml"), b"title = 'D'\n")


def test_two_backups_of_one_moment_are_two(learner: Learner) -> None:
    first, second = (backup_now(learner.store.path, Reason.MERGE, at=learner.now) for _ in range(2))
    assert [backup.name for backup in backups(learner.store.path)] == [second.name, first.name]
    remove(second)
    assert backups(learner.store.path) == (first,)
    assert [path.name for path in first.path.parent.iterdir()] == [first.name]


def test_nothing_is_different_until_something_is_done(learner: Learner, tmp_path: Path) -> None:
    deck = tmp_path / "d.toml"
    deck.write_text("a")
    path, files = learner.store.path, [("d.toml", deck)]
    backup = backup_now(path, Reason.AUTO, at=learner.now, files=files)
    assert content_now(path, files) == backup.content == backups(path)[0].content
    deck.write_text("ab")
    assert content_now(path, files) != backup.content
    backup = backup_now(path, Reason.AUTO, at=learner.now, files=files)
    learner.answer("d/n0")
    assert content_now(path, files) != backup.content


def test_a_backup_is_made_while_another_program_writes(learner: Learner) -> None:
    learner.answer("d/n0")
    with closing(sqlite3.connect(learner.store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE card SET marked = 1")
        backup = backup_now(learner.store.path, Reason.HAND, at=learner.now)
    with Store.open(backup.database) as copy:
        assert copy.marked() == ()
        assert copy.integrity(learner.fold) == []


def test_what_is_not_wanted_any_more_leaves_nothing(learner: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made_of, "_PAGES", 1)
    with pytest.raises(StoppedError):
        backup_now(learner.store.path, Reason.AUTO, stop=lambda: True)
    assert list(learner.store.path.with_name("backups").iterdir()) == []


def test_a_damaged_database_gives_no_backup(learner: Learner) -> None:
    for turn in range(60):
        learner.answer(f"d/n{turn % 3}")
    [[page]] = learner.store._db.rows("SELECT rootpage FROM sqlite_schema WHERE name = 'review'")
    [[size]] = learner.store._db.rows("PRAGMA page_size")
    path = learner.store.path
    learner.store.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(bytes(size))
    with pytest.raises(StoreError, match="is damaged"):
        backup_now(path, Reason.AUTO)
    assert list(path.with_name("backups").iterdir()) == []


def test_where_no_backup_can_be_made_it_is_said_in_a_sentence(learner: Learner) -> None:
    learner.store.path.with_name("backups").write_text("in the way")
    with pytest.raises(StoreError, match="No backup can be made in"):
        backup_now(learner.store.path, Reason.AUTO)


def test_a_backup_that_went_bad_is_told(learner: Learner) -> None:
    backup = backup_now(learner.store.path, Reason.HAND)
    verify(backup)
    with backup.database.open("r+b") as file:
        file.truncate(8_192)
    with pytest.raises(StoreError, match="is damaged"):
        verify(backup)


def test_days_weeks_and_months_are_kept() -> None:
    daily = [made(day) for day in range(-400, 1)]
    kept = [backup for backup in reversed(daily) if backup not in superseded(daily, KEEP)]
    ages = [(NOON - backup.at) // DAY_MS for backup in kept]
    assert ages[:7] == list(range(7))
    assert len(kept) <= 7 + 4 + 12
    assert 300 <= ages[-1] <= 366


def test_what_a_person_asked_for_and_the_newest_before_a_change_stay() -> None:
    hand = made(-1_000, Reason.HAND)
    safe = [made(-0.001 * number, Reason.MERGE) for number in range(SAFE + 2)]
    assert list(superseded([hand, *safe, made(0.1)], KEEP)) == safe[SAFE:]


@given(st.lists(st.integers(0, 3_000), unique=True), st.tuples(*[st.integers(0, 9)] * 3))
def test_deleting_day_by_day_keeps_as_many_as_deleting_at_once(days: list[int], keep: tuple[int, int, int]) -> None:
    there: list[Backup] = []
    for day in sorted(days):
        there.append(made(day))
        gone = superseded(there, Keep(*keep))
        there = [backup for backup in there if backup not in gone]
    everything = [made(day) for day in sorted(days)]
    gone = superseded(everything, Keep(*keep))
    assert there == [backup for backup in everything if backup not in gone]
    assert len(there) <= sum(keep) + 1
