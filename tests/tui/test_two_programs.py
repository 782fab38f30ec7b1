"""Two programs on one database: what one of them does, the other shows, and neither loses an answer."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC

import pytest
from textual.app import App
from tui_room import CAPITALS, MakeCollection, answer, screen_text, study

from quiz.cli.plain.conversation import Conversation
from quiz.collection import Collection
from quiz.model.answer import Verdict
from quiz.model.deck import CardId, DeckId
from quiz.model.memory import Rating, Scheduled
from quiz.model.options import AskMode
from quiz.model.review import ActionKind
from quiz.srs.session import Session
from quiz.tui.app import home_app, study_app
from quiz.tui.screens.browser import BrowserScreen
from quiz.tui.screens.study.keys import Stage
from quiz.tui.widgets.card_table import CardTable
from tests.clock import Clock

CHAD, PERU = CardId("capitals/chad"), CardId("capitals/peru")


@pytest.fixture
def here(collect: MakeCollection) -> Collection:
    return collect(mode=AskMode.TYPED, capitals=CAPITALS)


@pytest.fixture
def there(here: Collection, clock: Clock) -> Iterator[Collection]:
    with ExitStack() as stack:
        yield stack.enter_context(Collection.open(here.paths, here.settings, clock=clock, zone=UTC))


def rate(collection: Collection, card: CardId, rating: Rating = Rating.EASY) -> None:
    """Answer a card in a session of its own."""
    session = collection.start()
    while (current := session.current) is not None and current.card != card:
        session.rate(Rating.AGAIN, verdict=Verdict.SHOWN, typed=None, duration_ms=1)
    session.rate(rating, verdict=Verdict.SHOWN, typed=None, duration_ms=1)


def answers(collection: Collection) -> list[CardId]:
    return [review.card for card in (CHAD, PERU) for review in collection.history(card)]


def said(app: App[None]) -> str:
    return " ".join(note.message for note in app._notifications)


def other_of(card: CardId) -> CardId:
    return PERU if card == CHAD else CHAD


def first_of(session: Session) -> CardId:
    assert session.current is not None
    return session.current.card


async def test_a_card_that_was_answered_elsewhere_gives_way_to_the_next(here: Collection, there: Collection) -> None:
    app = study_app(here)
    async with app.run_test() as pilot:
        await pilot.pause()
        first = first_of(study(app)._session)
        rate(there, first)
        study(app).keep_up()
        await pilot.pause()
        assert first_of(study(app)._session) == other_of(first)
        assert "answered or put away by another program" in said(app)


async def test_an_answer_that_comes_too_late_is_refused_in_a_sentence(here: Collection, there: Collection) -> None:
    app = study_app(here)
    async with app.run_test() as pilot:
        await pilot.pause()
        first = first_of(study(app)._session)
        await answer(pilot, "Lima")
        rate(there, first)
        await pilot.press("4")
        await pilot.pause()
        assert "Nothing of this answer was kept" in said(app)
        assert answers(here) == [first]
        assert study(app).stage is Stage.ASKING
        await answer(pilot, "Lima")
        await pilot.press("4")
        assert sorted(answers(here)) == [CHAD, PERU]
    assert all(finding.harmless for finding in there.check())


async def test_an_answer_given_just_after_another_is_not_shown(here: Collection, there: Collection) -> None:
    app = study_app(here)
    async with app.run_test() as pilot:
        await pilot.pause()
        first = first_of(study(app)._session)
        rate(there, first)
        app.screen.query_one("#answer").value = "Lima"  # type: ignore[attr-defined]
        await pilot.press("enter")
        await pilot.pause()
        assert study(app).stage is Stage.ASKING
        assert first_of(study(app)._session) == other_of(first)


@pytest.mark.parametrize("kind", [ActionKind.SUSPEND, ActionKind.BURY])
async def test_a_card_that_was_put_away_elsewhere_is_not_asked(
    here: Collection, there: Collection, kind: ActionKind
) -> None:
    app = study_app(here)
    async with app.run_test() as pilot:
        await pilot.pause()
        first = first_of(study(app)._session)
        there.browser.act(there.browser.search(f'"{here.card(other_of(first)).prompt}"').keys, kind)
        study(app).keep_up()
        await pilot.pause()
        assert first_of(study(app)._session) == first
        assert study(app)._session.counts.total == 1


async def test_a_card_that_was_edited_elsewhere_is_shown_as_it_is_now(here: Collection, there: Collection) -> None:
    app = study_app(here)
    async with app.run_test() as pilot:
        await pilot.pause()
        first = first_of(study(app)._session)
        there.edit_note(there.card(first), {"prompt": "What is it called now?"})
        study(app).keep_up()
        await pilot.pause()
        assert "What is it called now?" in screen_text(app)
        there.remove_note(there.card(first))
        study(app).keep_up()
        await pilot.pause()
        assert first_of(study(app)._session) == other_of(first)


async def test_a_session_ends_when_another_program_has_done_the_rest(here: Collection, there: Collection) -> None:
    app = study_app(here)
    async with app.run_test() as pilot:
        await pilot.pause()
        rate(there, CHAD)
        rate(there, PERU)
        study(app).keep_up()
        await pilot.pause()
        assert type(app.screen).__name__ == "SummaryScreen"


async def test_undo_takes_back_only_what_was_done_here(here: Collection, there: Collection, clock: Clock) -> None:
    app = study_app(here)
    async with app.run_test() as pilot:
        await pilot.pause()
        first = first_of(study(app)._session)
        await answer(pilot, "x")
        await pilot.press("1")
        await pilot.pause()
        clock.forward(seconds=120)
        rate(there, first, Rating.GOOD)
        await pilot.press("escape", "u")
        await pilot.pause()
        assert [review.rating for review in here.history(first)] == [Rating.GOOD]
        assert first_of(study(app)._session) == first
        state = study(app)._session.current.state  # type: ignore[union-attr]
        assert isinstance(state, Scheduled)
        assert state.reps == 1
    assert all(finding.harmless for finding in there.check())


async def test_the_list_of_decks_follows_another_program(here: Collection, there: Collection) -> None:
    app = home_app(here)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.screen.decks[0].counts.new == 2  # type: ignore[attr-defined]
        rate(there, first_of(there.start()))
        app.screen.keep_up()  # type: ignore[attr-defined]
        await pilot.pause()
        assert app.screen.decks[0].counts.new == 1  # type: ignore[attr-defined]


async def test_the_browser_follows_another_program(here: Collection, there: Collection) -> None:
    app = home_app(here)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end", "b", "down", "space")
        screen = app.screen
        assert isinstance(screen, BrowserScreen)
        table = screen.query_one(CardTable)
        at, picked = table.at, set(table.picked)
        assert at is not None
        assert len(picked) == 1
        there.browser.act(there.browser.search("").keys, ActionKind.SUSPEND)
        file = there.paths.decks / "capitals.toml"
        file.write_text(
            file.read_text().replace(
                "[[card]]", '[[card]]\nid = "fr"\nprompt = "France?"\nanswer = "Paris"\n\n[[card]]', 1
            )
        )
        there.refresh()
        screen.keep_up()
        await pilot.pause()
        shown = screen_text(app)
        assert shown.count("@ ") >= 2
        assert "France?" in shown
        assert (table.at and table.at.card.id, table.picked, len(table.keys)) == (at.card.id, picked, 3)
        screen.keep_up()  # nobody wrote: nothing is read again
        assert table.picked == picked


def test_a_conversation_goes_on_with_what_is_left(here: Collection, there: Collection) -> None:
    session = here.start()
    conversation = Conversation(here, session)
    conversation.open()
    first = first_of(session)
    conversation.hear("Lima")
    rate(there, first)
    heard = " ".join(conversation.hear("4").lines)
    assert "by another program meanwhile" in heard
    assert here.card(other_of(first)).prompt in heard
    assert answers(here) == [first]


def test_two_sessions_in_turn_lose_nothing_and_ask_nothing_twice(here: Collection, there: Collection) -> None:
    sessions = [here.start([DeckId("capitals")]), there.start([DeckId("capitals")])]
    for turn in range(2):
        session = sessions[turn % 2]
        assert session.current is not None
        session.rate(Rating.EASY, verdict=Verdict.SHOWN, typed=None, duration_ms=1)
    assert [session.current for session in sessions] == [None, None]
    assert sorted(answers(here)) == [CHAD, PERU]
    assert all(finding.harmless for finding in here.check())
