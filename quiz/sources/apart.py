"""Reads documents in a process that can be killed: one that loops or swells takes nothing else with it.

The process is kept for the next document. It is sent the bytes and answers in JSON, which can do nothing to us.
"""

import atexit
import json
import signal
import sys
import threading
from dataclasses import asdict, replace
from datetime import date
from typing import IO, Any, cast

from quiz.child import LENGTH, Child, EndedError, framed
from quiz.errors import SourceError
from quiz.sources.kinds import FEED, KINDS, Kind, reader_of
from quiz.sources.page import Page, Raw

MEMORY = 2_000_000_000
"""Bytes of memory that the process may take."""
_MOST_ANSWERED = 64_000_000
"""Bytes of the longest answer; the text of the largest document is shorter."""
_GRACE = 5
"""Seconds after which the process ends itself, when nobody has ended it in time."""
_FRESH_AFTER = 200
"""Documents that one process reads; a new one begins with no more memory than it needs."""


class _Reader:
    """The one process of this program, begun when it is needed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: Child | None = None
        self._read = 0
        self.turn = 0
        """What was asked in an earlier turn is not wanted any more."""

    def ask(self, head: bytes, data: bytes, seconds: float) -> bytes:
        """Return the answer to a document; after one that brings the process to its end there is a new one."""
        turn = self.turn
        with self._lock:
            if turn != self.turn:
                raise EndedError
            if self._process is None or not self._process.is_there:
                self._end()
                self._process, self._read = Child(__name__), 0
            self._read += 1
            try:
                self._process.send(head, data)
                answer = self._process.take(seconds, _MOST_ANSWERED)
            except BaseException:
                self._end()
                raise
            if self._read >= _FRESH_AFTER:
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
    except EndedError as end:
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


def serve(asked: IO[bytes], told: IO[bytes]) -> None:
    """Read what is asked for, one document after the other, until nobody asks any more."""
    while length := asked.read(LENGTH):
        head = json.loads(asked.read(int.from_bytes(length, "big")))
        data = asked.read(int.from_bytes(asked.read(LENGTH), "big"))
        # Who asks may be gone before it can end us.
        signal.setitimer(signal.ITIMER_REAL, head["seconds"] + _GRACE)
        answer = json.dumps(_answer(head, data)).encode()
        signal.setitimer(signal.ITIMER_REAL, 0)
        told.write(framed(answer))
        told.flush()


def _answer(head: dict[str, Any], data: bytes) -> dict[str, object]:
    kind = next(kind for kind in (*KINDS, FEED) if kind.module == head["module"])
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
