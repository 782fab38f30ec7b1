"""One candidate of a review in full, in lines that are as long as there is room for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from quiz.tui.proposals import Item
from quiz.tui.widgets.candidate import detail_of

if TYPE_CHECKING:
    from textual.app import App


class CandidateDetail(Static):
    """Shows an item, and wraps it anew when its width changes."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name Textual gives it
        """Show nothing yet."""
        super().__init__(id=id, markup=False)
        self._item: Item | None = None
        self._sentences: Sequence[str] = ()
        self._width = 0

    def put(self, item: Item, sentences: Sequence[str]) -> None:
        """Show ``item``; ``sentences`` are those of its article."""
        self._item, self._sentences = item, sentences
        self._draw()

    def say(self, text: str) -> None:
        """Show a text, as there is no item."""
        self._item = None
        self.update(Content(text))

    def on_resize(self, event: Resize) -> None:
        """Wrap the lines anew."""
        if event.size.width != self._width:
            self._draw()

    def _draw(self) -> None:
        self._width = self.size.width
        if self._item is not None:
            brackets = cast("App[None]", self.app).no_color
            self.update(detail_of(self._item, width=self._width, sentences=self._sentences, brackets=brackets))
