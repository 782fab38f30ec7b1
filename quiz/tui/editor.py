"""Hands a file to the person's own editor and takes the terminal back afterwards."""

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from textual.app import App, SuspendNotSupported

from quiz.errors import QuizError, UsageError

_USUAL = ("nano", "vim", "vi")
"""Editors that are tried where none is named."""


def editor_of(env: Mapping[str, str]) -> list[str]:
    """Return the command of the editor that VISUAL or EDITOR name, or of a usual one; UsageError if there is none."""
    for name in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(env.get(name, ""))
        except ValueError as error:
            raise UsageError(f"The variable {name} cannot be read as a command: {error}.") from error
        if words:
            return words
    found = next((path for name in _USUAL if (path := shutil.which(name))), None)
    if found is None:
        raise UsageError("No editor is named.", hint="Set the variable EDITOR to the one you like.")
    return [found]


def edit_file(app: App[Any], path: Path) -> None:
    """Open a file in the editor and wait until it is closed. Raises QuizError when that cannot be done."""
    command = editor_of(os.environ)
    fault = ""
    try:
        with app.suspend(), _left_alone():
            # An exception that got out of here would leave the terminal dead.
            try:
                code = subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603 - the person's own
                fault = f"{command[0]} ended with {code}." if code else ""
            except OSError as error:
                fault = f"{command[0]} cannot be started: {error.strerror}."
            except ValueError:
                fault = "The name of the file cannot be handed to an editor."
    except SuspendNotSupported:
        raise QuizError("No editor can be opened in this terminal.", hint=f"The file is {path}.") from None
    if fault:
        raise QuizError(fault, hint="EDITOR or VISUAL names the editor.")


@contextmanager
def _left_alone() -> Generator[None]:
    """Let ctrl+c be the editor's alone; what asks the program to go is heeded when the editor is closed."""
    heard: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - as signals call it
        heard.append(number)

    # The event loop listens at this descriptor; without it nothing but the handlers below hears of a signal.
    wake = signal.set_wakeup_fd(-1)
    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    for number in heard:
        if number != signal.SIGINT:
            os.kill(os.getpid(), number)
