"""An article to read, with a sentence in it marked."""

from textual.content import Content
from textual.events import Resize
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from quiz.model.article import Span
from quiz.tui.widgets.safe import show

_MARK = "bold underline"
_ABOVE = 3
"""The sentence begins this part of the height below the top, with what leads to it above."""


class ArticleText(ScrollView, can_focus=False):
    """Shows a text of any length and scrolls to the sentence; nothing in it is interpreted.

    Lines are broken once for each width, and only those in sight are drawn.
    """

    DEFAULT_CSS = """
    ArticleText {
        padding: 0 1;
        background: $background;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        overflow-x: hidden;
    }
    """

    def __init__(self, text: str, sentence: Span | None, *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        """Show ``text``; its ``sentence`` is marked."""
        super().__init__(id=id)
        self._paragraphs = _paragraphs(text, sentence)
        self._lines: list[Content] = []
        self._first: int | None = None
        """The line on which the sentence begins."""

    @property
    def sentence_at(self) -> int | None:
        """How far down the text is scrolled to show the sentence; ``None`` without one."""
        if self._first is None:
            return None
        return min(self.max_scroll_y, max(0, self._first - self.scrollable_content_region.height // _ABOVE))

    def put(self, text: str) -> None:
        """Show another text, from its beginning."""
        self._paragraphs = _paragraphs(text, None)
        self._break()
        self.scroll_home(animate=False)

    def on_resize(self, _event: Resize) -> None:
        """Break the lines anew, and keep the sentence in sight."""
        self._break()
        self.call_after_refresh(self.show_sentence)

    def _break(self) -> None:
        width = self.scrollable_content_region.width
        self._lines, self._first = [], None
        for paragraph, marked in self._paragraphs:
            lines = paragraph.wrap(max(1, width - 1))  # a cell is left free before the scroll bar
            if marked and self._first is None:
                first = next((number for number, line in enumerate(lines) if line.spans), 0)
                self._first = len(self._lines) + first
            self._lines += lines
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of those in sight."""
        number, width = y + round(self.scroll_y), self.scrollable_content_region.width
        if number >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[number]
        strip = Strip(line.render_segments(self.visual_style), line.cell_length)
        return strip.adjust_cell_length(width, self.rich_style)

    def show_sentence(self) -> None:
        """Scroll to the sentence; without one the text stays where it is."""
        if self.sentence_at is not None:
            self.scroll_to(y=self.sentence_at, animate=False)


def _paragraphs(text: str, sentence: Span | None) -> list[tuple[Content, bool]]:
    """Return the lines of the text as its author broke them, each with whether it holds some of the sentence."""
    span = sentence or Span(0, 0)
    found: list[tuple[Content, bool]] = []
    at = 0
    for line in text.split("\n"):
        start, end = max(span.start - at, 0), min(span.end - at, len(line))
        if start < end:
            # Cleaned each on its own, so that the mark stands where it belongs.
            content = Content.assemble(show(line[:start]), show(line[start:end], _MARK), show(line[end:]))
        else:
            content = show(line)
        found.append((content, start < end))
        at += len(line) + 1
    return found
