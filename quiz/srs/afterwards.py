"""What an answer brings about besides the schedule of its card: leeches put away, related cards buried for the day."""

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from quiz.errors import QuizError
from quiz.model.ids import CardId
from quiz.model.memory import Phase, Scheduled
from quiz.model.review import ActionKind, EventId
from quiz.srs.leech import LeechRule
from quiz.srs.queue import QueueCard
from quiz.srs.sitting import Sitting


@dataclass(frozen=True, slots=True, kw_only=True)
class Afterwards:
    """What is to follow an answer in a deck. As in Anki, nothing is buried unless it is asked for."""

    leeches: LeechRule = field(default=LeechRule())
    bury_new: bool = False
    """Whether new siblings of a card wait until tomorrow once it was answered."""
    bury_reviews: bool = False
    """Whether its siblings in review do."""
    bury_given_away: bool = False
    """Whether cards do whose answer stood in what the card asked."""

    @property
    def buries(self) -> bool:
        """Whether anything is ever buried."""
        return self.bury_new or self.bury_reviews or self.bury_given_away

    def to_bury(
        self, asked: QueueCard, coming: Iterable[QueueCard], given_away: Collection[CardId]
    ) -> tuple[CardId, ...]:
        """Return which of the cards to come wait until tomorrow; those on their steps go on with them."""
        return tuple(card.card for card in coming if card.card != asked.card and self._waits(asked, card, given_away))

    def _waits(self, asked: QueueCard, card: QueueCard, given_away: Collection[CardId]) -> bool:
        if isinstance(card.state, Scheduled) and card.state.phase is not Phase.REVIEW:
            return False
        if self.bury_given_away and card.card in given_away:
            return True
        siblings = self.bury_reviews if isinstance(card.state, Scheduled) else self.bury_new
        return siblings and card.note == asked.note


def settle(
    rules: Afterwards,
    answered: tuple[QueueCard, Scheduled],
    sitting: Sitting,
    given_away: Collection[CardId],
    act: Callable[[ActionKind, Sequence[CardId]], Sequence[EventId]],
) -> tuple[Sitting, tuple[EventId, ...], QueueCard | None]:
    """Do what is to follow an answer, which is kept already: what cannot be kept of this is left undone.

    ``answered`` is the card as it was asked and its state now, ``sitting`` what comes after the answer. Returns what
    comes after this, what the journal holds of it, last first, and the card as it is now if it is found a leech.
    """
    asked, after = answered
    leech = rules.leeches.found(asked.state, after)
    away = (asked.card,) if leech and rules.leeches.suspends else ()
    bury = rules.to_bury(asked, sitting.coming, given_away) if rules.buries else ()
    events: tuple[EventId, ...] = ()
    for kind, cards in ((ActionKind.SUSPEND, away), (ActionKind.BURY, bury)):
        if cards:
            with suppress(QuizError):
                events = (*act(kind, cards), *events)
                sitting = sitting.put_away(cards, kind)
    return sitting, events, replace(asked, state=after) if leech else None
