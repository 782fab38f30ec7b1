"""``quiz run --plain`` as a process: pipes, locales, closed streams, terminals of any width, the end of input."""

import fcntl
import os
import pty
import re
import select
import signal
import sqlite3
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quiz.model.cells import cell_width

ROOT = Path(__file__).resolve().parents[2]
DEADLINE = 60.0
DECK = """\
format = 1
title = "Städte 漢字"

[[card]]
id = "tr"
prompt = "Which city lies on two continents, on both sides of the Bosporus 海峡 👨‍👩‍👧‍👦?"
answer = "İstanbul"
evidence = "İstanbul lies on both sides of the Bosporus, with some fifteen million people, in Türkiye."
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home" / "decks"
    folder.mkdir(parents=True)
    (folder / "cities.toml").write_text(DECK, encoding="utf-8")
    return folder.parent


def environment(home: Path, **more: str) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("QUIZ_", "LC_", "LANG", "PYTHON"))
    }
    kept.pop("COLUMNS", None)
    ours = {"QUIZ_HOME": str(home), "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "QUIZ_ROLLOVER": far_from_now()}
    return {**kept, **ours, **more}


def far_from_now() -> str:
    """Return an hour at which no study day begins while a test runs: a step across it is another day's."""
    return str((time.localtime().tm_hour + 12) % 24)


def run(home: Path, text: str | bytes, *arguments: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "quiz", "run", *(arguments or ("--plain",))],
        input=text.encode() if isinstance(text, str) else text,
        env=environment(home, **more), capture_output=True, check=False, timeout=DEADLINE,
    )  # fmt: skip


def answers(home: Path) -> list[tuple[int, str | None]]:
    with sqlite3.connect(f"file:{home / 'quiz.db'}?mode=ro", uri=True) as connection:
        rows = connection.execute("SELECT rating, typed FROM review ORDER BY at").fetchall()
    connection.close()
    return rows


def test_a_pipe_studies_and_its_end_leaves(home: Path) -> None:
    done = run(home, "istanbul\n3\n")
    assert done.returncode == 0
    assert done.stderr == b""
    out = done.stdout.decode()
    assert "Your answer: istanbul\nRight: İstanbul\n" in out
    assert "comes back" in out.splitlines()[-1]
    assert not set(out) & {chr(code) for code in (*range(10), *range(11, 32), 127)}
    assert answers(home) == [(3, "istanbul")]


def test_no_line_at_all_is_an_end_too(home: Path) -> None:
    done = run(home, "")
    assert done.returncode == 0
    assert b"Left. Every answer is stored." in done.stdout
    assert answers(home) == []


def test_the_environment_can_ask_for_it(home: Path) -> None:
    assert run(home, "x\n4\n", "cities", QUIZ_PLAIN="1").returncode == 0
    assert answers(home) == [(4, "x")]


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1"}])
def test_letters_that_the_locale_lacks_are_spelt_with_others(home: Path, locale: dict[str, str]) -> None:
    done = run(home, b"\xff\xfeistanbul\n\n", **locale)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    out = done.stdout.decode(locale.get("PYTHONIOENCODING", "utf-8"))
    assert re.search("[Iİ]stanbul lies on both sides", out)
    assert "\\x" not in out


def test_a_line_without_an_end_or_without_measure_is_a_line(home: Path) -> None:
    done = run(home, "y" * 3_000_000 + "\n1")
    assert done.returncode == 0
    ((rating, typed),) = answers(home)
    assert rating == 1
    assert typed is not None
    assert set(typed) == {"y"}


def test_control_characters_that_were_typed_go_nowhere(home: Path) -> None:
    done = run(home, "a\x1b]52;c;aGFja2Vk\x07b\x9b31m\u202e\n1\n")
    assert not set(done.stdout.decode()) & set("\x1b\x07\x9b\u202e")
    assert answers(home) == [(1, "ab")]


def test_a_reader_that_goes_away_ends_it_quietly(home: Path) -> None:
    command = f"yes '' | {sys.executable} -m quiz run --plain | head -1"
    done = subprocess.run(
        ["bash", "-c", command], env=environment(home), capture_output=True, check=False, timeout=DEADLINE
    )
    assert done.stdout.startswith(b"1 card to study")
    assert b"Traceback" not in done.stderr


