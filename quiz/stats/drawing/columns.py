"""Columns over an ordered scale, series stacked on each other."""

from dataclasses import dataclass

from quiz.stats.chart import Chart, Unit
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
_BESIDE = 7
"""Cells of the widest value axis."""
_NARROWEST_PLOT = 8


@dataclass(frozen=True, slots=True)
class _Group:
    """Neighbouring places that are drawn as one column."""

    first: int
    values: tuple[float | None, ...]
    """Of each series."""

    @property
    def total(self) -> float:
        """The height of the column."""
        return sum(value or 0 for value in self.values)


def draw_columns(chart: Chart, pen: Pen) -> tuple[Line, ...]:
    """Return a value axis with columns, and names below; places that find no room side by side are summed."""
    size = group_size(chart, pen.width)
    groups = _grouped(chart, size)
    top = top_of(max(group.total for group in groups), chart.unit)
    rows = max(2, pen.height - _BELOW)
    labels = _axis(top, rows, chart.unit)
    axis = max(map(len, labels.values()))
    room = max(1, pen.width - axis - 2)
    across = max(1, min(_WIDEST, room // len(groups)))
    gap = " " if across > 1 else ""
    lines: list[Line] = []
    for row in range(rows, 0, -1):
        label = labels.get(row)
        mark = ("|" if pen.ascii else "┤") if label else ("|" if pen.ascii else "│")
        cells: list[Piece] = []
        for group in groups:
            sign, role = _sign(group, row, rows, top, ascii=pen.ascii)
            cells += [Piece(sign * (across - len(gap)), role, group.first), Piece(gap, place=group.first)]
        lines.append(merged([Piece(f"{label or '':>{axis}} {mark}", Role.QUIET), *cells]))
    lines.append(_floor(groups, size, axis, across, pen))
    ticks = [chart.places[group.first].tick for group in groups]
    below = place_labels(spread(ticks, across, room), room)
    lines.append(line(Piece(" " * (axis + 2) + below, Role.QUIET)))
    return tuple(lines)


def has_room(chart: Chart, width: int) -> bool:
    """Return whether every place that may not be summed with its neighbours finds room."""
    return chart.summable or len(chart.places) <= width - _BESIDE


def group_size(chart: Chart, width: int) -> int:
    """Return how many neighbouring places make one column."""
    if not chart.summable:
        return 1
    room = max(_NARROWEST_PLOT, width - _BESIDE)
    return max(1, -(-len(chart.places) // room))


def _grouped(chart: Chart, size: int) -> list[_Group]:
    def value(values: tuple[float | None, ...]) -> float | None:
        known = [each for each in values if each is not None]
        return sum(known) if known else None

    return [
        _Group(first, tuple(value(each.values[first : first + size]) for each in chart.drawn))
        for first in range(0, len(chart.places), size)
    ]


def _axis(top: float, rows: int, unit: Unit) -> dict[int, str]:
    """Return the labels of the value axis by the row at whose top they stand; the floor's is told apart."""
    labels = {rows: axis_label(top, unit)}
    half = rows // 2
    middle = top * half / rows
    if rows > 3 and not rows % 2 and (unit is Unit.SHARE or middle == int(middle)):  # noqa: PLR2004 - room for two
        labels[half] = axis_label(middle, unit)
    return labels


def _sign(group: _Group, row: int, rows: int, top: float, *, ascii: bool) -> tuple[str, Role]:  # noqa: A002
    """Return what fills one row of a column; its foot is always seen when it has a value."""
    eighths = [round((value or 0) / top * rows * 8) for value in group.values]
    total = max(round(group.total / top * rows * 8), 1 if group.total else 0)
    filled = min(8, total - (row - 1) * 8)
    if filled <= 0:
        return " ", Role.PLAIN
    middle = (row - 1) * 8 + filled / 2
    place, reached = 0, 0
    for place, height in enumerate(eighths):  # noqa: B007 - the last one that counts is used below
        reached += height
        if reached >= middle:
            break
    role = SERIES[min(place, len(SERIES) - 1)]
    if ascii:
        return (FILLS_ASCII[min(place, len(FILLS_ASCII) - 1)] if filled > 2 else "."), role  # noqa: PLR2004
    return (_EIGHTHS[filled] if filled < 8 or not place else FILLS[min(place, len(FILLS) - 1)]), role  # noqa: PLR2004


def _floor(groups: list[_Group], size: int, axis: int, across: int, pen: Pen) -> Line:
    dash = "-" if pen.ascii else "─"
    pieces = [Piece(f"{'0':>{axis}} {'+' if pen.ascii else '└'}", Role.QUIET)]
    for group in groups:
        chosen = pen.chosen is not None and group.first <= pen.chosen < group.first + size
        mark = ("^" if pen.ascii else "▲") if chosen else dash
        pieces += [
            Piece(mark, Role.CHOSEN if chosen else Role.QUIET, group.first),
            Piece(dash * (across - 1), Role.QUIET, group.first),
        ]
    return merged(pieces)
