"""A box over another screen with lines to read; help and card info are such sheets."""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.screen import ModalScreen
from textual.widget import Widget


class SheetScreen(ModalScreen[None]):
    """Shows lines, scrolls where they are too many, and closes on a key or a click."""

    CSS_PATH = "sheet.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]  # noqa: RUF012 - as Textual has it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,space", "dismiss", "Close"),
        Binding("down,j", "scroll(1)", "Down", show=False),
        Binding("up,k", "scroll(-1)", "Up", show=False),
        Binding("pagedown", "scroll(8)", "Page down", show=False),
        Binding("pageup", "scroll(-8)", "Page up", show=False),
    ]

    name_of_sheet: ClassVar[str] = ""
    """Stands above the lines."""

    def lines(self) -> Iterable[Widget]:
        """Return the lines; each sheet has its own."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Yield the lines in a box whose edges tell what it is and how to close it."""
        with Vertical(id="box") as box:
            box.border_title = Content(self.name_of_sheet)
            box.border_subtitle = Content("esc closes")
            with VerticalScroll(id="rows", can_focus=False):
                yield from self.lines()

    def action_scroll(self, by: int) -> None:
        """Scroll the lines."""
        self.query_one("#rows", VerticalScroll).scroll_relative(y=by, animate=False)

    def on_click(self, event: Click) -> None:
        """Close on a click anywhere."""
        event.stop()
        self.dismiss()
