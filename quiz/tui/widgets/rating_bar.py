"""The four ratings, each with the interval it gives."""

from collections.abc import Mapping
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from quiz.model.memory import Rating

_COLOURS = {Rating.AGAIN: "$error", Rating.HARD: "$warning", Rating.GOOD: "$success", Rating.EASY: "$primary"}


class RatingButton(Static, can_focus=False):
    """One rating: its key, its name and under them its interval."""

    DEFAULT_CSS = """
    RatingButton {
        width: 1fr;
        height: 2;
        content-align: center middle;
        text-align: center;
        text-wrap: nowrap;
        background: $surface;
        pointer: pointer;
        &:hover { background: $block-hover-background; }
        &.-suggested { background: $block-cursor-background; }
    }
    """

    @dataclass
    class Clicked(Message):
        """The button was clicked."""

        rating: Rating

    def __init__(self, rating: Rating) -> None:
        """Make the button of one rating."""
        super().__init__()
        self._rating = rating

    def put(self, interval: str, *, suggested: bool) -> None:
        """Show an interval, and whether this is the rating the answer suggests."""
        name = self._rating.name.capitalize()
        head = f"▸{self._rating} {name}◂" if suggested else f"{self._rating} {name}"
        style = f"bold {_COLOURS[self._rating]}"
        self.set_class(suggested, "-suggested")
        self.update(Content.assemble((head, style), "\n", (interval, "bold" if suggested else "$quiet")))

    def on_click(self, event: Click) -> None:
        """Tell which rating was clicked."""
        event.stop()
        self.post_message(self.Clicked(self._rating))


class RatingBar(Horizontal, can_focus=False):
    """Asks for a rating; knows nothing of cards or schedules."""

    DEFAULT_CSS = """
    RatingBar {
        height: 2;
        background: $surface;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name Textual gives it
        """Make the four buttons."""
        super().__init__(id=id)
        self._buttons = {rating: RatingButton(rating) for rating in Rating}

    def compose(self) -> ComposeResult:
        """Yield the buttons in the order of their keys."""
        yield from self._buttons.values()

    def put(self, intervals: Mapping[Rating, str], suggested: Rating) -> None:
        """Show what each rating gives, and which one is suggested."""
        for rating, button in self._buttons.items():
            button.put(intervals[rating], suggested=rating is suggested)
