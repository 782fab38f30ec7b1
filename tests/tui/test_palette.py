"""The palette: it reaches everything, offers nothing that does nothing, and reads names as they stand."""

from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import Input
from tui_room import BROKEN, CAPITALS, CHOICE, TURKIC, MakeCollection, screen_text, study

from quiz.collection import Collection
from quiz.config import read_settings
from quiz.config.table import SETTINGS
from quiz.model.answer import Verdict
from quiz.model.ids import DeckId
from quiz.model.memory import Rating
from quiz.model.plan import Plan, PlanKind
from quiz.tui.app import home_app, review_app, study_app
from quiz.tui.palette import Palette
from quiz.tui.quiz_app import QuizApp
from quiz.tui.screens.browser import BrowserScreen
from quiz.tui.screens.deck_options import DeckOptionsScreen
from quiz.tui.screens.edit import EditScreen
from quiz.tui.screens.help import HelpScreen
from quiz.tui.screens.home import HomeScreen
from quiz.tui.screens.keys import KeysScreen
from quiz.tui.screens.settings import SettingsScreen
from quiz.tui.screens.stats import StatsScreen
from quiz.tui.screens.study import StudyScreen
from quiz.tui.themes import THEMES
from tests.clock import Clock

HOSTILE = '[@click=app.quit]Go[/] [/oops] "x'


@pytest.fixture
def collection(collect: MakeCollection) -> Collection:
    return collect(capitals=CAPITALS, turkic=TURKIC + CHOICE, broken=BROKEN)


async def choose(pilot: Pilot[None], text: str) -> None:
    """Type into the palette and take what comes first."""
    await pilot.press("ctrl+p")
    await pilot.pause()
    assert isinstance(pilot.app.screen, Palette)
    pilot.app.screen.query_one(Input).value = text
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.press("enter")
    await pilot.pause()
    await pilot.pause()


def names(app: QuizApp) -> list[str]:
    return [entry.name for entry in app.palette_entries]


async def test_every_page_of_statistics_and_what_is_known_of_an_article_are_reached(collection: Collection) -> None:
    app = home_app(collection)
    async with app.run_test(size=(80, 24)) as pilot:
        for text, shown in (
            ("statistics: trouble", "Leeches"),
            ("what do i still know of sec", "still know of the art"),
        ):
            await choose(pilot, text)
            assert isinstance(app.screen, StatsScreen)
            await pilot.pause()
            assert shown in screen_text(app)
            assert "Choose one deck" not in screen_text(app)
            await pilot.press("q")


async def offered(pilot: Pilot[None]) -> list[str]:
    await pilot.press("ctrl+p")
    await pilot.pause()
    assert isinstance(pilot.app, QuizApp)
    found = names(pilot.app)
    await pilot.press("escape")
    await pilot.pause()
    return found


async def test_it_offers_what_the_screen_can_do_and_where_one_can_go(collection: Collection) -> None:
    app = home_app(collection)
    async with app.run_test() as pilot:
        await pilot.press("down", "down")
        found = await offered(pilot)
        assert {"Study all", "Statistics", "Settings", "Help", "Quit", "Options of this deck"} <= set(found)
        assert {"Study Capitals", "Options of Capitals", "Statistics of Capitals"} <= set(found)
        assert "Study only new cards" in found
        assert {f"Set: {setting.title}" for setting in SETTINGS} <= set(found)
        assert {f"Theme: {theme.name.removeprefix('quiz-')}" for theme in THEMES[1:]} <= set(found)
        assert "Put suspended cards back" not in found
        assert not any("broken" in name for name in found)
        assert "Go to the list of decks" not in found


@pytest.mark.parametrize(
    ("text", "screen"),
    [
        ("study capitals", StudyScreen),
        ("options of capitals", DeckOptionsScreen),
        ("statistics of all", StatsScreen),
        ("statistics of security", StatsScreen),
        ("set: learning steps", SettingsScreen),
        ("settings", SettingsScreen),
        ("help", HelpScreen),
        ("study all", StudyScreen),
        ("only new", StudyScreen),
        ("cram everything", StudyScreen),
        ("browse all", BrowserScreen),
        ("browse capitals", BrowserScreen),
        ("see and change all keys", KeysScreen),
    ],
)
async def test_what_is_chosen_opens(collection: Collection, text: str, screen: type) -> None:
    app = home_app(collection)
    async with app.run_test() as pilot:
        await choose(pilot, text)
        assert isinstance(app.screen, screen)
        await pilot.press("escape")
        if isinstance(app.screen, screen):
            await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)


async def test_the_highlight_goes_to_the_setting_that_was_named(collection: Collection) -> None:
    app = home_app(collection)
    async with app.run_test() as pilot:
        await choose(pilot, "longest interval")
        assert isinstance(app.screen, SettingsScreen)
        assert app.screen.at is not None
        assert app.screen.at.setting.name == "maximum_interval"


async def test_a_theme_is_shown_and_kept(collection: Collection) -> None:
    app = home_app(collection)
    async with app.run_test() as pilot:
        await choose(pilot, "theme: plum")
        assert app.theme == "quiz-plum"
        assert read_settings(collection.paths, {}).theme == "quiz-plum"
        assert "Theme: plum" not in await offered(pilot)


