"""How fast, and in how much memory, decks of very many articles are made; an interruption and going on from there.

    python tests/bench/bench_scale.py [--articles 2000] [--words 80] [--jobs 2] [--stop-at 0.5] [--keep FOLDER]

The articles are the invented ones of ``tests/eval``, cut into parts of about so many words, with names, places and
years exchanged for others, so that hardly two are nearly the same; one in a hundred is there twice, and one in a
hundred comes again with a line more. The run is killed once on its way, with all that it began left to itself, and goes
on with the same command. The figures are time by the clock, rate, and the highest memory of the program and of its
processes.
"""

import argparse
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SYLLABLES = ("bar", "kel", "ton", "vin", "dor", "mar", "nu", "pet", "han", "gor", "wis", "tal", "fen", "lor", "zar")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{3,}\b")
_YEAR = re.compile(r"\b1[5-9]\d\d\b")


def main() -> int:
    parser = argparse.ArgumentParser(description="Make decks of very many articles.")
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--words", type=int, default=80, help="words of an article, about")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument(
        "--stop-at", type=float, default=0.5, help="share of the decks at which the run is killed; 0: not"
    )
    parser.add_argument("--keep", type=Path, help="a folder to leave articles and decks in")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = wanted.keep or Path(temporary)
        articles = folder / "articles"
        write_corpus(articles, wanted.articles, wanted.words)
        home = folder / "home"
        stop = round(wanted.articles * wanted.stop_at)
        if stop:
            measure("killed on its way", articles, home, wanted.jobs, stop=stop)
        measure("gone on from there" if stop else "in one go", articles, home, wanted.jobs)
        measure("once more", articles, home, wanted.jobs)
        print(f"decks: {len(list((home / 'decks').glob('*.toml'))):,}")
    return 0


def write_corpus(folder: Path, articles: int, words: int) -> None:
    """Write so many articles."""
    folder.mkdir(parents=True)
    chance = random.Random(1)
    parts = list(cut(words))
    text = ""
    for number in range(articles):
        if number % 100 == 49:
            text += "Reporting by our correspondent.\n"
        elif number % 100 != 99:  # then it is the very same once more
            text = exchanged(parts[number % len(parts)], chance)
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")


def cut(words: int) -> Iterator[str]:
    """Yield the articles in parts of some paragraphs, each below a headline of its own."""
    for path in sorted((ROOT / "tests" / "eval" / "articles").glob("*.txt")):
        title, *paragraphs = path.read_text(encoding="utf-8").split("\n\n")
        part: list[str] = []
        for paragraph in paragraphs:
            part.append(paragraph.strip())
            if sum(len(each.split()) for each in part) >= words:
                yield "\n\n".join([title.strip(), *part])
                part = []


def exchanged(text: str, chance: random.Random) -> str:
    """Return a text with other names in it, the same ones throughout, and other years."""

    def name() -> str:
        return "".join(chance.choice(SYLLABLES) for _ in range(chance.choice((2, 3)))).capitalize()

    names = {old: name() for old in sorted(set(_NAME.findall(text)))}
    later = chance.randrange(-40, 40)
    if names:
        text = re.sub("|".join(rf"\b{re.escape(old)}\b" for old in names), lambda found: names[found[0]], text)
    text = _YEAR.sub(lambda found: str(int(found[0]) + later), text)
    title, _, rest = text.partition("\n")
    return f"{title} in {name()}\n{rest}\n"


def measure(what: str, articles: Path, home: Path, jobs: int, *, stop: int = 0) -> None:
    """Run the command, look at its memory twice a second, and kill it once ``stop`` decks are there."""
    count = len(list(articles.iterdir()))
    before = decks_in(home)
    began = time.monotonic()
    command = [sys.executable, "-m", "quiz", "--home", str(home), "generate", str(articles), "--jobs", str(jobs)]
    # A file takes whatever is said; a pipe that nobody reads meanwhile would hold the program up.
    with (
        tempfile.TemporaryFile("w+") as told,
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=told) as running,
    ):
        own, others = 0, 0
        while running.poll() is None:
            own = max(own, memory(running.pid))
            others = max(others, *(memory(int(child)) for child in children(running.pid)), 0)
            if stop and decks_in(home) >= stop:
                running.send_signal(signal.SIGKILL)
            time.sleep(0.5)
        seconds = time.monotonic() - began
        told.seek(0)
        said = [line.rstrip() for line in told if not line.startswith(("quiz:", " "))]
    made = decks_in(home) - before
    print(
        f"{what}: {count:,} articles, {jobs} jobs, {seconds:.0f} s, {made:,} decks made, {made / seconds:.1f} a second"
    )
    print(f"  highest memory: the program {own / 1e6:.0f} MB, a process of it {others / 1e6:.0f} MB")
    print("\n".join(f"  {line}" for line in (said[:1] + said[1:][-1:])), flush=True)


def decks_in(home: Path) -> int:
    return len(list((home / "decks").glob("*.toml")))


def memory(process: int) -> int:
    """Return the highest memory of a process so far, in bytes."""
    try:
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
    except OSError:
        return 0
    return 1024 * int(found[1]) if found else 0


def children(process: int) -> list[str]:
    try:
        return [
            child for path in Path(f"/proc/{process}/task").glob("*/children") for child in path.read_text().split()
        ]
    except OSError:
        return []


if __name__ == "__main__":
    raise SystemExit(main())
