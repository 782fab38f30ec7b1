"""All of a session that an answer changes, as a value: an undo puts an earlier one back."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from quiz.model.edit import NoteEdit
from quiz.model.ids import CardId
from quiz.model.memory import NEW, CardState, Instant, Rating
from quiz.model.review import ActionKind, EventId, Review, ReviewKind
from quiz.srs.apart import GAP, NO_TIES, Ties, keep_apart
from quiz.srs.lineup import Lineup, Queue
from quiz.srs.queue import Counts, QueueCard, count_all, count_of, due_at

if TYPE_CHECKING:
    from quiz.srs.balance import Load

_ARRANGED = 300
"""Cards of the main queue that are kept apart by what they say; nobody answers more at one sitting."""
_AGAIN_AFTER = 8
"""Cards after which one that was practised and not known comes again."""


@dataclass(frozen=True, slots=True, eq=False)
class Outside:
    """A change of cards that was made outside of the session, in the list of all cards, and the way back."""

    said: str
    """What was done, as a sentence."""
    take_back: Callable[[], object]
    """Raises ChangedSinceError when that is not possible any more."""
    about: object = None
    """By what whoever made it knows it again."""


Step = Rating | ActionKind | NoteEdit | Outside
"""Something that can be taken back: a card was rated, put away or marked, its note was changed, or other cards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What was done in a session; what was undone is not in it."""

    answered: int = 0
    by_rating: Mapping[Rating, int] = field(default_factory=lambda: dict.fromkeys(Rating, 0))
    duration_ms: int = 0
    """The answering times added up."""
    new: int = 0
    """How many of the answers were the first to their card, and began its schedule."""
    practised: int = 0
    """How many of the answers were practice, and left the schedule alone."""

    def plus(self, review: Review, *, first: bool) -> "Summary":
        """Return the summary with one more answer."""
        practice = review.kind is ReviewKind.CRAM
        return Summary(
            answered=self.answered + 1,
            by_rating={**self.by_rating, review.rating: self.by_rating[review.rating] + 1},
            duration_ms=self.duration_ms + review.duration_ms,
            new=self.new + (first and not practice),
            practised=self.practised + practice,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """What is still to come, what was done, and what was asked last."""

    main: Lineup
    """New cards, reviews and steps due on the whole day, in the order to ask them from ``start`` on."""
    start: int = 0
    waiting: tuple[QueueCard, ...]
    """Cards on steps within the day, by the moment they are due."""
    recent: tuple[QueueCard, ...] = ()
    """The cards asked last, to which what comes next had better not be tied."""
    counts: Counts
    summary: Summary = field(default_factory=Summary)
    marked: frozenset[CardId] = frozenset()
    load: "Load | None" = None
    """What comes back on the days ahead, once somebody asked for it."""

    @classmethod
    def of(cls, queue: Queue, *, marked: frozenset[CardId]) -> "Sitting":
        """Return the sitting that begins with a queue."""
        return cls(main=queue.main, waiting=queue.waiting, counts=queue.counts, marked=marked)

    @property
    def coming(self) -> tuple[QueueCard, ...]:
        """The cards still to come: the main queue in its order, then those on steps by the moment they are due."""
        return (*self.main[self.start :], *self.waiting)

    def without(self, gone: Collection[CardId]) -> "Sitting":
        """Return the sitting with some cards taken out of the queue."""
        main, start, waiting = self.main, self.start, self.waiting
        if len(gone) == 1 and start < len(main) and main[start].card in gone:
            # By far the most frequent case; the queue need not be copied.
            return replace(self, start=start + 1, counts=self.counts - count_of(main[start].state))
        out = [card for card in waiting if card.card in gone]
        if out:
            waiting = tuple(card for card in waiting if card.card not in gone)
        if len(out) < len(gone) and (places := main.places_of(gone, start)):
            out += [main[place] for place in places]
            main, start = main.without(gone, start), 0
        counts = self.counts
        for card in out:
            counts -= count_of(card.state)
        return replace(self, main=main, start=start, waiting=waiting, counts=counts)

    def put_away(self, cards: Collection[CardId], kind: ActionKind) -> "Sitting":
        """Return the sitting once cards were buried or suspended."""
        sitting = self.without({*cards})
        # What is buried comes back on the day it was to come back on; what is suspended does not, wherever it was.
        return replace(sitting, load=None) if kind is ActionKind.SUSPEND else sitting

    def renewed(self, states: Callable[[CardId], CardState | None], *, waits: bool) -> "Sitting":
        """Return the sitting with the states that cards have now; those without one are not asked any more.

        ``waits`` tells whether a card on a step waits for its time.
        """
        cards: list[QueueCard] = []
        for card in self.coming:
            state = states(card.card)
            if state is not None:
                cards.append(card if state == card.state else replace(card, state=state))
        now = Queue.of(cards, waits=waits)
        return replace(self, main=now.main, start=0, waiting=now.waiting, counts=now.counts)

    def with_waiting(self, card: QueueCard) -> "Sitting":
        """Return the sitting with a card on a step, after those that are due by then."""
        at = bisect_right(self.waiting, due_at(card), key=due_at)
        waiting = (*self.waiting[:at], card, *self.waiting[at:])
        return replace(self, waiting=waiting, counts=self.counts + count_of(card.state))

    def with_more(self, cards: Sequence[QueueCard]) -> "Sitting":
        """Return the sitting with more cards, behind those to come."""
        main = self.main.behind((), self.start, cards)
        return replace(self, main=main, start=0, counts=self.counts + count_all(cards))

    def with_asked(self, card: QueueCard) -> "Sitting":
        """Return the sitting once a card was asked."""
        return replace(self, recent=(*self.recent, card)[-GAP:])

    def answered(self, asked: QueueCard, review: Review) -> "Sitting":
        """Return the sitting once a card was answered: it comes again on its step, or when practice did not know it."""
        practice = review.kind is ReviewKind.CRAM
        sitting = replace(
            self.without({asked.card}),
            recent=(*self.recent, asked)[-GAP:],
            summary=self.summary.plus(review, first=asked.state == NEW),
            load=self.load if practice or self.load is None else self.load.moved(asked.state, review.after),
        )
        if practice:
            return sitting.again(asked) if review.rating is Rating.AGAIN else sitting
        return sitting if review.after.due_at is None else sitting.with_waiting(replace(asked, state=review.after))

    def again(self, card: QueueCard) -> "Sitting":
        """Return the sitting with a card that comes once more, after some others."""
        later = self.start + _AGAIN_AFTER
        main = self.main.behind((*self.main[self.start : later], card), later)
        return replace(self, main=main, start=0, counts=self.counts + count_of(card.state))

    def soonest(self) -> tuple[QueueCard, ...]:
        """Return the cards that are worth keeping apart by what they say: those on steps, and the next ones."""
        return (*self.waiting, *self.main[self.start : self.start + _ARRANGED])

    def arranged(self, ties: Ties, asked: QueueCard | None) -> "Sitting":
        """Return the sitting with tied cards apart in the main queue; the card that is being asked stays."""
        first = self.start
        recent = self.recent
        if asked is not None:
            recent = (*recent, asked)
            first += first < len(self.main) and self.main[first] == asked
        end = first + _ARRANGED
        apart = keep_apart(self.main[first:end], ties, before=recent)
        return replace(self, main=self.main.behind((*self.main[self.start : first], *apart), end), start=0)

    def choose(self, now: Instant, ahead: int, ties: Ties = NO_TIES) -> QueueCard | None:
        """Return the card to ask now: steps that are due, then the main queue, then steps due within ``ahead`` ms.

        A card that is tied to one of the last asked gives way to the next one that is not, if there is one to be
        asked; failing that, to the next one that is not tied to the very last.
        """
        due = self.waiting[: bisect_right(self.waiting, now, key=due_at)]
        soon = self.waiting[len(due) : bisect_right(self.waiting, now + ahead, key=due_at)]
        main = range(self.start, len(self.main))
        for reach in (GAP, 1):
            for card in due:
                if self._may_follow(card, ties, reach):
                    return card
            for index in main:
                if self._may_follow(self.main[index], ties, reach):
                    return self.main[index]
        if due:
            return due[0]
        if main:
            return self.main[self.start]
        free = (card for reach in (GAP, 1) for card in soon if self._may_follow(card, ties, reach))
        return next(free, soon[0] if soon else None)

    def _may_follow(self, card: QueueCard, ties: Ties, reach: int) -> bool:
        """Tell whether a card is tied to none of the last ``reach`` asked; it may itself be one, but not the last."""
        recent = self.recent[-reach:]
        if recent and recent[-1].card == card.card:
            return False
        return all(other.card == card.card or not ties.bind(card, other) for other in recent)


@dataclass(slots=True)
class Past:
    """A step that can be taken back."""

    sitting: Sitting
    """As it was before."""
    asked: QueueCard | None
    """The card that was asked then; ``None`` if none was."""
    events: list[EventId]
    """What the journal holds of the step, last first."""
    what: Step
    """What was done."""
    leech: QueueCard | None = None
    """The card as it was afterwards, if its answer showed that it is a leech."""
    taken: tuple[QueueCard, ...] = ()
    """The cards that left the queue because of a change elsewhere."""
