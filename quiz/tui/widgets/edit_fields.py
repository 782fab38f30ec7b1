"""The fields in which a note is edited."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Paste
from textual.message import Message
from textual.widgets import Input, TextArea

from quiz.model.text import clean, one_line


class LinesField(TextArea):
    """Shows a text whole; for lists, whose items are one a line."""

    DEFAULT_CSS = """
    LinesField {
        height: auto;
        max-height: 8;
        border: round $border-blurred;
        background: $background;
        &:focus { border: round $border; background-tint: transparent; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name Textual gives it
        """Make an empty field."""
        super().__init__(id=id, soft_wrap=True, show_line_numbers=False, highlight_cursor_line=False)
        self.cursor_blink = False

    def put(self, text: str) -> None:
        """Show a text, with the cursor behind it."""
        self.text = text
        self.move_cursor(self.document.end)

    async def _on_paste(self, event: Paste) -> None:
        event.prevent_default()
        await super()._on_paste(Paste(clean(event.text)))


class QuestionField(LinesField):
    """Shows a question; enter is done with it, since a question is one paragraph."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "Done", priority=True)]

    class Submitted(Message):
        """The question is as it should be."""

    def action_submit(self) -> None:
        """Tell that the question is done."""
        self.post_message(self.Submitted())


class AnswerField(Input):
    """Shows an answer; enter is done with it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "Done")]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name Textual gives it
        """Make an empty field."""
        super().__init__(id=id, select_on_focus=False)
        self.cursor_blink = False

    def put(self, text: str) -> None:
        """Show a text, with the cursor behind it."""
        self.value = text
        self.action_end()

    def validate_value(self, value: str) -> str:
        """Keep pasted escapes and control characters out; Textual would pass them on to the terminal."""
        return clean(value).replace("\n", " ").replace("\t", " ")

    def _on_paste(self, event: Paste) -> None:
        # Textual would keep the first line only, and lose the rest without a word.
        event.prevent_default()
        event.stop()
        self.replace(one_line(event.text), *self.selection)
