"""Times from the start of a process to its first painted card, in a terminal, against a minimal Textual application.

Run by hand: ``python tests/bench/bench_paint.py [--runs N] [--cards N]``. The two programs take turns, so that a busy
machine slows both; the ratio of the medians is what counts.
"""

import argparse
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIGN = b"KARAKORUM"
"""Stands in the question, and in the text of the minimal application."""
LONGEST = 20.0
ROUTE = "import sys; sys.argv = ['quiz', 'run']; from quiz.cli.main import main; main()"
"""What the installed command does."""
MINIMAL = f"""
from textual.app import App
from textual.widgets import Static

class Minimal(App):
    def compose(self):
        yield Static("{SIGN.decode()}")

Minimal().run()
"""


def make_home(home: Path, cards: int) -> None:
    """Write a deck of ``cards`` cards that all show the sign, and index it."""
    (home / "decks").mkdir(parents=True)
    lines = ['format = 1\nid = "bench"\ntitle = "Bench"\n']
    lines += [f'[[card]]\nid = "c{n}"\nprompt = "{SIGN.decode()}?"\nanswer = "{n}"\n' for n in range(cards)]
    (home / "decks" / "bench.toml").write_text("\n".join(lines))


def time_to_sign(command: list[str], env: dict[str, str]) -> float:
    """Start a program in a terminal of 80 by 24 and return the seconds until it has painted the sign."""
    begin = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(command[0], command, env)  # noqa: S606 - the child of a fork
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    seen = b""
    try:
        while SIGN not in seen:
            if time.perf_counter() - begin > LONGEST:
                raise SystemExit(f"{command} painted nothing: {seen[-2000:]!r}")
            if select.select([terminal], [], [], 0.5)[0]:
                seen += os.read(terminal, 65_536)
        return time.perf_counter() - begin
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)


def main() -> None:
    """Print medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--cards", type=int, default=1_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        make_home(home, asked.cards)
        left_out = ("QUIZ_", "PYTHONDONTWRITEBYTECODE")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
        # Both programs run from byte code, as installed programs do.
        compiled = {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(Path(folder) / "compiled")}
        env = {**kept, **compiled, "QUIZ_HOME": str(home), "TERM": "xterm-256color"}
        programs = {
            "minimal Textual app": [sys.executable, "-c", MINIMAL],
            "quiz run": [sys.executable, "-c", ROUTE],
        }
        for command in programs.values():
            time_to_sign(command, env)  # writes byte code and the index
        times: dict[str, list[float]] = {name: [] for name in programs}
        for _ in range(asked.runs):
            for name, command in programs.items():
                times[name].append(time_to_sign(command, env))
    for name, taken in times.items():
        print(f"{name:<22} median {statistics.median(taken) * 1000:6.0f} ms   min {min(taken) * 1000:6.0f} ms")
    minimal, ours = (statistics.median(times[name]) for name in programs)
    lowest, our_lowest = (min(times[name]) for name in programs)
    print(f"ratio {ours / minimal:.2f} (of the minima {our_lowest / lowest:.2f}); bar 1.50")


if __name__ == "__main__":
    main()
