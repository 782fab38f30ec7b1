"""Times quiz beside the engine of Anki: the same work on the same cards, in turn, in one run.

    python -m tests.bench.against_anki [--cards 100000] [--reviews 500000] [--rounds 7] [--only WORD ...]

Needs the package ``anki``. It is the engine without the windows of the desktop program, whose start is not in the
figures. Both sides hold the same years of study (`years_of_study`), made once a day and kept in the folder for
temporary files; every run works on copies. Printed are the median, the tenth percentile and the least of wall time,
the median and the mean of processor time of all threads, and how many times quiz's figure goes into Anki's. Nothing is
asserted: the load of a machine moves wall times by half, the ratios of processor time by less than a tenth.

What each row is:

cold, first card   a new process that opens the collection, begins a session and has the first question as text
cold, due counts   a new process that tells how many cards are due; of quiz it is the whole command ``quiz due``
due counts         the counts of every deck, in an open collection: ``deck_due_tree`` and ``decks``
first card         a session is begun and its first card read: ``get_queued_cards`` and ``start``; without limits, all
                   8,000 due cards and 9,999 new ones are in it, with the usual limits 200 and 20
whole queue        8,000 due cards by the chance of recall: Anki is told to, quiz does so when more are due than the
                   limit lets in (``cold`` and ``memory`` have the usual limits, the other rows none)
answer             one answer, on the disk when the call returns, in both: WAL and ``synchronous = FULL``
review step        the next card with its texts, the intervals of the four buttons, and the answer
undo               the last answer is taken back
search             all cards with a piece of text, in any field and in one; the first search of quiz reads all texts
                   into memory, some 130 ms, and stands in the mean alone
import             a table of cards into a new collection: both read the same CSV, of which quiz also makes a deck file;
                   and quiz reads its own TOML, beside the same figures of Anki's
replay             the states of all cards from the log: ``store.rebuild``, when all are right and when all are wrong;
                   beside it what Anki does when FSRS is switched on: the memory of all cards from the log
memory             the peak of a new process that opens, counts, and answers 200 cards
"""

import argparse
import gc
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from anki.collection import Card
from anki.collection import Collection as Anki
from anki.scheduler.v3 import CardAnswer

from quiz.collection import Collection
from quiz.collection.importing import Order
from quiz.config.settings import made_with
from quiz.model.answer import Verdict
from quiz.model.memory import Rating
from quiz.model.plan import Plan
from quiz.srs.order import line_up
from quiz.srs.session import Session
from quiz.store.store import Limits
from tests.bench import years_of_study as years

ROOT = Path(__file__).resolve().parents[2]
GOALS = {
    "cold, first card": "8 x",
    "cold, due counts": "8 x",
    "due counts": "10 x",
    "first card": "20 x",
    "whole queue": "3 x",
    "answer": "1.5 x CPU",
    "review step": "2 x",
    "undo": "1 x",
    "search": "1.4 x",
    "import, CSV": "4 x",
    "import, TOML": "2 x",
    "replay": "10 s",
    "memory": "30 MB",
}
PIECE = "dro"
RATINGS = (CardAnswer.AGAIN, CardAnswer.HARD, CardAnswer.GOOD, CardAnswer.EASY)
COLD_ANKI = """
from anki.collection import Collection, Card
import sys
col = Collection(sys.argv[1])
queued = col.sched.get_queued_cards().cards[0]
card = Card(col); card._load_from_backend_card(queued.card); print(card.question())
col.close()
"""
COLD_QUIZ = """
import os
from quiz.collection import Collection, system_clock
from quiz.config import read_settings
from quiz.paths import find_paths
paths = find_paths(os.environ)
with Collection.open(paths, read_settings(paths, os.environ), clock=system_clock) as collection:
    session = collection.start()
    print(collection.card(session.current.card).prompt)
"""
COUNTS_ANKI = """
from anki.collection import Collection
import sys
col = Collection(sys.argv[1]); print(col.sched.deck_due_tree().children[0].review_count); col.close()
"""
COUNTS_QUIZ = "import sys; sys.argv = ['quiz', 'due']; from quiz.cli.main import main; main()"
STUDY_ANKI = """
from anki.collection import Collection, Card
import sys
col = Collection(sys.argv[1]); col.sched.deck_due_tree()
for _ in range(200):
    queued = col.sched.get_queued_cards().cards[0]
    card = Card(col); card._load_from_backend_card(queued.card); card.start_timer(); card.question(); card.answer()
    col.sched.answer_card(col.sched.build_answer(card=card, states=queued.states, rating=2))
"""
STUDY_QUIZ = """
import os
from quiz.collection import Collection, system_clock
from quiz.config import read_settings
from quiz.model.answer import Verdict
from quiz.model.memory import Rating
from quiz.paths import find_paths
paths = find_paths(os.environ)
with Collection.open(paths, read_settings(paths, os.environ), clock=system_clock) as collection:
    collection.counts()
    session = collection.start()
    for _ in range(200):
        collection.card(session.current.card)
        session.outcomes()
        session.rate(Rating.GOOD, verdict=Verdict.RIGHT, typed="word", duration_ms=6_000)
"""
PEAK = "\nprint(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took, in seconds."""

    wall: float
    cpu: float


