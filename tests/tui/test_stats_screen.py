"""Statistics on the screen are those of the command line."""

from datetime import UTC
from threading import Event

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Static
from tui_room import CAPITALS, TURKIC, MakeCollection, screen_text

from quiz.collection import Collection
from quiz.collection.reckoning import Reckoning
from quiz.model.answer import Verdict
from quiz.model.memory import Instant, Rating
from quiz.stats.drawing.draw import draw
from quiz.stats.drawing.pieces import Pen, text_of
from quiz.stats.pages import PAGES
from quiz.stats.scope import Range, Scope, since
from quiz.tui.app import home_app
from quiz.tui.screens.browser import BrowserScreen
from quiz.tui.screens.stats import StatsScreen
from quiz.tui.widgets.chart_view import ChartView
from quiz.tui.widgets.page_tabs import PageTabs
from tests.clock import NOON


def _studied(collect: MakeCollection):
    collection = collect(turkic=TURKIC, capitals=CAPITALS)
    session = collection.start()
    for rating in (Rating.GOOD, Rating.AGAIN, Rating.EASY):
        session.rate(rating, verdict=Verdict.RIGHT, typed="x", duration_ms=4_000)
    return collection


async def opened(pilot: Pilot[None], *keys: str) -> None:
    """Open the statistics if they are not open, press keys, and wait until all charts are there."""
    first = () if isinstance(pilot.app.screen, StatsScreen) else ("t",)
    for key in (*first, *keys):
        await pilot.press(key)
        await pilot.pause()
        for _ in range(9):
            await pilot.pause()


def heads(app: App[None]) -> tuple[str, str]:
    first, second, *_ = [line for line in screen_text(app).splitlines() if line.strip()]
    return first.strip(), second.strip()


async def test_the_lines_are_those_that_the_command_prints(collect: MakeCollection) -> None:
    collection = _studied(collect)
    app = home_app(collection)
    async with app.run_test(size=(90, 90)) as pilot:
        await opened(pilot)
        shown = [line.strip() for line in screen_text(app).splitlines()]
        width = app.screen.query(ChartView).first().content_size.width
        progress = collection.progress(Scope(since=since(Range.QUARTER, collection.today())))
        for figure in PAGES[0].figures.values():
            chart = figure(progress)
            assert chart.title in shown
            assert [line for line in text_of(draw(chart, Pen(width))) if line.strip() not in shown] == []


@pytest.mark.parametrize("number", range(len(PAGES)))
async def test_numbers_and_brackets_open_the_pages(collect: MakeCollection, number: int) -> None:
    app = home_app(_studied(collect))
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, *["right_square_bracket"] * number)
        titles = [str(view.chart.title) for view in app.screen.query(ChartView) if view.chart is not None]
        assert len(titles) == len(PAGES[number].figures)
        await opened(pilot, "3", str(number + 1))
        assert [view.chart.title for view in app.screen.query(ChartView) if view.chart is not None] == titles


async def test_a_click_opens_a_page(collect: MakeCollection) -> None:
    app = home_app(_studied(collect))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        at = heads(app)[1].index("Memory")
        await pilot.click(PageTabs, offset=(at + 3, 0))
        await pilot.pause()
        assert "Retention over time" in screen_text(app)


async def test_keys_turn_to_single_decks_and_back_to_all(collect: MakeCollection) -> None:
    app = home_app(_studied(collect))
    async with app.run_test(size=(120, 24)) as pilot:
        await opened(pilot)
        seen: list[str] = []
        for key in ("d", "d", "d", "D"):
            seen.append(heads(app)[0].removeprefix("Statistics   of ").removesuffix("   three months"))
            await pilot.press(key)
            await pilot.pause()
    assert seen == ["all decks", "Capitals", "Security secretaries of the Turkic states meet in Bishkek", "all decks"]


