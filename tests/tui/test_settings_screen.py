"""The settings: where they are opened, what is told of each, and that a change is written and seen at once."""

import pytest
from textual.content import Content
from tui_room import CAPITALS, TURKIC, MakeCollection, screen_text, study

from quiz.collection import Collection
from quiz.collection.optimiser import Task
from quiz.config import read_settings
from quiz.config.table import SETTINGS, setting_named
from quiz.model.ids import DeckId
from quiz.model.memory import Rating
from quiz.model.options import FSRS6_DEFAULTS
from quiz.model.plan import Plan
from quiz.srs.day import date_of
from quiz.srs.optimize import Fit, Score, Training
from quiz.tui.app import home_app, review_app, study_app
from quiz.tui.quiz_app import QuizApp
from quiz.tui.screens.deck_options import DeckOptionsScreen
from quiz.tui.screens.home import HomeScreen
from quiz.tui.screens.settings import SettingsScreen
from quiz.tui.screens.study import StudyScreen
from quiz.tui.screens.themes import ThemesScreen
from quiz.words import common as words


@pytest.fixture
def collection(collect: MakeCollection) -> Collection:
    return collect(capitals=CAPITALS, turkic=TURKIC)


def settings(app: QuizApp) -> SettingsScreen:
    assert isinstance(app.screen, SettingsScreen)
    return app.screen


def go_to(app: QuizApp, name: str) -> None:
    screen = settings(app)
    screen._list.go_to([found.setting.name for found in screen._found].index(name))


def hints(app: QuizApp) -> str:
    return screen_text(app).rstrip().splitlines()[-1]


async def test_every_setting_is_listed_and_explained(collection: Collection) -> None:
    app = home_app(collection)
    async with app.run_test(size=(80, 64)) as pilot:
        await pilot.press("comma")
        await pilot.pause()
        for setting in SETTINGS:
            assert setting.title in screen_text(app)
        for setting in SETTINGS:
            go_to(app, setting.name)
            await pilot.pause()
            shown = " ".join(screen_text(app).split())
            assert setting.doc in shown
            assert setting.allowed in shown
            assert "Default: " in shown
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_a_change_is_in_the_file_and_on_the_list_of_decks(collection: Collection) -> None:
    app = home_app(collection)
    async with app.run_test() as pilot:
        await pilot.press("comma", "enter", *"1", "enter", "q")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert "2 cards to study" in screen_text(app)
    assert read_settings(collection.paths, {}).study.new_per_day == 1


async def test_a_theme_is_seen_while_it_is_chosen_and_stays_when_it_is_taken(collection: Collection) -> None:
    app = home_app(collection)
    async with app.run_test() as pilot:
        await pilot.press("comma")
        go_to(app, "theme")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ThemesScreen)
        before = app.theme
        await pilot.press("down", "j", "k")
        assert app.theme != before
        await pilot.press("escape")
        assert app.theme == before
        assert not collection.paths.config.exists()
        await pilot.press("enter", "down", "down", "enter")
        await pilot.pause()
        assert app.theme == collection.settings.theme == read_settings(collection.paths, {}).theme == "quiz-ember"
        await pilot.press("right")
        assert app.theme == read_settings(collection.paths, {}).theme == "quiz-forest"
        await pilot.press("d")
        assert collection.settings.theme == "auto"
        assert app.theme == "quiz-dark"


