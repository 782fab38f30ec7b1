"""Lets a command that takes long be stopped in order: by ctrl+c, by a signal, and when its terminal goes."""

import signal
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_AGAIN = 3.0
"""Seconds in which what comes is the same wish still: nothing that is being put in order is broken off by it."""


@contextmanager
def stopped_in_order() -> Generator[None]:
    """Raise KeyboardInterrupt inside when a signal asks the program to end; behind it the program ends by that signal.

    What the system or a person has chosen otherwise, as ``nohup`` does, stays as it is.
    """
    heeded = {number: how for number in _SIGNALS if (how := signal.getsignal(number)) in _USUAL} if _is_main() else {}
    came: list[tuple[float, int]] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        now = time.monotonic()
        if not came or now - came[-1][0] > _AGAIN:
            came.append((now, number))
            raise KeyboardInterrupt

    for number in heeded:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number, how in heeded.items():
            signal.signal(number, how)
        if came and came[-1][1] != signal.SIGINT:
            signal.raise_signal(came[-1][1])


_USUAL = (signal.SIG_DFL, signal.default_int_handler)


def _is_main() -> bool:
    return threading.current_thread() is threading.main_thread()
