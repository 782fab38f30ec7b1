"""The list of decks, each on one line, or on two where the screen is narrow."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from quiz.tui.widgets.safe import fit, show_line

_NARROW = 64
_NUMBER = 7
_NEXT = 13


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckLine:
    """What one line tells."""

    title: str
    new: int = 0
    learning: int = 0
    review: int = 0
    next_due: str = ""
    broken: bool = False
    """Nothing of the deck can be read."""
    flawed: bool = False
    """Some of the deck cannot be read."""
    total: bool = False
    """The line stands for all decks together."""


class DeckList(OptionList):
    """Shows lines; tells which one was chosen by its index."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Study"),
        Binding("j", "cursor_down", "Down", show=False),
        Binding("k", "cursor_up", "Up", show=False),
    ]
    DEFAULT_CSS = """
    DeckList {
        border: none;
        padding: 0;
        background: $background;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        &:focus { border: none; background: $background; background-tint: transparent; }
        & > .option-list--option { padding: 0 1; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name Textual gives it
        """Start empty."""
        super().__init__(id=id)
        self._shown: tuple[DeckLine, ...] = ()
        self._laid_out = 0

    def put(self, lines: Sequence[DeckLine]) -> None:
        """Show other lines; the highlight stays where it was."""
        self._shown = tuple(lines)
        self._lay_out(self.scrollable_content_region.width)

    def on_resize(self, event: Resize) -> None:
        """Lay the lines out for another width."""
        del event  # the region without the scroll bar counts
        if self.scrollable_content_region.width != self._laid_out:
            self._lay_out(self.scrollable_content_region.width)

    def _lay_out(self, width: int) -> None:
        self._laid_out = width
        at = self.highlighted
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
    return Content.styled(f"{'Deck':<{width - 3 * _NUMBER - _NEXT}}{names}{'Next':>{_NEXT}}", "$quiet")


def line_of(line: DeckLine, width: int) -> Content:
    """Return a deck's line for ``width`` cells."""
    sign = "⚠ " if line.broken or line.flawed else ""
    style = "bold" if line.total else ""
    title = Content.assemble((sign, "bold $warning"), show_line(line.title, style))
    if width < _NARROW:
        return Content.assemble(fit(title, width), "\n", _narrow(line))
    if line.broken:
        return Content.assemble(fit(title, width - 16), ("cannot be read", "$warning"))
    numbers = _numbers(line, _NUMBER)
    return Content.assemble(
        fit(title, width - 3 * _NUMBER - _NEXT), *numbers, (f"{line.next_due or '—':>{_NEXT}}", "$quiet")
    )


def _numbers(line: DeckLine, width: int) -> list[tuple[str, str]]:
    parts = ((line.new, "$primary"), (line.learning, "$error"), (line.review, "$success"))
    return [(f"{number:>{width},}", f"bold {style}" if number else "$quiet") for number, style in parts]


def _narrow(line: DeckLine) -> Content:
    if line.broken:
        return Content.styled("  cannot be read", "$warning")
    named = zip(_numbers(line, 0), ("new", "learning", "due"), strict=True)
    parts = [Content.assemble((number.strip(), style), (f" {name}", "$quiet")) for (number, style), name in named]
    next_due = Content.styled(f"  {line.next_due}", "$quiet") if line.next_due else Content("")
    return Content.assemble("  ", Content("  ").join(parts), next_due)
