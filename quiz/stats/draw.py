"""Draws bars and columns as text. Pure: numbers and a size in, lines out, no colour and no escape codes.

Every line fits the width it was given, counted in terminal cells. With ``ascii`` only ASCII signs are used, for
terminals that know no others.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quiz.model import cells as by_cells
from quiz.model.cells import cell_width

_EIGHTHS_UP = " ▁▂▃▄▅▆▇█"
_EIGHTHS_RIGHT = " ▏▎▍▌▋▊▉█"
_NARROWEST_PLOT = 8
_LONGEST_BAR = 48
"""Longer bars tire the eye without saying more."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a bar chart."""

    label: str
    value: float
    text: str = ""
    """What is written after the bar; the value as a whole number when empty."""


def fit(text: str, width: int, *, ascii: bool = False) -> str:  # noqa: A002 - the option's plain name
    """Return ``text`` in exactly ``width`` cells, padded or cut with an ellipsis (a full stop in ASCII)."""
    if ascii:
        return by_cells.fit(text.encode("ascii", "replace").decode("ascii"), width, ".")
    return by_cells.fit(text, width)


def nice_ceiling(value: float) -> int:
    """Return the smallest of 1, 2, 4, 5, 6, 8, 10, 20, 40 ... that is not below ``value``, and at least 1."""
    scale = 1
    while True:
        for step in (1, 2, 4, 5, 6, 8):
            if step * scale >= value:
                return step * scale
        scale *= 10


def compact(value: int) -> str:
    """Return a whole number in at most five signs: ``9999``, ``12k``, ``3.5M``."""
    for limit, divisor, suffix in ((10_000, 1, ""), (10_000_000, 1_000, "k"), (10_000_000_000, 1_000_000, "M")):
        if value < limit:
            return f"{value // divisor}{suffix}"
    return f"{value // 1_000_000_000}G"


def bars(rows: Sequence[Bar], *, width: int, ascii: bool = False) -> list[str]:  # noqa: A002
    """Return one line for each row: label, bar, number. The longest bar is the largest value; zero has none."""
    if not rows:
        return []
    texts = [row.text or f"{row.value:.0f}" for row in rows]
    text_width = max(map(cell_width, texts))
    label_width = min(max(cell_width(row.label) for row in rows), max(4, width // 3))
    room = min(_LONGEST_BAR, max(0, width - label_width - text_width - 2))
    largest = max(row.value for row in rows)
    lines: list[str] = []
    for row, text in zip(rows, texts, strict=True):
        eighths = round(row.value / largest * room * 8) if largest > 0 else 0
        if row.value > 0 and room:
            eighths = max(1, eighths)
        bar = fit(_bar(eighths, ascii=ascii), room)
        line = f"{fit(row.label, label_width, ascii=ascii)} {bar} {' ' * (text_width - cell_width(text))}{text}"
        lines.append(fit(line, width, ascii=ascii).rstrip())
    return lines


def _bar(eighths: int, *, ascii: bool) -> str:  # noqa: A002
    if ascii:
        return "#" * max(1, eighths // 8) if eighths else ""
    whole, rest = divmod(eighths, 8)
    return "█" * whole + (_EIGHTHS_RIGHT[rest] if rest else "")


def columns(
    values: Sequence[int],
    *,
    width: int,
    height: int,
    tick: Callable[[int], str],
    every: int = 7,
    ascii: bool = False,  # noqa: A002
) -> list[str]:
    """Return a column chart of ``height`` lines: a value axis on the left, ``tick`` of every ``every``-th value below.

    Values that do not fit side by side are summed in equal groups; `group_size` says how many make one column.
    """
    group = group_size(len(values), width)
    grouped = [sum(values[place : place + group]) for place in range(0, len(values), group)]
    top = nice_ceiling(max(grouped, default=0))
    axis_width = len(compact(top)) + 1
    across = max(1, (width - axis_width - 1) // max(1, len(grouped)))
    across = min(across, 6)
    rows = max(1, height - 2)
    lines: list[str] = []
    for row in range(rows, 0, -1):
        wanted = {rows: top, (rows + 1) // 2: top * ((rows + 1) // 2) / rows}.get(row)
        shown = compact(int(wanted)) if wanted is not None and wanted == int(wanted) else ""
        cells = "".join(_column_cell(value, top, row, rows, across, ascii=ascii) for value in grouped)
        lines.append(f"{shown:>{axis_width - 1}} {'|' if ascii else '┤' if shown else '│'}{cells}".rstrip())
    floor = ("+" + "-" * (across * len(grouped))) if ascii else ("└" + "─" * (across * len(grouped)))
    lines.append(f"{'0':>{axis_width - 1}} {floor}"[:width])
    labels = [(place // group * across, tick(place)) for place in range(0, len(values), every)]
    lines.append(" " * (axis_width + 1) + place_labels(labels, width - axis_width - 1))
    return [line.rstrip() for line in lines]


def group_size(number: int, width: int) -> int:
    """Return how many neighbouring values `columns` sums into one column when drawing ``number`` of them."""
    room = max(_NARROWEST_PLOT, width - 7)
    return max(1, -(-number // room))


def _column_cell(value: int, top: int, row: int, rows: int, across: int, *, ascii: bool) -> str:  # noqa: A002
    eighths = max(1, round(value / top * rows * 8)) if value > 0 else 0
    filled = max(0, min(8, eighths - (row - 1) * 8))
    glyph = " .#"[(filled + 3) // 4 if filled else 0] if ascii else _EIGHTHS_UP[filled]
    return glyph * max(1, across - 1) + " " * (across > 1)


def place_labels(labels: Sequence[tuple[int, str]], room: int) -> str:
    """Return a line with each label at its place, leaving out those that would touch another or pass ``room``.

    Of the first two the second is kept: a scale often begins in the middle of a stretch.
    """
    if len(labels) > 1 and labels[0][0] + len(labels[0][1]) >= labels[1][0]:
        labels = labels[1:]
    line = ""
    for at, label in labels:
        if (not line or at > len(line)) and at + len(label) <= room:
            line = line.ljust(at) + label
    return line
