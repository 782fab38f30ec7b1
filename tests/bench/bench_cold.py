"""How long the small commands take from a cold start, beside ``import click`` in the same run.

    python tests/bench/bench_cold.py [--runs 15] [--json] [--profile]

Every round starts each program once, so that noise of the machine falls on all of them alike; the figures are medians
of wall time, and the ratios are medians of the ratio to ``import click`` in the same round. Exits with 1 when a ratio
is above its limit.
"""

import argparse
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "seeds" / "000_ded26d1430754f81.txt"
CARDS = 100_000
ROUTE = [sys.executable, "-c", "from quiz.cli.main import main; main()"]
"""What the installed command does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    name: str
    command: Sequence[str]
    home: Path
    limit: float | None = None
    """The largest allowed ratio to ``import click``."""
    seconds: float | None = None
    """The largest allowed time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one run took, in seconds."""

    wall: float
    cpu: float
    """Processor time, which the load of the machine touches less."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Time the small commands from a cold start.")
    parser.add_argument("--runs", type=int, default=15, help="rounds; every program runs once in each")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--profile", metavar="COMMAND", help="instead show what a command imports, dearest first")
    parser.add_argument("--no-generate", action="store_true", help="leave out the slow one")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if wanted.profile:
            return profile(wanted.profile.split(), Path(folder))
        jobs = make_jobs(Path(folder))
        if wanted.no_generate:
            jobs = [job for job in jobs if "generate" not in job.name]
        times = measure(jobs, wanted.runs)
    rows = [row(job, times) for job in jobs]
    print(json.dumps(rows, indent=2) if wanted.json else table(rows))
    return 1 if any(each["over"] for each in rows) else 0


def make_jobs(folder: Path) -> list[Job]:
    """Build the three collections and let quiz read each of them once."""
    empty, one, many = folder / "empty", folder / "one", folder / "many"
    write_empty(empty)
    write_deck(one / "decks" / "all.toml", 0, CARDS)
    for number in range(100):
        write_deck(many / "decks" / f"deck{number:02}.toml", number * 1000, 1000)
    for home in (empty, one, many):
        # The first run reads every deck file; from then on only those that changed.
        run([*ROUTE, "due"], home)
    for home in (one, many):
        study(home / "quiz.db")
    python = [sys.executable, "-c"]
    return [
        Job(name="python -c pass", command=[*python, "pass"], home=empty),
        Job(name="import click", command=[*python, "import click"], home=empty),
        Job(name="quiz --help", command=[*ROUTE, "--help"], home=empty, limit=2.5),
        Job(name="quiz due, no cards", command=[*ROUTE, "due"], home=empty, limit=2.5),
        Job(name="quiz due, one deck of 100,000", command=[*ROUTE, "due"], home=one, limit=2.5),
        Job(name="quiz due, 100 decks of 1,000", command=[*ROUTE, "due"], home=many, limit=2.5),
        Job(name="quiz decks, 100 decks of 1,000", command=[*ROUTE, "decks"], home=many),
        Job(name="quiz stats, one deck of 100,000", command=[*ROUTE, "stats"], home=one),
        Job(
            name="quiz generate, the seed article",
            command=[*ROUTE, "generate", str(SEED), "-o", "-"],
            home=empty,
            seconds=2.5,
        ),
    ]


def write_empty(home: Path) -> None:
    """Write a deck without cards, so that no starter deck is copied."""
    (home / "decks").mkdir(parents=True)
    (home / "decks" / "none.toml").write_text('format = 1\ntitle = "No cards"\n', encoding="utf-8")


