"""Very many cards are changed beside the screen: as one step, with a look at how far it is, and with a way back."""

from threading import Event

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input
from tui_room import CAPITALS, CLOZE, TURKIC, MakeCollection, screen_text, study

from quiz.collection import Collection
from quiz.collection.browser import Browser, Watch
from quiz.collection.job import Job, StoppedError
from quiz.model.review import ActionKind
from quiz.tui.app import home_app, study_app
from quiz.tui.screens.browser import BrowserScreen
from quiz.tui.screens.working import WorkingScreen

DECKS = {"turkic": TURKIC + CLOZE, "capitals": CAPITALS}


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quiz.tui.screens.browser.screen.MANY", 2)
    monkeypatch.setattr("quiz.collection.job.MANY", 2)


def number(collection: Collection, text: str) -> int:
    return len(collection.browser.search(text))


async def done(pilot: Pilot[None]) -> None:
    """Wait until the work beside the screen is over."""
    await pilot.pause()
    while isinstance(pilot.app.screen, WorkingScreen):
        await pilot.pause()


def said(app: App[None]) -> str:
    return " ".join(note.message for note in app._notifications)


async def test_flags_tags_and_resets_of_many_are_each_one_step(collect: MakeCollection) -> None:
    collection = collect(**DECKS)
    files = {path: path.read_bytes() for path in collection.paths.decks.iterdir()}
    app = home_app(collection)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b", "a", "at", "y")
        await done(pilot)
        assert number(collection, "is:suspended") == 4
        assert "Suspended: 4 cards" in said(app)
        assert "@" in screen_text(app)
        await pilot.press("t")
        app.screen.query_one(Input).value = "new"
        await pilot.press("enter", "y")
        await done(pilot)
        assert number(collection, "tag:new") == 4
        await pilot.press("u")
        await done(pilot)
        assert (number(collection, "tag:new"), number(collection, "is:suspended")) == (0, 4)
        assert {path: path.read_bytes() for path in collection.paths.decks.iterdir()} == files
        await pilot.press("u")
        await done(pilot)
        assert number(collection, "is:suspended") == 0
        assert not collection.browser.can_undo
        assert isinstance(app.screen, BrowserScreen)
    assert all(finding.harmless for finding in collection.check())


async def test_what_cannot_be_done_leaves_everything(collect: MakeCollection) -> None:
    collection = collect(**DECKS)
    files = {path: path.read_bytes() for path in collection.paths.decks.iterdir()}
    app = home_app(collection)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b", "a", "D", "y")
        await done(pilot)
        assert "a deck needs one" in said(app)
        assert "4 picked" in screen_text(app)  # to try something else with them
        assert "a None" in screen_text(app)
    assert {path: path.read_bytes() for path in collection.paths.decks.iterdir()} == files
    assert number(collection, "") == 4


async def test_escape_stops_it_and_nothing_is_changed(collect: MakeCollection) -> None:
    collection = collect(**DECKS)
    app = home_app(collection)
    go_on = Event()
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.press("b")
        screen = app.screen
        assert isinstance(screen, BrowserScreen)
        keys = list(collection.browser.search("").keys)

        def change(browser: Browser, watch: Watch) -> object:
            go_on.wait(5)
            return browser.act(keys, ActionKind.MARK, watch)

        screen._do(keys, "Marking 4 cards", change)  # type: ignore[arg-type]
        await pilot.pause()
        shown = screen_text(app)
        assert "Marking 4 cards" in shown
        assert "0%" in shown
        assert "esc stops" in shown
        await pilot.press("escape")
        assert "Stopping" in screen_text(app)
        go_on.set()
        await done(pilot)
        assert "Stopped: nothing was changed." in said(app)
    assert number(collection, "is:marked") == 0
    assert not collection.browser.can_undo


def test_a_stop_between_two_files_puts_the_first_back(collect: MakeCollection) -> None:
    collection = collect(**DECKS)
    files = {path: path.read_bytes() for path in collection.paths.decks.iterdir()}
    keys = list(collection.browser.search("").keys)

    def change(browser: Browser, watch: Watch) -> object:
        def stop(done: int, of: int) -> None:
            job.stop()
            watch(done, of)

        return browser.tag(keys, stop, add=["x"])

    job = Job(collection, change)
    with pytest.raises(StoppedError):
        job.run()
    assert {path: path.read_bytes() for path in collection.paths.decks.iterdir()} == files
    assert number(collection, "tag:x") == 0


async def test_a_change_that_somebody_overwrote_is_no_step_any_more(collect: MakeCollection) -> None:
    collection = collect(**DECKS)
    app = home_app(collection)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b")
        keys = collection.browser.search("").keys
        collection.browser.tag(keys, add=["x"])
        for path in collection.paths.decks.iterdir():
            path.write_text(path.read_text().replace('"x"', '"y"'))
        await pilot.press("u")
        await done(pilot)
        assert "changed" in said(app)
        assert not collection.browser.can_undo


def test_cards_of_a_file_that_went_away_meanwhile_are_left_out(collect: MakeCollection) -> None:
    collection = collect(**DECKS)
    keys = collection.browser.search("").keys
    (collection.paths.decks / "capitals.toml").unlink()
    assert Job(collection, lambda browser, watch: browser.tag(keys, watch, add=["x"])).run().cards == 2


@pytest.mark.parametrize("in_session", [True, False])
async def test_a_change_of_many_is_taken_back_beside_the_screen_from_anywhere(
    collect: MakeCollection, in_session: bool
) -> None:
    collection = collect(**DECKS)
    app = study_app(collection) if in_session else home_app(collection)
    async with app.run_test(size=(80, 24)) as pilot:
        if in_session:
            await pilot.press("escape")
        await pilot.press("b", "a", "asterisk", "y")
        await done(pilot)
        await pilot.press("escape", "escape")  # the first lets go of what is picked
        await pilot.pause()
        assert not isinstance(app.screen, BrowserScreen)
        assert number(collection, "is:marked") == 4
        shown: list[str] = []
        push = app.push_screen
        app.push_screen = lambda screen, *rest: (shown.append(type(screen).__name__), push(screen, *rest))[1]  # type: ignore[method-assign]
        await pilot.press("escape", "u")
        await done(pilot)
        await pilot.pause()
        assert shown == ["WorkingScreen"]
        assert "Taken back: marked: 4 cards." in said(app)
        assert number(collection, "is:marked") == 0
        if in_session:
            assert not study(app).can_undo
        else:
            assert "u Undo" not in screen_text(app)
