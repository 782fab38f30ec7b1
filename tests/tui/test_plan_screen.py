"""Choosing what to study, and the sessions that come of it."""

from dataclasses import replace

from textual.app import App
from textual.pilot import Pilot
from tui_room import BROKEN, CAPITALS, TURKIC, MakeCollection, screen_text, study

from quiz.collection import Collection
from quiz.model.answer import Verdict
from quiz.model.memory import Rating
from quiz.model.plan import Plan, PlanKind
from quiz.model.review import ReviewKind
from quiz.tui.app import home_app, study_app
from quiz.tui.screens.home import HomeScreen
from quiz.tui.screens.plan import PlanScreen
from quiz.tui.screens.study import StudyScreen
from quiz.tui.screens.summary import SummaryScreen
from quiz.tui.screens.tags import TagScreen
from tests.clock import Clock

DAY = 86_400
EXTRA = """
[[card]]
id = "mali"
prompt = "What is the capital of Mali?"
answer = "Bamako"
tags = ["africa"]
"""


def rate(collection: Collection, *ratings: Rating, decks: list[str] | None = None) -> None:
    session = collection.start(collection.find_decks(decks or []) or None)
    for rating in ratings:
        session.rate(rating, verdict=Verdict.RIGHT, typed="x", duration_ms=1)


def line(app: App[None], start: str) -> str:
    return next(text.strip() for text in screen_text(app).splitlines() if text.strip().startswith(start))


def choosing(app: App[None]) -> PlanScreen:
    assert isinstance(app.screen, PlanScreen)
    return app.screen


async def show_and(pilot: Pilot[None], rating: str) -> None:
    """Answer a card without typing."""
    if study(pilot.app)._view.typing:
        await pilot.press("escape")
    await pilot.press("space", rating)
    await pilot.pause()


def limited(collection: Collection, **limits: int) -> Collection:
    collection.settings = replace(collection.settings, study=replace(collection.settings.study, **limits))
    return collection


def after_a_break(collection: Collection, clock: Clock) -> Collection:
    """Have three reviews wait, of which the day lets one in."""
    rate(collection, *[Rating.EASY] * 3)
    clock.forward(seconds=100 * DAY)
    return limited(collection, reviews_per_day=1)


async def test_every_kind_tells_how_many_cards_it_would_ask_now(collect: MakeCollection, clock: Clock) -> None:
    collection = collect(turkic=TURKIC, capitals=CAPITALS + EXTRA)
    rate(collection, Rating.AGAIN, Rating.EASY, decks=["capitals"])
    app = home_app(collection)
    async with app.run_test() as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert line(app, "Due today").split()[2:] == ["3", "2", "new", "·", "1", "learning"]
        assert line(app, "Failed today").split()[2] == "1"
        assert line(app, "New only").split()[2] == "2"
        assert line(app, "Cram").split()[1] == "4"
        assert "all decks" in line(app, "decks")
        # The easy card comes back after some days; more than a few are looked at.
        assert line(app, "Ahead").split()[1] == "2"


async def test_a_kind_without_cards_cannot_be_begun(collect: MakeCollection) -> None:
    app = home_app(collect(capitals=CAPITALS))
    async with app.run_test() as pilot:
        await pilot.press("s", "down")
        await pilot.pause()
        # Nothing comes back and nothing failed, so that the highlight passes them over.
        assert choosing(app).kind is PlanKind.NEW
        await pilot.press("down", "down")
        assert choosing(app).kind is PlanKind.DUE


