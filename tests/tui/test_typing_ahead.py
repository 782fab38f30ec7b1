"""What is typed in one breath goes where it was meant to: a letter of an answer is never a plain key."""

import pytest
from textual.app import App
from textual.events import Key
from tui_room import CAPITALS, CHOICE, TURKIC, MakeCollection, screen_text, study

from quiz.collection import Collection
from quiz.model.options import AskMode
from quiz.tui.app import home_app, study_app
from quiz.tui.screens.browser import BrowserScreen
from quiz.tui.screens.study import StudyScreen
from quiz.tui.screens.study.keys import Stage


@pytest.fixture
def here(collect: MakeCollection) -> Collection:
    return collect(mode=AskMode.TYPED, capitals=CAPITALS, turkic=TURKIC + CHOICE)


def burst(app: App[None], *keys: str) -> None:
    """Have keys come at once, as over a slow line."""
    for key in keys:
        app.post_message(Key(key, key if len(key) == 1 else None))


async def test_an_answer_typed_with_the_rating_before_it_goes_into_its_field(here: Collection) -> None:
    app = study_app(here)
    async with app.run_test() as pilot:
        await pilot.press("x", "enter")
        await pilot.pause()
        assert study(app).stage is Stage.TOLD
        burst(app, "1", *"e-i@=!*q")
        for _ in range(20):
            await pilot.pause()
        assert isinstance(app.screen, StudyScreen)
        assert app.screen._view.typed == "e-i@=!*q"
        assert here._store.suspended() == ()


async def test_a_whole_card_can_be_typed_ahead(here: Collection) -> None:
    app = study_app(here)
    async with app.run_test() as pilot:
        await pilot.pause()
        burst(app, *"xyz", "enter", "2", *"abc", "enter", "1", *"more")
        for _ in range(40):
            await pilot.pause()
        assert [review.rating.value for review in here._store.reviews()] == [2, 1]
        assert [review.typed for review in here._store.reviews()] == ["xyz", "abc"]
        assert study(app)._view.typed == "more"


async def test_a_search_typed_ahead_is_no_change_of_cards(here: Collection) -> None:
    app = home_app(here)
    async with app.run_test() as pilot:
        await pilot.pause()
        burst(app, "b", "slash", *"a@an")
        for _ in range(40):
            await pilot.pause()
        assert isinstance(app.screen, BrowserScreen)
        assert "a@an" in screen_text(app)
        assert here._store.suspended() == ()


async def test_keys_for_a_screen_that_has_closed_are_not_kept_for_ever(here: Collection) -> None:
    app = home_app(here)
    async with app.run_test() as pilot:
        await pilot.pause()
        burst(app, "question_mark", "escape", "b", "escape", "question_mark")
        for _ in range(40):
            await pilot.pause()
        assert "Keys that work here" in screen_text(app)
        await pilot.press("escape", "down")
        await pilot.pause()
        assert app._held == ()
