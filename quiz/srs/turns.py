"""Whose turn it is: the card that is asked now, what is still to come, and what other programs do to it."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quiz.errors import QuizError
from quiz.model.ids import CardId
from quiz.model.memory import Instant
from quiz.model.plan import Plan
from quiz.srs.apart import NO_TIES, Ties
from quiz.srs.lineup import Queue
from quiz.srs.others import News
from quiz.srs.queue import Counts, QueueCard, due_at
from quiz.srs.sitting import Sitting, Summary

if TYPE_CHECKING:
    from quiz.srs.giveaways import Said
    from quiz.srs.others import Others


class Turns:
    """Chooses one card after the other from a queue.

    The clock is read whenever a card is chosen; nothing else makes time pass.
    """

    def __init__(
        self,
        queue: Queue,
        clock: Callable[[], Instant],
        learn_ahead: int,
        *,
        plan: Plan,
        marked: Iterable[CardId],
        texts: "Callable[[Sequence[CardId]], Iterable[Said]] | None",
        others: "Others | None",
    ) -> None:
        """Start with a queue; see `quiz.srs.session.Session`, which adds what is done to the cards.

        ``learn_ahead`` is in seconds.
        """
        self.plan = plan
        self._sitting = Sitting.of(queue, marked=frozenset(marked))
        self._clock = clock
        self._ahead = learn_ahead * 1000
        """In milliseconds, as instants are."""
        self._texts = texts
        self._others = others
        self._shared = False
        self._ties = NO_TIES
        self._ends: Instant | None = None
        self._asked: QueueCard | None = None

    @property
    def current(self) -> QueueCard | None:
        """The card being asked; it stays until something is done to it.

        ``None`` when all is done, when only steps are left whose time has not come (see `next_at`), or when the time
        for the session has run out. That time begins with the first card.
        """
        if self._asked is None:
            self._follow()
            now = self._clock()
            if self._ends is None and self.plan.box is not None:
                self._ends = Instant(now + self.plan.box)
            if self._ends is None or now < self._ends:
                self._asked = self._sitting.choose(now, self._ahead, self._ties)
        return self._asked

    @property
    def next_at(self) -> Instant | None:
        """The moment from which a waiting card will be asked, when none can be asked now and one will be."""
        waiting = self._sitting.waiting
        if self.current is not None or not waiting:
            return None
        at = Instant(due_at(waiting[0]) - self._ahead)
        return at if self._ends is None or max(at, self._clock()) < self._ends else None

    @property
    def time_left(self) -> int | None:
        """Milliseconds until the time for the session runs out; ``None`` when it has no end."""
        return self.plan.box if self._ends is None else max(0, self._ends - self._clock())

    def go_on(self) -> None:
        """Give the session its time once more, from the next card on."""
        self._ends = None

    def arrange(self) -> None:
        """Read what the cards say, and keep apart those that give each other away.

        It may take some milliseconds, and the first card need not wait for it.
        """
        texts, self._texts = self._texts, None
        if texts is None:
            return
        from quiz.srs.giveaways import find_giveaways  # noqa: PLC0415 - the first card appears without it

        try:
            said = list(texts([card.card for card in self._sitting.soonest()]))
        except QuizError:
            return  # no answer is held up for a better order; what cannot be read is told where it matters
        self._ties = Ties.of(find_giveaways(said))
        if self._ties.gives:
            self._sitting = self._sitting.arranged(self._ties, self._asked)

    @property
    def counts(self) -> Counts:
        """How many cards are still to come, the current one and waiting ones included."""
        return self._sitting.counts

    @property
    def later(self) -> int:
        """How many of the cards to come wait for a step whose time has not come yet, the current one aside."""
        waiting = self._sitting.waiting
        due = bisect_right(waiting, self._clock(), key=due_at)
        return sum(card != self._asked for card in waiting[due:])

    @property
    def remaining(self) -> tuple[QueueCard, ...]:
        """The cards still to come: the main queue in its order, then those on steps by the moment they are due."""
        return self._sitting.coming

    @property
    def summary(self) -> Summary:
        """What was done so far."""
        return self._sitting.summary

    @property
    def is_marked(self) -> bool:
        """Whether the current card carries a mark."""
        return self.current is not None and self.current.card in self._sitting.marked

    def keep_up(self) -> News:
        """Take over what other programs did to the cards to come; what was done here can still be taken back.

        This takes no time while they do nothing. What cannot be read is told where something is to be kept.
        """
        asked = self._asked
        if not self._follow():
            return News.NONE
        return News.CARD if self._asked != asked else News.WRITTEN

    def _follow(self, *, anyway: bool = False) -> bool:
        """Take over what others wrote, if they wrote anything or ``anyway``; tell whether it was read."""
        others, asked = self._others, self._asked
        try:
            if others is None or not (anyway or others.wrote()):
                return False
            states, marked = others.states(self.remaining), frozenset(others.marked())
        except QuizError:
            return False
        self._shared = True
        sitting = self._sitting.renewed(states.get, waits=self.plan.waits_for_steps)
        self._sitting = replace(sitting, marked=marked, load=None)
        if asked is not None and asked not in self.remaining:
            self._asked = None
        return True

    def _rejoin(self, cards: Iterable[QueueCard]) -> None:
        """Let cards that left the queue be asked after all, if they are to be asked and are as they were."""
        here = {card.card for card in self.remaining}
        out = {card.card: card for card in cards if card.card not in here}
        if self._others is not None and out:
            states = self._others.states([*out.values()])
            self._sitting = self._sitting.with_more(
                [card for card in out.values() if states.get(card.card) == card.state]
            )

    def _same(self, asked: QueueCard | None) -> QueueCard | None:
        """Return a card as it is now among those to come; ``None`` if it is not among them."""
        return next((card for card in self.remaining if asked is not None and card.card == asked.card), None)

    def _require_card(self) -> QueueCard:
        """Return the current card. LookupError if there is none: whoever asks for it then is mistaken."""
        asked = self.current
        if asked is None:
            raise LookupError("There is no card to answer: the session is over or waits for a step.")
        return asked
