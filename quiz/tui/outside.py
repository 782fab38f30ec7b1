"""Hands the terminal to the learner's editor, and takes it back whatever happens there."""

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from quiz.errors import QuizError

if TYPE_CHECKING:
    from textual.app import App

_USUAL = ("sensible-editor", "nano", "vi")
"""What is tried when no editor is named."""
_NAME_ONE = "Set VISUAL or EDITOR to one that is installed, such as EDITOR=nano."


def editor(environment: Mapping[str, str]) -> list[str]:
    """Return the command of the learner's editor. Raises QuizError when it is not there."""
    named = environment.get("VISUAL") or environment.get("EDITOR") or ""
    if not named.strip():
        found = next((name for name in _USUAL if shutil.which(name)), None)
        if found is None:
            raise QuizError("There is no editor.", hint=_NAME_ONE)
        return [found]
    try:
        command = shlex.split(named)
    except ValueError:
        raise QuizError(f"The name of the editor, {named!r}, has a quote too many.", hint=_NAME_ONE) from None
    if not command or shutil.which(command[0]) is None:
        raise QuizError(f"The editor {named!r} is not there.", hint=_NAME_ONE)
    return command


def edit_file(app: "App[None]", path: Path) -> None:
    """Let the learner edit a file in the editor, and come back when it has ended.

    Raises QuizError when there is none, it cannot be started, or it ends with an error.
    """
    command = [*editor(os.environ), str(path)]
    ended = _run(app, command)
    if isinstance(ended, OSError):
        raise QuizError(f"The editor {command[0]!r} cannot be started: {ended.strerror or ended}.", hint=_NAME_ONE)
    if ended:
        raise QuizError(f"The editor {command[0]!r} ended with the error {ended}.", hint="Nothing was changed.")


def edit_text(app: "App[None]", text: str, *, suffix: str) -> str:
    """Return what the learner makes of ``text`` in the editor. Raises QuizError as `edit_file` does."""
    try:
        with tempfile.TemporaryDirectory(prefix="quiz-", ignore_cleanup_errors=True) as folder:
            path = Path(folder) / f"card{suffix}"
            path.write_text(text, encoding="utf-8", errors="replace", newline="")
            edit_file(app, path)
            return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise QuizError("What the editor saved is not UTF-8 text.", hint="Nothing was changed.") from None
    except OSError as error:
        raise QuizError(f"The text for the editor cannot be kept: {error.strerror or error}.") from None


def _run(app: "App[None]", command: list[str]) -> int | OSError:
    # An error that left the block would leave the terminal without the application for good.
    try:
        with app.suspend(), _deaf_to_interrupts():
            try:
                return subprocess.run(command, check=False).returncode  # noqa: S603 - the learner's own editor
            except OSError as error:
                return error
    except SuspendNotSupported:
        raise QuizError("This terminal cannot be handed to an editor.") from None


def _ignore(_number: int, _frame: FrameType | None) -> None:
    """Do nothing about a signal; unlike one that is ignored, the editor gets it as usual."""


@contextmanager
def _deaf_to_interrupts() -> Generator[None]:
    """Leave ctrl+c to the editor: the terminal sends it to both, and quiz would end."""
    wakeup = signal.set_wakeup_fd(-1)
    before = signal.signal(signal.SIGINT, _ignore)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        signal.set_wakeup_fd(wakeup)
