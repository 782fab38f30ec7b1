"""Compares the states and flags of all cards with what the log makes of them, in one pass over the log.

A million answers are read in the order they lie in, as rows and not as objects: of nearly all cards each answer begins
with the state that the one before ended with, and the last one says when the card comes back. How well it is known is
what the parameters in force make of all answers, as in `quiz.srs.replay`. Only cards of which that is not so, because
rows of two devices were put together or one was taken back, are folded answer by answer.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Protocol, cast, runtime_checkable

from quiz.model.ids import CardId, DeckId
from quiz.model.memory import CardState, MemoryState, Rating, StudyDay
from quiz.model.review import Review
from quiz.srs.fsrs import Fsrs
from quiz.store.database import Database, Row, Value
from quiz.store.log import COUNTS, KEPT, Fold, state_now
from quiz.store.rows import NO_STATE, STATE, Flags, flags_after, split_id, state_values

_CARD = ("suspended", "buried_day", "marked", *STATE)
_STORED = f"SELECT key, id, {', '.join(_CARD)} FROM card"  # noqa: S608 - made of constants, here and below
_SET = f"UPDATE card SET {', '.join(f'{name} = ?' for name in _CARD)} WHERE key = ?"  # noqa: S608
_ANSWERS = f"""
    SELECT card, at, {", ".join(f"before_{name}" for name in STATE)}, {", ".join(f"after_{name}" for name in STATE)},
           rating
    FROM review WHERE kind <> 'cram' AND {KEPT} AND {COUNTS} ORDER BY id
"""  # noqa: S608
_ACTIONS = """
    SELECT card, kind, day FROM action
    WHERE NOT EXISTS (SELECT 1 FROM retraction WHERE target = action.id) ORDER BY card, at, id
"""
_AFTER = 2 + len(STATE)
_RATING = _AFTER + len(STATE)
_MEMORY, _DUE, _LAST_DAY = STATE.index("stability"), STATE.index("due_day"), STATE.index("last_day")
_RATINGS = {rating.value: rating for rating in Rating}
_FLAGS = len(_CARD) - len(STATE)


@runtime_checkable
class Remembering(Protocol):
    """A `Fold` that also tells the formulas of memory, so that not every answer has to become an object."""

    def __call__(self, reviews: Sequence[Review], /) -> CardState:
        """Make the state of a card."""
        ...

    def formulas(self, deck: DeckId) -> Fsrs:
        """Return what the memory of the cards of a deck goes by."""
        ...


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
    memories: dict[int, MemoryState] = {}
    times: dict[int, int] = {}
    broken: set[int] = set()
    formulas = _formulas(db, fold)
    for row in db.stream(_ANSWERS):
        key, at = cast("tuple[int, int]", row[:2])
        known, after = states.get(key, NO_STATE), row[_AFTER:_RATING]
        # A clock that was set back makes a name that sorts after one of a later moment.
        if known[:_MEMORY] != row[2 : 2 + _MEMORY] or known[_DUE:] != row[2 + _DUE : _AFTER] or times.get(key, at) > at:
            broken.add(key)
        states[key], times[key] = after, at
        if (fsrs := formulas.get(key)) is not None:
            memory, rating = memories.get(key), _RATINGS[cast("int", row[_RATING])]
            days = cast("int", after[_LAST_DAY]) - cast("int", known[_LAST_DAY] or 0)
            memories[key] = fsrs.first(rating) if memory is None else fsrs.next(memory, rating, days)
    for key, memory in memories.items():
        values = states[key]
        states[key] = (*values[:_MEMORY], memory.stability, memory.difficulty, *values[_DUE:])
    for key in broken:
        states[key] = state_values(state_now(db, key, fold))
    return states


def _formulas(db: Database, fold: Fold) -> dict[int, Fsrs]:
    """Return what the memory of each card goes by, if ``fold`` tells."""
    if not isinstance(fold, Remembering):
        return {}
    cards = cast("Iterator[tuple[int, str]]", db.stream("SELECT key, id FROM card"))
    decks = {key: split_id(card)[0] for key, card in cards}
    known = {deck: fold.formulas(deck) for deck in set(decks.values())}
    return {key: known[deck] for key, deck in decks.items()}


def _last_states(db: Database) -> dict[int, Row]:
    """Return the state after the newest answer to each card."""
    states: dict[int, Row] = {}
    times: dict[int, int] = {}
    for row in db.stream(_ANSWERS):
        key, at = cast("tuple[int, int]", row[:2])
        if times.get(key, at) <= at:
            states[key], times[key] = row[_AFTER:_RATING], at
    return states


def _flags(db: Database) -> dict[int, tuple[Value, ...]]:
    return {
        cast("int", key): _flag_values(flags_after([(kind, day) for _, kind, day in group]))
        for key, group in groupby(db.stream(_ACTIONS), key=lambda row: row[0])
    }


def _flag_values(flags: Flags) -> tuple[int, StudyDay | None, int]:
    return (int(flags.suspended), flags.buried_day, int(flags.marked))
