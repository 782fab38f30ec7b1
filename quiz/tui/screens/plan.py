"""Choosing what to study: the kinds of session, each with the number of cards it would ask now."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, TypeVar

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
from quiz.srs.day import date_of
from quiz.srs.queue import Counts
from quiz.tui.screens.base import QuizScreen
from quiz.tui.widgets.key_hints import KeyHints
from quiz.tui.widgets.kind_list import KindLine, KindList
from quiz.tui.widgets.term_list import Term, TermList
from quiz.words.common import to_come
from quiz.words.plans import backlog, days_to_exam, described, limit_of_all, nothing, until

if TYPE_CHECKING:
    from quiz.collection import Collection
    from quiz.model.ids import DeckId

Value = TypeVar("Value")

_KINDS = (PlanKind.DUE, PlanKind.AHEAD, PlanKind.FAILED, PlanKind.NEW, PlanKind.CRAM)
_NAMES = {
    PlanKind.DUE: "Due today",
    PlanKind.AHEAD: "Ahead",
    PlanKind.FAILED: "Failed today",
    PlanKind.NEW: "New only",
    PlanKind.CRAM: "Cram",
}
_ABOUT = {
    PlanKind.FAILED: "rated Again today",
    PlanKind.NEW: "never asked",
    PlanKind.CRAM: "all cards",
}
_DAYS = (1, 2, 3, 5, 7, 10, 14, 21, 30)
_EXAM = (0, 1, 2, 3, 5, 7, 10, 14, 21, 30, 60, 90)
_MINUTES = (None, 5, 10, 15, 20, 30, 45, 60)
_MORE_NEW = (0, 5, 10, 20, 50)
_CATCH_UP = (None, 3, 5, 7, 14, 30)
_BUDGET = (None, 10, 20, 30, 50, 100)
_USUAL = "the day's limit"


class PlanScreen(QuizScreen[Plan]):
    """Offers the kinds of session; the result is the one to begin, or nothing."""

    CSS_PATH = "plan.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l,plus", "days(1)", "Days", id="plan.more", tooltip="More days"),
        Binding("left,h,minus", "days(-1)", "Fewer", id="plan.fewer", tooltip="Fewer days"),
        Binding("e", "exam_day", "Exam day", id="plan.exam-day", tooltip="Type the day of the exam"),
        Binding("d", "decks", "Decks", id="plan.decks", tooltip="This deck, or all of them"),
        Binding("t", "tag", "Tag", id="plan.tag", tooltip="Only cards with a tag"),
        Binding("m", "minutes", "Time", id="plan.minutes", tooltip="End the session after some minutes"),
        Binding("n", "more_new", "More new", id="plan.more-new", tooltip="New cards on top of the day's limit"),
        Binding("c", "catch_up", "Catch up", id="plan.catch-up", tooltip="As many reviews as clear what waits"),
        Binding("b", "budget", "Best cards", id="plan.budget", tooltip="Before an exam: only the best cards, each day"),
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
        self._waits = False
        """Whether more reviews are due than the limits let in today."""
        self._told = ""
        """What is said of that, or of the limit for all decks."""
        self._every = Counts()
        """All cards there are."""
        self._new_waits = 0
        """New cards that wait for another day."""
        self._exam = 0
        self.set_reactive(PlanScreen.plan, Plan(decks=None if deck is None else (deck,)))
        self._head = Static(Content.styled("Sessions", "bold $primary"), id="head")
        self._list = KindList(id="kinds")
        self._detail = Static(id="detail", markup=False)
        self._terms = TermList(id="terms")
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
        ahead = _only(plan, PlanKind.AHEAD)
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
        plan = _only(self.plan, kind)
        has_day = kind is PlanKind.CRAM and (self._exam or plan.budget is not None)
        return replace(plan, exam=StudyDay(self._collection.today() + self._exam) if has_day else None)

    @property
    def kind(self) -> PlanKind:
        """The kind that is highlighted."""
        return _KINDS[self._list.highlighted or 0]

    def _put(self) -> None:
        self._counts = {kind: self._count(self._of(kind)) for kind in _KINDS}
        # More days may have cards where these have none.
        ahead = self._count(replace(self._of(PlanKind.AHEAD), days=_DAYS[-1])).total
        every = Plan(kind=PlanKind.CRAM, decks=self.plan.decks, tags=self.plan.tags)
        self._every = self._count(every)
        self._new_waits = self._every.new - self._count(replace(every, kind=PlanKind.NEW)).new
        try:
            waits = self._collection.sittings.waiting(self.plan.decks)
        except QuizError as error:
            self.tell(error)
            return
        self._waits = waits is not None
        self._told = backlog(waits, short=True) if waits else limit_of_all(self._collection)
        self._list.put([self._line(kind, ahead=ahead) for kind in _KINDS])
        self._note.update(Content.styled(self._told, "$warning"))
        self._tell()

    def _line(self, kind: PlanKind, *, ahead: int) -> KindLine:
        """Return the line of a kind; ``ahead`` is how many cards the longest look ahead finds."""
        counts = self._counts[kind]
        cards, chosen = counts.total, ""
        match kind:
            case PlanKind.AHEAD:
                about, chosen = f"comes due {until(self.plan.days)}", counted(self.plan.days, "day")
            case PlanKind.CRAM:
                about = _ABOUT[kind] if self.plan.budget is None else "the best of all cards"
                chosen = f"exam {_when(self._exam)}"
            case PlanKind.NEW if not cards and (more := self._new_waits):
                about = f"the day's limit is reached; {more:,} {'waits' if more == 1 else 'wait'}"
            case _:
                about = _ABOUT.get(kind) or to_come(counts)
        if cards == MOST_AT_ONCE:
            about = f"the {cards:,} most endangered"
        # What has no cards as it stands may have some on a later day, or beyond the limit of this one.
        others = {PlanKind.AHEAD: ahead, PlanKind.NEW: self._new_waits, PlanKind.CRAM: self._every.total}
        begins = cards > 0 or others.get(kind, 0) > 0
        return KindLine(name=_NAMES[kind], cards=cards, detail=about, chosen=chosen if begins else "", open=begins)

    def _tell(self) -> None:
        """Say what the highlighted kind asks, and what holds for it."""
        plan, today = self._of(self.kind), self._collection.today()
        said = described(plan, today)
        self._detail.update(Content.styled(said[:1].upper() + said[1:] + ".", "$quiet"))
        about = {PlanKind.DUE} if self._waits else {PlanKind.DUE, PlanKind.NEW}
        self._note.display = bool(self._told) and self.kind in about and plan.catch_up is None
        self._terms.put(self._terms_of(plan))
        self.refresh_bindings()

    def _terms_of(self, plan: Plan) -> list[Term]:
        """Return what holds for a session: what holds for all kinds first."""
        decks = "all decks" if plan.decks is None else self._collection.title_of(plan.decks[0])
        time = "no end" if plan.minutes is None else counted(plan.minutes, "minute")
        terms = [
            Term(key="d" if self._deck is not None else "", name="decks", value=decks),
            Term(key="t", name="tag", value=", ".join(plan.tags) or "any", chosen=bool(plan.tags)),
            Term(key="m", name="time", value=time, chosen=plan.minutes is not None),
        ]
        if self.check_action("more_new", ()):
            more = f"{plan.more_new} more than {_USUAL}" if plan.more_new else _USUAL
            terms.append(Term(key="n", name="new", value=more, chosen=plan.more_new > 0))
        if self.check_action("catch_up", ()):
            clear = _USUAL if plan.catch_up is None else f"caught up in {counted(plan.catch_up, 'day')}"
            terms.append(Term(key="c", name="reviews", value=clear, chosen=plan.catch_up is not None))
        if self.kind is PlanKind.CRAM:
            best = "all of them" if plan.budget is None else f"the best {plan.budget} each day"
            terms.append(Term(key="b", name="cards", value=best, chosen=plan.budget is not None))
        if self.kind in {PlanKind.CRAM, PlanKind.FAILED}:
            moves = plan.reschedule or plan.budget is not None
            live = "r" if self.check_action("reschedule", ()) else ""
            value = "answers move it" if moves else "stays as it is"
            terms.append(Term(key=live, name="schedule", value=value, chosen=moves))
        return terms

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
                # Before an exam the best cards of each day are reviews like all others.
                return self.kind is PlanKind.FAILED or (self.kind is PlanKind.CRAM and self.plan.budget is None)
            case "more_new":
                return self.kind in {PlanKind.DUE, PlanKind.NEW} and (self._new_waits > 0 or self.plan.more_new > 0)
            case "catch_up":
                return self.kind is PlanKind.DUE and (self._waits or self.plan.catch_up is not None)
            case "budget" | "exam_day":
                return self.kind is PlanKind.CRAM
            case "decks":
                return self._deck is not None
            case _:
                return True

    def _moved(self, by: int) -> int | None:
        """Return the next number of days for the highlighted kind, if there is one."""
        spans, at = (_DAYS, self.plan.days) if self.kind is PlanKind.AHEAD else (_EXAM, self._exam)
        if by > 0:
            return next((days for days in spans if days > at), None)
        return next((days for days in reversed(spans) if days < at), None)

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

    def action_exam_day(self) -> None:
        """Ask for the day of the exam."""
        from quiz.tui.screens.ask import AskScreen  # noqa: PLC0415 - few sessions are for an exam

        today = self._collection.today()
        value = date_of(StudyDay(today + self._exam)).isoformat() if self._exam else ""
        note = "A date like 2026-12-12, or in how many days it is."
        ask = AskScreen[int]("When is the exam?", lambda text: days_to_exam(text, today), value=value, note=note)
        self.app.push_screen(ask, self._take_exam)

    def _take_exam(self, days: int | None) -> None:
        if days is not None:
            self._exam = days
            self._put()

    def action_minutes(self) -> None:
        """Take the next number of minutes."""
        self.plan = replace(self.plan, minutes=_after(_MINUTES, self.plan.minutes))

    def action_more_new(self) -> None:
        """Take the next number of new cards on top of the day's."""
        self.plan = replace(self.plan, more_new=_after(_MORE_NEW, self.plan.more_new))

    def action_catch_up(self) -> None:
        """Take the next number of days in which what waits is to be cleared."""
        self.plan = replace(self.plan, catch_up=_after(_CATCH_UP, self.plan.catch_up))

    def action_budget(self) -> None:
        """Take the next number of cards a day before the exam, or all of them at once."""
        self.plan = replace(self.plan, budget=_after(_BUDGET, self.plan.budget))

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


def _only(plan: Plan, kind: PlanKind) -> Plan:
    """Return a plan of a kind, with nothing in it that is chosen for other kinds."""
    return replace(
        plan,
        kind=kind,
        more_new=plan.more_new if kind in {PlanKind.DUE, PlanKind.NEW} else 0,
        catch_up=plan.catch_up if kind is PlanKind.DUE else None,
        budget=plan.budget if kind is PlanKind.CRAM else None,
    )


def _after(values: Sequence[Value], value: Value) -> Value:
    """Return the value that comes after another one, and the first one after the last."""
    return values[(values.index(value) + 1) % len(values)]


def _when(days: int) -> str:
    return ("today", "tomorrow")[days] if days <= 1 else f"in {days} days"
