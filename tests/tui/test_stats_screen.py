"""Statistics on the screen are those of the command line."""

from tui_room import CAPITALS, TURKIC, MakeCollection, screen_text

from quiz.model.answer import Verdict
from quiz.model.memory import Rating
from quiz.stats.drawing.draw import draw
from quiz.stats.drawing.pieces import Pen, text_of
from quiz.stats.pages import PAGES
from quiz.stats.scope import Scope
from quiz.tui.app import home_app
from quiz.tui.widgets.chart_view import ChartView


def _studied(collect: MakeCollection):
    collection = collect(turkic=TURKIC, capitals=CAPITALS)
    session = collection.start()
    for rating in (Rating.GOOD, Rating.AGAIN, Rating.EASY):
        session.rate(rating, verdict=Verdict.RIGHT, typed="x", duration_ms=4_000)
    return collection


async def test_the_lines_are_those_that_the_command_prints(collect: MakeCollection) -> None:
    collection = _studied(collect)
    app = home_app(collection)
    async with app.run_test(size=(90, 90)) as pilot:
        await pilot.press("t")
        await pilot.pause()
        shown = [line.strip() for line in screen_text(app).splitlines()]
        width = app.screen.query(ChartView).first().size.width
        progress = collection.progress(Scope())
        for figure in PAGES[0].figures.values():
            chart = figure(progress)
            assert [line for line in text_of(draw(chart, Pen(width))) if line.strip() not in shown] == []


async def test_tab_turns_the_pages(collect: MakeCollection) -> None:
    app = home_app(_studied(collect))
    async with app.run_test(size=(80, 60)) as pilot:
        await pilot.press("t")
        seen: list[str] = []
        for _ in PAGES:
            await pilot.pause()
            seen.append(screen_text(app).splitlines()[1].split("   of ")[0].split("   ")[1].strip())
            await pilot.press("tab")
        assert seen == [page.title for page in PAGES]
        await pilot.press("shift+tab")
        await pilot.pause()
        assert PAGES[-1].title in screen_text(app)


async def test_arrows_turn_to_single_decks_and_back_to_all(collect: MakeCollection) -> None:
    app = home_app(_studied(collect))
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.press("t")
        await pilot.pause()
        seen = []
        for _ in range(4):
            seen.append(screen_text(app).splitlines()[1].split("   of ", 1)[1].strip())
            await pilot.press("right")
            await pilot.pause()
    assert seen == ["all decks", "Capitals", "Security secretaries of the Turkic states meet in Bishkek", "all decks"]


async def test_it_begins_with_the_deck_that_was_highlighted(collect: MakeCollection) -> None:
    app = home_app(_studied(collect))
    async with app.run_test() as pilot:
        await pilot.press("down", "t")
        await pilot.pause()
        assert "   of Capitals" in screen_text(app)


async def test_it_scrolls_by_keys_and_fits_a_small_screen(collect: MakeCollection) -> None:
    app = home_app(_studied(collect))
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.press("t")
        await pilot.pause()
        assert "Today" in screen_text(app)
        await pilot.press(*["pagedown"] * 9)
        await pilot.pause()
        assert "cards in all." in screen_text(app)


async def test_without_answers_it_says_so(collect: MakeCollection) -> None:
    app = home_app(collect(capitals=CAPITALS))
    async with app.run_test() as pilot:
        await pilot.press("t")
        await pilot.pause()
        assert "Nothing answered yet today." in screen_text(app)
