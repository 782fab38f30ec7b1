"""The history of a card: every answer with what it did, and what was done to the card besides."""

from dataclasses import replace

import pytest
from tui_room import TURKIC, MakeCollection, screen_text

from quiz.model.answer import Verdict
from quiz.model.ids import CardId
from quiz.model.memory import Rating
from quiz.model.review import ActionKind
from quiz.tui.app import home_app, study_app
from quiz.tui.screens.info import InfoScreen
from tests.clock import Clock


@pytest.fixture
def studied(collect: MakeCollection, clock: Clock):
    collection = collect(turkic=TURKIC)
    for rating, typed in ((Rating.AGAIN, "Ankara"), (Rating.EASY, "Istanbul")):
        session = collection.start()
        session.mark()
        session.rate(rating, verdict=Verdict.RIGHT, typed=typed, duration_ms=61_000)
        clock.forward(seconds=86_400 * 12)
    return collection


async def test_each_answer_is_told_with_what_it_did(studied) -> None:
    app = study_app(studied)
    async with app.run_test(size=(120, 45)) as pilot:
        await pilot.press("space", "i")
        await pilot.pause()
        lines = [line.split("│")[1] for line in screen_text(app).splitlines() if "│" in line]
        rows = [line.split() for line in lines if "Sep 2025" in line]
    newest, mark, oldest = rows[0], rows[1], rows[2]
    assert newest[:5] == ["27", "Sep", "2025", "12:00", "Easy"]
    assert newest[-4].endswith("%")
    assert newest[-3:] == ["61", "s", "Istanbul"]
    assert mark[4:] == ["mark", "taken", "off"]
    assert oldest[4] == "Again"
    assert oldest[-4] == "new"
    assert oldest[-1] == "Ankara"


async def test_a_card_that_was_made_new_again_tells_of_it(studied) -> None:
    studied.browser.act(studied.browser.search("").keys, ActionKind.RESET)
    app = study_app(studied)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("escape", "i")
        await pilot.pause()
        shown = screen_text(app)
        assert "made new again" in shown
        assert "Again" in shown


async def test_before_the_answer_nothing_that_was_typed_is_shown(studied) -> None:
    app = study_app(studied)
    async with app.run_test(size=(120, 45)) as pilot:
        await pilot.press("escape", "i")
        await pilot.pause()
        shown = screen_text(app)
        assert "27 Sep 2025 12:00" in shown
        assert "Ankara" not in shown
        assert "Istanbul" not in shown


async def test_a_card_that_was_begun_anew_or_moved_tells_of_it(studied) -> None:
    studied.browser.act(studied.browser.search("").keys, ActionKind.RESET)
    studied.start().rate(Rating.EASY, verdict=Verdict.RIGHT, typed="x", duration_ms=1)
    schedule = replace(studied.settings.schedule, desired_retention=0.7)
    studied.use(replace(studied.settings, schedule=schedule))
    studied.rescheduler.keep(studied.rescheduler.plan())
    card = studied.card(CardId("turkic/seat"))
    app = home_app(studied)
    async with app.run_test(size=(120, 45)) as pilot:
        app.push_screen(InfoScreen(studied, card, studied.history(card.id)[-1].after, told=True))
        await pilot.pause()
        shown = screen_text(app)
    assert "made new again" in shown
    assert "moved to " in shown


async def test_what_was_taken_back_is_no_history(studied, clock: Clock) -> None:
    session = studied.start()
    session.mark()
    session.undo()
    session.rate(Rating.HARD, verdict=Verdict.RIGHT, typed="x", duration_ms=1)
    session.undo()
    assert len(studied.life("turkic/seat")) == 4
