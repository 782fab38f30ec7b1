"""What is remembered of articles of which decks were made, and what a run of making decks has to look up.

The first lies in a file of its own, which may be deleted: what is lost with it is that a text of an earlier run is
recognised, and that nothing came of one. The second lies in tables that go with the run, on the disk when they are
large, so that a run of very many articles takes no more memory than one of a few.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self, cast

from quiz.errors import StoreError
from quiz.model.ids import DeckId
from quiz.store.database import LOCK_WAIT, Database
from quiz.store.explain import FAULTS, explain

_VERSION = 1
"""A file of another version is begun anew."""
_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_LASTING = """
CREATE TABLE IF NOT EXISTS sketch (key INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, numbers BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS band (number INTEGER, sketch INTEGER, PRIMARY KEY (number, sketch)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS outcome (
    sha256 TEXT, maker TEXT, kind TEXT NOT NULL, detail TEXT NOT NULL, PRIMARY KEY (sha256, maker)
) STRICT, WITHOUT ROWID;
"""
_CACHES = """
PRAGMA main.cache_size = -500;
PRAGMA temp.cache_size = -500;
"""
"""Kilobytes of pages that are held in memory of the file, and of the tables: filled soon, and by very many articles no
more."""
_PASSING = """
CREATE TEMP TABLE made (
    key INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, sha256 TEXT NOT NULL, maker TEXT NOT NULL, place TEXT NOT NULL,
    id TEXT NOT NULL, title TEXT NOT NULL, cards INTEGER NOT NULL
) STRICT;
CREATE INDEX temp.made_text ON made (sha256);
CREATE INDEX temp.made_place ON made (place);
CREATE TEMP TABLE seen (sha256 TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TEMP TABLE taken (path BLOB PRIMARY KEY, sha256 TEXT NOT NULL) STRICT;
CREATE TEMP TABLE unread (key INTEGER PRIMARY KEY, path BLOB NOT NULL) STRICT;
CREATE TEMP TABLE asked (
    key INTEGER PRIMARY KEY, number INTEGER NOT NULL, path BLOB NOT NULL, note TEXT NOT NULL, words TEXT NOT NULL,
    dated TEXT NOT NULL
) STRICT;
CREATE INDEX temp.asked_number ON asked (number);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeDeck:
    """A deck file that was made from an article."""

    path: Path
    id: DeckId
    title: str
    cards: int
    sha256: str
    """Of the text."""
    maker: str
    place: str
    """The file or the address of the article."""


class OutcomeKind(StrEnum):
    """Why a text got no deck, by the word that the file has for it."""

    NOTHING = "nothing"
    """No question could be made from it."""
    ALIKE = "alike"
    """Another article has nearly the same text and a deck."""
    SHARED = "shared"
    """The decks of other articles ask all its questions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a text that got no deck."""

    kind: OutcomeKind
    detail: str = ""
    """Of which text or decks that is so; what it looks like is up to who writes it."""


class RunTables:
    """The file and the tables; use it in a ``with`` statement."""

    def __init__(self, database: Database) -> None:
        """Use `open`."""
        self._db = database

    @classmethod
    def open(cls, path: Path, *, lasting: bool) -> Self:
        """Open the file, or begin it; when nothing is to last, a copy that goes with the run.

        A file that is damaged or of another version is begun anew. Raises StoreError when it cannot be.
        """
        try:
            connection = _opened(path) if lasting else _copied(path)
            try:
                connection.executescript(_CACHES + _PASSING)
            except BaseException:
                connection.close()
                raise
        except FAULTS as error:
            raise explain(error, path) from error
        except OSError as error:
            raise StoreError(f"{path} cannot be written: {error.strerror}.") from error
        return cls(Database(connection, path))

    def __enter__(self) -> Self:
        """Return the tables themselves."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close the file; the tables go."""
        self._db.close()

    # decks that were made, and the texts of this run

    def add_made(self, decks: Iterable[MadeDeck]) -> None:
        """Take in deck files; one that is known follows another text from now on."""
        rows = (
            (os.fsencode(one.path), one.sha256, one.maker, one.place, one.id, one.title, one.cards) for one in decks
        )
        with self._db.transaction():
            self._db.run_many(
                "INSERT OR REPLACE INTO made (path, sha256, maker, place, id, title, cards)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                rows,
            )

    def made_of(self, sha256: str, maker: str | None = None) -> MadeDeck | None:
        """Return the first deck that was made of a text, by that maker if one is given."""
        row = self._db.row(
            "SELECT path, id, title, cards, sha256, maker, place FROM made"
            " WHERE sha256 = ?1 AND (?2 IS NULL OR maker = ?2) ORDER BY key LIMIT 1",
            (sha256, maker),
        )
        if row is None:
            return None
        path, name, title, cards, *texts = row
        sha, by, place = map(str, texts)
        return MadeDeck(
            path=Path(os.fsdecode(cast("bytes", path))),
            id=DeckId(str(name)),
            title=str(title),
            cards=cast("int", cards),
            sha256=sha,
            maker=by,
            place=place,
        )

    def is_made_from(self, place: str) -> bool:
        """Tell whether a deck was made from what lay at a place."""
        return self._db.row("SELECT 1 FROM made WHERE place = ?", (place,)) is not None

    def made_from(self, place: str) -> list[Path]:
        """Return the decks that were made from what lay at a place."""
        rows = self._db.rows("SELECT path FROM made WHERE place = ? ORDER BY key", (place,))
        return [Path(os.fsdecode(cast("bytes", path))) for (path,) in rows]

    def is_made(self, path: Path) -> bool:
        """Tell whether a file is a deck that was made."""
        return self._db.row("SELECT 1 FROM made WHERE path = ?", (os.fsencode(path),)) is not None

    def see(self, sha256: str, name: str) -> str:
        """Return the name of the first article of this run with a text, which may be this one."""
        self._db.run("INSERT OR IGNORE INTO seen VALUES (?, ?)", (sha256, name))
        return self.name_of(sha256) or name

    def name_of(self, sha256: str) -> str | None:
        """Return what the first article of this run with a text is called."""
        row = self._db.row("SELECT name FROM seen WHERE sha256 = ?", (sha256,))
        return None if row is None else str(row[0])

    def take(self, path: Path, sha256: str) -> None:
        """Note which text a deck file of this run holds; an empty one stands for whichever it held."""
        self._db.run("INSERT OR REPLACE INTO taken VALUES (?, ?)", (os.fsencode(path), sha256))

    def is_taken(self, path: Path, sha256: str) -> bool:
        """Tell whether a deck file holds another text in this run."""
        row = self._db.row("SELECT sha256 FROM taken WHERE path = ?", (os.fsencode(path),))
        return row is not None and row[0] != sha256

    # what is asked in this run

    def put_off(self, path: Path) -> None:
        """Note a deck file whose facts may have to be read."""
        self._db.run("INSERT INTO unread (path) VALUES (?)", (os.fsencode(path),))

    def put_off_until_now(self) -> Iterator[Path]:
        """Yield the files that were put off, in that order, and forget them."""
        for (path,) in self._db.stream("SELECT path FROM unread ORDER BY key"):
            yield Path(os.fsdecode(cast("bytes", path)))
        self._db.run("DELETE FROM unread")

    def ask(self, rows: Iterable[tuple[int, Path, str, str, str]]) -> None:
        """Note what deck files ask: a number of each fact, the file, its note, and how it is asked."""
        with self._db.transaction():
            self._db.run_many(
                "INSERT INTO asked (number, path, note, words, dated) VALUES (?, ?, ?, ?, ?)",
                ((number, os.fsencode(path), *texts) for number, path, *texts in rows),
            )

    def asked(self, number: int) -> Iterator[tuple[Path, str, str, str]]:
        """Yield what was noted under a number, in that order."""
        rows = self._db.stream("SELECT path, note, words, dated FROM asked WHERE number = ? ORDER BY key", (number,))
        for path, note, words, dated in rows:
            yield Path(os.fsdecode(cast("bytes", path))), str(note), str(words), str(dated)

    # what lasts

    def keep_sketch(self, sha256: str, numbers: bytes, bands: Sequence[int]) -> None:
        """Remember a text by its sketch, for good."""
        with self._db.transaction():
            if not self._db.run("INSERT OR IGNORE INTO sketch (sha256, numbers) VALUES (?, ?)", (sha256, numbers)):
                return
            row = self._db.row("SELECT key FROM sketch WHERE sha256 = ?", (sha256,))
            assert row is not None  # noqa: S101 - as it was put in
            key = row[0]
            self._db.run_many("INSERT OR IGNORE INTO band VALUES (?, ?)", [(band, key) for band in bands])

    def has_sketch(self, sha256: str) -> bool:
        """Tell whether a text is remembered."""
        return self._db.row("SELECT 1 FROM sketch WHERE sha256 = ?", (sha256,)) is not None

    def unsketched(self) -> list[str]:
        """Return the digests of the texts that have a deck and are not remembered."""
        rows = self._db.rows("SELECT DISTINCT sha256 FROM made WHERE sha256 NOT IN (SELECT sha256 FROM sketch)")
        return [str(sha) for (sha,) in rows]

    def near(self, bands: Sequence[int]) -> list[tuple[str, bytes]]:
        """Return digest and sketch of the texts that have a band in common and a deck, those known longest first."""
        marks = ", ".join("?" * len(bands))
        rows = self._db.rows(
            f"SELECT sha256, numbers FROM sketch WHERE key IN (SELECT sketch FROM band WHERE number IN ({marks}))"  # noqa: S608
            " AND sha256 IN (SELECT sha256 FROM made) ORDER BY key",
            tuple(bands),
        )
        return [(str(sha), cast("bytes", numbers)) for sha, numbers in rows]

    def keep_outcome(self, sha256: str, maker: str, outcome: Outcome) -> None:
        """Remember what came of a text without a deck."""
        self._db.run(
            "INSERT OR REPLACE INTO outcome VALUES (?, ?, ?, ?)", (sha256, maker, outcome.kind, outcome.detail)
        )

    def outcome(self, sha256: str, maker: str) -> Outcome | None:
        """Return what came of a text; ``None`` also when another version of quiz says that in a word of its own."""
        row = self._db.row("SELECT kind, detail FROM outcome WHERE sha256 = ? AND maker = ?", (sha256, maker))
        if row is None or row[0] not in {*OutcomeKind}:
            return None
        return Outcome(kind=OutcomeKind(str(row[0])), detail=str(row[1]))


def _opened(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.exists():
        connection = _connected(path)
        if _is_whole(connection):
            return _ready(connection)
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    return _ready(_connected(path))


def _connected(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=LOCK_WAIT, isolation_level=None)


def _is_whole(connection: sqlite3.Connection) -> bool:
    """Tell whether a file is of this version and not damaged; if not, it is closed."""
    whole = False
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        # Another program may be beginning it at this moment.
        whole = version in {0, _VERSION} and connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    except sqlite3.DatabaseError as error:
        if (error.sqlite_errorcode & 0xFF) not in _BROKEN:
            raise
    finally:
        if not whole:
            connection.close()
    return whole


def _ready(connection: sqlite3.Connection) -> sqlite3.Connection:
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA journal_mode = WAL")
        # A kill loses nothing; a power cut at worst the last few texts, which are worked on once more then.
        connection.execute("PRAGMA synchronous = NORMAL")
        if connection.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
            connection.executescript(f"BEGIN IMMEDIATE; {_LASTING} PRAGMA user_version = {_VERSION}; COMMIT;")
    except BaseException:
        connection.close()
        raise
    return connection


def _copied(path: Path) -> sqlite3.Connection:
    """Return a copy of the file that goes when it is closed."""
    connection = sqlite3.connect("", isolation_level=None)
    if path.exists():
        lasting = _connected(path)
        if _is_whole(lasting):
            with closing(lasting):
                lasting.backup(connection)
    if connection.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
        connection.executescript(_LASTING)
    return connection
