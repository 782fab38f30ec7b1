"""What is always on the screen of a session: progress, time, deck and article."""

from tui_room import CAPITALS, TURKIC, MakeCollection, answer, screen_text, study

from quiz.model.ids import CardId
from quiz.tui.app import study_app
from quiz.tui.widgets.session_line import SessionLine
from tests.clock import Clock

SPOILER = TURKIC.replace('title = "Secretaries of', 'title = "Secretaries in Istanbul: ')


def _lines(app) -> list[str]:
    return screen_text(app).splitlines()[:3]


async def test_it_counts_what_is_done_what_is_to_come_and_what_comes_back_later(
    collect: MakeCollection, clock: Clock
) -> None:
    app = study_app(collect(capitals=CAPITALS))
    async with app.run_test() as pilot:
        assert _lines(app)[0].endswith("0 done · 2 new ")
        await answer(pilot, "x")
        await pilot.press("1")
        await pilot.pause()
        assert _lines(app)[0].endswith("1 done · 1 new · 1 later ")
        clock.forward(seconds=61)
        study(app)._tick()
        await pilot.pause()
        assert _lines(app)[0].endswith("1 done · 1 new · 1 learning ")


async def test_where_it_is_narrow_counts_are_signs(collect: MakeCollection) -> None:
    app = study_app(collect(capitals=CAPITALS))
    async with app.run_test(size=(40, 15)) as pilot:
        await answer(pilot, "x")
        await pilot.press("1")
        await pilot.pause()
        assert _lines(app)[0].endswith("✓1 n1 +1 ")


async def test_it_tells_the_time_of_the_session_and_of_the_card(collect: MakeCollection, clock: Clock) -> None:
    app = study_app(collect(capitals=CAPITALS))
    async with app.run_test() as pilot:
        clock.forward(seconds=9)
        study(app)._tick()
        await pilot.pause()
        assert _lines(app)[1].endswith("  session <1 min ")
        clock.forward(seconds=10)
        study(app)._tick()
        await pilot.pause()
        assert _lines(app)[1].endswith("card 10 s · session <1 min ")
        clock.forward(seconds=80)
        await answer(pilot, "x")
        clock.forward(seconds=3600)
        study(app)._tick()
        await pilot.pause()
        assert _lines(app)[1].endswith("card 1:30 · session 1 h 01 ")
        await pilot.press("1")
        study(app)._tick()
        await pilot.pause()
        assert _lines(app)[1].endswith("  session 1 h 01 ")


async def test_time_paints_only_its_cells_and_only_every_ten_seconds(collect: MakeCollection, clock: Clock) -> None:
    app = study_app(collect(capitals=CAPITALS))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        line = app.screen.query_one(SessionLine)
        study(app)._tick()
        await pilot.pause()
        painted = []
        original = line._set_dirty
        line._set_dirty = lambda *regions: (painted.extend(regions or [line.region]), original(*regions))
        clock.forward(seconds=7)
        study(app)._tick()
        assert not painted
        clock.forward(seconds=7)
        study(app)._tick()
        assert painted
        assert all(region.height == 1 and region.width < 30 for region in painted)
        await pilot.pause()
        assert "card 10 s" in _lines(app)[1]
        painted.clear()
        clock.forward(seconds=5)
        study(app)._tick()
        assert not painted


async def test_the_article_is_named_but_for_what_would_give_the_answer_away(collect: MakeCollection) -> None:
    app = study_app(collect(turkic=SPOILER))
    async with app.run_test() as pilot:
        assert _lines(app)[2].strip().startswith("Secretaries in …: Security Councils of OTS")
        assert _lines(app)[2].strip().endswith("12 Sep 2025")
        await answer(pilot, "x")
        assert _lines(app)[2].strip().startswith("Secretaries in Istanbul: Security Councils of OTS")


async def test_an_article_named_like_its_deck_is_named_once(collect: MakeCollection) -> None:
    app = study_app(collect(capitals=CAPITALS.replace("\n\n", '\n\n[source]\ntitle = "CAPITALS"\n\n', 1)))
    async with app.run_test():
        assert _lines(app)[0].strip().startswith("Capitals")
        assert not _lines(app)[2].strip()


async def test_what_is_spent_on_another_screen_is_no_time_of_the_card(collect: MakeCollection, clock: Clock) -> None:
    collection = collect(capitals=CAPITALS)
    app = study_app(collection)
    async with app.run_test() as pilot:
        clock.forward(seconds=5)
        await pilot.press("escape")
        for key, close in (("comma", "q"), ("o", "q"), ("question_mark", "q"), ("i", "q"), ("b", "q"), ("e", "escape")):
            await pilot.press(key)
            await pilot.pause()
            assert app.screen is not app.screen_stack[0], key
            clock.forward(seconds=600)
            await pilot.press(close)
            await pilot.pause()
        clock.forward(seconds=5)
        study(app)._tick()
        await pilot.pause()
        assert "card 10 s" in _lines(app)[1]
        await answer(pilot, "x")
        await pilot.press("comma")
        await pilot.pause()
        clock.forward(seconds=600)
        await pilot.press("q")
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        (review,) = (*collection.history(CardId("capitals/peru")), *collection.history(CardId("capitals/chad")))
        assert review.duration_ms == 10_000
