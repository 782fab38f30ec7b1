"""Searching the list of decks, and the figures beside it."""

import pytest
from tui_room import CAPITALS, TURKIC, MakeCollection, screen_text, study

from quiz.model.answer import Verdict
from quiz.model.memory import Rating
from quiz.search import fold
from quiz.tui.app import home_app
from quiz.tui.finding import find
from quiz.tui.screens.home import HomeScreen
from quiz.tui.screens.study import StudyScreen
from tests.clock import Clock

CAKES = CAPITALS.replace('"capitals"', '"cakes"').replace('"Capitals"', '"Éclairs & Pâtisserie"')


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", [0, 1, 2, 3, 4]),
        ("eclair", [0]),
        ("ECLAIR patis", [0]),
        ("pat ecl", [0]),
        ("er", [3, 0, 2]),
        ("geo/", [2]),
        ("zz", []),
        ("straße", [1]),
        ("STRASSE", [1]),
        ("lodz", [4]),
        ("ŁÓDŹ", [4]),
    ],
)
def test_words_are_found_without_case_accents_and_order(typed: str, found: list[int]) -> None:
    names = ["Éclairs & Pâtisserie", "Straße und Weg", "Rivers geo/rivers.toml", "Erosion", "Łódź"]
    assert find([fold(name) for name in names], typed) == found


async def test_slash_lists_what_is_typed_enter_studies_it_and_escape_shows_all(collect: MakeCollection) -> None:
    app = home_app(collect(turkic=TURKIC, capitals=CAPITALS, cakes=CAKES))
    async with app.run_test() as pilot:
        await pilot.press("slash", *"eclair")
        await pilot.pause()
        shown = screen_text(app)
        assert "Éclairs & Pâtisserie" in shown
        assert "Capitals" not in shown
        assert "All decks" not in shown
        assert app.screen.at is not None
        assert not any(name in shown.splitlines()[-1] for name in ("Search", "Add", "Quit")), (
            "a key that types is no hint"
        )
        await pilot.press("slash", "q", "d")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen), "plain keys are letters"
        assert "No deck is called like that" in screen_text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "All decks (3)" in screen_text(app)
        await pilot.press("slash", *"cap", "enter")
        await pilot.pause()
        assert isinstance(app.screen, StudyScreen)
        assert study(app)._session.counts.total == 2


async def test_signs_are_a_part_of_a_title_where_they_are_typed(collect: MakeCollection) -> None:
    collection = collect(turkic=TURKIC, capitals=CAPITALS, cakes=CAKES)
    collection.start().suspend()
    app = home_app(collection)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.screen.check_action("put_back", ())
        await pilot.press("slash", "c", "at", "plus", "minus", "underscore", "backslash", "slash")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert app.screen.typed == "c@+-_\\/"


async def test_from_the_field_down_goes_to_the_list_and_escape_keeps_the_deck_at_hand(collect: MakeCollection) -> None:
    app = home_app(collect(turkic=TURKIC, capitals=CAPITALS, cakes=CAKES))
    async with app.run_test() as pilot:
        await pilot.press("slash", *"ca", "down")
        await pilot.pause()
        assert app.focused is app.screen.query_one("#decks")
        assert "esc Clear" in screen_text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert app.screen.at is not None
        assert app.screen.at.title == "Capitals"
        assert "esc Clear" not in screen_text(app)


async def test_a_paste_with_escapes_searches_for_its_letters(collect: MakeCollection) -> None:
    app = home_app(collect(capitals=CAPITALS))
    async with app.run_test() as pilot:
        await pilot.press("slash")
        app.screen.query_one("#search").value = "cap\x1b[31mi\u202et"  # type: ignore[attr-defined]
        await pilot.pause()
        assert "Capitals" in screen_text(app)
        assert "\x1b" not in screen_text(app)


def _answer(collection, number: int) -> None:
    session = collection.start()
    for _ in range(number):
        session.rate(Rating.EASY, verdict=Verdict.RIGHT, typed="x", duration_ms=1)


async def test_the_days_in_a_row_are_told_and_what_is_open_today(collect: MakeCollection, clock: Clock) -> None:
    collection = collect(capitals=CAPITALS, turkic=TURKIC)
    app = home_app(collection)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "in a row" not in screen_text(app)
        _answer(collection, 1)
        await pilot.press("r")
        await pilot.pause()
        assert "1 day in a row · today counts" in screen_text(app)
        clock.forward(seconds=86_400)
        await pilot.press("r")
        await pilot.pause()
        assert "1 day in a row · not yet today" in screen_text(app)
        _answer(collection, 2)
        await pilot.press("r")
        await pilot.pause()
        assert "2 days in a row · done for today" in screen_text(app)


async def test_what_comes_and_what_was_remembered_follow_the_highlight(collect: MakeCollection, clock: Clock) -> None:
    collection = collect(capitals=CAPITALS, turkic=TURKIC)
    _answer(collection, 3)
    clock.forward(seconds=30 * 86_400)
    _answer(collection, 2)
    app = home_app(collection)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        shown = screen_text(app)
        assert "100% of 2 answers" in shown
        assert "today       1  ██" in shown
        assert "Reviews" in shown
        await pilot.press("down")
        await pilot.pause()
        assert "Reviews to come in this deck" in screen_text(app)
    async with home_app(collection).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        lines = screen_text(pilot.app).splitlines()
        row = next(line for line in lines if line.strip().startswith("Reviews"))
        assert row.split()[1:] == ["1", "0", "0", "0", "0", "0", "0"]
        assert "today" in lines[lines.index(row) + 1]
        assert any(line.split()[-2:-1] == ["100%"] for line in lines if "All decks" in line)
