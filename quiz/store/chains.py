"""Follows answers that come in the order in which they were given, without reading again all that was there before.

Of most cards another device brings answers of which each begins with the state that the one before ended with. A card
of which that is not so, or to which something else was done, is folded from all of its answers instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.model.ids import DeckId
from quiz.model.memory import NEW, CardState
from quiz.model.review import Review
from quiz.srs.fsrs import Fsrs
from quiz.srs.replay import follow
from quiz.store.database import Database
from quiz.store.log import SET_STATE, Fold
from quiz.store.replaying import Remembering
from quiz.store.rows import STATE, split_id, state_values

_ROWS = (
    f"SELECT {' OR '.join(f'EXISTS (SELECT 1 FROM {table} WHERE card = ?1)' for table in ('review', 'action', 'move'))}"  # noqa: S608
)
_STATE = f"SELECT {', '.join(STATE)} FROM card WHERE key = ?"  # noqa: S608


@dataclass(frozen=True, slots=True)
class _End:
    """Where the answers to a card have led so far."""

    state: CardState = NEW
    last: tuple[int, str] = (-1, "")
    """Moment and id of the last one."""


class Chains:
    """The cards whose answers all came here, one after the other."""

    def __init__(self, db: Database, fold: Fold) -> None:
        """Go by the formulas of ``fold``, if it tells them."""
        self._db = db
        self._fold = fold if isinstance(fold, Remembering) else None
        self._ends: dict[int, _End] = {}
        self._formulas: dict[DeckId, Fsrs] = {}

    def begin(self, key: int) -> None:
        """Follow a card from now on, if it has no rows yet."""
        if self._fold is not None and self._db.row(_ROWS, (key,)) == (0,):
            self._ends[key] = _End()

    def leave(self, key: int) -> None:
        """Follow a card no more."""
        self._ends.pop(key, None)

    def take(self, key: int, answers: Sequence[Review]) -> bool | None:
        """Give a card the state after some more answers; return whether it is another one.

        ``None``, with nothing changed and the card followed no more, when they do not follow those before.
        """
        end = self._ends.pop(key, None)
        if end is None or self._fold is None or not answers:
            return None
        before = self._db.row(_STATE, (key,))
        if before != state_values(end.state):
            return None  # another program was here
        fsrs = self._fsrs(split_id(answers[0].card)[0])
        for answer in sorted(answers, key=lambda row: (row.at, row.id)):
            state = follow(answer, end.state, fsrs) if (answer.at, answer.id) > end.last else None
            if state is None:
                return None
            end = _End(state, (answer.at, answer.id))
        self._ends[key] = end
        values = state_values(end.state)
        self._db.run(SET_STATE, (*values, key))
        return values != before

    def _fsrs(self, deck: DeckId) -> Fsrs:
        if deck not in self._formulas and self._fold is not None:
            self._formulas[deck] = self._fold.formulas(deck)
        return self._formulas[deck]
