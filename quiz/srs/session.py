"""One sitting: what each answer would bring, what is done to the card that is asked, and the way back."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quiz.errors import ChangedSinceError, OvertakenError
from quiz.model.edit import NoteEdit
from quiz.model.ids import CardId, DeckId
from quiz.model.memory import NEW, Instant, Outcomes, Rating, Scheduled, StudyDay
from quiz.model.plan import Plan
from quiz.model.review import Action, ActionKind, EventId, Retraction, Review, ReviewKind
from quiz.model.verdict import Verdict
from quiz.srs.lineup import Queue
from quiz.srs.others import News
from quiz.srs.queue import QueueCard
from quiz.srs.scheduler import Scheduler, kind_of
from quiz.srs.sitting import Outside, Past, Sitting, Step, Summary
from quiz.srs.turns import Turns

if TYPE_CHECKING:
    from quiz.srs.afterwards import Afterwards
    from quiz.srs.balance import DueDays, Load
    from quiz.srs.giveaways import Said
    from quiz.srs.journal import Journal
    from quiz.srs.others import Others

__all__ = ["Outside", "Session", "Step", "Summary"]

_NOTHING_PLANNED = Plan()


class Session(Turns):
    """Asks the cards of a queue until none is left.

    The clock is read whenever a card is chosen and an answer computed; nothing else makes time pass. What is done to
    the current card raises LookupError when there is none.
    """

    def __init__(  # noqa: PLR0917  the parts a session is made of, each of its own type
        self,
        queue: Queue | Sequence[QueueCard],
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
        ``due_days`` tells what comes back on the days ahead, and is asked by `arrange`. ``afterwards`` says
        what is to follow an answer in a deck besides the schedule of its card.
        """
        if not isinstance(queue, Queue):
            queue = Queue.of(queue, waits=plan.waits_for_steps)
        super().__init__(queue, clock, learn_ahead, plan=plan, marked=marked, texts=texts, others=others)
        self._scheduler = scheduler
        self._schedulers = schedulers
        self._journal = journal
        self._new_id = new_id
        self._siblings = siblings
        self._due_days = due_days
        self._afterwards = afterwards
        self._past: list[Past] = []
        self._offer: tuple[Instant, StudyDay, Outcomes] | None = None

    @property
    def practises(self) -> bool:
        """Whether an answer to the current card is practice, which leaves its schedule alone."""
        asked = self.current
        return asked is not None and self.plan.practises(
            asked.state, self._scheduler_of(asked.deck).days.day_of(self._clock())
        )

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._past)

    @property
    def last_step(self) -> Step | None:
        """What `undo` would take back."""
        return self._past[-1].what if self._past else None

    @property
    def steps(self) -> tuple[Step, ...]:
        """What can be taken back, the newest last."""
        return tuple(past.what for past in self._past)

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
            if self.plan.practises(asked.state, day) and isinstance(asked.state, Scheduled):
                outcomes: Outcomes = dict.fromkeys(Rating, asked.state)
            else:
                outcomes = scheduler.outcomes(asked.card, asked.state, now, self._load_for(asked, scheduler))
            self._offer = (now, day, outcomes)
        return self._offer[2]

    def arrange(self) -> None:
        """Read what the first card can be shown without: what cards say, and how full the days ahead are.

        Cards that give each other away are kept apart from then on. The first answer does it if it was not done before.
        """
        super().arrange()
        if (asked := self.current) is not None:
            self._days_ahead(self._scheduler_of(asked.deck))

    def _days_ahead(self, scheduler: Scheduler) -> "Load | None":
        """Return how many cards come back on the days ahead; they are counted once, and then kept count of."""
        if self._due_days is None or not scheduler.balances:
            return None
        if self._sitting.load is None:
            load = self._due_days.load(scheduler.days.day_of(self._clock()))
            self._sitting = replace(self._sitting, load=load)
        return self._sitting.load

    def _load_for(self, asked: QueueCard, scheduler: Scheduler) -> "Load | None":
        """Return how full the days ahead are as a card that is to be answered sees it."""
        load = self._days_ahead(scheduler)
        if load is None or self._due_days is None:
            return None
        return load.moved(asked.state, NEW).beside(self._due_days.siblings(asked))

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

        The card stays, unless its note does not make it any more: such cards leave the queue. While none is asked, it
        is the note of the `leech` that was changed.
        """
        asked = self.current
        if asked is None and self.leech is None:
            self._require_card()
        note = f"{edit.deck}/{edit.note}"
        gone = {card.card for card in self.remaining if card.note == note and card.card not in edit.cards}
        past = Past(sitting=self._sitting, asked=asked, events=[], what=edit)
        if asked is not None and asked.card in gone:
            self._asked = self._offer = None
        if gone:
            self._sitting = self._sitting.without(gone)
        self._past.append(past)

    def catch_up(self, made: Sequence[Outside] = (), gone: Sequence[Outside] = ()) -> None:
        """Take over what was done to cards outside of the session.

        What was ``made`` there is as many steps, which `undo` takes back in their turn; what is ``gone``, because it
        was taken back there, is none any more, and cards that had to leave the queue because of it come again.
        """
        asked, before = self._asked, self._sitting
        self._past += [Past(sitting=before, asked=asked, events=[], what=step) for step in made]
        back = [card for past in self._past if past.what in gone for card in past.taken]
        self._past = [past for past in self._past if past.what not in gone]
        self._follow(anyway=True)
        self._rejoin(back)
        self._asked = self._asked or self._same(asked)
        here = {card.card for card in self.remaining}
        for past in self._past:
            if past.what in made:
                past.taken = tuple(card for card in before.coming if card.card not in here)

    def _follow(self, *, anyway: bool = False) -> bool:
        """Let go of the outcomes as well if the card they were offered for is not asked any more."""
        followed = super()._follow(anyway=anyway)
        if self._asked is None:
            self._offer = None
        return followed

    def undo(self) -> QueueCard | None:
        """Take back the last step, whatever it was, and ask its card again.

        Returns that card, or ``None`` when none was asked, or nothing can be taken back. The whole session can be.
        An edit of a note that was changed again since stays, with ChangedSinceError, and is no step any more. What
        other programs did stays done.
        """
        self.keep_up()
        if not self._past:
            return None
        past = self._past[-1]
        if isinstance(past.what, NoteEdit | Outside):
            try:
                if isinstance(past.what, NoteEdit):
                    self._journal.take_back(past.what)
                else:
                    past.what.take_back()
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
            self._asked = self._asked or (past.asked and self._same(past.asked))
        return past.asked

    def _scheduler_of(self, deck: DeckId) -> Scheduler:
        """Return the scheduler with the options of a deck."""
        return self._schedulers(deck) if self._schedulers is not None else self._scheduler

    def _go_on(
        self, sitting: Sitting, asked: QueueCard, events: list[EventId], what: Step, leech: QueueCard | None = None
    ) -> None:
        """Go on with ``sitting``, where another card is asked, and remember the step that led there."""
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
        sitting = self._sitting.put_away(cards, kind).with_asked(asked)
        self._go_on(sitting, asked, events, kind)

    def _act(self, kind: ActionKind, cards: Sequence[CardId]) -> list[EventId]:
        """Write down one action for each card, and return their ids, the last first."""
        now = self._clock()
        day = self._scheduler_of(self._require_card().deck).days.day_of(now)
        actions = [Action(id=self._new_id(), card=card, at=now, day=day, kind=kind) for card in cards]
        self._journal.act(*actions)
        return [action.id for action in reversed(actions)]
