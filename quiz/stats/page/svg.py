"""Draws charts as SVG. Pure: a chart in, markup out; every text in it is escaped.

Series differ by colour and by pattern, every bar and dot tells its numbers when it is pointed at, and the table of a
chart stands beneath it for whoever does not see it.
"""

from collections.abc import Iterator
from html import escape

from quiz.model.memory import StudyDay
from quiz.model.text import one_line
from quiz.srs.day import date_of
from quiz.stats.chart import Chart, Shape, Unit
from quiz.stats.drawing.axis import axis_label, bottom_of, thinned, top_of
from quiz.stats.drawing.bars import number
from quiz.stats.drawing.calendar import level_of, level_steps
from quiz.stats.drawing.draw import told
from quiz.stats.words import MONTHS

WIDTH = 720
_HEIGHT = 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 68, 8, 10, 26
_LETTER = 7
"""About the width of a letter of an axis."""
_BAR = 22
_NAMES = 150
_CELL = 12
_WEEK = 7
_WIDEST = 40
_STEPS = (0.0, 0.5, 1.0)


def svg(chart: Chart) -> str:
    """Return the drawing of a chart; of a table and of running text there is none."""
    match chart.shape:
        case Shape.COLUMNS:
            height, parts = _HEIGHT, _columns(chart)
        case Shape.LINE:
            height, parts = _HEIGHT, _line(chart)
        case Shape.BARS:
            height, parts = len(chart.places) * _BAR + 4, _bars(chart)
        case Shape.CALENDAR:
            height, parts = 9 * _CELL, _calendar(chart)
        case Shape.TABLE | Shape.TEXT:
            return ""
    label = escape(f"{chart.title}: {' '.join(chart.said)}", quote=True)
    return f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{label}">{"".join(parts)}</svg>'


def patterns() -> str:
    """Return what the second to fourth series are filled with, for one place on the page: stripes and dots."""
    drawn = (
        '<path d="M0 0H6" stroke-width="2"/>',
        '<path d="M0 6L6 0" stroke-width="1.5"/>',
        '<circle cx="3" cy="3" r="1.2" stroke-width="1"/>',
    )
    made = "".join(
        f'<pattern id="p{at}" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" '
        f'class="f{at}"/><g class="mark">{each}</g></pattern>'
        for at, each in enumerate(drawn, 1)
    )
    return f'<svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs>{made}</defs></svg>'


def key(name: str) -> str:
    """Return the sign of a series or of a level, for a legend."""
    square = f'<rect class="{name}" width="12" height="12"/>'
    return f'<svg class="key" viewBox="0 0 12 12" aria-hidden="true">{square}</svg>'


def _columns(chart: Chart) -> Iterator[str]:
    top = top_of(max(chart.total(place) or 0 for place in range(len(chart.places))), chart.unit)
    yield from _axes(chart, 0.0, top)
    across = (WIDTH - _LEFT - _RIGHT) / len(chart.places)
    wide = min(_WIDEST, max(1.0, across * 0.8))
    for place in range(len(chart.places)):
        x = _LEFT + across * place + (across - wide) / 2
        below = 0.0
        parts: list[str] = []
        for series, each in enumerate(chart.drawn):
            value = each.values[place] or 0
            if value:
                y, tall = _height(below + value, 0.0, top), _height(below, 0.0, top) - _height(below + value, 0.0, top)
                parts.append(_rect(x, y, wide, max(tall, 1.0), f"s{series % 4}"))
            below += value
        if parts:
            yield f"<g>{_title(chart, place)}{''.join(parts)}</g>"


