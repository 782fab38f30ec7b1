"""The list of decks, each on one line, or on two where the screen is narrow."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets.option_list import Option

from quiz.tui.widgets.laid_out import LaidOutList
from quiz.tui.widgets.safe import fit, show_line

_NARROW = 64
_NUMBER = 7
_NEXT = 13
_RECALL, _WITH_RECALL = 9, 72
"""The column that tells how much was remembered, and the width from which there is room for it."""
_KNOWN_LINES = 4_096
_BROKEN = "cannot be read"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckLine:
    """What one line tells."""

    title: str
    new: int = 0
    learning: int = 0
    review: int = 0
    next_due: str = ""
    recall: str = ""
    """The share of answers that was remembered; empty when there are none."""
    broken: bool = False
    """Nothing of the deck can be read."""
    flawed: bool = False
    """Some of the deck cannot be read."""
    total: bool = False
    """The line stands for all decks together."""


class DeckList(LaidOutList):
    """Shows lines; tells which one was chosen by its index."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Study"),
        Binding("j", "cursor_down", "Down", show=False),
        Binding("k", "cursor_up", "Up", show=False),
    ]
    DEFAULT_CSS = "DeckList { scrollbar-gutter: stable; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name Textual gives it
        """Start empty."""
        super().__init__(id=id)
        self._shown: tuple[DeckLine, ...] = ()
        self._goal: int | None = None

    def put(self, lines: Sequence[DeckLine], at: int | None = None) -> None:
        """Show other lines, with the highlight on line ``at``, or where it was."""
        self._shown = tuple(lines)
        self._goal = at
        self.lay_out_anew()

    def lay_out(self, width: int) -> None:
        """Put the lines in again."""
        at, self._goal = self.highlighted if self._goal is None else self._goal, None
        self.set_options([Option(line_of(line, width - 2)) for line in self._shown])
        if self._shown:
            self.highlighted = min(at or 0, len(self._shown) - 1)


class ColumnNames(Widget, can_focus=False):
    """Names the columns of a list of the same width."""

    DEFAULT_CSS = """
    ColumnNames { height: 1; text-wrap: nowrap; }
    """

    def render(self) -> Content:
        """Return the names at their places."""
        return header_of(self.size.width)


def header_of(width: int) -> Content:
    """Return the names of the columns; empty where lines name their own numbers."""
    if width < _NARROW:
        return Content("")
    names = "".join(f"{name:>{_NUMBER}}" for name in ("New", "Learn", "Due"))
    names += f"{'Recall':>{_RECALL}}" if width >= _WITH_RECALL else ""
    names += f"{'Next':>{_NEXT}}"
    return Content.styled(f"{'Deck':<{width - len(names)}}{names}", "$quiet")


@lru_cache(maxsize=_KNOWN_LINES)
def line_of(line: DeckLine, width: int) -> Content:
    """Return a deck's line for ``width`` cells."""
    sign = "⚠ " if line.broken or line.flawed else ""
    style = "bold" if line.total else ""
    title = Content.assemble((sign, "bold $warning"), show_line(line.title, style))
    if width < _NARROW:
        return Content.assemble(fit(title, width), "\n", fit(_narrow(line), width))
    if line.broken:
        return Content.assemble(fit(title, width - 16), (f"{_BROKEN:>16}", "$warning"))
    numbers = _numbers(line, _NUMBER)
    if width >= _WITH_RECALL:
        numbers.append((f"{line.recall or '—':>{_RECALL}}", "$quiet"))
    numbers.append((f"{line.next_due or '—':>{_NEXT}}", "$quiet"))
    return Content.assemble(fit(title, width - sum(len(text) for text, _ in numbers)), *numbers)


def _numbers(line: DeckLine, width: int) -> list[tuple[str, str]]:
    parts = ((line.new, "$primary"), (line.learning, "$error"), (line.review, "$success"))
    return [(f"{number:>{width},}", f"bold {style}" if number else "$quiet") for number, style in parts]


def _narrow(line: DeckLine) -> Content:
    if line.broken:
        return Content.styled(f"  {_BROKEN}", "$warning")
    if not (line.new or line.learning or line.review):
        return Content.styled(f"  nothing due  {line.next_due}", "$quiet")
    named = zip(_numbers(line, 0), ("new", "learning", "due"), strict=True)
    parts = [Content.assemble((number.strip(), style), (f" {name}", "$quiet")) for (number, style), name in named]
    next_due = Content.styled(f"  {line.next_due}", "$quiet") if line.next_due else Content("")
    return Content.assemble("  ", Content("  ").join(parts), next_due)
