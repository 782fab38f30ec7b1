"""Times from a key press to its painting, in a terminal, in a small and in a large collection.

Run by hand: ``python tests/bench/bench_keys.py [--rounds N] [--cards N]``. The real program runs in a pseudo-terminal;
a key is written to it, and the clock stops when the text that the key brings has been read back. The two collections
and a minimal Textual application with one field take turns, round by round, so that a busy machine slows all alike.
Textual paints at most every 1/60 s, so that a key may wait up to 17 ms for its frame. Goal: 16 ms median each.
"""

import argparse
import fcntl
import os
import pty
import re
import select
import signal
import sqlite3
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GOAL = 16.0
LONGEST = 20.0
QUIET = 0.06
"""Seconds without output after which a screen is taken for finished."""
ESCAPE = 0.15
"""Seconds for which Textual waits whether an escape begins a longer sequence."""
ROUTE = "import sys; sys.argv = ['quiz', 'run']; from quiz.cli.main import main; main()"
MINIMAL = """
from textual.app import App
from textual.widgets import Input

class Minimal(App):
    def compose(self):
        field = Input()
        field.cursor_blink = False
        yield field

Minimal().run()
"""
CARD = re.compile(rb"Question (\d+)")
SETTINGS = 'new_per_day = 9999\nreviews_per_day = 9999\nmode = "typed"\n'


def make_home(home: Path, cards: int) -> Path:
    """Write a deck of ``cards`` cards, index it, and bring half of them into review, a sixth of those due."""
    (home / "decks").mkdir(parents=True)
    (home / "config.toml").write_text(SETTINGS)
    lines = ['format = 1\nid = "bench"\ntitle = "Bench"\n']
    lines += [
        f'[[card]]\nid = "c{n}"\nprompt = "Question {n}, which is about something?"\nanswer = "Z{n}"\n'
        f'evidence = "The answer to question {n} is Z{n}, as an article says."\n'
        for n in range(cards)
    ]
    (home / "decks" / "bench.toml").write_text("\n".join(lines))
    Terminal([sys.executable, "-c", ROUTE], home).end()
    today = int(time.time() // 86_400)
    with sqlite3.connect(home / "quiz.db") as db:
        db.execute(
            "UPDATE card SET phase = 'review', step = 0, stability = 20.0, difficulty = 5.0, reps = 9, lapses = 1,"
            " due_day = ?1 - 10 + key % 60, last_day = ?1 - 30, last_at = (?1 - 30) * 86400000 WHERE key % 2",
            (today,),
        )
    db.close()
    return home


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a key took, in milliseconds."""

    wall: float
    """Until the text was painted."""
    cpu: float
    """Processor time until then: what is left of ``wall`` on a machine with nothing else to do, but for the frame."""
    all_cpu: float
    """Processor time until nothing more was painted."""


class Terminal:
    """A program in a pseudo-terminal of 80 by 24."""

    def __init__(self, command: list[str], home: Path) -> None:
        """Start ``command`` and wait until it has painted its first screen."""
        left_out = ("QUIZ_", "PYTHONDONTWRITEBYTECODE")
        env = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
        env |= {"PYTHONPATH": str(ROOT), "QUIZ_HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            os.execve(command[0], command, env)  # noqa: S606 - the child of a fork
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self._read_until(lambda seen: len(seen) > 1_500)
        self.first = self.rest()

    def press(self, keys: str, told: Callable[[bytes], object]) -> "Cost":
        """Write keys and return what it took until what was painted since satisfies ``told``."""
        self.rest()  # a clock may have ticked meanwhile
        begin, used = time.perf_counter(), self.cpu()
        os.write(self._terminal, keys.encode())
        self._read_until(told)
        wall, cpu = (time.perf_counter() - begin) * 1000, self.cpu() - used
        self.rest()
        return Cost(wall=wall, cpu=cpu, all_cpu=self.cpu() - used)

    def rest(self) -> bytes:
        """Read until nothing comes any more, and return it."""
        seen = b""
        while select.select([self._terminal], [], [], QUIET)[0]:
            seen += os.read(self._terminal, 65_536)
        return seen

    def cpu(self) -> float:
        """Return the milliseconds of processor time that all threads have used until now."""
        times = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(each.read_text().split()[0]) for each in times) / 1_000_000

    def end(self) -> None:
        """Kill the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._terminal)

    def _read_until(self, told: Callable[[bytes], object]) -> None:
        seen, begin = b"", time.perf_counter()
        while not told(seen):
            if time.perf_counter() - begin > LONGEST:
                raise SystemExit(f"nothing came of a key: {seen[-300:]!r}")
            if select.select([self._terminal], [], [], 0.5)[0]:
                seen += os.read(self._terminal, 65_536)


