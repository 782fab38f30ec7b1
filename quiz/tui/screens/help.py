"""The keys that work on the screen below, and what they do there."""

from collections.abc import Iterable
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from quiz.tui.screens.sheet import SheetScreen
from quiz.tui.widgets.key_hints import key_name, living

_HIDDEN = {
    *("app.focus_next", "app.focus_previous", "screen.copy_text", "copy_selected_text", "help"),
    *("scroll_left", "scroll_right", "page_left", "page_right"),
}
_NAMES = {
    "command_palette": "Command palette",
    "quit": "Quit quiz",
    "page_up": "Page up",
    "page_down": "Page down",
}
"""What Textual's own actions are called here."""


class HelpScreen(SheetScreen):
    """Lists the living bindings of another screen."""

    name_of_sheet = "Keys that work here"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("question_mark,f1", "dismiss", "Close")]

    def __init__(self, below: Screen[Any]) -> None:
        """Take down what works on ``below`` before it is covered."""
        super().__init__()
        self._keys: dict[str, list[str]] = {}
        for hint in living(below, hidden=True):
            if hint.action not in _HIDDEN:
                # Two ways to the same thing, such as enter in a list and a letter for it, are one line.
                self._keys.setdefault(_NAMES.get(hint.action, hint.help), []).extend(hint.keys)

    def lines(self) -> Iterable[Widget]:
        """Return a line for each action."""
        for name, keys in self._keys.items():
            label = ", ".join(map(key_name, dict.fromkeys(keys)))
            yield Horizontal(
                Static(Content(label), classes="keys"), Static(Content(name), classes="value"), classes="row"
            )
