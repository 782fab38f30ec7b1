"""A list of sessions that can be begun, each on one line with the number of its cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets.option_list import Option

from quiz.tui.widgets.laid_out import LaidOutList
from quiz.tui.widgets.safe import fit, show_line

_NARROW = 64
_NAME = 16
_NUMBER = 7
_NAME_NARROW, _NUMBER_NARROW = 12, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class KindLine:
    """What one line tells."""

    name: str
    cards: int
    detail: str
    """What is asked, for lines that have the room."""
    chosen: str = ""
    """A number that can be changed, if there is one."""
    open: bool = True
    """Whether there is anything to begin; a line that is not open cannot be highlighted."""


class KindList(LaidOutList, inherit_bindings=False):
    """Shows lines; tells which one was chosen by its index. Left and right are left to the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Start"),
        Binding("down,j", "cursor_down", "Down", show=False),
        Binding("up,k", "cursor_up", "Up", show=False),
        Binding("home", "first", "First", show=False),
        Binding("end", "last", "Last", show=False),
    ]
    DEFAULT_CSS = "KindList { height: auto; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name Textual gives it
        """Start empty."""
        super().__init__(id=id)
        self._shown: tuple[KindLine, ...] = ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Nothing is begun where no line is open."""
        return self.highlighted is not None if action == "select" else True

    def put(self, lines: Sequence[KindLine]) -> None:
        """Show other lines; the highlight stays where it was, or goes to the first line that is open."""
        self._shown = tuple(lines)
        self.lay_out_anew()

    def lay_out(self, width: int) -> None:
        """Put the lines in again."""
        at = self.highlighted or 0
        self.set_options([Option(line_of(line, width - 2), disabled=not line.open) for line in self._shown])
        open_lines = [index for index, line in enumerate(self._shown) if line.open]
        self.highlighted = at if at in open_lines else next(iter(open_lines), None)


def line_of(line: KindLine, width: int) -> Content:
    """Return a line for ``width`` cells."""
    name = Content.styled(f"{line.name:<{_NAME}}", "bold" if line.open else "$quiet")
    number = Content.styled(f"{line.cards:>{_NUMBER},}", "bold $success" if line.cards else "$quiet")
    chosen = Content.assemble(("  ‹ ", "$accent"), line.chosen, (" ›", "$accent")) if line.chosen else Content("")
    if width < _NARROW:
        return fit(Content.assemble(name[:_NAME_NARROW], number[_NUMBER - _NUMBER_NARROW :], chosen), width)
    room = width - _NAME - _NUMBER - chosen.cell_length - 3
    return Content.assemble(name, number, "   ", fit(show_line(line.detail, "$quiet"), room), chosen)
