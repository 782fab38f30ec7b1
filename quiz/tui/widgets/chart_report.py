"""The charts of a page, filled in one after the other; those that take long are reckoned in a thread meanwhile."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Grid
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from quiz.errors import QuizError
from quiz.stats.pages import KEYS, SLOW, Figure, Page
from quiz.stats.scope import Scope
from quiz.tui.widgets.chart_view import ChartView

if TYPE_CHECKING:
    from textual.timer import Timer

    from quiz.collection import Collection
    from quiz.collection.progress import Progress
    from quiz.collection.reckoning import Look, Reckoning

_AT_ONCE = 50
"""Days, or hundreds of cards, that are summed up before a notice would have been read."""
_NOTICE = 0.2
"""Seconds after which it is told anew how far the summing up is."""


class ChartReport(Grid):
    """Shows the charts of one page of the statistics."""

    @dataclass
    class Filled(Message):
        """All charts are there, but for those that take long."""

    @dataclass
    class Failed(Message):
        """What charts are made from cannot be read."""

        error: QuizError

    @dataclass
    class _Found(Message):
        """A look that took long is over."""

        number: int
        progress: "Progress"

    @dataclass
    class _Over(Message):
        """There is no look left to take."""

        number: int

    def __init__(self, collection: "Collection", *, id: str) -> None:  # noqa: A002 - as Textual has it
        """Report of ``collection``."""
        super().__init__(id=id)
        self._collection = collection
        self.views: list[ChartView] = []
        self._figures: Mapping[str, Figure] = {}
        self._progress: Progress | None = None
        self._number = 0
        """Of what is asked for: what comes of an earlier request is not shown."""
        self._reckoning: Reckoning | None = None
        self._notice = Static(id="summing", markup=False)
        self._then: Callable[[], None] | None = None
        self._to_do = 0
        self._tried = False
        """Whether it was summed up once; where nothing can be written, it stays to be done."""
        self._teller: Timer | None = None

    def turn(self, page: Page) -> None:
        """Show the empty charts of a page in place of those of another, unless the past is being summed up."""
        if self._then is not None:
            return
        self._end()
        self._figures = page.figures
        self.views = [ChartView(key.replace("_", " ").capitalize()) for key in page.figures]
        self.remove_children()
        self.mount_all(self.views)

    def fill(self, progress: "Progress", *, table: bool) -> None:
        """Show the charts, one after the other, so that those that take long keep none waiting."""
        if self._then is not None:
            return
        self._end()
        self._progress = progress
        try:
            slow = frozenset[str]() if progress.is_quick else SLOW if not progress.scope.tags else frozenset(KEYS)
        except QuizError as error:
            self.post_message(self.Failed(error))
            return
        both = [*zip(self.views, self._figures.items(), strict=True)]
        quick = [(view, figure) for view, (key, figure) in both if key not in slow]
        later = [(view, figure) for view, (key, figure) in both if key in slow]
        for view, _ in later:
            view.show_table(table)
            view.wait()
        self._fill(self._number, iter(quick), later, table=table)

    def _fill(
        self,
        number: int,
        charts: Iterator[tuple[ChartView, Figure]],
        later: Sequence[tuple[ChartView, Figure]],
        *,
        table: bool,
    ) -> None:
        if number != self._number or self._progress is None:
            return
        view, figure = next(charts, (None, None))
        if view is None or figure is None:
            self.post_message(self.Filled())
            self._look([figure for _, figure in later], self._progress.scope)
            return
        try:
            chart = figure(self._progress)
        except QuizError as error:
            self.post_message(self.Failed(error))
            return
        view.put(chart)
        view.show_table(table)
        self.call_after_refresh(partial(self._fill, number, charts, later, table=table))

    # what takes long

    def is_summed_up(self, then: Callable[[], None]) -> bool:
        """Tell whether the past is summed up; if not, do that first, with a notice, and call ``then``."""
        if self._then is not None:
            return False
        self._to_do = self._collection.to_sum_up()
        if self._to_do < _AT_ONCE or self._tried:
            return True
        self._end()
        self._then, self._tried = then, True
        self.views = []
        self.remove_children()
        self.mount(self._notice)
        self._tell_how_far()
        self._teller = self._teller or self.set_interval(_NOTICE, self._tell_how_far)
        self._look([_sum_up], Scope())
        return False

    def _tell_how_far(self) -> None:
        if self._then is None:
            return
        try:
            left = self._collection.to_sum_up()
        except QuizError:
            return  # it is told by who sums up
        share = 1 - min(1.0, left / max(1, self._to_do))
        text = f"Adding up all answers, this once: {share:.0%}"
        self._notice.update(Content.styled(text, "$quiet"))

    def _look(self, looks: "Sequence[Look]", scope: Scope) -> None:
        if not looks:
            return
        from quiz.collection.reckoning import Reckoning  # noqa: PLC0415 - most look at little

        self._reckoning = Reckoning(self._collection, scope, looks)
        work = partial(self._reckon, self._number, self._reckoning)
        self.run_worker(work, thread=True, group="reckoning", exit_on_error=False)

    def _reckon(self, number: int, reckoning: "Reckoning") -> None:
        try:
            reckoning.run(lambda progress: self.post_message(self._Found(number, progress)))
        except QuizError as error:
            self.post_message(self.Failed(error))
        self.post_message(self._Over(number))

    @on(_Found)
    def _take(self, event: _Found) -> None:
        """Show the charts that can be made now."""
        event.stop()
        if event.number != self._number or self._progress is None or self._then is not None:
            return
        self._progress.adopt(event.progress)
        waiting = [(view, figure) for view, figure in self._pairs() if view.waits]
        if waiting:
            view, figure = waiting[0]
            view.put(figure(self._progress))
            self.post_message(self.Filled())

    def _pairs(self) -> Iterator[tuple[ChartView, Figure]]:
        return zip(self.views, self._figures.values(), strict=True)

    @on(_Over)
    def _go_on(self, event: _Over) -> None:
        event.stop()
        if event.number == self._number and (then := self._then) is not None:
            self._end()
            self._notice.remove()
            then()

    def _end(self) -> None:
        """Forget what was asked for before."""
        self._number += 1
        self._then = None
        if self._reckoning is not None:
            self._reckoning.stop()
            self._reckoning = None

    def on_unmount(self) -> None:
        """Let nothing be reckoned that nobody waits for."""
        self._end()


def _sum_up(progress: "Progress") -> None:
    _ = progress.days, progress.cards
