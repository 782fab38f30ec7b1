"""What other programs do to the cards of a session while it is under way."""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum, auto
from typing import Protocol

from quiz.model.ids import CardId
from quiz.model.memory import CardState
from quiz.srs.queue import QueueCard


class News(Enum):
    """What a session has learned of other programs."""

    NONE = auto()
    """None of them wrote anything."""
    WRITTEN = auto()
    """They wrote something; the card at hand is in the state it was in, and still to be asked."""
    CARD = auto()
    """The card at hand was answered or put away: what comes now is chosen anew."""


class Others(Protocol):
    """Tells what other programs write where the journal of a session is kept."""

    def wrote(self) -> bool:
        """Tell whether any of them wrote something since `states` was last asked; this takes no time."""
        ...

    def states(self, cards: Sequence[QueueCard]) -> Mapping[CardId, CardState]:
        """Return the states that cards have now; those that are not to be asked any more are left out."""
        ...

    def marked(self) -> Iterable[CardId]:
        """Return the cards that carry a mark now."""
        ...
