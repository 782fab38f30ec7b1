"""Sessions of other kinds: practice that leaves the schedule alone, a time box, cards that give each other away."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.model.answer import Verdict
from quiz.model.memory import NEW, Phase, Rating, Scheduled, StudyDay
from quiz.model.options import ScheduleOptions
from quiz.model.plan import Plan, PlanKind
from quiz.model.review import ReviewKind
from quiz.srs.apart import GAP
from quiz.srs.backlog import a_day_to_clear, days_to_clear
from quiz.srs.giveaways import Said
from quiz.srs.queue import Counts, QueueCard
from quiz.srs.replay import replay
from quiz.srs.scheduler import Scheduler
from quiz.srs.session import Session
from tests.clock import Clock
from tests.unit.srs.parts import DAYS, NOON, TODAY, Notebook, ids, queue_card, scheduled, states

AGAIN, HARD, GOOD, EASY = Rating
SCHEDULER = Scheduler(ScheduleOptions(), DAYS)
CRAM = Plan(kind=PlanKind.CRAM)
FAILED = Plan(kind=PlanKind.FAILED)
STEP = scheduled(Phase.RELEARNING, ago=0, interval=0, due_at=NOON + 600_000)


@dataclass
class Table:
    session: Session
    clock: Clock
    notebook: Notebook

    def rate(self, rating: Rating):
        return self.session.rate(rating, verdict=Verdict.SHOWN, typed=None, duration_ms=1000)

    def name(self) -> str | None:
        current = self.session.current
        return current and current.card.removeprefix("d/")


def sit(plan: Plan, *cards: QueueCard, **more) -> Table:
    clock, notebook = Clock(NOON), Notebook()
    return Table(Session(cards, SCHEDULER, clock, notebook, ids(), 1200, plan=plan, **more), clock, notebook)


# practice


@pytest.mark.parametrize("rating", Rating)
def test_cramming_is_recorded_and_leaves_the_state_alone(rating):
    state = scheduled(ago=3, interval=20)
    table = sit(CRAM, queue_card("a", state))
    assert table.session.practises
    assert table.session.outcomes() == dict.fromkeys(Rating, state)
    review = table.rate(rating)
    assert (review.kind, review.before, review.after) == (ReviewKind.CRAM, state, state)
    assert table.notebook.reviews == {review.id: review}
    assert replay([review], SCHEDULER) == NEW
    summary = table.session.summary
    assert (summary.answered, summary.practised, summary.new) == (1, 1, 0)


def test_a_new_card_that_is_crammed_stays_new():
    table = sit(CRAM, queue_card("a"))
    review = table.rate(GOOD)
    assert (review.kind, review.before) == (ReviewKind.CRAM, NEW)
    assert replay([review], SCHEDULER) == NEW
    assert table.session.summary.new == 0
    assert (table.session.current, table.session.next_at) == (None, None)


def test_what_is_not_known_in_practice_comes_again_after_some_others():
    names = [f"c{number}" for number in range(20)]
    table = sit(CRAM, *(queue_card(name, scheduled()) for name in names))
    assert table.session.counts == Counts(review=20)
    table.rate(AGAIN)
    assert table.session.counts == Counts(review=20)
    seen = []
    while table.name() != "c0":
        seen.append(table.name())
        table.rate(GOOD)
    assert seen == names[1:9]
    table.rate(GOOD)
    assert table.session.counts == Counts(review=11)


def test_a_card_on_a_step_is_crammed_at_once():
    table = sit(CRAM, queue_card("a", scheduled(Phase.LEARNING, ago=0, interval=0, due_at=NOON + 9_000_000)))
    assert table.name() == "a"
    assert table.rate(GOOD).kind is ReviewKind.CRAM
    assert (table.session.current, table.session.next_at) == (None, None)


def test_cramming_that_is_to_count_schedules_as_of_the_days_that_have_passed():
    state = scheduled(ago=3, interval=20)
    table = sit(Plan(kind=PlanKind.CRAM, reschedule=True), queue_card("a", state))
    assert not table.session.practises
    review = table.rate(GOOD)
    assert review.kind is ReviewKind.REVIEW
    assert review.after == SCHEDULER.outcomes(review.card, state, NOON)[GOOD]
    assert review.after.memory == SCHEDULER.fsrs.next(state.memory, GOOD, 3)


def test_reviewing_ahead_schedules_as_of_the_days_that_have_passed():
    state = scheduled(ago=3, interval=20)
    review = sit(Plan(kind=PlanKind.AHEAD, days=17), queue_card("a", state)).rate(GOOD)
    assert (review.kind, review.after.last_day) == (ReviewKind.REVIEW, TODAY)
    assert review.after.memory == SCHEDULER.fsrs.next(state.memory, GOOD, 3)


def test_of_what_failed_today_steps_go_on_and_the_rest_is_practised():
    table = sit(FAILED, queue_card("a", STEP), queue_card("b", scheduled(ago=0, interval=1)))
    assert table.name() == "a"
    assert not table.session.practises
    assert table.rate(GOOD).kind is ReviewKind.RELEARN
    assert table.name() == "b"
    assert table.session.practises
    assert table.rate(GOOD).kind is ReviewKind.CRAM
    assert table.session.current is None


def test_a_card_that_failed_and_is_due_is_a_review():
    assert not FAILED.practises(scheduled(ago=1, interval=1), TODAY)
    assert FAILED.practises(scheduled(ago=1, interval=2), TODAY)
    assert not Plan(kind=PlanKind.FAILED, reschedule=True).practises(scheduled(ago=1, interval=2), TODAY)


@given(
    st.lists(states, max_size=8),
    st.lists(st.sampled_from([*Rating, "undo", "bury", "mark"]), max_size=25),
    st.sampled_from([CRAM, FAILED, Plan(kind=PlanKind.CRAM, reschedule=True), Plan(minutes=1)]),
)
def test_whatever_the_plan_all_can_be_undone_and_practice_changes_no_state(given_states, moves, plan):
    cards = [queue_card(str(number), state) for number, state in enumerate(given_states)]
    table = sit(plan, *cards)
    session = table.session
    for move in moves:
        table.clock.forward(seconds=5)
        if move == "undo":
            session.undo()
        elif session.current is not None:
            before = session.current, session.counts, session.remaining, session.summary
            acts = {"bury": session.bury, "mark": session.mark}
            act = acts.get(move, lambda move=move: table.rate(move))
            act()
            assert session.undo() == before[0]
            assert (session.current, session.counts, session.remaining, session.summary) == before
            act()
        assert len({card.card for card in session.remaining}) == len(session.remaining) == session.counts.total
    for review in table.notebook.reviews.values():
        assert (review.kind is ReviewKind.CRAM) == plan.practises(review.before, review.day)
        assert review.kind is not ReviewKind.CRAM or review.before in {NEW, review.after}
    while session.can_undo:
        session.undo()
    assert set(session.remaining) == set(cards)
    assert table.notebook.contents() == ({}, {})


# a time box


def test_a_time_box_ends_after_the_card_during_which_the_time_ran_out():
    table = sit(Plan(minutes=10), *(queue_card(str(number), scheduled()) for number in range(5)))
    assert table.session.time_left == 600_000
    assert table.session.current is not None
    table.clock.forward(seconds=599)
    table.rate(GOOD)
    assert table.session.time_left == 1_000
    assert table.session.current is not None
    table.clock.forward(seconds=120)
    assert (table.session.time_left, table.session.current is None) == (0, False)
    table.rate(GOOD)
    assert (table.session.current, table.session.next_at) == (None, None)
    assert (table.session.counts, table.session.summary.answered) == (Counts(review=3), 2)
    table.session.undo()
    assert table.session.current is not None


def test_the_time_begins_with_the_first_card():
    table = sit(Plan(minutes=1), queue_card("a"))
    table.clock.forward(seconds=3600)
    assert table.name() == "a"
    assert table.session.time_left == 60_000


def test_a_step_is_waited_for_only_within_the_time():
    later = scheduled(Phase.LEARNING, ago=0, interval=0, due_at=NOON + 3_600_000)
    assert sit(Plan(minutes=60), queue_card("a", later)).session.next_at == NOON + 2_400_000
    table = sit(Plan(minutes=30), queue_card("a", later))
    assert (table.session.current, table.session.next_at) == (None, None)
    assert table.session.counts == Counts(learning=1)


def test_without_a_box_there_is_no_end():
    assert sit(Plan(), queue_card("a")).session.time_left is None


# giveaways


def asks(prompts: dict[str, tuple[str, str]]):
    """Return the texts of cards as a session reads them; each call is noted."""
    calls: list[int] = []

    def read(cards):
        calls.append(len(cards))
        return [Said(card, card, *said[:1], said[1:]) for card in cards if (said := prompts[card])]

    return read, calls


def test_cards_that_give_each_other_away_are_kept_apart_once_the_first_is_shown():
    prompts = {f"d/{n}": (f"What is {n}?", f"answer {n}") for n in range(10)}
    prompts["d/1"] = ("Which river flows through answer 2?", "x")
    read, calls = asks(prompts)
    table = sit(Plan(), *(queue_card(str(n)) for n in range(10)), texts=read)
    assert table.name() == "0"
    assert calls == []
    table.session.arrange()
    order = []
    while (name := table.name()) is not None:
        order.append(name)
        table.rate(EASY)
    assert calls == [10]
    assert sorted(order) == sorted(str(n) for n in range(10))
    assert abs(order.index("1") - order.index("2")) > GAP


def test_the_first_answer_arranges_what_was_not_arranged_before():
    read, calls = asks({"d/a": ("What of b?", "x"), "d/b": ("Who?", "bob"), "d/c": ("Is it bob?", "y")})
    table = sit(Plan(), *(queue_card(name) for name in "abc"), texts=read)
    table.rate(EASY)
    table.rate(EASY)
    assert calls == [3]


def test_a_step_that_the_last_cards_give_away_lets_others_go_first():
    prompts = {f"d/{n}": (f"What is {n}?", f"answer {n}") for n in range(8)}
    prompts["d/0"] = ("What is the capital of Peru?", "Lima")
    prompts["d/1"] = ("Which river flows through Lima?", "Rímac")
    read, _ = asks(prompts)
    step = scheduled(Phase.LEARNING, ago=0, interval=0, due_at=NOON + 30_000)
    table = sit(Plan(), queue_card("0", step), *(queue_card(str(n)) for n in range(1, 8)), texts=read)
    assert table.name() == "1"
    table.clock.forward(seconds=31)
    seen = []
    while table.name() != "0":
        seen.append(table.name())
        table.rate(EASY)
    assert len(seen) == 1 + GAP


# a backlog


def test_what_waits_is_done_after_the_days_it_takes_with_what_comes_meanwhile():
    assert days_to_clear(0, [], 200) == 0
    assert days_to_clear(1230, [0] * 366, 200) == 7
    assert days_to_clear(1230, [100] * 366, 200) == 13
    assert days_to_clear(100, [0], 100) == 1
    assert days_to_clear(1230, [200] * 366, 200) is None
    assert days_to_clear(5, [0] * 366, 0) is None


def test_a_plan_knows_its_time_and_its_exam():
    assert (Plan(minutes=10).box, Plan().box) == (600_000, None)
    state = scheduled()
    assert isinstance(state, Scheduled)
    assert Plan(kind=PlanKind.CRAM, exam=StudyDay(TODAY + 9)).practises(state, TODAY)


@given(st.integers(0, 500), st.lists(st.integers(0, 40), max_size=20), st.integers(1, 20))
def test_catching_up_takes_the_fewest_reviews_a_day_that_clear_what_waits_in_time(waiting, coming, days):
    def clears(a_day):
        rest = days_to_clear(waiting - a_day, coming, a_day)
        return rest is not None and rest <= days - 1

    a_day = a_day_to_clear(waiting, coming, days)
    assert clears(a_day)
    assert a_day == 0 or not clears(a_day - 1)


@given(st.integers(0, 500), st.lists(st.integers(0, 40), max_size=20), st.integers(1, 19))
def test_more_days_to_catch_up_never_take_more_a_day(waiting, coming, days):
    assert a_day_to_clear(waiting, coming, days + 1) <= a_day_to_clear(waiting, coming, days)
    assert a_day_to_clear(waiting, coming, 1) == waiting