async def test_a_session_gives_way_to_another_one_and_to_the_list(collection: Collection) -> None:
    app = study_app(collection, Plan(decks=(DeckId("turkic"),)))
    async with app.run_test() as pilot:
        found = await offered(pilot)
        assert "Show answer" in found
        assert "Edit the card" in found
        await choose(pilot, "study capitals")
        assert study(app)._session.counts.total == 2
        await choose(pilot, "list of decks")
        assert isinstance(app.screen, HomeScreen)
        assert len(app.screen_stack) == 1
        await choose(pilot, "study security")
        assert study(app)._session.counts.total == 2
        await choose(pilot, "begin an empty deck")
        assert isinstance(app.screen_stack[0], HomeScreen)
        assert len(app.screen_stack) == 2
        await pilot.press("escape")
        await choose(pilot, "study security")
        await choose(pilot, "settings")
        assert isinstance(app.screen, SettingsScreen)
        await choose(pilot, "list of decks")
        assert isinstance(app.screen, HomeScreen)
        assert len(app.screen_stack) == 1


async def test_an_action_of_the_screen_works_while_typing(collection: Collection) -> None:
    app = study_app(collection, Plan(decks=(DeckId("capitals"),)))
    async with app.run_test() as pilot:
        await pilot.press(*"Li")
        await choose(pilot, "mark with a star")
        assert study(app)._session.is_marked
        assert study(app)._view.typed == "Li"


async def test_what_is_being_edited_is_not_left_for_another_place(collection: Collection) -> None:
    app = study_app(collection, Plan(decks=(DeckId("capitals"),)))
    async with app.run_test() as pilot:
        await pilot.press("escape", "e")
        await pilot.pause()
        assert isinstance(app.screen, EditScreen)
        found = await offered(pilot)
        assert "Go to the list of decks" not in found
        assert not any(name.startswith("Study ") for name in found)
        assert "Save" in found


async def test_when_nothing_is_due_nothing_is_offered_to_study(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    session = collection.start()
    for _ in range(2):
        session.rate(Rating.EASY, verdict=Verdict.RIGHT, typed="x", duration_ms=1)
    app = home_app(collection)
    async with app.run_test() as pilot:
        found = await offered(pilot)
        assert "Study what is due in all decks" not in found
        assert "Study Capitals" not in found
        assert "Options of Capitals" in found


async def test_sessions_beyond_the_limits_are_offered_where_something_waits(
    collect: MakeCollection, clock: Clock
) -> None:
    collection = collect(capitals=CAPITALS, turkic=TURKIC + CHOICE)
    session = collection.start()
    for _ in range(3):
        session.rate(Rating.EASY, verdict=Verdict.RIGHT, typed="x", duration_ms=1)
    app = home_app(collection)
    async with app.run_test() as pilot:
        found = await offered(pilot)
        assert not any(name.startswith(("Catch up", "Study new cards beyond")) for name in found)
    clock.forward(seconds=100 * 86_400)
    study_options = replace(collection.settings.study, reviews_per_day=1, new_per_day=0)
    collection.settings = replace(collection.settings, study=study_options)
    app = home_app(collection)
    async with app.run_test() as pilot:
        await choose(pilot, "new cards beyond")
        assert study(app)._session.plan == Plan(kind=PlanKind.NEW, more_new=10)
        await choose(pilot, "catch up")
        assert study(app)._session.plan == Plan(catch_up=7)


async def test_names_are_read_as_they_stand(collect: MakeCollection) -> None:
    title = HOSTILE.replace("\\", "\\\\").replace('"', '\\"')
    app = home_app(collect(hostile=CAPITALS.replace('title = "Capitals"', f'title = "{title}"')))
    async with app.run_test(size=(80, 60)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert f"Study {HOSTILE}" in screen_text(app)
        app.screen.query_one(Input).value = "oops"
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert f"Options of {HOSTILE}" in screen_text(app)


async def test_a_review_has_a_palette_without_a_collection() -> None:
    app = review_app([], lambda _: None)
    async with app.run_test() as pilot:
        assert "Quit" in await offered(pilot)


@pytest.mark.parametrize("size", [(80, 24), (40, 15), (120, 40)], ids=["80x24", "40x15", "120x40"])
def test_looks(snap, size, collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SettingsScreen, "heading", lambda _: "Settings   in ~/.config/quiz/config.toml")
    monkeypatch.setattr(SettingsScreen, "value_text", lambda _, found: found.text or "~/.local/share/quiz/decks")
    snap(home_app(collection), size, ["comma", "ctrl+p"])


@pytest.mark.parametrize("size", [(80, 24)], ids=["80x24"])
def test_looks_of_a_search(snap, size, collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SettingsScreen, "heading", lambda _: "Settings   in ~/.config/quiz/config.toml")
    monkeypatch.setattr(SettingsScreen, "value_text", lambda _, found: found.text or "~/.local/share/quiz/decks")
    snap(home_app(collection), size, ["comma", "ctrl+p", *"cap"])