async def test_it_begins_with_the_deck_that_was_highlighted(collect: MakeCollection) -> None:
    app = home_app(_studied(collect))
    async with app.run_test() as pilot:
        await pilot.press("down")
        await opened(pilot)
        assert heads(app)[0].startswith("Statistics   of Capitals")


async def test_the_time_that_is_looked_at_is_changed_by_a_key(collect: MakeCollection) -> None:
    app = home_app(_studied(collect))
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, "2")
        assert "on 1 of 90 days" in screen_text(app)
        await opened(pilot, "r")
        assert "on 1 of 365 days" in screen_text(app)
        await opened(pilot, "R", "R")
        assert "on 1 of 30 days" in screen_text(app)


def marked(app: App[None]) -> str:
    return str(app.screen.query_one("#told", Static).render())


async def test_arrows_point_at_what_a_chart_says(collect: MakeCollection) -> None:
    app = home_app(_studied(collect))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "tab", "right", "right")
        assert marked(app) == "Hard: 0 answers"
        await opened(pilot, "left")
        assert marked(app) == "Again: 1 answer"
        assert "▸ Today" in screen_text(app)
        await opened(pilot, "tab")
        assert marked(app) == ""
        assert "▸ Today" not in screen_text(app)


async def test_the_mouse_points_as_well(collect: MakeCollection) -> None:
    app = home_app(_studied(collect))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        view = app.screen.query(ChartView).first()
        await pilot.hover(view, offset=(5, 6))
        await pilot.pause()
        assert marked(app) == "Good: 1 answer"
        await pilot.hover(PageTabs)
        await pilot.pause()
        assert marked(app) == ""


async def test_numbers_take_the_place_of_drawings(collect: MakeCollection) -> None:
    app = home_app(_studied(collect))
    async with app.run_test(size=(80, 60)) as pilot:
        await opened(pilot)
        assert "█" in screen_text(app)
        await opened(pilot, "v")
        assert "█" not in screen_text(app)
        assert "rating" in screen_text(app)


async def test_enter_on_a_deck_shows_what_is_still_known_of_its_article(collect: MakeCollection) -> None:
    app = home_app(_studied(collect))
    async with app.run_test(size=(120, 50)) as pilot:
        await opened(pilot, "5", "tab", "tab")
        assert "This deck" not in screen_text(app)
        await opened(pilot, "right")
        assert "This deck" in screen_text(app)
        await opened(pilot, "enter")
        assert not heads(app)[0].startswith("Statistics   of all decks")
        assert "What you still know of the article" in screen_text(app)
        assert "Choose one deck" not in screen_text(app)


async def test_it_scrolls_by_keys_and_fits_a_small_screen(collect: MakeCollection) -> None:
    app = home_app(_studied(collect))
    async with app.run_test(size=(40, 15)) as pilot:
        await opened(pilot)
        assert "Today" in screen_text(app)
        await opened(pilot, *["pagedown"] * 12)
        assert "of 21 days or more." in " ".join(screen_text(app).split())


async def test_without_answers_it_says_so(collect: MakeCollection) -> None:
    app = home_app(collect(capitals=CAPITALS))
    async with app.run_test() as pilot:
        await opened(pilot)
        assert "Nothing answered yet today." in screen_text(app)


async def test_down_goes_through_what_stands_below_each_other_and_the_screen_follows(collect: MakeCollection) -> None:
    app = home_app(_studied(collect))
    async with app.run_test(size=(40, 15)) as pilot:
        await opened(pilot, "5", "tab", "tab", "tab", "down", "down")
        view = app.screen.focused
        assert isinstance(view, ChartView)
        assert marked(app).startswith("Sec")
        await opened(pilot, "down")
        assert view.chosen is not None
        window = app.screen.query_one("#report").content_region
        lines = view.lines_pointed_at
        assert lines is not None
        assert window.y <= view.content_region.y + lines[0] < window.bottom


