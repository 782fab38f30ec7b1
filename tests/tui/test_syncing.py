"""Syncing from the screens: behind what is shown, told in a sentence, and never in the way."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC
from pathlib import Path

import pytest
from textual.app import App
from tui_room import CAPITALS, MakeCollection, screen_text, settled

from quiz.collection import Collection
from quiz.model.answer import Verdict
from quiz.model.memory import Rating
from quiz.paths import find_paths
from quiz.tui.app import home_app, study_app
from quiz.tui.places import everywhere
from tests.clock import Clock


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shared")


@pytest.fixture
def here(collect: MakeCollection, folder: Path) -> Collection:
    collection = collect(capitals=CAPITALS)
    collection.use(replace(collection.settings, sync_folder=folder))
    return collection


@pytest.fixture
def there(
    tmp_path_factory: pytest.TempPathFactory, folder: Path, clock: Clock, here: Collection
) -> Iterator[Collection]:
    """Another device of the same learner, which has answered a card and made a deck."""
    paths = find_paths({"QUIZ_HOME": str(tmp_path_factory.mktemp("there"))})
    paths.decks.mkdir(parents=True)
    (paths.decks / "capitals.toml").write_text(CAPITALS)
    (paths.decks / "hills.toml").write_text(CAPITALS.replace("Capitals", "Hills").replace("capitals", "hills"))
    with ExitStack() as stack:
        opened = stack.enter_context(Collection.open(paths, here.settings, clock=clock, zone=UTC))
        session = opened.start([deck.id for deck in opened.decks() if deck.id == "capitals"])
        session.rate(Rating.EASY, verdict=Verdict.SHOWN, typed=None, duration_ms=1)
        opened.exchange.sync()
        yield opened


def said(app: App[None]) -> str:
    return " ".join(note.message for note in app._notifications)


def by_itself(collection: Collection) -> None:
    collection.use(replace(collection.settings, auto_sync=True))


async def test_a_key_syncs_behind_the_list_and_tells_what_came(here: Collection, there: Collection) -> None:
    app = home_app(here)
    async with app.run_test() as pilot:
        await settled(pilot)
        assert "Hills" not in screen_text(app)
        await pilot.press("y")
        await settled(pilot)
        assert "Synced: 1 answer came, 1 deck changed." in said(app)
        assert "Hills" in screen_text(app)
    assert [deck.counts.new for deck in here.decks()] == [1, 2]


async def test_without_a_folder_there_is_nothing_to_sync(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    app = home_app(collection)
    async with app.run_test() as pilot:
        assert not app.can_sync
        assert app.screen.check_action("sync", ()) is False
        assert not [entry for entry in everywhere(app) if "Sync with" in entry.name]
        await pilot.press("y")
        assert said(app) == ""


async def test_what_stands_in_the_way_is_told_and_stops_nothing(here: Collection, folder: Path) -> None:
    here.use(replace(here.settings, sync_folder=folder / "gone" / "away"))
    app = home_app(here)
    async with app.run_test() as pilot:
        await pilot.press("y")
        await settled(pilot)
        assert f"There is no folder {folder / 'gone'}. Is it connected?" in said(app)
        assert app.can_sync
        await pilot.press("enter")
        await settled(pilot)
        assert app.shows("StudyScreen")


async def test_from_a_session_the_palette_syncs_and_the_session_goes_on(here: Collection, there: Collection) -> None:
    app = study_app(here)
    async with app.run_test() as pilot:
        await settled(pilot)
        [entry] = [entry for entry in everywhere(app) if "Sync with" in entry.name]
        entry.run()
        await settled(pilot)
        assert "1 answer came" in said(app)
        assert app.shows("StudyScreen")
        await pilot.press("escape", "q")
        await settled(pilot)
        assert "Hills" in screen_text(app)


async def test_by_itself_it_syncs_at_the_start_and_tells_only_what_is_new(here: Collection, there: Collection) -> None:
    by_itself(here)
    for told in (True, False):
        app = home_app(here)
        async with app.run_test() as pilot:
            await settled(pilot)
            assert ("1 answer came" in said(app)) is told
            assert "Hills" in screen_text(app)
