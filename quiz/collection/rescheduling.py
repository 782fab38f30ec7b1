"""Brings the days on which cards come back in line with the options of now, and takes that back."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quiz.errors import UsageError
from quiz.srs.reschedule import InReview, Moves, reschedule
from quiz.store.ids import new_event_id
from quiz.store.rows import split_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from quiz.collection.collection import Collection
    from quiz.model.ids import CardId, DeckId
    from quiz.model.memory import Instant
    from quiz.model.review import EventId
    from quiz.srs.scheduler import Scheduler
    from quiz.store.moving import Moved, Standing
    from quiz.store.store import Fold, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescheduling:
    """What is to be moved, before it is."""

    moves: Moves
    standing: "dict[CardId, Standing]"
    """The cards that move, as they stood when that was reckoned."""


class Rescheduler:
    """Moves cards to the days that the options of their decks ask for."""

    def __init__(self, collection: "Collection", store: "Store", fold: "Fold") -> None:
        """Work on a collection; ``fold`` makes the state of a card from its answers."""
        self._collection = collection
        self._store = store
        self._fold = fold

    def plan(
        self,
        decks: "frozenset[DeckId] | None" = None,
        *,
        parameters: "tuple[float, ...] | None" = None,
    ) -> Rescheduling:
        """Return which cards of ``decks``, or of all, would move, and where to; nothing is changed.

        With ``parameters``, as it would be if these were in force for them.
        """
        from quiz.collection.folding import Folding  # noqa: PLC0415 - few reckon with other parameters

        def wanted(deck: "DeckId") -> bool:
            return decks is None or deck in decks

        scheduler_of = self._collection.scheduler_of
        fold: Fold | None = None
        if parameters is not None:
            scheduler_of = self._with(parameters, wanted)
            fold = Folding(scheduler_of)
        standing = {one.card: one for one in self._store.moving.standing(fold)}
        today = self._collection.today()
        cards = (
            InReview(one.card, "/".join(split_id(one.card)), one.deck, one.state, one.asked)
            for one in standing.values()
        )
        moves = reschedule(cards, wanted, scheduler_of, today=today, done=self._store.answered_on(today))
        return Rescheduling(moves=moves, standing={card: standing[card] for card in moves.to})

    def _with(
        self, parameters: tuple[float, ...], wanted: "Callable[[DeckId], bool]"
    ) -> "Callable[[DeckId], Scheduler]":
        from quiz.srs.scheduler import Scheduler  # noqa: PLC0415 - as above

        known: dict[DeckId, Scheduler] = {}

        def scheduler_of(deck: "DeckId") -> "Scheduler":
            if deck not in known:
                own = self._collection.scheduler_of(deck)
                other = replace(own.options, parameters=parameters) if wanted(deck) else own.options
                known[deck] = Scheduler(other, own.days)
            return known[deck]

        return scheduler_of

    def keep(self, planned: Rescheduling) -> "Instant":
        """Move the cards, all of them or none; return the moment by which that is known.

        Those that were answered since it was planned stay where their answer put them.
        """
        now = self._collection.now()
        moves = planned.moves.to
        return self._store.moving.keep(
            ((planned.standing[card], moves[card], new_event_id(now)) for card in sorted(moves)), now
        )

    def last(self) -> "Moved | None":
        """Return what was moved last and not taken back."""
        return self._store.moving.last()

    def undo(self, at: "Instant | None" = None) -> int:
        """Take back what was moved last, or ``at`` a moment; return how many cards come on another day by it.

        Cards that were answered since stay where their answer put them. UsageError if nothing is to be taken back.
        """
        if at is None:
            last = self.last()
            if last is None:
                raise UsageError("No card was rescheduled, or all of it was taken back already.")
            at = last.at
        now = self._collection.now()
        return self._store.moving.take_back(at, now, self._names(now), self._fold)

    def _names(self, now: "Instant") -> "Iterator[EventId]":
        while True:
            yield new_event_id(now)
