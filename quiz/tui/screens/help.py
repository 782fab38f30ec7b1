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
from quiz.tui.widgets.key_hints import EVERYWHERE, key_name, living

_HIDDEN = {
    *("app.focus_next", "app.focus_previous", "screen.copy_text", "copy_selected_text", "help"),
    *("scroll_left", "scroll_right", "page_left", "page_right"),
}
_MOVES = {"cursor_up", "cursor_down", "first", "last", "page_up", "page_down"}
"""What moves in a list; it stands last, because arrows need no telling."""
_MOVING = "In the list"
_NAMES = {
    "command_palette": "Command palette",
    "quit": "Quit quiz",
    "page_up": "Page up",
    "page_down": "Page down",
}
"""What Textual's own actions are called here."""


class HelpScreen(SheetScreen):
    """Lists the living bindings of another screen, each under its heading."""

    name_of_sheet = "Keys that work here"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("question_mark,f1", "dismiss", "Close", id="help.close")]

    def __init__(self, below: Screen[Any]) -> None:
        """Take down what works on ``below`` before it is covered."""
        super().__init__()
        self._groups: dict[str, dict[str, list[str]]] = {}
        for hint in living(below, hidden=True):
            if hint.action not in _HIDDEN:
                group = EVERYWHERE if hint.action == "help" else _MOVING if hint.action in _MOVES else hint.group
                # Two ways to the same thing, such as enter in a list and a letter for it, are one line.
                named = self._groups.setdefault(group, {}).setdefault(_NAMES.get(hint.action, hint.help), [])
                named.extend(hint.keys)

    def lines(self) -> Iterable[Widget]:
        """Return a line for each action, the headings between them."""
        late = {name: self._groups.pop(name) for name in (_MOVING, EVERYWHERE) if name in self._groups}
        groups = [*self._groups.items(), *late.items()]
        for number, (group, actions) in enumerate(groups):
            if len(groups) > 1:
                yield Static(Content.styled(group, "bold $primary"), classes="heading" if number else "")
            for name, keys in actions.items():
                label = ", ".join(map(key_name, dict.fromkeys(keys)))
                keys_of, value = Static(Content(label), classes="keys"), Static(Content(name), classes="value")
                yield Horizontal(keys_of, value, classes="row")
