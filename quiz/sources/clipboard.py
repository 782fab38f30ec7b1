"""What is on the clipboard, by the program that the desktop has for it."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator

from quiz.errors import SourceError
from quiz.sources.kinds import TEXT

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
        data, code = _output(command)
    except OSError as problem:
        raise SourceError(f"The clipboard cannot be read: {command[0]}: {problem.strerror}.") from problem
    if code != 0 or not data.strip():
        raise SourceError("There is no text on the clipboard.", hint="Copy the text of an article first.")
    return data


def _output(command: tuple[str, ...]) -> tuple[bytes, int]:
    """Return what a program prints, or the beginning of it if it is more than an article, and its exit code."""
    late = threading.Event()
    # The program is one of those below, and nothing of the user's.
    with subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None  # noqa: S101 - it was asked for

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(SECONDS, stop)
        timer.start()
        try:
            data = process.stdout.read(TEXT.limit + 1)
            if len(data) > TEXT.limit:
                return data, 0
            code = process.wait()
        finally:
            timer.cancel()
            process.kill()
    if late.is_set():
        raise SourceError(f"The clipboard cannot be read: {command[0]} gives no answer.")
    return data, code


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
