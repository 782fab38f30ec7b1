"""What is known of one card: where it stands, and every answer given to it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from quiz.model.deck import Card
from quiz.model.memory import CardState, New, Phase
from quiz.model.review import ReviewKind
from quiz.phrases import PHASES, day, days, duration, interval
from quiz.srs.day import date_of
from quiz.tui.screens.sheet import SheetScreen
from quiz.tui.widgets.safe import show, show_line

if TYPE_CHECKING:
    from quiz.collection import Collection
    from quiz.model.review import Review


class InfoScreen(SheetScreen):
    """Shows a card's state and history; before the answer is told it keeps the answer to itself."""

    name_of_sheet = "About this card"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("i", "dismiss", "Close")]

    def __init__(self, collection: "Collection", card: Card, state: CardState, *, told: bool) -> None:
        """Show ``card``; ``told`` tells whether its answer is on the screen already."""
        super().__init__()
        self._collection = collection
        self._card = card
        self._state = state
        self._told = told

    def lines(self) -> Iterable[Widget]:
        """Return a line for each fact, then the history, newest first."""
        for name, value in self._facts():
            yield Horizontal(Static(Content(name), classes="name"), Static(value, classes="value"), classes="row")
        history = self._collection.history(self._card.id)
        yield Static(Content.styled("\nAnswers, newest first" if history else "\nNo answers yet", "bold"))
        for review in reversed(history):
            yield Static(self._line(review))

    def _facts(self) -> list[tuple[str, Content]]:
        card, state = self._card, self._state
        facts = [("deck", show_line(self._collection.title_of(card.deck))), ("card", show_line(card.id))]
        facts.append(("kind", Content(card.kind.value)))
        if self._told:
            facts.append(("answer", show(card.answer)))
            others = [spelling for item in card.answers for spelling in item[1:]]
            if others:
                facts.append(("also right", show(", ".join(others))))
        if card.rule:
            facts.append(("made by", show_line(card.rule)))
        if card.tags:
            facts.append(("tags", show_line(", ".join(card.tags))))
        if isinstance(state, New):
            return [*facts, ("state", Content("new"))]
        memory = state.memory
        facts += [
            ("state", Content(PHASES[state.phase])),
            ("answered", Content(f"{state.reps} times, forgotten {state.lapses} times")),
            ("stability", Content(f"{memory.stability:.1f} days")),
            ("difficulty", Content(f"{memory.difficulty:.1f} of 10")),
        ]
        if state.phase is Phase.REVIEW:
            chance = self._collection.scheduler_of(card.deck).retrievability(state, self._collection.today())
            facts += [
                ("interval", Content(days(state.interval))),
                ("recall now", Content(f"{chance:.0%}")),
                ("due", Content(day(date_of(state.due_day)))),
            ]
        return facts

    def _line(self, review: "Review") -> Content:
        at = datetime.fromtimestamp(review.at / 1000, tz=UTC).astimezone(self._collection.days.zone)
        practice = review.kind is ReviewKind.CRAM
        gap = "—" if practice else interval(review.after, review.at)
        head = (
            f"{day(at.date())} {at:%H:%M}  {review.rating.name.capitalize():<6}{gap:>6}  {duration(review.duration_ms)}"
        )
        head += "  practice" if practice else ""
        if not self._told or review.typed is None:
            return Content(head)
        return Content.assemble(head, "  ", show_line(review.typed, "italic $quiet"))
