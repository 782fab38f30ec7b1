"""Draws a chart, whatever its shape, or says why there is nothing to draw."""

import textwrap

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

_DRAW = {
    Shape.BARS: draw_bars,
    Shape.COLUMNS: draw_columns,
    Shape.LINE: draw_line,
    Shape.CALENDAR: draw_calendar,
    Shape.TEXT: draw_shaded,
    Shape.TABLE: draw_table,
}


def draw(chart: Chart, pen: Pen, *, table: bool = False) -> tuple[Line, ...]:
    """Return a chart without its title: what it comes to, the drawing or its table, what the signs mean, the note."""
    chart = chart if table else fitted(chart, pen.width)
    if chart.is_empty:
        return tuple(line(Piece(text, Role.QUIET)) for text in _wrapped(chart.empty, pen))
    said = [line(text) for each in chart.said for text in _wrapped(each, pen)]
    below = [*_legend(chart, pen, table=table), *_note(chart, pen, table=table)]
    return (*said, *plot(chart, pen, table=table), *below)


def plot(chart: Chart, pen: Pen, *, table: bool = False) -> tuple[Line, ...]:
    """Return the drawing or the table alone; of an empty chart, nothing."""
    chart = chart if table else fitted(chart, pen.width)
    if chart.is_empty:
        return ()
    table = table or (chart.shape is Shape.COLUMNS and not has_room(chart, pen.width))
    lines = draw_table(chart, pen) if table else _DRAW[chart.shape](chart, pen)
    return tuple(map(_in_ascii, lines)) if pen.ascii else lines


def _in_ascii(pieces: Line) -> Line:
    return tuple(Piece(plain_ascii(piece.text), piece.role, piece.place) for piece in pieces)


def told(chart: Chart, place: int) -> str:
    """Return a place of a chart in words: ``Tue 24 Nov 2026: 12 answers``."""
    parts = [
        value_text(each.values[place], chart.unit_of(each))
        if len(chart.series) == 1
        else f"{each.name} {value_text(each.values[place], chart.unit_of(each))}"
        for each in chart.series
        if each.values[place] or len(chart.series) == 1 or each.unit is not None
    ]
    return f"{one_line(chart.places[place].name)}: {', '.join(parts) or value_text(0, chart.unit)}"


def _legend(chart: Chart, pen: Pen, *, table: bool) -> list[Line]:
    if table or len(chart.drawn) < 2 or chart.shape not in {Shape.BARS, Shape.COLUMNS, Shape.LINE}:  # noqa: PLR2004
        return []
    fills = FILLS_ASCII if pen.ascii else FILLS
    lines: list[list[Piece]] = [[]]
    used = 0
    for number, series in enumerate(chart.drawn):
        name = f" {series.name}  "
        if used and used + len(name) + 1 > pen.width:
            lines.append([])
            used = 0
        used += len(name) + 1
        sign = fills[min(number, len(fills) - 1)]
        lines[-1] += [Piece(sign, SERIES[min(number, len(SERIES) - 1)]), Piece(name, Role.QUIET)]
    return [merged(pieces) for pieces in lines]


def _note(chart: Chart, pen: Pen, *, table: bool) -> list[Line]:
    parts: list[str] = []
    if chart.shape is Shape.COLUMNS and not table:
        unit = "Minutes" if chart.unit is Unit.MINUTES else chart.unit.value.capitalize()
        parts.append(f"{unit} by {chart.scale}.")
    parts.append(chart.note)
    return [line(Piece(text, Role.QUIET)) for text in _wrapped(" ".join(filter(None, parts)), pen)]


def _wrapped(text: str, pen: Pen) -> list[str]:
    return textwrap.wrap(plain_ascii(text) if pen.ascii else text, max(1, pen.width), break_long_words=True)
