"""The decks, and what is due in them."""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from quiz.errors import QuizError
from quiz.model.ids import DeckId
from quiz.model.plan import Plan
from quiz.srs.queue import Counts
from quiz.tui.home_view import (
    about_all,
    about_one,
    aside,
    head,
    how_to_begin,
    line_of_all,
    line_of_one,
    next_time,
    none_found,
    soonest,
)
from quiz.tui.screens.deck_care import CARE_KEYS
from quiz.tui.screens.deck_search import DeckSearchScreen
from quiz.tui.widgets.deck_list import ColumnNames, DeckLine, DeckList
from quiz.tui.widgets.key_hints import KeyHints
from quiz.words.common import coming

if TYPE_CHECKING:
    from textual.events import Resize
    from textual.timer import Timer

    from quiz.collection import Collection, DeckSummary
    from quiz.collection.outlook import Outlook
    from quiz.tui.quiz_app import QuizApp

_IDLE = 0.5
"""Seconds after which the list is looked at, and the program has nothing to do."""
_LOOK = 2
"""Seconds between looks for what other programs wrote."""


class HomeScreen(DeckSearchScreen):
    """Lists the decks; everything else starts here."""

    CSS_PATH = "home.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "plan", "Sessions", id="home.plan", tooltip="Choose a kind of session"),
        Binding("escape", "clear", "Clear", id="home.clear", tooltip="Clear the search"),
        # With priority the field has the focus before a letter that was typed in the same breath is looked at.
        Binding("slash", "search", "Search", id="home.search", tooltip="Search for a deck", priority=True),
        Binding("u,ctrl+z", "undo", "Undo", id="home.undo", tooltip="Take back what was done last"),
        Binding("b", "browse", "Browse", id="home.browse", tooltip="Search and change all cards"),
        Binding("at", "put_back", "Put back", id="home.put-back", tooltip="Put suspended cards back"),
        *CARE_KEYS,
        Binding("a", "study_all", "Study all", id="home.study-all"),
        Binding("t", "stats", "Statistics", id="home.stats"),
        Binding("y", "sync", "Sync", id="home.sync", tooltip="Sync with the shared folder now"),
        Binding("r,f5", "reload", "Read again", id="home.reload"),
        Binding("q", "leave", "Quit", id="home.quit"),
        Binding("down,tab", "to_list", "To the list", show=False),
    ]

    def __init__(self, collection: "Collection") -> None:
        """List the decks of ``collection``."""
        super().__init__(collection)
        self._rows: tuple[DeckSummary | None, ...] = ()
        """What is listed; ``None`` is the line for all of them."""
        self._counts = Counts()
        """What is still to come today of all decks together."""
        self._limit = ""
        """What holds for the cards of all decks together today, in words."""
        self._outlook: Outlook | None = None
        self._version = 0
        """Of what is stored, when it was last shown."""
        self._watch: Timer | None = None
        self._idle: Timer | None = None
        self._head = Static(id="head", markup=False)
        self._streak = Static(id="streak", markup=False)
        self._columns = ColumnNames(id="columns")
        self._list = DeckList(id="decks")
        self._detail = Static(id="detail", markup=False)
        self._empty = Static(id="empty", markup=False)
        self._across = Static(id="across", markup=False)
        self._beside = Static(id="beside", markup=False)

    def compose(self) -> ComposeResult:
        """Yield heading, list, what is said of the highlighted deck, and what is to come."""
        with Vertical(id="body"):
            with Horizontal(id="top"):
                yield self._head
                yield self._streak
            with Horizontal(id="middle"):
                with Vertical(id="left"):
                    yield self._columns
                    yield self._list
                    yield self._empty
                    yield self._detail
                    yield self._across
                yield self._beside
        yield KeyHints()

    # showing

    @property
    def at(self) -> "DeckSummary | None":
        """The highlighted deck; ``None`` on the line for all of them."""
        index = self._list.highlighted
        return self._rows[index] if index is not None and index < len(self._rows) else None

    @property
    def deck_here(self) -> DeckId | None:
        """The highlighted deck, whose options can be opened."""
        deck = self.at
        return None if deck is None or deck.broken else deck.id

    def on_screen_resume(self) -> None:
        """Show the numbers as they are now; also after a session."""
        self.follow()
        self.put(self.at.path if self.at is not None else None)

    def put(self, select: Path | None = None) -> None:
        """Show the decks as they are now, with that in the file ``select`` highlighted."""
        try:
            self._version = self._collection.version
            self.decks = self._collection.decks()
            self._counts = self._collection.day_limits.together(deck.counts for deck in self.decks)
        except QuizError as error:
            self.tell(error)
            return
        self.search_anew(select)
        self.list_decks(select)
        self.call_after_refresh(self._look_out)

    def _look_out(self) -> None:
        """Fill in what takes a moment, behind the list."""
        try:
            self._outlook = self._collection.outlook()
            self._limit = self._limit_of_all()
        except QuizError as error:
            self.tell(error)
            return
        self.be_ready_to_search()
        self._watch = self._watch or self.set_interval(_LOOK, self.keep_up)
        self._idle = self._idle or self.set_timer(_IDLE, self._be_ready)
        if self._outlook.remembered:
            self._list.put(self._lines())
        self._tell()

    def _be_ready(self) -> None:
        """Load what is slow to load and often asked for from here, while nobody does anything."""
        self._idle = None
        if self.app.screen is self:
            self.run_worker(_load, thread=True, group="loading", exit_on_error=False)

    def _limit_of_all(self) -> str:
        if not self._collection.day_limits.of_all.has_total:
            return ""
        from quiz.words.plans import limit_of_all  # noqa: PLC0415 - few have such a limit

        return limit_of_all(self._collection)

    def keep_up(self) -> None:
        """Show what another program has written meanwhile."""
        if self.app.screen is not self:
            return
        try:
            news = self._collection.catch_up() or self._collection.version != self._version
        except QuizError:
            return  # it is told when something is asked for
        if news:
            self.put(self.at.path if self.at is not None else None)

    def list_decks(self, select: Path | None, *, first: bool = False) -> None:
        """List what is searched for, with a deck highlighted, or the first line, or that which was before."""
        found = self.found()
        self._rows = (*(() if self.typed or not self.decks else (None,)), *found)
        before = 0 if first else self._list.highlighted or 0
        paths = [None if deck is None else deck.path for deck in self._rows]
        at = paths.index(select) if select is not None and select in paths else before
        self._list.put(self._lines(), at)
        for part in (self._list, self._columns, self._detail):
            part.display = bool(self._rows)
        self._empty.display = not self._rows
        if self._rows:
            if not self.typing:
                self._list.focus()
        elif self.decks:
            self._empty.update(none_found())
        else:
            self._empty.update(how_to_begin(self._collection.paths.decks))
        self._tell()
        self.refresh_bindings()

    def _lines(self) -> list[DeckLine]:
        return [
            line_of_all(self.decks, self._counts, self._collection, self._outlook)
            if deck is None
            else line_of_one(deck, self._collection, self._outlook)
            for deck in self._rows
        ]

    def _tell(self) -> None:
        """Say more of what is highlighted, and what is to come of it."""
        total, deck = self._counts.total, self.at
        self._head.update(head(total, self._collection))
        about = (
            about_all(self.decks, self._limit) if deck is None else about_one(deck, self._collection.place(deck.path))
        )
        self._detail.update(about)
        told = self._outlook if self.decks else None
        self._streak.display = told is not None and told.streak > 0
        self._across.display = self._beside.display = told is not None
        if told is None:
            return
        from quiz.tui.widgets import outlook_view as view  # noqa: PLC0415 - behind the list

        streak = view.streak(told, total)
        self._streak.update(streak)
        if streak and deck is None and self.has_class("-narrow"):
            self._detail.update(Content("\n").join((streak, about)))
        self._beside.update(view.beside(told, deck and deck.id, total))
        self._across.update(view.across(told, deck and deck.id, self.size.width - 4))

    def on_resize(self, event: "Resize") -> None:
        """Draw for another width, once it is known how wide things are."""
        del event
        self.call_after_refresh(self._tell)

    def on_option_list_option_highlighted(self) -> None:
        """Tell more of the deck that is highlighted, which stays in sight when that takes more lines."""
        self._tell()
        self.call_after_refresh(self._list.scroll_to_highlight)
        self.refresh_bindings()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Study the deck that was chosen."""
        event.stop()
        self.action_study()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Name only what can be done with what is listed."""
        typing = self.typing
        match action:
            case "plan":
                return any(deck.cards and not deck.broken for deck in self.decks)
            case "study_all":
                return self._counts.total > 0
            case "search":
                return bool(self.decks) and self.can_search and not typing
            case "stats" | "browse":
                return bool(self.decks)
            case "sync":
                return cast("QuizApp", self.app).can_sync
            case "clear":
                return bool(self.typed) or typing
            case "to_list":
                return typing and bool(self._rows)
            case "put_back":
                return bool(aside(self.decks if self.at is None else (self.at,)))
            case _:
                cares = self.cares(action)
                return True if cares is None else cares

    def name_of(self, binding: Binding) -> str:
        """Name the key of the list after what it does with the highlighted deck."""
        if binding.action == "select":
            if not self._rows:
                return ""
            return "First card" if self._begins_empty else "Study"
        return binding.description

    @property
    def _begins_empty(self) -> bool:
        """Whether the highlighted deck has no cards yet."""
        deck = self.at
        return deck is not None and not deck.problems and not deck.cards

    # what starts here

    def action_study(self) -> None:
        """Study the highlighted deck; one without cards is given some first."""
        deck = self.at
        if deck is None:
            if self._counts.total:
                self._study(None)
            else:
                self.say(f"Nothing is due. {next_time(soonest(self.decks, self._collection))} s studies ahead.")
        elif deck.broken or (deck.problems and not deck.cards):
            self.say(" ".join(deck.problems), severity="warning")
        elif self._begins_empty:
            self.action_add()
        elif deck.counts.total:
            self._study([deck.id])
        else:
            when = coming(deck.next_due, self._collection.now(), self._collection.days)
            self.say(f"Nothing is due in this deck. {next_time(when)}")

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
        self.unsay()
        self.app.push_screen(StudyScreen(self._collection, session, self.app.pop_screen))

    def action_plan(self) -> None:
        """Choose what to study, in the highlighted deck or in all of them."""
        from quiz.tui.screens.plan import PlanScreen  # noqa: PLC0415 - the list appears before it is needed

        deck = self.at
        only = None if deck is None or deck.broken else deck.id
        self.app.push_screen(PlanScreen(self._collection, only), self._begin)

    def action_stats(self) -> None:
        """Show statistics, of the highlighted deck first."""
        from quiz.tui.screens.stats import StatsScreen  # noqa: PLC0415 - the list appears before it is needed

        place = self.decks.index(self.at) + 1 if self.at is not None else 0
        self.app.push_screen(StatsScreen(self._collection, self.decks, place))

    def action_browse(self) -> None:
        """Open all cards, those of the highlighted deck first."""
        from quiz.search.writing import term  # noqa: PLC0415 - the list appears before it is needed
        from quiz.tui.screens.browser import BrowserScreen  # noqa: PLC0415 - as above

        deck = self.at
        search = "" if deck is None else term(deck.id, "deck")
        self.app.push_screen(BrowserScreen(self._collection, search=search))

    def action_sync(self) -> None:
        """Sync with the shared folder, behind the list."""
        cast("QuizApp", self.app).sync_now()
        self.refresh_bindings()

    def action_leave(self) -> None:
        """Quit."""
        self.app.exit()


def _load() -> None:
    for name in ("quiz.tui.screens.stats", "quiz.collection.progress"):
        import_module(name)
