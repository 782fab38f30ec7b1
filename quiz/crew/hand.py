"""Runs functions of quiz in a process that can be killed: what loops, swells or breaks it takes nothing else with it.

The process is kept for the next task. Tasks and results travel in pickles; it is our own program, and nobody else's,
that is read from.
"""

import os
import pickle
import signal
from collections.abc import Callable
from enum import StrEnum
from typing import IO, Any

from quiz.child import LENGTH, Child, EndedError, framed

MEMORY = 4_000_000_000
"""Bytes of memory that the process may take; it needs a tenth of them."""
AT_FIRST = 600
"""Seconds for a task, as long as it does not ask for others with `allow`: to wait for the turn at a host, and to fetch
and read an article."""
IDLE = 600
"""Seconds after which a process ends itself that nobody asks for anything."""
_GRACE = 5
"""Seconds after which the process ends itself, when nobody has ended it in time."""
_MOST_ANSWERED = 1_000_000_000
"""Bytes of the longest answer."""


class Loss(StrEnum):
    """Why nothing came of a task."""

    LATE = "late"
    """It took longer than it might."""
    FULL = "full"
    """It took more memory than it might."""
    BROKEN = "broken"
    """The process came to its end: a fault of a library, or somebody ended it."""


class LostError(Exception):
    """Nothing came of a task, and its process is no more."""

    def __init__(self, loss: Loss, seconds: float = 0) -> None:
        """Keep why, and how long was waited."""
        super().__init__(loss, seconds)
        self.loss = loss
        self.seconds = seconds


class Hand:
    """The process, seen from here."""

    def __init__(self) -> None:
        """Begin the process. Raises OSError when the system has no room for one."""
        self._child = Child(__name__)

    def do(self, work: Callable[[Any], Any], task: Any, answer: Callable[[Any], Any] | None = None) -> Any:
        """Return ``work(task)``, done there; LostError, after which the process is over, when nothing comes of it.

        What the task asks for with `ask` is told by ``answer``.
        """
        seconds: float = AT_FIRST
        try:
            self._child.send(pickle.dumps((work, task)))
            while True:
                said, value = pickle.loads(self._child.take(seconds, _MOST_ANSWERED))  # noqa: S301
                if said == _DONE:
                    return value
                if said == _FULL:
                    raise LostError(Loss.FULL)
                if said == _ALLOW:
                    seconds = value
                elif answer is not None:
                    self._child.send(pickle.dumps(answer(value)))
        except EndedError as end:
            raise LostError(Loss.LATE if end.late else Loss.BROKEN, seconds) from end

    @property
    def is_there(self) -> bool:
        """Whether the process waits for a task: who is asked for nothing for long goes."""
        return self._child.is_there

    def kill(self) -> None:
        """Stop the process; what it was to do is lost."""
        self._child.kill()

    def end(self) -> None:
        """Stop the process and let go of it."""
        self._child.end()


_ALLOW, _ASK, _DONE, _FULL = "allow", "ask", "done", "full"
_told: IO[bytes] | None = None
"""Where this process tells what it did, if it is such a process."""
_asked: IO[bytes] | None = None
"""Where it is told what to do."""


def is_hand() -> bool:
    """Tell whether this process does tasks for another, which answers what it is asked with `ask`."""
    return _told is not None


def ask(question: Any) -> Any:
    """Return what the program that this process works for answers to a question."""
    assert _told is not None  # noqa: S101 - see `is_hand`
    assert _asked is not None  # noqa: S101
    _tell(_told, _ASK, question)
    length = _asked.read(LENGTH)
    if not length:
        raise SystemExit  # it is gone
    return pickle.loads(_asked.read(int.from_bytes(length, "big")))  # noqa: S301 - our own program's


def allow(seconds: float) -> None:
    """Let the task at hand take so many seconds from now; where nobody waits for it this does nothing."""
    if _told is not None:
        _tell(_told, _ALLOW, seconds)
        _end_after(seconds)


def serve(asked: IO[bytes], told: IO[bytes]) -> None:
    """Do one task after the other, until nobody asks any more."""
    while length := asked.read(LENGTH):
        work, task = pickle.loads(asked.read(int.from_bytes(length, "big")))  # noqa: S301 - our own program's
        _end_after(AT_FIRST)
        try:
            result = work(task)
        except MemoryError:
            _tell(told, _FULL, None)
        else:
            _tell(told, _DONE, result)
        _end_after(IDLE)


def _end_after(seconds: float) -> None:
    # Who asks may be gone before it can end us.
    signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE)


def _tell(told: IO[bytes], said: str, value: Any) -> None:
    told.write(framed(pickle.dumps((said, value))))
    told.flush()


def main() -> None:
    """Run the process."""
    import resource  # noqa: PLC0415 - of this process alone
    import sys  # noqa: PLC0415

    global _asked, _told
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with os.fdopen(os.dup(1), "wb") as told:
        # What a library prints is no answer.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        _told, _asked = told, sys.stdin.buffer
        serve(sys.stdin.buffer, told)
