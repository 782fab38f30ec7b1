"""Starts sessions of every kind, and tells beforehand what they would hold."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quiz.model.ids import CardId, DeckId
from quiz.model.memory import StudyDay
from quiz.model.plan import Plan, PlanKind
from quiz.srs.apart import Said
from quiz.srs.backlog import days_to_clear
from quiz.srs.order import build_queue
from quiz.srs.queue import Counts
from quiz.srs.session import Session
from quiz.store.ids import new_event_id
from quiz.store.store import Fold, Planned, Store

if TYPE_CHECKING:
    from quiz.collection.collection import Collection
    from quiz.model.memory import Instant
    from quiz.model.review import Action, Retraction
    from quiz.srs.queue import QueueCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What is due and does not fit the daily limits: how somebody who was away is told the truth."""

    due: int
    """Reviews that are due."""
    today: int
    """How many of them still come today."""
    days: int | None
    """After how many more days none waits any more, if all of the limit is done each day; ``None`` if never."""

    @property
    def waits(self) -> int:
        """Reviews that are due and do not come today."""
        return self.due - self.today


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A session that can be begun, and how many cards it would hold."""

    plan: Plan
    cards: int


_SPANS = (1, 3, 7, 14, 30)
"""Days ahead that are offered, the first in which something comes due."""


class Sittings:
    """Sessions over the decks of a collection."""

    def __init__(self, collection: "Collection", store: Store, fold: Fold, clock: "Callable[[], Instant]") -> None:
        """Ask the cards of ``collection``; ``fold`` makes the state of a card from its answers."""
        self._collection = collection
        self._store = store
        self._fold = fold
        self._clock = clock

    def start(self, plan: Plan) -> Session:
        """Begin the session that is planned.

        Cards without an id are given one in their files first, so that their history can be found again.
        """
        self._collection.give_ids(plan.decks)
        day = self._collection.today()
        planned = self._store.gather(plan, day, self._collection.limits())
        return Session(
            _ordered(planned, plan, day),
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
        )

    def count(self, plan: Plan) -> Counts:
        """Return how many cards a session would begin with."""
        return self._store.count(plan, self._collection.today(), self._collection.limits())

    def further(self, plan: Plan) -> tuple[Offer, ...]:
        """Return the sessions that can follow one, without those that would be empty.

        That is what is due, in the same decks or else in all; what failed today; and, when nothing is due any more,
        what comes due next.
        """
        here = Plan(decks=plan.decks, tags=plan.tags)
        offers = self._offered(here)
        if not offers and here != Plan():
            offers = self._offered(Plan())
        ahead = () if offers else self._ahead(here, plan.days if plan.kind is PlanKind.AHEAD else 0)
        failed = () if plan.kind is PlanKind.FAILED else self._offered(replace(here, kind=PlanKind.FAILED))
        return (*offers, *failed, *ahead)

    def _ahead(self, plan: Plan, after: int) -> tuple[Offer, ...]:
        for days in _SPANS:
            if days > after and (offers := self._offered(replace(plan, kind=PlanKind.AHEAD, days=days))):
                return offers
        return ()

    def _offered(self, plan: Plan) -> tuple[Offer, ...]:
        cards = self.count(plan).total
        return (Offer(plan=plan, cards=cards),) if cards else ()

    def tags(self, decks: Sequence[DeckId] | None = None) -> Mapping[str, int]:
        """Return the tags in ``decks``, or in all, with the number of cards of each, the most frequent first."""
        return self._store.tags(decks)

    def waiting(self, decks: Sequence[DeckId] | None = None) -> Waiting | None:
        """Return how much more is due in ``decks``, or in all, than the limits let in today; ``None`` if nothing."""
        found = self._store.backlogs(self._collection.today(), self._collection.limits(), decks)
        today = sum(each.today for each in found)
        due = sum(each.due for each in found)
        if due == today:
            return None
        days = [days_to_clear(each.due - each.today, each.coming, each.a_day) for each in found]
        known = [number for number in days if number is not None]
        return Waiting(due=due, today=today, days=max(known) if len(known) == len(days) else None)

    def _texts(self, cards: Sequence[CardId]) -> Iterator[Said]:
        for card in self._store.cards(cards).values():
            spellings = tuple(spelling for item in card.answers for spelling in item)
            yield Said(card.id, f"{card.deck}/{card.note}", card.prompt, spellings)


def _ordered(planned: Planned, plan: Plan, day: StudyDay) -> "tuple[QueueCard, ...]":
    """Return the cards of a session in the order that its kind asks for."""
    match plan.kind:
        case PlanKind.DUE | PlanKind.NEW:
            return build_queue(planned.cards, seed=day, endangered_on=day if planned.crowded else None)
        case PlanKind.AHEAD:
            return build_queue(planned.cards, seed=day, endangered_on=day)
        case PlanKind.FAILED:
            # All of them were answered today; what tells them apart is how soon they fade.
            return build_queue(planned.cards, seed=day, endangered_on=StudyDay(day + 1), steps_first=False)
        case PlanKind.CRAM:
            on = max(plan.exam or day, day)
            return build_queue(planned.cards, seed=day, endangered_on=on, steps_first=False, new_last=True)


class _Journal:
    """Writes what a session does into the store; knows how to take back an answer that is not the card's last."""

    def __init__(self, collection: "Collection", store: Store, fold: Fold) -> None:
        self._store = store
        self._fold = fold
        self.record = store.record
        self.take_back = collection.take_back

    def act(self, action: "Action") -> None:
        self._store.act(action)

    def retract(self, retraction: "Retraction") -> None:
        self._store.retract(retraction, fold=self._fold)
