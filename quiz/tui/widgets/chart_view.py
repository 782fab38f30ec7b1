"""One chart on the screen: its title, and the lines that the command line prints, with colour where it helps."""

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from quiz.stats.drawing.draw import draw
from quiz.stats.drawing.pieces import Line, Pen, Role

if TYPE_CHECKING:
    from quiz.stats.chart import Chart

_WIDEST = 110
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


class ChartView(Static):
    """Draws a chart to fit its width."""

    DEFAULT_CSS: ClassVar[str] = """
    ChartView { height: auto; text-wrap: nowrap; margin-top: 1; }
    """

    def __init__(self) -> None:
        """Start without a chart."""
        super().__init__(markup=False)
        self._chart: Chart | None = None

    def put(self, chart: "Chart") -> None:
        """Show another chart."""
        self._chart = chart
        self._draw()

    def on_resize(self, event: Resize) -> None:
        """Draw for another width."""
        del event
        self._draw()

    def _draw(self) -> None:
        if self._chart is None or self.size.width <= 0:
            return
        lines = draw(self._chart, Pen(min(_WIDEST, self.size.width)))
        title = Content.styled(self._chart.title, "bold $primary")
        self.update(Content("\n").join([title, *map(_content, lines)]))


def _content(line: Line) -> Content:
    return Content.assemble(*((piece.text, _STYLES.get(piece.role, "")) for piece in line))
