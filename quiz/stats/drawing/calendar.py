"""A calendar of study days, one column a week, one cell a day."""

import textwrap

from quiz.model.memory import StudyDay
from quiz.srs.day import date_of
from quiz.stats.chart import Chart
from quiz.stats.drawing.axis import nice_ceiling, place_labels
from quiz.stats.drawing.pieces import LEVELS, Line, Pen, Piece, Role, line, merged
from quiz.stats.words import MONTHS

GLYPHS = "·░▒▓█"
"""A sign for each level, from no answer to many; readable without colour."""
GLYPHS_ASCII = ".-+*#"
_WEEK = 7
_LABELS = 4
"""Cells of the names of weekdays."""
_WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
_USUAL_SHARE = 0.9
"""The scale reaches its top at a day busier than this share of days, so that one huge day does not pale the rest."""


def draw_calendar(chart: Chart, pen: Pen) -> tuple[Line, ...]:
    """Return month names, seven rows of days of the last weeks that fit, what the signs mean, and the chosen day."""
    if chart.first_day is None:
        raise ValueError(f"{chart.key}: a calendar needs its first day")
    values = [int(value or 0) for value in chart.drawn[0].values]
    today = StudyDay(chart.first_day + len(values) - 1)
    weekday = date_of(today).weekday()
    all_weeks = -(-(len(values) - weekday - 1) // _WEEK) + 1
    across = 2 if pen.width >= _LABELS + 2 * all_weeks else 1
    weeks = max(1, min(all_weeks, (pen.width - _LABELS) // across))
    start = StudyDay(today - weekday - _WEEK * (weeks - 1))
    steps = level_steps(values[max(0, start - chart.first_day) :])
    lines = [line(Piece(" " * _LABELS + _months(start, weeks, across, today), Role.QUIET))]
    for row, label in enumerate(_WEEKDAYS):
        pieces = [Piece(label.ljust(_LABELS), Role.QUIET)]
        for week in range(weeks):
            place = start + week * _WEEK + row - chart.first_day
            pieces += _day(values, place, steps, across, pen)
        lines.append(merged(pieces))
    parts = legend(steps, ascii=pen.ascii)
    parts[-1] += f" {chart.unit.value}"
    told = textwrap.wrap("  ".join(part.replace(" ", "\0") for part in parts), max(1, pen.width))
    return (*lines, *(line(Piece(text.replace("\0", " "), Role.QUIET)) for text in told))


def _day(values: list[int], place: int, steps: tuple[int, ...], across: int, pen: Pen) -> list[Piece]:
    if not 0 <= place < len(values):
        return [Piece(" " * across)]
    level = level_of(values[place], steps)
    glyph = (GLYPHS_ASCII if pen.ascii else GLYPHS)[level]
    if pen.chosen == place:
        return [Piece("@" if pen.ascii else "◆", Role.CHOSEN, place), Piece(" " * (across - 1), place=place)]
    return [Piece(glyph, LEVELS[level], place), Piece(" " * (across - 1), place=place)]


def level_steps(values: list[int]) -> tuple[int, ...]:
    """Return the fewest answers of the levels 1, 2, 3 and 4."""
    busy = sorted(number for number in values if number)
    usual = busy[int((len(busy) - 1) * _USUAL_SHARE)] if busy else 0
    step = int(nice_ceiling(usual / (len(LEVELS) - 1)))
    return (1, *(step * level + 1 for level in range(1, len(LEVELS) - 1)))


def level_of(value: float, steps: tuple[int, ...]) -> int:
    """Return the level of a number, 0 to 4."""
    return sum(value >= step for step in steps)


def legend(steps: tuple[int, ...], *, ascii: bool = False) -> list[str]:  # noqa: A002 - the option's plain name
    """Return what each sign means, e.g. ``· 0``, ``░ 1-4``, ``█ 15+``."""
    return [f"{glyph} {text}" for glyph, text in zip(GLYPHS_ASCII if ascii else GLYPHS, ranges(steps), strict=True)]


def ranges(steps: tuple[int, ...]) -> list[str]:
    """Return the numbers of each level in words: ``0``, ``1-4``, ``15+``."""
    lasts = [*(step - 1 for step in steps[1:]), None]
    told = (
        f"{step}+" if last is None else str(step) if last == step else f"{step}-{last}"
        for step, last in zip(steps, lasts, strict=True)
    )
    return ["0", *told]


def _months(start: StudyDay, weeks: int, across: int, today: StudyDay) -> str:
    labels: list[tuple[int, str]] = []
    month = 0
    for week in range(weeks):
        latest = date_of(StudyDay(min(today, start + week * _WEEK + _WEEK - 1)))
        if latest.month != month:
            labels.append((week * across, MONTHS[latest.month - 1]))
            month = latest.month
    return place_labels(labels, weeks * across)
