"""Tells how much memory studying takes, with a collection of 100,000 cards, a part of them due.

Run by hand: ``python tests/bench/bench_memory.py [--cards N] [--answers N]``. Three fresh processes: a minimal Textual
application, the program in a terminal that answers cards by its keys, and the session without a screen. The figures
are the peaks of resident memory (VmHWM), after the index of the decks was made by an earlier process. Goals: 70 MB with
the screen and 30 MB without. ``--trace`` prints instead where the session without a screen allocates.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from bench_keys import MINIMAL, ROOT, Learner, Terminal, make_home

SESSION = """
import gc, os, sys
from quiz.collection import Collection, system_clock
from quiz.config import read_settings
from quiz.model.answer import Verdict
from quiz.model.memory import Rating
from quiz.paths import find_paths

answers, trace = int(sys.argv[1]), sys.argv[2] == "trace"
if trace:
    import tracemalloc
    tracemalloc.start()
env = dict(os.environ)
paths = find_paths(env)
with Collection.open(paths, read_settings(paths, env), clock=system_clock) as collection:
    session = collection.start()
    if trace:
        now, peak = tracemalloc.get_traced_memory()
        print(f"started: {now / 1e6:.1f} MB traced, peak {peak / 1e6:.1f} MB")
        for line in tracemalloc.take_snapshot().statistics("lineno")[:25]:
            print(line)
    for _ in range(answers):
        if session.current is None:
            break
        collection.card(session.current.card)
        session.outcomes()
        session.rate(Rating.GOOD, verdict=Verdict.SHOWN, typed=None, duration_ms=1000)
with open("/proc/self/status") as status:
    print(next(line.split()[1] for line in status if line.startswith("VmHWM")))
"""


def peak_of(pid: int) -> float:
    """Return the largest resident memory a process has had, in MB."""
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line.split()[1] for line in status if line.startswith("VmHWM"))) / 1000


def run_session(home: Path, answers: int, *, trace: bool) -> str:
    """Study without a screen and return what the process tells."""
    command = [sys.executable, "-c", SESSION, str(answers), "trace" if trace else "plain"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "QUIZ_HOME": str(home)}
    return subprocess.run(command, env=env, cwd=home, capture_output=True, text=True, check=True).stdout


def main() -> None:
    """Print the peaks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, default=100_000)
    parser.add_argument("--answers", type=int, default=100)
    parser.add_argument("--trace", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = make_home(Path(folder) / "home", asked.cards)
        if asked.trace:
            print(run_session(home, asked.answers, trace=True))
            return
        minimal = Terminal([sys.executable, "-c", MINIMAL], home)
        smallest = peak_of(minimal.pid)
        minimal.end()
        learner = Learner(home)
        first = peak_of(learner.pid)
        for _ in range(asked.answers):
            learner.study()
        last = peak_of(learner.pid)
        learner.end()
        bare = int(run_session(home, asked.answers, trace=False).split()[-1]) / 1000
    print(f"minimal Textual app                      {smallest:6.1f} MB")
    print(f"{asked.cards:,} cards, first card painted        {first:6.1f} MB")
    print(f"{asked.cards:,} cards, after {asked.answers} cards           {last:6.1f} MB   goal 70")
    print(f"{asked.cards:,} cards, without the screen        {bare:6.1f} MB   goal 30")


if __name__ == "__main__":
    main()
