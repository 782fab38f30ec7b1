"""How the cards stand: where they are, how far apart they come, and how well they are remembered."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from quiz.model.text import counted
from quiz.stats.chart import Chart, Place, Series, Shape, Unit
from quiz.stats.sums import Sums
from quiz.stats.words import percent, plain_number

_DAY_BOUNDS = (0, 1, 2, 3, 4, 7, 14, 21, 30, 60, 90, 180, 365, 730)
"""First day of each step of an interval or a stability; the last has no end."""
_STEPS_OF_TEN = tuple(range(0, 100, 10))


def counts(sums: Sums) -> Chart:
    """Return every card in exactly one place."""
    cards = sums.cards
    places = {
        "new": cards.new,
        "learning": cards.learning,
        "relearning": cards.relearning,
        "young": cards.young,
        "mature": cards.mature,
        "suspended": cards.suspended,
    }
    return Chart(
        key="cards",
        title="Cards",
        shape=Shape.BARS,
        unit=Unit.CARDS,
        scale="state",
        places=tuple(map(Place, places)),
        series=(Series("cards", tuple(places.values())),),
        said=(f"{counted(cards.total, 'card')} in all.",),
        note="Mature: an interval of 21 days or more.",
        empty="There is no card yet.",
    )


def intervals(sums: Sums) -> Chart:
    """Return the cards in review by interval."""
    return _by_days("intervals", "Intervals", "interval", sums.cards.intervals, "Days from one answer to the next.")


def stabilities(sums: Sums) -> Chart:
    """Return the cards in review by stability."""
    note = "Days until the chance of recall has fallen to 90%."
    return _by_days("stability", "Stability", "stability", sums.cards.stabilities, note)


def _by_days(key: str, title: str, scale: str, numbers: Mapping[int, int], note: str) -> Chart:
    ends = (*_DAY_BOUNDS[1:], None)
    steps = [0] * len(_DAY_BOUNDS)
    for days, number in numbers.items():
        steps[bisect_right(_DAY_BOUNDS, max(days, 0)) - 1] += number
    return Chart(
        key=key,
        title=title,
        shape=Shape.COLUMNS,
        unit=Unit.CARDS,
        scale=scale,
        places=tuple(_day_place(low, high) for low, high in zip(_DAY_BOUNDS, ends, strict=True)),
        series=(Series("cards", tuple(steps)),),
        said=_middle(numbers, scale),
        note=note,
        empty="No card is in review yet.",
        summable=False,
    )


def _day_place(low: int, high: int | None) -> Place:
    if high is None:
        return Place(f"{low} days or more", f"{low}+", str(low))
    if high == low + 1:
        return Place("under a day" if not low else counted(low, "day"), str(low), str(low))
    return Place(f"{low} to {high - 1} days", str(low), str(low))


def _middle(numbers: Mapping[int, int], scale: str) -> tuple[str, ...]:
    total = sum(numbers.values())
    if not total:
        return ()
    seen = 0
    for value in sorted(numbers):
        seen += numbers[value]
        if seen * 2 >= total:
            article = "an" if scale == "interval" else "a"
            days = counted(value, "day") if value else "under a day"
            return (f"Half of the cards have {article} {scale} of {days}{' or less' if value else ''}.",)
    return ()


def difficulties(sums: Sums) -> Chart:
    """Return the cards in review by difficulty, which FSRS counts from 1 to 10; Anki writes it as 0 to 100%."""
    tenths = sums.cards.difficulties
    total = sum(tenths.values())
    steps = [sum(number for tenth, number in tenths.items() if _difficulty_step(tenth) == step) for step in range(9)]
    mean = sum(tenth * number for tenth, number in tenths.items()) / total / 10 if total else 0.0
    return Chart(
        key="difficulty",
        title="Difficulty",
        shape=Shape.COLUMNS,
        unit=Unit.CARDS,
        scale="difficulty",
        places=tuple(Place(f"{low} to {low + 1}", str(low), str(low)) for low in range(1, 10)),
        series=(Series("cards", tuple(steps)),),
        said=(f"On average {plain_number(mean)} of 10.",) if total else (),
        note="From 1 (easy) to 10 (hard).",
        empty="No card is in review yet.",
        summable=False,
    )


def _difficulty_step(tenth: int) -> int:
    return min(8, max(0, tenth // 10 - 1))


def recalls(sums: Sums) -> Chart:
    """Return the answered cards by the chance that they would be remembered today."""
    percents, answered = sums.cards.recalls, sums.cards.answered
    steps = [_in_step(percents, low) for low in _STEPS_OF_TEN]
    known = sums.cards.known
    said = f"About {known:,.0f} of {counted(answered, 'answered card')} would be remembered now"
    return Chart(
        key="retrievability",
        title="Retrievability",
        shape=Shape.COLUMNS,
        unit=Unit.CARDS,
        scale="chance of recall",
        places=tuple(Place(f"{low} to {low + 10}%", f"{low}%", str(low)) for low in _STEPS_OF_TEN),
        series=(Series("cards", tuple(steps)),),
        said=(f"{said} ({percent(known / answered)}).",) if answered else (),
        empty="No card was answered yet.",
        summable=False,
    )


def _in_step(percents: Mapping[int, int], low: int) -> int:
    high = low + 10 if low < _STEPS_OF_TEN[-1] else 101
    return sum(number for each, number in percents.items() if low <= each < high)


def knowledge(sums: Sums) -> Chart:
    """Return how many facts were known at the end of each step of the past: the sum of the chances of recall."""
    steps = sums.past
    places = _spread_out(len(steps.ends))
    values = sums.known([steps.ends[place] for place in places])
    return Chart(
        key="knowledge",
        title="Estimated knowledge",
        shape=Shape.LINE,
        unit=Unit.CARDS,
        scale=steps.scale,
        places=tuple(steps.places[place] for place in places),
        series=(Series("known", tuple(values)),),
        said=(f"About {values[-1]:,.0f} cards would be remembered today.",) if values else (),
        note="The sum of the chances of recall of all cards, at the end of each step.",
        first_day=steps.first_day if len(places) == len(steps.ends) else None,
        empty="No card was answered in this time.",
        summable=False,
    )


_MOST_POINTS = 60
"""Points of a line that a screen can show; more would only take time."""


def _spread_out(number: int) -> Sequence[int]:
    if number <= _MOST_POINTS:
        return range(number)
    return sorted({round(point * (number - 1) / (_MOST_POINTS - 1)) for point in range(_MOST_POINTS)})
