"""Shows how far a change of very many cards is, and lets it be stopped."""

import asyncio
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from quiz.collection.job import Job
from quiz.errors import QuizError
from quiz.tui.widgets.safe import show_line

T = TypeVar("T")

_BAR = 40
_LOOK = 0.1
"""Seconds from one look at how far it is to the next."""


class WorkingScreen(ModalScreen["T | QuizError"], Generic[T]):
    """Waits for a job, which it has done in a thread; the result is that of the job, or what was wrong."""

    CSS_PATH = "working.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "stop", "Stop")]

    def __init__(self, job: Job[T], doing: str, *, stoppable: bool = True) -> None:
        """Begin ``job``, which is called ``doing``; ``stoppable`` tells whether escape ends it."""
        super().__init__()
        self._job = job
        self._doing = doing
        self._stoppable = stoppable
        self._stopping = False
        self._bar = Static(id="bar", markup=False)

    def compose(self) -> ComposeResult:
        """Yield what is done, and how far it is."""
        with Vertical(id="box") as box:
            box.border_subtitle = Content("esc stops; nothing is changed then" if self._stoppable else "")
            yield Static(show_line(self._doing, "bold"))
            yield self._bar

    def on_mount(self) -> None:
        """Begin."""
        self._show()
        self.set_interval(_LOOK, self._show)
        self.run_worker(self._work(), exit_on_error=False)

    def on_unmount(self) -> None:
        """Nobody waits for it any more."""
        if self._stoppable:
            self._job.stop()

    async def _work(self) -> None:
        try:
            result: T | QuizError = await asyncio.to_thread(self._job.run)
        except QuizError as error:
            result = error
        self.dismiss(result)

    def _show(self) -> None:
        width = min(_BAR, max(10, self.size.width - 20))
        full = round(self._job.share * width)
        bar = Content.assemble(("█" * full, "$primary"), ("░" * (width - full), "$faint"))
        told = "Stopping …" if self._stopping else Content.assemble(bar, f"  {self._job.share:>4.0%}")
        self._bar.update(told)

    def action_stop(self) -> None:
        """Have nothing of it stay."""
        if self._stoppable:
            self._stopping = True
            self._job.stop()
            self._show()