@dataclass(slots=True)
class Table:
    """Costs by the job and by who did it; Anki is the first of each job."""

    costs: dict[str, dict[str, list[Cost]]] = field(default_factory=dict)

    @contextmanager
    def timed(self, job: str, who: str) -> Iterator[None]:
        """Time what happens inside."""
        cpu, wall = time.process_time(), time.perf_counter()
        yield
        self.add(job, who, Cost(time.perf_counter() - wall, time.process_time() - cpu))

    def add(self, job: str, who: str, cost: Cost) -> None:
        self.costs.setdefault(job, {}).setdefault(who, []).append(cost)

    def show(self, job: str) -> None:
        """Print what a job took, and the ratios."""
        base: tuple[float, ...] | None = None
        goal = GOALS.get(job.partition(":")[0], "")
        print(f"\n{job}{f'   (goal {goal})' if goal else ''}")
        for who, costs in self.costs[job].items():
            walls, cpus = sorted(cost.wall for cost in costs), sorted(cost.cpu for cost in costs)
            median, tenth, least = statistics.median(walls), walls[len(walls) // 10], walls[0]
            figures = (median, tenth, least, statistics.median(cpus), statistics.mean(cpus))
            names = ("median", "p10", "least", "CPU", "CPU mean")
            told = "  ".join(f"{name} {value * 1000:9.3f}" for name, value in zip(names, figures, strict=True))
            ratio = ""
            if base is not None:
                ratio = "   Anki/quiz " + " ".join(f"{a / b:.1f}" for a, b in zip(base, figures, strict=True) if b)
            base = base or figures
            print(f"  {who:<34} n={len(costs):<5} {told} ms{ratio}", flush=True)


def main() -> None:
    """Run the jobs that are wanted and print their costs."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cards", type=int, default=100_000)
    parser.add_argument("--reviews", type=int, default=500_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--answers", type=int, default=400)
    parser.add_argument("--only", nargs="*", default=[], help="words that the names of the jobs begin with")
    parser.add_argument("--data", type=Path, default=Path(tempfile.gettempdir()) / "quiz-against-anki")
    asked = parser.parse_args()
    print(f"{asked.cards:,} cards, {asked.reviews:,} reviews; load {os.getloadavg()[0]:.1f} on {os.cpu_count()}")
    home, anki = years.build(asked.data, asked.cards, asked.reviews)
    table = Table()
    with tempfile.TemporaryDirectory(dir=asked.data) as name:
        folder = Path(name)
        mine = shutil.copytree(home, folder / "home")
        theirs = shutil.copytree(anki.parent, folder / "anki") / anki.name
        jobs: dict[str, Callable[[], object]] = {
            "cold": lambda: cold(table, theirs, mine, asked.rounds),
            "memory": lambda: memory(theirs, mine),
            "due counts": lambda: counts(table, theirs, mine, asked.rounds),
            "first card": lambda: first_card(table, theirs, mine, asked.rounds),
            "whole queue": lambda: whole_queue(table, theirs, mine, asked.rounds),
            "answer": lambda: answers(table, theirs, mine, asked.answers),
            "search": lambda: search(table, theirs, mine, asked.rounds),
            "import": lambda: imports(table, home.parent / "cards.csv", folder, asked.cards, min(asked.rounds, 3)),
            "replay": lambda: replay(table, theirs, mine, min(asked.rounds, 2)),
        }
        for job, run in jobs.items():
            if not asked.only or any(job.startswith(word) for word in asked.only):
                known = set(table.costs)
                run()
                for each in table.costs:
                    if each not in known:
                        table.show(each)


def cold(table: Table, theirs: Path, mine: Path, rounds: int) -> None:
    with both_open(theirs, mine, years.USUAL):
        env = environment(mine)
    programs = {
        "cold, first card": {"Anki": COLD_ANKI, "quiz": COLD_QUIZ},
        "cold, due counts": {"Anki": COUNTS_ANKI, "quiz due": COUNTS_QUIZ},
    }
    for turn in range(rounds + 1):
        for job, both in programs.items():
            for who, code in both.items():
                cost = spawn([sys.executable, "-c", code, str(theirs)], env)
                if turn:  # the first turn writes byte code
                    table.add(job, who, cost)


def environment(home: Path) -> dict[str, str]:
    """Return an environment in which modules are compiled once, as in an installed program."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    compiled = str(home.parent / "compiled")
    return {**kept, "QUIZ_HOME": str(home), "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": compiled}


def spawn(command: Sequence[str], env: dict[str, str]) -> Cost:
    began = time.perf_counter()
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(time.perf_counter() - began, usage.ru_utime + usage.ru_stime)


@contextmanager
def both_open(
    theirs: Path, mine: Path, most: tuple[int, int] = years.MOST, *, endangered_first: bool = False
) -> Iterator[tuple[Anki, Collection]]:
    """Open both with ``most`` new cards and reviews a day; Anki asks the likeliest forgotten first if told to."""
    with closing(Anki(str(theirs))) as col:
        years.set_options(col, col.decks.id("Bench"), most=most, endangered_first=endangered_first)
    with closing(Anki(str(theirs))) as col, years.open_quiz(mine, most) as collection:
        gc.collect()
        yield col, collection


def counts(table: Table, theirs: Path, mine: Path, rounds: int) -> None:
    with both_open(theirs, mine) as (col, collection):
        for _ in range(rounds):
            with table.timed("due counts", "Anki"):
                col.sched.deck_due_tree()
            with table.timed("due counts", "quiz: counts"):
                collection.counts()
            with table.timed("due counts", "quiz: decks, all the home list shows"):
                collection.decks()


def first_card(table: Table, theirs: Path, mine: Path, rounds: int) -> None:
    for job, most in (("first card: usual limits", years.USUAL), ("first card: no limits", years.MOST)):
        for _ in range(rounds):
            with both_open(theirs, mine, most) as (col, collection):
                with table.timed(job, "Anki"):
                    col.sched.get_queued_cards()
                with table.timed(job, "quiz"):
                    session = collection.start()
                    assert session.current is not None
                    collection.card(session.current.card)


def whole_queue(table: Table, theirs: Path, mine: Path, rounds: int) -> None:
    limits = Limits(new=0, reviews=8_000)
    for _ in range(rounds):
        with both_open(theirs, mine, (0, years.MOST[1]), endangered_first=True) as (col, collection):
            with table.timed("whole queue", "Anki"):
                col.sched.get_queued_cards()
            with table.timed("whole queue", "quiz"):
                today = collection.today()
                due = collection._store.planned.due(Plan(), today, limits)
                queue = line_up(due.steps, due.reviews, due.new, lambda _: {}, endangered_on=today)
            assert due.crowded
            assert queue.counts.review > limits.reviews // 2


def answers(table: Table, theirs: Path, mine: Path, number: int) -> None:
    """Answer in blocks of fifty, in turn, and take the last ones back again."""
    chance = random.Random(3)
    with both_open(theirs, mine) as (col, collection):
        session = collection.start()
        session.arrange()
        study_anki(table, col, 2)
        study_quiz(table, collection, session, 2)
        table.costs.clear()
        for _ in range(0, number, 50):
            for _ in range(50):
                study_anki(table, col, rating := chance.choices((1, 2, 3, 4), (10, 8, 75, 7))[0])
            for _ in range(50):
                study_quiz(table, collection, session, rating)
        for _ in range(min(25, number)):
            with table.timed("undo", "Anki"):
                col.undo()
            with table.timed("undo", "quiz"):
                session.undo()


def study_anki(table: Table, col: Anki, rating: int) -> None:
    with table.timed("review step", "Anki"):
        queued = col.sched.get_queued_cards().cards[0]
        card = Card(col)
        card._load_from_backend_card(queued.card)
        card.start_timer()
        card.question()
        card.answer()
        col.sched.describe_next_states(queued.states)
        answer = col.sched.build_answer(card=card, states=queued.states, rating=RATINGS[rating - 1])
        with table.timed("answer", "Anki"):
            col.sched.answer_card(answer)


def study_quiz(table: Table, collection: Collection, session: Session, rating: int) -> None:
    from quiz.words.common import interval

    with table.timed("review step", "quiz"):
        assert session.current is not None
        collection.card(session.current.card)
        now = collection.now()
        for outcome in session.outcomes().values():
            interval(outcome, now)
        with table.timed("answer", "quiz"):
            session.rate(Rating(rating), verdict=Verdict.RIGHT, typed="word", duration_ms=6_000)


def search(table: Table, theirs: Path, mine: Path, rounds: int) -> None:
    with both_open(theirs, mine) as (col, collection):
        for _ in range(rounds):
            with table.timed("search: in any field", "Anki"):
                theirs_found = col.find_cards(PIECE)
            with table.timed("search: in any field", "quiz, in the order of the decks"):
                found = collection.browser.search(PIECE)
            assert len(found) == len(theirs_found)
            with table.timed("search: Anki in the front alone", "Anki"):
                col.find_cards(f"front:*{PIECE}*")
            with table.timed("search: Anki in the front alone", "quiz"):
                collection.browser.search(PIECE)


def imports(table: Table, cards: Path, folder: Path, number: int, rounds: int) -> None:
    deck = folder / "deck.toml"
    years.write_deck(deck, number)
    for turn in range(rounds):
        with closing(Anki(str(folder / f"import{turn}.anki2"))) as col, table.timed("import, CSV", "Anki"):
            years.import_anki(col, cards)
        table.add("import, TOML", "Anki, CSV", table.costs["import, CSV"]["Anki"][-1])
        home = empty(folder / f"import{turn}-csv")
        with years.open_quiz(home) as collection:
            with table.timed("import, CSV", "quiz"):
                collection.importing.take(cards.read_bytes(), str(cards), Order())
            assert len(collection.browser.search("")) >= number
        home = empty(folder / f"import{turn}-toml")
        shutil.copy(deck, home / "decks" / "deck.toml")
        with table.timed("import, TOML", "quiz"):
            collection = years.open_quiz(home)
        with collection:
            assert len(collection.browser.search("")) >= number


def empty(home: Path) -> Path:
    """Make a home that was opened once."""
    (home / "decks").mkdir(parents=True)
    years.open_quiz(home).__exit__(None, None, None)
    return home


def replay(table: Table, theirs: Path, mine: Path, rounds: int) -> None:
    with both_open(theirs, mine) as (col, collection):
        did, db, made = col.decks.id("Bench"), collection._store._db, made_with(collection.settings)
        for _ in range(rounds):
            years.set_options(col, did, fsrs=False)
            with table.timed("replay", "Anki: FSRS is switched on"):
                years.set_options(col, did)
            with table.timed("replay", "quiz: all states are right"):
                assert collection._store.rebuild(collection._fold, made) == 0
            with db.transaction():
                db.run("UPDATE card SET stability = 1.0 WHERE phase IS NOT NULL")
            with table.timed("replay", "quiz: all states are wrong"):
                assert collection._store.rebuild(collection._fold, made)


def memory(theirs: Path, mine: Path) -> None:
    print(f"\nmemory: the peak of a process that opens, counts and answers 200 cards   (goal {GOALS['memory']})")
    with both_open(theirs, mine, years.USUAL):
        pass
    for who, code in (("Anki", STUDY_ANKI), ("quiz", STUDY_QUIZ)):
        command = [sys.executable, "-c", code + PEAK, str(theirs)]
        told = subprocess.run(command, env=environment(mine), capture_output=True, text=True, check=True).stdout
        print(f"  {who:<10} {int(told.split()[-1]) / 1000:6.1f} MB")


if __name__ == "__main__":
    main()
