"""Where one can go from everywhere: places, sessions, decks, themes and settings, as entries of the palette."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from quiz.config.table import SETTINGS
from quiz.errors import QuizError
from quiz.model.plan import Plan, PlanKind
from quiz.model.text import counted
from quiz.search.writing import term
from quiz.tui.palette import Entry
from quiz.tui.screens.base import QuizScreen
from quiz.tui.themes import AUTO, THEMES
from quiz.words.common import to_come

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from textual.screen import Screen

    from quiz.collection import Collection, DeckSummary
    from quiz.tui.quiz_app import QuizApp

_SESSIONS = (
    (PlanKind.DUE, "Study what is due in all decks"),
    (PlanKind.NEW, "Study only new cards"),
    (PlanKind.FAILED, "Study once more what was wrong today"),
    (PlanKind.AHEAD, "Study ahead: the reviews of tomorrow"),
    (PlanKind.CRAM, "Cram everything, without moving the schedule"),
)

_MORE_NEW, _WEEK = 10, 7


def everywhere(app: "QuizApp") -> Iterator[Entry]:
    """Return what can be opened from the screen at hand."""
    collection = app.collection
    if collection is not None:
        try:
            decks = collection.decks()
            yield from _places(app, collection, decks)
            yield from _decks(app, collection, decks)
        except QuizError:
            decks = ()  # what cannot be read cannot be opened; its place tells why
        yield from _settings(app, collection)
    if not app.is_home:
        yield Entry(name="Quit", run=app.action_quit, note="every answer is stored already")


def _places(app: "QuizApp", collection: "Collection", decks: "Sequence[DeckSummary]") -> Iterator[Entry]:
    leavable = can_leave(app)
    if leavable and not app.is_home:
        yield Entry(name="Go to the list of decks", run=app.to_home)
    if leavable:
        for kind, name in _SESSIONS[app.is_home :]:  # what is due has a key there
            plan = Plan(kind=kind)
            if number := collection.sittings.count(plan).total:
                yield Entry(name=name, run=partial(app.study, plan), note=counted(number, "card"))
        yield from _beyond(app, collection)
    if decks and not app.shows("StatsScreen"):
        from quiz.stats.pages import PAGES  # noqa: PLC0415 - the first screen appears without statistics

        yield Entry(name="Statistics of all decks", run=partial(_statistics, app, collection, decks, 0))
        for number, page in enumerate(PAGES[1:], 1):
            run = partial(_statistics, app, collection, decks, 0, number)
            yield Entry(name=f"Statistics: {page.title}", run=run, first=False)
    if decks and leavable and not app.shows("BrowserScreen"):
        yield Entry(name="Browse all cards", run=partial(app.browse, ""))
    if app.can_sync and not app.is_home:
        yield Entry(name="Sync with the shared folder now", run=app.sync_now)
    if leavable and not app.is_home:
        yield Entry(name="Make a deck from an article", run=partial(app.at_home, "generate"))
        yield Entry(name="Begin an empty deck", run=partial(app.at_home, "new"))


def _beyond(app: "QuizApp", collection: "Collection") -> Iterator[Entry]:
    """Return the sessions that go beyond the limits of the day, where something waits for another one."""
    sittings = collection.sittings
    more = Plan(kind=PlanKind.NEW, more_new=_MORE_NEW)
    usual, number = sittings.count(Plan(kind=PlanKind.NEW)).total, sittings.count(more).total
    if number > usual:
        yield Entry(name="Study new cards beyond the day's limit", run=partial(app.study, more), note=f"{number} new")
    if sittings.waiting() is not None:
        share = Plan(catch_up=_WEEK)
        name = "Catch up: so many reviews a day that a week clears what waits"
        yield Entry(name=name, run=partial(app.study, share), note=counted(sittings.count(share).total, "card"))


def _decks(app: "QuizApp", collection: "Collection", decks: "Sequence[DeckSummary]") -> Iterator[Entry]:
    leavable = can_leave(app)
    for number, deck in enumerate(decks, 1):
        if deck.broken:
            continue
        due = deck.counts.total > 0
        if due and leavable:
            plan = Plan(decks=(deck.id,))
            yield Entry(name=f"Study {deck.title}", run=partial(app.study, plan), note=to_come(deck.counts))
        if leavable and not app.shows("BrowserScreen"):
            yield Entry(name=f"Browse {deck.title}", run=partial(app.browse, term(deck.id, "deck")), first=False)
        if not app.settings_are_open:
            run = partial(app.open_deck_options, deck.id)
            yield Entry(name=f"Options of {deck.title}", run=run, first=False)
        if not app.shows("StatsScreen"):
            run = partial(_statistics, app, collection, decks, number)
            yield Entry(name=f"Statistics of {deck.title}", run=run, first=False)
            run = partial(_still_known, app, collection, decks, number)
            yield Entry(name=f"What do I still know of {deck.title}", run=run, first=False)


def _statistics(
    app: "QuizApp", collection: "Collection", decks: "Sequence[DeckSummary]", at: int, page: int = 0
) -> None:
    from quiz.tui.screens.stats import StatsScreen  # noqa: PLC0415 - loaded when it is opened

    app.push_screen(StatsScreen(collection, decks, at, page=page))


def _still_known(app: "QuizApp", collection: "Collection", decks: "Sequence[DeckSummary]", at: int) -> None:
    from quiz.tui.screens.stats import ARTICLE_PAGE  # noqa: PLC0415 - as above

    _statistics(app, collection, decks, at, ARTICLE_PAGE)


def _settings(app: "QuizApp", collection: "Collection") -> Iterator[Entry]:
    if not app.settings_are_open:
        for setting in SETTINGS:
            found = collection.preferences.at(setting)
            run = partial(app.action_settings, setting.name)
            yield Entry(name=f"Set: {setting.title}", run=run, note=found.text[:30], first=False)
    if not app.shows("KeysScreen"):
        yield Entry(name="See and change all keys", run=app.action_keys)
    if not app.no_color:
        for theme in (AUTO, *(theme.name for theme in THEMES)):
            now = theme == collection.settings.theme
            name = f"Theme: {theme.removeprefix('quiz-')}"
            if not now:
                yield Entry(name=name, run=partial(app.choose_theme, theme), first=False)


def can_leave(app: "QuizApp") -> bool:
    """Tell whether nothing that is open would be lost by going somewhere else."""
    return all(_can_leave(screen) for screen in app.screen_stack)


def _can_leave(screen: "Screen[Any]") -> bool:
    return isinstance(screen, QuizScreen) and screen.can_be_left
