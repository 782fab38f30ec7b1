"""How the program ends when it is told to go, and when it has a fault."""

import os
import pty
import select
import signal
import sys
import time
from pathlib import Path

import pytest
from tui_room import CAPITALS, MakeCollection

from quiz.errors import QuizError
from quiz.tui import app as door
from quiz.tui.app import home_app
from quiz.tui.quiz_app import QuizApp
from quiz.tui.screens.home import HomeScreen

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 30.0


def _read_until(terminal: int, sign: bytes, seen: bytes = b"") -> bytes:
    end = time.monotonic() + LONGEST
    while sign not in seen and time.monotonic() < end:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                seen += os.read(terminal, 65_536)
            except OSError:
                break
    assert sign in seen
    return seen


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_with_the_terminal_in_order_and_the_database_closed(
    tmp_path: Path, number: signal.Signals
) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "QUIZ_HOME": str(tmp_path),
        "TERM": "xterm-256color",
        "PYTHONPATH": str(ROOT),
    }
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(sys.executable, [sys.executable, "-m", "quiz"], environment)  # noqa: S606 - the child of a fork
    try:
        _read_until(terminal, b"to study")
        os.kill(pid, number)
        _read_until(terminal, b"\x1b[?1049l")
        _, status = os.waitpid(pid, 0)
    finally:
        os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == 128 + number
    # The backup of the day may have been made behind the screen, or not yet.
    assert {path.name for path in tmp_path.iterdir()} - {"backups"} == {"decks", "quiz.db"}


def test_a_fault_in_the_program_is_told_without_a_word_of_the_learners(
    collect: MakeCollection, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(screen: HomeScreen) -> None:
        answer = f"a secret {screen}"
        raise ValueError(answer)

    monkeypatch.setattr(HomeScreen, "on_screen_resume", fail)
    app = home_app(collect(capitals=CAPITALS))
    monkeypatch.setattr(app, "run", lambda: QuizApp.run(app, headless=True))
    with pytest.raises(QuizError, match=r"ValueError, \w+\.py line \d+") as told:
        door._run(lambda: app)
    assert told.value.exit_code == 1
    captured = capsys.readouterr()
    assert "secret" not in captured.err + captured.out + str(told.value)
    assert "Traceback" not in captured.err + captured.out
