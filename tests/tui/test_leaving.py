"""What is on a screen and nowhere else is not left behind, not even by quitting, without a question."""

import pytest
from review_room import MADE
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Input, TextArea
from tui_room import CAPITALS, MakeCollection, screen_text

from quiz.tui.app import home_app, review_app
from quiz.tui.proposals import Proposal, Reviewed
from quiz.tui.quiz_app import QuizApp
from quiz.tui.screens.confirm import ConfirmScreen


async def _quit(pilot: Pilot[None], question: str) -> None:
    """Quit three times: think better of it, press the key once more while it is asked, and quit."""
    app = pilot.app
    await pilot.press("ctrl+q")
    await pilot.pause()
    assert isinstance(app.screen, ConfirmScreen)
    assert question in " ".join(screen_text(app).split())
    await pilot.press("ctrl+q")
    await pilot.pause()
    assert sum(isinstance(screen, ConfirmScreen) for screen in app.screen_stack) == 1
    assert app.is_running
    await pilot.press("n")
    await pilot.pause()
    assert not isinstance(app.screen, ConfirmScreen)
    await pilot.press("ctrl+q", "y")
    await pilot.pause()
    assert app.return_code == 0


def _review(saved: list[Reviewed]) -> QuizApp:
    return review_app([Proposal(made=MADE)], saved.append)


async def test_decisions_of_a_review() -> None:
    saved: list[Reviewed] = []
    async with _review(saved).run_test() as pilot:
        await pilot.press("a")
        await _quit(pilot, "Leave without saving the 1 accepted card?")
    assert saved == []


async def test_fields_of_a_review_that_were_changed_and_no_others() -> None:
    async with _review([]).run_test() as pilot:
        await pilot.press("e", "escape")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, ConfirmScreen), "nothing was changed"
        await pilot.press("e", "x")
        await _quit(pilot, "Leave without keeping what you changed?")


@pytest.mark.parametrize(
    ("keys", "question"),
    [
        (("down", "plus", "x"), "Leave without adding what stands in the fields?"),
        (("g", "x"), "Leave without making a deck of the pasted text?"),
        (("down", "b", "e", "x"), "Leave without saving what you changed?"),
    ],
)
async def test_what_was_typed(collect: MakeCollection, keys: tuple[str, ...], question: str) -> None:
    async with home_app(collect(capitals=CAPITALS)).run_test() as pilot:
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        await _quit(pilot, question)


async def test_also_under_a_screen_that_lies_over_it(collect: MakeCollection) -> None:
    async with home_app(collect(capitals=CAPITALS)).run_test() as pilot:
        await pilot.press("down", "plus", "x", "f1")
        await pilot.pause()
        await _quit(pilot, "Leave without adding what stands in the fields?")


async def test_where_nothing_is_lost_nothing_is_asked(collect: MakeCollection) -> None:
    async with home_app(collect(capitals=CAPITALS)).run_test() as pilot:
        await pilot.press("down", "plus", "ctrl+q")
        await pilot.pause()
        assert pilot.app.return_code == 0


async def test_the_palette_leads_nowhere_else_from_a_review(collect: MakeCollection) -> None:
    from quiz.tui.places import can_leave
    from quiz.tui.screens.review import ReviewScreen

    app = home_app(collect(capitals=CAPITALS))
    async with app.run_test() as pilot:
        assert can_leave(app)
        await app.push_screen(ReviewScreen([Proposal(made=MADE)], print, app.pop_screen))
        await pilot.pause()
        assert not can_leave(app)


@pytest.mark.parametrize("action", ["action_add", "action_generate", "action_rename"])
async def test_what_is_typed_while_a_screen_opens_is_not_lost(collect: MakeCollection, action: str) -> None:
    app = home_app(collect(capitals=CAPITALS))
    async with app.run_test() as pilot:
        await pilot.press("down")
        getattr(app.screen, action)()
        for name in "abc":  # at once; a pilot would wait until the screen is there
            app.post_message(Key(name, name))
        for _ in range(3):
            await pilot.pause()
        focused = app.screen.focused
        assert isinstance(focused, Input | TextArea)
        assert (focused.value if isinstance(focused, Input) else focused.text).endswith("abc")
