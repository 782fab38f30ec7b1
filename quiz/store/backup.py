"""Backups: whole copies of the database and the deck files, each in a folder of its own that sorts by time.

A backup is made beside its place, read from end to end, and only then given its name; so what has a name is whole.
Its folder has the time of change at which it was begun, or at which it was last found to hold all there is.
"""

import errno
import json
import os
import shutil
import sqlite3
import tarfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from quiz.durable import sync_folder
from quiz.errors import StoreError
from quiz.model.memory import Instant
from quiz.store.explain import FAULTS, explain, locked

DATABASE = "quiz.db"
DECKS = "decks.tar.gz"
ARTICLES = "articles.tar"
_ABOUT = "about.json"
_STAMP = "%Y%m%dT%H%M%SZ"
_UNDONE = ".new-"
_LOG = ("review", "action", "move", "retraction")
_PAGES = 4_096
"""Pages copied between two looks at whether to stop."""
_PLACE = (os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)

Content = Mapping[str, object]
"""What tells two states of a learner's data apart: schema, rows and newest rows of the log, deck files."""


class Files(Protocol):
    """Deck files with their places in the decks folder, in the order of these."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[tuple[str, Path]]: ...


class Reason(StrEnum):
    """Why a backup was made."""

    AUTO = "auto"
    """A new day."""
    HAND = "hand"
    """Somebody asked for it; it is never deleted."""
    MIGRATION = "migration"
    MERGE = "merge"
    RESTORE = "restore"
    REPAIR = "repair"


class StoppedError(Exception):
    """The backup was not wanted any more before it was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup that is whole."""

    path: Path
    """Its folder, whose name tells time and reason."""
    at: Instant
    reason: Reason
    content: Content
    size: int
    """Bytes."""

    @property
    def name(self) -> str:
        """What it is called."""
        return self.path.name

    @property
    def database(self) -> Path:
        """The copy of the database."""
        return self.path / DATABASE

    @property
    def articles(self) -> Path | None:
        """The archive of kept articles; ``None`` when there is none, as in those that were made by themselves."""
        archive = self.path / ARTICLES
        return archive if archive.is_file() else None

    @property
    def decks(self) -> Path | None:
        """The archive of deck files; ``None`` when there is none, as before a migration."""
        archive = self.path / DECKS
        return archive if archive.is_file() else None


def backups_of(database: Path) -> Path:
    """Return the folder that holds the backups of a database."""
    return database.with_name("backups")


def backup_now(
    database: Path,
    reason: Reason,
    *,
    at: Instant | None = None,
    files: Files = (),
    articles: Files = (),
    stop: Callable[[], bool] = lambda: False,
) -> Backup:
    """Copy the database as it is on the disk at this moment, and deck files with it; return the backup, read and whole.

    ``articles`` are the files of the articles that are kept, which are packed already.

    Programs that write meanwhile are not held up, and may run in this process: the connection is one of its own.
    Without ``at`` the disk tells the time. Raises StoreError, with nothing left behind, when it cannot be made, and
    StoppedError soon after ``stop`` says so.
    """
    folder = backups_of(database)
    undone = folder / f"{_UNDONE}{os.urandom(6).hex()}"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        undone.mkdir(mode=0o700)
        try:
            begun = undone.stat().st_mtime_ns
            at = Instant(begun // 1_000_000) if at is None else at
            found = _copy_database(database, undone / DATABASE, stop)
            found |= _copy_files(files, undone / DECKS)
            _copy_files(articles, undone / ARTICLES)
            _write(undone / _ABOUT, json.dumps({"at": at, "reason": reason, "content": found}).encode())
            _verify(undone / DATABASE, found)
            os.utime(undone, ns=(begun, begun))
            sync_folder(undone)
            name = _free_name(folder, at, reason)
            undone.rename(name)
            sync_folder(folder)
        finally:
            shutil.rmtree(undone, ignore_errors=True)
    except OSError as error:
        raise _refused(folder, error) from error
    made = _backup(name)
    if made is None:
        raise StoreError(f"The backup {name} was taken away while it was made.")
    return made


def backups(database: Path) -> tuple[Backup, ...]:
    """Return the backups of a database, newest first."""
    try:
        names = sorted((path for path in backups_of(database).iterdir() if not path.name.startswith(".")), reverse=True)
    except OSError:
        return ()
    found = [backup for path in names if (backup := _backup(path)) is not None]
    return tuple(sorted(found, key=lambda backup: (backup.at, backup.name), reverse=True))


def looked_at(backup: Backup) -> None:
    """Note that at this moment, as the disk has it, a backup holds all there is."""
    with suppress(OSError):
        os.utime(backup.path)


def content_now(database: Path, files: Files) -> Content:
    """Return what a backup made now would hold, without making it."""
    try:
        with closing(_reader(database)) as connection:
            return _content(connection) | _about_files(files)
    except FAULTS as error:
        raise explain(error, database) from error


def remove(backup: Backup) -> None:
    """Delete a backup, whole or not at all, as far as anybody can see; one that cannot be deleted stays."""
    gone = backup.path.with_name(f"{_UNDONE}{os.urandom(6).hex()}")
    with suppress(OSError):
        backup.path.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)


def sweep(backup: Backup) -> None:
    """Delete what was cut off while it was made, a day or more before ``backup`` as the disk has it."""
    with suppress(OSError):
        latest = backup.path.stat().st_mtime - 86_400
        for path in backup.path.parent.iterdir():
            if path.name.startswith(_UNDONE) and path.stat().st_mtime < latest:
                shutil.rmtree(path, ignore_errors=True)


def deck_texts(backup: Backup) -> dict[str, bytes]:
    """Return the deck files of a backup by their places in the decks folder; StoreError when they cannot be read."""
    return dict(_files_in(backup.decks, f"The decks of the backup {backup.name}"))


def kept_articles(backup: Backup) -> Iterator[tuple[str, bytes]]:
    """Yield the files of kept articles by their places in their folder; StoreError when they cannot be read."""
    return _files_in(backup.articles, f"The articles of the backup {backup.name}")


def _files_in(archive: Path | None, called: str) -> Iterator[tuple[str, bytes]]:
    if archive is None:
        return
    try:
        with tarfile.open(archive) as members:
            for member in members:
                file = members.extractfile(member) if member.isreg() else None
                if file is not None:
                    yield member.name, file.read()
    except (OSError, EOFError, tarfile.TarError) as error:
        raise StoreError(f"{called} cannot be read: {error}.") from error


def give_up_when_busy(status: int, database: Path) -> None:
    """Raise StoreError when a step of copying had to wait for too long; Python would go on trying for ever."""
    if status & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        raise locked(database)


def verify(backup: Backup) -> None:
    """Read a backup from end to end; StoreError when it is not whole any more."""
    _verify(backup.database, backup.content)
    deck_texts(backup)
    for _ in kept_articles(backup):
        pass  # reading it is what tells


# making one


def _copy_database(database: Path, target: Path, stop: Callable[[], bool]) -> dict[str, object]:
    def look(status: int, _remaining: int, _total: int) -> None:
        if stop():
            raise StoppedError
        give_up_when_busy(status, database)

    os.close(os.open(target, *_PLACE))
    try:
        with closing(_reader(database)) as source, closing(sqlite3.connect(target)) as copy:
            # What is written meanwhile is not in the backup, so that its rows can be counted.
            source.execute("BEGIN")
            found = _content(source)
            # The copy has a name only when it is whole, and is put on the disk in one go.
            copy.execute("PRAGMA synchronous = OFF")
            source.backup(copy, pages=_PAGES, progress=look)
            source.execute("ROLLBACK")
    except FAULTS as error:
        raise explain(error, database) from error
    for suffix in ("-wal", "-shm", "-journal"):
        target.with_name(target.name + suffix).unlink(missing_ok=True)
    with target.open("rb") as file:
        os.fsync(file.fileno())
    return found


def _copy_files(files: Files, target: Path) -> dict[str, object]:
    if not files:
        return {}
    with os.fdopen(os.open(target, *_PLACE), "wb") as out:
        with _archive(out, packed=target.name == DECKS) as archive:
            for name, path in files:
                with suppress(FileNotFoundError):  # deleted since it was listed
                    archive.add(os.path.realpath(path), arcname=name, recursive=False)
                archive.getmembers().clear()  # it would remember each of thousands
        out.flush()
        os.fsync(out.fileno())
    return _about_files(files)


def _archive(out: BinaryIO, *, packed: bool) -> tarfile.TarFile:
    # Of two names of one file each is whole: an archive would have the second be a link to the first.
    if packed:
        return tarfile.open(fileobj=out, mode="w:gz", compresslevel=1, dereference=True)
    return tarfile.open(fileobj=out, mode="w", dereference=True)


def _verify(database: Path, content: Content) -> None:
    try:
        with closing(_reader(database, whole=True)) as connection:
            says = [row[0] for row in connection.execute("PRAGMA quick_check(1)")]
            if says != ["ok"]:
                raise StoreError(f"The backup {database} is damaged: {says[0]}.")
            if any(content.get(key) != value for key, value in _content(connection).items()):
                raise StoreError(f"The backup {database} does not hold what was copied into it.")
    except FAULTS as error:
        raise explain(error, database) from error


def _reader(database: Path, *, whole: bool = False) -> sqlite3.Connection:
    # A backup has no WAL, and reading it must leave nothing beside it.
    options = "mode=ro&immutable=1" if whole else "mode=rw"
    return sqlite3.connect(f"{database.absolute().as_uri()}?{options}", uri=True, isolation_level=None)


def _content(connection: sqlite3.Connection) -> dict[str, object]:
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    rows: dict[str, object] = {}
    for table in _LOG:
        if table in there:
            number, newest = connection.execute(f"SELECT count(*), max(id) FROM {table}").fetchone()  # noqa: S608
            rows[table] = [number, newest]
    schema = connection.execute("PRAGMA user_version").fetchone()[0]
    return {"schema": schema, "rows": rows}


def _about_files(files: Files) -> dict[str, object]:
    digest = sha256()
    for name, path in files:
        with suppress(OSError):
            status = path.stat()
            digest.update(f"{name!r} {status.st_size} {status.st_mtime_ns}\n".encode())
    return {"decks": len(files), "decks_sum": digest.hexdigest()}


def _free_name(folder: Path, at: Instant, reason: Reason) -> Path:
    first = f"{datetime.fromtimestamp(at // 1000, tz=UTC).strftime(_STAMP)}-{reason}"
    number, path = 1, folder / first
    while os.path.lexists(path):
        number += 1
        path = folder / f"{first}-{number}"
    return path


def _write(path: Path, data: bytes) -> None:
    with os.fdopen(os.open(path, *_PLACE), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _refused(folder: Path, error: OSError) -> StoreError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return StoreError(f"There is no room for a backup in {folder}.", hint="Free some space.")
    return StoreError(
        f"No backup can be made in {folder}: {error.strerror or error}.", hint="Change the permissions of the folder."
    )


# finding them


def _backup(path: Path) -> Backup | None:
    """Return the backup in a folder; ``None`` for a folder that is something else."""
    try:
        about = cast("dict[str, Any]", json.loads((path / _ABOUT).read_bytes()))
        size = sum(entry.stat().st_size for entry in os.scandir(path))
        return Backup(
            path=path,
            at=Instant(int(about["at"])),
            reason=Reason(about["reason"]),
            content=cast("Content", dict(about["content"])),
            size=size,
        )
    except (OSError, ValueError, TypeError, KeyError):
        return None
