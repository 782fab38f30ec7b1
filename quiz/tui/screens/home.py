"""The decks, and what is due in them."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import var
from textual.widgets import OptionList, Static

from quiz.errors import QuizError
from quiz.model.ids import DeckId
from quiz.model.plan import Plan
from quiz.model.text import counted
from quiz.phrases import coming, day, to_come
from quiz.srs.day import date_of
from quiz.tui.screens.base import QuizScreen
from quiz.tui.widgets.deck_list import ColumnNames, DeckLine, DeckList
from quiz.tui.widgets.key_hints import KeyHints
from quiz.tui.widgets.safe import show, show_line

if TYPE_CHECKING:
    from quiz.collection import Collection, DeckSummary

_EMPTY = "There are no decks yet."


class HomeScreen(QuizScreen[None]):
    """Lists the decks; everything else starts here."""

    CSS_PATH = "home.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "plan", "Study…", id="home.plan", tooltip="Choose what to study: ahead, failed, new, cramming …"),
        Binding("a", "study_all", "Study all", id="home.study-all"),
        Binding("t", "stats", "Statistics", id="home.stats"),
        Binding("at", "put_back", "Put back", id="home.put-back", tooltip="Put suspended cards back"),
        Binding("q", "leave", "Quit", id="home.quit"),
        Binding("r,f5", "reload", "Read again", id="home.reload"),
    ]

    decks: var[tuple["DeckSummary", ...]] = var(())
    """What is listed, below the line for all of them."""

    def __init__(self, collection: "Collection") -> None:
        """List the decks of ``collection``."""
        super().__init__()
        self._collection = collection
        self._head = Static(id="head", markup=False)
        self._columns = ColumnNames(id="columns")
        self._list = DeckList(id="decks")
        self._detail = Static(id="detail", markup=False)
        self._empty = Static(id="empty", markup=False)

    def compose(self) -> ComposeResult:
        """Yield heading, list, and what is said of the highlighted deck."""
        with Vertical(id="body"):
            yield self._head
            yield self._columns
            yield self._list
            yield self._empty
            yield self._detail
        yield KeyHints()

    def on_screen_resume(self) -> None:
        """Show the numbers as they are now; also after a session."""
        self._put()

    def _put(self) -> None:
        try:
            self.decks = self._collection.decks()
        except QuizError as error:
            self.tell(error)
            return
        now, rule = self._collection.now(), self._collection.days
        total = sum(deck.counts.total for deck in self.decks)
        today = day(date_of(self._collection.today()))
        due = f"{counted(total, 'card')} to study" if total else "nothing to study now"
        self._head.update(Content.assemble(("quiz", "bold $primary"), ("   " + today + "   ", "$quiet"), due))
        lines = [
            DeckLine(
                title=deck.title,
                new=deck.counts.new,
                learning=deck.counts.learning,
                review=deck.counts.review,
                next_due="now" if deck.counts.total else coming(deck.next_due, now, rule),
                broken=deck.broken,
                flawed=bool(deck.problems),
            )
            for deck in self.decks
        ]
        everything = DeckLine(
            title=f"All decks ({len(lines)})",
            new=sum(line.new for line in lines),
            learning=sum(line.learning for line in lines),
            review=sum(line.review for line in lines),
            next_due="now" if total else self._soonest(),
            total=True,
        )
        self._list.put([everything, *lines] if lines else [])
        for part in (self._list, self._columns, self._detail):
            part.display = bool(lines)
        self._empty.display = not lines
        if lines:
            self._list.focus()
        else:
            self._empty.update(self._how_to_begin())
        self._tell_deck()
        self.refresh_bindings()

    def _soonest(self) -> str:
        dues = [deck.next_due for deck in self.decks if deck.next_due is not None]
        if not dues:
            return ""
        soonest = min(dues, key=lambda due: (due.day, due.at or 0))
        return coming(soonest, self._collection.now(), self._collection.days)

    def _how_to_begin(self) -> Content:
        return Content.assemble(
            (_EMPTY + "\n\n", "bold"),
            "Make one from an article, in the shell:\n\n  ",
            ("quiz generate ARTICLE", "bold $accent"),
            "\n\nor put a deck file into\n\n  ",
            show(str(self._collection.paths.decks), "$quiet"),
            "\n\nand press ",
            ("r", "bold $accent"),
            " to read again.",
        )

    @property
    def deck_here(self) -> DeckId | None:
        """The highlighted deck, whose options can be opened."""
        deck = self._at()
        return None if deck is None or deck.broken else deck.id

    def _at(self) -> "DeckSummary | None":
        """Return the highlighted deck; ``None`` on the line for all of them."""
        index = self._list.highlighted
        return self.decks[index - 1] if index and index <= len(self.decks) else None

    def _tell_deck(self) -> None:
        deck = self._at()
        if deck is None:
            cards = sum(each.cards for each in self.decks)
            wrong = sum(bool(each.problems) for each in self.decks)
            text = f"{counted(cards, 'card')} in {counted(len(self.decks), 'deck')}{self._aside()}"
            note = f" · ⚠ {counted(wrong, 'deck')} with problems" if wrong else ""
            self._detail.update(Content.assemble((text, "$quiet"), (note, "$warning")))
            return
        head = show_line(f"{counted(deck.cards, 'card')} in {self._file_of(deck)}{self._aside()}", "$quiet")
        problems = [Content.assemble(("⚠ ", "bold $warning"), show_line(problem)) for problem in deck.problems]
        self._detail.update(Content("\n").join([*problems, head] if problems else [head]))

    def _suspended(self) -> int:
        """Return how many cards are suspended in what is highlighted."""
        deck = self._at()
        return sum(each.suspended for each in self.decks) if deck is None else deck.suspended

    def _aside(self) -> str:
        return f" · {self._suspended():,} suspended" if self._suspended() else ""

    def _file_of(self, deck: "DeckSummary") -> str:
        """Return the file as it is called in the decks folder; the whole path would not fit a line."""
        folder = self._collection.paths.decks
        return str(deck.path.relative_to(folder) if deck.path.is_relative_to(folder) else deck.path)

    def on_option_list_option_highlighted(self) -> None:
        """Tell more of the deck that is highlighted."""
        self._tell_deck()
        self.refresh_bindings()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Study the deck that was chosen."""
        event.stop()
        self.action_study()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Name only what can be done with what is listed."""
        match action:
            case "plan":
                return any(deck.cards and not deck.broken for deck in self.decks)
            case "study_all":
                return any(deck.counts.total for deck in self.decks)
            case "stats":
                return bool(self.decks)
            case "put_back":
                return self._suspended() > 0
            case _:
                return True

    def action_study(self) -> None:
        """Study the highlighted deck."""
        deck = self._at()
        if deck is None:
            if any(each.counts.total for each in self.decks):
                self._study(None)
            else:
                self.say(f"Nothing is due. {_next(self._soonest())}")
        elif deck.broken:
            self.say(" ".join(deck.problems), severity="warning")
        elif deck.counts.total:
            self._study([deck.id])
        else:
            when = coming(deck.next_due, self._collection.now(), self._collection.days)
            self.say(f"Nothing is due in this deck. {_next(when)}")

    def action_study_all(self) -> None:
        """Study everything that is due."""
        self._study(None)

    def _study(self, decks: list[DeckId] | None) -> None:
        self._begin(Plan(decks=None if decks is None else tuple(decks)))

    def _begin(self, plan: Plan | None) -> None:
        """Begin a session; ``None`` is none."""
        from quiz.tui.screens.study import StudyScreen  # noqa: PLC0415 - the list appears before it is needed

        if plan is None:
            return
        try:
            session = self._collection.sittings.start(plan)
        except QuizError as error:
            self.tell(error)
            return
        self.app.push_screen(StudyScreen(self._collection, session, self.app.pop_screen))

    def action_plan(self) -> None:
        """Choose what to study, in the highlighted deck or in all of them."""
        from quiz.tui.screens.plan import PlanScreen  # noqa: PLC0415 - the list appears before it is needed

        deck = self._at()
        self.app.push_screen(PlanScreen(self._collection, None if deck is None else deck.id), self._begin)

    def action_stats(self) -> None:
        """Show statistics, of the highlighted deck first."""
        from quiz.tui.screens.stats import StatsScreen  # noqa: PLC0415 - the list appears before it is needed

        self.app.push_screen(StatsScreen(self._collection, self.decks, self._list.highlighted or 0))

    def action_put_back(self) -> None:
        """Put the suspended cards of what is highlighted back into study."""
        deck = self._at()
        try:
            number = self._collection.put_back(None if deck is None else [deck.id])
        except QuizError as error:
            self.tell(error)
            return
        self._put()
        self.say(f"{counted(number, 'card')} put back into study.")

    def action_reload(self) -> None:
        """Read the deck files that changed."""
        try:
            self._collection.refresh()
        except QuizError as error:
            self.tell(error)
        self._put()
        self.say(f"Read again: {to_come(self._collection.counts())}.")

    def action_leave(self) -> None:
        """Quit."""
        self.app.exit()


def _next(when: str) -> str:
    return f"The next card comes back {when}." if when else "It has no card that could be asked."
