"""What the log and the states say about a learner's progress: one report that every face shows.

The definitions are Anki's wherever Anki has one, so that figures can be compared; each place says where they differ.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from quiz.model.ids import CardId
from quiz.model.memory import MATURE_DAYS, CardState, Phase, Rating, Scheduled, StudyDay
from quiz.model.review import Review, ReviewKind
from quiz.stats.rollup import DaySums, sum_days


@dataclass(frozen=True, slots=True)
class PassRate:
    """How many answers were remembered (Hard, Good, Easy) and how many were not (Again)."""

    passed: int = 0
    failed: int = 0

    @property
    def total(self) -> int:
        """All answers."""
        return self.passed + self.failed

    @property
    def share(self) -> float | None:
        """The share that was remembered, 0 to 1; ``None`` when there is no answer."""
        return self.passed / self.total if self.total else None

    def __add__(self, other: "PassRate") -> "PassRate":
        return PassRate(self.passed + other.passed, self.failed + other.failed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The study day so far."""

    reviews: int
    by_rating: Mapping[Rating, int]
    """All four ratings, zeros included."""
    by_kind: Mapping[ReviewKind, int]
    """All four kinds, zeros included."""
    duration_ms: int
    """Time spent answering; one answer counts for at most a minute."""
    introduced: int
    """Cards answered for the first time."""

    @property
    def minutes(self) -> float:
        """Time spent answering, in minutes."""
        return self.duration_ms / 60_000

    @property
    def right_share(self) -> float | None:
        """The share of answers not rated Again, 0 to 1; ``None`` before the first answer."""
        return 1 - self.by_rating[Rating.AGAIN] / self.reviews if self.reviews else None


