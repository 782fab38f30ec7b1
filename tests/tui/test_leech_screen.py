"""A card that is forgotten again and again, on the screen of a session."""

import pytest
from tui_room import CAPITALS, TURKIC, MakeCollection, answer, screen_text, study

from quiz.collection import Collection
from quiz.config.reading import reread_settings
from quiz.model.answer import Verdict
from quiz.model.ids import CardId
from quiz.model.memory import Rating
from quiz.tui.app import study_app
from quiz.tui.screens.edit import EditScreen
from quiz.tui.screens.study.keys import Stage
from tests.clock import Clock
from tests.tui.test_options_screen import shown_hints

PERU = CardId("capitals/peru")
DAY = 86_400


def forgotten(collection: Collection, clock: Clock, settings: str) -> None:
    """Have the capital of Peru in review and due, with a lapse fewer than makes a leech."""
    path = collection.paths.config
    path.write_text(settings, encoding="utf-8")
    collection.use(reread_settings(path, collection.settings))
    session = collection.start()
    for rating in (Rating.EASY, Rating.EASY):
        assert session.current is not None
        session.rate(rating, verdict=Verdict.RIGHT, typed=None, duration_ms=1)
    clock.forward(seconds=30 * DAY)


async def test_a_leech_is_told_and_again_when_it_comes_back(collect: MakeCollection, clock: Clock) -> None:
    collection = collect(capitals=CAPITALS)
    forgotten(collection, clock, 'leech_threshold = 1\nrelearning_steps = "1m"\n')
    app = study_app(collection)
    async with app.run_test(size=(100, 30)) as pilot:
        await answer(pilot, "x")
        await pilot.press("1")
        await pilot.pause()
        assert "A leech: forgotten 1 time." in " ".join(note.message for note in app._notifications)
        first = study(app)._session.leech
        assert first is not None
        clock.forward(seconds=61)
        await answer(pilot, "x")
        await pilot.press("3")
        await pilot.pause()
        assert study(app)._session.current is not None
        await answer(pilot, "x")
        assert "Edit it so that it asks in another way" in " ".join(note.message for note in app._notifications)
        assert "3 Good" in screen_text(app)


async def test_one_key_leads_from_the_answer_into_the_fields_of_the_leech(
    collect: MakeCollection, clock: Clock
) -> None:
    collection = collect(capitals=CAPITALS)
    forgotten(collection, clock, 'leech_threshold = 1\nmode = "typed"\n')
    app = study_app(collection)
    async with app.run_test(size=(100, 30)) as pilot:
        leech = study(app)._session.current
        assert leech is not None
        prompt = collection.card(leech.card).prompt
        assert "Rewrite leech" not in shown_hints(app)
        await answer(pilot, "x")
        await pilot.press("1")
        await pilot.pause()
        assert "Rewrite it now" in " ".join(note.message for note in app._notifications)
        other = study(app)._session.current
        assert other is not None
        assert other.card != leech.card
        await pilot.press("ctrl+l")  # the field of the next card has the focus
        await pilot.pause()
        assert isinstance(app.screen, EditScreen)
        assert prompt in screen_text(app)
        await pilot.press("home", *"Tell: ", "ctrl+s")
        await pilot.pause()
        assert study(app)._session.current == other
        assert collection.card(leech.card).prompt == f"Tell: {prompt}"
        assert "Rewrite leech" not in shown_hints(app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert collection.card(leech.card).prompt == prompt
        assert study(app)._session.current == other


async def test_a_leech_is_rewritten_while_only_waiting_is_left(collect: MakeCollection, clock: Clock) -> None:
    collection = collect(turkic=TURKIC)
    path = collection.paths.config
    path.write_text('leech_threshold = 1\nrelearning_steps = "1h"\nlearn_ahead = "1m"\n', encoding="utf-8")
    collection.use(reread_settings(path, collection.settings))
    collection.start().rate(Rating.EASY, verdict=Verdict.RIGHT, typed=None, duration_ms=1)
    clock.forward(seconds=30 * DAY)
    app = study_app(collection)
    async with app.run_test(size=(100, 30)) as pilot:
        await answer(pilot, "x")
        await pilot.press("1")
        await pilot.pause()
        assert study(app).stage is Stage.WAITING
        assert "w Rewrite leech" in shown_hints(app)
        await pilot.press("w")
        await pilot.pause()
        await pilot.press("home", *"Tell: ", "ctrl+s")
        await pilot.pause()
        assert study(app).stage is Stage.WAITING
        assert collection.card(CardId("turkic/seat")).prompt.startswith("Tell: ")
        await pilot.press("u")
        await pilot.pause()
        assert not collection.card(CardId("turkic/seat")).prompt.startswith("Tell: ")
        assert study(app).stage is Stage.WAITING


@pytest.mark.parametrize("action", ["tell", "suspend"])
async def test_a_leech_is_suspended_if_that_is_wanted(collect: MakeCollection, clock: Clock, action: str) -> None:
    collection = collect(capitals=CAPITALS)
    forgotten(collection, clock, f'leech_threshold = 1\nleech_action = "{action}"\n')
    app = study_app(collection)
    async with app.run_test(size=(100, 30)) as pilot:
        await answer(pilot, "x")
        await pilot.press("1")
        await pilot.pause()
        assert sum(deck.suspended for deck in collection.decks()) == (action == "suspend")
        told = " ".join(note.message for note in app._notifications)
        assert ("It is suspended; rewrite it, or undo takes that back." in told) == (action == "suspend")
        assert len(collection.browser.search("is:leech")) == 1
        await pilot.press("escape", "u")
        await pilot.pause()
        assert sum(deck.suspended for deck in collection.decks()) == 0
        assert len(collection.browser.search("is:leech")) == 0
