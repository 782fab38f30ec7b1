"""One sitting: which card is asked now, what an answer does to the queue, and the way back."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import Protocol

from quiz.errors import ChangedSinceError
from quiz.model.answer import Verdict
from quiz.model.edit import NoteEdit
from quiz.model.ids import CardId, DeckId
from quiz.model.memory import NEW, Instant, Outcomes, Rating, StudyDay
from quiz.model.review import Action, ActionKind, EventId, Retraction, Review
from quiz.srs.queue import Counts, QueueCard, count_of, waiting_until
from quiz.srs.scheduler import Scheduler, kind_of


class Journal(Protocol):
    """Where a session writes down what happens, before it takes it for done.

    Each call is durable when it returns. One that raises has written nothing, and leaves the session as it was.
    """

    def record(self, review: Review) -> None:
        """Keep an answer and the state it leads to."""
        ...

    def act(self, action: Action) -> None:
        """Keep something done to a card besides answering it."""
        ...

    def retract(self, retraction: Retraction) -> None:
        """Take back an answer or an action, and give the card the state it had before."""
        ...

    def take_back(self, edit: NoteEdit) -> None:
        """Make a note read as it did before it was edited; ChangedSinceError when somebody changed it since."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What was done in a session; what was undone is not in it."""

    answered: int = 0
    by_rating: Mapping[Rating, int] = field(default_factory=lambda: dict.fromkeys(Rating, 0))
    duration_ms: int = 0
    """The answering times added up."""
    new: int = 0
    """How many of the answers were the first to their card."""

    def plus(self, review: Review, *, first: bool) -> "Summary":
        """Return the summary with one more answer."""
        return Summary(
            answered=self.answered + 1,
            by_rating={**self.by_rating, review.rating: self.by_rating[review.rating] + 1},
            duration_ms=self.duration_ms + review.duration_ms,
            new=self.new + first,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sitting:
    """All of a session that an answer changes; an undo puts an earlier one back."""

    main: tuple[QueueCard, ...]
    """New cards, reviews and steps due on the whole day, in the order to ask them from ``start`` on."""
    start: int = 0
    waiting: tuple[QueueCard, ...]
    """Cards on steps within the day, by the moment they are due."""
    last_note: str = ""
    """The note that was asked last, whose siblings had better not come next."""
    counts: Counts
    summary: Summary = field(default_factory=Summary)
    marked: frozenset[CardId] = frozenset()

    def without(self, gone: Collection[CardId]) -> "_Sitting":
        """Return the sitting with some cards taken out of the queue."""
        out = [card for card in self.waiting if card.card in gone]
        main, start = self.main, self.start
        if len(out) < len(gone):
            if len(gone) == 1 and main[start].card in gone:
                # By far the most frequent case; the queue need not be copied.
                out.append(main[start])
                start += 1
            else:
                out += [card for card in main[start:] if card.card in gone]
                main, start = tuple(card for card in main[start:] if card.card not in gone), 0
        counts = self.counts
        for card in out:
            counts -= count_of(card.state)
        waiting = tuple(card for card in self.waiting if card.card not in gone)
        return replace(self, main=main, start=start, waiting=waiting, counts=counts)

    def with_waiting(self, card: QueueCard) -> "_Sitting":
        """Return the sitting with a card on a step, after those that are due by then."""
        at = bisect_right(self.waiting, _due(card), key=_due)
        waiting = (*self.waiting[:at], card, *self.waiting[at:])
        return replace(self, waiting=waiting, counts=self.counts + count_of(card.state))

    def choose(self, now: Instant, ahead: int) -> QueueCard | None:
        """Return the card to ask now: steps that are due, then the main queue, then steps due within ``ahead`` ms.

        A sibling of the card asked last gives way to the next card that is none, if there is one to be asked.
        """
        due = self.waiting[: bisect_right(self.waiting, now, key=_due)]
        soon = self.waiting[len(due) : bisect_right(self.waiting, now + ahead, key=_due)]
        main = range(self.start, len(self.main))
        asked = next((card for card in due if card.note != self.last_note), None)
        if asked is None:
            asked = next((self.main[i] for i in main if self.main[i].note != self.last_note), None)
        if asked is None and due:
            asked = due[0]
        if asked is None and main:
            asked = self.main[self.start]
        if asked is None:
            asked = next((card for card in soon if card.note != self.last_note), soon[0] if soon else None)
        return asked


@dataclass(slots=True)
class _Past:
    """A step that can be taken back."""

    sitting: _Sitting
    """As it was before."""
    asked: QueueCard
    events: list[EventId]
    """What the journal holds of the step, last first."""
    edit: NoteEdit | None = None
    """What the step changed in a deck file."""


class Session:
    """Asks the cards of a queue until none is left.

    The clock is read whenever a card is chosen and an answer computed; nothing else makes time pass.
    """

    def __init__(  # noqa: PLR0917  the parts a session is made of, each of its own type
        self,
        queue: Sequence[QueueCard],
        scheduler: Scheduler,
        clock: Callable[[], Instant],
        journal: Journal,
        new_id: Callable[[], EventId],
        learn_ahead: int,
        *,
        marked: Iterable[CardId] = (),
        siblings: Callable[[QueueCard], Iterable[CardId]] | None = None,
        schedulers: Callable[[DeckId], Scheduler] | None = None,
    ) -> None:
        """Start with a queue in the order of `quiz.srs.queue.build_queue`.

        ``learn_ahead`` is in seconds. ``marked`` are the cards that carry a mark already. ``siblings`` names all
        cards of the note of a card, for acting on them together; without it they are those in the queue.
        ``schedulers`` names the scheduler of each deck, where decks have options of their own.
        """
        waiting = sorted((card for card in queue if waiting_until(card.state) is not None), key=_due)
        counts = Counts()
        for card in queue:
            counts += count_of(card.state)
        self._sitting = _Sitting(
            main=tuple(card for card in queue if waiting_until(card.state) is None),
            waiting=tuple(waiting),
            counts=counts,
            marked=frozenset(marked),
        )
        self._scheduler = scheduler
        self._schedulers = schedulers
        self._clock = clock
        self._journal = journal
        self._new_id = new_id
        self._ahead = learn_ahead * 1000
        self._siblings = siblings
        self._past: list[_Past] = []
        self._asked: QueueCard | None = None
        self._offer: tuple[Instant, StudyDay, Outcomes] | None = None

    @property
    def current(self) -> QueueCard | None:
        """The card being asked; it stays until something is done to it.

        ``None`` when all is done, or when only steps are left whose time has not come (see `next_at`).
        """
        if self._asked is None:
            self._asked = self._sitting.choose(self._clock(), self._ahead)
        return self._asked

    @property
    def next_at(self) -> Instant | None:
        """The moment from which a waiting card will be asked, when none can be asked now and one will be."""
        waiting = self._sitting.waiting
        if self.current is not None or not waiting:
            return None
        return Instant(_due(waiting[0]) - self._ahead)

    @property
    def counts(self) -> Counts:
        """How many cards are still to come, the current one and waiting ones included."""
        return self._sitting.counts

    @property
    def later(self) -> int:
        """How many of the cards to come wait for a step whose time has not come yet, the current one aside."""
        waiting = self._sitting.waiting
        due = bisect_right(waiting, self._clock(), key=_due)
        return sum(card != self._asked for card in waiting[due:])

    @property
    def remaining(self) -> tuple[QueueCard, ...]:
        """The cards still to come: the main queue in its order, then those on steps by the moment they are due."""
        sitting = self._sitting
        return (*sitting.main[sitting.start :], *sitting.waiting)

    @property
    def summary(self) -> Summary:
        """What was done so far."""
        return self._sitting.summary

    @property
    def is_marked(self) -> bool:
        """Whether the current card carries a mark."""
        return self.current is not None and self.current.card in self._sitting.marked

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._past)

    def outcomes(self) -> Outcomes:
        """Return what each rating would make of the current card; `rate` stores exactly what this returned last.

        They are computed as of the first call for a card and stay as they are while the study day lasts.
        """
        now = self._clock()
        asked = self._require_card()
        scheduler = self._scheduler_of(asked.deck)
        day = scheduler.days.day_of(now)
        if self._offer is None or self._offer[1] != day:
            self._offer = (now, day, scheduler.outcomes(asked.card, asked.state, now))
        return self._offer[2]

    def options_changed(self) -> None:
        """Have the outcomes of the current card computed anew, because schedulers are others now."""
        self._offer = None

    def rate(self, rating: Rating, *, verdict: Verdict, typed: str | None, duration_ms: int) -> Review:
        """Answer the current card and return the row that was recorded.

        The row is dated to the moment the outcomes were offered. Raises what the journal raises.
        """
        asked = self._require_card()
        if self._offer is None:
            self.outcomes()
        assert self._offer is not None  # noqa: S101  outcomes() sees to it
        at, day, outcomes = self._offer
        after = outcomes[rating]
        review = Review(
            id=self._new_id(),
            card=asked.card,
            at=at,
            day=day,
            rating=rating,
            kind=kind_of(asked.state),
            verdict=verdict,
            typed=typed,
            duration_ms=duration_ms,
            before=asked.state,
            after=after,
        )
        self._journal.record(review)
        before = self._sitting
        sitting = replace(
            before.without({asked.card}),
            last_note=asked.note,
            summary=before.summary.plus(review, first=asked.state == NEW),
        )
        if after.due_at is not None:
            sitting = sitting.with_waiting(replace(asked, state=after))
        self._go_on(sitting, asked, [review.id])
        return review

    def bury(self, *, siblings: bool = False) -> None:
        """Hide the current card until tomorrow, with its siblings if so told."""
        self._put_away(ActionKind.BURY, siblings=siblings)

    def suspend(self, *, siblings: bool = False) -> None:
        """Take the current card out of study until it is put back, with its siblings if so told."""
        self._put_away(ActionKind.SUSPEND, siblings=siblings)

    def mark(self) -> bool:
        """Mark the current card, or take its mark off; the card stays. Returns whether it is marked now."""
        asked = self._require_card()
        marked = self._sitting.marked
        kind = ActionKind.UNMARK if asked.card in marked else ActionKind.MARK
        events = self._act(kind, [asked.card])
        self._past.append(_Past(sitting=self._sitting, asked=asked, events=events))
        self._sitting = replace(self._sitting, marked=marked ^ {asked.card})
        return kind is ActionKind.MARK

    def edited(self, edit: NoteEdit) -> None:
        """Remember that a note was changed in its deck file while the current card was asked, as one more step.

        The card stays, unless its note does not make it any more: such cards leave the queue.
        """
        asked = self._require_card()
        note = f"{edit.deck}/{edit.note}"
        gone = {card.card for card in self.remaining if card.note == note and card.card not in edit.cards}
        past = _Past(sitting=self._sitting, asked=asked, events=[], edit=edit)
        if asked.card in gone:
            self._asked = self._offer = None
        if gone:
            self._sitting = self._sitting.without(gone)
        self._past.append(past)

    def undo(self) -> QueueCard | None:
        """Take back the last step, whatever it was, and ask its card again.

        Returns that card, or ``None`` when there is nothing to take back. The whole session can be taken back.
        Should the journal fail half way through an action on several cards, the next call takes back the rest. An
        edit of a note that was changed again since stays, with ChangedSinceError, and is no step any more.
        """
        if not self._past:
            return None
        past = self._past[-1]
        if past.edit is not None:
            try:
                self._journal.take_back(past.edit)
            except ChangedSinceError:
                self._past.pop()
                raise
        while past.events:
            self._journal.retract(Retraction(id=self._new_id(), target=past.events[0], at=self._clock()))
            past.events.pop(0)
        self._past.pop()
        self._sitting = past.sitting
        if self._asked != past.asked:
            self._asked = past.asked
            self._offer = None
        return past.asked

    def _scheduler_of(self, deck: DeckId) -> Scheduler:
        return self._schedulers(deck) if self._schedulers is not None else self._scheduler

    def _require_card(self) -> QueueCard:
        asked = self.current
        if asked is None:
            raise LookupError("There is no card to answer: the session is over or waits for a step.")
        return asked

    def _go_on(self, sitting: _Sitting, asked: QueueCard, events: list[EventId]) -> None:
        self._past.append(_Past(sitting=self._sitting, asked=asked, events=events))
        self._sitting = sitting
        self._asked = None
        self._offer = None

    def _put_away(self, kind: ActionKind, *, siblings: bool) -> None:
        asked = self._require_card()
        cards = [asked.card]
        if siblings:
            others = (card.card for card in self.remaining if card.note == asked.note)
            cards = list(dict.fromkeys([asked.card, *(self._siblings(asked) if self._siblings else ()), *others]))
        events = self._act(kind, cards)
        self._go_on(replace(self._sitting.without(set(cards)), last_note=asked.note), asked, events)

    def _act(self, kind: ActionKind, cards: Sequence[CardId]) -> list[EventId]:
        """Write down one action for each card, all or none, and return their ids, the last first."""
        now = self._clock()
        day = self._scheduler_of(self._require_card().deck).days.day_of(now)
        events: list[EventId] = []
        with ExitStack() as way_back:
            for card in cards:
                action = Action(id=self._new_id(), card=card, at=now, day=day, kind=kind)
                self._journal.act(action)
                way_back.callback(self._take_back, action.id)
                events.insert(0, action.id)
            way_back.pop_all()
        return events

    def _take_back(self, event: EventId) -> None:
        self._journal.retract(Retraction(id=self._new_id(), target=event, at=self._clock()))


def _due(card: QueueCard) -> int:
    """Return when a card on a step is due; the others have no place in the order and come first."""
    return waiting_until(card.state) or 0
