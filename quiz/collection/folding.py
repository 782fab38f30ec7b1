"""From the answers to a card to its state, under the options of its deck."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from quiz.model.ids import DeckId
from quiz.model.memory import NEW, CardState
from quiz.model.review import Review
from quiz.store.rows import split_id

if TYPE_CHECKING:
    from quiz.srs.fsrs import Fsrs
    from quiz.srs.scheduler import Scheduler


class Folding:
    """Makes states for the store, which knows no options."""

    def __init__(self, scheduler_of: "Callable[[DeckId], Scheduler]") -> None:
        """Go by the schedulers of decks."""
        self._scheduler_of = scheduler_of

    def __call__(self, reviews: Sequence[Review]) -> CardState:
        """Return the state of a card after all of its answers that count."""
        from quiz.srs.replay import replay  # noqa: PLC0415 - only checks replay the log

        return replay(reviews, self._scheduler_of(split_id(reviews[0].card)[0])) if reviews else NEW

    def formulas(self, deck: DeckId) -> "Fsrs":
        """Return what the memory of the cards of a deck goes by."""
        return self._scheduler_of(deck).fsrs
