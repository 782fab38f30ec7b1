"""An article to read, with a sentence in it marked."""

from typing import TYPE_CHECKING

from textual.widgets import TextArea

from quiz.model.article import Span
from quiz.model.text import clean

if TYPE_CHECKING:
    from rich.text import Text
    from textual.events import Resize

_MARK = "bold underline"
_ABOVE = 3
"""The sentence begins this part of the height below the top, with what leads to it above."""


class ArticleText(TextArea, can_focus=False):
    """Shows a text of any length and scrolls to the sentence; nothing in it is interpreted."""

    DEFAULT_CSS = """
    ArticleText {
        border: none;
        padding: 0 1;
        background: $background;
        scrollbar-size-vertical: 1;
    }
    """

    def __init__(self, text: str, sentence: Span | None, *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        """Show ``text``, which was cleaned when it was read; its ``sentence`` is marked."""
        self._marks = {} if sentence is None else _lines_of(text, sentence)
        super().__init__(
            clean(text), read_only=True, show_cursor=False, soft_wrap=True, highlight_cursor_line=False, id=id
        )

    def get_line(self, line_index: int) -> "Text":
        """Return a line with what belongs to the sentence marked, and not by colour."""
        line = super().get_line(line_index)
        if line_index in self._marks:
            start, end = self._marks[line_index]
            line.stylize(_MARK, start, end)
        return line

    def on_resize(self, _event: "Resize") -> None:
        """Keep the sentence in sight when the lines are broken anew."""
        self.call_after_refresh(self.show_sentence)

    @property
    def sentence_at(self) -> int | None:
        """How far down the text is scrolled to show the sentence; ``None`` without one."""
        if not self._marks:
            return None
        row = min(self._marks)
        at = self.wrapped_document.location_to_offset((row, self._marks[row][0]))
        return min(self.max_scroll_y, max(0, at.y - self.size.height // _ABOVE))

    def show_sentence(self) -> None:
        """Scroll to the sentence; without one the text stays where it is."""
        if self.sentence_at is not None:
            self.scroll_to(y=self.sentence_at, animate=False)


def _lines_of(text: str, sentence: Span) -> dict[int, tuple[int, int]]:
    """Return from where to where the sentence stands in each of its lines."""
    marks: dict[int, tuple[int, int]] = {}
    at = 0
    for number, line in enumerate(text.split("\n")):
        start, end = max(sentence.start, at), min(sentence.end, at + len(line))
        if start < end:
            marks[number] = (start - at, end - at)
        at += len(line) + 1
    return marks
