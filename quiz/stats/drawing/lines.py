"""A line over an ordered scale, drawn with dots of which eight fit a cell."""

from collections.abc import Sequence

from quiz.stats.chart import Chart
from quiz.stats.drawing.axis import axis_label, bottom_of, place_labels, spread, top_of
from quiz.stats.drawing.pieces import SERIES, Line, Pen, Piece, Role, line, merged

_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""The bits of a braille sign: left and right column, from the top (Unicode, chapter 21.1)."""
_BRAILLE = 0x2800
_BELOW = 2
_WIDEST = 4
"""Cells from one place to the next, at most."""


def draw_line(chart: Chart, pen: Pen) -> tuple[Line, ...]:
    """Return a value axis with a line for each series, and names below; where there is no value the line is broken."""
    values = [value for series in chart.drawn for value in series.values if value is not None]
    low = bottom_of(min(values), chart.unit)
    high = top_of(max(values), chart.unit)
    rows = max(2, pen.height - _BELOW)
    labels = {rows - 1: axis_label(high, chart.unit), 0: axis_label(low, chart.unit)}
    axis = max(map(len, labels.values()))
    room = max(2, pen.width - axis - 2)
    steps = max(1, len(chart.places) - 1)
    across = min(_WIDEST, (room - 1) / steps)
    width = min(room, int(across * steps) + 1)
    canvas = _Canvas(width, rows)
    for number, series in enumerate(chart.drawn):
        points = [None if value is None else (value - low) / (high - low) for value in series.values]
        canvas.trace(points, across, SERIES[min(number, len(SERIES) - 1)])
    lines: list[Line] = []
    for row in range(rows - 1, -1, -1):
        label = labels.get(row, "")
        mark = ("|" if pen.ascii else "┤") if label else ("|" if pen.ascii else "│")
        cells = [
            Piece(_sign(bits, ascii=pen.ascii), role, _place(x, across, len(chart.places)))
            for x, (bits, role) in enumerate(zip(canvas.dots[row], canvas.roles[row], strict=True))
        ]
        lines.append(merged([Piece(f"{label:>{axis}} {mark}", Role.QUIET), *cells]))
    lines.append(_floor(axis, width, across, len(chart.places), pen))
    below = place_labels(spread([place.tick for place in chart.places], across, room), room)
    lines.append(line(Piece(" " * (axis + 2) + below, Role.QUIET)))
    return tuple(lines)


class _Canvas:
    """Cells of two by four dots, the lowest row first."""

    def __init__(self, width: int, rows: int) -> None:
        self.dots = [[0] * width for _ in range(rows)]
        self.roles = [[Role.FIRST] * width for _ in range(rows)]

    def trace(self, points: Sequence[float | None], across: float, role: Role) -> None:
        """Draw a line through heights from 0 to 1 that stand ``across`` cells apart."""
        tall, wide = len(self.dots) * 4, len(self.dots[0])
        before: tuple[int, int] | None = None
        for place, height in enumerate(points):
            if height is None:
                before = None
                continue
            here = round(place * across * 2), round(height * (tall - 1))
            for x, y in _between(before or here, here):
                row, column = y // 4, min(x // 2, wide - 1)
                self.dots[row][column] |= _DOTS[x % 2][3 - y % 4]
                self.roles[row][column] = role
            before = here


def _between(start: tuple[int, int], end: tuple[int, int]) -> list[tuple[int, int]]:
    steps = max(abs(end[0] - start[0]), abs(end[1] - start[1]), 1)
    (x, y), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
    return [(round(x + dx * step / steps), round(y + dy * step / steps)) for step in range(steps + 1)]


def _sign(bits: int, *, ascii: bool) -> str:  # noqa: A002 - the option's plain name
    if not bits:
        return " "
    return "*" if ascii else chr(_BRAILLE + bits)


def _place(x: int, across: float, number: int) -> int:
    return min(number - 1, round(x / across)) if across else 0


def _floor(axis: int, width: int, across: float, number: int, pen: Pen) -> Line:
    dash = "-" if pen.ascii else "─"
    at = None if pen.chosen is None else min(width - 1, round(pen.chosen * across))
    pieces = [Piece(f"{'':>{axis}} {'+' if pen.ascii else '└'}", Role.QUIET)]
    for x in range(width):
        chosen = x == at
        mark = ("^" if pen.ascii else "▲") if chosen else dash
        pieces.append(Piece(mark, Role.CHOSEN if chosen else Role.QUIET, _place(x, across, number)))
    return merged(pieces)
