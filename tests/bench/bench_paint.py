"""Times from the start of a process to its first painted card, in a terminal, against a minimal Textual application.

Run by hand: ``python tests/bench/bench_paint.py [--runs N] [--cards N]``. The two programs take turns, so that a busy
machine slows both; the ratio of the medians is what counts. On a machine whose processors are shared with others the
ratio of the processor times until the card is painted says more: there the wall time is mostly waiting.
"""

import argparse
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
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
INDEX = "import sys; sys.argv = ['quiz', 'due']; from quiz.cli.main import main; main()"
MINIMAL = f"""
from textual.app import App
from textual.widgets import Static

class Minimal(App):
    def compose(self):
        yield Static("{SIGN.decode()}")

Minimal().run()
"""


def make_home(home: Path, cards: int, env: dict[str, str]) -> None:
    """Write a deck of ``cards`` cards that all show the sign, and index it.

    That program ends as it should: one that is killed leaves a log of writes behind, which every start reads.
    """
    (home / "decks").mkdir(parents=True)
    lines = ['format = 1\nid = "bench"\ntitle = "Bench"\n']
    lines += [f'[[card]]\nid = "c{n}"\nprompt = "{SIGN.decode()}?"\nanswer = "{n}"\n' for n in range(cards)]
    (home / "decks" / "bench.toml").write_text("\n".join(lines))
    subprocess.run([sys.executable, "-c", INDEX], env=env, check=True, stdout=subprocess.DEVNULL)


def time_to_sign(command: list[str], env: dict[str, str]) -> tuple[float, float]:
    """Start a program in a terminal of 80 by 24; return the seconds until the sign is painted, wall and processor."""
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
        return time.perf_counter() - begin, processor_time(pid)
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)


def processor_time(pid: int) -> float:
    """Return the seconds that all threads of a process have run."""
    times = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(each.read_text().split()[0]) for each in times) / 1_000_000_000


def main() -> None:
    """Print medians, the least, and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--cards", type=int, default=1_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        left_out = ("QUIZ_", "PYTHONDONTWRITEBYTECODE")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
        # Both programs run from byte code, as installed programs do.
        compiled = {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(Path(folder) / "compiled")}
        env = {**kept, **compiled, "QUIZ_HOME": str(home), "TERM": "xterm-256color"}
        make_home(home, asked.cards, env)
        programs = {
            "minimal Textual app": [sys.executable, "-c", MINIMAL],
            "quiz run": [sys.executable, "-c", ROUTE],
        }
        for command in programs.values():
            time_to_sign(command, env)  # writes byte code
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
        for _ in range(asked.runs):
            for name, command in programs.items():
                times[name].append(time_to_sign(command, env))
    figures: dict[str, tuple[float, float, float, float]] = {}
    for name, taken in times.items():
        walls, cpus = zip(*taken, strict=True)
        figures[name] = (statistics.median(walls), min(walls), statistics.median(cpus), min(cpus))
        median, least, cpu, least_cpu = (seconds * 1000 for seconds in figures[name])
        print(f"{name:<22} wall {median:4.0f} ms, least {least:4.0f}; CPU {cpu:4.0f}, least {least_cpu:4.0f}")
    wall, least, cpu, least_cpu = (ours / theirs for theirs, ours in zip(*figures.values(), strict=True))
    print(f"ratio {wall:.2f} (of the least {least:.2f}, of CPU {cpu:.2f}, of the least CPU {least_cpu:.2f}); bar 1.50")
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


if __name__ == "__main__":
    main()
