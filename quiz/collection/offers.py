"""What can be studied next, and what has to wait: the honest counts around a session."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from quiz.model.ids import DeckId
from quiz.model.plan import Plan, PlanKind
from quiz.srs.backlog import days_to_clear
from quiz.srs.queue import Counts
from quiz.store.store import Backlog


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What is due and does not fit the daily limits: how somebody who was away is told the truth."""

    due: int
    """Reviews that are due."""
    today: int
    """How many of them still come today."""
    days: int | None
    """After how many more days none waits any more, if all of the limit is done each day; ``None`` if never."""
    total: bool = False
    """Whether it is the limit of all decks together that makes them wait."""

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


def waiting(backlogs: Sequence[Backlog]) -> Waiting | None:
    """Return how much more is due than today's limits let in, over several decks; ``None`` if nothing."""
    today, due = _sums(backlogs)
    if due == today:
        return None
    days = [days_to_clear(each.due - each.today, each.coming, each.a_day) for each in backlogs]
    known = [number for number in days if number is not None]
    return Waiting(due=due, today=today, days=max(known) if len(known) == len(days) else None)


def waiting_in_all(
    backlogs: Sequence[Backlog], decks: Collection[DeckId] | None, room: int, a_day: int
) -> Waiting | None:
    """Return how much waits in ``decks``, where all ``backlogs`` together may have ``room`` more reviews today."""
    own = [each for each in backlogs if decks is None or each.deck in decks]
    (today, due), (_, due_in_all) = _sums(own), _sums(backlogs)
    if today <= room:
        return waiting([each for each in own if each.due])
    coming = [sum(numbers) for numbers in zip_longest(*(each.coming for each in backlogs), fillvalue=0)]
    return Waiting(due=due, today=room, days=days_to_clear(due_in_all - room, coming, a_day), total=True)


def _sums(backlogs: Sequence[Backlog]) -> tuple[int, int]:
    return sum(each.today for each in backlogs), sum(each.due for each in backlogs)


def further(plan: Plan, count: Callable[[Plan], Counts]) -> tuple[Offer, ...]:
    """Return the sessions that can follow one, without those that would be empty; ``count`` tells what one holds."""

    def offered(wanted: Plan) -> tuple[Offer, ...]:
        cards = count(wanted).total
        return (Offer(plan=wanted, cards=cards),) if cards else ()

    here = Plan(decks=plan.decks, tags=plan.tags)
    due = offered(here) or (() if here == Plan() else offered(Plan()))
    failed = () if plan.kind is PlanKind.FAILED else offered(replace(here, kind=PlanKind.FAILED))
    if due:
        return (*due, *failed)
    after = plan.days if plan.kind is PlanKind.AHEAD else 0
    spans = (replace(here, kind=PlanKind.AHEAD, days=days) for days in _SPANS if days > after)
    return (*failed, *next((found for each in spans if (found := offered(each))), ()))
