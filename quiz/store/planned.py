"""Finds the cards that a planned session is made of, and counts them."""

from collections.abc import Mapping, Sequence
from typing import cast

from quiz.model.ids import DeckId
from quiz.model.memory import StudyDay
from quiz.model.plan import Plan, PlanKind
from quiz.srs.queue import Counts, QueueCard
from quiz.store.database import Database, Value
from quiz.store.index import deck_keys
from quiz.store.rows import STATE, Backlog, Limits, Planned
from quiz.store.study import done_on, left_of, queue_card

_STEPS = "phase IN ('learning', 'relearning') AND due_day <= :until"
_REVIEWS = "phase = 'review' AND due_day <= :until"
_NEW = "phase IS NULL AND due_day IS NULL"
_SEEN = "phase IN ('learning', 'relearning', 'review')"
_FAILED = """card.key IN (
    SELECT card FROM review WHERE day = :day AND rating = 1
    AND NOT EXISTS (SELECT 1 FROM retraction WHERE target = review.id)
)"""

_IN_STUDY = "suspended = 0 AND buried_day IS NOT :day"
_EVER = "1"
# Letters of other alphabets are compared as they stand.
_TAGGED = """EXISTS (
    SELECT 1 FROM face, json_each(face.text, '$[8]') AS tag WHERE face.card = card.key AND ({})
)"""
_ONE_TAG = "substr(lower(tag.value || '::'), 1, length(:tag{0}) + 2) = lower(:tag{0} || '::')"
_ENDANGERED = "(:day - last_day) / stability DESC, due_day, place"
_LATER = 366
"""Days to look ahead for what comes on top of a backlog."""

_Values = dict[str, Value]


def gather(db: Database, plan: Plan, day: StudyDay, limits: Limits) -> Planned:
    """Return the cards of a planned session, deck by deck, new ones in the order of the file.

    Of a deck in which more reviews are due than the day's limit lets in, they are the most endangered ones.
    """
    done = done_on(db, day)
    cards: list[QueueCard] = []
    crowded = False
    for deck, key in deck_keys(db, plan.decks):
        values = _values(plan, key, day)
        left = left_of(limits.of(deck), done.get(key))
        for clause, limit, order in _parts(plan, left):
            found = _find(db, plan, clause, values, order=order, limit=limit)
            if plan.kind is PlanKind.DUE and clause is _REVIEWS and limit is not None and len(found) > limit:
                crowded = True
                found = _find(db, plan, clause, values, order=_ENDANGERED, limit=limit)[:limit]
            cards += [queue_card(deck, row) for row in found[:limit]]
    return Planned(cards=tuple(cards), crowded=crowded)


def count(db: Database, plan: Plan, day: StudyDay, limits: Limits) -> Counts:
    """Return how many cards `gather` would return."""
    done = done_on(db, day)
    total = Counts()
    for deck, key in deck_keys(db, plan.decks):
        values = _values(plan, key, day)
        for clause, limit, _ in _parts(plan, left_of(limits.of(deck), done.get(key))):
            rows = f"SELECT phase FROM card WHERE {_where(plan, clause)} LIMIT :limit"  # noqa: S608 - constants, here and below
            sql = f"SELECT sum(phase IS NULL), sum(phase = 'review'), count(*) FROM ({rows})"  # noqa: S608
            row = db.row(sql, {**values, "limit": -1 if limit is None else limit})
            new, review, every = cast("tuple[int | None, int | None, int]", row)
            total += Counts(new=new or 0, learning=every - (new or 0) - (review or 0), review=review or 0)
    return total


def backlogs(db: Database, decks: Sequence[DeckId] | None, day: StudyDay, limits: Limits) -> tuple[Backlog, ...]:
    """Return how much is due and how much of it today's limit lets in, for each deck in which any review is due."""
    done = done_on(db, day)
    where = f"deck = :deck AND {_IN_STUDY} AND phase = 'review'"
    found: list[Backlog] = []
    for deck, key in deck_keys(db, decks):
        row = db.row(f"SELECT count(*) FROM card WHERE {where} AND due_day <= :day", {"deck": key, "day": day})  # noqa: S608
        due = cast("int", row[0]) if row is not None else 0
        if not due:
            continue
        today = min(due, left_of(limits.of(deck), done.get(key)).reviews)
        coming: tuple[int, ...] = ()
        if due > today:
            ahead = "due_day > :day AND due_day <= :last"
            sql = f"SELECT due_day - :day, count(*) FROM card WHERE {where} AND {ahead} GROUP BY 1"  # noqa: S608
            rows = cast("list[tuple[int, int]]", db.rows(sql, {"deck": key, "day": day, "last": day + _LATER}))
            later = dict(rows)
            coming = tuple(later.get(days, 0) for days in range(1, _LATER + 1))
        found.append(Backlog(due=due, today=today, a_day=limits.of(deck).reviews, coming=coming))
    return tuple(found)


def tags(db: Database, decks: Sequence[DeckId] | None) -> Mapping[str, int]:
    """Return the tags of cards that can be asked, with the number of cards that have each, the most frequent first."""
    keys = [key for _, key in deck_keys(db, decks)]
    sql = f"""SELECT tag.value, count(*) FROM card
              JOIN face ON face.card = card.key, json_each(face.text, '$[8]') AS tag
              WHERE suspended = 0 AND deck IN ({", ".join("?" * len(keys))})
              GROUP BY tag.value ORDER BY count(*) DESC, tag.value"""  # noqa: S608
    return {str(name): cast("int", number) for name, number in db.rows(sql, keys)}


def _parts(plan: Plan, left: Limits) -> list[tuple[str, int | None, str]]:
    """Return the conditions of the cards a plan is made of, each with a limit and an order."""
    new = (_NEW, left.new, "place")
    match plan.kind:
        case PlanKind.DUE:
            return [(_STEPS, None, ""), (_REVIEWS, left.reviews, "due_day, place"), new]
        case PlanKind.AHEAD:
            return [(_STEPS, None, ""), (_REVIEWS, None, "")]
        case PlanKind.FAILED:
            return [(_FAILED, None, "place")]
        case PlanKind.NEW:
            return [new]
        case PlanKind.CRAM:
            return [(_SEEN, None, ""), (_NEW, None, "place")]


def _where(plan: Plan, clause: str) -> str:
    parts = ["card.deck = :deck", _EVER if plan.put_away else _IN_STUDY, clause]
    if plan.tags:
        parts.append(_TAGGED.format(" OR ".join(_ONE_TAG.format(number) for number in range(len(plan.tags)))))
    return " AND ".join(parts)


def _values(plan: Plan, key: int, day: StudyDay) -> _Values:
    until = day + plan.days if plan.kind is PlanKind.AHEAD else day
    named: _Values = {f"tag{number}": tag for number, tag in enumerate(plan.tags)}
    return {"deck": key, "day": day, "until": until, **named}


def _find(
    db: Database, plan: Plan, clause: str, values: _Values, *, order: str, limit: int | None
) -> list[tuple[Value, ...]]:
    ordered = f" ORDER BY {order}" if order else ""
    columns = ", ".join(("id", *STATE))
    sql = f"SELECT {columns} FROM card WHERE {_where(plan, clause)}{ordered} LIMIT :limit"  # noqa: S608
    # One more than there is room for tells that there is more.
    return db.rows(sql, {**values, "limit": -1 if limit is None else limit + 1})
