"""One chart on the screen: its title, and the lines that the command line prints, with colour where it helps."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from quiz.stats.chart import Shape
from quiz.stats.drawing.draw import draw, shown
from quiz.stats.drawing.pieces import Line, Pen, Role, place_at

if TYPE_CHECKING:
    from quiz.stats.chart import Chart

_WIDEST = 110
_WEEK = 7
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

    @dataclass
    class Picked(Message):
        """A place was clicked."""

    def __init__(self, title: str) -> None:
        """Start with a title, until there is a chart."""
        super().__init__(markup=False)
        self._title = title
        self._lines: tuple[Line, ...] = ()
        self._table = False
        self._waits = False
        self.chart: Chart | None = None
        self.chosen: int | None = None

    def on_mount(self) -> None:
        """Show the title."""
        self._draw()

    @property
    def waits(self) -> bool:
        """Whether its chart is being reckoned."""
        return self._waits

    def wait(self) -> None:
        """Say that its chart takes a while, until it comes; one of before is shown no more."""
        self.chart, self.chosen, self._waits = None, None, True
        self._draw()

    @property
    def _width(self) -> int:
        return max(1, min(_WIDEST, self.content_size.width))

    @property
    def shown(self) -> "Chart | None":
        """The chart as it is drawn: with neighbours put together where there is no room for all places."""
        return None if self.chart is None else shown(self.chart, self._width, table=self._table)

    @property
    def has_numbers(self) -> bool:
        """Whether a table says more than what is drawn."""
        chart = self.chart
        return (
            chart is not None
            and not chart.is_empty
            and (chart.shape is not Shape.TABLE or 0 < chart.most < len(chart.places))
        )

    @property
    def can_point(self) -> bool:
        """Whether there is a place to point at."""
        return bool(self._places())

    @property
    def goes_down(self) -> bool:
        """Whether places stand below each other."""
        chart = self.shown
        return chart is not None and (self._table or chart.shape not in {Shape.COLUMNS, Shape.LINE})

    @property
    def lines_pointed_at(self) -> tuple[int, int] | None:
        """The first and the last line, from its top, of what is pointed at."""
        at = [number for number, line in enumerate(self._lines) if any(piece.place == self.chosen for piece in line)]
        return (at[0] + _ABOVE, at[-1] + _ABOVE) if at and self.chosen is not None else None

    def put(self, chart: "Chart") -> None:
        """Show a chart, in the place of another one, too."""
        self.chart, self._waits = chart, False
        self._title = chart.title
        if self.chosen is not None:
            self.chosen = self.chosen if self.chosen in self._places() else None
            self.post_message(self.Pointed(self))
        self._draw()

    def show_table(self, table: bool) -> None:
        """Show the numbers in place of the drawing, or the drawing again."""
        if table != self._table:
            self._table = table
            self.choose(None)
        self._draw()

    def point(self, by: int, *, down: bool = False) -> bool:
        """Point at the next place or the one before; tell whether there was one.

        From nowhere, at the first or the last. In a calendar, weeks stand beside each other and their days below.
        """
        places = self._places()
        if not places or (down and not self.goes_down):
            return False
        if self.chosen not in places:
            self.choose(places[-1] if self._is_calendar or by < 0 else places[0])
            return True
        step = _WEEK if self._is_calendar and not down else 1
        at = places.index(self.chosen) + by * step
        if not 0 <= at < len(places):
            return False
        self.choose(places[at])
        return True

    @property
    def _is_calendar(self) -> bool:
        return self.chart is not None and self.chart.shape is Shape.CALENDAR and not self._table

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

    def on_mouse_move(self, event: events.MouseEvent) -> None:
        """Point at what is under the mouse."""
        at = event.get_content_offset(self)
        self.choose(None if at is None else place_at(self._lines, at.x, at.y - _ABOVE))

    def on_click(self, event: events.Click) -> None:
        """Pick what is under the mouse."""
        self.on_mouse_move(event)
        if self.chosen is not None:
            self.post_message(self.Picked())

    def on_leave(self) -> None:
        """Point at nothing."""
        if not self.has_focus:
            self.choose(None)

    def _draw(self) -> None:
        title = ("▸ " if self.has_focus else "") + self._title
        head = Content.styled(title, "bold $accent" if self.has_focus else "bold $primary")
        chart = self.shown
        if chart is None or self.size.width <= 0:
            self.update(Content("\n").join([head, Content.styled("Reckoning …" if self._waits else "…", "$quiet")]))
            return
        pen = Pen(self._width, chosen=self.chosen)
        self._lines = draw(chart, pen, table=self._table)
        styles = {**_STYLES, **_TEXT_STYLES} if chart.shape is Shape.TEXT else _STYLES
        self.update(Content("\n").join([head, *(_content(line, styles) for line in self._lines)]))


def _content(line: Line, styles: dict[Role, str]) -> Content:
    return Content.assemble(*((piece.text, styles.get(piece.role, "")) for piece in line))
