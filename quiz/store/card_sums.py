"""Keeps how many cards have which value, so that statistics look at the cards that changed and not at all of them.

A trigger notes each card that was changed. When the sums are next asked for, what such a card counted for is taken off
and what it counts for now is put on; cards that came since have the highest keys. How long ago cards were answered
depends on the day, and is counted anew on the first look of each.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import cast

from quiz.errors import StoreError
from quiz.model.ids import DeckId
from quiz.model.memory import Phase, StudyDay
from quiz.store.database import Database

IN_REVIEW = "suspended = 0 AND phase = 'review'"
INTERVAL = "max(due_day - last_day, 0)"
STABILITY = """
    CASE WHEN stability < 1000 THEN CAST(stability AS INTEGER) ELSE CAST(stability / 100 AS INTEGER) * 100 END
"""
"""Rounded down to days, and from a thousand on to hundreds of them."""
DIFFICULTY = "CAST(difficulty * 10 + 0.5 AS INTEGER)"
_FINE = 100
"""Stabilities up to which their hundredths are told apart; after more of them hardly anything changes any more."""
_LONGEST = 65_535
"""The highest code of them."""

Sums = Iterator[tuple[str, int, int]]
"""What is counted, a value, and how many cards have it."""
_COUNTED = {
    "new": ("0", "suspended = 0 AND phase IS NULL"),
    **{phase.value: ("due_day", f"suspended = 0 AND phase = '{phase.value}'") for phase in Phase},
    "suspended": ("0", "suspended = 1"),
    "interval": (INTERVAL, IN_REVIEW),
    "stability": (STABILITY, IN_REVIEW),
    "difficulty": (DIFFICULTY, IN_REVIEW),
    "added": ("added_day", "added_day NOT NULL"),
}
"""What is counted: the value, and of which cards."""
_GONE = "gone"
_ALL = 0
"""Stands in the place of a deck for all of them."""
_BELOW = 1 << 31
"""No value is so far below zero."""
_DAY = "card_sums"
_COLUMNS = "key, deck, suspended, phase, stability, difficulty, due_day, last_day, added_day"
_CHANGED = "key IN (SELECT key FROM card_changed)"
_ADD = """
    INSERT INTO card_sum VALUES (?, ?, ?, ?)
    ON CONFLICT (deck, what, value) DO UPDATE SET number = number + excluded.number
"""
_IS_SETTLED = """
    SELECT (SELECT value FROM meta WHERE key = ?) = ? AND NOT EXISTS (SELECT 1 FROM card_changed)
    AND ifnull((SELECT max(key) FROM card), 0) <= (SELECT max(key) FROM card_counted)
"""


def gone(today: StudyDay) -> str:
    """Return the SQL of a code for how many of its own stabilities lie between the last answer to a card and today."""
    ago = f"max({today:d} - last_day, 0)"
    return f"""CASE WHEN {ago} < {_FINE} * stability THEN CAST(100.0 * {ago} / stability + 0.5 AS INTEGER)
                    ELSE min({_FINE * 99} + CAST({ago} / stability AS INTEGER), {_LONGEST}) END"""


def gone_of(code: int) -> float:
    """Return the number of stabilities that a code stands for."""
    return code / 100 if code <= _FINE * 100 else code - _FINE * 99.0


def card_sums(db: Database, decks: Sequence[DeckId] | None, today: StudyDay) -> Sums | None:
    """Return the sums of the cards in the files of ``decks``, or of all; ``None`` when they cannot be kept."""
    for _ in range(2):
        with db.snapshot():
            row = db.row(_IS_SETTLED, (_DAY, f"{today:d}"))
            if row is not None and row[0]:
                return _read(db, decks)
        try:
            _settle(db, today)
        except StoreError:
            return None
    return None  # another program counts for another day


def cards_to_count(db: Database) -> int:
    """Return about how many cards have to be counted before the sums are right."""
    row = db.row("""SELECT (SELECT count(*) FROM card_changed) + max(0,
                    ifnull((SELECT max(key) FROM card), 0) - ifnull((SELECT max(key) FROM card_counted), 0))""")
    return 0 if row is None else cast("int", row[0])


def _read(db: Database, decks: Sequence[DeckId] | None) -> Sums:
    if decks is None:
        rows = db.rows("SELECT what, value, number FROM card_sum WHERE deck = ?", (_ALL,))
    else:
        marks = ", ".join("?" * len(decks))
        sql = f"""SELECT what, value, sum(number) FROM card_sum
                  WHERE deck IN (SELECT key FROM deck WHERE id IN ({marks})) GROUP BY what, value"""  # noqa: S608 - values
        rows = db.rows(sql, tuple(decks))
    return cast("Sums", iter(rows))


def _settle(db: Database, today: StudyDay) -> None:
    with db.aside(), db.transaction():
        changes = Counter[tuple[int, str, int]]()
        last = db.row("SELECT max(key) FROM card_counted") or (None,)
        if last[0] is None:
            db.run("DELETE FROM card_sum")
        row = db.row("SELECT value FROM meta WHERE key = ?", (_DAY,))
        same_day = row is not None and row[0] == f"{today:d}"
        counted = {**_COUNTED, **({_GONE: (gone(today), IN_REVIEW)} if same_day else {})}
        _count(db, changes, counted, _CHANGED, -1)
        db.run(f"DELETE FROM card_counted WHERE {_CHANGED}")  # noqa: S608 - made of constants, as below
        last_key = cast("int", last[0] or 0)
        fresh = f"key IN (SELECT key FROM card_changed UNION ALL SELECT key FROM card WHERE key > {last_key:d})"  # noqa: S608
        db.run(f"INSERT INTO card_counted SELECT {_COLUMNS} FROM card WHERE {fresh}")  # noqa: S608
        _count(db, changes, counted, fresh, 1)
        if not same_day:
            db.run("DELETE FROM card_sum WHERE what = 'gone' OR number = 0")
            _count(db, changes, {_GONE: (gone(today), IN_REVIEW)}, "1", 1)
            db.run("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_DAY, f"{today:d}"))
        db.run_many(_ADD, [(*key, number) for key, number in changes.items() if number])
        db.run("DELETE FROM card_changed")


def _count(
    db: Database, changes: Counter[tuple[int, str, int]], counted: dict[str, tuple[str, str]], which: str, sign: int
) -> None:
    """Add to ``changes`` what some of the counted cards count for.

    SQLite strings deck and value of all cards together: a sorter would take twice as long.
    """
    for what, (value, of) in counted.items():
        sql = f"""SELECT group_concat((deck << 32) + ({value}) + {_BELOW}) FROM card_counted
                  WHERE deck NOT NULL AND ({which}) AND {of}"""  # noqa: S608 - made of constants
        row = db.row(sql)
        codes = json.loads(f"[{row[0] if row and row[0] else ''}]")
        for code, number in Counter[int](codes).items():
            deck, place = divmod(code, 1 << 32)
            changes[deck, what, place - _BELOW] += sign * number
            changes[_ALL, what, place - _BELOW] += sign * number


def forget(db: Database) -> None:
    """Have the sums made anew."""
    db.run("DELETE FROM card_counted")
