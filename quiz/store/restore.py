"""Puts a backup back: into the database that is there, so that other programs see it whole, or in its place."""

import fcntl
import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from quiz.durable import sync_folder
from quiz.errors import StoreError
from quiz.model.memory import Instant
from quiz.store.backup import Backup, Files, Reason, backup_now, give_up_when_busy, verify
from quiz.store.database import APPLICATION_ID, connect, open_database
from quiz.store.explain import FAULTS, explain

_LOCKS = (512, 0x4000_0000)
"""Where in a database file SQLite sets its locks: how many bytes, from where on."""
_BESIDE = ("-wal", "-shm", "")
"""The files of a database, in the order in which they are put aside: a log must never meet another database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What became of the database that was there."""

    saved: Backup | None
    """The backup of it, which can be restored in turn."""
    aside: Path | None
    """Where it lies now, if it was so damaged that no backup could be made of it."""


def restore(database: Path, backup: Backup, *, at: Instant, files: Files = ()) -> Restored:
    """Make the database what it was when ``backup`` was made; ``files`` are the deck files to save with what is there.

    Programs that have the database open go on with what it holds then. A damaged one is put aside, and StoreError is
    raised when another program has it open, as it is when the backup is damaged or from a newer version of quiz, and
    when what is there cannot be saved first; nothing is changed then.
    """
    verify(backup)
    copy = database.with_name(f"{database.name}.restored-{os.urandom(6).hex()}")
    try:
        _copy(backup.database, copy)
        # Brought up to date before anybody sees it.
        open_database(copy, is_copy=True).close()
        if _is_whole(database):
            saved = backup_now(database, Reason.RESTORE, at=at, files=files)
            _write_into(database, copy)
            return Restored(saved=saved, aside=None)
        return Restored(saved=None, aside=_take_place(database, copy, at))
    except OSError as error:
        raise StoreError(f"The backup {backup.name} cannot be put back: {error.strerror or error}.") from error
    finally:
        for suffix in _BESIDE:
            copy.with_name(copy.name + suffix).unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    shutil.copyfile(source, target)
    with target.open("rb") as file:
        os.fsync(file.fileno())


def _is_whole(database: Path) -> bool:
    """Tell whether a database of ours is there that can be read to its end; StoreError when it is in use too much."""
    if not database.is_file() or database.stat().st_size == 0:
        return False
    try:
        with closing(connect(database)) as connection:
            if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
                return False
            return connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
    except sqlite3.OperationalError as error:
        raise explain(error, database) from error
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return False


def _write_into(database: Path, copy: Path) -> None:
    def look(status: int, _remaining: int, _total: int) -> None:
        give_up_when_busy(status, database)

    try:
        with closing(connect(copy)) as source, closing(connect(database)) as target:
            # One transaction of the database that is there: all of it or nothing, for whoever has it open.
            source.backup(target, progress=look)
    except FAULTS as error:
        raise explain(error, database) from error


def _take_place(database: Path, copy: Path, at: Instant) -> Path | None:
    if database.exists() and _is_open(database):
        raise StoreError(
            f"The database {database} is damaged, and another program has it open.", hint="Close the other quiz first."
        )
    stamp = datetime.fromtimestamp(at / 1000, tz=UTC).strftime("%Y%m%dT%H%M%SZ")
    number, aside = 1, database.with_name(f"{database.name}.damaged-{stamp}")
    while os.path.lexists(aside):
        number += 1
        aside = database.with_name(f"{database.name}.damaged-{stamp}-{number}")
    kept = False
    for suffix in _BESIDE:
        old = database.with_name(database.name + suffix)
        if os.path.lexists(old):
            old.rename(aside.with_name(aside.name + suffix))
            kept = True
    copy.rename(database)
    sync_folder(database.parent)
    return aside if kept else None


def _is_open(database: Path) -> bool:
    """Tell whether another process has the database open: it holds a lock on it as long as it has."""
    if not os.access(database, os.W_OK) or not database.is_file():
        return False
    handle = os.open(database, os.O_RDWR)
    try:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, *_LOCKS)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False
