"""Builds the same years of study twice: as a collection of quiz and as one of Anki's engine.

The words, the days, the ratings and the memory of every card follow from a seed, so both sides hold the same. Cards
have ten reviews each: a first answer and a learning step, then reviews about when they are due, answered by the
chance that FSRS-6 gives them, and a relearning step after each that was forgotten. Of the cards that were studied,
about one in six is due. Rows of the past are written in one transaction, in the form that each side keeps them in.
"""

import csv
import random
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quiz.collection import Collection, system_clock
from quiz.config import read_settings
from quiz.model.memory import Instant, MemoryState, Rating, StudyDay
from quiz.model.options import ScheduleOptions
from quiz.paths import find_paths
from quiz.srs.day import DayRule
from quiz.srs.fsrs import Fsrs
from quiz.store.database import MIGRATIONS
from quiz.store.rows import LOG_COLUMNS, STATE

SYLLABLES = ("ba", "ko", "ri", "ne", "ta", "lu", "shi", "mo", "fe", "xa", "zu", "pe", "ly", "dro", "ven", "qui", "tor")
REVIEWS = 10
"""Of each card that was studied."""
LONGEST = 365
DAYS_BACK = 4_000
"""How long ago the collections were begun; no history is longer."""
DAY_MS = 86_400_000
RETENTION = 0.9
USUAL, MOST = (20, 200), (9_999, 9_999)
"""New cards and reviews a day: what both programs begin with, and so many that none is held back."""
DECK = "bench"
_BY_DAY, _BY_RETRIEVABILITY = 0, 7
"""Of Anki's orders of reviews: the usual one, and retrievability ascending."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One review of a card."""

    days_ago: int
    ms: int
    """Since the study day began."""
    rating: int
    kind: str
    interval: int
    last_interval: int
    memory: MemoryState


@dataclass(frozen=True, slots=True)
class History:
    """What happened to a card."""

    answers: list[Answer]
    lapses: list[int]
    """So far, after each answer."""
    since: int
    """Days since the last answer."""


def words(cards: int) -> Iterator[tuple[str, str]]:
    """Yield question and answer of each card: a word that no other has, and a short sentence."""
    chance = random.Random(1)

    def word(least: int, most: int) -> str:
        return "".join(chance.choices(SYLLABLES, k=chance.randint(least, most)))

    for number in range(cards):
        yield f"{word(2, 4)} {number}", " ".join(word(1, 3) for _ in range(chance.randint(3, 8)))


def histories(cards: int) -> Iterator[History]:
    """Yield what happened to each card that was studied."""
    chance, fsrs = random.Random(2), Fsrs(ScheduleOptions().parameters)
    for _ in range(cards):
        yield _history(chance, fsrs)


def _history(chance: random.Random, fsrs: Fsrs) -> History:
    rows: list[tuple[int, int, int, str, int, int, MemoryState]] = []
    lapses: list[int] = []
    day = interval = forgotten = 0
    memory: MemoryState | None = None
    relearns = False
    morning = 6 * 3_600_000 + chance.randrange(12 * 3_600_000)
    for number in range(REVIEWS):
        last, days, kind = interval, 0, "learn"
        if memory is None:
            rating = chance.choices((1, 2, 3, 4), (15, 10, 60, 15))[0]
            memory = fsrs.first(Rating(rating))
        else:
            if relearns or (number == 1 and rows[0][2] != 4):
                rating, kind = 3, "relearn" if relearns else "learn"
            else:
                days, kind = max(1, round(interval * chance.uniform(0.95, 1.1))), "review"
                remembered = chance.random() < fsrs.retrievability(memory.stability, days) or number == REVIEWS - 1
                rating = chance.choices((2, 3, 4), (10, 80, 10))[0] if remembered else 1
            memory = fsrs.next(memory, Rating(rating), days)
        relearns = kind == "review" and rating == 1
        forgotten += relearns
        day += days
        interval = max(1, min(LONGEST, round(fsrs.interval(memory.stability, RETENTION))))
        at = morning + (600_000 if number and not days else 0)
        rows.append((day, at, rating, kind, interval, last, memory))
        lapses.append(forgotten)
    since = 1 + int(chance.uniform(0, 1.1 * interval))
    answers = [Answer(day - row[0] + since, *row[1:]) for row in rows]
    return History(answers, lapses, since)


