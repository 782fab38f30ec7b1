"""The field that an article is pasted into."""

from textual.content import Content
from textual.events import Paste
from textual.message import Message

from quiz.tui.widgets.edit_fields import LinesField

LARGEST = 200_000
"""Characters that can be pasted; a longer text would take its time with every key, and is better named as a file."""


class PasteField(LinesField):
    """Takes a text of several pages."""

    DEFAULT_CSS = """
    PasteField { height: 1fr; max-height: 100h; min-height: 3; scrollbar-size-vertical: 1; }
    """

    class TooLong(Message):
        """The text that was pasted is longer than the field takes."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name Textual gives it
        """Make an empty field that says what it is for."""
        super().__init__(id=id)
        self.placeholder = Content("Paste the text of an article here")

    async def _on_paste(self, event: Paste) -> None:
        event.stop()
        if len(event.text) > LARGEST:
            event.prevent_default()
            self.post_message(self.TooLong())
        else:
            await super()._on_paste(event)