class Learner:
    """Studies card after card, and keeps what each key took."""

    def __init__(self, home: Path) -> None:
        """Begin a session."""
        self._terminal = Terminal([sys.executable, "-c", ROUTE], home)
        self.times: dict[str, list[Cost]] = {}
        self._round = 0

    def study(self) -> None:
        """Answer one card: in even rounds typed and rated as suggested, in odd ones shown and rated by number."""
        self._round += 1
        if self._round % 2:
            self._take("a letter", "Z", lambda seen: b"Z" in seen)
            self._take("reveal, typed", "\r", lambda seen: b"Again" in seen)
            self._take("rate: next card", " ", CARD.search)
        else:
            self._take("reveal, shown", " ", lambda seen: b"Again" in seen)
            self._take("rate: next card", "3", CARD.search)
            self._leave_field()
            self._take("undo", "u", lambda seen: b"Again" in seen or CARD.search(seen))
            self._leave_field()
            self._take("bury: next card", "-", CARD.search)

    @property
    def pid(self) -> int:
        """The process that is studied with."""
        return self._terminal.pid

    def end(self) -> None:
        """Leave."""
        self._terminal.end()

    def _leave_field(self) -> None:
        self._terminal.press("\x1b", lambda _: True)
        time.sleep(ESCAPE)
        self._terminal.rest()

    def _take(self, name: str, keys: str, told: Callable[[bytes], object]) -> None:
        self.times.setdefault(name, []).append(self._terminal.press(keys, told))


def main() -> None:
    """Print medians, 95th percentiles and processor time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--cards", type=int, default=100_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        minimal = Terminal([sys.executable, "-c", MINIMAL], Path(folder))
        floor: list[Cost] = []
        learners = {
            f"{cards:,} cards": Learner(make_home(Path(folder) / str(cards), cards)) for cards in (1_000, asked.cards)
        }
        for _ in range(asked.rounds):
            floor.append(minimal.press("Z", lambda seen: b"Z" in seen))
            for learner in learners.values():
                learner.study()
        for each in (minimal, *learners.values()):
            each.end()
    print(f"{'':<34}{'median':>9}{'p95':>9}{'least':>9}{'CPU':>9}{'all CPU':>9}")
    print(_line("minimal Textual app, a letter", floor))
    for name, learner in learners.items():
        for key, taken in learner.times.items():
            print(_line(f"{name}, {key}", taken))
    print(
        f"Milliseconds; goal {GOAL:.0f} in the median. CPU is the median of processor time until the text is painted."
    )
    print(f"Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors: above 1, read the least and the CPU.")


def _line(name: str, taken: list[Cost]) -> str:
    wall = [cost.wall for cost in taken]
    figures = (
        statistics.median(wall),
        statistics.quantiles(wall, n=20)[-1],
        min(wall),
        statistics.median(cost.cpu for cost in taken),
        statistics.median(cost.all_cpu for cost in taken),
    )
    return f"{name:<34}" + "".join(f"{figure:>9.1f}" for figure in figures)


if __name__ == "__main__":
    main()
