"""How fast the store and the deck reader are, beside what bare SQLite and tomli need for the same work.

    python -m tests.bench.bench_store [CARDS]

Prints medians of wall and CPU time, and the ratio of the medians; asserts nothing. Rows that have a floor are run
alternately with it, so that both see the same noise.
"""

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import tomli

from quiz.formats.toml_deck import dump_deck, give_ids, read_deck
from quiz.model.answer import Verdict
from quiz.model.deck import Basic, CardId, Deck, DeckId, NoteId
from quiz.model.memory import NEW, Instant, MemoryState, Phase, Rating, Scheduled, StudyDay
from quiz.model.plan import Plan
from quiz.model.review import Review, ReviewKind
from quiz.store.ids import new_event_id
from quiz.store.store import Limits, Stamp, Store

DAY = StudyDay(20_000)
NOW = Instant(DAY * 86_400_000)
DUE = 0.08
NO_LIMITS = Limits(new=9_999, reviews=9_999)
USUAL = Limits(new=20, reviews=200)


def make_deck(name: str, cards: int) -> Deck:
    notes = tuple(
        Basic(id=NoteId(f"n{i:06}"), prompt=f"What is the {i}th word of the long list?", answer=f"word {i}")
        for i in range(cards)
    )
    return Deck(id=DeckId(name), title=f"The deck {name}", notes=notes)


def fill(store: Store, cards: int) -> None:
    """Give half of the cards a state; eight in a hundred are due."""
    rows = store._db.rows("SELECT key FROM card ORDER BY key")
    values = [
        (DAY - 3 if i % 100 < 100 * DUE else DAY + 1 + i % 90, key) for i, (key,) in enumerate(rows) if i % 100 < 50
    ]
    sql = """UPDATE card SET phase = 'review', step = 0, stability = 10.5, difficulty = 5.5, due_day = ?,
             last_at = 1, last_day = 19900, reps = 3, lapses = 0 WHERE key = ?"""
    with store._db.transaction():
        store._db.run_many(sql, values)


def timed(jobs: dict[str, Callable[[], object]], repeats: int) -> dict[str, tuple[float, float]]:
    """Run jobs in turn; return the median wall and CPU seconds of each."""
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in jobs}
    for _ in range(repeats):
        for name, job in jobs.items():
            cpu, wall = time.process_time(), time.perf_counter()
            job()
            took[name].append((time.perf_counter() - wall, time.process_time() - cpu))
    return {
        name: (statistics.median(wall for wall, _ in rows), statistics.median(cpu for _, cpu in rows))
        for name, rows in took.items()
    }


def show(jobs: dict[str, Callable[[], object]], repeats: int) -> None:
    found = timed(jobs, repeats)
    floor = min(found.values()) if len(found) > 1 else None
    for name, (wall, cpu) in found.items():
        ratio = f"  x{wall / floor[0]:.2f} wall  x{cpu / floor[1]:.2f} CPU" if floor else ""
        print(f"{name:58}{wall * 1e3:10.3f} ms {cpu * 1e3:10.3f} ms CPU{ratio}", flush=True)


