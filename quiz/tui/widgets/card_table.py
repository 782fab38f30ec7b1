"""A list of cards, however long: it asks for the rows it shows, and for no others."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from quiz.search.query import Order
from quiz.tui.widgets.card_columns import Moment, column_at, columns_for, head_of, line_of

if TYPE_CHECKING:
    from quiz.collection.browser import BrowseRow, CardKey

_PAGE = 64
"""Rows asked for at once."""
_KEPT = 4_096
"""Rows that are kept at most."""

Fetch = Callable[[Sequence["CardKey"]], Sequence["BrowseRow"]]


class TableHead(Widget, can_focus=False):
    """The names of the columns; a click on one sorts by it."""

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = "TableHead { height: 1; padding-right: 1; text-wrap: nowrap; pointer: pointer; }"

    class Clicked(Message):
        """A column was clicked."""

        def __init__(self, order: Order) -> None:
            """Keep what to sort by."""
            super().__init__()
            self.order = order

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name Textual gives it
        """Start with the usual order."""
        super().__init__(id=id)
        self._order = Order.DECK
        self._backwards = False

    def put(self, order: Order, *, backwards: bool) -> None:
        """Tell what the cards are sorted by."""
        self._order, self._backwards = order, backwards
        self.refresh()

    @property
    def _width(self) -> int:
        return self.content_size.width

    def render(self) -> Content:
        """Return the names at their places."""
        return head_of(columns_for(self._width, self._order), self._width, self._order, backwards=self._backwards)

    def on_click(self, event: events.Click) -> None:
        """Sort by what was clicked."""
        offset = event.get_content_offset(self)
        column = None if offset is None else column_at(columns_for(self._width, self._order), self._width, offset.x)
        if column is not None and column.order is not None:
            event.stop()
            self.post_message(self.Clicked(column.order))


class CardTable(ScrollView, can_focus=True):
    """Shows the cards of a list of keys, with a cursor, and remembers which of them are picked."""

    ALLOW_SELECT: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("pagedown,ctrl+d", "page(1)", "Page down", show=False),
        Binding("pageup,ctrl+u", "page(-1)", "Page up", show=False),
        Binding("home,g", "first", "First", show=False),
        Binding("end,G", "last", "Last", show=False),
        Binding("shift+down,J", "extend(1)", "Pick downwards", show=False),
        Binding("shift+up,K", "extend(-1)", "Pick upwards", show=False),
    ]
    DEFAULT_CSS = """
    CardTable {
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        overflow-x: hidden;
        overflow-y: auto;
        background: $background;
        & > .card-table--cursor { background: $block-cursor-blurred-background; text-style: $block-cursor-text-style; }
        &:focus > .card-table--cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"card-table--cursor", "card-table--line"}

    class Moved(Message):
        """The cursor is on another card, or other cards are picked."""

    class Opened(Message):
        """A card was clicked that the cursor was on already."""

    def __init__(self, fetch: Fetch, clock: Callable[[], Moment], *, id: str | None = None) -> None:  # noqa: A002
        """Show nothing yet; ``fetch`` returns the rows of keys, and ``clock`` the moment they are seen from."""
        super().__init__(id=id)
        self._fetch = fetch
        self._clock = clock
        self._moment: Moment | None = None
        self._keys: Sequence[CardKey] = ()
        self._rows: dict[CardKey, BrowseRow | None] = {}
        self._order = Order.DECK
        self._cursor = 0
        self.picked: set[CardKey] = set()

    # what is shown

    def put(self, keys: Sequence["CardKey"], order: Order, cursor: int = 0) -> None:
        """Show other cards, sorted by ``order``."""
        self._keys, self._order = keys, order
        self._cursor = max(0, min(cursor, len(keys) - 1))
        self.virtual_size = Size(self.scrollable_content_region.width, len(keys))
        self.forget()
        self._see_cursor()
        self.post_message(self.Moved())

    def forget(self) -> None:
        """Ask for all rows anew, because cards have changed."""
        self._rows.clear()
        self._moment = None
        self.refresh()

    def pick(self, keys: "set[CardKey]") -> None:
        """Have exactly these cards picked."""
        self.picked = keys
        self.refresh()
        self.post_message(self.Moved())

    @property
    def keys(self) -> "Sequence[CardKey]":
        """All cards that are shown."""
        return self._keys

    @property
    def cursor(self) -> int:
        """The place of the cursor."""
        return self._cursor

    @property
    def at(self) -> "BrowseRow | None":
        """The card that the cursor is on."""
        return self._row(self._cursor) if self._keys else None

    @property
    def chosen(self) -> "Sequence[CardKey]":
        """The cards to act on: those that are picked, in their order, or else the one that the cursor is on."""
        if self.picked:
            return [key for key in self._keys if key in self.picked]
        return [self._keys[self._cursor]] if self._keys else []

    def _row(self, place: int) -> "BrowseRow | None":
        key = self._keys[place]
        if key not in self._rows:
            if len(self._rows) > _KEPT:
                self._rows.clear()
            start = place // _PAGE * _PAGE
            wanted = self._keys[start : start + _PAGE]
            self._rows.update(dict.fromkeys(wanted))
            self._rows.update({row.key: row for row in self._fetch(wanted)})
        return self._rows[key]

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen."""
        place = self.scroll_offset.y + y
        width = self.scrollable_content_region.width
        usual = self.get_visual_style("card-table--line")
        if place >= len(self._keys):
            return Strip.blank(width, usual.rich_style)
        if self._moment is None:
            self._moment = self._clock()
        row = self._row(place)
        picked = self._keys[place] in self.picked
        if row is None:
            line = Content.styled("    (gone)", "$quiet")
        else:
            line = line_of(row, columns_for(width, self._order), width, self._moment, picked=picked)
        style = self.get_visual_style("card-table--line", "card-table--cursor") if place == self._cursor else usual
        (strip, *_) = Visual.to_strips(self, line, width, 1, style, pad=True)
        return strip.adjust_cell_length(width, style.rich_style)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._keys))
        self._see_cursor()

    # the cursor

    def go(self, place: int) -> None:
        """Put the cursor on another card."""
        place = max(0, min(place, len(self._keys) - 1))
        if place == self._cursor or not self._keys:
            return
        before, self._cursor = self._cursor, place
        top = self.scroll_offset.y
        self._see_cursor()
        if self.scroll_offset.y == top:
            self.refresh(*(Region(0, at - top, self.size.width, 1) for at in (before, place)))
        self.post_message(self.Moved())

    def _see_cursor(self) -> None:
        height = max(1, self.scrollable_content_region.height)
        top = round(self.scroll_y)
        if self._cursor < top:
            self.scroll_to(y=self._cursor, animate=False, immediate=True)
        elif self._cursor >= top + height:
            self.scroll_to(y=self._cursor - height + 1, animate=False, immediate=True)

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.go(self._cursor + by)

    def action_page(self, by: int) -> None:
        """Move the cursor by a screenful."""
        self.go(self._cursor + by * max(1, self.scrollable_content_region.height - 1))

    def action_first(self) -> None:
        """Go to the first card."""
        self.go(0)

    def action_last(self) -> None:
        """Go to the last card."""
        self.go(len(self._keys) - 1)

    def action_extend(self, by: int) -> None:
        """Pick the card that the cursor is on and the next one."""
        if self._keys:
            before = self._keys[self._cursor]
            self.go(self._cursor + by)
            self.pick(self.picked | {before, self._keys[self._cursor]})

    def toggle(self) -> None:
        """Pick the card that the cursor is on, or let it go, and move on."""
        if self._keys:
            self.pick(self.picked ^ {self._keys[self._cursor]})
            self.go(self._cursor + 1)

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to what was clicked; with shift or ctrl, pick."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        place = self.scroll_offset.y + offset.y
        if place >= len(self._keys):
            return
        event.stop()
        if event.shift:
            low, high = sorted((self._cursor, place))
            self.pick(self.picked | set(self._keys[low : high + 1]))
        elif event.ctrl:
            self.pick(self.picked ^ {self._keys[place]})
        elif place == self._cursor:
            self.post_message(self.Opened())
        self.go(place)
