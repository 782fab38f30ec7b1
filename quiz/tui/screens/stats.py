"""Progress: the charts of all decks or of one, over a month, a quarter, a year or all the time."""

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quiz.errors import QuizError
from quiz.search.writing import term
from quiz.stats.drawing.draw import told
from quiz.stats.pages import PAGES
from quiz.stats.scope import Range, Scope, since
from quiz.tui.leading import NOWHERE, Lead, lead_of
from quiz.tui.screens.base import QuizScreen
from quiz.tui.widgets.chart_report import ChartReport
from quiz.tui.widgets.chart_view import ChartView
from quiz.tui.widgets.key_hints import KeyHints
from quiz.tui.widgets.page_tabs import PageTabs
from quiz.tui.widgets.safe import show_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.timer import Timer

    from quiz.collection import Collection, DeckSummary
    from quiz.collection.progress import Progress
    from quiz.model.ids import DeckId

_LOOK = 2
"""Seconds between looks at whether another program has written."""
_TWO_COLUMNS = 160
"""Cells from which on charts stand side by side."""
_RANGES = tuple(Range)
_TIMES = {Range.MONTH: "a month", Range.QUARTER: "three months", Range.YEAR: "a year", Range.ALL: "all time"}
ARTICLE_PAGE = next(number for number, page in enumerate(PAGES) if "article" in page.figures)


