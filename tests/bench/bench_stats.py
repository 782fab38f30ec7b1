"""Statistics beside the graphs of Anki's engine, over the same years of study, in turn.

    python -m tests.bench.bench_stats [--cards 100000] [--reviews 1000000] [--rounds 7]

Needs the wheel of Anki (``pip install anki``). What is compared are the figures that both have: Anki's call reads
everything each time; quiz is asked after a card was answered, again with nothing written since, on the first look of
a day, and both in a new process. The figures that only quiz has follow, one by one, then what the sums cost when they
are first made, what noting what changed costs an answer, and how long the screen takes to open in a terminal. Prints
medians of wall and CPU time and their ratios; asserts nothing.
"""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from contextlib import closing, nullcontext
from pathlib import Path

from anki.collection import Collection as Anki

from quiz.collection import Collection
from quiz.model.answer import Verdict
from quiz.model.ids import DeckId
from quiz.model.memory import Rating
from quiz.stats.pages import PAGES
from quiz.stats.scope import Scope
from tests.bench import years_of_study as years
from tests.bench.against_anki import Table, environment, spawn
from tests.bench.bench_keys import Cost, Terminal

OURS_ALONE = (
    "retention_over_time", "knowledge", "load", "leeches", "mistakes", "templates", "article", "decks",
    "articles", "tags",
)  # fmt: skip
"""Charts of which Anki's graphs have nothing."""
DECK = DeckId(years.DECK)
HOME_LIST = "import sys; sys.argv = ['quiz']; from quiz.cli.main import main; main()"
FEW_BYTES = 200
BLOCK = 50
LOOKED = 2.0
"""Seconds for which somebody looks at the list of decks before a key is pressed."""
GRAPHS_ANKI = """
from anki.collection import Collection
import sys
col = Collection(sys.argv[1]); col._backend.graphs(search="", days=365); col.close()
"""
GRAPHS_QUIZ = f"""
import os
from quiz.collection import Collection, system_clock
from quiz.config import read_settings
from quiz.paths import find_paths
from quiz.stats.pages import PAGES
from quiz.stats.scope import Scope
paths = find_paths(os.environ)
with Collection.open(paths, read_settings(paths, os.environ), clock=system_clock) as collection:
    sums = collection.progress(Scope(since=collection.today() - 364))
    for page in PAGES:
        for key, figure in page.figures.items():
            if key not in {OURS_ALONE}:
                figure(sums)
"""
FIGURES = {key: figure for page in PAGES for key, figure in page.figures.items()}


