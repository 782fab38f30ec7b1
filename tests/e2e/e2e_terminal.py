"""quiz in a terminal of its own, run by tmux, whose screen is looked at until it is as it should be."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEADLINE = 30.0
"""Seconds until a screen that does not come is a failure; far more than a loaded machine takes."""
_NOT_OURS = ("QUIZ_", "NO_COLOR", "COLUMNS", "LINES", "TEXTUAL", "VISUAL", "EDITOR")
ROLLOVER = str((time.localtime().tm_hour + 12) % 24)
"""An hour at which no study day begins while a test runs: a step across it is another day's."""
Row = tuple[object, ...]


class Terminal:
    """A tmux session of its own, on a server of its own, that runs quiz."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "tmux"
        self.home = folder / "home"

    def start(self, *arguments: str, size: tuple[int, int] = (80, 24), **more: str) -> None:
        """Run quiz in a terminal of some size."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_OURS)}
        ours = {"QUIZ_HOME": str(self.home), "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "QUIZ_ROLLOVER": ROLLOVER}
        command = ["tmux", "-S", str(self.socket), "-f", "/dev/null", "new-session", "-d", "-s", "quiz"]
        command += ["-x", str(size[0]), "-y", str(size[1])]
        quiz = [sys.executable, "-m", "quiz", *arguments]
        subprocess.run([*command, *quiz], env={**kept, **ours, **more}, check=True, timeout=DEADLINE)

    def deck(self, name: str, text: str) -> Path:
        """Put a deck file into the decks folder."""
        folder = self.home / "decks"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
        return folder / f"{name}.toml"

    def tmux(self, *arguments: str, check: bool = True) -> str:
        """Send a command to the server and return what it prints."""
        command = ["tmux", "-S", str(self.socket), *arguments]
        return subprocess.run(command, check=check, capture_output=True, text=True, timeout=DEADLINE).stdout

    def press(self, *keys: str) -> None:
        """Press keys, by tmux's names for them."""
        self.tmux("send-keys", "-t", "quiz", *keys)

    def type(self, text: str) -> None:
        """Type letters as they stand, and enter."""
        self.tmux("send-keys", "-t", "quiz", "-l", text)
        self.wait_for(lambda pane: text in pane)
        self.press("Enter")

    @property
    def pane(self) -> str:
        """What is on the screen."""
        return self.tmux("capture-pane", "-p", "-t", "quiz", check=False)

    @property
    def painted(self) -> str:
        """What is on the screen, with the sequences that colour it."""
        return self.tmux("capture-pane", "-p", "-e", "-t", "quiz", check=False)

    @property
    def pid(self) -> int:
        """The process that runs in the terminal."""
        return int(self.tmux("list-panes", "-t", "quiz", "-F", "#{pane_pid}"))

    def wait_for(self, ready: Callable[[str], bool]) -> str:
        """Look at the screen until ``ready`` says yes, and return it."""
        end = time.monotonic() + DEADLINE
        pane = ""
        while time.monotonic() < end:
            pane = self.pane
            if ready(pane):
                return pane
        pytest.fail(f"This screen did not become what it should:\n{pane}")

    def until(self, *words: str) -> str:
        """Look at the screen until all ``words`` are on it, and return it."""
        return self.wait_for(lambda pane: all(word in " ".join(pane.split()) for word in words))

    def wait_until(self, ready: Callable[[], bool]) -> None:
        """Wait until something outside the screen is so."""
        self.wait_for(lambda _: ready())

    def wait_for_the_end(self) -> None:
        """Wait until the program has ended."""
        self.wait_until(lambda: "quiz" not in self.tmux("list-sessions", check=False))

    def rows(self, query: str) -> list[Row]:
        """Ask the database with a connection of our own, as after a crash."""
        database = self.home / "quiz.db"
        if not database.exists():
            return []
        connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=DEADLINE)
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.close()
