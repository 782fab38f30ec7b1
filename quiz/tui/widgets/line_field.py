"""A field for one line of text that is a command to the program: a search, tags."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from quiz.model.text import clean


class LineField(Input):
    """An input that takes every sign, and nothing that could reach the terminal as a command."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "Go", show=False)]
    DEFAULT_CSS = """
    LineField { border: none; height: 1; padding: 0 1; background: $surface; }
    LineField:focus { border: none; background: $panel; background-tint: transparent; }
    """

    def __init__(self, value: str = "", *, placeholder: str, id: str | None = None) -> None:  # noqa: A002
        """Show ``value``, or ``placeholder`` while the field is empty."""
        super().__init__(value, placeholder=placeholder, id=id, max_length=1_000, select_on_focus=False)
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Keep pasted escapes and control characters out; Textual would pass them on to the terminal."""
        return clean(value).replace("\n", " ").replace("\t", " ")

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Take every sign, also those that Textual does not know by their names."""
        return key in _SIGNS or super().check_consume_key(key, character)


_SIGNS = frozenset({"at", "backslash", "minus", "plus", "slash", "underscore"})