def _line(chart: Chart) -> Iterator[str]:
    known = [value for each in chart.drawn for value in each.values if value is not None]
    low = bottom_of(min(known), chart.unit)
    high = top_of(max(known), chart.unit)
    yield from _axes(chart, low, high)
    across = (WIDTH - _LEFT - _RIGHT) / len(chart.places)
    for series, each in enumerate(chart.drawn):
        run: list[str] = []
        dots: list[str] = []
        for place, value in enumerate((*each.values, None)):
            if value is None:
                if len(run) > 1:
                    yield f'<polyline class="l{series % 4}" points="{" ".join(run)}"/>'
                run = []
                continue
            x, y = _LEFT + across * (place + 0.5), _height(value, low, high)
            run.append(f"{x:.1f},{y:.1f}")
            dots.append(
                f'<circle class="s{series % 4}" cx="{x:.1f}" cy="{y:.1f}" r="3">{_title(chart, place)}</circle>'
            )
        yield from dots


def _bars(chart: Chart) -> Iterator[str]:
    totals = [chart.total(place) or 0 for place in range(len(chart.places))]
    largest = max(totals) or 1
    room = WIDTH - _NAMES - 90
    for place, each in enumerate(chart.places):
        y = place * _BAR + 2
        yield f"<g>{_title(chart, place)}{_text(_NAMES - 8, y + 14, each.name, 'end', most=20)}"
        x = float(_NAMES)
        for series, values in enumerate(chart.drawn):
            wide = (values.values[place] or 0) / largest * room
            if wide:
                yield _rect(x, y + 2, max(wide, 1.0), _BAR - 8, f"s{series % 4}")
            x += wide
        yield f"{_text(x + 6, y + 14, number(chart.total(place), chart.unit), 'start')}</g>"


def _calendar(chart: Chart) -> Iterator[str]:
    first = chart.first_day or StudyDay(0)
    values = [int(value or 0) for value in chart.drawn[0].values]
    steps = level_steps(values)
    begin = date_of(first).weekday()
    month, free = 0, 0
    for row, name in ((0, "Mon"), (2, "Wed"), (4, "Fri"), (6, "Sun")):
        yield _text(30, (row + 2) * _CELL - 2, name, "end")
    for place, value in enumerate(values):
        week, row = divmod(begin + place, _WEEK)
        on = date_of(StudyDay(first + place))
        x, y = 36 + week * _CELL, (row + 1) * _CELL
        if on.month != month and row == 0:
            month = on.month
            if x >= free:
                yield _text(x, _CELL - 3, MONTHS[on.month - 1], "start")
                free = x + 3 * _CELL
        rect = f'x="{x}" y="{y}" width="{_CELL - 2}" height="{_CELL - 2}" rx="2"'
        yield f'<rect class="d{level_of(value, steps)}" {rect}>{_title(chart, place)}</rect>'


def _axes(chart: Chart, low: float, high: float) -> Iterator[str]:
    for step in _STEPS:
        value = low + (high - low) * step
        if 0 < step < 1 and chart.unit not in {Unit.SHARE, Unit.NUMBER} and value != int(value):
            continue
        y = _height(value, low, high)
        yield f'<path class="grid" d="M{_LEFT} {y:.1f}H{WIDTH - _RIGHT}"/>'
        yield _text(_LEFT - 6, y + 4, axis_label(value, chart.unit), "end")
    across = (WIDTH - _LEFT - _RIGHT) / len(chart.places)
    kept = thinned([place.tick for place in chart.places], (_LETTER + 2) / across)
    for at, (place, tick) in enumerate(kept):
        x = min(_LEFT + across * (place + 0.5), WIDTH - _RIGHT - len(tick) * _LETTER / 2)
        yield _text(x, _HEIGHT - 8, tick, "middle", name="odd" if at % 2 else "")


def _height(value: float, low: float, high: float) -> float:
    share = (value - low) / (high - low) if high > low else 0.0
    return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (1 - share)


def _rect(x: float, y: float, wide: float, tall: float, name: str) -> str:
    return f'<rect class="{name}" x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{tall:.1f}"/>'


def _text(x: float, y: float, text: str, anchor: str, *, most: int = 60, name: str = "") -> str:
    text = one_line(text)
    text = text if len(text) <= most else f"{text[: most - 1]}…"
    known = f' class="{name}"' if name else ""
    return f'<text{known} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _title(chart: Chart, place: int) -> str:
    return f"<title>{escape(told(chart, place))}</title>"