def main() -> None:
    """Run what is wanted and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cards", type=int, default=100_000)
    parser.add_argument("--reviews", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--data", type=Path, default=Path(tempfile.gettempdir()) / "quiz-against-anki")
    asked = parser.parse_args()
    print(f"{asked.cards:,} cards, {asked.reviews:,} reviews; load {os.getloadavg()[0]:.1f} on {os.cpu_count()}")
    home, anki = years.build(asked.data, asked.cards, asked.reviews)
    table = Table()
    with tempfile.TemporaryDirectory(dir=asked.data) as name:
        mine = shutil.copytree(home, Path(name) / "home")
        theirs = shutil.copytree(anki.parent, Path(name) / "anki") / anki.name
        first(table, mine)
        graphs(table, theirs, mine, asked.rounds)
        processes(table, theirs, mine, asked.rounds)
        answers(table, mine, 2_000)
        for job in table.costs:
            table.show(job)
        screen(Path(name) / "screen", asked.rounds)


def first(table: Table, mine: Path) -> None:
    """Make the sums of all days, and those of all cards."""
    with years.open_quiz(mine) as collection:
        db = collection._store._db
        for _ in range(3):
            db.run("DELETE FROM meta WHERE key = 'day_sums'")
            with table.timed("day sums, made anew", "quiz"):
                collection.progress(Scope()).days  # noqa: B018 - makes them
            db.run("DELETE FROM card_counted")
            with table.timed("card sums, made anew", "quiz"):
                collection.progress(Scope()).cards  # noqa: B018 - as above


def graphs(table: Table, theirs: Path, mine: Path, rounds: int) -> None:
    """Make all charts again and again, each time after an answer."""
    with closing(Anki(str(theirs))) as col, years.open_quiz(mine, years.MOST) as collection:
        years.set_options(col, col.decks.id("Bench"))
        session = collection.start()
        since = collection.today() - 364
        jobs = {
            "graphs of all cards, all time": ("", 0, Scope()),
            "graphs of all cards, a year": ("", 365, Scope(since=since)),
            "graphs of a deck, all time": ("deck:Bench", 0, Scope(decks=(DECK,))),
            "graphs of a deck, a year (what Anki shows first)": ("deck:Bench", 365, Scope(decks=(DECK,), since=since)),
        }
        for _ in range(rounds):
            for job, (search, days, scope) in jobs.items():
                with table.timed(job, "Anki"):
                    col._backend.graphs(search=search, days=days)
                session.rate(Rating.GOOD, verdict=Verdict.RIGHT, typed="word", duration_ms=6_000)
                for who in ("quiz, after an answer", "quiz, nothing written since"):
                    with table.timed(job, who):
                        draw(collection, scope)
                collection._store._db.run("UPDATE meta SET value = '1' WHERE key = 'card_sums'")
                with table.timed(job, "quiz, the first look of a day"):
                    draw(collection, scope)
        for key in OURS_ALONE:
            for _ in range(3):
                session.rate(Rating.GOOD, verdict=Verdict.RIGHT, typed="word", duration_ms=6_000)
                sums = collection.progress(Scope())
                with table.timed(f"alone: {key}", "quiz"):
                    FIGURES[key](sums)


def draw(collection: Collection, scope: Scope) -> None:
    """Make the charts that Anki has, too."""
    sums = collection.progress(scope)
    for key, figure in FIGURES.items():
        if key not in OURS_ALONE:
            figure(sums)


def processes(table: Table, theirs: Path, mine: Path, rounds: int) -> None:
    """Make them in new processes."""
    env = environment(mine)
    job = "graphs of all cards, a year, in a new process"
    for turn in range(rounds + 1):
        for who, code in (("Anki", GRAPHS_ANKI), ("quiz", GRAPHS_QUIZ)):
            cost = spawn([sys.executable, "-c", code, str(theirs)], env)
            if turn:  # the first turn writes byte code
                table.add(job, who, cost)


def answers(table: Table, mine: Path, number: int) -> None:
    """Write answers with and without the triggers that note what changed."""
    names = ("review_counts", "card_counts")
    with years.open_quiz(mine, years.MOST) as collection:
        db = collection._store._db
        wanted = [str(db.row("SELECT sql FROM sqlite_master WHERE name = ?", (name,))[0]) for name in names]
        session = collection.start()
        session.arrange()
        for block in range(number // BLOCK):
            for name in names:
                db.run(f"DROP TRIGGER IF EXISTS {name}")
            for sql in wanted if block % 2 else ():
                db.run(sql)
            for turn in range(BLOCK + 2):
                # The first ones read the schema anew.
                with table.timed("an answer", "noted" if block % 2 else "bare") if turn > 1 else nullcontext():
                    session.rate(Rating.GOOD, verdict=Verdict.RIGHT, typed="word", duration_ms=6_000)


def screen(home: Path, rounds: int) -> None:
    """Open the screen in a terminal, over 100,000 reviews of 10,000 cards, and wait for its first and last chart."""
    years.build_quiz(home, 10_000, 10_000)
    with years.open_quiz(home) as collection:
        collection.progress(Scope()).days  # noqa: B018 - the sums of days that are over
    found: dict[str, list[Cost]] = {"as soon as there is a list": [], "after a look at it": [], "again": []}
    for turn in range(2 * rounds):
        terminal = Terminal([sys.executable, "-c", HOME_LIST], home)
        first, after, again = found
        if turn % 2:
            time.sleep(LOOKED)
        found[after if turn % 2 else first].append(terminal.press("t", lambda seen: b"Nothing answered yet" in seen))
        terminal.press("q", lambda seen: len(seen) > FEW_BYTES)
        found[again].append(terminal.press("t", lambda seen: b"Nothing answered yet" in seen))
        terminal.end()
    print("\nfrom the key t to the first chart, 100,000 reviews   (goal 150 ms)")
    for name, some in found.items():
        wall, cpu, whole = (
            statistics.median(values)
            for values in zip(*((each.wall, each.cpu, each.all_cpu) for each in some), strict=True)
        )
        least = min(each.wall for each in some)
        print(f"  {name:<26} wall {wall:6.0f}  least {least:6.0f}  CPU {cpu:6.0f}  CPU of all charts {whole:6.0f} ms")


if __name__ == "__main__":
    main()
