"""The fields in which a note is edited."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Paste
from textual.message import Message
from textual.widgets import TextArea

from quiz.model.text import clean, one_line
from quiz.tui.widgets.answer_input import OneLine


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


class AnswerField(OneLine):
    """Shows an answer; enter is done with it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "Done")]

    def put(self, text: str) -> None:
        """Show a text, with the cursor behind it."""
        self.value = text
        self.action_end()

    def _on_paste(self, event: Paste) -> None:
        # Textual would keep the first line only, and lose the rest without a word.
        event.prevent_default()
        event.stop()
        self.replace(one_line(event.text), *self.selection)


class FormField(AnswerField):
    """One of several lines of a form, whose screen tells what can be done with all of them."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "Done", show=False)]
