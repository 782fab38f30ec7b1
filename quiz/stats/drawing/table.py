"""A chart as a table: every number that a drawing shows, and those it leaves out."""

import textwrap

from quiz.model.cells import cell_width, wrap
from quiz.model.text import one_line
from quiz.stats.chart import Chart, Series
from quiz.stats.drawing.bars import number
from quiz.stats.drawing.pieces import Line, Pen, Piece, Role, fit, merged, plain_ascii
from quiz.stats.words import value_text

_LEAST_NAME = 10
"""Cells that names get at least before columns are left out."""
_APART = 2
_MOST_LINES = 4
"""Of one name."""


def draw_table(chart: Chart, pen: Pen) -> tuple[Line, ...]:
    """Return a head and one line a place.

    Where it is narrow, columns in other units are left out, and at last names stand on lines of their own.
    """
    for columns in (chart.series, chart.drawn):
        widths = [_width(chart, series) for series in columns]
        longest = max(cell_width(place.name) for place in chart.places)
        room = pen.width - 2 - sum(width + _APART for width in widths)
        if room >= min(longest, _LEAST_NAME):
            return _rows(chart, columns, widths, min(max(longest, len(chart.scale)), room), pen)
    return _stacked(chart, pen)


def _width(chart: Chart, series: Series) -> int:
    texts = [number(value, chart.unit_of(series)) for value in series.values]
    return max(len(series.head or series.name), *map(len, texts))


def _rows(chart: Chart, columns: tuple[Series, ...], widths: list[int], names: int, pen: Pen) -> tuple[Line, ...]:
    apart = " " * _APART
    heads = apart.join(f"{each.head or each.name:>{width}}" for each, width in zip(columns, widths, strict=True))
    lines = [merged([Piece(f"  {fit(chart.scale, names)}{apart}{heads}", Role.QUIET)])]
    for place, each in enumerate(chart.places):
        cells = apart.join(
            f"{number(series.values[place], chart.unit_of(series)):>{width}}"
            for series, width in zip(columns, widths, strict=True)
        )
        first, *more = _wrapped(each.name, names, pen)
        lines.append(merged([_mark(place, pen), Piece(f"{fit(first, names)}{apart}{cells}", place=place)]))
        lines += [merged([Piece(f"  {part}", place=place)]) for part in more]
    return tuple(lines)


def _wrapped(text: str, width: int, pen: Pen) -> list[str]:
    """Return a name on as many lines as it needs, which are not many."""
    text = plain_ascii(one_line(text)) if pen.ascii else one_line(text)
    lines = wrap(text, width) or [""]
    if len(lines) <= _MOST_LINES:
        return lines
    return [*lines[: _MOST_LINES - 1], fit(" ".join(lines[_MOST_LINES - 1 :]), width, ascii=pen.ascii)]


def _stacked(chart: Chart, pen: Pen) -> tuple[Line, ...]:
    lines: list[Line] = []
    for place, each in enumerate(chart.places):
        told = ", ".join(
            f"{series.head or series.name} {value_text(series.values[place], chart.unit_of(series))}"
            for series in chart.series
        )
        wide = max(8, pen.width - 4)
        lines += [
            merged([_mark(place, pen), Piece(fit(each.name, max(1, pen.width - 2), ascii=pen.ascii), place=place)]),
            *(merged([Piece(f"    {part}", Role.QUIET, place)]) for part in textwrap.wrap(told, wide)),
        ]
    return tuple(lines)


def _mark(place: int, pen: Pen) -> Piece:
    chosen = pen.chosen == place
    return Piece(((">" if pen.ascii else "▸") if chosen else " ") + " ", Role.CHOSEN if chosen else Role.PLAIN, place)
