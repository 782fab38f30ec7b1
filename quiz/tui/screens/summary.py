"""The end of a session: what was done, and when to come back."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from quiz.model.memory import Rating
from quiz.model.text import counted
from quiz.phrases import coming, duration
from quiz.tui.screens.base import QuizScreen
from quiz.tui.widgets.key_hints import KeyHints

if TYPE_CHECKING:
    from quiz.collection import Collection
    from quiz.srs.session import Summary

_COLOURS = {Rating.AGAIN: "$error", Rating.HARD: "$warning", Rating.GOOD: "$success", Rating.EASY: "$primary"}
_LABEL = 10
_BAR = 24


class SummaryScreen(QuizScreen[bool]):
    """Sums a session up; the result tells whether to take the last step back."""

    CSS_PATH = "summary.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,q,escape", "home", "Home"),
        Binding("u,ctrl+z", "undo", "Undo"),
    ]

    def __init__(self, collection: "Collection", summary: "Summary", *, undo: bool) -> None:
        """Show ``summary``; ``undo`` tells whether there is a step to take back."""
        super().__init__()
        self._collection = collection
        self._summary = summary
        self._undo = undo

    def compose(self) -> ComposeResult:
        """Yield the figures in a box of their own."""
        with Vertical(id="middle"), Vertical(id="box"):
            yield Static(Content.styled(self._head(), "bold $primary"), id="head")
            if self._summary.answered:
                yield Static(summary_of(self._summary), id="figures")
            yield Static(self._next(), id="next")
        yield KeyHints()

    def _head(self) -> str:
        if not self._summary.answered:
            return "Nothing is due now."
        return "All done for now." if not self._collection.counts().total else "This session is done."

    def _next(self) -> Content:
        decks = self._collection.decks()
        now = self._collection.now()
        left = sum(deck.counts.total for deck in decks)
        if left:
            return Content(f"{counted(left, 'card')} in your decks {'is' if left == 1 else 'are'} still due today.")
        dues = [deck.next_due for deck in decks if deck.next_due is not None]
        if not dues:
            return Content("No card is scheduled yet.")
        soonest = min(dues, key=lambda due: (due.day, due.at or 0))
        when = coming(soonest, now, self._collection.days)
        return Content.assemble("The next card comes back ", (when, "bold"), ".")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Undo needs something to take back."""
        return self._undo if action == "undo" else True

    def action_home(self) -> None:
        """Go back to the decks."""
        self.dismiss(False)

    def action_undo(self) -> None:
        """Go back into the session and ask the last card again."""
        self.dismiss(True)


def summary_of(summary: "Summary") -> Content:
    """Return answers, the share that was right, time, and the ratings as bars."""
    right = summary.answered - summary.by_rating[Rating.AGAIN]
    share = round(100 * right / summary.answered)
    each = duration(summary.duration_ms // summary.answered)
    rows = [
        ("answered", f"{counted(summary.answered, 'card')}, {summary.new:,} of them new"),
        ("right", f"{share} %  ({right:,} of {summary.answered:,})"),
        ("time", f"{duration(summary.duration_ms)}, {each} a card"),
    ]
    lines = [Content.assemble((f"{name:<{_LABEL}}", "$quiet"), text) for name, text in rows]
    lines.append(Content(""))
    most = max(summary.by_rating.values())
    for rating in Rating:
        number = summary.by_rating[rating]
        bar = "█" * (max(1, round(_BAR * number / most)) if number else 0)
        name = rating.name.capitalize()
        lines.append(Content.assemble((f"{name:<{_LABEL}}", "$quiet"), (bar, _COLOURS[rating]), f" {number:,}"))
    return Content("\n").join(lines)
