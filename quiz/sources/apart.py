"""Reads documents in a process that can be killed: one that loops or swells takes nothing else with it.

The process is kept for the next document. It is sent the bytes and answers in JSON, which can do nothing to us.
"""

import atexit
import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import IO, Any, cast

from quiz.errors import SourceError
from quiz.sources.kinds import KINDS, Kind, reader_of
from quiz.sources.page import Page, Raw

MEMORY = 2_000_000_000
"""Bytes of memory that the process may take."""
_LENGTH = 8
_CHUNK = 1 << 16
_MOST_ANSWERED = 64_000_000
"""Bytes of the longest answer; the text of the largest document is shorter."""
_GRACE = 5
"""Seconds after which the process ends itself, when nobody has ended it in time."""
_FRESH_AFTER = 200
"""Documents that one process reads; a new one begins with no more memory than it needs."""
_ROOT = str(Path(__file__).parents[2])
# Without -P a module in the folder that quiz was started in could take the place of one of ours.
_RUN = "import sys; sys.path[:] = [*sys.argv[1:], *sys.path]; from quiz.sources.apart import main; main()"


class _EndedError(Exception):
    """The process is not there any more, or had to be ended."""

    def __init__(self, *, late: bool = False) -> None:
        super().__init__()
        self.late = late


class _Process:
    """The process, seen from here."""

    def __init__(self) -> None:
        where = [] if _ROOT in sys.path and "site-packages" in _ROOT else [_ROOT]
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            (sys.executable, "-P", "-c", _RUN, *where),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # an interrupt is for us
        )
        self.read = 0

    def ask(self, head: bytes, data: bytes, seconds: float) -> bytes:
        """Return the answer to a document; raises _EndedError when there is none in time."""
        until = time.monotonic() + seconds
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None  # noqa: S101 - both were asked for
        assert stdout is not None  # noqa: S101
        self.read += 1
        try:
            for part in (head, data):
                stdin.write(len(part).to_bytes(_LENGTH, "big") + part)
            stdin.flush()
        except OSError as problem:
            raise _EndedError from problem
        size = int.from_bytes(_take(stdout.fileno(), _LENGTH, until), "big")
        if size > _MOST_ANSWERED:
            raise _EndedError
        return _take(stdout.fileno(), size, until)

    def kill(self) -> None:
        """Stop the process, whatever it does; who waits for it learns so, and ends it."""
        self._process.kill()

    def end(self) -> None:
        """End the process, whatever it does."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        self._process.kill()
        self._process.wait()


class _Reader:
    """The one process of this program, begun when it is needed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: _Process | None = None
        self.turn = 0
        """What was asked in an earlier turn is not wanted any more."""

    def ask(self, head: bytes, data: bytes, seconds: float) -> bytes:
        """Return the answer to a document; after one that brings the process to its end there is a new one."""
        turn = self.turn
        with self._lock:
            if turn != self.turn:
                raise _EndedError
            if self._process is None:
                self._process = _Process()
            try:
                answer = self._process.ask(head, data, seconds)
            except BaseException:
                self._end()
                raise
            if self._process.read >= _FRESH_AFTER:
                self._end()
            return answer

    def give_up(self) -> None:
        """Stop what is asked by now, in whichever thread."""
        self.turn += 1
        process = self._process
        if process is not None:
            process.kill()

    def end(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._process is not None:
            process, self._process = self._process, None
            process.end()


_reader = _Reader()
atexit.register(_reader.end)


def read_apart(kind: Kind, raw: Raw) -> tuple[Page, ...]:
    """Return what the reader of ``kind`` finds in a document.

    Raises SourceError when there is nothing to read in it, or when it takes too long, too much memory, or breaks the
    reader.
    """
    head = {
        "module": kind.module,
        "name": raw.name,
        "charset": raw.charset,
        "address": raw.address,
        "seconds": kind.seconds,
    }
    try:
        answer = _reader.ask(json.dumps(head).encode(), raw.data, kind.seconds)
    except _EndedError as end:
        if end.late:
            raise SourceError(f"{raw.name} was given up: reading it takes more than {kind.seconds} seconds.") from end
        raise SourceError(f"{raw.name} cannot be read: it is damaged, or takes too much memory.") from end
    value = cast("dict[str, object]", json.loads(answer))
    if "error" in value:
        raise SourceError(str(value["error"]), hint=str(value["hint"]))
    return tuple(_page(each) for each in cast("list[dict[str, str | None]]", value["pages"]))


def give_up() -> None:
    """Stop reading, in whichever thread: what is asked by now ends at once, in an error that nobody waits for."""
    _reader.give_up()


def _page(fields: dict[str, str | None]) -> Page:
    day = fields.pop("published")
    page = Page(**cast("dict[str, Any]", fields))
    return replace(page, published=date.fromisoformat(day)) if day else page


def _take(pipe: int, size: int, until: float) -> bytes:
    taken = bytearray()
    while len(taken) < size:
        left = until - time.monotonic()
        if left <= 0 or not select.select([pipe], [], [], left)[0]:
            raise _EndedError(late=True)
        part = os.read(pipe, min(_CHUNK, size - len(taken)))
        if not part:
            raise _EndedError
        taken += part
    return bytes(taken)


def serve(asked: IO[bytes], told: IO[bytes]) -> None:
    """Read what is asked for, one document after the other, until nobody asks any more."""
    while length := asked.read(_LENGTH):
        head = json.loads(asked.read(int.from_bytes(length, "big")))
        data = asked.read(int.from_bytes(asked.read(_LENGTH), "big"))
        # Who asks may be gone before it can end us.
        signal.setitimer(signal.ITIMER_REAL, head["seconds"] + _GRACE)
        answer = json.dumps(_answer(head, data)).encode()
        signal.setitimer(signal.ITIMER_REAL, 0)
        told.write(len(answer).to_bytes(_LENGTH, "big") + answer)
        told.flush()


def _answer(head: dict[str, Any], data: bytes) -> dict[str, object]:
    kind = next(kind for kind in KINDS if kind.module == head["module"])
    try:
        raw = Raw(data=data, name=head["name"], charset=head["charset"], address=head["address"])
        pages = [asdict(page) for page in reader_of(kind)(raw)]
    except SourceError as error:
        return {"error": error.message, "hint": error.hint}
    except (MemoryError, RecursionError):
        return {"error": f"{head['name']} cannot be read: it takes too much memory.", "hint": ""}
    for page in pages:
        page["published"] = page["published"].isoformat() if page["published"] else None
    return {"pages": pages}


def main() -> None:
    """Run the process."""
    import resource  # noqa: PLC0415 - of this process alone

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sys.setrecursionlimit(2_000)
    serve(sys.stdin.buffer, sys.stdout.buffer)
