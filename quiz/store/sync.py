"""Logs in a folder that other devices share, by Syncthing, Dropbox or git: files of lines to which each adds its own.

A device writes only to files of its own name, one a month, and only at their ends; it reads every file there is,
under whatever name a program that shares folders may have left it. What stands in the files is not trusted.
"""

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BufferedReader
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self, cast

from quiz.durable import sync_folder
from quiz.errors import StoreError
from quiz.model.memory import Instant
from quiz.model.text import counted, one_line
from quiz.store.database import Database
from quiz.store.deck_memory import DeckMemory
from quiz.store.log import Fold
from quiz.store.merge import Came, Joiner, rows_with
from quiz.store.wire import LONGEST_LINE, VERSION, DeckNote, Line, decode, encode, header, read_header

LOGS = "log"
"""The folder of logs in the shared one."""
_END = ".jsonl"
_AT_ONCE = 10_000
"""Lines in one step: not so many that an answer given meanwhile in another window has to wait long."""
_LONGEST_HEADER = 4_096
_EDGE = 4_096
"""Bytes at either end of what was read that tell whether a file was replaced."""
_APPEND = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """How far a file was read."""

    size: int
    mtime_ns: int
    done: int
    sum: str
    version: int = VERSION


@dataclass(slots=True)
class _Reading:
    """A file that is being read."""

    name: str
    file: BufferedReader
    done: int
    refused: int = 0


