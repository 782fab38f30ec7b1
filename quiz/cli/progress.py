"""A progress bar on standard error, for work that turns out to take a while."""

import sys
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Self

from quiz.cli import console
from quiz.model.cells import cut
from quiz.model.text import counted, one_line

DELAY = 0.5
"""Seconds of silence before the bar appears; quick work never shows one."""
REFRESH = 0.1
FIRST_LINE, NEXT_LINE = 30, 60
"""Seconds until a line is said, and between two of them, where there is no terminal."""
BAR = 20
_SURE = 3
"""Things that must be done before the time of the others is guessed."""
_MANY = 10
"""A rate from which no fraction of it is told."""
_STOPPED = 5.0
"""Seconds for which a program that waits for something short is held up only when it is stopped."""
_HOUR = 3600
_MINUTES = 90
"""Seconds from which a time is told in minutes."""


class Progress:
    """Shows how many of ``total`` things are done and which is being worked on; a line now and then without a terminal.

    A thread paints, because the work between two steps can be a single long call.
    """

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._skipped = 0
        self._label = ""
        self._stage = ""
        self._share = 0.0
        """What of the thing at hand is done."""
        self._began = time.monotonic()
        self._over = threading.Event()
        self._screen = threading.Lock()
        """Held by whoever writes to the terminal."""
        self._painted = False
        paints = console.is_terminal(sys.stderr)
        self._painter = threading.Thread(target=self._paint if paints else self._tell, daemon=True)

    def __enter__(self) -> Self:
        """Begin to count the time."""
        self._painter.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Take the bar away."""
        self._over.set()
        if self._painter.is_alive():
            self._painter.join()

    def begin(self, label: str) -> None:
        """Say what is being worked on."""
        self._label = one_line(label)
        self._stage, self._share = "", 0.0

    def read(self, share: float) -> None:
        """Say what share of what is being worked on is read, 0 to 1."""
        self._share = share
        self._stage = f"{share:.0%} read  "

    def stage(self, part: int, parts: int, tokens: int) -> None:
        """Say how far a language model has come with what is being worked on."""
        self._stage = f"part {part + 1} of {parts}, {counted(tokens, 'token')}  "

    def end(self, *, skipped: bool = False, further: int = 0) -> None:
        """Count one thing as done; what was ``skipped`` tells nothing of how long the others take.

        When it turned out to be so many ``further`` ones, they are counted in its place.
        """
        if further:
            self._total += further - 1
            return
        self._done += 1
        self._share = 0.0
        self._skipped += skipped
        if self._done == self._skipped:
            self._began = time.monotonic()

    @contextmanager
    def hidden(self) -> Generator[None]:
        """Keep the bar away while something else is written to the terminal."""
        with self._screen:
            self._wipe()
            yield

    def line(self, seconds: float, width: int) -> str:
        """Return the bar as it looks after ``seconds``, in at most ``width`` cells; figures go before the drawing."""
        full = int(BAR * (self._done + self._share) / max(1, self._total))
        bar, state = f"[{'#' * full}{'.' * (BAR - full)}] ", self._state(seconds)
        return cut(f"{bar if len(bar) + len(state) < width else ''}{state}  {self._stage}{self._label}", width)

    def _state(self, seconds: float) -> str:
        done = f"{self._done:,} of {self._total:,}"
        worked = self._done - self._skipped
        if worked < _SURE or seconds <= 0:
            return f"{done} · {_time(seconds)}"
        rate = worked / seconds
        speed = f"{_short(rate)} a second" if rate >= 1 else f"{_short(60 * rate)} a minute"
        return f"{done} · {speed} · {_time((self._total - self._done) / rate)} left"

    def _tell(self) -> None:
        """Say a line now and then, where nothing can be painted."""
        wait = FIRST_LINE
        while not self._is_over(wait):
            console.say(self._state(time.monotonic() - self._began))
            wait = NEXT_LINE

    def _paint(self) -> None:
        wait = DELAY
        # A terminal that goes away takes the bar with it; the work goes on.
        with suppress(OSError, ValueError):
            while not self._is_over(wait):
                line = self.line(time.monotonic() - self._began, console.terminal_width() - 1)
                with self._screen:
                    sys.stderr.write(f"\r\x1b[K{line}")
                    sys.stderr.flush()
                    self._painted = True
                wait = REFRESH
        with self._screen:
            self._wipe()

    def _is_over(self, wait: float) -> bool:
        """Tell after so many seconds whether all is done; where they took far longer, the program was stopped."""
        begun = time.monotonic()
        over = self._over.wait(wait)
        late = time.monotonic() - begun - wait
        if late > _STOPPED:
            self._began += late
        return over

    def _wipe(self) -> None:
        if self._painted:
            with suppress(OSError, ValueError):
                sys.stderr.write("\r\x1b[K")
                sys.stderr.flush()
            self._painted = False


def _short(rate: float) -> str:
    return f"{rate:.1f}" if rate < _MANY else f"{rate:.0f}"


def _time(seconds: float) -> str:
    if seconds < _MINUTES:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < _HOUR else f"{seconds / _HOUR:.1f} h"
