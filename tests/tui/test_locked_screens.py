"""Another program holds the database: the screen stays alive and says so, and what was done is kept when that ends."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from textual.app import App
from textual.pilot import Pilot
from tui_room import CAPITALS, MakeCollection, answer, screen_text, study

from quiz.collection import Collection
from quiz.model.deck import CardId, DeckId
from quiz.model.options import AskMode
from quiz.tui.app import home_app, study_app
from quiz.tui.quiz_app import QuizApp
from quiz.tui.screens.study.keys import Stage
from quiz.tui.waiting import PATIENCE

CHAD, PERU = CardId("capitals/chad"), CardId("capitals/peru")
SHORT = 0.01


@pytest.fixture
def here(collect: MakeCollection) -> Collection:
    return collect(mode=AskMode.TYPED, capitals=CAPITALS)


@contextmanager
def held(collection: Collection) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(collection.paths.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


def hurried(app: QuizApp, collection: Collection) -> QuizApp:
    """Let the application wait shorter, so that a test need not."""
    app.again_after = SHORT  # type: ignore[misc]
    collection.wait_at_most(SHORT)
    return app


def said(app: App[None]) -> str:
    return " ".join(note.message for note in app._notifications)


def answered(collection: Collection) -> int:
    return sum(len(collection.history(card)) for card in (CHAD, PERU))


async def freed(pilot: Pilot[None]) -> None:
    app = pilot.app
    assert isinstance(app, QuizApp)
    for _ in range(500):
        await pilot.pause(SHORT)
        if not app.is_waiting:
            return
    raise AssertionError("it waits for ever")


def test_the_screen_stands_still_for_less_than_half_a_second() -> None:
    assert PATIENCE < 0.5


@pytest.mark.parametrize("way", ["key", "mouse"])
async def test_an_answer_waits_for_the_database_and_is_kept(here: Collection, way: str) -> None:
    app = hurried(study_app(here), here)
    async with app.run_test() as pilot:
        await pilot.pause()
        await answer(pilot, "Lima")
        card = study(app)._session.current
        with held(here) as other:
            if way == "key":
                await pilot.press("3")
            else:
                await pilot.click("RatingButton")
            await pilot.pause(5 * SHORT)
            assert "is locked by another program" in said(app)
            assert "kept as soon as it is free" in said(app)
            assert study(app).stage is Stage.TOLD
            assert (study(app)._session.current, answered(here)) == (card, 0)
            await pilot.press("i")  # alive: another screen opens, and closes
            await pilot.pause()
            assert type(app.screen).__name__ == "InfoScreen"
            await pilot.press("escape")
            await pilot.pause(5 * SHORT)
            assert app.is_waiting
            other.execute("ROLLBACK")
        await freed(pilot)
        await pilot.pause()
        assert answered(here) == 1
        assert study(app)._session.current != card
        assert "locked" not in said(app)


async def test_an_answer_is_kept_once_however_long_it_takes(here: Collection) -> None:
    app = hurried(study_app(here), here)
    async with app.run_test() as pilot:
        await pilot.pause()
        for turn in range(2):
            await answer(pilot, "Lima")
            with held(here) as other:
                await pilot.press("4")
                await pilot.pause(10 * SHORT)
                assert answered(here) == turn
                other.execute("ROLLBACK")
            await freed(pilot)
            await pilot.pause()
            assert answered(here) == turn + 1
        assert all(finding.harmless for finding in here.check())


async def test_another_rating_takes_the_place_of_the_one_that_waits(here: Collection) -> None:
    app = hurried(study_app(here), here)
    async with app.run_test() as pilot:
        await pilot.pause()
        await answer(pilot, "Lima")
        with held(here) as other:
            await pilot.press("1", "4")
            other.execute("ROLLBACK")
        await freed(pilot)
        (review,) = (review for card in (CHAD, PERU) for review in here.history(card))
        assert review.rating == 4


async def test_who_leaves_before_it_is_kept_is_told(here: Collection) -> None:
    app = hurried(study_app(here), here)
    async with app.run_test() as pilot:
        await pilot.pause()
        await answer(pilot, "Lima")
        with held(here):
            await pilot.press("3", "escape")
            await freed(pilot)
            await pilot.pause()
            assert "what you did last was not kept" in said(app)
        assert answered(here) == 0


@pytest.mark.parametrize("action", ["bury(False)", "suspend(False)", "mark", "undo"])
async def test_whatever_is_done_to_a_card_waits(here: Collection, action: str) -> None:
    app = hurried(study_app(here), here)
    async with app.run_test() as pilot:
        await pilot.pause()
        await answer(pilot, "Lima")
        await pilot.press("4")
        await pilot.pause()
        before = len(list(here._store.actions())) + len(list(here._store.retractions()))
        with held(here) as other:
            await pilot.press("escape")
            await app.run_action(action, app.screen)
            await pilot.pause()
            assert "is locked by another program" in said(app)
            other.execute("ROLLBACK")
        await freed(pilot)
        assert len(list(here._store.actions())) + len(list(here._store.retractions())) == before + 1


async def test_the_browser_and_the_list_of_decks_wait(here: Collection) -> None:
    app = hurried(home_app(here), here)
    async with app.run_test() as pilot:
        await pilot.pause()
        with held(here) as other:
            await pilot.press("b")
            await pilot.pause()
            await app.run_action("suspend", app.screen)
            await pilot.pause()
            assert "is locked by another program" in said(app)
            assert "Capitals" in screen_text(app)
            other.execute("ROLLBACK")
        await freed(pilot)
        assert len(here._store.suspended()) == 1
        await pilot.press("escape")
        await pilot.pause()
        with held(here) as other:
            await app.run_action("put_back", app.screen)
            await pilot.pause()
            assert "is locked by another program" in said(app)
            other.execute("ROLLBACK")
        await freed(pilot)
        assert here._store.suspended() == ()
        assert "put back into study" in said(app)


@pytest.mark.parametrize("many", [2, 2_000])
async def test_what_was_agreed_to_waits_as_well(here: Collection, monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    monkeypatch.setattr("quiz.tui.screens.browser.screen.MANY", many)
    monkeypatch.setattr("quiz.store.database.LOCK_WAIT", SHORT)  # of the thread beside the screen
    app = hurried(home_app(here), here)
    async with app.run_test() as pilot:
        await pilot.press("b", "a")
        await pilot.pause()
        with held(here) as other:
            await pilot.press("at", "y")
            for _ in range(500):
                await pilot.pause(SHORT)
                if "is locked by another program" in said(app):
                    break
            assert "What you did waits" in said(app)
            assert here._store.suspended() == ()
            other.execute("ROLLBACK")
        for _ in range(500):
            await pilot.pause(SHORT)
            if here._store.suspended():
                break
        assert set(here._store.suspended()) == {CHAD, PERU}
        await freed(pilot)
        await pilot.pause()
        assert "Suspended: 2 cards." in said(app)


async def test_a_file_that_was_changed_meanwhile_is_read_when_the_database_is_free(here: Collection) -> None:
    app = hurried(home_app(here), here)
    async with app.run_test() as pilot:
        await pilot.pause()
        with held(here) as other:
            step = here.shelf.create("Rivers")
            edit = here.edit_note(here.card(CHAD), {"answer": "Ndjamena"})
            assert step.path is not None
            assert step.path.exists()
            assert DeckId("rivers") not in {row.id for row in here.decks()}
            other.execute("ROLLBACK")
        app.screen.keep_up()  # type: ignore[attr-defined]
        await pilot.pause()
        assert "Rivers" in screen_text(app)
        assert here.card(CHAD).answer == "Ndjamena"
        here.take_back(edit)
        assert here.card(CHAD).answer == "N'Djamena"