def bench_record(folder: Path) -> None:
    store = Store.open(folder / "record.db")
    store.index_deck("deck", Stamp(size=1, mtime_ns=1), make_deck("d", 10_000))
    after = Scheduled(
        phase=Phase.REVIEW, step=0, memory=MemoryState(10.5, 5.5), due_day=StudyDay(DAY + 10), due_at=None,
        last_at=NOW, last_day=DAY, reps=1, lapses=0,
    )  # fmt: skip
    count = 0

    def record() -> None:
        nonlocal count
        count += 1
        store.record(
            Review(
                id=new_event_id(NOW), card=CardId(f"d/n{count * 7919 % 10_000:06}"), at=NOW, day=DAY,
                rating=Rating.GOOD, kind=ReviewKind.LEARN, verdict=Verdict.RIGHT, typed="word", duration_ms=3_000,
                before=NEW, after=after,
            )
        )  # fmt: skip

    bare = sqlite3.connect(folder / "bare.db", isolation_level=None)
    bare.executescript(
        """PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
           CREATE TABLE card (id INTEGER PRIMARY KEY, due INTEGER, s REAL, d REAL, deck INTEGER);
           CREATE TABLE review (id INTEGER PRIMARY KEY, card INTEGER, rating INTEGER, ms INTEGER);
           CREATE INDEX card_due ON card (due, deck); CREATE INDEX review_card ON review (card);"""
    )
    bare.executemany("INSERT INTO card VALUES (?, ?, 1, 1, 1)", ((i, i % 90) for i in range(10_000)))

    def floor() -> None:
        nonlocal count
        count += 1
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO review VALUES (?, ?, 3, 3000)", (count, count % 10_000))
        bare.execute("UPDATE card SET due = ?, s = 2, d = 3 WHERE id = ?", (count % 90, count * 7919 % 10_000))
        bare.execute("COMMIT")

    show({"record(): one durable answer": record, "  bare SQLite, a row and an update": floor}, 1_000)
    bare.close()
    store.close()


def bench_decks(folder: Path, cards: int) -> None:
    file = folder / "large.toml"
    file.write_text(dump_deck(make_deck("large", cards)))
    text = file.read_text()
    show({f"read_deck(): {cards} cards": lambda: read_deck(file), "  tomli alone": lambda: tomli.loads(text)}, 3)
    hand = folder / "hand.toml"
    without = "\n".join(line for line in text.splitlines() if not line.startswith("id = "))

    def name_all() -> None:
        hand.write_text(without)
        give_ids(hand)

    show({f"give_ids(): {cards} cards without": name_all}, 1)


def bench_study(folder: Path, cards: int, decks: int) -> None:
    path = folder / f"study{decks}.db"
    store = Store.open(path)
    made = [make_deck(f"d{i:03}", cards // decks) for i in range(decks)]
    start = time.perf_counter()
    for i, deck in enumerate(made):
        store.index_deck(f"{i}.toml", Stamp(size=1, mtime_ns=1), deck)
    print(f"{f'index_deck(): {cards} cards in {decks} decks':58}{(time.perf_counter() - start) * 1e3:10.3f} ms")
    show({"  again, nothing changed": lambda: store.index_deck("0.toml", Stamp(size=2, mtime_ns=1), made[0])}, 3)
    fill(store, cards)
    store.close()

    def opened() -> None:
        Store.open(path).close()

    store = Store.open(path)
    bare = sqlite3.connect(path)
    due = "SELECT deck, count(*) FROM card WHERE suspended = 0 AND phase = 'review' AND due_day <= ? GROUP BY deck"
    show({"open and close": opened, "  bare SQLite": lambda: sqlite3.connect(path).execute(due, (0,)).fetchall()}, 30)
    show(
        {
            "counts(): usual limits": lambda: store.counts(DAY, USUAL),
            "counts(): no limits": lambda: store.counts(DAY, NO_LIMITS),
            "  bare SQLite, reviews only": lambda: bare.execute(due, (DAY,)).fetchall(),
        },
        30,
    )
    show({"due(): usual limits": lambda: store.planned.due(Plan(), DAY, USUAL)}, 30)
    show({"due(): no limits": lambda: store.planned.due(Plan(), DAY, Limits(new=0, reviews=9_999))}, 7)
    show({"next_due()": lambda: store.next_due(DAY, USUAL)}, 30)
    show({"decks() and stamps()": lambda: (store.decks(), store.stamps())}, 30)
    first = store.planned.due(Plan(), DAY, USUAL).reviews[0][0]
    show({"card()": lambda: store.card(first)}, 100)
    bare.close()
    store.close()


def main() -> None:
    cards = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bench_record(folder)
        for decks in (1, 100):
            print(f"-- {cards} cards in {decks} decks, {DUE:.0%} due")
            bench_study(folder, cards, decks)
        print("-- deck files")
        bench_decks(folder, cards)


if __name__ == "__main__":
    main()
