"""Cuts the past into the steps of a scale: days, weeks or months, by how far it goes back."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from quiz.model.memory import StudyDay
from quiz.srs.day import date_of, day_from_date
from quiz.stats.chart import Place
from quiz.stats.rollup import DaySums, together
from quiz.stats.words import day_name, day_tick, iso, month_name

_DAYS_AT_MOST = 92
"""Days that are shown one by one; a quarter of a year."""
_WEEKS_AT_MOST = 2 * 366
"""Days that are shown week by week."""
_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """The study days from one on to today, in steps."""

    scale: str
    """``day``, ``week`` or ``month``."""
    starts: tuple[StudyDay, ...]
    """The first day of each step."""
    places: tuple[Place, ...]
    today: StudyDay
    sums: tuple[DaySums, ...]
    """What happened in each step; what lies before the first or after today is left out."""

    @property
    def ends(self) -> tuple[StudyDay, ...]:
        """The last day of each step; that of the last one is today."""
        return (*(StudyDay(start - 1) for start in self.starts[1:]), self.today)

    @property
    def first_day(self) -> StudyDay | None:
        """The first day, when each step is one."""
        return self.starts[0] if self.scale == "day" else None

    def counts(self, days: Mapping[StudyDay, int]) -> list[int]:
        """Return numbers that belong to days, summed for each step."""
        return [
            sum(days[day] for day in _between(start, end, days))
            for start, end in zip(self.starts, self.ends, strict=True)
        ]


def cut(
    days: Mapping[StudyDay, DaySums], today: StudyDay, since: StudyDay | None, *, days_at_most: int = _DAYS_AT_MOST
) -> Past:
    """Return the days since one of them, or since the first with an answer, up to ``today``."""
    first = min(days, default=today) if since is None else since
    first = StudyDay(min(first, today))
    length = today - first + 1
    if length <= days_at_most:
        scale, starts = "day", [StudyDay(day) for day in range(first, today + 1)]
        places = [Place(day_name(day), day_tick(day), iso(day)) for day in starts]
    elif length <= _WEEKS_AT_MOST:
        monday = first + _WEEK - date_of(first).weekday()
        scale, starts = "week", [first, *(StudyDay(day) for day in range(monday, today + 1, _WEEK))]
        places = [Place(f"week from {day_name(day)}", day_tick(day), iso(day)) for day in starts]
    else:
        scale, starts = "month", list(_months(first, today))
        places = [Place(month_name(day), month_name(day), iso(day)) for day in starts]
    steps: list[list[DaySums]] = [[] for _ in starts]
    for day, what in days.items():
        if first <= day <= today:
            steps[bisect_right(starts, day) - 1].append(what)
    return Past(scale=scale, starts=tuple(starts), places=tuple(places), today=today, sums=tuple(map(together, steps)))


def _months(first: StudyDay, last: StudyDay) -> Iterable[StudyDay]:
    yield first
    at = date_of(first).replace(day=1)
    while day_from_date(at := (at + timedelta(days=32)).replace(day=1)) <= last:
        yield day_from_date(at)


def _between(first: StudyDay, last: StudyDay, days: Mapping[StudyDay, int]) -> Iterable[StudyDay]:
    if last - first < len(days):
        return (day for day in map(StudyDay, range(first, last + 1)) if day in days)
    return (day for day in days if first <= day <= last)
