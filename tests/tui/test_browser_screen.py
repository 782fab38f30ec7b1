"""The browser: every key, the mouse, and that what it changes can be taken back."""

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, Static
from tui_room import CAPITALS, CHOICE, CLOZE, TURKIC, MakeCollection, screen_text, study

from quiz.collection import Collection
from quiz.model.answer import Verdict
from quiz.model.memory import Rating
from quiz.model.options import AskMode
from quiz.model.review import ActionKind
from quiz.search.query import Order
from quiz.tui.app import home_app, study_app
from quiz.tui.screens.browser import BrowserScreen
from quiz.tui.screens.browser.screen import tags_in
from quiz.tui.screens.deck_options import DeckOptionsScreen
from quiz.tui.screens.edit import EditScreen
from quiz.tui.screens.help import HelpScreen
from quiz.tui.screens.home import HomeScreen
from quiz.tui.screens.info import InfoScreen
from quiz.tui.screens.study.keys import Stage
from quiz.tui.widgets.card_table import CardTable, TableHead
from quiz.tui.widgets.key_hints import living

DECKS = {"turkic": TURKIC + CHOICE + CLOZE, "capitals": CAPITALS}


def browser(app: App[None]) -> BrowserScreen:
    assert isinstance(app.screen, BrowserScreen)
    return app.screen


def table(app: App[None]) -> CardTable:
    return browser(app).query_one(CardTable)


def at(app: App[None]) -> str:
    row = table(app).at
    assert row is not None
    return row.card.note


def status(app: App[None]) -> str:
    return str(browser(app).query_one("#status").render())  # type: ignore[attr-defined]


def number(collection: Collection, text: str) -> int:
    return len(collection.browser.search(text))


async def search(pilot: Pilot[None], text: str) -> None:
    await pilot.press("slash")
    browser(pilot.app).query_one(Input).value = text
    await pilot.press("enter")
    await pilot.pause()


async def test_opens_over_the_list_of_decks_and_goes_back(collect: MakeCollection) -> None:
    app = home_app(collect(**DECKS))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b")
        assert len(table(app).keys) == 5
        assert at(app) == "peru"
        assert "Lima" in screen_text(app)  # the preview
        await pilot.press("q")
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("down", "b")
        assert status(app).startswith("2 of 5 cards")  # those of the highlighted deck
        await pilot.press("escape")
        assert status(app).startswith("5 cards")
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_moves_by_key(collect: MakeCollection) -> None:
    app = home_app(collect(**DECKS))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b", "down", "j", "k")
        assert at(app) == "chad"
        await pilot.press("end")
        assert at(app) == "name"
        await pilot.press("home", "pagedown", "pageup", "up")
        assert at(app) == "peru"
        await pilot.press("G")
        assert at(app) == "name"
        await pilot.press("g")
        assert at(app) == "peru"


async def test_searches_while_typing_and_tells_what_is_wrong(collect: MakeCollection) -> None:
    app = home_app(collect(**DECKS))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b", "slash")
        assert "deck:name" in screen_text(app)  # how to search
        await pilot.press(*"chad")
        assert status(app).startswith("1 of 5 cards")
        browser(app).query_one(Input).value = "chad lapse:3"
        await pilot.pause()
        assert "lapses:" in status(app)
        assert "character 6" in status(app)
        assert len(table(app).keys) == 1  # what was found last stays
        browser(app).query_one(Input).value = "nowhere"
        await pilot.press("down")
        assert "No card is like that" in screen_text(app)
        actions = {hint.action for hint in living(browser(app), hidden=True)}
        assert {"search", "clear", "leave"} <= actions
        assert not actions & {"pick", "edit", "suspend", "delete", "tag", "sort", "preview", "info"}
        await pilot.press("slash", *"-@_", "escape")  # signs that are keys elsewhere
        assert not browser(app).searching
        assert set("-@_") < set(browser(app).query_one(Input).value)


@pytest.mark.parametrize("what", ["text", "markup"])
async def test_a_hostile_search_is_only_text(collect: MakeCollection, what: str) -> None:
    app = home_app(collect(**DECKS))
    hostile = {"text": "\x1b[31m%_'; --", "markup": "is:[@click=app.quit]x[/]"}[what]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b")
        await search(pilot, hostile)
        assert "\x1b" not in screen_text(app)
        assert isinstance(app.screen, BrowserScreen)


async def test_sorts_by_key_and_by_the_head_of_a_column(collect: MakeCollection) -> None:
    app = home_app(collect(**DECKS))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b", "s")
        assert "Question▲" in screen_text(app)
        assert at(app) == "peru"  # the cursor stays on its card
        assert table(app).cursor != 0
        await pilot.press("r")
        assert "Question▼" in screen_text(app)
        for order in list(Order)[2:]:
            browser(app).action_sort()
            await pilot.pause()
            assert order is Order.PLACE or "▼" in screen_text(app)
            assert "by " in status(app)
        await pilot.click(TableHead, offset=(5, 0))
        assert "Question▲" in screen_text(app)
        await pilot.click(TableHead, offset=(5, 0))
        assert "Question▼" in screen_text(app)