def build_quiz(home: Path, cards: int, studied: int) -> None:
    """Make a home folder with one deck of ``cards`` cards, of which ``studied`` have a past."""
    write_deck(home / "decks" / f"{DECK}.toml", cards)
    with open_quiz(home) as collection:
        today = collection.today()
    with sqlite3.connect(home / "quiz.db", isolation_level=None) as db:
        keys = [key for (key,) in db.execute("SELECT key FROM card ORDER BY place LIMIT ?", (studied,))]
        marks = ", ".join("?" * len(LOG_COLUMNS))
        db.execute("BEGIN")
        # Written as they come, and put in the order of time by SQLite, as if they had been appended one by one.
        db.execute("CREATE TEMP TABLE past AS SELECT * FROM review LIMIT 0")
        db.executemany(f"INSERT INTO past ({', '.join(LOG_COLUMNS)}) VALUES ({marks})", _log(keys, today))  # noqa: S608
        db.execute("INSERT INTO review SELECT * FROM past ORDER BY id")
        columns = ", ".join(f"{name} = after_{name}" for name in STATE)
        last = f"max(at) AS newest, {', '.join(f'after_{name}' for name in STATE)}"
        db.execute(f"UPDATE card SET {columns} FROM (SELECT card, {last} FROM past GROUP BY card) WHERE card = key")  # noqa: S608
        db.execute("COMMIT")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


def write_deck(path: Path, cards: int) -> None:
    """Write a deck file of ``cards`` cards that have ids."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        file.write(f'format = 1\nid = "{DECK}"\ntitle = "Bench"\n')
        for number, (prompt, answer) in enumerate(words(cards)):
            file.write(f'\n[[card]]\nid = "n{number:06}"\nprompt = "{prompt}"\nanswer = "{answer}"\n')


def write_csv(path: Path, cards: int) -> None:
    """Write the same cards as Anki imports them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(words(cards))


def open_quiz(home: Path, most: tuple[int, int] = USUAL) -> Collection:
    """Open a collection that lets in so many new cards and reviews a day."""
    env = {"QUIZ_HOME": str(home), "QUIZ_NEW_PER_DAY": str(most[0]), "QUIZ_REVIEWS_PER_DAY": str(most[1])}
    paths = find_paths(env)
    return Collection.open(paths, read_settings(paths, env), clock=system_clock)


def _log(keys: list[int], today: StudyDay) -> Iterator[tuple[object, ...]]:
    """Yield the rows of the log, card by card."""
    days = DayRule()
    starts = [days.start_of(StudyDay(today - ago)) for ago in range(DAYS_BACK)]
    count = 0
    for key, history in zip(keys, histories(len(keys)), strict=True):
        before: tuple[object, ...] = (None,) * len(STATE)
        for number, answer in enumerate(history.answers):
            at = Instant(starts[answer.days_ago] + answer.ms)
            after = _state(today, number, answer, history.lapses[number], at)
            count += 1
            name = f"{at >> 16:08x}-{at & 0xFFFF:04x}-7000-8000-{count:012x}"
            row = (name, key, at, today - answer.days_ago, answer.rating, answer.kind, "right", "word", 6_000, "bench")
            yield (*row, *before, *after)
            before = after


def _state(today: StudyDay, number: int, answer: Answer, lapses: int, at: Instant) -> tuple[object, ...]:
    day = today - answer.days_ago
    memory = (answer.memory.stability, answer.memory.difficulty)
    step = 600_000
    if number == 0 and answer.rating != 4:
        return ("learning", 1, *memory, day, at + step, at, day, 1, 0)
    if answer.kind == "review" and answer.rating == 1:
        return ("relearning", 0, *memory, day, at + step, at, day, number + 1, lapses)
    return ("review", 0, *memory, day + answer.interval, None, at, day, number + 1, lapses)