async def test_in_a_calendar_weeks_lie_sideways_and_days_below(collect: MakeCollection) -> None:
    app = home_app(_studied(collect))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "tab", "tab", "tab", "tab", "left")
        assert marked(app) == "Mon 15 Sep 2025: 3 answers"
        await opened(pilot, "left")
        assert marked(app).startswith("Mon 8 Sep 2025")
        await opened(pilot, "down")
        assert marked(app).startswith("Tue 9 Sep 2025")


async def test_what_is_pointed_at_and_the_place_stay_when_another_deck_or_time_is_looked_at(
    collect: MakeCollection,
) -> None:
    app = home_app(_studied(collect))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "2", *["tab"] * 4, "right", "right")
        before = app.screen.focused
        assert marked(app).startswith("Hard")
        await opened(pilot, "r", "d")
        assert app.screen.focused is before
        assert app.screen.query_one("#report").scroll_y > 0
        assert marked(app).startswith("Hard")


async def test_keys_that_would_change_nothing_are_not_offered(collect: MakeCollection) -> None:
    app = home_app(_studied(collect))
    async with app.run_test(size=(120, 24)) as pilot:
        await opened(pilot)
        assert "r Time" not in screen_text(app)
        assert "three months" not in screen_text(app)
        await opened(pilot, "2")
        assert "r Time" in screen_text(app)
        assert "three months" in screen_text(app)
        await opened(pilot, "4")
        assert "v Numbers" not in screen_text(app)
        await opened(pilot, "tab")
        assert "Point" not in screen_text(app)


async def test_the_key_of_numbers_leads_back_to_drawings(collect: MakeCollection) -> None:
    app = home_app(_studied(collect))
    async with app.run_test(size=(120, 24)) as pilot:
        await opened(pilot)
        assert "v Numbers" in screen_text(app)
        await opened(pilot, "v")
        assert "v Drawings" in screen_text(app)


async def test_answers_given_elsewhere_appear(collect: MakeCollection) -> None:
    here = _studied(collect)
    app = home_app(here)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert "3 answers" in screen_text(app)
        with Collection.open(here.paths, here.settings, clock=lambda: Instant(NOON), zone=UTC) as other:
            other.start().rate(Rating.GOOD, verdict=Verdict.RIGHT, typed="x", duration_ms=4_000)
        assert isinstance(app.screen, StatsScreen)
        app.screen.keep_up()
        await opened(pilot, "tab")
        assert "4 answers" in screen_text(app)


async def test_enter_and_a_click_on_a_template_show_its_cards(collect: MakeCollection) -> None:
    app = home_app(_studied(collect))
    async with app.run_test(size=(120, 24)) as pilot:
        await opened(pilot, "4", "tab", "tab", "tab", "down")
        assert "Its cards" in screen_text(app)
        await opened(pilot, "enter")
        assert isinstance(app.screen, BrowserScreen)
        assert 'rule:"located-in"' in screen_text(app)
        while isinstance(app.screen, BrowserScreen):
            await pilot.press("escape")
            await pilot.pause()
        assert isinstance(app.screen, StatsScreen)
        view = [*app.screen.query(ChartView)][2]
        await pilot.click(view, offset=(5, 3))
        await pilot.pause()
        assert isinstance(app.screen, BrowserScreen)


