"""The options of a deck: what is listed, how each is changed, and that a change holds at once."""

import pytest
from tui_room import CAPITALS, TURKIC, MakeCollection, screen_text

from quiz.collection import Collection
from quiz.config import read_settings
from quiz.config.table import setting_named
from quiz.model.ids import DeckId
from quiz.tui.app import home_app
from quiz.tui.quiz_app import QuizApp
from quiz.tui.screens.deck_options import DeckOptionsScreen
from quiz.tui.screens.options import OptionsScreen

CAPS = DeckId("capitals")


@pytest.fixture
def collection(collect: MakeCollection) -> Collection:
    return collect(capitals=CAPITALS, turkic=TURKIC)


async def opened(app: QuizApp, collection: Collection, result: list[bool | None] | None = None) -> DeckOptionsScreen:
    screen = DeckOptionsScreen(collection, CAPS)
    await app.push_screen(screen, (result if result is not None else []).append)
    return screen


def line(app: QuizApp, start: str) -> list[str]:
    found = next(each for each in screen_text(app).splitlines() if each.strip(" •✕").startswith(start))
    return found.strip().split(start)[1].split()


def shown_hints(app: QuizApp) -> str:
    return screen_text(app).rstrip().splitlines()[-1]


async def test_everything_is_as_everywhere_at_first(collection: Collection) -> None:
    app = home_app(collection)
    async with app.run_test() as pilot:
        await opened(app, collection)
        await pilot.pause()
        assert "Options   of Capitals" in screen_text(app)
        assert line(app, "New cards a day") == ["20"]
        assert line(app, "Learning steps") == ["1m", "10m"]
        assert "Takes a whole number from 0 to 9999. Everywhere: 20." in screen_text(app)
        assert "← Less" in shown_hints(app)
        assert "Reset" not in shown_hints(app)
        assert "Theme" not in screen_text(app)  # is the same for all decks
        assert not collection.paths.config.exists()


async def test_a_number_is_turned_with_the_arrows_and_reset(collection: Collection) -> None:
    app = home_app(collection)
    result: list[bool | None] = []
    async with app.run_test() as pilot:
        await opened(app, collection, result)
        await pilot.press("right", "right", "left")
        assert line(app, "New cards a day") == ["25", "this", "deck"]
        assert collection.settings.of(CAPS).study.new_per_day == 25
        assert read_settings(collection.paths, {}).of(CAPS).study.new_per_day == 25
        assert "d Reset" in shown_hints(app)
        await pilot.press("d")
        assert line(app, "New cards a day") == ["20"]
        assert read_settings(collection.paths, {}).of(CAPS).study.new_per_day == 20
        assert "Reset" not in shown_hints(app)
        await pilot.press("q")
    assert result == [True]


async def test_a_value_is_typed_and_what_it_cannot_be_is_told(collection: Collection) -> None:
    app = home_app(collection)
    async with app.run_test() as pilot:
        await opened(app, collection)
        await pilot.press("enter", *"many", "enter")
        assert "New cards a day takes a whole number from 0 to 9999." in screen_text(app)
        assert "esc Cancel" in shown_hints(app)
        assert "Back" not in shown_hints(app)
        await pilot.press("ctrl+u", *"3", "enter")
        assert line(app, "New cards a day") == ["3", "this", "deck"]
        assert "takes a whole number from 0 to 9999" not in screen_text(app)
        assert collection.counts([CAPS]).new == 2
        await pilot.press("enter", *"1", "enter")
        assert collection.counts([CAPS]).new == 1


async def test_escape_leaves_the_value_and_a_plain_key_is_a_letter_while_typing(collection: Collection) -> None:
    app = home_app(collection)
    async with app.run_test() as pilot:
        screen = await opened(app, collection)
        await pilot.press("enter", *"qd")
        assert screen._field.value == "qd"
        await pilot.press("escape")
        assert app.screen is screen
        assert line(app, "New cards a day") == ["20"]
        await pilot.press("escape")
        assert app.screen is not screen


async def test_one_of_few_values_is_taken_by_enter_arrow_and_click(collection: Collection) -> None:
    app = home_app(collection)
    async with app.run_test() as pilot:
        screen = await opened(app, collection)
        await pilot.press("down", "down", "down", "enter")
        assert line(app, "Way of asking") == ["typed", "this", "deck"]
        assert "← Previous" in shown_hints(app)
        await pilot.press("right")
        assert line(app, "Way of asking") == ["flip", "this", "deck"]
        await pilot.press("right", "left")
        await pilot.click(
            screen._list,
            offset=(
                5,
                next(number for number, each in enumerate(screen_text(app).splitlines()) if "Spread" in each)
                - screen._list.region.y,
            ),
        )
        assert line(app, "Spread intervals") == ["off", "this", "deck"]
        assert not collection.scheduler_of(CAPS).options.fuzz


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("reviews_per_day", "12"),
        ("desired_retention", "0.83"),
        ("learning_steps", "2m 3h"),
        ("relearning_steps", "none"),
        ("maximum_interval", "90"),
        ("parameters", " ".join(["0.4"] * 21)),
    ],
)
async def test_each_option_can_be_typed(collection: Collection, name: str, text: str) -> None:
    setting = setting_named(name)
    app = home_app(collection)
    async with app.run_test() as pilot:
        screen = await opened(app, collection)
        screen._list.go_to([found.setting for found in screen._found].index(setting))
        await pilot.press("enter")
        screen._field.value = text
        await pilot.press("enter")
        assert setting.kind.text(collection.settings.of(CAPS).value(setting)) == text
        assert screen.at is not None
        assert screen.at.is_own


async def test_the_environment_wins_and_it_is_said(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    collection.use(read_settings(collection.paths, {"QUIZ_NEW_PER_DAY": "4"}))
    app = home_app(collection)
    async with app.run_test() as pilot:
        await opened(app, collection)
        await pilot.press("right")
        assert line(app, "New cards a day") == ["4", "the", "environment", "wins"]
        assert "QUIZ_NEW_PER_DAY is set in the environment, and wins while it is." in screen_text(app)
        assert read_settings(collection.paths, {}).of(CAPS).study.new_per_day == 5
        await pilot.press("d")
        assert read_settings(collection.paths, {}).of(CAPS).study.new_per_day == 20


async def test_a_broken_file_is_told_of_and_stays(collection: Collection) -> None:
    collection.paths.config.write_text("nonsense = \n")
    app = home_app(collection)
    async with app.run_test() as pilot:
        await opened(app, collection)
        await pilot.press("right")
        assert "is not valid TOML" in screen_text(app)
        assert line(app, "New cards a day") == ["20"]
        await pilot.press("enter", *"9", "enter")
        assert "is not valid TOML" in screen_text(app)
        assert isinstance(app.screen, OptionsScreen)
    assert collection.paths.config.read_text() == "nonsense = \n"
