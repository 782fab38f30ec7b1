"""Settings under headings, one a line, and the field in which one of them is typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets.option_list import Option

from quiz.tui.widgets.answer_input import OneLine
from quiz.tui.widgets.laid_out import LaidOutList
from quiz.tui.widgets.safe import fit, show_line

_AIRY = 10
"""Lines from which sections are kept apart; on less they would push each other away."""
_NAME = 25
_NOTE = 22
_VALUE = 12
"""Cells that a value has at least, where names may be longer."""
_WIDE = 64
"""Cells from which on there is room for a note on every line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingLine:
    """One line: what is set, to what, and what is to be said of it in a word or two."""

    name: str
    value: str
    note: str = ""
    own: bool = False
    """Whether it was set here."""
    fixed: bool = False
    """Whether it cannot be changed here for now."""


class SettingList(LaidOutList, inherit_bindings=False):
    """Shows lines under headings; headings are passed over. The keys to the left and right are the screen's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Change"),
        Binding("down,j", "cursor_down", "Down", show=False),
        Binding("up,k", "cursor_up", "Up", show=False),
        Binding("home", "first", "First", show=False),
        Binding("end", "last", "Last", show=False),
        Binding("pagedown", "page_down", "Page down", show=False),
        Binding("pageup", "page_up", "Page up", show=False),
    ]
    DEFAULT_CSS = """
    SettingList {
        scrollbar-gutter: stable;
        & > .option-list--option-disabled { color: $primary; text-style: bold; }
    }
    """

    def __init__(self, *, names: int = _NAME, id: str | None = None) -> None:  # noqa: A002 - the name Textual gives it
        """Start empty; ``names`` is how many cells names may take where there is room."""
        super().__init__(id=id)
        self._names = names
        self._rows: tuple[str | SettingLine, ...] = ()

    @property
    def at(self) -> int | None:
        """Which of the lines is highlighted, headings not counted."""
        if self.highlighted is None:
            return None
        return sum(isinstance(row, SettingLine) for row in self._rows[: self.highlighted])

    def put(self, rows: Sequence[str | SettingLine]) -> None:
        """Show other rows, of which the texts are headings; the highlight stays where it was."""
        self._rows = tuple(rows)
        self.lay_out_anew()

    def go_to(self, line: int) -> None:
        """Highlight a line, headings not counted."""
        places = [number for number, row in enumerate(self._rows) if isinstance(row, SettingLine)]
        if line < len(places):
            self.highlighted = places[line]

    def lay_out(self, width: int) -> None:
        """Put the lines in again."""
        at = self.highlighted
        top = self.scroll_offset.y
        airy = self.size.height >= _AIRY
        self.set_options([self._option(row, number, width - 2, airy=airy) for number, row in enumerate(self._rows)])
        if self._rows:
            first = next(number for number, row in enumerate(self._rows) if isinstance(row, SettingLine))
            self.highlighted = min(at or first, len(self._rows) - 1)
            self.scroll_to(y=top, animate=False)

    def _option(self, row: str | SettingLine, number: int, width: int, *, airy: bool) -> Option:
        if isinstance(row, SettingLine):
            return Option(line_of(row, width, self._names))
        return Option(Content(("\n" if number and airy else "") + row), disabled=True)


def line_of(line: SettingLine, width: int, names: int = _NAME) -> Content:
    """Return a line for ``width`` cells; what was set here is bold and has a dot, what is fixed a lock."""
    sign = "✕" if line.fixed else "•" if line.own else " "
    head = Content.assemble((f" {sign} ", "bold $accent"), line.name)
    note = _NOTE if width >= _WIDE else 0
    value = show_line(line.value, "bold" if line.own or line.fixed else "")
    names = min(names, max(_NAME, width - note - _VALUE))
    parts = [fit(head, names), " ", fit(value, width - names - 1 - note)]
    if note:
        parts.append(_right(show_line(line.note, "$quiet"), note))
    return Content.assemble(*parts)


def _right(content: Content, width: int) -> Content:
    if content.cell_length > width - 1:
        content = content.truncate(width - 1, ellipsis=True)
    return content.pad_left(width - content.cell_length)


class SettingField(OneLine):
    """Takes a value as it is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "Save")]
    DEFAULT_CSS = """
    SettingField { border: none; height: 1; padding: 0; background: $surface; }
    SettingField:focus { border: none; background: $surface; background-tint: transparent; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name Textual gives it
        """Make an empty field."""
        super().__init__(id=id, max_length=500)

    def put(self, text: str) -> None:
        """Show a value, all of it selected, so that typing writes over it."""
        self.value = text
        self.action_end()
        self.action_select_all()
