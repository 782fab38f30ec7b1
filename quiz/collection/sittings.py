"""Starts sessions of every kind, and tells beforehand what they would hold."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from quiz.errors import QuizError
from quiz.model.ids import CardId, DeckId
from quiz.model.memory import New, StudyDay
from quiz.model.plan import Plan, PlanKind
from quiz.srs.order import build_queue, line_up
from quiz.srs.queue import Counts, count_all
from quiz.srs.session import Session
from quiz.store.ids import new_event_id
from quiz.store.store import Fold, Limits, Store

if TYPE_CHECKING:
    from quiz.collection.collection import Collection
    from quiz.collection.offers import Offer, Waiting
    from quiz.model.memory import CardState, Instant
    from quiz.model.review import Retraction
    from quiz.srs.afterwards import Afterwards
    from quiz.srs.balance import Load
    from quiz.srs.giveaways import Said
    from quiz.srs.lineup import Queue
    from quiz.srs.queue import QueueCard


class Sittings:
    """Sessions over the decks of a collection."""

    def __init__(self, collection: "Collection", store: Store, fold: Fold, clock: "Callable[[], Instant]") -> None:
        """Ask the cards of ``collection``; ``fold`` makes the state of a card from its answers."""
        self._collection = collection
        self._store = store
        self._fold = fold
        self._clock = clock
        self.begun: list[Session] = []
        """The sessions that were started; whoever takes over what can be taken back of them takes them out."""

    def start(self, plan: Plan) -> Session:
        """Begin the session that is planned.

        Cards without an id are given one in their files first, so that their history can be found again.
        """
        self._collection.give_ids(plan.decks)
        day = self._collection.today()
        limits = self._limits(plan)
        others = _Others(self._collection, self._store, plan, limits)
        session = Session(
            self._queue(plan, day, limits),
            self._collection.scheduler,
            self._clock,
            _Journal(self._collection, self._store, self._fold),
            lambda: new_event_id(self._clock()),
            self._collection.settings.study.learn_ahead,
            plan=plan,
            marked=self._store.marked(),
            siblings=lambda asked: self._store.siblings(asked.card),
            texts=self._texts,
            schedulers=self._collection.scheduler_of,
            due_days=_DueDays(self._store),
            others=others,
            afterwards=self.afterwards,
        )
        self.begun.append(session)
        return session

    def count(self, plan: Plan) -> Counts:
        """Return how many cards a session would begin with."""
        if plan.budget is not None:
            return count_all(self._gathered(plan, self._collection.today(), self._limits(plan)))
        return self._store.planned.count(plan, self._collection.today(), self._limits(plan))

    def _limits(self, plan: Plan) -> Limits:
        """Return what may come of each deck in a session."""
        limits = self._collection.day_limits.of_decks()
        if not plan.more_new and plan.catch_up is None:
            return limits
        from quiz.collection.raising import raised  # noqa: PLC0415 - few sessions raise the limits

        return raised(limits, plan, self._store, self._collection.today())

    def _queue(self, plan: Plan, day: StudyDay, limits: Limits) -> "Queue | tuple[QueueCard, ...]":
        """Return the cards of a session in the order that its kind asks for."""
        match plan.kind:
            case PlanKind.DUE | PlanKind.NEW:
                due = self._store.planned.due(plan, day, limits)
                states = partial(self._store.to_ask, day=day, put_away=True)
                return line_up(due.steps, due.reviews, due.new, states, endangered_on=day if due.crowded else None)
            case PlanKind.AHEAD:
                return build_queue(self._gathered(plan, day, limits), seed=day, endangered_on=day)
            case PlanKind.FAILED:
                # All of them were answered today; what tells them apart is how soon they fade.
                on = StudyDay(day + 1)
                return build_queue(self._gathered(plan, day, limits), seed=day, endangered_on=on, steps_first=False)
            case PlanKind.CRAM:
                cards, on = self._gathered(plan, day, limits), max(plan.exam or day, day)
                return build_queue(cards, seed=day, endangered_on=on, steps_first=False, new_last=True)

    def _gathered(self, plan: Plan, day: StudyDay, limits: Limits) -> "tuple[QueueCard, ...]":
        """Return the cards of a session; before an exam with a budget, those that are worth most today."""
        cards = self._store.planned.gather(plan, day, limits)
        if plan.budget is None:
            return cards
        from quiz.srs.exam import choose  # noqa: PLC0415 - as below

        left = plan.budget - self._store.answered_on(day, plan.decks)
        fsrs = {deck: self._collection.scheduler_of(deck).fsrs for deck in {card.deck for card in cards}}
        exam = plan.exam or day
        return choose(cards, today=day, exam=exam, budget=plan.budget, left=left, fsrs=fsrs.__getitem__)

    def afterwards(self, deck: DeckId) -> "Afterwards":
        """Return what is to follow an answer in a deck."""
        from quiz.model.options import LeechAction  # noqa: PLC0415 - the first card appears without it
        from quiz.srs.afterwards import Afterwards  # noqa: PLC0415
        from quiz.srs.leech import LeechRule  # noqa: PLC0415

        study = self._collection.settings.of(deck).study
        return Afterwards(
            leeches=LeechRule(study.leech_threshold, suspends=study.leech_action is LeechAction.SUSPEND),
            bury_new=study.bury_new,
            bury_reviews=study.bury_reviews,
            bury_given_away=study.bury_giveaways,
        )

    def further(self, plan: Plan) -> "tuple[Offer, ...]":
        """Return the sessions that can follow one, without those that would be empty.

        That is what is due, in the same decks or else in all; what failed today; and, when nothing is due any more,
        what comes due next.
        """
        from quiz.collection.offers import further  # noqa: PLC0415 - the first card appears without it

        return further(plan, self.count)

    def waiting(self, decks: Sequence[DeckId] | None = None) -> "Waiting | None":
        """Return how much more is due in ``decks``, or in all, than the limits let in today; ``None`` if nothing."""
        from quiz.collection.offers import waiting, waiting_in_all  # noqa: PLC0415 - as above

        day, limits = self._collection.today(), self._collection.day_limits.of_decks()
        room, a_day = self._store.room(day, limits)[1], limits.total_reviews
        if room is None or a_day is None:
            return waiting(self._store.planned.backlogs(day, limits, decks))
        return waiting_in_all(self._store.planned.backlogs(day, limits), decks, room, a_day)

    def tags(self, decks: Sequence[DeckId] | None = None) -> Mapping[str, int]:
        """Return the tags in ``decks``, or in all, with the number of cards of each, the most frequent first."""
        return self._store.planned.tags(decks)

    def _texts(self, cards: Sequence[CardId]) -> "Iterator[Said]":
        from quiz.srs.giveaways import Said  # noqa: PLC0415 - as above

        for card in self._store.cards(cards).values():
            spellings = tuple(spelling for item in card.answers for spelling in item)
            yield Said(card.id, f"{card.deck}/{card.note}", card.prompt, spellings)


class _Others:
    """Tells a session what other programs do to its cards."""

    def __init__(self, collection: "Collection", store: Store, plan: Plan, limits: Limits) -> None:
        self._collection = collection
        self._store = store
        self._plan = plan
        self._limits = limits
        """What the session may have of a day; what others answer on it counts, too."""
        self._seen = store.version

    def wrote(self) -> bool:
        return self._store.version != self._seen

    def states(self, cards: "Sequence[QueueCard]") -> "dict[CardId, CardState]":
        # What is written while this reads is news again the next time.
        self._seen, today = self._store.version, self._collection.today()
        found = self._store.to_ask([card.card for card in cards], today, put_away=self._plan.put_away)
        # What is due today may have been read just now, and be as others have left it: only the day tells.
        today_alone = self._plan.kind in {PlanKind.DUE, PlanKind.NEW}
        asked = {} if today_alone else {card.card: card.state for card in cards}
        comes = {card: state for card, state in found.items() if state == asked.get(card) or self._comes(state, today)}
        if not today_alone:
            return comes
        from quiz.srs.order import let_in  # noqa: PLC0415 - seldom are two programs at it
        from quiz.store.study import left_of  # noqa: PLC0415

        limits, done = self._limits, self._store.done_on(today)
        coming = [card for card in cards if card.card in comes]
        left = {card.deck: left_of(limits.of(card.deck), done.get(card.deck)) for card in coming}
        stay = let_in(coming, comes, lambda deck: (left[deck].new, left[deck].reviews), self._store.room(today, limits))
        return {card: comes[card] for card in stay}

    def _comes(self, state: "CardState", today: StudyDay) -> bool:
        """Tell whether a card that was answered elsewhere comes again in this session."""
        return isinstance(state, New) or self._plan.kind is PlanKind.CRAM or state.due_day <= today

    def marked(self) -> tuple[CardId, ...]:
        return self._store.marked()


class _DueDays:
    """Tells a session on which days cards come back; read when the first answer is shown."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def load(self, today: StudyDay) -> "Load":
        from quiz.srs.balance import KNOWN_DAYS, Load  # noqa: PLC0415 - the first card appears without it

        try:
            return Load(self._store.outlook.due_days(StudyDay(today + 1), StudyDay(today + KNOWN_DAYS)))
        except QuizError:
            return Load()

    def siblings(self, asked: "QueueCard") -> "frozenset[StudyDay]":
        try:
            return self._store.outlook.sibling_days(asked.card, asked.note)
        except QuizError:
            return frozenset()


class _Journal:
    """Writes what a session does into the store; knows how to take back an answer that is not the card's last."""

    def __init__(self, collection: "Collection", store: Store, fold: Fold) -> None:
        self._store = store
        self._fold = fold
        self.record = store.record
        self.act = store.act
        self.take_back = collection.take_back

    def retract(self, *retractions: "Retraction") -> None:
        self._store.retract(*retractions, fold=self._fold)
