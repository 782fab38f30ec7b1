"""The end of a session: what was done, what is left, and how to go on."""

from collections.abc import Iterator
from enum import Enum, auto
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click
from textual.widgets import Static

from quiz.model.memory import Rating
from quiz.model.plan import Plan, PlanKind
from quiz.model.text import counted
from quiz.tui.screens.base import QuizScreen
from quiz.tui.widgets.key_hints import KeyHints
from quiz.words.plans import still_to_come, until
from quiz.words.study import answered, time_taken

if TYPE_CHECKING:
    from textual.app import App

    from quiz.collection import Collection
    from quiz.collection.offers import Offer
    from quiz.srs.session import Session, Summary

_COLOURS = {Rating.AGAIN: "$error", Rating.HARD: "$warning", Rating.GOOD: "$success", Rating.EASY: "$primary"}
_LABEL = 10
_BAR = 20
_KEYS = {"due": "d", "failed": "f", "ahead": "a"}


class Ending(Enum):
    """What the learner wants after a session, besides another one."""

    HOME = auto()
    UNDO = auto()
    """Back into the session, to take the last step back."""
    MORE = auto()
    """The same session for as long again."""


class Onward(Static, can_focus=False):
    """A line that tells a key, what it goes on with, and how many cards that is; a click is the key."""

    DEFAULT_CSS = """
    Onward { height: 1; text-wrap: nowrap; text-overflow: ellipsis; pointer: pointer; }
    """

    def __init__(self, key: str, text: str, cards: int) -> None:
        """Show one way to go on."""
        number = f"  {counted(cards, 'card')}"
        super().__init__(Content.assemble((key, "bold $accent"), "  ", text, (number, "$quiet")))
        self._key = key

    def on_click(self, event: Click) -> None:
        """Press the key."""
        event.stop()
        cast("App[None]", self.app).simulate_key(self._key)


class SummaryScreen(QuizScreen[Ending | Plan]):
    """Sums a session up; the result tells what comes next."""

    CSS_PATH = "summary.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,q,escape", "home", "Home"),
        Binding("m", "more", "More time", id="summary.more"),
        Binding("d", "begin('due')", "Due", id="summary.due"),
        Binding("f", "begin('failed')", "Failed today", id="summary.failed"),
        Binding("a", "begin('ahead')", "Ahead", id="summary.ahead"),
        Binding("u,ctrl+z", "undo", "Undo", id="summary.undo"),
        Binding("down,j", "scroll(1)", "Down", show=False, id="summary.down"),
        Binding("up,k", "scroll(-1)", "Up", show=False, id="summary.up"),
    ]

    def __init__(self, collection: "Collection", session: "Session") -> None:
        """Show what was done in ``session``."""
        super().__init__()
        self._collection = collection
        self._session = session
        self._offers = {offer.plan.kind.value: offer for offer in collection.sittings.further(session.plan)}
        self._left = session.counts if session.plan.minutes is not None else None
        """What a time box has left over."""

    def compose(self) -> ComposeResult:
        """Yield the figures in a box of their own."""
        summary = self._session.summary
        with Vertical(id="middle"), Vertical(id="box"):
            yield Static(Content.styled(self._head(), "bold $primary"), id="head")
            if summary.answered:
                yield Static(summary_of(summary), id="figures")
            yield Static(
                "\n".join(still_to_come(self._collection, self._session.plan, self._left)), id="next", markup=False
            )
            with Vertical(id="ways"):
                yield from self._ways()
        yield KeyHints()

    def _head(self) -> str:
        if self._left is not None and self._left.total:
            return "Time is up."
        if not self._session.summary.answered:
            return "Nothing is due now."
        return "All done for now." if not self._collection.counts().total else "This session is done."

    def _ways(self) -> Iterator[Onward]:
        minutes = self._session.plan.minutes
        if minutes is not None and self._left is not None and self._left.total:
            yield Onward("m", f"{counted(minutes, 'more minute')}", self._left.total)
        for kind, offer in self._offers.items():
            yield Onward(_KEYS[kind], _words(offer), offer.cards)

    def name_of(self, binding: Binding) -> str:
        """Name how much more time there is, and how many days ahead."""
        if binding.action == "more":
            return f"{self._session.plan.minutes} more min"
        return binding.description

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Name only what there is something of."""
        match action:
            case "undo":
                return self._session.can_undo
            case "more":
                return self._left is not None and self._left.total > 0
            case "begin":
                return parameters[0] in self._offers
            case "scroll":
                return self.query_one("#box").max_scroll_y > 0
            case _:
                return True

    def action_scroll(self, by: int) -> None:
        """Scroll what is longer than the screen."""
        self.query_one("#box").scroll_relative(y=by, animate=False)

    def action_home(self) -> None:
        """Go back to the decks."""
        self.dismiss(Ending.HOME)

    def action_undo(self) -> None:
        """Go back into the session and ask the last card again."""
        self.dismiss(Ending.UNDO)

    def action_more(self) -> None:
        """Go on for as long again."""
        self.dismiss(Ending.MORE)

    def action_begin(self, kind: str) -> None:
        """Go on with a session of another kind."""
        self.dismiss(self._offers[kind].plan)


def _words(offer: "Offer") -> str:
    match offer.plan.kind:
        case PlanKind.FAILED:
            return "what failed today, once more"
        case PlanKind.AHEAD:
            return f"what comes due {until(offer.plan.days)}"
        case _:
            return "all that is due" if offer.plan.decks else "all that is due in all decks"


def summary_of(summary: "Summary") -> Content:
    """Return answers, the share that was right, time, and the ratings as bars."""
    right = summary.answered - summary.by_rating[Rating.AGAIN]
    share = round(100 * right / summary.answered)
    rows = [
        ("given", answered(summary)),
        ("right", f"{share}%  ({right:,} of {summary.answered:,})"),
        ("time", time_taken(summary)),
    ]
    lines = [Content.assemble((f"{name:<{_LABEL}}", "$quiet"), text) for name, text in rows]
    lines.append(Content(""))
    most = max(summary.by_rating.values())
    for rating in Rating:
        number = summary.by_rating[rating]
        bar = "█" * (max(1, round(_BAR * number / most)) if number else 0)
        name = rating.name.capitalize()
        bar += " " if bar else ""
        lines.append(Content.assemble((f"{name:<{_LABEL}}", "$quiet"), (bar, _COLOURS[rating]), f"{number:,}"))
    return Content("\n").join(lines)