def test_closed_streams_are_endured(home: Path) -> None:
    for closed in ("<&-", "2>&-"):
        command = f"{sys.executable} -m quiz run --plain {closed}"
        done = subprocess.run(
            ["bash", "-c", command],
            env=environment(home),
            input=b"",
            capture_output=True,
            check=False,
            timeout=DEADLINE,
        )
        assert done.returncode == 0
        assert b"Left." in done.stdout


def test_without_a_terminal_the_way_is_named(home: Path) -> None:
    done = run(home, "x\n", "cities")
    assert done.returncode == 8
    assert b"quiz run --plain" in done.stderr


class Line:
    """quiz in a terminal of its own, of some width."""

    def __init__(self, home: Path, width: int, *arguments: str, **more: str) -> None:
        command = [sys.executable, "-m", "quiz", "run", *arguments]
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
            os.execve(sys.executable, command, environment(home, **more))  # noqa: S606 - the child of a fork
        self.seen = ""
        self.code: int | None = None

    def until(self, sign: str) -> None:
        """Read until ``sign`` comes behind what was read before."""
        begin, end = len(self.seen), time.monotonic() + DEADLINE
        while sign not in self.seen[begin:] and time.monotonic() < end and self._read():
            pass
        assert sign in self.seen[begin:], self.seen

    def _read(self) -> bool:
        if select.select([self.terminal], [], [], 1.0)[0]:
            try:
                self.seen += os.read(self.terminal, 65_536).decode()
            except OSError:  # the other side is closed
                return False
        return True

    def type(self, text: str) -> None:
        os.write(self.terminal, text.encode())

    def end(self) -> int:
        while self._read():
            pass
        if self.code is None:
            self.code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
            os.close(self.terminal)
        return self.code


@pytest.fixture
def line() -> Iterator[Callable[..., Line]]:
    lines: list[Line] = []

    def begin(*arguments: object, **more: str) -> Line:
        lines.append(Line(*arguments, **more))  # type: ignore[arg-type]
        return lines[-1]

    yield begin
    for each in lines:
        if each.code is None:
            os.kill(each.pid, signal.SIGKILL)
            each.end()


@pytest.mark.parametrize("width", [40, 20])
def test_lines_are_broken_between_words_and_fit(home: Path, line: Callable[..., Line], width: int) -> None:
    now = line(home, width, "--plain")
    now.until("Your answer: ")
    now.type("istanbul\n")
    now.until("Good: ")
    now.type("?\n")
    now.until("or help")
    now.type("q\n")
    assert now.end() == 0
    assert "\x1b" not in now.seen
    assert max(cell_width(row) for row in now.seen.split("\r\n") if not row.startswith(("Rating", "Your"))) <= width
    assert "👨‍👩‍👧‍👦" in now.seen


def test_a_dumb_terminal_gets_lines(home: Path, line: Callable[..., Line]) -> None:
    now = line(home, 80, TERM="dumb")
    now.until("Your answer: ")
    now.type("\x04")
    now.until("Left.")
    assert now.end() == 0
    assert "\x1b" not in now.seen


def test_an_interrupt_leaves_with_everything_stored(home: Path, line: Callable[..., Line]) -> None:
    now = line(home, 80, "--plain")
    now.until("Your answer: ")
    now.type("istanbul\n")
    now.until("Rating, Enter for 3 Good: ")
    now.type("2\n")
    now.until("to come")
    now.type("\x03")
    now.until("1 answer, ")
    assert now.end() == 130
    assert "Traceback" not in now.seen
    assert answers(home) == [(2, "istanbul")]


def test_a_kill_between_two_lines_loses_nothing(home: Path, line: Callable[..., Line]) -> None:
    now = line(home, 80, "--plain")
    now.until("Your answer: ")
    now.type("istanbul\n2\n")
    now.until("to come")
    os.kill(now.pid, signal.SIGKILL)
    assert now.end() == -signal.SIGKILL
    assert answers(home) == [(2, "istanbul")]


def test_the_card_that_was_waited_for_comes_by_itself(home: Path, line: Callable[..., Line]) -> None:
    now = line(home, 80, "--plain", QUIZ_LEARN_AHEAD="0", QUIZ_LEARNING_STEPS="1s 1s")
    now.until("Your answer: ")
    now.type("istanbul\n")
    now.until("Rating, Enter for 3 Good: ")
    now.type("1\n")
    now.until("Nothing to ask just now.")
    now.until("Learning card. 1 done, 1 to come.")
    now.type(":q\n")
    assert now.end() == 0
