"""The options of one deck."""

from typing import TYPE_CHECKING

from textual.content import Content

from quiz.tui.screens.options import OptionsScreen
from quiz.tui.widgets.safe import show_line

if TYPE_CHECKING:
    from quiz.collection import Collection
    from quiz.collection.preferences import Found
    from quiz.model.ids import DeckId


class DeckOptionsScreen(OptionsScreen):
    """Changes what holds for one deck only; what is not set here is as everywhere.

    The result tells whether anything was changed. Limits of a day hold from the next session on, the rest from the
    next card on.
    """

    def __init__(self, collection: "Collection", deck: "DeckId") -> None:
        """Show the options of a deck."""
        super().__init__(collection, deck)
        self._title = collection.title_of(deck)

    def heading(self) -> Content:
        """Return whose options they are."""
        return Content.assemble(("Options", "bold $primary"), ("   of ", "$quiet"), show_line(self._title, "bold"))

    def usual(self, found: "Found") -> str:
        """Return what holds for all decks."""
        return f"Everywhere: {found.usual_shown}."

    def note(self, found: "Found") -> str:
        """Tell what is not as everywhere."""
        if found.is_fixed:
            return "the environment wins"
        return "this deck" if found.is_own else ""
