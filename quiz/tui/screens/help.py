"""The keys that work on the screen below, and what they do there."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from quiz.tui.widgets.key_hints import key_name, living

_HIDDEN = {"app.focus_next", "app.focus_previous", "screen.copy_text", "copy_selected_text", "help"}
_NAMES = {"command_palette": "Command palette", "quit": "Quit quiz"}
"""What Textual's own actions are called here."""
_KEYS_WIDTH = 16


class HelpScreen(ModalScreen[None]):
    """Lists the living bindings of another screen."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter,space", "dismiss", "Close"),
        Binding("down,j", "scroll(1)", "Down", show=False),
        Binding("up,k", "scroll(-1)", "Up", show=False),
    ]

    def __init__(self, below: Screen[Any]) -> None:
        """Take down what works on ``below`` before it is covered."""
        super().__init__()
        self._rows = [
            (", ".join(key_name(key) for key in hint.keys), _NAMES.get(hint.action, hint.name))
            for hint in living(below, hidden=True)
            if hint.action not in _HIDDEN
        ]

    def compose(self) -> ComposeResult:
        """Yield a line for each action."""
        with Vertical(id="box"):
            yield Static(Content.styled("Keys that work here", "bold $primary"), id="title")
            with VerticalScroll(id="rows"):
                for keys, name in self._rows:
                    yield Static(Content.assemble((f"{keys:<{_KEYS_WIDTH}}", "bold $accent"), " ", name))
            yield Static(Content.styled("esc closes", "$quiet"), id="close")

    def action_scroll(self, by: int) -> None:
        """Scroll the list."""
        self.query_one("#rows", VerticalScroll).scroll_relative(y=by, animate=False)

    def on_click(self, event: Click) -> None:
        """Close on a click anywhere."""
        event.stop()
        self.dismiss()
