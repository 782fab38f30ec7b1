"""What is known of one card: where it stands, and every answer given to it."""

from collections.abc import Iterable, Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from quiz.grading.giving_away import without_answer
from quiz.model.deck import Card
from quiz.model.memory import CardState, New, Phase, Scheduled, StudyDay
from quiz.phrases import PHASES, day, days
from quiz.srs.day import date_of
from quiz.tui.screens.sheet import SheetScreen
from quiz.tui.widgets.history import Recall, history_of
from quiz.tui.widgets.safe import show, show_line

if TYPE_CHECKING:
    from quiz.collection import Collection
    from quiz.model.review import Action, Review


class HistoryTable(Widget):
    """Lays the history of a card out for whatever width there is."""

    DEFAULT_CSS = "HistoryTable { height: auto; }"

    def __init__(
        self, events: "Sequence[Review | Action]", recall: Recall, *, zone: tzinfo | None, typed: bool
    ) -> None:
        """Show ``events``; ``typed`` tells whether what was typed may be shown."""
        super().__init__()
        self._events = events
        self._recall = recall
        self._zone = zone
        self._typed = typed

    def _laid_out(self, width: int) -> Content:
        return history_of(self._events, self._recall, width=width, zone=self._zone, typed=self._typed)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """Return how many lines it takes."""
        return len(self._laid_out(width).wrap(max(1, width)))

    def render(self) -> Content:
        """Lay it out."""
        return self._laid_out(self.content_size.width)


class InfoScreen(SheetScreen):
    """Shows a card's state and history; before the answer is told it keeps the answer to itself."""

    name_of_sheet = "About this card"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("i", "dismiss", "Close", id="info.close")]

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
        events = self._collection.life(self._card.id)
        yield Static(Content.styled("History, newest first" if events else "No answers yet", "bold"), classes="heading")
        if events:
            yield HistoryTable(events, self._recall, zone=self._collection.days.zone, typed=self._told)

    def _recall(self, state: Scheduled, day: StudyDay) -> float:
        return self._collection.scheduler_of(self._card.deck).retrievability(state, day)

    def _facts(self) -> list[tuple[str, Content]]:
        """Return what a learner wants to know first, and last by what the deck file and the log know the card."""
        return [*self._known(), ("id", show_line(self._card.id, "$quiet"))]

    def _known(self) -> list[tuple[str, Content]]:
        card, state = self._card, self._state
        title = self._collection.title_of(card.deck)
        facts = [("deck", show_line(title if self._told else without_answer(title, card)))]
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
