"""How long the small commands take from a cold start, beside ``import click`` in the same run.

    python tests/bench/bench_cold.py [--runs 15] [--json] [--profile]

Every round starts each program once, so that noise of the machine falls on all of them alike; the figures are medians
of wall time, and the ratios are medians of the ratio to ``import click`` in the same round. Exits with 1 when a ratio
is above its limit.
"""

import argparse
import json
import os
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


def measure(jobs: Sequence[Job], runs: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {job.name: [] for job in jobs}
    for job in jobs:
        run(job.command, job.home)
    for _ in range(runs):
        for job in jobs:
            began = time.perf_counter()
            run(job.command, job.home)
            times[job.name].append(time.perf_counter() - began)
    return times


def environment_of(home: Path) -> dict[str, str]:
    """Return an environment in which modules are compiled once, as in an installed program, and not in the checkout."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    compiled = str(home.parent / "compiled")
    return {**kept, "QUIZ_HOME": str(home), "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": compiled}


def run(command: Sequence[str], home: Path) -> None:
    quiet = subprocess.DEVNULL
    subprocess.run(command, env=environment_of(home), cwd=home, stdout=quiet, stdin=quiet, check=True)


def row(job: Job, times: dict[str, list[float]]) -> dict[str, object]:
    own, base = times[job.name], times["import click"]
    ratio = statistics.median(a / b for a, b in zip(own, base, strict=True))
    middle = statistics.median(own)
    return {
        "name": job.name,
        "median_ms": round(middle * 1000, 1),
        "least_ms": round(min(own) * 1000, 1),
        "ratio": round(ratio, 2),
        "ratio_of_medians": round(middle / statistics.median(base), 2),
        "limit": job.limit,
        "limit_ms": job.seconds and job.seconds * 1000,
        "over": bool(job.limit and ratio > job.limit) or bool(job.seconds and middle > job.seconds),
    }


def table(rows: Sequence[dict[str, object]]) -> str:
    lines = [f"{'':<34}{'median':>10}{'least':>10}{'x click':>9}{'limit':>11}"]
    for each in rows:
        limit = f"{each['limit']:.1f} x" if each["limit"] else f"{each['limit_ms']:.0f} ms" if each["limit_ms"] else ""
        mark = "  too slow" if each["over"] else ""
        times = f"{each['median_ms']:>7.1f} ms{each['least_ms']:>7.1f} ms"
        lines.append(f"{each['name']:<34}{times}{each['ratio']:>9.2f}{limit:>11}{mark}")
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
