"""In the list of decks u takes back the last of all that was done: in a session, to cards, or to a deck."""

from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input
from tui_room import CAPITALS, MakeCollection, answer, screen_text, study

from quiz.collection import Collection
from quiz.tui.app import home_app, study_app
from quiz.tui.screens.home import HomeScreen
from quiz.tui.screens.study import StudyScreen
from quiz.tui.screens.summary import SummaryScreen


def number(collection: Collection, text: str) -> int:
    return len(collection.browser.search(text))


def said(app: App[None]) -> str:
    return " ".join(note.message for note in app._notifications)


async def begin_a_deck(pilot: Pilot[None], title: str) -> None:
    await pilot.press("n")
    pilot.app.screen.query_one(Input).value = title
    await pilot.press("enter")
    await pilot.pause()


async def rate_one(pilot: Pilot[None], key: str) -> str:
    """Answer the card at hand, and return its id."""
    card = study(pilot.app)._card
    assert card is not None
    await answer(pilot, "x")
    await pilot.press(key)
    await pilot.pause()
    return card.id


async def test_an_answer_is_taken_back_before_the_deck_that_was_begun_earlier(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    app = home_app(collection)
    async with app.run_test(notifications=True) as pilot:
        await begin_a_deck(pilot, "Rivers")
        await pilot.press("a")
        await pilot.pause()
        first = await rate_one(pilot, "3")
        second = await rate_one(pilot, "1")
        await pilot.press("escape", "q")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert "u Undo" in screen_text(app)
        await pilot.press("u")
        await pilot.pause()
        assert (len(collection.history(first)), len(collection.history(second))) == (1, 0)
        assert "Taken back: Again, in 'Capitals'." in said(app)
        await pilot.press("u")
        await pilot.pause()
        assert collection.history(first) == ()
        assert "Rivers" in screen_text(app)
        await pilot.press("u")
        await pilot.pause()
        assert "'Rivers' is in the trash." in said(app)
        assert "u Undo" not in screen_text(app)
    assert all(finding.harmless for finding in collection.check())


async def test_what_the_first_session_of_the_program_did_can_be_taken_back_at_home(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    app = study_app(collection)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("escape", "at")
        await pilot.pause()
        await pilot.press("escape", "q")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert "1 suspended" in screen_text(app)
        await pilot.press("u")
        await pilot.pause()
        assert "suspended" not in screen_text(app).replace("suspended, in", "")
        assert number(collection, "is:suspended") == 0


async def test_changes_of_cards_are_taken_back_in_their_turn(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    app = home_app(collection)
    async with app.run_test(notifications=True) as pilot:
        await begin_a_deck(pilot, "Rivers")
        await pilot.press("home", "b", "at")
        await pilot.pause()
        await pilot.press("down", "asterisk")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert (number(collection, "is:suspended"), number(collection, "is:marked")) == (1, 1)
        await pilot.press("u")
        await pilot.pause()
        assert (number(collection, "is:suspended"), number(collection, "is:marked")) == (1, 0)
        await pilot.press("at")  # puts back what is suspended
        await pilot.pause()
        assert "u undoes it" in said(app)
        await pilot.press("u")
        await pilot.pause()
        assert number(collection, "is:suspended") == 1
        await pilot.press("u")
        await pilot.pause()
        assert number(collection, "is:suspended") == 0
        assert "Rivers" in screen_text(app)


async def test_what_was_taken_back_among_the_cards_is_no_step_at_home(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    app = home_app(collection)
    async with app.run_test() as pilot:
        await pilot.press("b", "at")
        await pilot.pause()
        await pilot.press("escape", "b")
        await pilot.pause()
        await pilot.press("u", "escape")
        await pilot.pause()
        assert number(collection, "is:suspended") == 0
        assert "u Undo" not in screen_text(app)


async def test_a_change_made_in_a_session_and_taken_back_elsewhere_is_no_step_of_it(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    app = home_app(collection)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("a")
        await pilot.pause()
        first = await rate_one(pilot, "3")
        await pilot.press("escape", "b", "asterisk")
        await pilot.pause()
        await pilot.press("escape", "escape", "q")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("b")
        await pilot.pause()
        await pilot.press("u", "escape")
        await pilot.pause()
        assert number(collection, "is:marked") == 0
        await pilot.press("u")
        await pilot.pause()
        assert collection.history(first) == ()
        assert "u Undo" not in screen_text(app)


async def test_undo_goes_back_into_the_session_before(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    app = study_app(collection)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("escape", "space", "4")
        await pilot.pause()
        await pilot.press("escape", "space", "1")
        await pilot.pause()
        last = study(app)._card
        assert last is not None
        await pilot.press("escape", "space", "4")
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)
        given = len(collection.history(last.id))
        await pilot.press("f")
        await pilot.pause()
        assert isinstance(app.screen, StudyScreen)
        assert "failed today" in screen_text(app)
        await pilot.press("escape", "u")
        await pilot.pause()
        assert "failed today" not in screen_text(app)
        assert study(app)._card == last
        assert len(collection.history(last.id)) == given - 1
