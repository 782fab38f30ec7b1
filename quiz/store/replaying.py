"""Compares the states and flags of all cards with what the log makes of them, in one pass over the log.

A million answers are read in the order they lie in, as rows and not as objects: of nearly all cards each answer begins
with the state that the one before ended with, and the last one says what became of the card. Only cards of which that
is not so, because rows of two devices were put together or one was taken back, are folded answer by answer.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import cast

from quiz.model.ids import CardId
from quiz.model.memory import StudyDay
from quiz.store.database import Database, Row, Value
from quiz.store.log import COUNTS, KEPT, Fold, state_now
from quiz.store.rows import NO_STATE, STATE, Flags, flags_after, state_values

_CARD = ("suspended", "buried_day", "marked", *STATE)
_STORED = f"SELECT key, id, {', '.join(_CARD)} FROM card"  # noqa: S608 - made of constants, here and below
_SET = f"UPDATE card SET {', '.join(f'{name} = ?' for name in _CARD)} WHERE key = ?"  # noqa: S608
_ANSWERS = f"""
    SELECT card, at, {", ".join(f"before_{name}" for name in STATE)}, {", ".join(f"after_{name}" for name in STATE)}
    FROM review WHERE kind <> 'cram' AND {KEPT} AND {COUNTS} ORDER BY id
"""  # noqa: S608
_ACTIONS = """
    SELECT card, kind, day FROM action
    WHERE NOT EXISTS (SELECT 1 FROM retraction WHERE target = action.id) ORDER BY card, at, id
"""
_AFTER = 2 + len(STATE)
_FLAGS = len(_CARD) - len(STATE)


def rebuild(db: Database, fold: Fold) -> int:
    """Make the states and flags of all cards anew from the log; return how many cards were different."""
    with db.transaction():
        changes = [(*values, key) for key, _, values in differences(db, fold)]
        db.run_many(_SET, changes)
    return len(changes)


def differences(db: Database, fold: Fold | None) -> Iterator[tuple[int, CardId, Row]]:
    """Yield the key and id of each card that is not as the log says, with its flags and state as the log has them.

    Without ``fold`` the state after the last kept answer is taken for what the log says.
    """
    states = _last_states(db) if fold is None else _states(db, fold)
    flags = _flags(db)
    no_flags = _flag_values(Flags())
    for key, card, *stored in db.stream(_STORED):
        number = cast("int", key)
        values = (*flags.get(number, no_flags), *states.get(number, NO_STATE))
        if tuple(stored) != values:
            yield number, CardId(cast("str", card)), values


def _states(db: Database, fold: Fold) -> dict[int, Row]:
    """Return the state of each card that was answered."""
    states: dict[int, Row] = {}
    times: dict[int, int] = {}
    broken: set[int] = set()
    for row in db.stream(_ANSWERS):
        key, at = cast("tuple[int, int]", row[:2])
        # A clock that was set back makes a name that sorts after one of a later moment.
        if states.get(key, NO_STATE) != row[2:_AFTER] or times.get(key, at) > at:
            broken.add(key)
        states[key], times[key] = row[_AFTER:], at
    for key in broken:
        states[key] = state_values(state_now(db, key, fold))
    return states


def _last_states(db: Database) -> dict[int, Row]:
    """Return the state after the newest answer to each card."""
    states: dict[int, Row] = {}
    times: dict[int, int] = {}
    for row in db.stream(_ANSWERS):
        key, at = cast("tuple[int, int]", row[:2])
        if times.get(key, at) <= at:
            states[key], times[key] = row[_AFTER:], at
    return states


def _flags(db: Database) -> dict[int, tuple[Value, ...]]:
    return {
        cast("int", key): _flag_values(flags_after([(kind, day) for _, kind, day in group]))
        for key, group in groupby(db.stream(_ACTIONS), key=lambda row: row[0])
    }


def _flag_values(flags: Flags) -> tuple[int, StudyDay | None, int]:
    return (int(flags.suspended), flags.buried_day, int(flags.marked))
