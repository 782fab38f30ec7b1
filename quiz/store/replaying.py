"""Compares the states and flags of all cards with what the log makes of them, in one pass over the log.

A million answers are read in the order they lie in, as rows and not as objects: of nearly all cards each answer begins
with the state that the one before ended with, and the last one says when the card comes back. How well it is known is
what the parameters in force make of all answers, as in `quiz.srs.replay`. Only cards of which that is not so, because
rows of two devices were put together or one was taken back, are folded answer by answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Protocol, cast, runtime_checkable

from quiz.errors import StoreError
from quiz.model.ids import CardId, DeckId
from quiz.model.memory import CardState, MemoryState, Phase, Rating, StudyDay
from quiz.model.review import Review
from quiz.srs.fsrs import Fsrs
from quiz.store.card_sums import forget
from quiz.store.database import Database, Row, Value
from quiz.store.explain import unreadable
from quiz.store.log import COUNTS, KEPT, Fold, state_now
from quiz.store.moves import due_days
from quiz.store.rows import NO_STATE, STATE, Flags, flags_after, split_id, state_values

_MOST_SHOWN = 20
_CARD = ("suspended", "buried_day", "marked", *STATE)
_STORED = f"SELECT key, id, {', '.join(_CARD)} FROM card"  # noqa: S608 - made of constants, here and below
_SET = f"UPDATE card SET {', '.join(f'{name} = ?' for name in _CARD)} WHERE key = ?"  # noqa: S608
_Moved = Mapping[tuple[Value, Value], Value]
_Answer = tuple[Any, ...]
"""A row of the log, or its end. Telling the type of each value to the checker would take a tenth of the time."""
_PLAN = (*(name for name in STATE if name not in {"stability", "difficulty", "due_day"}), "due_day")
"""What the log alone says of a card: what has happened to it, and when it comes back, which it may be moved from."""
_ANSWERS = f"""
    SELECT card, rating, {", ".join(f"before_{name}" for name in _PLAN)},
           {", ".join(f"after_{name}" for name in _PLAN)}, after_stability, after_difficulty, at
    FROM review WHERE kind <> 'cram' AND {KEPT} AND {COUNTS} ORDER BY id
"""  # noqa: S608
_ACTIONS = """
    SELECT card, kind, day FROM action
    WHERE NOT EXISTS (SELECT 1 FROM retraction WHERE target = action.id) ORDER BY card, at, id
"""
_WIDTH = len(_PLAN)
_PLACE = _WIDTH - 1
"""Of them, those in which an answer begins where the one before ended."""
_AFTER = 2 + _WIDTH
_AT = -1
_LAST_DAY = _PLAN.index("last_day")
_NEW: _Answer = (*(None,) * _WIDTH, None, None, 0)
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


def rebuild(db: Database, fold: Fold, made_with: Mapping[str, str]) -> int:
    """Make the states and flags of all cards anew from the log; return how many cards were different.

    ``made_with`` is what `fold` goes by, and is remembered.
    """
    with db.transaction():
        changed = remake_all(db, fold)
        db.run("INSERT OR IGNORE INTO day_changed SELECT DISTINCT day FROM review")
        forget(db)
        db.run_many("INSERT OR REPLACE INTO meta VALUES (?, ?)", made_with.items())
    return changed


def remake_all(db: Database, fold: Fold) -> int:
    """Make all states and flags anew, inside a transaction of the caller."""
    changes = [(*values, key) for key, _, values in differences(db, fold)]
    db.run_many(_SET, changes)
    return len(changes)


def faults(db: Database, fold: Fold | None) -> list[str]:
    """Return what is wrong with a database and its states, as sentences."""
    try:
        with db.snapshot():
            found = [f"SQLite says: {row[0]}." for row in db.rows("PRAGMA integrity_check") if row[0] != "ok"]
            found += [
                f"A row of {row[0]} names a row that is not there." for row in db.rows("PRAGMA foreign_key_check")
            ]
            wrong = [card for _, card, *_ in differences(db, fold)]
    except StoreError as error:
        return [error.message]
    found += [f"The state of card {card} is not what the log says." for card in wrong[:_MOST_SHOWN]]
    if len(wrong) > _MOST_SHOWN:
        found.append(f"So it is with {len(wrong) - _MOST_SHOWN} more cards.")
    return found


def differences(db: Database, fold: Fold | None) -> Iterator[tuple[int, CardId, Row]]:
    """Yield the key and id of each card that is not as the log says, with its flags and state as the log has them.

    Without ``fold`` the state after the last kept answer is taken for what the log says. Raises StoreError when the
    log holds what quiz never writes.
    """
    try:
        yield from _differences(db, fold)
    except (LookupError, TypeError, ValueError, ArithmeticError) as error:
        raise unreadable() from error


def _differences(db: Database, fold: Fold | None) -> Iterator[tuple[int, CardId, Row]]:
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
    last: dict[int, _Answer] = {}
    memories: dict[int, MemoryState] = {}
    broken: set[int] = set()
    formulas = _formulas(db, fold)
    for row in cast("Iterator[_Answer]", db.stream(_ANSWERS)):
        key, known, after = row[0], last.get(row[0], _NEW), row[_AFTER:]
        # A clock that was set back makes a name that sorts after one of a later moment.
        if known[:_PLACE] != row[2 : _AFTER - 1] or known[_AT] > after[_AT]:
            broken.add(key)
        last[key] = after
        if (fsrs := formulas.get(key)) is not None:
            memory, rating = memories.get(key), _RATINGS[row[1]]
            days = after[_LAST_DAY] - (known[_LAST_DAY] or 0)
            memories[key] = fsrs.first(rating) if memory is None else fsrs.next(memory, rating, days)
    moved = due_days(db)
    states = {key: _state(key, after, moved, memories.get(key)) for key, after in last.items()}
    for key in broken:
        states[key] = state_values(state_now(db, key, fold))
    return states


def _state(key: int, after: _Answer, moved: _Moved, memory: MemoryState | None = None) -> Row:
    """Return the columns of `STATE` from the end of a row of the log.

    The day is that to which the card was ``moved`` since, and the memory another one than the row says if there is.
    """
    phase, step, due_at, last_at, *more, due_day = after[:_WIDTH]
    if moved and phase == Phase.REVIEW.value:
        due_day = moved.get((key, last_at), due_day)
    stability, difficulty = after[_WIDTH:_AT] if memory is None else (memory.stability, memory.difficulty)
    return (phase, step, stability, difficulty, due_day, due_at, last_at, *more)


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
    last: dict[int, _Answer] = {}
    for row in cast("Iterator[_Answer]", db.stream(_ANSWERS)):
        key, after = row[0], row[_AFTER:]
        if last.get(key, _NEW)[_AT] <= after[_AT]:
            last[key] = after
    moved = due_days(db)
    return {key: _state(key, after, moved) for key, after in last.items()}


def _flags(db: Database) -> dict[int, tuple[Value, ...]]:
    return {
        cast("int", key): _flag_values(flags_after([(kind, day) for _, kind, day in group]))
        for key, group in groupby(db.stream(_ACTIONS), key=lambda row: row[0])
    }


def _flag_values(flags: Flags) -> tuple[int, StudyDay | None, int]:
    return (int(flags.suspended), flags.buried_day, int(flags.marked))