async def test_new_cards_that_wait_for_another_day_are_counted(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    rate(collection, Rating.EASY)
    app = home_app(limited(collection, new_per_day=1))
    async with app.run_test() as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert line(app, "New only").endswith("the day's limit is reached; 1 waits")


async def test_a_deck_can_be_widened_to_all_and_back(collect: MakeCollection) -> None:
    app = home_app(collect(turkic=TURKIC, capitals=CAPITALS))
    async with app.run_test() as pilot:
        await pilot.press("down", "s")
        await pilot.pause()
        assert line(app, "d decks").endswith("Capitals")
        assert line(app, "Due today").split()[2] == "2"
        await pilot.press("d")
        await pilot.pause()
        assert line(app, "d decks").endswith("all decks")
        assert line(app, "Due today").split()[2] == "3"


async def test_more_days_ahead_and_an_exam_further_off(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    rate(collection, Rating.EASY, Rating.EASY)
    app = home_app(collection)
    async with app.run_test() as pilot:
        await pilot.press("s")
        await pilot.pause()
        screen = choosing(app)
        assert screen.kind is PlanKind.AHEAD
        assert screen.plan.days > 1  # as many as it takes
        days = screen.plan.days
        await pilot.press("right")
        assert screen.plan.days > days
        await pilot.press("left", *["left"] * 9)
        assert screen.plan.days == 1
        assert line(app, "Ahead").split()[1] == "0"
        await pilot.press("enter")
        assert isinstance(app.screen, PlanScreen)  # told, and nothing begun
        await pilot.press("down", "right", "right", "r", "enter")
        await pilot.pause()
        plan = study(app)._session.plan
        assert (plan.kind, plan.reschedule) == (PlanKind.CRAM, True)
        assert plan.exam == collection.today() + 2


async def test_new_cards_on_top_of_the_limit_of_the_day(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS + EXTRA)
    rate(collection, Rating.EASY)
    app = home_app(limited(collection, new_per_day=1))
    async with app.run_test() as pilot:
        await pilot.press("s", "end", "up")
        await pilot.pause()
        # The line is open although the day lets no card in: more of them can be chosen.
        assert choosing(app).kind is PlanKind.NEW
        assert line(app, "New only").split()[2] == "0"
        assert line(app, "n new").endswith("the day's limit")
        await pilot.press("n")
        await pilot.pause()
        assert line(app, "n new").endswith("5 more than the day's limit")
        assert line(app, "New only").split()[2] == "2"
        assert line(app, "Due today").split()[2] == "2"
        await pilot.press("enter")
        await pilot.pause()
        plan = study(app)._session.plan
        assert (plan.kind, plan.more_new) == (PlanKind.NEW, 5)


async def test_where_no_new_card_waits_there_are_no_more_to_choose(collect: MakeCollection) -> None:
    app = home_app(collect(capitals=CAPITALS))
    async with app.run_test() as pilot:
        await pilot.press("s", "n")
        await pilot.pause()
        assert choosing(app).plan.more_new == 0
        assert "More new" not in screen_text(app)


async def test_what_waits_after_a_break_is_spread_over_some_days(collect: MakeCollection, clock: Clock) -> None:
    app = home_app(after_a_break(collect(capitals=CAPITALS + EXTRA), clock))
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert line(app, "Due today").split()[2] == "1"
        assert line(app, "c reviews").endswith("the day's limit")
        assert "1 of 3 reviews today" in screen_text(app)
        await pilot.press("c")
        await pilot.pause()
        assert line(app, "c reviews").endswith("caught up in 3 days")
        assert "1 of 3 reviews today" not in screen_text(app)
        await pilot.press("down")
        await pilot.pause()
        assert "caught up" not in screen_text(app)  # it is of what is due only
        await pilot.press("up", "enter")
        await pilot.pause()
        assert study(app)._session.plan == Plan(days=1, catch_up=3)
        assert line(app, "catching up in 3 days")
        assert not app._notifications  # the limits of the day, which hold the rest back, do not count here


async def test_before_an_exam_the_best_cards_of_each_day(collect: MakeCollection, clock: Clock) -> None:
    collection = after_a_break(collect(capitals=CAPITALS + EXTRA), clock)
    app = home_app(collection)
    async with app.run_test() as pilot:
        await pilot.press("s", "end", "right", "right")
        await pilot.pause()
        assert line(app, "b cards").endswith("all of them")
        assert line(app, "r schedule").endswith("stays as it is")
        await pilot.press("b")
        await pilot.pause()
        assert line(app, "b cards").endswith("the best 10 each day")
        assert line(app, "schedule").endswith("answers move it")
        await pilot.press("r")  # there is nothing to decide any more
        assert choosing(app).plan.reschedule is False
        await pilot.press("enter")
        await pilot.pause()
        plan = study(app)._session.plan
        assert (plan.kind, plan.budget, plan.exam) == (PlanKind.CRAM, 10, collection.today() + 2)


async def test_a_budget_that_is_used_up_can_be_taken_back(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    rate(collection, Rating.EASY, Rating.EASY)
    app = home_app(collection)
    async with app.run_test() as pilot:
        await pilot.press("s", "end", "right", "b")
        await pilot.pause()
        assert line(app, "Cram").split()[1] == "0"
        assert choosing(app).kind is PlanKind.CRAM
        await pilot.press("enter")
        assert isinstance(app.screen, PlanScreen)  # told, and nothing begun
        await pilot.press(*["b"] * 5)
        await pilot.pause()
        assert line(app, "Cram").split()[1] == "2"


async def test_a_click_on_what_holds_for_a_session_is_its_key(collect: MakeCollection) -> None:
    app = home_app(collect(capitals=CAPITALS))
    async with app.run_test() as pilot:
        await pilot.press("s")
        await pilot.pause()
        await pilot.click("#terms", offset=(5, 2))
        await pilot.pause()
        assert line(app, "m time").endswith("5 minutes")
        await pilot.click("#terms", offset=(5, 0))  # all decks: there is no other choice
        await pilot.pause()
        assert choosing(app).plan == replace(Plan(), days=choosing(app).plan.days, minutes=5)


async def test_a_tag_is_chosen_from_those_there_are(collect: MakeCollection) -> None:
    app = home_app(collect(capitals=CAPITALS + EXTRA, turkic=TURKIC))
    async with app.run_test() as pilot:
        await pilot.press("s", "t")
        await pilot.pause()
        assert isinstance(app.screen, TagScreen)
        assert line(app, "africa").split() == ["africa", "1"]
        await pilot.press("down", "enter")
        await pilot.pause()
        assert line(app, "Due today").split()[2] == "1"
        assert line(app, "t tag").endswith("africa")
        await pilot.press("t", "escape")
        await pilot.pause()
        assert choosing(app).plan.tags == ("africa",)
        await pilot.press("t", "enter")
        await pilot.pause()
        assert choosing(app).plan.tags == ()


async def test_without_tags_there_is_nothing_to_choose(collect: MakeCollection) -> None:
    app = home_app(collect(capitals=CAPITALS))
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("s", "t")
        await pilot.pause()
        assert isinstance(app.screen, PlanScreen)
        assert any("No card has a tag" in note.message for note in app._notifications)


async def test_leaving_begins_nothing(collect: MakeCollection) -> None:
    app = home_app(collect(capitals=CAPITALS))
    async with app.run_test() as pilot:
        await pilot.press("s", "escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)


async def test_a_collection_that_holds_no_card_offers_no_session(collect: MakeCollection) -> None:
    app = home_app(collect(broken=BROKEN))
    async with app.run_test() as pilot:
        assert "Sessions" not in screen_text(app)
        await pilot.press("s")
        assert isinstance(app.screen, HomeScreen)


# sessions


async def test_cramming_says_so_and_changes_nothing(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    rate(collection, Rating.EASY)
    app = home_app(collection)
    async with app.run_test() as pilot:
        await pilot.press("s", "end", "enter")
        await pilot.pause()
        assert line(app, "cramming").startswith("cramming · Capitals")
        await pilot.press("escape", "space")
        await pilot.pause()
        assert screen_text(app).count("no change") == 3
        assert "once more" in screen_text(app)
        await pilot.press("1")
        await pilot.pause()
        await show_and(pilot, "3")
        await show_and(pilot, "3")
        assert isinstance(app.screen, SummaryScreen)
        assert "3 answers, as practice" in screen_text(app)
    reviews = list(collection._store.reviews())
    assert [review.kind for review in reviews[1:]] == [ReviewKind.CRAM] * 3
    assert collection.counts().new == 1
    assert all(finding.harmless for finding in collection.check())


async def test_a_time_box_tells_the_time_ends_after_the_card_and_can_go_on(
    collect: MakeCollection, clock: Clock
) -> None:
    collection = collect(capitals=CAPITALS + EXTRA)
    app = study_app(collection, Plan(minutes=5))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "5 min left" in screen_text(app)
        clock.forward(seconds=290)
        study(app)._tick()
        await pilot.pause()
        assert "<1 min left" in screen_text(app)
        clock.forward(seconds=20)
        study(app)._tick()
        await pilot.pause()
        assert "time is up" in screen_text(app)
        await show_and(pilot, "4")
        assert isinstance(app.screen, SummaryScreen)
        shown = screen_text(app)
        assert "Time is up." in shown
        assert "Left of this session: 2 new." in shown
        assert "5 more minutes  2 cards" in shown
        await pilot.press("m")
        await pilot.pause()
        assert "5 min left" in screen_text(app)
        await show_and(pilot, "4")
        await show_and(pilot, "4")
        assert isinstance(app.screen, SummaryScreen)
        assert "Time is up." not in screen_text(app)
        assert "given     3 answers" in screen_text(app)


async def test_the_time_can_run_out_while_a_card_is_waited_for(collect: MakeCollection, clock: Clock) -> None:
    collection = collect(capitals=CAPITALS)
    collection.settings = replace(collection.settings, study=replace(collection.settings.study, learn_ahead=0))
    rate(collection, Rating.AGAIN, Rating.EASY)
    app = study_app(collection, Plan(minutes=5))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Nothing to ask just now." in screen_text(app)
        clock.forward(seconds=400)
        # The card's time came and so did the end.
        study(app)._tick()
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)
        assert "Left of this session: 1 learning." in screen_text(app)


async def test_the_end_offers_what_failed_and_what_comes_next(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    app = study_app(collection)
    async with app.run_test() as pilot:
        await pilot.pause()
        await show_and(pilot, "1")
        await show_and(pilot, "4")
        await show_and(pilot, "4")
        assert isinstance(app.screen, SummaryScreen)
        assert "f  what failed today, once more  1 card" in screen_text(app)
        assert "a  what comes due in the next" in screen_text(app)
        await pilot.press("f")
        await pilot.pause()
        assert isinstance(app.screen, StudyScreen)
        assert line(app, "failed today").startswith("failed today · Capitals")
        await show_and(pilot, "3")
        assert isinstance(app.screen, SummaryScreen)
        assert "1 answer, as practice" in screen_text(app)
        await pilot.press("u")
        await pilot.pause()
        assert isinstance(app.screen, StudyScreen)


async def test_a_click_on_a_way_to_go_on_is_its_key(collect: MakeCollection) -> None:
    app = study_app(collect(capitals=CAPITALS))
    async with app.run_test() as pilot:
        await pilot.pause()
        for rating in ("1", "4", "4"):
            await show_and(pilot, rating)
        await pilot.click("#ways Onward")
        await pilot.pause()
        assert study(app)._session.plan.kind is PlanKind.FAILED


async def test_after_a_break_it_says_honestly_what_waits(collect: MakeCollection, clock: Clock) -> None:
    collection = after_a_break(collect(capitals=CAPITALS + EXTRA), clock)
    said = "1 of 3 reviews today, the most endangered first; the rest waits, about 2 days at this pace."
    app = study_app(collection)
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        assert [note.message for note in app._notifications] == [said]
        await show_and(pilot, "3")
        assert isinstance(app.screen, SummaryScreen)
        shown = " ".join(screen_text(app).replace("│", " ").split())
        assert "Today's limit is reached. 2 reviews wait, about 2 days at this pace." in shown


async def test_the_day_of_an_exam_can_be_typed(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    app = home_app(collection)
    async with app.run_test() as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert "Exam day" not in screen_text(app)
        await pilot.press("end", "e")
        await pilot.pause()
        await pilot.press(*"2025-13-01", "enter")
        await pilot.pause()
        assert "is no day" in screen_text(app)
        await pilot.press(*["backspace"] * 10, *"2025-09-01", "enter")
        await pilot.pause()
        assert "That day is over." in screen_text(app)
        await pilot.press(*["backspace"] * 10, *"2025-10-01", "enter")
        await pilot.pause()
        assert "exam in 16 days" in screen_text(app)
        assert "on 1 Oct 2025" in screen_text(app)
        await pilot.press("right")
        await pilot.pause()
        assert "exam in 21 days" in screen_text(app)
        await pilot.press("e", *["backspace"] * 10, *"4", "enter")
        await pilot.pause()
        assert "exam in 4 days" in screen_text(app)
        await pilot.press("left", "e", "escape")
        await pilot.pause()
        assert "exam in 3 days" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert study(app)._session.plan.exam == collection.today() + 3
