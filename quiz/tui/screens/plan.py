"""Choosing what to study: the kinds of session, each with the number of cards it would ask now."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import var
from textual.widgets import OptionList, Static

from quiz.errors import QuizError
from quiz.model.memory import StudyDay
from quiz.model.plan import MOST_AT_ONCE, Plan, PlanKind
from quiz.model.text import counted
from quiz.phrases import to_come
from quiz.plan_words import backlog, described, limit_of_all, nothing, until
from quiz.srs.queue import Counts
from quiz.tui.screens.base import QuizScreen
from quiz.tui.widgets.key_hints import KeyHints
from quiz.tui.widgets.kind_list import KindLine, KindList
from quiz.tui.widgets.safe import show_line

if TYPE_CHECKING:
    from quiz.collection import Collection
    from quiz.model.ids import DeckId

_KINDS = (PlanKind.DUE, PlanKind.AHEAD, PlanKind.FAILED, PlanKind.NEW, PlanKind.CRAM)
_NAMES = {
    PlanKind.DUE: "Due today",
    PlanKind.AHEAD: "Ahead",
    PlanKind.FAILED: "Failed today",
    PlanKind.NEW: "New only",
    PlanKind.CRAM: "Cram",
}
_ABOUT = {
    PlanKind.FAILED: "rated Again today, once more",
    PlanKind.NEW: "never asked, within the day's limit",
    PlanKind.CRAM: "all cards, most endangered first",
}
_DAYS = (1, 2, 3, 5, 7, 10, 14, 21, 30)
_EXAM = (0, 1, 2, 3, 5, 7, 10, 14, 21, 30, 60, 90)
_MINUTES = (None, 5, 10, 15, 20, 30, 45, 60)
_WIDE = 64
_LABEL = 10


class PlanScreen(QuizScreen[Plan]):
    """Offers the kinds of session; the result is the one to begin, or nothing."""

    CSS_PATH = "plan.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l,plus", "days(1)", "Days", id="plan.more", tooltip="More days"),
        Binding("left,h,minus", "days(-1)", "Fewer", id="plan.fewer", tooltip="Fewer days"),
        Binding("d", "decks", "Decks", id="plan.decks", tooltip="This deck, or all of them"),
        Binding("t", "tag", "Tag", id="plan.tag", tooltip="Only cards with a tag"),
        Binding("m", "minutes", "Time", id="plan.minutes", tooltip="End the session after some minutes"),
        Binding("r", "reschedule", "Reschedule", id="plan.reschedule", tooltip="Whether the answers count"),
        Binding("q,escape", "leave", "Back"),
    ]

    plan: var[Plan] = var(Plan(), init=False)
    """What is common to all kinds: decks, tags, time; and what was chosen for each."""

    def __init__(self, collection: "Collection", deck: "DeckId | None" = None) -> None:
        """Offer sessions over one deck, or over all."""
        super().__init__()
        self._collection = collection
        self._deck = deck
        self._counts: dict[PlanKind, Counts] = {}
        self._has_tags: bool | None = None
        self._exam = 0
        self.set_reactive(PlanScreen.plan, Plan(decks=None if deck is None else (deck,)))
        self._head = Static(Content.styled("Study", "bold $primary"), id="head")
        self._list = KindList(id="kinds")
        self._detail = Static(id="detail", markup=False)
        self._terms = Static(id="terms", markup=False)
        self._note = Static(id="note", markup=False)

    def compose(self) -> ComposeResult:
        """Yield the kinds, and under them what is said of the highlighted one and what holds for all."""
        with Vertical(id="body"):
            yield self._head
            yield self._list
            yield self._detail
            yield self._terms
            yield self._note
        yield KeyHints()

    def on_mount(self) -> None:
        """Count for the first time; of the days ahead, begin with the first on which something comes due."""
        self.set_reactive(PlanScreen.plan, self._counted(self.plan))
        self._put()
        self._list.focus()

    def watch_plan(self) -> None:
        """Count anew for what was changed."""
        if self.is_mounted:
            self._put()

    def _counted(self, plan: Plan) -> Plan:
        """Return a plan that looks as many days ahead as it takes for something to come due after today."""
        ahead = replace(plan, kind=PlanKind.AHEAD)
        today = self._count(replace(ahead, days=0)).total
        days = next((days for days in _DAYS if self._count(replace(ahead, days=days)).total > today), _DAYS[0])
        return replace(plan, days=days)

    def _count(self, plan: Plan) -> Counts:
        try:
            return self._collection.sittings.count(plan)
        except QuizError as error:
            self.tell(error)
            return Counts()

    def _of(self, kind: PlanKind) -> Plan:
        """Return the session of a kind, as it would be begun."""
        exam = StudyDay(self._collection.today() + self._exam) if kind is PlanKind.CRAM and self._exam else None
        return replace(self.plan, kind=kind, exam=exam)

    @property
    def kind(self) -> PlanKind:
        """The kind that is highlighted."""
        return _KINDS[self._list.highlighted or 0]

    def _put(self) -> None:
        self._counts = {kind: self._count(self._of(kind)) for kind in _KINDS}
        # More days may have cards where these have none.
        ahead = self._count(replace(self._of(PlanKind.AHEAD), days=_DAYS[-1])).total
        self._list.put([self._line(kind, ahead=ahead) for kind in _KINDS])
        try:
            waits = self._collection.sittings.waiting(self.plan.decks)
        except QuizError as error:
            self.tell(error)
            return
        told = backlog(waits, short=True) if waits else limit_of_all(self._collection)
        self._note.update(Content.styled(told, "$warning"))
        self._note.display = bool(told)
        self._tell()

    def _line(self, kind: PlanKind, *, ahead: int) -> KindLine:
        """Return the line of a kind; ``ahead`` is how many cards the longest look ahead finds."""
        counts = self._counts[kind]
        cards, chosen = counts.total, ""
        match kind:
            case PlanKind.AHEAD:
                about, chosen = f"comes due {until(self.plan.days)}", counted(self.plan.days, "day")
            case PlanKind.CRAM:
                about, chosen = _ABOUT[kind], f"exam {_when(self._exam)}"
            case PlanKind.NEW if not cards and (more := self._counts[PlanKind.CRAM].new):
                about = f"the day's limit is reached; {more:,} {'waits' if more == 1 else 'wait'}"
            case _:
                about = _ABOUT.get(kind) or to_come(counts)
        if cards == MOST_AT_ONCE:
            about = f"the {cards:,} most endangered"
        begins = ahead > 0 if kind is PlanKind.AHEAD else cards > 0
        return KindLine(name=_NAMES[kind], cards=cards, detail=about, chosen=chosen if begins else "", open=begins)

    def _tell(self) -> None:
        """Say what the highlighted kind asks, and what holds for it."""
        plan, today = self._of(self.kind), self._collection.today()
        said = described(plan, today)
        self._detail.update(Content.styled(said[:1].upper() + said[1:] + ".", "$quiet"))
        decks = "all decks" if plan.decks is None else self._collection.title_of(plan.decks[0])
        terms = [("d", "decks", decks, self._deck is not None), ("t", "tag", ", ".join(plan.tags) or "any", True)]
        terms.append(("m", "time", "no end" if plan.minutes is None else counted(plan.minutes, "minute"), True))
        if self.kind in {PlanKind.CRAM, PlanKind.FAILED}:
            moved = "answers move it" if plan.reschedule else "stays as it is"
            terms.append(("r", "schedule", moved, True))
        self._terms.update(
            Content("\n").join(
                Content.assemble(
                    (f"{key if live else ' '} ", "bold $accent"), (f"{name:<{_LABEL}}", "$quiet"), show_line(value)
                )
                for key, name, value, live in terms
            )
        )
        self.refresh_bindings()

    def on_option_list_option_highlighted(self) -> None:
        """Say more of the highlighted kind."""
        self._tell()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Begin the kind that was chosen."""
        event.stop()
        plan = self._of(self.kind)
        if self._counts[self.kind].total:
            self.dismiss(plan)
        else:
            self.say(nothing(self._collection, plan))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Name only what changes something for the highlighted kind."""
        match action:
            case "days":
                return self.kind in {PlanKind.AHEAD, PlanKind.CRAM} and self._moved(int(str(parameters[0]))) is not None
            case "reschedule":
                return self.kind in {PlanKind.CRAM, PlanKind.FAILED}
            case "decks":
                return self._deck is not None
            case _:
                return True

    def _moved(self, by: int) -> int | None:
        """Return the next number of days for the highlighted kind, if there is one."""
        spans, at = (_DAYS, self.plan.days) if self.kind is PlanKind.AHEAD else (_EXAM, self._exam)
        index = spans.index(at) + by
        return spans[index] if 0 <= index < len(spans) else None

    def action_days(self, by: int) -> None:
        """Look further ahead, or put the exam further off; or the other way."""
        days = self._moved(by)
        if days is None:
            return
        if self.kind is PlanKind.AHEAD:
            self.plan = replace(self.plan, days=days)
        else:
            self._exam = days
            self._put()

    def action_minutes(self) -> None:
        """Take the next number of minutes."""
        index = _MINUTES.index(self.plan.minutes) + 1
        self.plan = replace(self.plan, minutes=_MINUTES[index % len(_MINUTES)])

    def action_decks(self) -> None:
        """Change between the deck the learner came from and all decks."""
        if self._deck is not None:
            decks = (self._deck,) if self.plan.decks is None else None
            self.plan = self._counted(replace(self.plan, decks=decks))

    def action_reschedule(self) -> None:
        """Let the answers count, or not."""
        self.plan = replace(self.plan, reschedule=not self.plan.reschedule)

    def action_tag(self) -> None:
        """Choose a tag from those there are."""
        from quiz.tui.screens.tags import TagScreen  # noqa: PLC0415 - rarely wanted

        try:
            tags = self._collection.sittings.tags(self.plan.decks)
        except QuizError as error:
            self.tell(error)
            return
        if tags:
            self.app.push_screen(TagScreen(tags), self._take_tag)
        else:
            self.say('No card has a tag. Tags are written into the deck file: tags = ["history"].')

    def _take_tag(self, tag: str | None) -> None:
        if tag is not None:
            self.plan = self._counted(replace(self.plan, tags=(tag,) if tag else ()))

    def action_leave(self) -> None:
        """Go back without beginning anything."""
        self.dismiss(None)


def _when(days: int) -> str:
    return ("today", "tomorrow")[days] if days <= 1 else f"in {days} days"
