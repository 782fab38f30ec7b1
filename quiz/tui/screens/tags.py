"""A list of tags to choose one from."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from quiz.tui.screens.base import QuizScreen
from quiz.tui.widgets.key_hints import KeyHints
from quiz.tui.widgets.laid_out import PlainList
from quiz.tui.widgets.safe import show_line

_MOST = 500
"""Tags that are listed, the most frequent first."""


class TagList(PlainList):
    """The tags, one a line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Choose"),
        Binding("j", "cursor_down", "Down", show=False),
        Binding("k", "cursor_up", "Up", show=False),
    ]


class TagScreen(QuizScreen[str]):
    """Lists tags; the result is the one chosen, empty for any."""

    CSS_PATH = "plan.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,escape", "leave", "Back")]

    def __init__(self, tags: Mapping[str, int]) -> None:
        """List ``tags`` with the number of their cards."""
        super().__init__()
        self._tags = list(tags.items())[:_MOST]
        self._list = TagList(id="tags")

    def compose(self) -> ComposeResult:
        """Yield the list under its heading."""
        yield Static(Content.styled("Only cards with the tag", "bold $primary"), id="head")
        yield self._list
        yield KeyHints()

    def on_mount(self) -> None:
        """Fill the list."""
        any_tag = Option(Content.styled("any tag", "bold"))
        tags = (Option(Content.assemble(show_line(tag), (f"  {cards:,}", "$quiet"))) for tag, cards in self._tags)
        self._list.add_options([any_tag, *tags])
        self._list.highlighted = 0
        self._list.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Close with the tag."""
        event.stop()
        self.dismiss(self._tags[event.option_index - 1][0] if event.option_index else "")

    def action_leave(self) -> None:
        """Go back; the tag stays as it was."""
        self.dismiss(None)
