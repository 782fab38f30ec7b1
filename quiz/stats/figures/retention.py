"""True retention: how much was remembered of cards that had an interval of a day or more."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from quiz.model.memory import Rating, StudyDay
from quiz.stats.chart import Chart, Place, Series, Shape, Unit
from quiz.stats.pass_rate import PassRate
from quiz.stats.past import cut
from quiz.stats.rollup import DaySums, together
from quiz.stats.sums import Sums

_DAYS_AT_MOST = 31
"""Days that are shown one by one; on single days there are few answers, and the line would jump."""
NOTE = "Share not rated Again, of cards with an interval of a day or more; mature: of 21 days or more."


class Period(StrEnum):
    """A stretch of study days that ends today; ``ALL`` is the whole log, also days after today."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    ALL = "all"


PERIOD_NAMES = {
    Period.TODAY: "today",
    Period.YESTERDAY: "yesterday",
    Period.WEEK: "last 7 days",
    Period.MONTH: "last 30 days",
    Period.YEAR: "last year",
    Period.ALL: "all time",
}
_AGES: Mapping[Period, tuple[int, int]] = {
    Period.TODAY: (0, 0),
    Period.YESTERDAY: (1, 1),
    Period.WEEK: (0, 6),
    Period.MONTH: (0, 29),
    Period.YEAR: (0, 364),
}
"""The first and the last age of each period, in days before today."""


def pass_rates(days: Iterable[DaySums]) -> tuple[PassRate, PassRate]:
    """Return what was remembered of young and of mature cards, of some days together."""
    sums = together(days)
    return _rate(sums.young), _rate(sums.mature)


def _rate(numbers: Sequence[int]) -> PassRate:
    return PassRate(sum(numbers[Rating.HARD :]), numbers[Rating.AGAIN])


def within(days: Mapping[StudyDay, DaySums], period: Period, today: StudyDay) -> list[DaySums]:
    """Return the sums of the days of a period."""
    if period is Period.ALL:
        return list(days.values())
    newest, oldest = _AGES[period]
    return [days[day] for age in range(newest, oldest + 1) if (day := StudyDay(today - age)) in days]


def retention(sums: Sums) -> Chart:
    """Return what was remembered in each of Anki's periods."""
    rates = [pass_rates(within(sums.days, period, sums.today)) for period in Period]
    columns = {
        "young": [young for young, _ in rates],
        "mature": [mature for _, mature in rates],
        "all": [young + mature for young, mature in rates],
    }
    return Chart(
        key="retention",
        title="Retention",
        shape=Shape.TABLE,
        unit=Unit.SHARE,
        scale="period",
        places=tuple(Place(PERIOD_NAMES[period], key=period.value) for period in Period),
        series=tuple(
            series
            for name, column in columns.items()
            for series in (
                Series(name, tuple(rate.share for rate in column)),
                Series(f"{name} answers", tuple(rate.total for rate in column), Unit.NUMBER, head="of"),
            )
        ),
        note=NOTE,
        empty="No card was asked again after a day or more yet.",
    )


def retention_over_time(sums: Sums) -> Chart:
    """Return what was remembered over the days of the report."""
    steps = cut(sums.days, sums.today, sums.scope.since, days_at_most=_DAYS_AT_MOST)
    rates = [pass_rates([each]) for each in steps.sums]
    both = [young + mature for young, mature in rates]
    return Chart(
        key="retention_over_time",
        title="Retention over time",
        shape=Shape.LINE,
        unit=Unit.SHARE,
        scale=steps.scale,
        places=steps.places,
        series=(
            Series("remembered", tuple(rate.share for rate in both)),
            Series("answers", tuple(rate.total for rate in both), Unit.ANSWERS),
        ),
        note=NOTE,
        first_day=steps.first_day,
        empty="No card was asked again after a day or more in this time.",
        summable=False,
    )
