"""Horizontal bars, one a place; series stand behind each other."""

from quiz.model.cells import cell_width
from quiz.stats.chart import Chart, Unit, Value
from quiz.stats.drawing.columns import FILLS, FILLS_ASCII
from quiz.stats.drawing.pieces import SERIES, Line, Pen, Piece, Role, fit, merged
from quiz.stats.words import percent, plain_number, time_text

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_LONGEST = 48
"""Cells; longer bars tire the eye without saying more."""


def draw_bars(chart: Chart, pen: Pen) -> tuple[Line, ...]:
    """Return one line a place: name, bar, number. The longest bar is the largest value; zero has none."""
    totals = [chart.total(place) for place in range(len(chart.places))]
    texts = [number(total, chart.unit) for total in totals]
    beside = max(map(len, texts))
    names = min(max(cell_width(place.name) for place in chart.places), max(4, pen.width // 3), pen.width - beside - 4)
    room = min(_LONGEST, max(0, pen.width - names - beside - 4))
    largest = max(total or 0 for total in totals)
    lines: list[Line] = []
    for place, (each, text) in enumerate(zip(chart.places, texts, strict=True)):
        chosen = pen.chosen == place
        bar = _bar([series.values[place] for series in chart.drawn], largest, room, place, pen)
        used = sum(len(piece.text) for piece in bar)
        lines.append(
            merged(
                [
                    Piece((">" if pen.ascii else "▸") if chosen else " ", Role.CHOSEN, place),
                    Piece(f" {fit(each.name, names, ascii=pen.ascii)} ", Role.PLAIN, place),
                    *bar,
                    Piece(" " * (room - used) + f" {text:>{beside}}", Role.PLAIN, place),
                ]
            )
        )
    return tuple(lines)


def number(value: Value, unit: Unit) -> str:
    """Return a value as it stands beside a bar or in a table whose head names the unit."""
    if value is None:
        return "–"
    if unit is Unit.SHARE:
        return percent(value)
    return time_text(value * 60_000) if unit is Unit.MINUTES else plain_number(value)


def _bar(values: list[Value], largest: float, room: int, place: int, pen: Pen) -> list[Piece]:
    if largest <= 0 or not room:
        return []
    several = len(values) > 1
    pieces: list[Piece] = []
    total = done = 0.0
    for series, value in enumerate(values):
        total += value or 0
        end = total / largest * room
        whole = round(end) if several or pen.ascii else int(end)
        fill = (FILLS_ASCII if pen.ascii else FILLS)[min(series, len(FILLS) - 1)]
        cells = whole - int(done)
        rest = "" if several or pen.ascii else _EIGHTHS[round((end - whole) * 8)].strip()
        text = fill * cells + rest
        pieces.append(Piece(text, SERIES[min(series, len(SERIES) - 1)], place))
        done = whole
    if total > 0 and not any(piece.text for piece in pieces):
        return [Piece("." if pen.ascii else "▏", SERIES[0], place)]
    return pieces
