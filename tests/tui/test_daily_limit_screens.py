"""What the limit of all decks together makes wait is told where one looks: list of decks, choosing, summary."""

from dataclasses import replace

from tui_room import CAPITALS, MakeCollection, answer, screen_text, settled

from quiz.collection import Collection
from quiz.model.options import AskMode
from quiz.tui.app import home_app

HILLS = CAPITALS.replace("Capitals", "Hills").replace("capitals", "hills")


def limited(collect: MakeCollection, new: int) -> Collection:
    collection = collect(mode=AskMode.TYPED, capitals=CAPITALS, hills=HILLS)
    study = replace(collection.settings.study, total_new_per_day=new)
    collection.use(replace(collection.settings, study=study))
    return collection


async def test_the_list_counts_all_decks_together_and_says_what_waits(collect: MakeCollection) -> None:
    app = home_app(limited(collect, 3))
    async with app.run_test() as pilot:
        await settled(pilot)
        shown = screen_text(app)
        assert "3 cards to study" in shown
        assert "All decks together: 1 new card waits, at most 3 a day." in shown
        [total] = [line for line in shown.splitlines() if line.strip().startswith("All decks (2)")]
        assert total.split()[3] == "3"
        await pilot.press("s")
        await settled(pilot)
        assert "All decks together: 1 new card waits, at most 3 a day." in screen_text(app)


async def test_the_summary_says_what_waits(collect: MakeCollection) -> None:
    app = home_app(limited(collect, 1))
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("a")
        await settled(pilot)
        await answer(pilot, "x")
        await pilot.press("4")
        await settled(pilot)
        assert app.shows("SummaryScreen")
        assert "All decks together: 3 new cards wait, at most 1 a day." in " ".join(
            screen_text(app).replace("│", "").split()
        )
        await pilot.press("enter")
        await settled(pilot)
        assert "nothing to study" in screen_text(app)


async def test_without_such_a_limit_nothing_is_said(collect: MakeCollection) -> None:
    app = home_app(collect(capitals=CAPITALS, hills=HILLS))
    async with app.run_test() as pilot:
        await settled(pilot)
        assert "together" not in screen_text(app)
        assert "4 cards to study" in screen_text(app)
