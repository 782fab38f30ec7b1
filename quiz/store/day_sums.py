"""Keeps what each study day came to beside the log, so that statistics read a row a day and not every answer.

The log stays the truth: a trigger notes each day whose answers changed, and its sums are made anew when they are next
asked for. Sums are packed by the statistics; nothing here knows what is in them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, cast

from quiz.errors import StoreError
from quiz.model.ids import CardId, DeckId
from quiz.model.memory import Instant, StudyDay
from quiz.store.database import Database
from quiz.store.explain import unreadable
from quiz.store.log import KEPT
from quiz.store.rows import deck_of


class Answered(NamedTuple):
    """An answer, as far as the sums of its day look at it."""

    day: StudyDay
    card: CardId
    kind: str
    rating: int
    duration_ms: int
    interval: int | None
    """``None``: the card was new."""
    at: Instant


Pack = Callable[[StudyDay, Sequence[Answered]], bytes]
"""Sums up the answers of a day, in the order they were given."""

ANSWERED = """
    day, card.id, kind, rating, duration_ms,
    CASE WHEN before_phase NOT NULL THEN before_due_day - before_last_day END, at
"""
"""The columns of `Answered`."""
_EVERYTHING = ""
"""Stands in the place of a deck for all of them."""
_DAYS_AT_ONCE = 100
"""Written in one step."""
_RULE = "day_sums"
_CHANGED = "SELECT day FROM day_changed ORDER BY day"


def day_sums(
    db: Database, decks: Sequence[DeckId] | None, *, today: StudyDay, rule: str, pack: Pack
) -> Iterator[tuple[StudyDay, bytes]]:
    """Yield the sums of each day, and of each of ``decks`` on its own, or of all cards.

    ``rule`` names what else the sums depend on: when it is another one, all of them are made anew. Days that are over
    are kept; today's are made each time. A database that cannot be written to is read all the same. Raises StoreError
    when the log holds what quiz never writes.
    """
    try:
        yield from _day_sums(db, decks, today, rule, pack)
    except (LookupError, TypeError, ValueError, ArithmeticError) as error:
        raise unreadable() from error


def _day_sums(
    db: Database, decks: Sequence[DeckId] | None, today: StudyDay, rule: str, pack: Pack
) -> Iterator[tuple[StudyDay, bytes]]:
    settled = _settle(db, today, rule, pack)
    names = [_EVERYTHING] if decks is None else decks
    marks = ", ".join("?" * len(names))
    with db.snapshot():
        changed = _changed(db)
        if not settled:
            changed |= {cast("int", day) for (day,) in db.rows("SELECT DISTINCT day FROM review")}
        sql = f"SELECT day, sums FROM day_sum WHERE deck IN ({marks})"  # noqa: S608 - values
        for day, sums in cast("Iterator[tuple[StudyDay, bytes]]", db.stream(sql, tuple(names))):
            if day not in changed:
                yield day, sums
        for day in sorted(changed):
            fresh = _made(db, StudyDay(day), pack)
            yield from ((StudyDay(day), fresh[name]) for name in names if name in fresh)


def days_to_sum(db: Database, today: StudyDay, rule: str) -> int:
    """Return how many days have to be summed up that are over."""
    row = db.row("SELECT value FROM meta WHERE key = ?", (_RULE,))
    kept = "SELECT day FROM day_sum WHERE deck = ?" if row is None or row[0] != rule else "SELECT 0 WHERE ?"
    sql = f"SELECT count(*) FROM (SELECT day FROM day_changed WHERE day < ? UNION {kept})"  # noqa: S608 - as below
    found = db.row(sql, (today, _EVERYTHING))
    return 0 if found is None else cast("int", found[0])


def _changed(db: Database) -> set[int]:
    return {cast("int", day) for (day,) in db.rows(_CHANGED)}


def _settle(db: Database, today: StudyDay, rule: str, pack: Pack) -> bool:
    """Make the sums of days that are over; return whether what is kept goes by ``rule``."""
    try:
        row = db.row("SELECT value FROM meta WHERE key = ?", (_RULE,))
        with db.aside():
            if row is None or row[0] != rule:
                _begin_anew(db, rule)
            over = [day for day in sorted(_changed(db)) if day < today]
            for start in range(0, len(over), _DAYS_AT_ONCE):
                _keep(db, over[start : start + _DAYS_AT_ONCE], pack)
    except StoreError:
        row = db.row("SELECT value FROM meta WHERE key = ?", (_RULE,))
        return row is not None and row[0] == rule
    return True


def _begin_anew(db: Database, rule: str) -> None:
    with db.transaction():
        db.run("DELETE FROM day_sum")
        db.run("INSERT OR IGNORE INTO day_changed SELECT DISTINCT day FROM review")
        db.run("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (_RULE, rule))


def _keep(db: Database, days: Sequence[int], pack: Pack) -> None:
    seen = db.moment
    made = [(day, _made(db, StudyDay(day), pack)) for day in days]
    with db.transaction():
        if db.moment != seen:  # another program wrote meanwhile, which had not to wait for the summing up
            made = [(day, _made(db, StudyDay(day), pack)) for day in days]
        marks = ", ".join("?" * len(days))
        db.run(f"DELETE FROM day_sum WHERE day IN ({marks})", days)  # noqa: S608 - values, as below
        rows = [(deck, day, sums) for day, decks in made for deck, sums in decks.items()]
        db.run_many("INSERT INTO day_sum VALUES (?, ?, ?)", rows)
        db.run(f"DELETE FROM day_changed WHERE day IN ({marks})", days)  # noqa: S608


def _made(db: Database, day: StudyDay, pack: Pack) -> Mapping[str, bytes]:
    """Return the sums of a day by deck, and under an empty name those of all cards."""
    sql = f"""SELECT {ANSWERED} FROM review JOIN card ON card.key = review.card
              WHERE day = ? AND {KEPT} ORDER BY review.id"""  # noqa: S608
    answers = cast("list[Answered]", db.rows(sql, (day,)))  # tuples are as good, and a million objects take a second
    if not answers:
        return {}
    decks: dict[str, list[Answered]] = {}
    for answer in answers:
        decks.setdefault(deck_of(answer[1]), []).append(answer)
    sums = {deck: pack(day, some) for deck, some in decks.items()}
    whole = next(iter(sums.values())) if len(sums) == 1 else pack(day, answers)
    return {**sums, _EVERYTHING: whole}