class SharedLog:
    """The logs in a shared folder; use it in a ``with`` statement."""

    def __init__(
        self, db: Database, device: str, folder: Path, fold: Fold, now: Instant, *, dry: bool, again: bool
    ) -> None:
        """Get ready; nothing is read or written before `read`."""
        self._db = db
        self._device = device
        self._folder = folder
        self._now = now
        self._dry = dry
        self._again = again
        self._stack = ExitStack()
        self._joiner = Joiner(db, fold, now)
        self.key = 0
        """By which the folder is known in the database."""
        self.problems: list[str] = []
        """Files that cannot be used, as sentences."""

    def __enter__(self) -> Self:
        """Begin; what a dry run does is taken back at the end."""
        if self._dry:
            self._stack.enter_context(self._db.snapshot())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """End."""
        self._stack.close()

    @property
    def came(self) -> Came:
        """What the folder brought."""
        return self._joiner.came

    @property
    def device(self) -> str:
        """The name of this installation."""
        return self._device

    @property
    def decks(self) -> DeckMemory:
        """What is remembered of the decks in the folder, once it was read."""
        return DeckMemory(self._db, self.key)

    def step(self) -> AbstractContextManager[None]:
        """Return the transaction of one step; a dry run is one transaction as a whole."""
        return nullcontext() if self._dry else self._db.transaction()

    # reading

    def read(self, before: Callable[[], object] = lambda: None) -> None:
        """Take in all rows of the folder that are not here yet; ``before`` is called first if there may be some."""
        with self.step():
            self.key = self._folder_key()
            if self._again:
                self._forget(decks=True)
        files = self._files()
        marks = self._marks()
        if marks and not files:
            raise StoreError(
                f"The shared folder {self._folder} held logs, and there are none now.",
                hint="Is it connected? If it was emptied on purpose, '--again' fills it anew.",
            )
        if not self._only_grown(marks):
            with self.step():
                self._forget(decks=False)
            marks = {}
        if not self._dry and any(self._is_news(name, marks.get(name)) for name in files):
            before()
        for name in files:
            try:
                with _opened(self._folder / LOGS / name) as file:
                    self._read(_Reading(name, file, 0), marks.get(name))
            except FileNotFoundError:
                continue  # gone since the folder was listed
            except OSError as error:
                self._tell(name, f"cannot be read: {_reason(error)}.")

    def _folder_key(self) -> int:
        path = os.fsencode(os.path.realpath(self._folder))
        self._db.run("INSERT INTO shared_folder (path) VALUES (?) ON CONFLICT (path) DO NOTHING", (path,))
        row = self._db.row("SELECT key FROM shared_folder WHERE path = ?", (path,))
        if row is None:
            raise StoreError(f"The database {self._db.path} does not keep what is written to it.")
        return cast("int", row[0])

    def _forget(self, *, decks: bool) -> None:
        tables = ("shared_file", "shared_row", *(("shared_deck", "shared_note") if decks else ()))
        for table in tables:
            self._db.run(f"DELETE FROM {table} WHERE folder = ?", (self.key,))  # noqa: S608

    def _files(self) -> list[str]:
        if (self._folder / LOGS).is_symlink():
            raise StoreError(
                f"{self._folder / LOGS} is a link, and quiz follows none in a shared folder.",
                hint="Put a folder in its place.",
            )
        try:
            with os.scandir(self._folder / LOGS) as entries:
                found = [entry.name for entry in entries if entry.name.endswith(_END) and entry.name[0] != "."]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise _unreadable(self._folder, error) from error
        return sorted(found)

    def _marks(self) -> dict[str, _Mark]:
        rows = self._db.rows(
            "SELECT name, size, mtime_ns, done, sum, version FROM shared_file WHERE folder = ?", (self.key,)
        )
        return {
            os.fsdecode(cast("bytes", name)): _Mark(
                size=cast("int", size),
                mtime_ns=cast("int", mtime_ns),
                done=cast("int", done),
                sum=str(total),
                version=cast("int", version),
            )
            for name, size, mtime_ns, done, total, version in rows
        }

    def _only_grown(self, marks: dict[str, _Mark]) -> bool:
        """Tell whether all that was read before still stands there, so that reading can go on where it ended."""
        for name, mark in marks.items():
            if mark.version != VERSION:
                return False
            try:
                with _opened(self._folder / LOGS / name) as file:
                    status = os.fstat(file.fileno())
                    same = (status.st_size, status.st_mtime_ns) == (mark.size, mark.mtime_ns)
                    if not same and (status.st_size < mark.done or _sum(file.fileno(), mark.done) != mark.sum):
                        return False
            except OSError:
                return False
        return True

    def _is_news(self, name: str, mark: _Mark | None) -> bool:
        try:
            status = (self._folder / LOGS / name).lstat()
        except OSError:
            return False  # it is told when it is read
        return mark is None or (status.st_size, status.st_mtime_ns) != (mark.size, mark.mtime_ns)

    def _read(self, reading: _Reading, mark: _Mark | None) -> None:
        status = os.fstat(reading.file.fileno())
        if mark is not None and (status.st_size, status.st_mtime_ns) == (mark.size, mark.mtime_ns):
            return
        reading.done = mark.done if mark is not None else 0
        if not reading.done and not self._begin(reading):
            return
        reading.file.seek(reading.done)
        lines = _lines(reading)
        while True:
            batch = list(islice(lines, _AT_ONCE))
            with self.step():
                self._take(batch)
                self._mark(reading.name, reading.file.fileno(), reading.done)
            if len(batch) < _AT_ONCE:
                break
        if reading.refused:
            self.came.refused += reading.refused
            self._tell(reading.name, f"{counted(reading.refused, 'line')} cannot be read and left out.")

    def _begin(self, reading: _Reading) -> bool:
        """Read the first line; tell whether the others can be read."""
        line = reading.file.readline(_LONGEST_HEADER)
        if not line.endswith(b"\n") and len(line) < _LONGEST_HEADER:
            return False  # it has only just begun to arrive
        try:
            version = read_header(line)
        except ValueError:
            self._tell(reading.name, "is no log of quiz; it is passed over.")
            return False
        if version > VERSION:
            self._tell(reading.name, "was written by a newer quiz; install that here to read it.")
            return False
        reading.done = len(line)
        return True

    def _take(self, lines: Sequence[Line]) -> None:
        rows = [line for line in lines if not isinstance(line, DeckNote)]
        self._joiner.take(rows)
        self._joiner.settle()
        self._shared([row.id for row in rows])
        self._note([line for line in lines if isinstance(line, DeckNote)])

    def _shared(self, ids: Sequence[str]) -> None:
        self._db.run_many(
            "INSERT INTO shared_row (folder, id) VALUES (?, ?) ON CONFLICT DO NOTHING", [(self.key, one) for one in ids]
        )

    def _note(self, notes: Sequence[DeckNote]) -> None:
        self._db.run_many(
            "INSERT INTO shared_note (folder, path, sum, gone, device) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [(self.key, note.path, note.sum, note.gone, note.device) for note in notes],
        )

    def _mark(self, name: str, handle: int, done: int) -> None:
        status = os.fstat(handle)
        # A line that is not whole yet must not be taken for read when the file looks the same again.
        size = status.st_size if status.st_size == done else -1
        self._db.run(
            """INSERT INTO shared_file (folder, name, size, mtime_ns, done, sum, version) VALUES (?, ?, ?, ?, ?, ?, ?)
               ON CONFLICT DO UPDATE SET size = excluded.size, mtime_ns = excluded.mtime_ns, done = excluded.done,
                   sum = excluded.sum, version = excluded.version""",
            (self.key, os.fsencode(name), size, status.st_mtime_ns, done, _sum(handle, done), VERSION),
        )

    def _tell(self, name: str, what: str) -> None:
        self.problems.append(f"{LOGS}/{one_line(os.fsencode(name).decode(errors='replace'))} {what}")

    # writing

    def write(self, notes: Sequence[DeckNote] = ()) -> int:
        """Add the rows that the folder lacks, and what is to be told of decks; return how many rows."""
        missing = self._missing()
        if self._dry or not (missing or notes):
            return len(missing)
        month = datetime.fromtimestamp(self._now // 1000, tz=UTC).strftime("%Y-%m")
        name = f"{self._device}.{month}{_END}"
        try:
            (self._folder / LOGS).mkdir(mode=0o700, exist_ok=True)
            with os.fdopen(os.open(self._folder / LOGS / name, _APPEND, 0o600), "r+b", buffering=0) as file:
                self._append(name, file.fileno(), missing, notes)
            sync_folder(self._folder / LOGS)
        except OSError as error:
            raise StoreError(
                f"The shared folder {self._folder} cannot be written to: {error.strerror}.",
                hint="What is here is safe, and what was shared already is not sent again.",
            ) from error
        return len(missing)

    def _missing(self) -> list[str]:
        found: list[str] = []
        for table in ("review", "action", "move", "retraction"):
            sql = f"SELECT id FROM {table} WHERE id NOT IN (SELECT id FROM shared_row WHERE folder = ?) ORDER BY id"  # noqa: S608
            found += [cast("str", row[0]) for row in self._db.rows(sql, (self.key,))]
        return found

    def _append(self, name: str, handle: int, ids: Sequence[str], notes: Sequence[DeckNote]) -> None:
        size = os.fstat(handle).st_size
        # A line that was cut off, when the power failed say, must not swallow the one that follows.
        begin = header(self._device) if not size else b"" if os.pread(handle, 1, size - 1) == b"\n" else b"\n"
        _write_all(handle, begin + b"".join(map(encode, notes)))
        for start in range(0, len(ids), _AT_ONCE):
            part = ids[start : start + _AT_ONCE]
            _write_all(handle, b"".join(encode(row) for row in rows_with(self._db, part)))
        os.fsync(handle)
        with self.step():
            # What another program of this device wrote meanwhile is still to be read.
            mark = self._marks().get(name)
            done = mark.done if mark is not None else 0
            self._mark(name, handle, os.fstat(handle).st_size if done == size else done)
            self._shared(ids)
            self._note(notes)


def _lines(reading: _Reading) -> Iterator[Line]:
    """Yield the rows of whole lines, and count those that are none; the last line may still be on its way."""
    while line := reading.file.readline(LONGEST_LINE):
        length = len(line)
        while line and not line.endswith(b"\n"):
            line = reading.file.readline(LONGEST_LINE)
            length += len(line)
        if not line:
            return
        reading.done += length
        try:
            row = decode(line) if length == len(line) else None
            refused = length != len(line)
        except ValueError:
            row, refused = None, bool(line.strip())
        reading.refused += refused
        if row is not None:
            yield row


@contextmanager
def _opened(path: Path) -> Generator[BufferedReader]:
    """Open a file, if it is one: links are not followed, and nothing that could keep us waiting is read."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "it is not a file")
        with os.fdopen(handle, "rb", closefd=False) as file:
            yield file
    finally:
        os.close(handle)


def _reason(error: OSError) -> str:
    return "it is a link" if error.errno == errno.ELOOP else error.strerror or str(error)


def _sum(handle: int, done: int) -> str:
    """Return a sum of the ends of the first ``done`` bytes of a file; where reading goes on stays as it is."""
    edges = os.pread(handle, min(_EDGE, done), 0) + os.pread(handle, min(_EDGE, done), max(done - _EDGE, 0))
    return hashlib.sha256(edges).hexdigest()


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _unreadable(folder: Path, error: OSError) -> StoreError:
    return StoreError(f"The shared folder {folder} cannot be read: {error.strerror}.")
