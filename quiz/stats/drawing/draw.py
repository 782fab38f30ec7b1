"""Draws a chart, whatever its shape, or says why there is nothing to draw."""

import textwrap

from quiz.model.cells import cut
from quiz.model.text import one_line
from quiz.stats.chart import Chart, Shape, Unit
from quiz.stats.drawing.bars import draw_bars
from quiz.stats.drawing.calendar import draw_calendar
from quiz.stats.drawing.columns import FILLS, FILLS_ASCII, draw_columns, fitted, has_room
from quiz.stats.drawing.lines import draw_line
from quiz.stats.drawing.pieces import SERIES, Line, Pen, Piece, Role, line, merged, plain_ascii
from quiz.stats.drawing.shaded import draw_shaded
from quiz.stats.drawing.table import draw_table
from quiz.stats.words import value_text

_LEAST_NAME = 8
"""Cells of a name that is cut."""
_DRAW = {
    Shape.BARS: draw_bars,
    Shape.COLUMNS: draw_columns,
    Shape.LINE: draw_line,
    Shape.CALENDAR: draw_calendar,
    Shape.TEXT: draw_shaded,
    Shape.TABLE: draw_table,
}


def draw(chart: Chart, pen: Pen, *, table: bool = False, whole: bool = False) -> tuple[Line, ...]:
    """Return a chart without its title: what it comes to, the drawing or its table, what the signs mean, the note.

    A table that was asked for is ``whole``; of a long one that was not, only what says most is shown.
    """
    chart = shown(chart, pen.width, table=table, whole=whole)
    if chart.is_empty:
        return tuple(line(Piece(text, Role.QUIET)) for text in _wrapped(chart.empty, pen))
    said = [line(text) for each in chart.said for text in _wrapped(each, pen)]
    below = [*_legend(chart, pen, table=table), *_note(chart, pen, table=table)]
    return (*said, *plot(chart, pen, table=table), *below)


def shown(chart: Chart, width: int, *, table: bool = False, whole: bool = False) -> Chart:
    """Return a chart as it is drawn: neighbours together where there is no room for all, long tables cut."""
    return chart if table else fitted(chart if whole else chart.topped(), width)


def plot(chart: Chart, pen: Pen, *, table: bool = False) -> tuple[Line, ...]:
    """Return the drawing or the table alone; of an empty chart, nothing."""
    chart = chart if table else fitted(chart, pen.width)
    if chart.is_empty or not (table or chart.has_drawing):
        return ()
    table = table or (chart.shape is Shape.COLUMNS and not has_room(chart, pen.width))
    lines = draw_table(chart, pen) if table else _DRAW[chart.shape](chart, pen)
    return tuple(map(_in_ascii, lines)) if pen.ascii else lines


def _in_ascii(pieces: Line) -> Line:
    return tuple(Piece(plain_ascii(piece.text), piece.role, piece.place) for piece in pieces)


def told(chart: Chart, place: int, width: int = 0) -> str:
    """Return a place of a chart in words: ``Tue 24 Nov 2026: 12 answers``; names make room for numbers."""
    parts = [
        value_text(each.values[place], chart.unit_of(each))
        if len(chart.series) == 1
        else f"{each.name} {value_text(each.values[place], chart.unit_of(each))}"
        for each in chart.series
        if each.values[place] or len(chart.series) == 1 or each.unit is not None
    ]
    numbers = ", ".join(parts) or value_text(0, chart.unit)
    name = one_line(chart.places[place].name)
    return f"{cut(name, max(_LEAST_NAME, width - len(numbers) - 2)) if width else name}: {numbers}"


def _legend(chart: Chart, pen: Pen, *, table: bool) -> list[Line]:
    if table or len(chart.drawn) < 2 or chart.shape not in {Shape.BARS, Shape.COLUMNS, Shape.LINE}:  # noqa: PLR2004
        return []
    seen = [(number, series) for number, series in enumerate(chart.drawn) if any(series.values)]
    if [number for number, _ in seen] == [0]:
        return []
    fills = FILLS_ASCII if pen.ascii else FILLS
    lines: list[list[Piece]] = [[]]
    used = 0
    for number, series in seen:
        name = f" {series.name}  "
        if used and used + len(name) + 1 > pen.width:
            lines.append([])
            used = 0
        used += len(name) + 1
        sign = fills[min(number, len(fills) - 1)]
        lines[-1] += [Piece(sign, SERIES[min(number, len(SERIES) - 1)]), Piece(name, Role.QUIET)]
    return [merged(pieces) for pieces in lines]


def _note(chart: Chart, pen: Pen, *, table: bool) -> list[Line]:
    text = chart.note if table or not chart.has_drawing else noted(chart)
    return [line(Piece(part, Role.QUIET)) for part in _wrapped(text, pen)]


def noted(chart: Chart) -> str:
    """Return what is counted along which scale, where the axes do not say it, and how."""
    axes = chart.shape is Shape.COLUMNS and chart.unit is not Unit.SHARE
    return f"{chart.unit.value.capitalize()} by {chart.scale}. {chart.note}".strip() if axes else chart.note


def _wrapped(text: str, pen: Pen) -> list[str]:
    return textwrap.wrap(plain_ascii(text) if pen.ascii else text, max(1, pen.width), break_long_words=True)
