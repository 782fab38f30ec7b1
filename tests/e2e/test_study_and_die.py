"""The whole program in a real terminal: study, be killed, and find the answer in the log."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from e2e_terminal import ROLLOVER, ROOT, Terminal

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


def test_an_answer_survives_the_death_of_the_program(terminal: Terminal) -> None:
    terminal.start()
    terminal.until("All decks")
    terminal.press("a")
    terminal.wait_for(lambda pane: "All decks" not in pane and "Help" in pane)
    assert terminal.rows("SELECT id FROM review") == []
    terminal.press("Space")
    terminal.until("Again", "Good")
    terminal.press("1")
    terminal.wait_until(lambda: len(terminal.rows("SELECT id FROM review")) == 1)
    os.kill(terminal.pid, signal.SIGKILL)
    terminal.wait_for_the_end()

    report = run("stats", "--json", home=terminal.home)
    assert [row["answers"] for row in report["charts"]["today"]["rows"]] == [1, 0, 0, 0]

    terminal.start()
    terminal.until("All decks")
    terminal.press("t")
    terminal.until("1 answer")


def run(*arguments: str, home: Path) -> dict[str, dict[str, dict[str, list[dict[str, int]]]]]:

    environment = {**os.environ, "QUIZ_HOME": str(home), "PYTHONPATH": str(ROOT), "QUIZ_ROLLOVER": ROLLOVER}
    done = subprocess.run([sys.executable, "-m", "quiz", *arguments], env=environment, capture_output=True, check=True)
    return json.loads(done.stdout)  # type: ignore[no-any-return]