def build_anki(file: Path, table: Path, studied: int) -> None:
    """Make Anki's collection of the cards in ``table``, of which the first ``studied`` have a past."""
    from anki.collection import Collection as Anki

    col = Anki(str(file))
    col.crt -= DAYS_BACK * 86_400
    col.close()
    col = Anki(str(file))
    did = col.decks.id("Bench")
    col.decks.select(did)
    import_anki(col, table)
    cards = col.db.list("select id from cards where did = ? order by id limit ?", did, studied)
    morning = (col.sched.day_cutoff - 86_400) * 1000
    used: set[int] = set()
    log: list[tuple[int, ...]] = []
    states: list[tuple[int, ...]] = []
    kinds = {"learn": 0, "review": 1, "relearn": 2}
    for card, history in zip(cards, histories(studied), strict=True):
        for answer in history.answers:
            at = morning - answer.days_ago * DAY_MS + answer.ms
            while at in used:
                at += 1
            used.add(at)
            now = answer.interval if answer.kind == "review" else -600
            ease = round((answer.memory.difficulty - 1) / 9 * 1000) + 100
            log.append((at, card, -1, answer.rating, now, answer.last_interval, ease, 6_000, kinds[answer.kind]))
        last = history.answers[-1]
        due = col.sched.today + last.interval - history.since
        states.append((due, last.interval, REVIEWS, history.lapses[-1], card))

    def write() -> None:
        col.db.executemany("insert into revlog values (?,?,?,?,?,?,?,?,?)", log)
        sql = "update cards set type=2, queue=2, due=?, ivl=?, factor=2500, reps=?, lapses=? where id=?"
        col.db.executemany(sql, states)

    col.db.transact(write)
    set_options(col, did)
    col.optimize()
    col.close()


def import_anki(col: object, table: Path) -> None:
    """Read a table of cards as the file menu of Anki does."""
    from anki.collection import Collection as Anki
    from anki.collection import ImportCsvRequest

    assert isinstance(col, Anki)
    metadata = col.get_csv_metadata(str(table), None)
    metadata.deck_id = col.decks.id("Bench")
    col.import_csv(ImportCsvRequest(path=str(table), metadata=metadata))


def set_options(
    col: object,
    did: object,
    *,
    fsrs: bool = True,
    most: tuple[int, int] = USUAL,
    endangered_first: bool = False,
) -> None:
    """Set what the options of a deck set: cards a day, FSRS, and whether the likeliest forgotten come first."""
    from anki.collection import Collection as Anki
    from anki.decks import UpdateDeckConfigs

    assert isinstance(col, Anki)
    found = col.decks.get_deck_configs_for_update(did)
    request = UpdateDeckConfigs(target_deck_id=did, fsrs=fsrs)
    options = found.all_config[0].config
    options.config.new_per_day, options.config.reviews_per_day = most
    options.config.review_order = _BY_RETRIEVABILITY if endangered_first else _BY_DAY
    request.configs.append(options)
    col.decks.update_deck_configs(request)


def build(folder: Path, cards: int, reviews: int) -> tuple[Path, Path]:
    """Return a home of quiz and a collection of Anki, made when they are not there or are of another day or schema."""
    today, schema = DayRule().day_of(system_clock()), max(path.name[:4] for path in MIGRATIONS.glob("*.sql"))
    place = folder / f"{cards}-{reviews}-{today}-{schema}"
    home, anki = place / "home", place / "anki" / "collection.anki2"
    if not (place / "whole").exists():
        anki.parent.mkdir(parents=True, exist_ok=True)
        write_csv(place / "cards.csv", cards)
        build_quiz(home, cards, reviews // REVIEWS)
        build_anki(anki, place / "cards.csv", reviews // REVIEWS)
        (place / "whole").touch()
    return home, anki
