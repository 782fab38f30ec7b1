"""The study day so far."""

from quiz.model.memory import Rating
from quiz.model.text import counted
from quiz.stats.chart import Chart, Place, Series, Shape, Unit
from quiz.stats.rollup import DaySums
from quiz.stats.sums import Sums
from quiz.stats.words import percent, time_text

KIND_NAMES = ("learning", "review", "relearning", "cramming")
"""In the order of `ReviewKind`."""


def today(sums: Sums) -> Chart:
    """Return today's answers by rating."""
    day = sums.days.get(sums.today, DaySums())
    by_rating = day.by_rating
    return Chart(
        key="today",
        title="Today",
        shape=Shape.BARS,
        unit=Unit.ANSWERS,
        scale="rating",
        places=tuple(Place(rating.name.capitalize(), key=rating.name.lower()) for rating in Rating),
        series=(Series("answers", tuple(by_rating[rating] for rating in Rating)),),
        said=_said(day) if day.reviews else (),
        empty="Nothing answered yet today.",
    )


def _said(day: DaySums) -> tuple[str, ...]:
    each = f" ({day.duration_ms / day.reviews / 1000:.0f} s each)" if day.reviews > 1 else ""
    right = percent(1 - day.by_rating[Rating.AGAIN] / day.reviews)
    kinds = ", ".join(
        f"{number} {name}" for name, number in zip(KIND_NAMES, day.by_kind.values(), strict=True) if number
    )
    return (
        (
            f"{counted(day.reviews, 'answer')} in {time_text(day.duration_ms)}{each}, {right} right, "
            f"{counted(day.introduced, 'new card')}."
        ),
        f"By kind: {kinds}.",
    )
