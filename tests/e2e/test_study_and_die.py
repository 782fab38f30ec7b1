"""The whole program in a real terminal: study, be killed, and find the answer in the log."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

ROOT = Path(__file__).resolve().parents[2]
DEADLINE = 30.0
"""Seconds until a screen that does not come is a failure; far more than a loaded machine takes."""


class Terminal:
    """A tmux session of its own, on a server of its own, that runs quiz."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "tmux"
        self.home = folder / "home"

    def start(self, *arguments: str) -> None:
        """Run quiz in a terminal of 80 by 24."""
        environment = {**os.environ, "QUIZ_HOME": str(self.home), "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
        command = ["tmux", "-S", str(self.socket), "-f", "/dev/null", "new-session", "-d", "-s", "quiz", "-x", "80"]
        quiz = [sys.executable, "-m", "quiz", *arguments]
        subprocess.run([*command, "-y", "24", *quiz], env=environment, check=True, timeout=DEADLINE)

    def tmux(self, *arguments: str, check: bool = True) -> str:
        """Send a command to the server and return what it prints."""
        command = ["tmux", "-S", str(self.socket), *arguments]
        return subprocess.run(command, check=check, capture_output=True, text=True, timeout=DEADLINE).stdout

    def press(self, *keys: str) -> None:
        """Press keys, by tmux's names for them."""
        self.tmux("send-keys", "-t", "quiz", *keys)

    @property
    def pane(self) -> str:
        """What is on the screen."""
        return self.tmux("capture-pane", "-p", "-t", "quiz", check=False)

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

    def wait_until(self, ready: Callable[[], bool]) -> None:
        """Wait until something outside the screen is so."""
        self.wait_for(lambda _: ready())


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path)
    yield terminal
    terminal.tmux("kill-server", check=False)


def answers_in(database: Path) -> int:
    """Count the rows of the log with a connection of our own, as after a crash."""
    if not database.exists():
        return 0
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=DEADLINE) as connection:
        (number,) = connection.execute("SELECT count(*) FROM review").fetchone()
    connection.close()
    return int(number)


def test_an_answer_survives_the_death_of_the_program(terminal: Terminal) -> None:
    database = terminal.home / "quiz.db"
    terminal.start()
    terminal.wait_for(lambda pane: "All decks" in pane)
    terminal.press("a")
    terminal.wait_for(lambda pane: "All decks" not in pane and "?" in pane)
    assert answers_in(database) == 0
    terminal.press("Space")
    terminal.wait_for(lambda pane: "Again" in pane and "Good" in pane)
    terminal.press("1")
    terminal.wait_until(lambda: answers_in(database) == 1)
    os.kill(terminal.pid, signal.SIGKILL)
    terminal.wait_until(lambda: "quiz" not in terminal.tmux("list-sessions", check=False))

    report = run("stats", "--json", home=terminal.home)
    assert report["today"]["reviews"] == 1
    assert report["today"]["by_rating"]["again"] == 1

    terminal.start()
    terminal.wait_for(lambda pane: "All decks" in pane)
    terminal.press("t")
    terminal.wait_for(lambda pane: "1 answer" in pane)


def run(*arguments: str, home: Path) -> dict[str, dict[str, dict[str, int]]]:

    environment = {**os.environ, "QUIZ_HOME": str(home), "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-m", "quiz", *arguments], env=environment, capture_output=True, check=True)
    return json.loads(done.stdout)  # type: ignore[no-any-return]