async def test_without_colours_no_theme_is_shown(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = home_app(collection)
    async with app.run_test() as pilot:
        await pilot.press("comma")
        go_to(app, "theme")
        await pilot.press("right", "right")
        assert app.theme == "quiz-dark"
        assert collection.settings.theme == "quiz-ember"


async def test_where_the_environment_decides_it_is_said_and_the_file_can_still_be_changed(
    collect: MakeCollection,
) -> None:
    collection = collect(capitals=CAPITALS)
    collection.use(read_settings(collection.paths, {"QUIZ_THEME": "quiz-plum"}))
    app = home_app(collection)
    async with app.run_test() as pilot:
        await pilot.press("comma")
        go_to(app, "theme")
        await pilot.pause()
        assert "QUIZ_THEME is set in the environment, and wins while it is." in screen_text(app)
        await pilot.press("right")
        assert app.theme == "quiz-plum"
        assert read_settings(collection.paths, {}).theme == "quiz-black"


async def test_the_options_of_the_highlighted_deck_open_with_a_key(collection: Collection) -> None:
    app = home_app(collection)
    async with app.run_test() as pilot:
        assert "Options" not in hints(app)
        await pilot.press("o")
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("down")
        await pilot.press("o")
        await pilot.pause()
        assert isinstance(app.screen, DeckOptionsScreen)
        assert "Options   of Capitals" in screen_text(app)
        await pilot.press("o", "comma")
        assert len(app.screen_stack) == 2
        await pilot.press("left", "left", "left", "left", "q")
        await pilot.pause()
        assert collection.settings.of(DeckId("capitals")).study.new_per_day == 0
        assert "1 card to study" in screen_text(app)


async def test_options_changed_while_studying_hold_for_the_card_at_hand(collection: Collection) -> None:
    app = study_app(collection, Plan(decks=(DeckId("turkic"),)))
    async with app.run_test() as pilot:
        await pilot.press(*"Istam", "escape", "o")
        await pilot.pause()
        assert isinstance(app.screen, DeckOptionsScreen)
        await pilot.press("q")
        assert study(app)._view.typed == "Istam"
        await pilot.press("tab", *"bul", "enter", "y")
        before = study(app)._session.outcomes()[Rating.AGAIN]
        setting = setting_named("learning_steps")
        await pilot.press("o")
        screen = app.screen
        assert isinstance(screen, DeckOptionsScreen)
        screen._list.go_to([found.setting for found in screen._found].index(setting))
        await pilot.press("enter", *"9m 1h", "enter", "q")
        await pilot.pause()
        after = study(app)._session.outcomes()[Rating.AGAIN]
        assert after.due_at == after.last_at + 540_000 != before.due_at
        assert "9m" in screen_text(app)
        assert "2 Hard" in screen_text(app)
        await pilot.press("comma")
        go_to(app, "mode")
        await pilot.press("left", "q")
        await pilot.pause()
        assert isinstance(app.screen, StudyScreen)


async def test_a_review_of_made_cards_has_no_settings() -> None:
    app = review_app([], lambda _: None)
    async with app.run_test() as pilot:
        await pilot.press("comma", "o")
        assert len(app.screen_stack) == 1


@pytest.mark.parametrize("size", [(80, 24), (40, 15), (120, 40)], ids=["80x24", "40x15", "120x40"])
class TestLooks:
    def test_settings(self, snap, size, collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
        self._put(collection, 'new_per_day = 25\nlearning_steps = "1m 5m 1h"\n', monkeypatch)
        snap(home_app(collection), size, ["comma", "down"])

    def test_typing_a_setting(self, snap, size, collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
        self._put(collection, "", monkeypatch)
        snap(home_app(collection), size, ["comma", "enter", *"many", "enter"])

    def test_themes(self, snap, size, collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
        self._put(collection, "", monkeypatch)
        app = home_app(collection)
        way = [setting.name for setting in SETTINGS].index("theme")
        keys = ["comma", *["down"] * way, "enter", "down", "down", "down", "down", "down"]
        snap(app, size, keys)

    def test_deck_options(self, snap, size, collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
        self._put(collection, '[deck."turkic"]\nmode = "typed"\ndesired_retention = 0.85\n', monkeypatch)
        snap(home_app(collection), size, ["down", "down", "o", "down", "down", "down"])

    @staticmethod
    def _put(collection: Collection, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """Write settings; on the screen no folder of this run is named."""
        collection.paths.config.write_text(text)
        collection.use(read_settings(collection.paths, {"QUIZ_FUZZ": "off"}))
        head = Content.assemble(("Settings", "bold $primary"), ("   in ~/.config/quiz/config.toml", "$quiet"))
        monkeypatch.setattr(SettingsScreen, "heading", lambda _: head)
        monkeypatch.setattr(SettingsScreen, "value_text", lambda _, found: found.text or "~/.local/share/quiz/decks")


async def test_parameters_that_the_optimiser_found_say_so(collection: Collection) -> None:
    found = tuple(0.25 if place == 0 else weight for place, weight in enumerate(FSRS6_DEFAULTS))
    before = Score(0.4, 0.1)
    task = Task(
        deck=None, training=Training((((3, 0), (3, 4)),) * 1200, ()), current=FSRS6_DEFAULTS, relearning_steps=1
    )
    collection.optimiser.keep(task, Fit(parameters=found, before=before, after=Score(0.3, 0.05)))
    today = words.day(date_of(collection.today()))
    app = home_app(collection)
    async with app.run_test(size=(80, 48)) as pilot:
        await pilot.press("comma")
        await pilot.pause()
        go_to(app, "parameters")
        await pilot.pause()
        assert f"Optimised on {today} from 2,400 answers." in screen_text(app)
        collection.preferences.put(setting_named("parameters"), FSRS6_DEFAULTS)
        settings(app).put()
        await pilot.pause()
        assert "Optimised" not in screen_text(app)


async def test_the_line_at_hand_stays_in_sight_while_its_value_is_typed(collection: Collection) -> None:
    app = home_app(collection)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("comma")
        await pilot.pause()
        go_to(app, "maximum_interval")
        await pilot.pause()
        assert "36,500 days" in screen_text(app)
        assert "Default: 36,500 days." in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "Longest interval:" in screen_text(app)
        assert "Longest interval   " in screen_text(app)
        assert app.focused.value == "36500"
