"""The columns of a list of cards: which of them fit, and what stands in each. Pure values."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from quiz.model.memory import Instant, New, Phase, StudyDay
from quiz.search.query import Order
from quiz.tui.widgets.safe import fit, show_line
from quiz.words.common import days, interval

if TYPE_CHECKING:
    from quiz.collection.browser import BrowseRow

_NORMAL, _WIDE, _WIDEST = 60, 100, 140
"""Cells from which on more columns are shown."""
_LONGEST = 300
"""Characters; more than any column is wide."""
SIGNS = 4
"""Cells in front of the question: whether the card is picked, and what keeps it from being asked."""
_GAP = 2


@dataclass(frozen=True, slots=True)
class Moment:
    """What time it is."""

    now: Instant
    today: StudyDay


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column."""

    name: str
    order: Order | None
    """What a click on its name sorts by."""
    width: int
    """In cells; 0: what is left over, shared with the others that have 0."""
    share: int = 1
    """How much of what is left over it gets, beside the others."""
    value: "Callable[[BrowseRow, Moment], str]"
    right: bool = False


def _due(row: "BrowseRow", moment: Moment) -> str:
    state = row.state
    if isinstance(state, New):
        return "new"
    ahead = state.due_day - moment.today
    if ahead > 0:
        return days(ahead)
    if state.due_at is not None and state.due_at > moment.now:
        return interval(state, moment.now)
    return "now" if ahead == 0 else f"-{days(-ahead)}"


def _interval(row: "BrowseRow", moment: Moment) -> str:
    del moment
    if isinstance(row.state, New):
        return ""
    return days(row.state.interval) if row.state.phase is Phase.REVIEW else "step"


def _number(row: "BrowseRow", name: str) -> str:
    return "" if isinstance(row.state, New) else f"{getattr(row.state, name):,}"


_QUESTION = Column(name="Question", order=Order.QUESTION, width=0, share=3, value=lambda row, _: row.card.prompt)
_ANSWER = Column(name="Answer", order=None, width=0, share=2, value=lambda row, _: row.card.answer)
_DECK = Column(name="Deck", order=Order.DECK, width=16, value=lambda row, _: row.deck or "no file")
_DUE = Column(name="Due", order=Order.DUE, width=6, value=_due, right=True)
_INTERVAL = Column(name="Interval", order=Order.INTERVAL, width=9, value=_interval, right=True)
_LAPSES = Column(name="Lapses", order=Order.LAPSES, width=8, value=lambda row, _: _number(row, "lapses"), right=True)
_REPS = Column(name="Reps", order=Order.REPS, width=6, value=lambda row, _: _number(row, "reps"), right=True)
_STABILITY = Column(
    name="Stab",
    order=Order.STABILITY,
    width=7,
    value=lambda row, _: "" if isinstance(row.state, New) else f"{row.state.memory.stability:.1f}",
    right=True,
)
_DIFFICULTY = Column(
    name="Diff",
    order=Order.DIFFICULTY,
    width=6,
    value=lambda row, _: "" if isinstance(row.state, New) else f"{row.state.memory.difficulty:.1f}",
    right=True,
)


_NUMBERS = (_INTERVAL, _LAPSES, _REPS, _STABILITY, _DIFFICULTY)


def columns_for(width: int, order: Order) -> tuple[Column, ...]:
    """Return the columns that a list of ``width`` cells has room for; what it is sorted by is among them."""
    if width < _NORMAL:
        columns = (_QUESTION, _DUE)
    elif width < _WIDE:
        columns = (_QUESTION, _DECK, _DUE, _INTERVAL)
    elif width < _WIDEST:
        columns = (_QUESTION, _ANSWER, _DECK, _DUE, _INTERVAL, _LAPSES, _REPS)
    else:
        columns = (_QUESTION, _ANSWER, _DECK, _DUE, _INTERVAL, _STABILITY, _DIFFICULTY, _LAPSES, _REPS)
    missing = [each for each in _NUMBERS if each.order is order and each not in columns]
    return (*columns[: len(columns) - len(missing)], *missing)


def widths_of(columns: Sequence[Column], width: int) -> list[int]:
    """Return how many cells each of ``columns`` gets."""
    taken = SIGNS + sum(column.width for column in columns) + _GAP * (len(columns) - 1)
    left, parts = max(0, width - taken), sum(column.share for column in columns if not column.width)
    widths: list[int] = []
    for column in columns:
        cells = column.width or left * column.share // parts
        if not column.width:
            left, parts = left - cells, parts - column.share
        widths.append(cells)
    return widths


def head_of(columns: Sequence[Column], width: int, order: Order, *, backwards: bool) -> Content:
    """Return the names of columns, an arrow at the one that the cards are sorted by."""
    arrow = "▼" if backwards else "▲"
    parts = [Content(" " * SIGNS)]
    for column, cells in zip(columns, widths_of(columns, width), strict=True):
        sorted_by = column.order is order
        name = f"{column.name}{arrow if sorted_by else ''}"
        text = f"{name:>{cells}}" if column.right else f"{name:<{cells}}"
        parts.append(Content.styled(text[:cells], "bold $accent" if sorted_by else "$quiet"))
        parts.append(Content(" " * _GAP))
    return Content("").join(parts[:-1])


def column_at(columns: Sequence[Column], width: int, x: int) -> Column | None:
    """Return the column whose name stands at the cell ``x`` of the head."""
    at = SIGNS
    for column, cells in zip(columns, widths_of(columns, width), strict=True):
        if at <= x < at + cells + _GAP:
            return column
        at += cells + _GAP
    return None


def line_of(row: "BrowseRow", columns: Sequence[Column], width: int, moment: Moment, *, picked: bool) -> Content:
    """Return the line of a card."""
    away = row.flags.suspended or row.flags.buried_day == moment.today
    sign = "@" if row.flags.suspended else "-" if away else " "
    parts: list[Content | tuple[str, str]] = [
        ("✓" if picked else " ", "bold $accent"),
        (sign, "bold $warning"),
        ("*" if row.flags.marked else " ", "bold $accent"),
        " " * (SIGNS - 3),  # pyright: ignore[reportAssignmentType]
    ]
    for number, (column, cells) in enumerate(zip(columns, widths_of(columns, width), strict=True)):
        if number:
            parts.append(Content(" " * _GAP))
        style = "$quiet" if away or column is _DECK else ""
        text = show_line(column.value(row, moment)[:_LONGEST], style)
        if column.right:
            text = text.pad_left(cells - text.cell_length) if text.cell_length < cells else text
        parts.append(fit(text, cells))
    return Content.assemble(*parts)