class _Report(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Scrolls when the screen says so; its own arrows would keep them from the chart."""


class StatsScreen(QuizScreen[None]):
    """Shows the figures that ``quiz stats`` prints."""

    CSS_PATH = "stats.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", id="stats.narrow"),
        Binding("right", "point(1)", "Point", id="stats.point"),
        Binding("left", "point(-1)", "Point back", show=False, id="stats.point_back"),
        Binding("right_square_bracket,greater_than_sign", "page_by(1)", "Next page", id="stats.page"),
        Binding("left_square_bracket,less_than_sign", "page_by(-1)", "Previous page", show=False, id="stats.page_back"),
        *(
            Binding(str(at), f"page({at})", page.title, show=False, tooltip=f"Statistics: {page.title}")
            for at, page in enumerate(PAGES, 1)
        ),
        Binding("tab", "chart(1)", "Next chart", id="stats.chart"),
        Binding("shift+tab", "chart(-1)", "Previous chart", show=False, id="stats.chart_back"),
        Binding("r", "range(1)", "Time", id="stats.range", tooltip="Look further back"),
        Binding("R", "range(-1)", "Look less far back", show=False, id="stats.range_back"),
        Binding("d", "turn(1)", "Next deck", id="stats.next"),
        Binding("D", "turn(-1)", "Previous deck", show=False, id="stats.previous"),
        Binding("backspace", "untag", "All tags", id="stats.untag"),
        Binding("v", "numbers", "Numbers", id="stats.numbers", tooltip="Tables instead of drawings, and back"),
        Binding("b", "browse", "Cards", id="stats.browse", tooltip="Browse the cards it is about"),
        Binding("up,k", "scroll(-1)", "Up", show=False),
        Binding("down,j", "scroll(1)", "Down", show=False),
        Binding("pageup", "scroll_page(-1)", "Page up", show=False),
        Binding("pagedown,space", "scroll_page(1)", "Page down", show=False),
        Binding("home", "edge(-1)", "Beginning", show=False),
        Binding("end", "edge(1)", "End", show=False),
        Binding("q,escape,t", "leave", "Back", id="stats.leave"),
    ]

    def __init__(self, collection: "Collection", decks: "Sequence[DeckSummary]", at: int = 0, *, page: int = 0) -> None:
        """Begin with deck number ``at`` of ``decks``, counted from 1; 0 stands for all of them."""
        super().__init__()
        self._collection = collection
        self._decks = tuple(decks)
        self._at = at
        self._page = page
        self._tag = ""
        """The only tag whose cards are reported; empty: whatever their tags."""
        self._range = Range.QUARTER
        self._table = False
        self._progress: Progress | None = None
        self._version = 0
        self._watch: Timer | None = None
        self._head = Static(id="head", markup=False)
        self._tabs = PageTabs([page.title for page in PAGES])
        self._charts = ChartReport(collection, id="charts")
        self._report = _Report(self._charts, id="report")
        self._told = Static(id="told", markup=False)

    def compose(self) -> ComposeResult:
        """Yield what is reported, the pages, the charts, and the numbers of what is pointed at."""
        yield self._head
        yield self._tabs
        yield self._report
        yield self._told
        yield KeyHints()

    def on_mount(self) -> None:
        """Draw once the width is known."""
        self.call_after_refresh(self._begin)

    def on_resize(self, event: events.Resize) -> None:
        """Put charts side by side where there is room."""
        self.set_class(event.size.width >= _TWO_COLUMNS, "-two")

    @property
    def deck_here(self) -> "DeckId | None":
        """The deck that is reported."""
        return self._decks[self._at - 1].id if self._at else None

    def on_screen_resume(self) -> None:
        """Show what was done meanwhile on a screen that lay above."""
        if self._charts.views:
            self._begin()

    def keep_up(self) -> None:
        """Show what another program has written meanwhile."""
        if self.app.screen is not self:
            return
        with suppress(QuizError):  # it is told when something is asked for
            if self._collection.version != self._version:
                self._begin()

    def _begin(self) -> None:
        """Read for another deck or another time, or anew; what is pointed at and how far it is scrolled stays."""
        deck = self.deck_here
        decks = None if deck is None else (deck,)
        tags = (self._tag,) if self._tag else ()
        scope = Scope(decks=decks, tags=tags, since=since(self._range, self._collection.today()))
        try:
            self._version = self._collection.version
            if not self._charts.is_summed_up(self._begin):
                self._put_heads()
                return
            self._progress = self._collection.progress(scope)
        except QuizError as error:
            self.tell(error)
            return
        self._watch = self._watch or self.set_interval(_LOOK, self.keep_up)
        if self._charts.views:
            self._show()
        else:
            self._turn()

    def _turn(self) -> None:
        """Turn to the page."""
        self._charts.turn(PAGES[self._page])
        self._report.scroll_home(animate=False)
        self._told.update("")
        self._show()

    def _show(self) -> None:
        """Show the page."""
        self._put_heads()
        if self._progress is not None:
            self._charts.fill(self._progress, table=self._table)

    @on(ChartReport.Filled)
    def on_descendant_focus(self) -> None:
        """Offer what can be done now, and name the keys of the chart at hand."""
        self.refresh_bindings()

    @on(ChartReport.Failed)
    def _tell_fault(self, event: ChartReport.Failed) -> None:
        self.tell(event.error)

    def _put_heads(self) -> None:
        deck = self._decks[self._at - 1] if self._at else None
        name = show_line(deck.title, "bold") if deck is not None else Content.styled("all decks", "bold")
        tag = Content.assemble((" tagged ", "$quiet"), show_line(self._tag, "bold")) if self._tag else ""
        time = f"   {_TIMES[self._range]}" if PAGES[self._page].looks_back else ""
        self._head.update(
            Content.assemble(("Statistics", "bold $primary"), ("   of ", "$quiet"), name, tag, (time, "$quiet"))
        )
        self._tabs.open(self._page)

    # what keys and the mouse do

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Offer what does something now; one deck leaves nothing to turn to: it is the same as all."""
        match action:
            case "turn":
                return len(self._decks) > 1
            case "point":
                return self._at_hand is not None and self._at_hand.can_point
            case "open":
                return self._deck_ahead is not None or bool(self._tag_ahead or self._lead.search)
            case "untag":
                return bool(self._tag)
            case "range":
                return PAGES[self._page].looks_back
            case "numbers":
                return self._table or any(view.has_numbers for view in self._charts.views)
            case _:
                return True

    def name_of(self, binding: Binding) -> str:
        """Name the keys after what they do now."""
        match binding.action:
            case "open":
                if self._deck_ahead is not None:
                    return "This deck"
                return "This tag" if self._tag_ahead else "Its cards"
            case "numbers":
                return "Drawings" if self._table else "Numbers"
            case _:
                return binding.description

    @property
    def _at_hand(self) -> ChartView | None:
        return self.focused if isinstance(self.focused, ChartView) else None

    @property
    def _lead(self) -> Lead:
        """Where what is pointed at leads."""
        view = self._at_hand
        if view is None or view.chart is None or view.chosen is None or self._progress is None:
            return NOWHERE
        return lead_of(view.chart, view.chosen, self._progress)

    @property
    def _deck_ahead(self) -> int | None:
        """The number of the deck that is pointed at, counted from 1."""
        deck = self._lead.deck
        return next((at for at, each in enumerate(self._decks, 1) if each.id == deck), None)

    @property
    def _tag_ahead(self) -> str:
        """The tag that is pointed at, unless it is the one that is reported."""
        tag = self._lead.tag
        return tag if tag != self._tag else ""

    @on(ChartView.Pointed)
    def _tell_numbers(self, event: ChartView.Pointed) -> None:
        chart, chosen = event.view.shown, event.view.chosen
        width = self._told.content_size.width
        self._told.update("" if chart is None or chosen is None else show_line(told(chart, chosen, width), "bold"))
        self.refresh_bindings()

    @on(ChartView.Picked)
    def _open_picked(self) -> None:
        self.action_open()

    @on(PageTabs.Opened)
    def _open_page(self, event: PageTabs.Opened) -> None:
        self.action_page(event.at + 1)

    def action_page(self, number: int) -> None:
        """Open a page by its number, counted from 1."""
        self._page = number - 1
        self._turn()

    def action_page_by(self, by: int) -> None:
        """Open the next page or the one before."""
        self.action_page((self._page + by) % len(PAGES) + 1)

    def action_chart(self, by: int) -> None:
        """Go to the next chart or the one before."""
        views = [*self.query(ChartView)]
        if not views:
            return
        at = views.index(self._at_hand) if self._at_hand in views else -1 if by > 0 else 0
        view = views[(at + by) % len(views)]
        self.set_focus(view, scroll_visible=False)  # at once; the next key may be there already
        view.scroll_visible(animate=False, top=True)

    def action_point(self, by: int) -> None:
        """Point at the next place of the chart, or the one before."""
        if self._at_hand is not None and self._at_hand.point(by):
            self._keep_in_sight(self._at_hand)

    def _keep_in_sight(self, view: ChartView) -> None:
        """Scroll as far as it takes to see what is pointed at."""
        lines = view.lines_pointed_at
        if lines is None:
            return
        window = self._report.content_region
        first, last = (view.content_region.y - window.y + line for line in lines)
        below = last - window.height + 1
        if first < 0 or below > 0:
            self._report.scroll_relative(y=min(first, below) if below > 0 else first, animate=False)

    def action_open(self) -> None:
        """Report the deck that is pointed at, with what is still known of its article, or a tag, or browse cards."""
        at, tag = self._deck_ahead, self._tag_ahead
        if at is not None:
            self._at, self._page = at, ARTICLE_PAGE
            self._charts.views = []
            self._begin()
        elif tag:
            self._narrow(tag)
        elif search := self._lead.search:
            self._browse(search)

    def action_untag(self) -> None:
        """Report cards whatever their tags again."""
        self._narrow("")

    def _narrow(self, tag: str) -> None:
        self._tag, self._page = tag, 0
        self._charts.views = []
        self._begin()

    def action_browse(self) -> None:
        """Browse the cards that are pointed at, or all that are reported."""
        self._browse(self._lead.search)

    def _browse(self, search: str) -> None:
        from quiz.tui.screens.browser import BrowserScreen  # noqa: PLC0415 - statistics appear without it

        deck, tag = self.deck_here, self._tag
        parts = (term(deck, "deck") if deck is not None else "", term(tag, "tag") if tag else "", search)
        self.app.push_screen(BrowserScreen(self._collection, search=" ".join(filter(None, parts))))

    def action_range(self, by: int) -> None:
        """Look further back, or less far."""
        self._range = _RANGES[(_RANGES.index(self._range) + by) % len(_RANGES)]
        self._begin()

    def action_turn(self, by: int) -> None:
        """Report another deck."""
        self._at = (self._at + by) % (len(self._decks) + 1)
        self._begin()

    def action_numbers(self) -> None:
        """Show tables in place of drawings, or drawings again."""
        self._table = not self._table
        for view in self.query(ChartView):
            view.show_table(self._table)
        self.refresh_bindings()

    def action_scroll(self, by: int) -> None:
        """Point at the place below or above, or scroll by a line."""
        if self._at_hand is not None and self._at_hand.point(by, down=True):
            self._keep_in_sight(self._at_hand)
        else:
            self._scroll_line(by)

    def _scroll_line(self, by: int) -> None:
        self._report.scroll_relative(y=by, animate=False)

    def action_scroll_page(self, by: int) -> None:
        """Scroll by screens."""
        self._report.scroll_relative(y=by * max(1, self._report.size.height - 2), animate=False)

    def action_edge(self, side: int) -> None:
        """Scroll to the beginning or the end."""
        self._report.scroll_to(y=0 if side < 0 else self._report.max_scroll_y, animate=False)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()
