"""What lists have in common: how they look, and lines that are laid out for the width at hand."""

from textual.events import Resize
from textual.widgets import OptionList


class PlainList(OptionList):
    """A list without a frame, on the ground of its screen."""

    DEFAULT_CSS = """
    PlainList {
        border: none;
        padding: 0;
        background: $background;
        scrollbar-size-vertical: 1;
        &:focus { border: none; background: $background; background-tint: transparent; }
        & > .option-list--option { padding: 0 1; }
    }
    """


class LaidOutList(PlainList):
    """Lays its lines out anew when its width changes; the region without the scroll bar counts."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name Textual gives it
        """Start empty."""
        super().__init__(id=id)
        self._laid_out = 0

    def lay_out(self, width: int) -> None:
        """Put the lines in again, for ``width`` cells."""
        raise NotImplementedError

    def lay_out_anew(self) -> None:
        """Lay the lines out for the width there is, because they are others now."""
        self._laid_out = self.scrollable_content_region.width
        self.lay_out(self._laid_out)

    def on_resize(self, event: Resize) -> None:
        """Lay the lines out for another width; the highlighted one stays in sight."""
        del event
        if self.scrollable_content_region.width != self._laid_out:
            self.lay_out_anew()
        self.scroll_to_highlight()
