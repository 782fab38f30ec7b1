"""The axes of charts: round numbers up the side, names along the bottom."""

from collections.abc import Sequence
from itertools import pairwise

from quiz.stats.chart import Unit
from quiz.stats.words import percent, plain_number

_HOUR = 60
_SHARE_STEPS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)


def nice_ceiling(value: float) -> float:
    """Return the smallest of 1, 2, 3, 4, 5, 6, 8, 10, 20, 30 ... that is not below ``value``, and at least 1."""
    scale = 1
    while True:
        for step in (1, 2, 3, 4, 5, 6, 8):
            if step * scale >= value:
                return step * scale
        scale *= 10


def top_of(largest: float, unit: Unit) -> float:
    """Return the value at the top of an axis on which ``largest`` is the largest."""
    if unit is Unit.SHARE:
        return 1.0
    if unit is Unit.MINUTES and largest > _HOUR:
        return _HOUR * nice_ceiling(largest / _HOUR)
    return nice_ceiling(largest)


def bottom_of(smallest: float, unit: Unit) -> float:
    """Return the value at the bottom of the axis of a line: shares that are all high are looked at more closely."""
    return max(step for step in _SHARE_STEPS if step <= smallest) if unit is Unit.SHARE else 0.0


def compact(value: float) -> str:
    """Return a number in at most five signs: ``9999``, ``12k``, ``3.5M``."""
    for divisor, suffix in ((1, ""), (1_000, "k"), (1_000_000, "M")):
        if round(value / divisor) < 10_000:  # noqa: PLR2004 - four digits
            return f"{value / divisor:.0f}{suffix}" if value >= 10 or value == int(value) else plain_number(value)  # noqa: PLR2004
    return f"{value / 1_000_000_000:.0f}G"


def axis_label(value: float, unit: Unit) -> str:
    """Return how a value is written beside an axis; its unit is told once, elsewhere, unless it changes."""
    if unit is Unit.SHARE:
        return percent(value)
    if unit is Unit.MINUTES:
        return f"{compact(value / _HOUR)} h" if value >= _HOUR else f"{compact(value)} min"
    return compact(value)


def place_labels(labels: Sequence[tuple[int, str]], room: int) -> str:
    """Return a line with each label at its place, leaving out those that would touch another or pass ``room``.

    Of the first two the second is kept: a scale often begins in the middle of a stretch.
    """
    if len(labels) > 1 and labels[0][0] + len(labels[0][1]) >= labels[1][0]:
        labels = labels[1:]
    text = ""
    for at, label in labels:
        if label and (not text or at > len(text)) and at + len(label) <= room:
            text = text.ljust(at) + label
    return text


def spread(ticks: Sequence[str], across: float, room: int) -> list[tuple[int, str]]:
    """Return ticks with the cells they begin at, thinned out evenly until they stand apart."""
    kept = thinned(ticks, 1 / across, apart=1 if across != int(across) else 0)
    return [(min(round(place * across), max(0, room - len(tick))), tick) for place, tick in kept]


def thinned(ticks: Sequence[str], letter: float, apart: int = 0) -> list[tuple[int, str]]:
    """Return ticks with their places, as many as stand apart when a letter is as wide as so many places.

    ``apart`` letters more between them make room for places that are rounded to cells.
    """
    named = [(place, tick) for place, tick in enumerate(ticks) if tick]
    longest = (max((len(tick) for _, tick in named), default=0) + apart) * letter
    every, kept = 1, named
    while any(later - sooner <= longest for (sooner, _), (later, _) in pairwise(kept)):
        every += 1
        kept = named[::every]
    return kept
