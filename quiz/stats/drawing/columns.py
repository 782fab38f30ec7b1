"""Columns over an ordered scale, series stacked on each other."""

from dataclasses import replace
from math import inf

from quiz.stats.chart import Chart, Place, Shape, Unit, Value
from quiz.stats.drawing.axis import axis_label, place_labels, spread, top_of
from quiz.stats.drawing.pieces import SERIES, Line, Pen, Piece, Role, line, merged

_EIGHTHS = " ▁▂▃▄▅▆▇█"
FILLS = "█▓▒░"
"""The signs of the series, told apart without colour."""
FILLS_ASCII = "#=+."
_WIDEST = 6
"""Cells of one column; wider ones say no more."""
_BELOW = 2
"""Lines below the columns: the axis and its ticks."""
_BESIDE = 8
"""Cells of the widest value axis."""
_NARROWEST_PLOT = 8


def draw_columns(chart: Chart, pen: Pen) -> tuple[Line, ...]:
    """Return a value axis with columns, and names below. The chart has been `fitted`."""
    number = len(chart.places)
    top = top_of(max(chart.total(place) or 0 for place in range(number)), chart.unit)
    rows = max(2, int(min(pen.height - _BELOW, _rows_for(top, chart.unit))))
    labels = _axis(top, rows, chart.unit)
    axis = max(map(len, labels.values()))
    room = max(1, pen.width - axis - 2)
    across = max(1, min(_WIDEST, room // number))
    gap = " " if across > 1 else ""
    lines: list[Line] = []
    for row in range(rows, 0, -1):
        label = labels.get(row)
        mark = ("|" if pen.ascii else "┤") if label else ("|" if pen.ascii else "│")
        cells: list[Piece] = []
        for place in range(number):
            sign, role = _sign(chart, place, row, rows, top, ascii=pen.ascii)
            cells += [Piece(sign * (across - len(gap)), role, place), Piece(gap, place=place)]
        lines.append(merged([Piece(f"{label or '':>{axis}} {mark}", Role.QUIET), *cells]))
    lines.append(_floor(number, axis, across, pen))
    below = place_labels(spread([place.tick for place in chart.places], across, room), room)
    lines.append(line(Piece(" " * (axis + 2) + below, Role.QUIET)))
    return tuple(lines)


def _rows_for(top: float, unit: Unit) -> float:
    """Return the most rows for what is counted; a handful would fill the whole height and say no more."""
    return top * 2 if unit not in {Unit.SHARE, Unit.MINUTES} else inf


def has_room(chart: Chart, width: int) -> bool:
    """Tell whether every place finds room."""
    return len(chart.places) <= width - _BESIDE


def fitted(chart: Chart, width: int) -> Chart:
    """Return a chart whose columns find room side by side: with neighbouring places summed, where they may be."""
    if chart.shape is not Shape.COLUMNS or not chart.summable:
        return chart
    size = max(1, -(-len(chart.places) // max(_NARROWEST_PLOT, width - _BESIDE)))
    if size == 1:
        return chart
    starts = range(0, len(chart.places), size)
    return replace(
        chart,
        places=tuple(_together(chart.places[start : start + size]) for start in starts),
        series=tuple(
            replace(each, values=tuple(_sum(each.values[start : start + size]) for start in starts))
            for each in chart.series
        ),
        note=f"{size} {chart.scale}s a column. {chart.note}".strip(),
    )


def _together(places: tuple[Place, ...]) -> Place:
    first, last = places[0], places[-1]
    return replace(first, name=first.name if first is last else f"{first.name} to {last.name}")


def _sum(values: tuple[Value, ...]) -> Value:
    known = [each for each in values if each is not None]
    return sum(known) if known else None


def _axis(top: float, rows: int, unit: Unit) -> dict[int, str]:
    """Return the labels of the value axis by the row at whose top they stand; the floor's is told apart."""
    labels = {rows: axis_label(top, unit)}
    half = rows // 2
    middle = top * half / rows
    if rows > 3 and not rows % 2 and (unit is Unit.SHARE or middle == int(middle)):  # noqa: PLR2004 - room for two
        labels[half] = axis_label(middle, unit)
    return labels


def _sign(chart: Chart, place: int, row: int, rows: int, top: float, *, ascii: bool) -> tuple[str, Role]:  # noqa: A002
    """Return what fills one row of a column; its foot is always seen when it has a value."""
    values = [each.values[place] or 0 for each in chart.drawn]
    eighths = [round(value / top * rows * 8) for value in values]
    total = max(round(sum(values) / top * rows * 8), 1 if any(values) else 0)
    filled = min(8, total - (row - 1) * 8)
    if filled <= 0:
        return " ", Role.PLAIN
    middle = (row - 1) * 8 + filled / 2
    series, reached = 0, 0
    for series, height in enumerate(eighths):  # noqa: B007 - the last one that counts is used below
        reached += height
        if reached >= middle:
            break
    role = SERIES[min(series, len(SERIES) - 1)]
    if ascii:
        return (FILLS_ASCII[min(series, len(FILLS_ASCII) - 1)] if filled > 2 else "."), role  # noqa: PLR2004
    return (_EIGHTHS[filled] if filled < 8 or not series else FILLS[min(series, len(FILLS) - 1)]), role  # noqa: PLR2004


def _floor(number: int, axis: int, across: int, pen: Pen) -> Line:
    dash = "-" if pen.ascii else "─"
    pieces = [Piece(f"{'0':>{axis}} {'+' if pen.ascii else '└'}", Role.QUIET)]
    for place in range(number):
        chosen = pen.chosen == place
        mark = ("^" if pen.ascii else "▲") if chosen else dash
        pieces += [
            Piece(mark, Role.CHOSEN if chosen else Role.QUIET, place),
            Piece(dash * (across - 1), Role.QUIET, place),
        ]
    return merged(pieces)
