"""Asks which tags to add and which to remove."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from quiz.model.text import counted
from quiz.tui.widgets.line_field import LineField
from quiz.tui.widgets.safe import show_line


class TagsScreen(ModalScreen[str]):
    """A field for tags; the result is what was typed."""

    CSS_PATH = "tags.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave")]

    def __init__(self, number: int, tags: Sequence[str]) -> None:
        """Ask about ``number`` cards; ``tags`` are those they have, the most frequent first."""
        super().__init__()
        self._number = number
        self._tags = tags

    def compose(self) -> ComposeResult:
        """Yield what is asked, and the field."""
        with Vertical(id="box") as box:
            box.border_title = Content(f"Tags of {counted(self._number, 'card')}")
            box.border_subtitle = Content("enter saves · esc leaves")
            if self._tags:
                yield Static(show_line(" ".join(f"#{tag}" for tag in self._tags), "$quiet"), id="now")
            yield LineField(placeholder='add  -remove  "two words"', id="tags")

    def on_mount(self) -> None:
        """Let somebody type at once."""
        self.query_one(LineField).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close with what was typed."""
        event.stop()
        self.dismiss(event.value)

    def action_leave(self) -> None:
        """Close without tags."""
        self.dismiss("")