async def test_picks_by_key_and_mouse(collect: MakeCollection) -> None:
    app = home_app(collect(**DECKS))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b", "space", "space")
        assert (len(table(app).picked), table(app).cursor) == (2, 2)
        assert "2 picked" in status(app)
        await pilot.press("shift+down")
        assert len(table(app).picked) == 4
        await pilot.press("a")
        assert len(table(app).picked) == 5
        await pilot.press("a")
        assert not table(app).picked
        await pilot.press("end", "shift+up", "escape")
        assert not table(app).picked
        await pilot.click(CardTable, offset=(10, 1))
        assert table(app).cursor == 1
        await pilot.click(CardTable, offset=(10, 3), shift=True)
        assert len(table(app).picked) == 3
        await pilot.click(CardTable, offset=(10, 2), control=True)
        assert len(table(app).picked) == 2


@pytest.mark.parametrize(
    ("key", "state", "sign"), [("at", "suspended", "@"), ("minus", "buried", "-"), ("asterisk", "marked", "*")]
)
async def test_changes_one_card_at_once_and_many_after_a_question(
    collect: MakeCollection, key: str, state: str, sign: str
) -> None:
    collection = collect(**DECKS)
    app = home_app(collection)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b", key)
        assert number(collection, f"is:{state}") == 1
        assert f"{sign}" in screen_text(app).splitlines()[5][:6]
        await pilot.press(key)
        assert number(collection, f"is:{state}") == 0
        await pilot.press("u", "a", key)
        assert "5 cards?" in screen_text(app)
        await pilot.press("n")
        assert number(collection, f"is:{state}") == 1
        await pilot.press(key, "y")
        assert number(collection, f"is:{state}") == 5
        await pilot.press(key, "y")
        assert number(collection, f"is:{state}") == 0  # all had it
        await pilot.press("u", "ctrl+z")
        assert number(collection, f"is:{state}") == 1


async def test_makes_cards_new_again(collect: MakeCollection) -> None:
    collection = collect(**DECKS)
    session = collection.start()
    for _ in range(2):
        session.rate(Rating.EASY, verdict=Verdict.SHOWN, typed=None, duration_ms=1)
    app = home_app(collection)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b")
        resettable = 0
        for place in range(5):
            table(app).go(place)
            resettable += browser(app).check_action("reset", ()) is True
        assert resettable == 2  # what is new cannot be made new
        await pilot.press("a", "n")
        assert "history is kept" in screen_text(app)
        await pilot.press("y")
        assert number(collection, "is:new") == 5
        await pilot.press("u")
        assert number(collection, "is:new") == 3


async def test_tags_cards(collect: MakeCollection) -> None:
    collection = collect(**DECKS)
    app = home_app(collection)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b", "a", "t")
        assert "#news" in screen_text(app)  # what there is to take off
        app.screen.query_one(Input).value = 'geo "two words" -news'
        await pilot.press("enter", "y")
        assert number(collection, 'tag:geo tag:"two words"') == 5
        assert number(collection, "tag:news") == 0
        await pilot.press("u", "t", "escape")
        assert (number(collection, "tag:geo"), number(collection, "tag:news")) == (0, 1)


async def test_deletes_notes_from_their_files_and_puts_them_back(collect: MakeCollection) -> None:
    collection = collect(**DECKS)
    before = (collection.paths.decks / "turkic.toml").read_text()
    app = home_app(collection)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b")
        await search(pilot, "deck:turkic turkic")
        assert len(table(app).keys) == 3
        await pilot.press("space", "space", "delete")
        assert "Delete 2 notes" in screen_text(app)
        await pilot.press("y")
        assert (number(collection, ""), len(table(app).keys)) == (3, 1)
        await pilot.press("u")
        assert (number(collection, ""), len(table(app).keys)) == (5, 3)
        assert (collection.paths.decks / "turkic.toml").read_text() == before
        # The only cards of a deck are not deleted one by one.
        await search(pilot, "deck:capitals")
        await pilot.press("a", "D", "y")
        assert number(collection, "deck:capitals") == 2


async def test_edits_the_card_and_shows_it_as_it_is_now(collect: MakeCollection) -> None:
    app = home_app(collect(**DECKS))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b", "e")
        assert isinstance(app.screen, EditScreen)
        await pilot.press("tab", *" city", "ctrl+s")
        assert isinstance(app.screen, BrowserScreen)
        assert "Lima city" in screen_text(app)
        await pilot.press("u")
        assert "Lima city" not in screen_text(app)


async def test_o_opens_the_options_of_the_deck_of_the_card(collect: MakeCollection) -> None:
    collection = collect(**DECKS)
    app = home_app(collection)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b", "end", "slash", "o")
        assert browser(app).query_one(Input).value == "o"
        await pilot.press("escape", "o")
        assert isinstance(app.screen, DeckOptionsScreen)
        assert "of Capitals" in screen_text(app)
        await pilot.press("right", "q")
        assert isinstance(app.screen, BrowserScreen)


