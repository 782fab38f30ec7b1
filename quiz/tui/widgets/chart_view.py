"""One chart on the screen: its title, and the lines that the command line prints, with colour where it helps."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from quiz.stats.chart import Shape
from quiz.stats.drawing.columns import fitted
from quiz.stats.drawing.draw import draw
from quiz.stats.drawing.pieces import Line, Pen, Role, place_at

if TYPE_CHECKING:
    from quiz.stats.chart import Chart

_WIDEST = 110
_ABOVE = 1
"""Lines above those of the drawing: the title."""
_STYLES: dict[Role, str] = {
    Role.QUIET: "$quiet",
    Role.CHOSEN: "bold $accent",
    Role.FIRST: "$primary",
    Role.SECOND: "$secondary",
    Role.THIRD: "$success",
    Role.FOURTH: "$warning",
    Role.LEVEL_0: "$faint",
    Role.LEVEL_1: "$success 45%",
    Role.LEVEL_2: "$success 65%",
    Role.LEVEL_3: "$success 85%",
    Role.LEVEL_4: "$success",
}
_TEXT_STYLES: dict[Role, str] = {
    Role.LEVEL_0: "underline $quiet",
    Role.LEVEL_1: "$error",
    Role.LEVEL_2: "$warning",
    Role.LEVEL_3: "$success",
    Role.LEVEL_4: "bold $success",
}
"""Of running text, whose words are to be read."""


class ChartView(Static, can_focus=True):
    """Draws a chart to fit its width, and lets its places be pointed at."""

    DEFAULT_CSS: ClassVar[str] = """
    ChartView { height: auto; min-height: 3; text-wrap: nowrap; padding-top: 1; }
    """

    @dataclass
    class Pointed(Message):
        """Another place is pointed at, or none."""

        view: "ChartView"

        @property
        def control(self) -> "ChartView":
            """The chart."""
            return self.view

    def __init__(self, title: str) -> None:
        """Start with a title, until there is a chart."""
        super().__init__(markup=False)
        self._title = title
        self._lines: tuple[Line, ...] = ()
        self._table = False
        self.chart: Chart | None = None
        self.chosen: int | None = None

    def on_mount(self) -> None:
        """Show the title."""
        self._draw()

    @property
    def _width(self) -> int:
        return max(1, min(_WIDEST, self.content_size.width))

    @property
    def shown(self) -> "Chart | None":
        """The chart as it is drawn: with neighbours put together where there is no room for all places."""
        if self.chart is None or self._table:
            return self.chart
        return fitted(self.chart, self._width)

    def put(self, chart: "Chart") -> None:
        """Show a chart."""
        self.chart = chart
        self._title = chart.title
        self._draw()

    def show_table(self, table: bool) -> None:
        """Show the numbers in place of the drawing, or the drawing again."""
        self._table = table
        self._draw()

    def point(self, by: int) -> None:
        """Point at the next place or the one before; from nowhere, at the first or the last."""
        places = self._places()
        if not places:
            return
        if self.chosen not in places:
            self.choose(places[0] if by > 0 else places[-1])
            return
        self.choose(places[min(max(0, places.index(self.chosen) + by), len(places) - 1)])

    def choose(self, place: int | None) -> None:
        """Point at a place, or at none."""
        if place != self.chosen:
            self.chosen = place
            self._draw()
            self.post_message(self.Pointed(self))

    def _places(self) -> list[int]:
        chart = self.shown
        if chart is None or chart.is_empty:
            return []
        running = chart.shape is Shape.TEXT
        return [place for place in range(len(chart.places)) if chart.has(place) or not running]

    def on_resize(self, event: events.Resize) -> None:
        """Draw for another width."""
        del event
        self._draw()

    def watch_has_focus(self, focused: bool) -> None:
        """Mark the title, or take the mark away and what is pointed at."""
        if not focused:
            self.choose(None)
        self._draw()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Point at what is under the mouse."""
        at = event.get_content_offset(self)
        self.choose(None if at is None else place_at(self._lines, at.x, at.y - _ABOVE))

    def on_leave(self) -> None:
        """Point at nothing."""
        if not self.has_focus:
            self.choose(None)

    def _draw(self) -> None:
        title = ("▸ " if self.has_focus else "") + self._title
        head = Content.styled(title, "bold $accent" if self.has_focus else "bold $primary")
        shown = self.shown
        if shown is None or self.size.width <= 0:
            self.update(Content("\n").join([head, Content.styled("…", "$quiet")]))
            return
        pen = Pen(self._width, chosen=self.chosen)
        self._lines = draw(shown, pen, table=self._table)
        styles = {**_STYLES, **_TEXT_STYLES} if shown.shape is Shape.TEXT else _STYLES
        self.update(Content("\n").join([head, *(_content(line, styles) for line in self._lines)]))


def _content(line: Line, styles: dict[Role, str]) -> Content:
    return Content.assemble(*((piece.text, styles.get(piece.role, "")) for piece in line))
