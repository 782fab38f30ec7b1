"""Shows the cards that a search finds: the field, the list, the preview, and what is said of them."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.reactive import var
from textual.widgets import Input, Static

from quiz.errors import QuizError
from quiz.model.text import counted
from quiz.search.query import Order
from quiz.tui.screens.base import QuizScreen
from quiz.tui.widgets.card_columns import Moment
from quiz.tui.widgets.card_preview import preview_of, search_help
from quiz.tui.widgets.card_table import CardTable, TableHead
from quiz.tui.widgets.key_hints import KeyHints
from quiz.tui.widgets.line_field import LineField
from quiz.tui.widgets.safe import show_line

if TYPE_CHECKING:
    from textual.timer import Timer

    from quiz.collection import Collection
    from quiz.model.ids import CardId, DeckId

_MANY = 10_000
"""Cards from which on a search waits for a pause in the typing."""
_LOOK = 1.0
"""Seconds from one look at what other programs wrote to the next; it takes a few microseconds."""
_PAUSE = 0.07
"""Seconds; shorter than between two letters of somebody who is not in a hurry."""


class FindingScreen(QuizScreen[bool]):
    """Finds cards, sorts them and shows them; what is done to them is not here."""

    preview: var[bool | None] = var(None, init=False)
    """Whether the preview is shown; ``None``: where there is room."""

    def __init__(self, collection: "Collection", *, search: str = "", at: "CardId | None" = None) -> None:
        """Begin with what ``search`` finds, the cursor on the card ``at`` if it is among it."""
        super().__init__()
        self._collection = collection
        self._browser = collection.browser
        self._text = search
        self._first = at
        self._order = Order.DECK
        self._backwards = False
        self._total = 0
        self._problem = ""
        self._timer: Timer | None = None
        self._version = 0
        self._field = LineField(search, id="search", placeholder="Search: words, deck:name, is:due …")
        self._status = Static(id="status", markup=False)
        self._head = TableHead(id="head")
        self._table = CardTable(self._browser.rows, self._moment, id="cards")
        self._card = Static(id="card", markup=False)

    def compose(self) -> ComposeResult:
        """Yield the field, the list and the preview."""
        yield self._field
        yield self._status
        with Container(id="middle"):
            with Container(id="list"):
                yield self._head
                yield self._table
            with VerticalScroll(id="preview", can_focus=False):
                yield self._card
        yield KeyHints()

    def on_mount(self) -> None:
        """Show the first cards."""
        try:
            self._version, self._total = self._collection.version, self._browser.count()
        except QuizError as error:
            self.tell(error)
        self.set_focus(self._table)
        self._search()
        if self._first is not None:
            place = self._browser.place_of(self._first, self._table.keys)
            self._table.go(place or 0)
        self.set_interval(_LOOK, self.keep_up)

    def keep_up(self) -> None:
        """Show what another program has done to cards meanwhile; what is at hand and picked stays so."""
        if self.app.screen is not self or self._timer is not None:
            return
        try:
            news = self._collection.version != self._version
        except QuizError:
            return  # it is told when something is asked for
        if news:
            row = self._table.at
            self._renew(search=True)
            if row is not None:
                self._go_to(row.card.id)

    def _go_to(self, card: "CardId") -> None:
        """Put the cursor on a card, if it is there."""
        place = self._browser.place_of(card, self._table.keys)
        if place is not None:
            self._table.go(place)

    @property
    def deck_here(self) -> "DeckId | None":
        """The deck of the card that the cursor is on."""
        row = self._table.at
        return None if row is None or not row.deck or self.searching else row.card.deck

    def options_changed(self) -> None:
        """Search anew: what a leech is may be something else now."""
        self._renew(search=True)

    def _moment(self) -> Moment:
        return Moment(now=self._collection.now(), today=self._collection.today())

    # searching

    @property
    def searching(self) -> bool:
        """Whether the search field has the focus."""
        return self._field.has_focus

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search while somebody types; among very many cards, when they pause."""
        event.stop()
        if event.value == self._text:
            return
        self._stop_waiting()
        if self._total < _MANY:
            self._search_for(event.value)
        else:
            self._timer = self.set_timer(_PAUSE, self._search_now)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Search, and go to the cards."""
        event.stop()
        self.action_to_list()

    def _search_now(self) -> None:
        self._stop_waiting()
        if self._field.value != self._text:
            self._search_for(self._field.value)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _search_for(self, text: str) -> None:
        self._text = text
        self._table.picked = set()
        self._search()

    def _search(self, *, keep: bool = False) -> None:
        """Show what the search finds now; with ``keep`` the cursor stays at its place in the list."""
        place = self._table.cursor if keep else 0
        try:
            found = self._browser.search(self._text, self._order, backwards=self._backwards)
        except QuizError as error:
            self._problem = f"{error.message} {error.hint}"
        else:
            self._problem = ""
            self._head.put(self._order, backwards=self._backwards)
            self._table.put(found.keys, self._order, place)
        self._tell()

    def _resort(self) -> None:
        """Sort anew, and stay on the same card."""
        row = self._table.at
        self._search()
        if row is not None:
            self._go_to(row.card.id)

    def _renew(self, *, search: bool) -> None:
        """Show cards as they are after a change; ``search`` tells whether other cards may be found now."""
        try:
            self._version, self._total = self._collection.version, self._browser.count()
        except QuizError as error:
            self.tell(error)
            return
        if search:
            self._search(keep=True)
            if self._table.picked:
                self._table.pick(self._table.picked.intersection(self._table.keys))
        else:
            self._table.forget()
            self._tell()

    # what is said

    def _tell(self) -> None:
        number, picked = len(self._table.keys), len(self._table.picked)
        if self._problem:
            self._status.update(Content.assemble(("⚠ ", "bold $warning"), show_line(self._problem, "$warning")))
        else:
            of = f" of {self._total:,}" if self._text.strip() else ""
            noun = counted(number, "card") if not of else f"{number:,}{of} cards"
            parts = [Content.styled(noun, "bold")]
            if picked:
                parts.append(Content.styled(f"{picked:,} picked", "bold $accent"))
            by = "the place in the file" if self._order is Order.PLACE else str(self._order)
            if not (picked and self.has_class("-narrow")):  # in one line, the head tells it too
                parts.append(Content.styled(f"by {by}{', the last first' if self._backwards else ''}", "$quiet"))
            self._status.update(Content("  ·  ").join(parts))
        self._tell_card()
        self.refresh_bindings()

    def _tell_card(self) -> None:
        self.set_class(self.searching, "-searching")
        if self.searching:
            self._card.update(search_help())
            return
        row = self._table.at
        if row is None:
            nothing = "No card is like that." if self._text.strip() else "There are no cards yet."
            self._card.update(Content.styled(nothing, "$quiet"))
            return
        history = self._collection.history(row.card.id)
        airy = self.has_class("-wide")  # beside the list there is room
        self._card.update(preview_of(row, history, self._collection.now(), self._collection.days, airy=airy))
        self.query_one("#preview", VerticalScroll).scroll_home(animate=False)

    def on_resize(self) -> None:
        """Give the preview the room there is now."""
        self.call_after_refresh(self._tell_card)

    def watch_preview(self, shown: bool | None) -> None:
        """Show or hide the preview."""
        self.set_class(shown is True, "-preview")
        self.set_class(shown is False, "-no-preview")

    def on_card_table_moved(self) -> None:
        """Tell of the card that the cursor is on."""
        self._tell()

    def on_table_head_clicked(self, event: TableHead.Clicked) -> None:
        """Sort by what was clicked; a second time, the other way round."""
        event.stop()
        self._backwards = event.order is self._order and not self._backwards
        self._order = event.order
        self._resort()

    def on_descendant_focus(self) -> None:
        """Which keys work depends on the focus."""
        self._tell_card()
        self.refresh_bindings()

    # actions

    def action_search(self) -> None:
        """Go into the search field."""
        self.set_focus(self._field)

    def action_to_list(self) -> None:
        """Search at once, and go to the cards."""
        self._search_now()
        self.set_focus(self._table)

    def action_leave_search(self) -> None:
        """Go to the cards."""
        self.action_to_list()

    def action_clear(self) -> None:
        """Show all cards again."""
        row = self._table.at
        self._field.value = ""
        self._search_for("")
        place = None if row is None else self._browser.place_of(row.card.id, self._table.keys)
        self._table.go(place or 0)

    def action_sort(self) -> None:
        """Sort by the next thing that cards can be sorted by."""
        orders = list(Order)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self._resort()

    def action_reverse(self) -> None:
        """Turn the order round."""
        self._backwards = not self._backwards
        self._resort()

    def action_preview(self) -> None:
        """Show the preview, or hide it."""
        shown = self.query_one("#preview").display
        self.preview = not shown

    def on_card_table_opened(self) -> None:
        """Show what was clicked."""
        self.preview = True
