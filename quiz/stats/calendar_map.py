"""A calendar of study days as a map of cells, one column a week, so that a face may colour or point at them."""

from dataclasses import dataclass

from quiz.model.memory import StudyDay
from quiz.srs.day import date_of
from quiz.stats.draw import nice_ceiling, place_labels
from quiz.stats.report import Calendar

LEVELS = 5
GLYPHS = "·░▒▓█"
"""A sign for each level, from no answer to many; readable without colour."""
GLYPHS_ASCII = ".-+*#"

_WEEK = 7
_LABEL_WIDTH = 4
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
_USUAL_SHARE = 0.9
"""The scale reaches its top at a day busier than this share of days, so that one huge day does not pale the rest."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of the map."""

    glyph: str
    level: int
    """From 0 (no answer) to 4; -1 for a place without a day."""
    day: StudyDay | None
    reviews: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarMap:
    """Seven rows of cells, Monday first, the last column holding today's week."""

    months: str
    """The line above the cells: month names over the week in which each begins."""
    labels: tuple[str, ...]
    """What stands left of each row, padded to one width."""
    rows: tuple[tuple[Cell, ...], ...]
    across: int
    """Terminal cells that one cell takes: 1, or 2 with a space after the sign."""
    steps: tuple[int, ...]
    """The fewest answers of the levels 1, 2, 3 and 4."""


def calendar_cells(calendar: Calendar, *, width: int, ascii: bool = False) -> CalendarMap:  # noqa: A002
    """Return the last weeks of ``calendar`` that fit ``width`` terminal cells, at least one."""
    glyphs = GLYPHS_ASCII if ascii else GLYPHS
    today = calendar.last
    weekday = date_of(today).weekday()
    kept = -(-(len(calendar.reviews) - weekday - 1) // _WEEK) + 1
    across = 2 if width >= _LABEL_WIDTH + 2 * kept else 1
    weeks = max(1, min(kept, (width - _LABEL_WIDTH) // across))
    start = StudyDay(today - weekday - _WEEK * (weeks - 1))
    shown = calendar.reviews[max(0, start - calendar.first) :]
    steps = _steps(shown)

    def cell(day: StudyDay) -> Cell:
        if day > today or day < calendar.first:
            return Cell(" ", -1, None, 0)
        reviews = calendar.reviews[day - calendar.first]
        level = sum(reviews >= step for step in steps)
        return Cell(glyphs[level], level, day, reviews)

    rows = tuple(
        tuple(cell(StudyDay(start + week * _WEEK + weekday)) for week in range(weeks)) for weekday in range(_WEEK)
    )
    return CalendarMap(
        months=" " * _LABEL_WIDTH + _month_line(start, weeks, across, today),
        labels=tuple(name.ljust(_LABEL_WIDTH) for name in _WEEKDAYS),
        rows=rows,
        across=across,
        steps=steps,
    )


def legend(steps: tuple[int, ...], *, ascii: bool = False) -> list[str]:  # noqa: A002
    """Return what each sign means, e.g. ``· 0``, ``░ 1-4``, ``█ 15+``."""
    glyphs = GLYPHS_ASCII if ascii else GLYPHS
    parts = [f"{glyphs[0]} 0"]
    for place, step in enumerate(steps):
        last = steps[place + 1] - 1 if place + 1 < len(steps) else None
        numbers = f"{step}+" if last is None else str(step) if last == step else f"{step}-{last}"
        parts.append(f"{glyphs[place + 1]} {numbers}")
    return parts


def _steps(reviews: tuple[int, ...]) -> tuple[int, ...]:
    busy = sorted(number for number in reviews if number)
    usual = busy[int((len(busy) - 1) * _USUAL_SHARE)] if busy else 0
    step = nice_ceiling(usual / (LEVELS - 1))
    return (1, *(step * level + 1 for level in range(1, LEVELS - 1)))


def _month_line(start: StudyDay, weeks: int, across: int, today: StudyDay) -> str:
    labels: list[tuple[int, str]] = []
    month = 0
    for week in range(weeks):
        latest = date_of(StudyDay(min(today, start + week * _WEEK + _WEEK - 1)))
        if latest.month != month:
            labels.append((week * across, _MONTHS[latest.month - 1]))
            month = latest.month
    return place_labels(labels, weeks * across)
