"""Statistics beside the graphs of Anki's engine, over the same years of study, in turn.

    python -m tests.bench.bench_stats [--cards 100000] [--reviews 1000000] [--rounds 7]

Needs the wheel of Anki (``pip install anki``). What is compared are the figures that both have; those that only quiz
has follow, one by one, then what the day sums cost when they are first made, and what noting a changed day costs an
answer, and how long the screen takes to open in a terminal. Prints medians of wall and CPU time and their ratios;
asserts nothing.
"""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from anki.collection import Collection as Anki

from quiz.collection import Collection
from quiz.model.ids import DeckId
from quiz.stats.pages import PAGES
from quiz.stats.scope import Scope
from tests.bench import years_of_study as years
from tests.bench.against_anki import Table
from tests.bench.bench_keys import Cost, Terminal

OURS_ALONE = (
    "retention_over_time", "knowledge", "load", "leeches", "mistakes", "templates", "article", "decks",
    "articles", "tags",
)  # fmt: skip
"""Charts of which Anki's graphs have nothing."""
DECK = DeckId(years.DECK)
HOME_LIST = "import sys; sys.argv = ['quiz']; from quiz.cli.main import main; main()"
FEW_BYTES = 200
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
        answers(table, mine, 400)
        for job in table.costs:
            table.show(job)
        screen(Path(name) / "screen", asked.rounds)


def first(table: Table, mine: Path) -> None:
    """Make the sums of all days."""
    for _ in range(3):
        with years.open_quiz(mine) as collection:
            collection._store._db.run("DELETE FROM meta WHERE key = 'day_sums'")
            with table.timed("day sums, made anew", "quiz"):
                collection.progress(Scope()).days  # noqa: B018 - makes them


def graphs(table: Table, theirs: Path, mine: Path, rounds: int) -> None:
    """Make all charts again and again, reading everything each time."""
    with closing(Anki(str(theirs))) as col, years.open_quiz(mine) as collection:
        years.set_options(col, col.decks.id("Bench"))
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
                touch(collection)
                for who in ("quiz", "quiz, nothing written since"):
                    with table.timed(job, who):
                        sums = collection.progress(scope)
                        for key, figure in FIGURES.items():
                            if key not in OURS_ALONE:
                                figure(sums)
            for key in OURS_ALONE:
                touch(collection)
                sums = collection.progress(Scope())
                with table.timed(f"alone: {key}", "quiz"):
                    FIGURES[key](sums)


def touch(collection: Collection) -> None:
    """Write something, so that everything is read again."""
    collection._store._db.run("UPDATE meta SET value = value WHERE key = 'device'")


def answers(table: Table, mine: Path, number: int) -> None:
    """Write rows of the log with and without the triggers that note their days, and take them back."""
    with years.open_quiz(mine) as collection:
        db = collection._store._db
        (wanted,) = db.row("SELECT sql FROM sqlite_master WHERE name = 'review_counts'") or ("",)
        (columns,) = db.row("SELECT group_concat(name) FROM pragma_table_info('review') WHERE name <> 'id'") or ("",)
        last = db.rows("SELECT id FROM review ORDER BY id DESC LIMIT ?", (number,))
        for turn, (id_,) in enumerate(last):
            noted = turn % 2 == 0
            db.run("DROP TRIGGER IF EXISTS review_counts")
            if noted:
                db.run(str(wanted))
            sql = f"INSERT INTO review (id, {columns}) SELECT ?, {columns} FROM review WHERE id = ?"  # noqa: S608
            who = "with its day noted" if noted else "bare"
            with table.timed("a row of the log", who), db.transaction():
                db.run(sql, (f"ffffffff-{turn:04}", id_))


def screen(home: Path, rounds: int) -> None:
    """Open the screen in a terminal, over 100,000 reviews of 10,000 cards, and wait for its first and last chart."""
    years.build_quiz(home, 10_000, 10_000)
    with years.open_quiz(home) as collection:
        collection.progress(Scope()).days  # noqa: B018 - the sums of days that are over
    terminal = Terminal([sys.executable, "-c", HOME_LIST], home)
    costs: list[Cost] = []
    for _ in range(rounds + 1):
        costs.append(terminal.press("t", lambda seen: b"Nothing answered yet" in seen))
        terminal.press("q", lambda seen: len(seen) > FEW_BYTES)
    terminal.end()
    print("\nfrom the key t to the first chart, 100,000 reviews   (goal 150 ms)")
    for name, some in (("first time", costs[:1]), ("again", costs[1:])):
        wall, cpu, whole = (
            statistics.median(values)
            for values in zip(*((each.wall, each.cpu, each.all_cpu) for each in some), strict=True)
        )
        least = min(each.wall for each in some)
        print(f"  {name:<12} wall {wall:6.0f}  least {least:6.0f}  CPU {cpu:6.0f}  CPU of all charts {whole:6.0f} ms")


if __name__ == "__main__":
    main()
