"""Chooses among the days of a fuzz range the one with the least to do: load balancing and easy days.

The weights are Anki's (rslib/src/scheduler/states/load_balancer.rs). A day on which nothing is due yet weighs 1, any
other one over its cards to the power of 2.15 and one over the interval to the power of 3; a day on which a sibling is
due next to nothing, and so does an easy day that has its share. In one thing this differs: Anki gives an empty day
its full weight even when it is an easy one, so that easy days fill up until they have a card.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Protocol

from quiz.model.memory import CardState, Phase, Scheduled, StudyDay
from quiz.model.options import EVERY_DAY
from quiz.srs.queue import QueueCard

LONGEST = 90
"""Days; an interval that is longer is not balanced, because by then all has changed."""
KNOWN_DAYS = 99
"""Days ahead whose cards are counted: the fuzz of the longest interval reaches no further."""

_PER_CARD = 2.15
"""The exponent of the cards that are due on a day."""
_PER_DAY = 3.0
"""The exponent of the interval that ends on it."""
_SIBLING = 0.001
"""The share that is left of the weight of a day on which a sibling is due."""
_MINIMUM = 0.0001
"""What an easy day weighs that has its share; not nothing, for all days of a range may be such."""
_WHOLE = 100
"""Percent: a day with the usual number of reviews."""
_MONDAY = 4
"""The study day 4 was a Monday: the first one, 0, was Thursday 1 January 1970."""


@dataclass(frozen=True, slots=True)
class Load:
    """How many cards come back on each of the days ahead, as one card that is to be answered sees it."""

    counts: Mapping[StudyDay, int] = field(default_factory=dict[StudyDay, int])
    siblings: AbstractSet[StudyDay] = frozenset()
    """Days on which another card of the same note comes back."""

    def moved(self, before: CardState, after: CardState) -> "Load":
        """Return the load once a card has gone from one state into another; a state that waits for no day is none."""
        counts = dict(self.counts)
        if (day := _day_of(before)) is not None and counts.get(day, 0):
            counts[day] -= 1
        if (day := _day_of(after)) is not None:
            counts[day] = counts.get(day, 0) + 1
        return replace(self, counts=counts)

    def beside(self, siblings: AbstractSet[StudyDay]) -> "Load":
        """Return the load as a card with these siblings sees it."""
        return replace(self, siblings=siblings)


class DueDays(Protocol):
    """Where a session learns on which days cards come back, so that the days can be balanced.

    No answer is held up for a better day: what cannot be read counts as nothing.
    """

    def load(self, today: StudyDay) -> Load:
        """Return what comes back on the days after ``today``."""
        ...

    def siblings(self, asked: QueueCard) -> AbstractSet[StudyDay]:
        """Return the days on which other cards of the same note come back."""
        ...


def _day_of(state: CardState) -> StudyDay | None:
    return state.due_day if isinstance(state, Scheduled) and state.phase is Phase.REVIEW else None


def weekday(day: StudyDay) -> int:
    """Return 0 for a Monday to 6 for a Sunday."""
    return (day - _MONDAY) % 7


def choose_day(
    today: StudyDay, span: tuple[int, int], load: Load, draw: float, easy_days: tuple[int, ...] = EVERY_DAY
) -> int:
    """Return the interval, from first to last of ``span``, that ``draw`` (0 to 1, without 1) takes by the weights."""
    lower, upper = span
    weights = day_weights(today, lower, upper, load, easy_days)
    left = draw * sum(weights)
    for days, weight in enumerate(weights, lower):
        left -= weight
        if left < 0:
            return days
    # Sums of floats may fall short by their last digit.
    return max(range(lower, upper + 1), key=lambda days: (weights[days - lower] > 0, days))


def day_weights(
    today: StudyDay, lower: int, upper: int, load: Load, easy_days: tuple[int, ...] = EVERY_DAY
) -> list[float]:
    """Return what each interval from ``lower`` to ``upper`` days weighs."""
    days = [StudyDay(today + interval) for interval in range(lower, upper + 1)]
    counts = [load.counts.get(day, 0) for day in days]
    shares = [easy_days[weekday(day)] / _WHOLE for day in days]
    modifiers = _easy_modifiers(counts, shares)
    weights: list[float] = []
    for day, count, modifier in zip(days, counts, modifiers, strict=True):
        weight = count**-_PER_CARD * (day - today) ** -_PER_DAY if count else 1.0
        weights.append(weight * modifier * (_SIBLING if day in load.siblings else 1.0))
    return weights


def _easy_modifiers(counts: list[int], shares: list[float]) -> list[float]:
    """Return 1 for days that may have one more card, and next to nothing for those that have their share.

    A day has its share when its cards, measured by its percentage, are more than those of the other days of the
    range, measured by theirs.
    """
    if all(share == 1.0 for share in shares):
        return [1.0] * len(shares)
    cards, percents = sum(counts), sum(shares)
    modifiers: list[float] = []
    for count, share in zip(counts, shares, strict=True):
        if share == 1.0:
            modifiers.append(1.0)
        elif share == 0.0:
            modifiers.append(_MINIMUM)
        else:
            others = percents - share
            full = others > 0 and count / share > (cards - count) / others
            modifiers.append(_MINIMUM if full else 1.0)
    return modifiers
