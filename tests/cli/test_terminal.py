"""What is different in a terminal: the run that has nothing to ask, the bar, the interrupt."""

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
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEADLINE = 60.0

InTerminal = Callable[..., tuple[int, str]]


@pytest.fixture
def in_terminal(home: Path) -> InTerminal:
    """Run quiz in a terminal of its own until it ends; return its exit code and all it wrote there.

    What is ``typed`` comes once it has written something.
    """

    def run(
        *args: str, react: Callable[[str, int], None] = lambda _, __: None, typed: str = "", **env: str
    ) -> tuple[int, str]:
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
        kept = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
        environment = {**kept, "QUIZ_HOME": str(home), "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **env}
        program = subprocess.Popen(
            [sys.executable, "-m", "quiz", *args],
            stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        seen = ""
        end = time.monotonic() + DEADLINE
        while time.monotonic() < end:
            if select.select([master], [], [], 1.0)[0]:
                try:
                    seen += os.read(master, 65_536).decode(errors="replace")
                except OSError:  # the other side is closed
                    break
                react(seen, program.pid)
                os.write(master, typed.encode())
                typed = ""
        else:
            program.kill()
        os.close(master)
        return program.wait(DEADLINE), seen

    return run


@pytest.mark.usefixtures("decks")
def test_run_says_when_there_is_nothing_to_study(in_terminal: InTerminal) -> None:
    code, seen = in_terminal("run", QUIZ_NEW_PER_DAY="0")
    assert code == 0
    assert seen.startswith("Nothing is due.")


@pytest.mark.usefixtures("decks")
def test_run_of_an_unknown_deck(in_terminal: InTerminal) -> None:
    code, seen = in_terminal("run", "nowhere")
    assert code == 2
    assert "nowhere" in seen
    assert "\x1b" not in seen


@pytest.mark.usefixtures("decks")
def test_a_wide_table_is_cut_to_the_terminal(in_terminal: InTerminal, decks: Path) -> None:
    (decks / "long.toml").write_text(f'title = "{"long " * 40}"\n[[card]]\nprompt = "p"\nanswer = "a"\n')
    _, seen = in_terminal("decks")
    assert max(map(len, seen.splitlines())) <= 60
    assert "…" in seen


@pytest.mark.usefixtures("decks")
def test_a_text_can_be_typed(in_terminal: InTerminal) -> None:
    text = "The World Health Organization was founded in 1948, and its headquarters are located in Geneva.\n"
    code, seen = in_terminal("generate", "-", "--dry-run", typed=f"{text * 2}\x04")
    assert seen.startswith("Paste or type the text of the article; ctrl+d on a line of its own ends it.")
    assert code == 0
    assert "nothing was saved." in seen


@pytest.mark.usefixtures("decks")
def test_a_bar_shows_long_work_and_goes_away(in_terminal: InTerminal, tmp_path: Path) -> None:
    article = tmp_path / "long.txt"
    line = "The World Health Organization was founded in 1948, and its headquarters are located in Geneva. "
    article.write_text("\n\n".join(line * 4 for _ in range(60)))
    code, seen = in_terminal("generate", str(article), "--dry-run")
    assert "Traceback" not in seen
    assert code in {0, 7}
    assert "\r\x1b[K[...................." in seen
    before, _, after = seen.rpartition("\x1b[K")
    assert "[...................." in before
    assert "[...................." not in after


@pytest.mark.usefixtures("decks")
def test_an_interrupt_ends_without_a_word(in_terminal: InTerminal, tmp_path: Path) -> None:
    article = tmp_path / "endless.txt"
    article.write_text("The World Health Organization was founded in 1948 by many members.\n\n" * 3000)
    sent: list[int] = []

    def interrupt(seen: str, pid: int) -> None:
        if "0 of 1" in seen and not sent:
            sent.append(pid)
            os.kill(pid, signal.SIGINT)

    code, seen = in_terminal("generate", str(article), react=interrupt)
    assert sent
    assert code == 130
    assert "Traceback" not in seen


@pytest.mark.usefixtures("decks")
def test_a_terminal_that_cannot_be_painted_on_gets_a_sentence_and_no_escapes(in_terminal: InTerminal) -> None:
    code, seen = in_terminal(TERM="dumb")
    assert code == 8
    assert "dumb" in seen
    assert "quiz run --plain" in seen
    assert "\x1b" not in seen