async def test_info_help_and_preview(collect: MakeCollection) -> None:
    app = home_app(collect(**DECKS))
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.press("b")
        assert "Lima" not in screen_text(app)  # no room for the preview
        await pilot.press("p")
        assert "Lima" in screen_text(app)
        await pilot.press("enter")
        assert "Lima" not in screen_text(app)
        await pilot.press("i")
        assert isinstance(app.screen, InfoScreen)
        await pilot.press("escape", "question_mark")
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape")
        await pilot.click(CardTable, offset=(10, 0))
        assert "Lima" in screen_text(app)


async def test_the_preview_has_air_where_there_is_room(collect: MakeCollection) -> None:
    app = home_app(collect(**DECKS))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b")
        assert "\n\n" not in str(app.screen.query_one("#card", Static).content)
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert str(app.screen.query_one("#card", Static).content).startswith("What is the capital of Peru?\n\n→ Lima")


async def test_a_card_whose_file_is_gone_is_neither_edited_nor_deleted(collect: MakeCollection) -> None:
    collection = collect(**DECKS)
    session = collection.start()
    session.rate(Rating.EASY, verdict=Verdict.SHOWN, typed=None, duration_ms=1)
    for file in collection.paths.decks.glob("*.toml"):
        file.unlink()
    (collection.paths.decks / "other.toml").write_text(CAPITALS.replace("capitals", "other"))
    collection.refresh()
    app = home_app(collection)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b")
        await search(pilot, "is:orphan")
        actions = {hint.action for hint in living(browser(app), hidden=True)}
        assert "suspend" in actions
        assert not {"edit", "delete", "tag"} & actions
        assert "no file" in screen_text(app)


async def test_every_hint_of_the_browser_does_something(collect: MakeCollection) -> None:
    app = home_app(collect(**DECKS))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("b")
        keys = {hint.action: hint.keys for hint in living(browser(app), hidden=True)}
        assert "u" not in {key for some in keys.values() for key in some}  # nothing to take back yet
        assert keys["leave"] == ("q", "escape")
        await pilot.press("space")
        keys = {hint.action: hint.keys for hint in living(browser(app), hidden=True)}
        assert (keys["let_go"], keys["leave"]) == (("escape",), ("q",))


def test_what_is_typed_for_tags() -> None:
    assert tags_in('a, b  -c "d e" -"f g" ""') == (["a", "b", "d e"], ["c", "f g"])
    assert tags_in("") == ([], [])


async def test_a_session_goes_on_with_the_cards_as_they_are_now(collect: MakeCollection) -> None:
    collection = collect(mode=AskMode.FLIP, **DECKS)
    app = study_app(collection)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        session = study(app)._session
        first = session.current
        assert first is not None
        await pilot.press("b")
        row = table(app).at
        assert row is not None
        assert row.card.id == first.card  # the cursor is on the card that is asked
        await pilot.press("at", "q")
        second = study(app)._session.current
        assert second is not None
        assert second.card != first.card
        assert session.counts.total == 4
        await pilot.press("space", "b", "asterisk", "q")
        assert study(app).stage is Stage.TOLD  # the answer stays on the screen
        assert session.is_marked
        await pilot.press("b", "a", "at", "y", "q")
        await pilot.pause()
        assert session.counts.total == 0
        assert not isinstance(app.screen, BrowserScreen)


async def test_undo_goes_through_the_browser_back_to_the_first_answer(collect: MakeCollection) -> None:
    collection = collect(mode=AskMode.FLIP, **DECKS)
    collection.browser.act(collection.browser.search("peru").keys, ActionKind.MARK)  # before the session: no step of it
    files = {path: path.read_bytes() for path in collection.paths.decks.iterdir()}
    app = study_app(collection)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        session = study(app)._session
        first = session.current
        assert first is not None
        await pilot.press("space", "4", "b")
        await search(pilot, "deck:turkic")
        await pilot.press("space", "at", "t")
        app.screen.query_one(Input).value = "x"
        await pilot.press("enter", "q")
        await pilot.pause()
        assert number(collection, "is:suspended") == 1
        await pilot.press("space", "4", "u")
        await pilot.press("u")
        assert number(collection, "tag:x") == 0
        assert {path: path.read_bytes() for path in collection.paths.decks.iterdir()} == files
        await pilot.press("u")
        assert number(collection, "is:suspended") == 0
        assert "Taken back: suspended: 1 card." in " ".join(note.message for note in app._notifications)
        await pilot.press("u")
        assert session.current == first
        assert not session.can_undo
        assert (number(collection, "is:new"), number(collection, "is:marked")) == (5, 1)
        # What is taken back in the browser is taken back for the session, too, wherever the browser was opened from.
        app.browse("")  # type: ignore[attr-defined]
        await pilot.pause()
        await pilot.press("a", "at", "y", "u", "q", "q")
        await pilot.pause()
        assert (session.counts.total, session.can_undo) == (5, False)


async def test_a_session_stays_as_it_is_when_nothing_was_changed(collect: MakeCollection) -> None:
    app = study_app(collect(mode=AskMode.FLIP, **DECKS))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "3", "b", "down", "q")
        assert study(app)._session.can_undo
        assert study(app).stage is Stage.ASKING
