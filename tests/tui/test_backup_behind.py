"""The backup of the day is made behind the first screen, and what stands in its way is said once."""

from quiz.tui.app import home_app, study_app
from tests.tui.tui_room import CAPITALS, MakeCollection, settled


async def test_the_backup_of_the_day_is_made_behind_the_first_screen(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    for app in (home_app(collection), study_app(collection)):
        async with app.run_test() as pilot:
            await settled(pilot)
        assert len(collection.backups.all()) == 1


async def test_what_stands_in_its_way_is_said_and_stops_nothing(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    collection.backups.folder.write_text("in the way")
    app = home_app(collection)
    async with app.run_test() as pilot:
        await settled(pilot)
        (note,) = app._notifications
        assert "No backup can be made in" in note.message
        await pilot.press("enter")
        await settled(pilot)
        assert app.shows("StudyScreen")
