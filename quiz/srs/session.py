"""One sitting: which card is asked now, what an answer does to the queue, and the way back."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quiz.errors import ChangedSinceError, OvertakenError, QuizError
from quiz.model.edit import NoteEdit
from quiz.model.ids import CardId, DeckId
from quiz.model.memory import NEW, CardState, Instant, Outcomes, Rating, Scheduled, StudyDay
from quiz.model.plan import Plan
from quiz.model.review import Action, ActionKind, EventId, Retraction, Review, ReviewKind
from quiz.model.verdict import Verdict
from quiz.srs.apart import NO_TIES, Ties
from quiz.srs.others import News
from quiz.srs.queue import Counts, QueueCard
from quiz.srs.scheduler import Scheduler, kind_of
from quiz.srs.sitting import Past, Sitting, Step, Summary, due_at

if TYPE_CHECKING:
    from quiz.srs.afterwards import Afterwards
    from quiz.srs.balance import DueDays
    from quiz.srs.giveaways import Said
    from quiz.srs.journal import Journal
    from quiz.srs.others import Others

__all__ = ["Session", "Step", "Summary"]

_NOTHING_PLANNED = Plan()


class Session:
    """Asks the cards of a queue until none is left.

    The clock is read whenever a card is chosen and an answer computed; nothing else makes time pass.
    """

    def __init__(  # noqa: PLR0917  the parts a session is made of, each of its own type
        self,
        queue: Sequence[QueueCard],
        scheduler: Scheduler,
        clock: Callable[[], Instant],
        journal: "Journal",
        new_id: Callable[[], EventId],
        learn_ahead: int,
        *,
        plan: Plan = _NOTHING_PLANNED,
        marked: Iterable[CardId] = (),
        siblings: Callable[[QueueCard], Iterable[CardId]] | None = None,
        schedulers: Callable[[DeckId], Scheduler] | None = None,
        texts: "Callable[[Sequence[CardId]], Iterable[Said]] | None" = None,
        due_days: "DueDays | None" = None,
        others: "Others | None" = None,
        afterwards: "Callable[[DeckId], Afterwards] | None" = None,
    ) -> None:
        """Start with a queue in the order of `quiz.srs.order.build_queue`.

        ``learn_ahead`` is in seconds. ``plan`` is what the queue was made for; it may end the session by time, and
        make answers practice. ``marked`` are the cards that carry a mark already. ``siblings`` names all cards of the
        note of a card, for acting on them together; without it they are those in the queue. ``texts`` reads what
        cards say, so that those that give each other away can be kept apart. ``schedulers`` names the scheduler of
        each deck, where decks have options of their own. ``others`` tells of programs that write to the same journal.
        ``due_days`` tells what comes back on the days ahead, and is asked when outcomes are. ``afterwards`` says
        what is to follow an answer in a deck besides the schedule of its card.
        """
        self._sitting = Sitting.of(queue, waits=plan.waits_for_steps, marked=frozenset(marked))
        self.plan = plan
        self._texts = texts
        self._due_days = due_days
        self._afterwards = afterwards
        self._others = others
        self._shared = False
        self._ties = NO_TIES
        self._ends: Instant | None = None
        self._scheduler = scheduler
        self._schedulers = schedulers
        self._clock = clock
        self._journal = journal
        self._new_id = new_id
        self._ahead = learn_ahead * 1000
        self._siblings = siblings
        self._past: list[Past] = []
        self._asked: QueueCard | None = None
        self._offer: tuple[Instant, StudyDay, Outcomes] | None = None

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

    @property
    def practises(self) -> bool:
        """Whether an answer to the current card is practice, which leaves its schedule alone."""
        asked = self.current
        return asked is not None and self.plan.practises(
            asked.state, self._scheduler_of(asked.deck).days.day_of(self._clock())
        )

    def arrange(self) -> None:
        """Read what the cards say, and keep apart those that give each other away.

        The first answer does it if it was not done before. It may take some milliseconds, and the first card need
        not wait for it.
        """
        from quiz.srs.giveaways import find_giveaways  # noqa: PLC0415 - the first card appears without it

        texts, self._texts = self._texts, None
        if texts is None:
            return
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

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._past)

    @property
    def last_step(self) -> Step | None:
        """What `undo` would take back."""
        return self._past[-1].what if self._past else None

    @property
    def leech(self) -> QueueCard | None:
        """The card answered last, as it is now, if that answer showed that it is a leech."""
        return self._past[-1].leech if self._past else None

    def outcomes(self) -> Outcomes:
        """Return what each rating would make of the current card; `rate` stores exactly what this returned last.

        They are computed as of the first call for a card and stay as they are while the study day lasts. Practice
        leaves a card in the state it is in; of one that was never answered it is told what an answer would make.
        """
        now = self._clock()
        asked = self._require_card()
        scheduler = self._scheduler_of(asked.deck)
        day = scheduler.days.day_of(now)
        if self._offer is None or self._offer[1] != day:
            if self.practises and isinstance(asked.state, Scheduled):
                outcomes: Outcomes = dict.fromkeys(Rating, asked.state)
            else:
                load = None
                if self._due_days is not None and scheduler.balances:
                    known = self._sitting.load or self._due_days.load(day)
                    self._sitting = replace(self._sitting, load=known)
                    load = known.moved(asked.state, NEW).beside(self._due_days.siblings(asked))
                outcomes = scheduler.outcomes(asked.card, asked.state, now, load)
            self._offer = (now, day, outcomes)
        return self._offer[2]

    def options_changed(self) -> None:
        """Have the outcomes of the current card computed anew, because schedulers are others now."""
        self._offer = None

    def rate(self, rating: Rating, *, verdict: Verdict, typed: str | None, duration_ms: int) -> Review:
        """Answer the current card and return the row that was recorded.

        The row is dated to the moment the outcomes were offered. Practice is recorded as such, and a card that was
        not known in it comes once more. Raises what the journal raises, and OvertakenError, with nothing kept, when
        another program was faster: the current card is then chosen anew.
        """
        asked = self._require_card()
        self.arrange()
        if self.keep_up() is News.CARD:
            raise OvertakenError
        if self._offer is None:
            self.outcomes()
        assert self._offer is not None  # noqa: S101  outcomes() sees to it
        at, day, outcomes = self._offer
        practice = self.plan.practises(asked.state, day)
        review = Review(
            id=self._new_id(),
            card=asked.card,
            at=at,
            day=day,
            rating=rating,
            kind=ReviewKind.CRAM if practice else kind_of(asked.state),
            verdict=verdict,
            typed=typed,
            duration_ms=duration_ms,
            before=asked.state,
            after=outcomes[rating],
        )
        try:
            self._journal.record(review)
        except OvertakenError:
            self._follow(anyway=True)
            raise
        sitting = self._sitting.answered(asked, review)
        more, leech = (), None
        if self._afterwards is not None and not practice:
            from quiz.srs.afterwards import settle  # noqa: PLC0415 - the first card is asked without it

            rules, given = self._afterwards(asked.deck), self._ties.gives.get(asked.card, ())
            sitting, more, leech = settle(rules, (asked, review.after), sitting, given, self._act)
        self._go_on(sitting, asked, [*more, review.id], rating, leech)
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
        self._past.append(Past(sitting=self._sitting, asked=asked, events=events, what=kind))
        self._sitting = replace(self._sitting, marked=marked ^ {asked.card})
        return kind is ActionKind.MARK

    def edited(self, edit: NoteEdit) -> None:
        """Remember that a note was changed in its deck file while the current card was asked, as one more step.

        The card stays, unless its note does not make it any more: such cards leave the queue.
        """
        asked = self._require_card()
        note = f"{edit.deck}/{edit.note}"
        gone = {card.card for card in self.remaining if card.note == note and card.card not in edit.cards}
        past = Past(sitting=self._sitting, asked=asked, events=[], what=edit)
        if asked.card in gone:
            self._asked = self._offer = None
        if gone:
            self._sitting = self._sitting.without(gone)
        self._past.append(past)

    def catch_up(self, states: Callable[[CardId], CardState | None], marked: Iterable[CardId]) -> None:
        """Take over what was done to cards outside of the session; ``states`` has none for what is not to be asked.

        The steps so far cannot be taken back any more: they would bring back cards as they are no longer.
        """
        asked = self._asked
        self._sitting = self._sitting.renewed(states, waits=self.plan.waits_for_steps)
        self._sitting = replace(self._sitting, marked=frozenset(marked))
        self._asked = None if asked is None else self._same(asked)
        self._offer = None
        self._past.clear()

    def keep_up(self) -> News:
        """Take over what other programs did to the cards to come; what was done here can still be taken back.

        This takes no time while they do nothing. What cannot be read is told where something is to be kept.
        """
        asked = self._asked
        if not self._follow():
            return News.NONE
        return News.CARD if self._asked != asked else News.WRITTEN

    def _follow(self, *, anyway: bool = False) -> bool:
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
            self._asked = self._offer = None
        return True

    def undo(self) -> QueueCard | None:
        """Take back the last step, whatever it was, and ask its card again.

        Returns that card, or ``None`` when there is nothing to take back. The whole session can be taken back.
        An edit of a note that was changed again since stays, with ChangedSinceError, and is no step any more. What
        other programs did stays done.
        """
        self.keep_up()
        if not self._past:
            return None
        past = self._past[-1]
        if isinstance(past.what, NoteEdit):
            try:
                self._journal.take_back(past.what)
            except ChangedSinceError:
                self._past.pop()
                raise
        if past.events:
            now = self._clock()
            self._journal.retract(*(Retraction(id=self._new_id(), target=event, at=now) for event in past.events))
        self._past.pop()
        self._sitting = past.sitting
        if self._asked != past.asked:
            self._asked = past.asked
            self._offer = None
        if self._shared:
            self._follow(anyway=True)
            self._asked = self._asked or self._same(past.asked)
        return past.asked

    def _same(self, asked: QueueCard) -> QueueCard | None:
        return next((card for card in self.remaining if card.card == asked.card), None)

    def _scheduler_of(self, deck: DeckId) -> Scheduler:
        return self._schedulers(deck) if self._schedulers is not None else self._scheduler

    def _require_card(self) -> QueueCard:
        asked = self.current
        if asked is None:
            raise LookupError("There is no card to answer: the session is over or waits for a step.")
        return asked

    def _go_on(
        self, sitting: Sitting, asked: QueueCard, events: list[EventId], what: Step, leech: QueueCard | None = None
    ) -> None:
        self._past.append(Past(sitting=self._sitting, asked=asked, events=events, what=what, leech=leech))
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
        # Cards that were put away come back on other days, or on none: what comes back is counted again.
        sitting = replace(self._sitting.without(set(cards)).with_asked(asked), load=None)
        self._go_on(sitting, asked, events, kind)

    def _act(self, kind: ActionKind, cards: Sequence[CardId]) -> list[EventId]:
        """Write down one action for each card, and return their ids, the last first."""
        now = self._clock()
        day = self._scheduler_of(self._require_card().deck).days.day_of(now)
        actions = [Action(id=self._new_id(), card=card, at=now, day=day, kind=kind) for card in cards]
        self._journal.act(*actions)
        return [action.id for action in reversed(actions)]
