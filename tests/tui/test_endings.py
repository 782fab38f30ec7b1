"""How the program ends when it is told to go, and when it has a fault."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
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


def test_a_terminal_that_went_away_under_the_editor_keeps_no_program_behind(tmp_path: Path) -> None:
    begun, go_on = tmp_path / "begun", tmp_path / "go-on"
    os.mkfifo(go_on)
    edit = tmp_path / "edit"
    edit.write_text(f"#!/bin/sh\ntrap '' HUP\n: > {begun}\nread line < {go_on}\n")
    edit.chmod(0o700)
    environment = {"PATH": os.environ["PATH"], "QUIZ_HOME": str(tmp_path / "home"), "TERM": "xterm-256color"}
    pid, terminal = pty.fork()
    fcntl.ioctl(terminal if pid else 0, termios.TIOCSWINSZ, struct.pack("4H", 24, 80, 0, 0))
    if pid == 0:
        environment |= {"PYTHONPATH": str(ROOT), "EDITOR": str(edit)}
        os.execve(sys.executable, [sys.executable, "-m", "quiz"], environment)  # noqa: S606 - the child of a fork
    try:
        seen = _read_until(terminal, b"to study")
        os.write(terminal, b"\x1b[B")
        os.write(terminal, b"e")
        _read_until(terminal, b"\x1b[?1049l", seen)
        with go_on.open("w") as editor:  # opens when the editor reads
            os.close(terminal)
            editor.write("\n")
        process = os.pidfd_open(pid)
        assert select.select([process], [], [], LONGEST)[0], "it is still there"
        os.close(process)
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    assert begun.exists()


HANGS = "threading.Event().wait()"
"""As Textual does for what writes to a terminal that is gone."""
GOES_ROUND = "left.set(); threading.Thread(target=threading.Event().wait).start()"
"""As what reads from it does, when everything else is over."""
ENDS = "left.set()"


@pytest.mark.parametrize(("how", "code"), [(HANGS, 129), (GOES_ROUND, 129), (ENDS, 0)])
def test_a_program_without_a_terminal_is_made_to_end_if_it_does_not(how: str, code: int) -> None:
    program = f"""
import threading
from quiz.tui import ending
ending._PATIENCE = {0.05 if code else LONGEST}
left = threading.Event()
threading.Thread(target=ending._make_sure, args=(left, 129), daemon=True).start()
{how}
"""
    command = [sys.executable, "-c", program]
    assert subprocess.run(command, timeout=LONGEST, cwd=ROOT, check=False).returncode == code


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
