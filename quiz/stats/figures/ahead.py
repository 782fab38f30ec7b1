"""What is coming: cards by the day they come back, and what another desired retention would change."""

import math
from collections.abc import Mapping

from quiz.model.memory import StudyDay
from quiz.model.text import counted
from quiz.stats.chart import Chart, Place, Series, Shape, Unit
from quiz.stats.sums import Sums
from quiz.stats.words import day_name, iso, percent

_DAYS_AHEAD = 30
_RETENTIONS = (0.80, 0.85, 0.90, 0.95)


def forecast(sums: Sums) -> Chart:
    """Return the cards that come due if nothing is forgotten and no new card is started."""
    today, due = sums.today, sums.cards.due
    days = [StudyDay(today + ahead) for ahead in range(_DAYS_AHEAD)]
    coming = tuple(due.get(day, 0) for day in days)
    backlog = sum(number for day, number in due.items() if day < today)
    later = sum(number for day, number in due.items() if day > days[-1])
    told = f"{counted(sum(coming), 'card')} due in the next {_DAYS_AHEAD} days"
    told += f", {counted(backlog, 'card')} overdue" if backlog else ""
    told += f", {counted(later, 'card')} later" if later else ""
    ticks = ["today", *(f"+{ahead} d" if not ahead % 7 else "" for ahead in range(1, _DAYS_AHEAD))]
    return Chart(
        key="forecast",
        title="Due",
        shape=Shape.COLUMNS,
        unit=Unit.CARDS,
        scale="day",
        places=tuple(Place(day_name(day), tick, iso(day)) for day, tick in zip(days, ticks, strict=True)),
        series=(Series("due", coming), Series("overdue", (backlog, *(0 for _ in coming[1:])))),
        said=(f"{told}.",),
        note="If nothing is forgotten and no new card is started.",
        first_day=today,
        empty="No card is due in the next days.",
    )


def load(sums: Sums) -> Chart:
    """Return how many reviews a day the cards in review ask for, at several desired retentions.

    A card of stability S comes back every ``spacing(r) * S`` days, at least every day; the load is the sum of the
    reciprocals, as Anki's daily load is of the intervals (rslib/src/stats/graphs/future_due.rs).
    """
    stabilities = sums.cards.stabilities
    wanted = sorted({*_RETENTIONS, sums.desired_retention})
    loads = tuple(_load(stabilities, sums.spacing(each)) for each in wanted)
    now = sums.desired_retention
    return Chart(
        key="load",
        title="Reviews a day by desired retention",
        shape=Shape.BARS,
        unit=Unit.NUMBER,
        scale="desired retention",
        places=tuple(Place(f"{percent(each)}{' (now)' if each == now else ''}", key=f"{each:g}") for each in wanted),
        series=(Series("reviews a day", loads),),
        note="Of the cards in review; 'quiz simulate' reckons with forgetting and new cards.",
        empty="No card is in review yet.",
    )


def _load(stabilities: Mapping[int, int], spacing: float) -> float:
    daily = [days for days in range(math.ceil(1 / spacing)) if spacing * (days + 0.5) < 1]
    rest = sum(number / (days + 0.5) for days, number in stabilities.items() if days >= len(daily))
    return sum(stabilities.get(days, 0) for days in daily) + rest / spacing
