"""Hands a file, or a text, to the person's own editor, and waits until it is closed."""

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Generator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from types import FrameType

from quiz.errors import QuizError, UsageError

Lend = Callable[[], AbstractContextManager[None]]
"""Gives the terminal away while the editor has it, and takes it back afterwards."""

_USUAL = ("sensible-editor", "nano", "vim", "vi")
"""Editors that are tried where none is named."""
_FOOT = "\n# Save and leave the editor to keep what you change.\n# The line with the id must stay.\n"
"""Stands below a card, so that its lines are counted as those of the card alone."""
_NAME_ONE = "Set VISUAL or EDITOR to one that is installed, such as EDITOR=nano."


def editor_of(env: Mapping[str, str]) -> list[str]:
    """Return the command of the editor that VISUAL or EDITOR name, or of a usual one; UsageError if there is none."""
    for name in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(env.get(name, ""))
        except ValueError as error:
            raise UsageError(f"The variable {name} cannot be read as a command: {error}.", hint=_NAME_ONE) from error
        if words:
            return words
    found = next((path for name in _USUAL if (path := shutil.which(name))), None)
    if found is None:
        raise UsageError("There is no editor.", hint=_NAME_ONE)
    return [found]


def edit_file(path: Path, lend: Lend = nullcontext) -> None:
    """Open a file in the editor and wait until it is closed. Raises QuizError when that cannot be done."""
    command = editor_of(os.environ)
    fault, hint = "", _NAME_ONE
    with lend(), _left_alone():
        # An exception that got out of here would leave a terminal that was lent dead.
        try:
            code = subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603 - the person's own
            if code:
                fault, hint = f"The editor {command[0]!r} ended with the error {code}.", ""
        except OSError as error:
            fault = f"The editor {command[0]!r} cannot be started: {error.strerror or error}."
        except ValueError:
            fault = "The name of the file cannot be handed to an editor."
    if fault:
        raise QuizError(fault, hint=hint)


def edit_card(table: str, lend: Lend = nullcontext) -> str:
    """Return what the person makes of the table of a card in the editor. Raises QuizError as `edit_file` does."""
    try:
        with tempfile.TemporaryDirectory(prefix="quiz-", ignore_cleanup_errors=True) as folder:
            path = Path(folder) / "card.toml"
            path.write_text(table + _FOOT, encoding="utf-8", errors="replace", newline="")
            edit_file(path, lend)
            return path.read_text(encoding="utf-8").replace(_FOOT, "")
    except UnicodeDecodeError:
        raise QuizError("What the editor saved is not UTF-8 text.", hint="Nothing was changed.") from None
    except OSError as error:
        raise QuizError(f"The text for the editor cannot be kept: {error.strerror or error}.") from None


@contextmanager
def _left_alone() -> Generator[None]:
    """Let ctrl+c be the editor's alone; what asks the program to go is heeded when the editor is closed."""
    heard: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - as signals call it
        heard.append(number)

    # An event loop would listen at this descriptor; without it nothing but the handlers below hears of a signal.
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
