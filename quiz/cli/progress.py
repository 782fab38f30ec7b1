"""A progress bar on standard error, for work that turns out to take a while."""

import sys
import threading
import time
from contextlib import suppress
from types import TracebackType
from typing import Self

from quiz.cli import console
from quiz.model.text import one_line

DELAY = 0.5
"""Seconds of silence before the bar appears; quick work never shows one."""
REFRESH = 0.1
BAR = 20


class Progress:
    """Shows how many of ``total`` things are done and which is being worked on; nothing where there is no terminal.

    A thread paints, because the work between two steps can be a single long call.
    """

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._label = ""
        self._began = time.monotonic()
        self._over = threading.Event()
        self._painter = threading.Thread(target=self._paint, daemon=True)

    def __enter__(self) -> Self:
        """Begin to count the time."""
        if console.is_terminal(sys.stderr):
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

    def end(self) -> None:
        """Count one thing as done."""
        self._done += 1

    def line(self, seconds: float, width: int) -> str:
        """Return the bar as it looks after ``seconds``, in at most ``width`` cells."""
        full = BAR * self._done // max(1, self._total)
        head = f"[{'#' * full}{'.' * (BAR - full)}] {self._done}/{self._total}  {seconds:.0f} s  "
        return console.cut(head + self._label, width)

    def _paint(self) -> None:
        painted = False
        wait = DELAY
        # A terminal that goes away takes the bar with it; the work goes on.
        with suppress(OSError, ValueError):
            while not self._over.wait(wait):
                line = self.line(time.monotonic() - self._began, console.terminal_width() - 1)
                sys.stderr.write(f"\r\x1b[K{line}")
                sys.stderr.flush()
                painted, wait = True, REFRESH
            if painted:
                sys.stderr.write("\r\x1b[K")
                sys.stderr.flush()
