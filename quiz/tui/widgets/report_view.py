"""A report as scrolling sections: the same lines the command line prints, with colour where it helps."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from quiz.stats import charts
from quiz.stats.calendar_map import calendar_cells
from quiz.stats.report import Calendar, Report

_WIDEST = 110
_TWO_COLUMNS = 160
"""Cells from which on the sections stand in two columns."""
_APART = 4
_LEFT = ("Today", "Retention", "Due")
"""The sections of the first column."""
_LEVELS = ("$faint", "$success 45%", "$success 65%", "$success 85%", "$success")
_ABOVE_CELLS = 1
"""Lines of the calendar before its cells: the months."""


class ReportView(VerticalScroll):
    """Draws a report to fit its width."""

    DEFAULT_CSS = """
    ReportView {
        scrollbar-size-vertical: 1;
        Static { height: auto; text-wrap: nowrap; }
        #columns { height: auto; layout: vertical; }
        Vertical { height: auto; }
        &.-two #columns { layout: horizontal; align-horizontal: center; }
        &.-two Vertical { width: 1fr; max-width: 114; padding-right: 4; }
        .heading { text-style: bold; color: $primary; margin-top: 1; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name Textual gives it
        """Start without a report."""
        super().__init__(id=id)
        self._report: Report | None = None
        self._parts: dict[str, Static] = {name: Static(markup=False) for name, _ in _SECTIONS}

    def compose(self) -> ComposeResult:
        """Yield heading and body of each section; the columns stand one below the other where it is narrow."""
        with Horizontal(id="columns"):
            for left in (True, False):
                with Vertical():
                    for name, body in self._parts.items():
                        if (name in _LEFT) is left:
                            yield Static(Content(name), classes="heading")
                            yield body

    def put(self, report: Report) -> None:
        """Show another report from its top."""
        self._report = report
        self._draw(self.scrollable_content_region.width)
        self.scroll_home(animate=False)

    def on_resize(self, event: Resize) -> None:
        """Draw for another width."""
        del event  # the region without the scroll bar counts
        self._draw(self.scrollable_content_region.width)

    def _draw(self, width: int) -> None:
        if self._report is None or width <= 0:
            return
        two = width >= _TWO_COLUMNS
        self.set_class(two, "-two")
        width = width // 2 - _APART if two else width
        for name, draw in _SECTIONS:
            self._parts[name].update(draw(self._report, min(width, _WIDEST)))


def _plain(lines: list[str]) -> Content:
    return Content("\n".join(lines))


def _bars(lines: list[str], style: str) -> Content:
    content = _plain(lines)
    at = 0
    for line in lines:
        for place, sign in enumerate(line):
            if "\u2581" <= sign <= "\u258f":
                content = content.stylize(style, at + place, at + place + 1)
        at += len(line) + 1
    return content


def _calendar(figures: Calendar, width: int) -> Content:
    """Colour the cells of the calendar by level; the signs alone tell the levels as well."""
    lines = charts.calendar(figures, width=width)
    cells = calendar_cells(figures, width=width)
    content = _plain(lines)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for number, (label, row) in enumerate(zip(cells.labels, cells.rows, strict=True), _ABOVE_CELLS):
        for week, cell in enumerate(row):
            place = len(label) + week * cells.across
            if cell.level >= 0 and place < len(lines[number]):
                at = starts[number] + place
                content = content.stylize(_LEVELS[cell.level], at, at + 1)
    return content


_SECTIONS: tuple[tuple[str, Callable[[Report, int], Content]], ...] = (
    ("Today", lambda report, width: _bars(charts.today(report.today, width=width), "$primary")),
    ("Retention", lambda report, width: _plain(charts.retention(report.retention, width=width))),
    ("Due", lambda report, width: _bars(charts.forecast(report.forecast, width=width), "$primary")),
    ("Calendar", lambda report, width: _calendar(report.calendar, width)),
    ("Cards", lambda report, width: _bars(charts.counts(report.counts, width=width), "$accent")),
)