class Period(StrEnum):
    """A stretch of study days that ends today; ``ALL`` is the whole log."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    ALL = "all"


_PERIODS: Mapping[Period, tuple[int, int]] = {
    Period.TODAY: (0, 0),
    Period.YESTERDAY: (1, 1),
    Period.WEEK: (0, 6),
    Period.MONTH: (0, 29),
    Period.YEAR: (0, 364),
}
"""The first and the last age of each period, in days before today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How much was remembered in a period, of cards that had an interval of at least a day."""

    period: Period
    young: PassRate
    """Cards that had an interval under 21 days."""
    mature: PassRate
    """Cards that had an interval of 21 days or more."""

    @property
    def all(self) -> PassRate:
        """Young and mature together."""
        return self.young + self.mature


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The cards that come due if nothing is forgotten and no new card is started."""

    first: StudyDay
    """Today."""
    due: tuple[int, ...]
    """Cards due on each day from today on; what is overdue is not among them."""
    backlog: int
    """Cards that were due before today."""
    later: int
    """Cards due after the last day of ``due``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Answers on each day of a year, and streaks."""

    first: StudyDay
    reviews: tuple[int, ...]
    """Answers on each day from ``first`` to today, cramming included."""
    streak: int
    """Days in a row with an answer, up to today, or up to yesterday as long as today has none."""
    longest_streak: int
    """The most days in a row with an answer in the whole log."""

    @property
    def last(self) -> StudyDay:
        """The last day: today."""
        return StudyDay(self.first + len(self.reviews) - 1)

    @property
    def days_studied(self) -> int:
        """Days with at least one answer."""
        return sum(1 for number in self.reviews if number)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardCounts:
    """Every card in exactly one place."""

    new: int
    learning: int
    relearning: int
    young: int
    """In review with an interval under 21 days."""
    mature: int
    """In review with an interval of 21 days or more."""
    suspended: int

    @property
    def total(self) -> int:
        """All cards."""
        return self.new + self.learning + self.relearning + self.young + self.mature + self.suspended


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Progress as of one study day."""

    day: StudyDay
    today: Today
    retention: tuple[Retention, ...]
    """One for each `Period`, in its order."""
    forecast: Forecast
    calendar: Calendar
    counts: CardCounts
    reviews: int
    """Answers in the whole log."""
    duration_ms: int
    """Time spent answering in the whole log."""


def make_report(
    reviews: Iterable[Review],
    states: Mapping[CardId, CardState],
    *,
    day: StudyDay,
    total_cards: int,
    suspended: int = 0,
    forecast_days: int = 30,
    calendar_days: int = 371,
) -> Report:
    """Sum up the log and the states of cards, in one pass over each.

    ``reviews`` come in the order they were given, with those taken back left out. ``states`` holds the cards that
    are not suspended; new ones may be left out of it. ``total_cards`` counts all cards and ``suspended`` those that
    are. ``calendar_days`` is 53 weeks by default, so that every weekday of the year has its cell. Answers dated
    after ``day``, from a clock that was wrong, count for the whole log only.
    """
    days = sum_days(reviews)
    return Report(
        day=day,
        today=_today(days.get(day, DaySums())),
        retention=_retention(days, day),
        forecast=_forecast(states, day, forecast_days),
        calendar=_calendar(days, day, calendar_days),
        counts=_counts(states, total_cards, suspended),
        reviews=sum(sums.reviews for sums in days.values()),
        duration_ms=sum(sums.duration_ms for sums in days.values()),
    )


def _today(sums: DaySums) -> Today:
    return Today(
        reviews=sums.reviews,
        by_rating=sums.by_rating,
        by_kind=sums.by_kind,
        duration_ms=sums.duration_ms,
        introduced=sums.introduced,
    )


def _pass_rate(by_rating: Iterable[list[int]]) -> PassRate:
    passed = failed = 0
    for numbers in by_rating:
        failed += numbers[Rating.AGAIN]
        passed += numbers[Rating.HARD] + numbers[Rating.GOOD] + numbers[Rating.EASY]
    return PassRate(passed, failed)


def _retention(days: Mapping[StudyDay, DaySums], today: StudyDay) -> tuple[Retention, ...]:
    rows: list[Retention] = []
    for period in Period:
        if period is Period.ALL:
            within = list(days.values())
        else:
            newest, oldest = _PERIODS[period]
            ages = range(newest, oldest + 1)
            within = [sums for age in ages if (sums := days.get(StudyDay(today - age))) is not None]
        young = _pass_rate(sums.young for sums in within)
        mature = _pass_rate(sums.mature for sums in within)
        rows.append(Retention(period=period, young=young, mature=mature))
    return tuple(rows)


def _forecast(states: Mapping[CardId, CardState], today: StudyDay, horizon: int) -> Forecast:
    due = [0] * horizon
    backlog = later = 0
    for state in states.values():
        if not isinstance(state, Scheduled):
            continue
        ahead = state.due_day - today
        if ahead < 0:
            backlog += 1
        elif ahead < horizon:
            due[ahead] += 1
        else:
            later += 1
    return Forecast(first=today, due=tuple(due), backlog=backlog, later=later)


def _calendar(days: Mapping[StudyDay, DaySums], today: StudyDay, length: int) -> Calendar:
    first = StudyDay(today - length + 1)
    reviews = tuple(days[day].reviews if day in days else 0 for day in map(StudyDay, range(first, today + 1)))
    studied = sorted(day for day in days if day <= today)
    longest = run = 0
    previous: StudyDay | None = None
    for day in studied:
        run = run + 1 if previous is not None and day == previous + 1 else 1
        longest = max(longest, run)
        previous = day
    current = run if previous is not None and previous >= today - 1 else 0
    return Calendar(first=first, reviews=reviews, streak=current, longest_streak=longest)


def _counts(states: Mapping[CardId, CardState], total: int, suspended: int) -> CardCounts:
    learning = relearning = young = mature = 0
    for state in states.values():
        if not isinstance(state, Scheduled):
            continue
        if state.phase is Phase.LEARNING:
            learning += 1
        elif state.phase is Phase.RELEARNING:
            relearning += 1
        elif state.interval < MATURE_DAYS:
            young += 1
        else:
            mature += 1
    new = max(0, total - suspended - learning - relearning - young - mature)
    return CardCounts(
        new=new, learning=learning, relearning=relearning, young=young, mature=mature, suspended=suspended
    )
