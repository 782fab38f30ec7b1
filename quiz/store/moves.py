"""The rows of the log that have cards come back on another day than their last answer said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast

from quiz.model.ids import CardId
from quiz.model.memory import CardState, Instant, Phase, Scheduled, StudyDay
from quiz.model.review import EventId, Move
from quiz.store.database import Database, Value

ADD = "INSERT INTO move (id, card, at, last_at, due_day, device) VALUES (?, ?, ?, ?, ?, ?)"
HOLDS = "NOT EXISTS (SELECT 1 FROM retraction WHERE target = move.id)"
"""Moves that were not taken back."""
_COLUMNS = "move.id, card.id, move.at, move.last_at, move.due_day, device"


def moves(db: Database, *, ids: Sequence[EventId] | None = None) -> Iterator[Move]:
    """Yield all moves, taken back or not, in the order of ids."""
    where = "" if ids is None else f"WHERE move.id IN ({', '.join('?' * len(ids))})"
    return moves_where(db, f"{where} ORDER BY move.id", ids or ())


def moves_where(db: Database, where: str, values: Sequence[str]) -> Iterator[Move]:
    """Yield the moves of a clause of SQL, which may say their order."""
    sql = f"SELECT {_COLUMNS} FROM move JOIN card ON card.key = move.card {where}"  # noqa: S608
    for row in cast("Iterator[tuple[str, str, int, int, int, str]]", db.stream(sql, values)):
        yield Move(
            id=EventId(row[0]),
            card=CardId(row[1]),
            at=Instant(row[2]),
            last_at=Instant(row[3]),
            due_day=StudyDay(row[4]),
            device=row[5],
        )


def moved(db: Database, key: int, state: CardState) -> CardState:
    """Return the state of a card with the day it was moved to since its last answer, if it was."""
    if not isinstance(state, Scheduled) or state.phase is not Phase.REVIEW:
        return state
    row = db.row(
        f"SELECT due_day FROM move WHERE card = ? AND last_at = ? AND {HOLDS} ORDER BY at DESC, id DESC LIMIT 1",  # noqa: S608
        (key, state.last_at),
    )
    return state if row is None else replace(state, due_day=StudyDay(cast("int", row[0])))


def due_days(db: Database) -> Mapping[tuple[Value, Value], Value]:
    """Return the day to which each card was moved last, by its key and by the answer whose interval that changes."""
    sql = f"SELECT card, last_at, due_day FROM move WHERE {HOLDS} ORDER BY at, id"  # noqa: S608
    return {(card, last_at): day for card, last_at, day in db.stream(sql)}
