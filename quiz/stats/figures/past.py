"""Cuts the past into the steps of a scale: days, weeks or months, by how far it goes back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from quiz.model.memory import StudyDay
from quiz.srs.day import date_of, day_from_date
from quiz.stats.chart import Place
from quiz.stats.rollup import DaySums
from quiz.stats.sums import Sums
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

    @property
    def ends(self) -> tuple[StudyDay, ...]:
        """The last day of each step; that of the last one is today."""
        return (*(StudyDay(start - 1) for start in self.starts[1:]), self.today)

    @property
    def first_day(self) -> StudyDay | None:
        """The first day, when each step is one."""
        return self.starts[0] if self.scale == "day" else None

    def sums(self, days: Mapping[StudyDay, DaySums]) -> list[DaySums]:
        """Return the sums of each step; what lies before the first or after today is left out."""
        steps = [DaySums() for _ in self.starts]
        place = 0
        for day in sorted(days):
            if not self.starts[0] <= day <= self.today:
                continue
            while place + 1 < len(self.starts) and day >= self.starts[place + 1]:
                place += 1
            steps[place].add(days[day])
        return steps

    def counts(self, days: Mapping[StudyDay, int]) -> list[int]:
        """Return numbers that belong to days, summed for each step."""
        return [
            sum(days[day] for day in _between(start, end, days))
            for start, end in zip(self.starts, self.ends, strict=True)
        ]


def past(sums: Sums) -> Past:
    """Return the days that a report is about; when it says of none, from the first day with an answer."""
    today = sums.today
    first = min(sums.days, default=today) if sums.scope.since is None else sums.scope.since
    first = StudyDay(min(first, today))
    length = today - first + 1
    if length <= _DAYS_AT_MOST:
        starts = [StudyDay(day) for day in range(first, today + 1)]
        places = [Place(day_name(day), day_tick(day), iso(day)) for day in starts]
        return Past(scale="day", starts=tuple(starts), places=tuple(places), today=today)
    if length <= _WEEKS_AT_MOST:
        monday = first + _WEEK - date_of(first).weekday()
        starts = [first, *(StudyDay(day) for day in range(monday, today + 1, _WEEK))]
        places = [Place(f"week from {day_name(day)}", day_tick(day), iso(day)) for day in starts]
        return Past(scale="week", starts=tuple(starts), places=tuple(places), today=today)
    starts = list(_months(first, today))
    places = [Place(month_name(day), month_name(day), iso(day)) for day in starts]
    return Past(scale="month", starts=tuple(starts), places=tuple(places), today=today)


def _months(first: StudyDay, last: StudyDay) -> Iterable[StudyDay]:
    yield first
    at = date_of(first).replace(day=1)
    while day_from_date(at := (at + timedelta(days=32)).replace(day=1)) <= last:
        yield day_from_date(at)


def _between(first: StudyDay, last: StudyDay, days: Mapping[StudyDay, int]) -> Iterable[StudyDay]:
    if last - first < len(days):
        return (day for day in map(StudyDay, range(first, last + 1)) if day in days)
    return (day for day in days if first <= day <= last)
