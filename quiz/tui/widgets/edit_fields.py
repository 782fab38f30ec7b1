"""The fields in which question and answer of a made card are edited."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Paste
from textual.message import Message
from textual.widgets import Input, TextArea

from quiz.model.text import clean, one_line


class QuestionField(TextArea):
    """Shows a question whole; enter is done with it, since a question is one paragraph."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "Done", priority=True)]
    DEFAULT_CSS = """
    QuestionField {
        height: auto;
        max-height: 8;
        border: round $border-blurred;
        background: $background;
        &:focus { border: round $border; background-tint: transparent; }
    }
    """

    class Submitted(Message):
        """The question is as it should be."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name Textual gives it
        """Make an empty field."""
        super().__init__(id=id, soft_wrap=True, show_line_numbers=False, highlight_cursor_line=False)
        self.cursor_blink = False

    def action_submit(self) -> None:
        """Tell that the question is done."""
        self.post_message(self.Submitted())

    async def _on_paste(self, event: Paste) -> None:
        event.prevent_default()
        await super()._on_paste(Paste(one_line(event.text)))


class AnswerField(Input):
    """Shows an answer; enter is done with it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "Done")]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name Textual gives it
        """Make an empty field."""
        super().__init__(id=id, select_on_focus=False)
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Keep pasted escapes and control characters out; Textual would pass them on to the terminal."""
        return clean(value).replace("\n", " ").replace("\t", " ")
