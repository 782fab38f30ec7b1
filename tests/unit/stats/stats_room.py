"""Sums of a few answers and cards, held in memory, for tests of figures and drawings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from quiz.model.memory import StudyDay
from quiz.model.options import ScheduleOptions
from quiz.srs.day import day_from_date
from quiz.srs.fsrs import Fsrs
from quiz.stats.article import Stretch
from quiz.stats.chart import Chart
from quiz.stats.past import Past, cut
from quiz.stats.rollup import Answer, DaySums, sum_day
from quiz.stats.scope import Scope
from quiz.stats.sums import By, CardSums, Group, Leech, Mistake
from quiz.stats.templates import Verdict

TODAY = day_from_date(date(2026, 3, 4))
"""A Wednesday."""


def answer(
    *, rating: int = 3, kind: str = "review", interval: int | None = 5, card: str = "a", ms: int = 6_000, hour: int = 9
) -> Answer:
    return Answer(card, kind, rating, ms, interval, hour)


@dataclass
class Told:
    """Sums that were told, by days before today."""

    answers: Mapping[int, Sequence[Answer]] = field(default_factory=dict[int, Sequence[Answer]])
    cards: CardSums = field(default_factory=CardSums)
    scope: Scope = field(default_factory=Scope)
    knowledge: Mapping[StudyDay, float] = field(default_factory=dict[StudyDay, float])
    fared: Sequence[Group] = ()
    article: Sequence[Stretch] = ()
    verdicts: Sequence[Verdict] = ()
    leeches: Sequence[Leech] = ()
    mistakes: Sequence[Mistake] = ()
    today: StudyDay = TODAY
    desired_retention: float = 0.9

    @cached_property
    def days(self) -> Mapping[StudyDay, DaySums]:
        return {StudyDay(TODAY - ago): sum_day(self.answers[ago]) for ago in sorted(self.answers, reverse=True)}

    @cached_property
    def past(self) -> Past:
        return cut(self.days, self.today, self.scope.since)

    def spacing(self, retention: float) -> float:
        return Fsrs(ScheduleOptions().parameters).interval(1.0, retention)

    def known(self, days: Sequence[StudyDay]) -> Sequence[float]:
        return [self.knowledge.get(day, 0.0) for day in days]

    def groups(self, by: By) -> Sequence[Group]:
        del by
        return self.fared


def column(chart: Chart, name: str) -> dict[str, float | None]:
    """Return the values of a series by the keys of the places."""
    series = next(each for each in chart.series if each.name == name)
    return {place.key or place.name: value for place, value in zip(chart.places, series.values, strict=True)}
