"""What is known of one card: where it stands, and every answer given to it."""

from collections.abc import Iterable, Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from quiz.model.deck import Card
from quiz.model.memory import CardState, Scheduled, StudyDay
from quiz.tui.screens.sheet import SheetScreen
from quiz.tui.widgets.history import Recall, history_of
from quiz.tui.widgets.safe import show
from quiz.words.study import known

if TYPE_CHECKING:
    from quiz.collection import Collection
    from quiz.model.review import Action, Move, Review


class HistoryTable(Widget):
    """Lays the history of a card out for whatever width there is."""

    DEFAULT_CSS = "HistoryTable { height: auto; }"

    def __init__(
        self, events: "Sequence[Review | Action | Move]", recall: Recall, *, zone: tzinfo | None, typed: bool
    ) -> None:
        """Show ``events``; ``typed`` tells whether what was typed may be shown."""
        super().__init__()
        self._events = events
        self._recall = recall
        self._zone = zone
        self._typed = typed

    def _laid_out(self, width: int) -> Content:
        return history_of(self._events, self._recall, width=width, zone=self._zone, typed=self._typed)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """Return how many lines it takes."""
        return len(self._laid_out(width).wrap(max(1, width)))

    def render(self) -> Content:
        """Lay it out."""
        return self._laid_out(self.content_size.width)


class InfoScreen(SheetScreen):
    """Shows a card's state and history; before the answer is told it keeps the answer to itself."""

    name_of_sheet = "About this card"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("i", "dismiss", "Close", id="info.close")]

    def __init__(self, collection: "Collection", card: Card, state: CardState, *, told: bool) -> None:
        """Show ``card``; ``told`` tells whether its answer is on the screen already."""
        super().__init__()
        self._collection = collection
        self._card = card
        self._state = state
        self._told = told

    def lines(self) -> Iterable[Widget]:
        """Return a line for each fact, then the history, newest first."""
        for name, value in known(self._collection, self._card, self._state, told=self._told):
            style = "$quiet" if name == "id" else ""
            told = Static(show(value, style), classes="value")
            yield Horizontal(Static(Content(name), classes="name"), told, classes="row")
        events = self._collection.life(self._card.id)
        yield Static(Content.styled("History, newest first" if events else "No answers yet", "bold"), classes="heading")
        if events:
            yield HistoryTable(events, self._recall, zone=self._collection.days.zone, typed=self._told)

    def _recall(self, state: Scheduled, day: StudyDay) -> float:
        return self._collection.scheduler_of(self._card.deck).retrievability(state, day)
