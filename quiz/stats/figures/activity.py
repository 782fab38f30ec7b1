"""What was done: answers, time and new cards over the days, streaks, hours and buttons."""

from quiz.model.memory import Rating, StudyDay
from quiz.model.review import ReviewKind
from quiz.model.text import counted
from quiz.stats.chart import Chart, Place, Series, Shape, Unit
from quiz.stats.figures.today import KIND_NAMES
from quiz.stats.rollup import HOURS, DaySums, together
from quiz.stats.sums import Sums
from quiz.stats.words import day_name, day_tick, iso, percent, time_text

_YEAR = 53 * 7
"""Days of a calendar in which every weekday of a year has its cell."""
_MINUTE_MS = 60_000


def calendar(sums: Sums) -> Chart:
    """Return the answers of each day of the last year, cramming included, and streaks."""
    first = StudyDay(sums.today - _YEAR + 1)
    days = [StudyDay(day) for day in range(first, sums.today + 1)]
    answers = tuple(sums.days[day].reviews if day in sums.days else 0 for day in days)
    now, longest = streaks(sums)
    studied = sum(1 for number in answers if number)
    since = min((day for day in sums.days if day <= sums.today), default=sums.today)
    length = min(_YEAR, sums.today - since + 1)
    return Chart(
        key="calendar",
        title="Calendar",
        shape=Shape.CALENDAR,
        unit=Unit.ANSWERS,
        scale="day",
        places=tuple(Place(day_name(day), day_tick(day), iso(day)) for day in days),
        series=(Series("answers", answers),),
        said=(f"{_streak(now, longest)}, studied on {studied} of {_last_days(length)}.",),
        first_day=first,
        empty="No day with an answer yet.",
    )


def _last_days(number: int) -> str:
    return "the last day" if number == 1 else f"the last {number} days"


def _streak(now: int, longest: int) -> str:
    return f"Streak {counted(now, 'day')}, longest {counted(longest, 'day')}"


def streaks(sums: Sums) -> tuple[int, int]:
    """Return how many days in a row have an answer now, and how many had at most.

    Now: up to today, or up to yesterday as long as today has none.
    """
    longest = run = 0
    previous: StudyDay | None = None
    for day in sorted(day for day in sums.days if day <= sums.today):
        run = run + 1 if previous is not None and day == previous + 1 else 1
        longest = max(longest, run)
        previous = day
    return run if previous is not None and previous >= sums.today - 1 else 0, longest


def answers(sums: Sums) -> Chart:
    """Return the answers over time, by kind."""
    steps = sums.past
    within = steps.sums
    total = sum(each.reviews for each in within)
    days, since_first = sums.today - steps.starts[0] + 1, _days(sums)
    average = f"{total / since_first:.1f} a day{' since the first' if total and since_first < days else ''}"
    studied = sum(1 for day in sums.days if steps.starts[0] <= day <= sums.today)
    return Chart(
        key="answers",
        title="Answers",
        shape=Shape.COLUMNS,
        unit=Unit.ANSWERS,
        scale=steps.scale,
        places=steps.places,
        series=tuple(
            Series(name, tuple(each.by_kind[kind] for each in within))
            for kind, name in zip(ReviewKind, KIND_NAMES, strict=True)
        ),
        said=(
            f"{counted(total, 'answer')} on {studied} of {counted(days, 'day')}, {average}"
            + (f", {total / studied:.1f} on days with any." if 0 < studied < since_first else "."),
        ),
        first_day=steps.first_day,
        empty="No answer in this time.",
    )


def time(sums: Sums) -> Chart:
    """Return the time spent over the days, by kind."""
    steps = sums.past
    within = steps.sums
    total, number = sum(each.duration_ms for each in within), sum(each.reviews for each in within)
    days = _days(sums)
    return Chart(
        key="time",
        title="Time",
        shape=Shape.COLUMNS,
        unit=Unit.MINUTES,
        scale=steps.scale,
        places=steps.places,
        series=tuple(
            Series(name, tuple(each.ms[place] / _MINUTE_MS for each in within)) for place, name in enumerate(KIND_NAMES)
        ),
        said=(f"{time_text(total)} in all, {time_text(total / days)} a day, {_each(total, number)} an answer.",),
        note="One answer counts for at most a minute.",
        first_day=steps.first_day,
        empty="No time spent in this time.",
    )


def _days(sums: Sums) -> int:
    """Return the days since the first answer of the report, today included: what an average a day is taken over."""
    first = min((day for day in sums.days if sums.past.starts[0] <= day <= sums.today), default=sums.today)
    return sums.today - first + 1


def _each(total_ms: int, number: int) -> str:
    return time_text(total_ms / max(1, number))


def hours(sums: Sums) -> Chart:
    """Return the share of right answers by the hour of the day."""
    day = together(sums.past.sums)
    shares = tuple(right / asked if asked else None for asked, right in zip(day.asked, day.right, strict=True))
    return Chart(
        key="hours",
        title="Hours of the day",
        shape=Shape.COLUMNS,
        unit=Unit.SHARE,
        scale="hour",
        places=tuple(
            Place(f"{hour:02}:00 to {(hour + 1) % HOURS:02}:00", f"{hour} h", str(hour)) for hour in range(HOURS)
        ),
        series=(Series("right", shares), Series("answers", tuple(day.asked), Unit.ANSWERS)),
        said=_best_hour(day),
        note="Share not rated Again by hour of local time; cramming is left out.",
        empty="No answer in this time.",
        summable=False,
    )


_ENOUGH = 20
"""Answers in an hour from which on its share says something."""


def _best_hour(day: DaySums) -> tuple[str, ...]:
    shares = [(day.right[hour] / day.asked[hour], hour) for hour in range(HOURS) if day.asked[hour] >= _ENOUGH]
    if len(shares) < 2:  # noqa: PLR2004 - nothing to compare
        return ()
    (low, worst), (high, best) = min(shares), max(shares)
    return (f"Best from {best:02}:00 ({percent(high)}), worst from {worst:02}:00 ({percent(low)}).",)


def buttons(sums: Sums) -> Chart:
    """Return how often each rating was given to learning, young and mature cards."""
    day = together(sums.past.sums)
    columns = {"learning": day.learning, "young": day.reviews_young, "mature": day.reviews_mature}
    return Chart(
        key="buttons",
        title="Ratings",
        shape=Shape.BARS,
        unit=Unit.ANSWERS,
        scale="rating",
        places=tuple(Place(rating.name.capitalize(), key=rating.name.lower()) for rating in Rating),
        series=tuple(Series(name, tuple(numbers[rating] for rating in Rating)) for name, numbers in columns.items()),
        note="Mature: an interval of 21 days or more; cramming is left out.",
        empty="No answer in this time.",
    )


def started(sums: Sums) -> Chart:
    """Return the cards added to decks, and those answered for the first time, over the days."""
    steps = sums.past
    added = tuple(steps.counts(sums.cards.added))
    introduced = tuple(each.introduced for each in steps.sums)
    return Chart(
        key="added",
        title="Added",
        shape=Shape.COLUMNS,
        unit=Unit.CARDS,
        scale=steps.scale,
        places=steps.places,
        series=(Series("added", added), Series("first answered", introduced, Unit.NUMBER)),
        said=(f"{counted(sum(added), 'card')} added, {counted(sum(introduced), 'card')} answered for the first time.",),
        note="A card counts as added on the day a deck file was first seen to hold it.",
        first_day=steps.first_day,
        empty="No card was added in this time.",
    )