async def test_enter_on_a_tag_reports_its_cards_alone(collect: MakeCollection) -> None:
    collection = _studied(collect)
    app = home_app(collection)
    async with app.run_test(size=(120, 24)) as pilot:
        await opened(pilot, "5", "tab", "tab", "tab", "tab", "down")
        assert "All tags" not in screen_text(app)
        assert "This tag" in screen_text(app)
        tag = next(iter(collection.sittings.tags()))
        await opened(pilot, "enter")
        assert heads(app)[0] == f"Statistics   of all decks tagged {tag}"
        scope = Scope(tags=(tag,), since=since(Range.QUARTER, collection.today()))
        chart = PAGES[0].figures["cards"](collection.progress(scope))
        assert chart in [view.chart for view in app.screen.query(ChartView)]
        assert chart != PAGES[0].figures["cards"](collection.progress(Scope()))
        await opened(pilot, "b")
        assert isinstance(app.screen, BrowserScreen)
        assert f'tag:"{tag}"' in screen_text(app)
        while isinstance(app.screen, BrowserScreen):
            await pilot.press("escape")
            await pilot.pause()
        await opened(pilot, "d")
        assert f"tagged {tag}" in heads(app)[0]
        assert "All tags" in screen_text(app)
        await opened(pilot, "backspace", "D")
        assert heads(app)[0] == "Statistics   of all decks"


async def test_b_browses_what_is_reported(collect: MakeCollection) -> None:
    app = home_app(_studied(collect))
    async with app.run_test(size=(120, 24)) as pilot:
        await opened(pilot, "d", "b")
        assert isinstance(app.screen, BrowserScreen)
        assert 'deck:"capitals"' in screen_text(app)


async def test_keys_that_come_fast_are_all_heard(collect: MakeCollection) -> None:
    app = home_app(_studied(collect))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert isinstance(app.screen, StatsScreen)
        app.screen.action_chart(1)
        app.screen.action_chart(1)
        assert app.screen.focused is [*app.screen.query(ChartView)][1]


async def test_charts_that_take_long_are_reckoned_meanwhile(
    collect: MakeCollection, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection = _studied(collect)
    app = home_app(collection)
    async with app.run_test(size=(90, 120)) as pilot:
        for number, page in enumerate(PAGES, 1):
            await opened(pilot, str(number))
            at_once = screen_text(app)
            monkeypatch.setattr("quiz.collection.progress._QUICK", 0)
            await opened(pilot, str(number))
            await app.workers.wait_for_complete()
            await pilot.pause()
            await pilot.pause()
            monkeypatch.undo()
            assert screen_text(app) == at_once
            assert all(view.chart is not None for view in app.screen.query(ChartView)), page.key


async def test_leaving_ends_what_is_reckoned(collect: MakeCollection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quiz.collection.progress._QUICK", 0)
    app = home_app(_studied(collect))
    async with app.run_test() as pilot:
        await opened(pilot)
        await pilot.press("3", "4", "5", "q")
        await app.workers.wait_for_complete()
        assert not isinstance(app.screen, StatsScreen)
        assert not app.workers


async def test_a_long_past_is_summed_up_behind_a_notice(
    collect: MakeCollection, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection = _studied(collect)
    wait = Event()
    left = iter((80, 60))
    monkeypatch.setattr(type(collection), "to_sum_up", lambda _: next(left, 60))
    monkeypatch.setattr("quiz.tui.widgets.chart_report._sum_up", lambda _: wait.wait(60))
    app = home_app(collection)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert "Adding up all answers, this once: 25%" in screen_text(app)
        assert not app.screen.query(ChartView)
        await opened(pilot, "2", "r")  # another page and time can be chosen meanwhile
        assert "Adding up all answers" in screen_text(app)
        wait.set()
        await app.workers.wait_for_complete()
        await opened(pilot, "tab")
        assert "3 answers on 1 of 365 days" in screen_text(app)
        assert not app.screen.query("#summing")


async def test_leaving_ends_the_summing_up(collect: MakeCollection, monkeypatch: pytest.MonkeyPatch) -> None:
    collection = _studied(collect)
    stopped = Event()
    monkeypatch.setattr(type(collection), "to_sum_up", lambda _: 80)
    monkeypatch.setattr(Reckoning, "run", lambda *_: stopped.wait(60))
    monkeypatch.setattr(Reckoning, "stop", lambda _: stopped.set())
    app = home_app(collection)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("q")
        await app.workers.wait_for_complete()
        assert stopped.is_set()
        assert not isinstance(app.screen, StatsScreen)
