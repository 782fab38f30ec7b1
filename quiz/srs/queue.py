"""The cards a session asks, and how they are counted."""

from collections.abc import Iterable
from dataclasses import dataclass

from quiz.model.ids import CardId, DeckId
from quiz.model.memory import CardState, New, Phase, Scheduled


@dataclass(frozen=True, slots=True)
class QueueCard:
    """A card that is to be asked, with what the queue must know of it."""

    card: CardId
    note: str
    """The same for all siblings and for no other card: ``deck/note``."""
    deck: DeckId
    state: CardState


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cards are still to come."""

    new: int = 0
    learning: int = 0
    review: int = 0

    @property
    def total(self) -> int:
        """All of them together."""
        return self.new + self.learning + self.review

    def within(self, new: int | None, reviews: int | None) -> "Counts":
        """Return as much of them as so many new cards and reviews allow; ``None`` allows all."""
        return Counts(
            new=self.new if new is None else min(self.new, new),
            learning=self.learning,
            review=self.review if reviews is None else min(self.review, reviews),
        )

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.new + other.new, self.learning + other.learning, self.review + other.review)

    def __sub__(self, other: "Counts") -> "Counts":
        return Counts(self.new - other.new, self.learning - other.learning, self.review - other.review)


_NEW, _LEARNING, _REVIEW = Counts(new=1), Counts(learning=1), Counts(review=1)


def count_of(state: CardState) -> Counts:
    """Return one card, counted under the heading its state belongs to."""
    if isinstance(state, New):
        return _NEW
    return _REVIEW if state.phase is Phase.REVIEW else _LEARNING


def count_all(cards: Iterable[QueueCard]) -> Counts:
    """Return how many cards there are under each heading."""
    new = learning = review = 0
    for card in cards:
        if isinstance(card.state, New):
            new += 1
        elif card.state.phase is Phase.REVIEW:
            review += 1
        else:
            learning += 1
    return Counts(new, learning, review)


def waiting_until(state: CardState) -> int | None:
    """Return the instant a card on a step within the day waits for, or ``None`` when it is due on the whole day."""
    return state.due_at if isinstance(state, Scheduled) else None


def due_at(card: QueueCard) -> int:
    """Return when a card on a step is due; the others have no place in the order and come first."""
    return waiting_until(card.state) or 0
