"""Progress: the charts of all decks or of one, over a month, a quarter, a year or all the time."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Grid, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quiz.errors import QuizError
from quiz.stats.drawing.draw import told
from quiz.stats.pages import PAGES, Figure
from quiz.stats.scope import Range, Scope, since
from quiz.stats.sums import By
from quiz.tui.screens.base import QuizScreen
from quiz.tui.widgets.chart_view import ChartView
from quiz.tui.widgets.key_hints import KeyHints
from quiz.tui.widgets.page_tabs import PageTabs
from quiz.tui.widgets.safe import show_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quiz.collection import Collection, DeckSummary
    from quiz.collection.progress import Progress
    from quiz.model.ids import DeckId

_TWO_COLUMNS = 160
"""Cells from which on charts stand side by side."""
_RANGES = tuple(Range)
_TIMES = {Range.MONTH: "a month", Range.QUARTER: "three months", Range.YEAR: "a year", Range.ALL: "all time"}
_GROUPS = {"decks": By.DECK, "articles": By.SOURCE}
"""Charts whose places are decks."""
_ARTICLE_PAGE = next(number for number, page in enumerate(PAGES) if "article" in page.figures)


class StatsScreen(QuizScreen[None]):
    """Shows the figures that ``quiz stats`` prints."""

    CSS_PATH = "stats.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right_square_bracket,greater_than_sign", "page_by(1)", "Next page", id="stats.page"),
        Binding("left_square_bracket,less_than_sign", "page_by(-1)", "Previous page", show=False, id="stats.page_back"),
        *(Binding(str(at), f"page({at})", page.title, show=False) for at, page in enumerate(PAGES, 1)),
        Binding("tab", "chart(1)", "Next chart", id="stats.chart"),
        Binding("shift+tab", "chart(-1)", "Previous chart", show=False, id="stats.chart_back"),
        Binding("right", "point(1)", "Point", id="stats.point"),
        Binding("left", "point(-1)", "Point back", show=False, id="stats.point_back"),
        Binding("enter", "narrow", "This deck", id="stats.narrow"),
        Binding("r", "range(1)", "Time", id="stats.range"),
        Binding("R", "range(-1)", "Less time", show=False, id="stats.range_back"),
        Binding("d", "turn(1)", "Next deck", id="stats.next"),
        Binding("D", "turn(-1)", "Previous deck", show=False, id="stats.previous"),
        Binding("v", "numbers", "Numbers", id="stats.numbers"),
        Binding("up,k", "scroll(-1)", "Up", show=False),
        Binding("down,j", "scroll(1)", "Down", show=False),
        Binding("pageup", "scroll_page(-1)", "Page up", show=False),
        Binding("pagedown,space", "scroll_page(1)", "Page down", show=False),
        Binding("q,escape,t", "leave", "Back", id="stats.leave"),
    ]

    def __init__(self, collection: "Collection", decks: "Sequence[DeckSummary]", at: int = 0) -> None:
        """Begin with deck number ``at`` of ``decks``, counted from 1; 0 stands for all of them."""
        super().__init__()
        self._collection = collection
        self._decks = tuple(decks)
        self._at = at
        self._page = 0
        self._range = Range.QUARTER
        self._table = False
        self._progress: Progress | None = None
        self._filling = 0
        self._head = Static(id="head", markup=False)
        self._tabs = PageTabs([page.title for page in PAGES])
        self._charts = Grid(id="charts")
        self._report = VerticalScroll(self._charts, id="report", can_focus=False)
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

    def _begin(self) -> None:
        """Read for another deck or another time."""
        deck = self.deck_here
        scope = Scope(decks=None if deck is None else (deck,), since=since(self._range, self._collection.today()))
        self._progress = self._collection.progress(scope)
        self._turn()

    def _turn(self) -> None:
        """Show the page, one chart after the other, so that those that take long keep none waiting."""
        self._put_heads()
        figures = PAGES[self._page].figures
        views = [ChartView(key.replace("_", " ").capitalize()) for key in figures]
        self._charts.remove_children()
        self._charts.mount_all(views)
        self._report.scroll_home(animate=False)
        self._told.update("")
        self._filling += 1
        self._fill(self._filling, iter(zip(views, figures.values(), strict=True)))

    def _fill(self, number: int, charts: "Iterator[tuple[ChartView, Figure]]") -> None:
        view, figure = next(charts, (None, None))
        if view is None or figure is None or number != self._filling or self._progress is None:
            return
        try:
            chart = figure(self._progress)
        except QuizError as error:
            self.tell(error)
            return
        view.put(chart)
        view.show_table(self._table)
        self.call_after_refresh(partial(self._fill, number, charts))

    def _put_heads(self) -> None:
        deck = self._decks[self._at - 1] if self._at else None
        name = show_line(deck.title, "bold") if deck is not None else Content.styled("all decks", "bold")
        time = (f"   {_TIMES[self._range]}", "$quiet")
        self._head.update(Content.assemble(("Statistics", "bold $primary"), ("   of ", "$quiet"), name, time))
        self._tabs.open(self._page)

    # what keys and the mouse do

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Offer what does something now; one deck leaves nothing to turn to: it is the same as all."""
        match action:
            case "turn":
                return len(self._decks) > 1
            case "point":
                return self._at_hand is not None
            case "narrow":
                return self._deck_pointed_at is not None
            case _:
                return True

    @property
    def _at_hand(self) -> ChartView | None:
        return self.focused if isinstance(self.focused, ChartView) else None

    @property
    def _deck_pointed_at(self) -> int | None:
        """The number of the deck that is pointed at in a table of decks or articles, counted from 1."""
        view = self._at_hand
        if view is None or view.chart is None or view.chosen is None or self._progress is None:
            return None
        by = _GROUPS.get(view.chart.key)
        if by is None:
            return None
        deck = self._progress.groups(by)[view.chosen].deck
        return next((at for at, each in enumerate(self._decks, 1) if each.id == deck), None)

    @on(ChartView.Pointed)
    def _tell_numbers(self, event: ChartView.Pointed) -> None:
        chart, chosen = event.view.shown, event.view.chosen
        self._told.update("" if chart is None or chosen is None else show_line(told(chart, chosen), "bold"))
        self.refresh_bindings()

    def on_descendant_focus(self) -> None:
        """Name the keys of the chart."""
        self.refresh_bindings()

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
        view.focus(scroll_visible=False)
        view.scroll_visible(animate=False, top=True)

    def action_point(self, by: int) -> None:
        """Point at the next place of the chart, or the one before."""
        if self._at_hand is not None:
            self._at_hand.point(by)

    def action_narrow(self) -> None:
        """Report the deck that is pointed at, and what is still known of its article."""
        at = self._deck_pointed_at
        if at is not None:
            self._at, self._page = at, _ARTICLE_PAGE
            self._begin()

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

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self._report.scroll_relative(y=by, animate=False)

    def action_scroll_page(self, by: int) -> None:
        """Scroll by screens."""
        self._report.scroll_relative(y=by * max(1, self._report.size.height - 2), animate=False)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()
