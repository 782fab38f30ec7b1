"""Opens the database file, brings it up to date, and turns what SQLite says into sentences."""

import os
import sqlite3
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from itertools import count, islice
from pathlib import Path

from quiz.durable import sync_folder
from quiz.errors import StoreError
from quiz.store.explain import FAULTS, HINT_RESTORE, explain

MIGRATIONS = Path(__file__).parent / "migrations"
APPLICATION_ID = 0x5155495A
"""``QUIZ``, in the header of the file: tells our databases from those of other programs."""
LOCK_WAIT = 1.5
"""Seconds to wait for another program that is writing."""
_BATCH = 500
_MOST_VALUES = 900
"""Question marks in one statement: fewer than any SQLite takes."""
_BULK_KB = 65_536
"""Of pages kept in memory while a hundred thousand cards are put in."""

Value = str | bytes | int | float | None
Row = tuple[Value, ...]
Values = Sequence[Value] | Mapping[str, Value]

_MIGRATION_HINT = "Install the newest version of quiz. The file was left as it is."


class Database:
    """A connection that raises StoreError and nothing else."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._aside = 0
        self._ended = False
        self.path = path

    @property
    def moment(self) -> tuple[int, int]:
        """What is another value once something was written, by another program or on this connection."""
        row = self.row("PRAGMA data_version")
        return (int(str(row[0])) if row else 0), self._connection.total_changes - self._aside

    @contextmanager
    def aside(self) -> Generator[None]:
        """Let what is written inside, for faster reading, not count for `moment`: it says nothing new."""
        before = self._connection.total_changes
        try:
            yield
        finally:
            self._aside += self._connection.total_changes - before

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def interrupt(self) -> None:
        """End what is being read or written in another thread, and whatever follows; it raises StoreError there."""
        self._ended = True
        with suppress(sqlite3.ProgrammingError):  # it was closed meanwhile
            self._connection.interrupt()

    def wait_at_most(self, seconds: float) -> None:
        """Wait no longer than that for another program that is writing."""
        self.run(f"PRAGMA busy_timeout = {round(seconds * 1000)}")

    def run(self, sql: str, values: Values = ()) -> int:
        """Run a statement that returns nothing; return the number of rows it changed."""
        try:
            return self._connection.execute(sql, values).rowcount
        except FAULTS as error:
            raise explain(error, self.path) from error

    def run_many(self, sql: str, rows: Iterable[Row]) -> None:
        """Run a statement for each of ``rows``."""
        try:
            self._connection.executemany(sql, rows)
        except FAULTS as error:
            raise explain(error, self.path) from error

    def put_columns(self, sql: str, columns: Sequence[Sequence[Value]]) -> None:
        """Run an ``INSERT`` that ends in ``VALUES`` for the rows that ``columns`` of one length make.

        Many rows are put in by one statement, which takes half the time that a statement for each takes; what all
        rows have alike is handed over once in it, which takes half of that again.
        """
        total = len(columns[0])
        same = [total > 0 and column.count(column[0]) == total for column in columns]
        alike = [column[0] for column, is_same in zip(columns, same, strict=True) if is_same]
        others = [column for column, is_same in zip(columns, same, strict=True) if not is_same]
        width = len(others)
        values: list[Value] = [None] * (width * total)
        for place, column in enumerate(others):
            values[place::width] = column
        most, marks, known = (_MOST_VALUES - len(alike)) // max(width, 1), "", 0
        for start in range(0, total, most):
            rows = min(most, total - start)
            if rows != known:
                marks, known = _marks(same, rows), rows
            self.run(f"{sql} {marks}", (*alike, *values[start * width : (start + rows) * width]))

    @contextmanager
    def in_bulk(self, *tables: str) -> Generator[None]:
        """Let very many rows be put into ``tables`` inside a transaction: their indexes are made anew behind it."""
        marks = ", ".join("?" * len(tables))
        sql = f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql NOT NULL AND tbl_name IN ({marks})"  # noqa: S608
        indexes = self.rows(sql, tables)
        usual = self.rows("PRAGMA cache_size")[0][0]
        for name, _ in indexes:
            self.run(f'DROP INDEX "{name}"')
        # Nothing is written that will be read again: neither the rows nor what is sorted for the indexes.
        self.run(f"PRAGMA cache_size = -{_BULK_KB}")
        try:
            yield
            for _, statement in indexes:
                self.run(str(statement))
        finally:
            self.run(f"PRAGMA cache_size = {usual}")

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """Return the first row of an answer."""
        try:
            return self._connection.execute(sql, values).fetchone()
        except FAULTS as error:
            raise explain(error, self.path) from error

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """Return all rows of an answer."""
        if self._ended:
            raise StoreError("Stopped.")
        try:
            return self._connection.execute(sql, values).fetchall()
        except FAULTS as error:
            raise explain(error, self.path) from error

    def some(self, sql: str, values: Values, most: int) -> list[Row]:
        """Return the first rows of an answer, at most so many.

        A ``LIMIT`` would have SQLite put row for row into its place, which takes longer than sorting all when most
        of them are wanted, and spares nothing where an index has them in order.
        """
        try:
            with closing(self._connection.execute(sql, values)) as cursor:
                return list(islice(cursor, most))
        except FAULTS as error:
            raise explain(error, self.path) from error

    def stream(self, sql: str, values: Values = ()) -> Iterator[Row]:
        """Yield the rows of an answer, however many, a batch at a time."""
        try:
            cursor = self._connection.execute(sql, values)
            while batch := cursor.fetchmany(_BATCH):
                yield from batch
        except FAULTS as error:
            raise explain(error, self.path) from error

    @contextmanager
    def transaction(self) -> Generator[None]:
        """Make what happens inside one durable step: all of it, on the disk when this ends, or nothing."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):  # the first error is the one to tell
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def snapshot(self) -> Generator[None]:
        """Let all that is read inside be of one moment, whatever other programs write meanwhile."""
        self.run("BEGIN")
        try:
            yield
        finally:
            with suppress(sqlite3.Error):  # nothing was written, so nothing can be lost
                self._connection.execute("ROLLBACK")