def write_deck(path: Path, first: int, number: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    head = f'format = 1\nid = "{path.stem}"\ntitle = "Deck {path.stem}"\n'
    cards = (
        f'\n[[card]]\nid = "k{n}"\nprompt = "What is the number of card {n}?"\nanswer = "{n}"\n'
        f'evidence = "The number of card {n} is {n}, as its title says."\n'
        for n in range(first, first + number)
    )
    path.write_text(head + "".join(cards), encoding="utf-8")


def study(database: Path) -> None:
    """Bring every second card into review, a sixth of them due, as after a year of use."""
    today = int(time.time() // 86_400)
    with sqlite3.connect(database) as db:
        db.execute(
            "UPDATE card SET phase = 'review', step = 0, stability = 20.0, difficulty = 5.0, reps = 9, lapses = 1,"
            " due_day = ?1 - 10 + key % 60, last_day = ?1 - 30, last_at = (?1 - 30) * 86400000 WHERE key % 2",
            (today,),
        )
    db.close()


def measure(jobs: Sequence[Job], runs: int) -> dict[str, list[Cost]]:
    costs: dict[str, list[Cost]] = {job.name: [] for job in jobs}
    for job in jobs:
        run(job.command, job.home)
    for _ in range(runs):
        for job in jobs:
            costs[job.name].append(run(job.command, job.home))
    return costs


def environment_of(home: Path) -> dict[str, str]:
    """Return an environment in which modules are compiled once, as in an installed program, and not in the checkout."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    compiled = str(home.parent / "compiled")
    return {**kept, "QUIZ_HOME": str(home), "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": compiled}


def run(command: Sequence[str], home: Path) -> Cost:
    quiet = subprocess.DEVNULL
    began = time.perf_counter()
    process = subprocess.Popen(command, env=environment_of(home), cwd=home, stdout=quiet, stdin=quiet)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(wall=wall, cpu=usage.ru_utime + usage.ru_stime)


def row(job: Job, costs: dict[str, list[Cost]]) -> dict[str, object]:
    own, base = costs[job.name], costs["import click"]
    ratio = statistics.median(a.wall / b.wall for a, b in zip(own, base, strict=True))
    middle = statistics.median(cost.wall for cost in own)
    return {
        "name": job.name,
        "median_ms": round(middle * 1000, 1),
        "least_ms": round(min(cost.wall for cost in own) * 1000, 1),
        "cpu_ms": round(statistics.median(cost.cpu for cost in own) * 1000, 1),
        "ratio": round(ratio, 2),
        "cpu_ratio": round(statistics.median(a.cpu / b.cpu for a, b in zip(own, base, strict=True)), 2),
        "limit": job.limit,
        "limit_ms": job.seconds and job.seconds * 1000,
        "over": bool(job.limit and ratio > job.limit) or bool(job.seconds and middle > job.seconds),
    }


def table(rows: Sequence[dict[str, object]]) -> str:
    lines = [f"{'':<32}{'median':>10}{'least':>10}{'CPU':>10}{'x click':>9}{'CPU x':>7}{'limit':>10}"]
    for each in rows:
        limit = f"{each['limit']:.1f} x" if each["limit"] else f"{each['limit_ms']:.0f} ms" if each["limit_ms"] else ""
        times = "".join(f"{each[key]:>7.1f} ms" for key in ("median_ms", "least_ms", "cpu_ms"))
        mark = "  too slow" if each["over"] else ""
        lines.append(f"{each['name']:<32}{times}{each['ratio']:>9.2f}{each['cpu_ratio']:>7.2f}{limit:>10}{mark}")
    return "\n".join(lines)


def profile(arguments: Sequence[str], folder: Path) -> int:
    """Print the dearest imports of a command, by the time each module takes itself."""
    home = folder / "home"
    write_empty(home)
    run([*ROUTE, *arguments], home)
    command = [ROUTE[0], "-X", "importtime", *ROUTE[1:], *arguments]
    told = subprocess.run(command, env=environment_of(home), capture_output=True, text=True, check=False).stderr
    rows = [line.removeprefix("import time:").split("|") for line in told.splitlines() if "|" in line][1:]
    for own, total, name in sorted(rows, key=lambda cells: -int(cells[0]))[:40]:
        print(f"{int(own) / 1000:8.2f} ms own {int(total) / 1000:8.2f} ms with its imports  {name.strip()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
