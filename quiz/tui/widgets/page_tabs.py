"""A line of pages, of which one is open; a click opens another."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from quiz.model.cells import cell_width

_GAP = "  "


class PageTabs(Static):
    """Shows the titles of pages with the numbers that open them; where there is no room, the open one's alone."""

    DEFAULT_CSS = """
    PageTabs { height: 1; text-wrap: nowrap; }
    """

    @dataclass
    class Opened(Message):
        """A page was clicked."""

        at: int
        """Its number, from 0."""

    def __init__(self, titles: Sequence[str]) -> None:
        """Show ``titles``; the first is open."""
        super().__init__(markup=False)
        self._titles = tuple(titles)
        self._at = 0
        self._ends: list[int] = []

    def open(self, at: int) -> None:
        """Mark another page as open."""
        self._at = at
        self._draw()

    def on_mount(self) -> None:
        """Draw."""
        self._draw()

    def on_resize(self) -> None:
        """Draw for another width."""
        self._draw()

    def on_click(self, event: events.Click) -> None:
        """Open the page that was clicked."""
        for at, end in enumerate(self._ends):
            if event.x < end:
                self.post_message(self.Opened(at))
                return

    def _draw(self) -> None:
        titles = self._titles
        if len(_GAP.join(self._named(at, title) for at, title in enumerate(titles))) > self.content_size.width:
            titles = tuple(title if at == self._at else "" for at, title in enumerate(titles))
        parts: list[Content] = []
        self._ends = []
        end = 0
        for at, title in enumerate(titles):
            here = at == self._at
            style = "bold underline $primary" if here else "$quiet"
            parts.append(Content.assemble((f"{at + 1}", "bold $accent"), (self._named(at, title)[1:], style)))
            end += cell_width(self._named(at, title)) + len(_GAP)
            self._ends.append(end)
        self.update(Content(_GAP).join(parts))

    def _named(self, at: int, title: str) -> str:
        return f"{at + 1} {title}" if title else f"{at + 1}"
