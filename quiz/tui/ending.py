"""Ends the program when a signal asks for it, even when there is no terminal any more."""

import asyncio
import os
import signal
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.tui.quiz_app import QuizApp

_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
_KILLED = 128
"""What shells add to the number of the signal that ended a program."""
_PATIENCE = 5.0
"""Seconds in which a program without a terminal has to be gone."""


def heed_signals(app: "QuizApp") -> None:
    """Let the signals that ask a program to go end ``app`` in order."""
    loop = asyncio.get_running_loop()
    for number in _SIGNALS:
        loop.add_signal_handler(number, _end, app, number)


def _end(app: "QuizApp", number: signal.Signals) -> None:
    code = _KILLED + number
    app.exit(return_code=code)
    if number == signal.SIGHUP:
        threading.Thread(target=_make_sure, args=(app.left, code), daemon=True).start()


def _make_sure(left: threading.Event, code: int) -> None:
    """End the process if its threads at the lost terminal do not let it end.

    The one that writes dies of the first fault, and Textual waits for it to take more; the one that reads may go round
    for ever. Whatever was answered is on the disk.
    """
    if left.wait(_PATIENCE):
        threading.main_thread().join()  # what comes after the screens may take its time
        threading.Event().wait(_PATIENCE)
    os._exit(code)
