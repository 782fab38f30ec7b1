"""Progress: the report of all decks or of one."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quiz.errors import QuizError
from quiz.stats.pages import PAGES
from quiz.stats.scope import Scope
from quiz.tui.screens.base import QuizScreen
from quiz.tui.widgets.chart_view import ChartView
from quiz.tui.widgets.key_hints import KeyHints
from quiz.tui.widgets.safe import show_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quiz.collection import Collection, DeckSummary


class StatsScreen(QuizScreen[None]):
    """Shows the figures that ``quiz stats`` prints."""

    CSS_PATH = "stats.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,d", "turn(1)", "Next deck", id="stats.next"),
        Binding("left", "turn(-1)", "Previous deck", id="stats.previous"),
        Binding("tab", "page_to(1)", "Next page", id="stats.page"),
        Binding("shift+tab", "page_to(-1)", "Previous page", show=False),
        Binding("up,k", "scroll(-1)", "Up", show=False),
        Binding("down,j", "scroll(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown,space", "page(1)", "Page down", show=False),
        Binding("q,escape,t", "leave", "Back", id="stats.leave"),
    ]

    def __init__(self, collection: "Collection", decks: "Sequence[DeckSummary]", at: int = 0) -> None:
        """Begin with deck number ``at`` of ``decks``, counted from 1; 0 stands for all of them."""
        super().__init__()
        self._collection = collection
        self._decks = tuple(decks)
        self._at = at
        self._head = Static(id="head", markup=False)
        self._page = 0
        self._report = VerticalScroll(id="report", can_focus=False)

    def compose(self) -> ComposeResult:
        """Yield the name of what is reported, and the report."""
        yield self._head
        yield self._report
        yield KeyHints()

    def on_mount(self) -> None:
        """Draw once the width is known."""
        self.call_after_refresh(self._put)

    def _put(self) -> None:
        deck = self._decks[self._at - 1] if self._at else None
        page = PAGES[self._page]
        try:
            progress = self._collection.progress(Scope(decks=None if deck is None else (deck.id,)))
            charts = [figure(progress) for figure in page.figures.values()]
        except QuizError as error:
            self.tell(error)
            return
        name = show_line(deck.title, "bold") if deck is not None else Content.styled("all decks", "bold")
        told = (("Statistics", "bold $primary"), (f"   {page.title}   of ", "$quiet"))
        self._head.update(Content.assemble(*told, name))
        views = [ChartView() for _ in charts]
        self._report.remove_children()
        self._report.mount_all(views)
        for view, chart in zip(views, charts, strict=True):
            view.put(chart)
        self._report.scroll_home(animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """One deck leaves nothing to turn to: it is the same as all."""
        return len(self._decks) > 1 if action == "turn" else True

    def action_turn(self, by: int) -> None:
        """Report another deck."""
        self._at = (self._at + by) % (len(self._decks) + 1)
        self._put()

    def action_page_to(self, by: int) -> None:
        """Show other figures."""
        self._page = (self._page + by) % len(PAGES)
        self._put()

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self._report.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Scroll by screens."""
        self._report.scroll_relative(y=by * max(1, self._report.size.height - 2), animate=False)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()
