"""Asks a host one thing at a time, and no sooner than it wants, whichever processes ask."""

import fcntl
import hashlib
import os
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from quiz.durable import make_private
from quiz.sources.web.failures import FetchError

LONGEST = 10.0
"""Seconds that are waited at most because a site wants it."""
_LOOK = 0.05
"""Seconds between two looks at whether another process is done with a host."""
_PATIENCE = 120.0
"""Seconds after which nobody waits any more for another process."""
_OLD = 86_400
"""Seconds after which nothing is known of a host any more."""


class Pace:
    """When each host may be asked again. Processes that are given the same folder keep one pace together."""

    def __init__(self, folder: Path | None, *, pause: Callable[[float], None]) -> None:
        """Keep pace by files in ``folder``, or in this process alone; ``pause`` waits."""
        self._folder = folder
        self._pause = pause
        self._next: dict[str, float] = {}
        self._swept = False

    @contextmanager
    def turn(self, host: str, delay: float = 0.0) -> Generator[float]:
        """Wait for one's turn at a host and have it; the seconds that were waited come.

        The next turn begins ``delay`` seconds after this one, or later when the host says so by a FetchError.
        """
        begun = time.monotonic()
        file = self._hold(host) if self._folder is not None else None
        try:
            wait = min(self._known(host, file) - time.monotonic(), LONGEST)
            if wait > 0:
                self._pause(wait)
            now = time.monotonic()
            after = now + min(delay, LONGEST) if delay else 0.0
            try:
                yield now - begun
            except FetchError as refused:
                after = max(after, time.monotonic() + refused.wait) if refused.wait else after
                raise
            finally:
                if after:
                    self._note(host, file, after)
        finally:
            if file is not None:
                os.close(file)

    def _hold(self, host: str) -> int | None:
        """Return a file of the host that no other process holds; ``None`` when there can be none."""
        assert self._folder is not None  # noqa: S101 - asked before
        try:
            make_private(self._folder)
            self._sweep(self._folder)
            name = self._folder / hashlib.sha256(host.encode()).hexdigest()[:32]
            file = os.open(name, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        except OSError:
            return None  # without room for such a file each process keeps its own pace
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            with suppress(OSError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            time.sleep(_LOOK)
        return file

    def _known(self, host: str, file: int | None) -> float:
        """Return when a host may be asked; the clock begins anew with the machine, and what is far off is of before."""
        told = self._next.get(host, 0.0)
        if file is not None:
            with suppress(OSError, ValueError):
                told = max(told, float(os.pread(file, 40, 0)))
        return told if told < time.monotonic() + LONGEST + 1 else 0.0

    def _note(self, host: str, file: int | None, after: float) -> None:
        self._next[host] = after
        if file is not None:
            with suppress(OSError):
                os.ftruncate(file, 0)
                os.pwrite(file, str(after).encode(), 0)

    def _sweep(self, folder: Path) -> None:
        """Take away the files of hosts that were not asked for a day."""
        if self._swept:
            return
        self._swept = True
        for entry in os.scandir(folder):
            if time.time() - entry.stat(follow_symlinks=False).st_mtime > _OLD:
                with suppress(OSError):
                    Path(entry.path).unlink()
