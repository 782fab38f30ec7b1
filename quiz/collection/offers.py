"""What can be studied next, and what has to wait: the honest counts around a session."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

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
    today = sum(each.today for each in backlogs)
    due = sum(each.due for each in backlogs)
    if due == today:
        return None
    days = [days_to_clear(each.due - each.today, each.coming, each.a_day) for each in backlogs]
    known = [number for number in days if number is not None]
    return Waiting(due=due, today=today, days=max(known) if len(known) == len(days) else None)


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
