"""What is on the clipboard, by the program that the desktop has for it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

from quiz.errors import SourceError

SECONDS = 10
"""How long the program may take: another one that owns the clipboard may never answer it."""
_POWERSHELL = "[Console]::OutputEncoding=[Text.Encoding]::UTF8; Get-Clipboard -Raw"


def read_clipboard() -> bytes:
    """Return the text on the clipboard. Raises SourceError when there is none, or no way to get it."""
    command = next((one for one in _commands() if shutil.which(one[0])), None)
    if command is None:
        raise SourceError(
            "The clipboard cannot be read: no program for that is installed.",
            hint="Install wl-clipboard or xclip, or paste the text after 'quiz generate -' and press ctrl+d.",
        )
    try:
        found = subprocess.run(  # noqa: S603 - one of the programs below, and nothing of the user's
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as problem:
        raise SourceError(f"The clipboard cannot be read: {command[0]} gives no answer.") from problem
    except OSError as problem:
        raise SourceError(f"The clipboard cannot be read: {command[0]}: {problem.strerror}.") from problem
    if found.returncode or not found.stdout.strip():
        raise SourceError("There is no text on the clipboard.", hint="Copy the text of an article first.")
    return found.stdout


def _commands() -> Iterator[tuple[str, ...]]:
    """Yield the programs that may know the clipboard, the likeliest first."""
    if sys.platform == "darwin":
        yield ("pbpaste", "-Prefer", "txt")
    if os.environ.get("WAYLAND_DISPLAY"):
        yield ("wl-paste", "--no-newline", "--type", "text")
    if os.environ.get("DISPLAY"):
        yield ("xclip", "-selection", "clipboard", "-out")
        yield ("xsel", "--clipboard", "--output")
    yield ("termux-clipboard-get",)
    yield ("powershell.exe", "-NoProfile", "-NonInteractive", "-Command", _POWERSHELL)
