"""A field for one line of text that is a command to the program: a search, tags."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from quiz.tui.widgets.answer_input import OneLine


class LineField(OneLine):
    """Takes a command."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "Go", show=False)]
    DEFAULT_CSS = """
    LineField { border: none; height: 1; padding: 0 1; background: $surface; }
    LineField:focus { border: none; background: $panel; background-tint: transparent; }
    """

    def __init__(self, value: str = "", *, placeholder: str, id: str | None = None) -> None:  # noqa: A002
        """Show ``value``, or ``placeholder`` while the field is empty."""
        super().__init__(value, placeholder=placeholder, id=id, max_length=1_000)
