"""The field in which decks are searched for."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from quiz.tui.widgets.edit_fields import AnswerField


class SearchField(AnswerField):
    """Takes what is searched for; the screen follows every letter."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "Study")]
    DEFAULT_CSS = """
    SearchField {
        height: 1;
        border: none;
        padding: 0 1;
        margin-bottom: 1;
        background: $surface;
        &:focus { border: none; background: $panel; background-tint: transparent; }
        &.-short { margin-bottom: 0; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name Textual gives it
        """Make an empty field that says what it is for."""
        super().__init__(id=id)
        self.placeholder = "Search: a part of a title"