def _marks(same: Sequence[bool], rows: int) -> str:
    """Return the question marks of some rows: the columns that are the ``same`` in all of them share the first ones."""
    alike = map("?{}".format, count(1))
    given = [next(alike) if is_same else None for is_same in same]
    others = map("?{}".format, count(sum(same) + 1))
    return ", ".join(f"({', '.join(mark or next(others) for mark in given)})" for _ in range(rows))


def open_database(path: Path, *, migrations: Path = MIGRATIONS, is_copy: bool = False) -> Database:
    """Open the database file, making it if there is none and bringing an older one up to date.

    Before that a backup is made, unless it is the copy of one itself.
    Raises StoreError when it cannot be used; the file is then as it was.
    """
    try:
        if not path.exists():
            _create(path, migrations)
        _check_file(path)
        connection = connect(path)
    except FAULTS as error:
        raise explain(error, path) from error
    except OSError as error:
        raise StoreError(
            f"The database {path} cannot be opened: {error.strerror or error}.",
            hint="Set QUIZ_HOME to a folder that can be written to.",
        ) from error
    try:
        _bring_up_to_date(connection, path, migrations, is_copy=is_copy)
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException as error:
        connection.close()
        if isinstance(error, FAULTS):
            raise explain(error, path) from error
        raise
    return Database(connection, path)


def connect(path: Path) -> sqlite3.Connection:
    """Return a connection that waits a little for others, and on whose word what is written is on the disk."""
    connection = sqlite3.connect(path, timeout=LOCK_WAIT, isolation_level=None)
    # An answer is on the disk when it is acknowledged, even if the power fails.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _check_file(path: Path) -> None:
    if not path.is_file():
        raise StoreError(f"{path} is not a file.", hint="Move it away, and quiz begins a new database.")
    if path.stat().st_size == 0:
        raise StoreError(
            f"The database {path} is empty, so something has cut it off.",
            hint=f"{HINT_RESTORE} Or move it away to begin a new one.",
        )
    if not os.access(path, os.W_OK):
        raise StoreError(f"The database {path} is read-only.", hint="Change the permissions of file and folder.")


def _bring_up_to_date(connection: sqlite3.Connection, path: Path, migrations: Path, *, is_copy: bool) -> None:
    version = _version(connection)
    if _pragma(connection, "application_id") != APPLICATION_ID:
        raise StoreError(f"{path} is a database of another program.", hint="Set QUIZ_HOME to another folder.")
    scripts = _scripts(migrations)
    newest = max(scripts)
    if version > newest:
        raise StoreError(
            f"The database {path} was written by a newer version of quiz (schema {version}; this one knows {newest}).",
            hint=_MIGRATION_HINT,
        )
    if version < newest:
        if not is_copy:
            from quiz.store.backup import Reason, backup_now  # noqa: PLC0415 - a database is seldom older than quiz

            backup_now(path, Reason.MIGRATION)
        _migrate(connection, scripts)


def _create(path: Path, migrations: Path) -> None:
    """Make the file elsewhere and put it in place when it is whole: no one ever sees half a database."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    left = path.with_name(path.name + "-wal")
    if left.exists() and left.stat().st_size:
        raise StoreError(
            f"The database {path} is gone, but {left.name}, which holds its newest answers, is still there.",
            hint=f"Put {path.name} back beside it, or move {left.name} away to begin a new one.",
        )
    temporary = path.with_name(f"{path.name}.new-{os.urandom(6).hex()}")
    os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        connection = connect(temporary)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            _migrate(connection, _scripts(migrations))
            connection.execute("INSERT INTO meta VALUES ('device', ?)", (os.urandom(8).hex(),))
        finally:
            connection.close()
        _put_in_place(temporary, path)
    finally:
        for suffix in ("", "-wal", "-shm"):
            temporary.with_name(temporary.name + suffix).unlink(missing_ok=True)
    sync_folder(path.parent)


def _put_in_place(temporary: Path, path: Path) -> None:
    try:
        os.link(temporary, path)
    except FileExistsError:
        pass  # another quiz was faster: its file is as good
    except OSError:
        # Some file systems have no hard links; there, two first starts in the same instant are not told apart.
        if not path.exists():
            temporary.rename(path)


def _scripts(migrations: Path) -> dict[int, Path]:
    """Return the migrations by number: each leads from the version before it to its own."""
    return {int(path.name[:4]): path for path in sorted(migrations.glob("[0-9][0-9][0-9][0-9]_*.sql"))}


def _migrate(connection: sqlite3.Connection, scripts: dict[int, Path]) -> None:
    # A table that is made anew under its old name must take nothing along that refers to it. Off is the default, but
    # SQLite can be built with another one.
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN EXCLUSIVE")
    try:
        version = _version(connection)  # again: another quiz may have done it meanwhile
        for number in sorted(scripts):
            if number > version:
                for statement in _statements(scripts[number].read_text(encoding="utf-8")):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> Iterator[str]:
    # `executescript` would commit before each script; a migration is one transaction.
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _version(connection: sqlite3.Connection) -> int:
    return _pragma(connection, "user_version")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def literally(text: str) -> str:
    """Return a text of which LIKE takes nothing for a pattern, with the backslash as its escape sign."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
