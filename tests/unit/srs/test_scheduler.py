from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.model.deck import CardId
from quiz.model.memory import NEW, Instant, Phase, Rating, StudyDay
from quiz.model.options import ScheduleOptions
from quiz.model.review import ReviewKind
from quiz.srs.day import DayRule
from quiz.srs.fuzz import delta, spread
from quiz.srs.scheduler import Scheduler, draw_for, kind_of
from tests.unit.srs.parts import DAYS, NOON, TODAY, reviewed, scheduled, states, stepping

CARD = CardId("d/a")
AGAIN, HARD, GOOD, EASY = Rating
PLAIN = Scheduler(ScheduleOptions(fuzz=False), DAYS)
steps = st.lists(st.sampled_from([30, 60, 600, 3600, 86_400, 3 * 86_400]), max_size=3).map(tuple)
options = st.builds(
    ScheduleOptions,
    desired_retention=st.floats(0.7, 0.99),
    learning_steps=steps,
    relearning_steps=steps,
    maximum_interval=st.sampled_from([1, 2, 30, 365, 36_500]),
    fuzz=st.booleans(),
)
schedulers = st.builds(Scheduler, options, st.just(DAYS))
cards = st.text(min_size=1, max_size=8).map(CardId)


def waits(outcomes):
    """Seconds to wait of each rating; a whole day counts as 24 hours."""
    return [(o.due_at - o.last_at) / 1000 if o.due_at else o.interval * 86_400 for o in outcomes.values()]


@given(schedulers, cards, states)
def test_every_outcome_lies_ahead_and_counts_the_answer(scheduler, card, state):
    reps, lapses = (0, 0) if state == NEW else (state.reps, state.lapses)
    for rating, outcome in scheduler.outcomes(card, state, NOON).items():
        assert outcome.due_day > TODAY if outcome.due_at is None else outcome.due_at > NOON
        assert outcome.due_at is None or outcome.due_day == TODAY == DAYS.day_of(outcome.due_at)
        assert (outcome.last_at, outcome.last_day) == (NOON, TODAY)
        assert outcome.reps == reps + 1
        lapsed = state != NEW and state.phase is Phase.REVIEW and rating is AGAIN
        assert outcome.lapses == lapses + lapsed
        assert 1 <= outcome.memory.difficulty <= 10
        if outcome.phase is Phase.REVIEW:
            assert 1 <= outcome.interval <= max(scheduler.options.maximum_interval, 1)
            assert outcome.step == 0


@given(schedulers, cards, reviewed)
def test_in_review_hard_comes_before_good_and_good_before_easy(scheduler, card, state):
    outcomes = scheduler.outcomes(card, state, NOON)
    longest = scheduler.options.maximum_interval
    days = [outcomes[rating].interval for rating in (HARD, GOOD, EASY)]
    assert days[1] == min(max(days[1], days[0] + 1), longest)
    assert days[2] == min(max(days[2], days[1] + 1), longest)


@given(
    st.builds(
        lambda learning, relearning, retention: Scheduler(
            ScheduleOptions(
                learning_steps=tuple(sorted(learning)),
                relearning_steps=tuple(sorted(relearning)),
                desired_retention=retention,
            ),
            DAYS,
        ),
        steps,
        steps,
        st.floats(0.7, 0.99),
    ),
    cards,
    st.one_of(st.just(NEW), stepping.filter(lambda state: state.memory.stability < 1000)),
)
def test_on_steps_no_button_comes_before_the_one_left_of_it(scheduler, card, state):
    again, hard, good, easy = scheduler.outcomes(card, state, NOON).values()
    assert waits({HARD: hard, GOOD: good}) == sorted(waits({HARD: hard, GOOD: good}))
    assert easy.interval > good.interval
    assert easy.phase is Phase.REVIEW
    assert again.step == 0


@given(cards, reviewed, st.floats(0.7, 0.98), st.floats(0.001, 0.2))
def test_wanting_to_remember_more_never_means_waiting_longer(card, state, retention, more):
    some, most = (
        Scheduler(ScheduleOptions(desired_retention=wanted, fuzz=False), DAYS).outcomes(card, state, NOON)
        for wanted in (retention, min(retention + more, 0.99))
    )
    for place, rating in enumerate(Rating):
        assert some[rating].memory == most[rating].memory
        # An interval near the last one is held there, which one that is far below is not.
        held = state.interval + place
        assert most[rating].interval <= max(some[rating].interval, held)


@given(cards, states)
def test_the_same_question_gets_the_same_answer(card, state):
    first, second = (Scheduler(ScheduleOptions(), DAYS).outcomes(card, state, NOON) for _ in range(2))
    assert first == second


@given(st.floats(0.01, 50_000), st.integers(1, 40_000), st.integers(1, 40_000))
def test_fuzz_keeps_to_its_bounds(interval, shortest, longest):
    lower, upper = spread(interval, shortest, longest)
    assert min(shortest, longest) <= lower <= upper <= longest
    if shortest <= interval <= longest and upper - lower > 1:
        assert interval - delta(interval) - 0.5 <= lower
        assert upper <= interval + delta(interval) + 0.5


@given(reviewed, st.floats(0, 1, exclude_max=True))
def test_every_draw_falls_into_the_fuzz_range(state, draw):
    scheduler = Scheduler(ScheduleOptions(), DAYS)
    lowest, drawn, highest = (scheduler.outcomes_at(state, NOON, x) for x in (0.0, draw, 1 - 2**-53))
    for rating in Rating:
        assert lowest[rating].interval <= drawn[rating].interval <= highest[rating].interval


@pytest.mark.parametrize(
    ("interval", "lower", "upper"),
    [(1.0, 1, 1), (2.49, 2, 2), (2.5, 2, 4), (7.0, 5, 9), (17.0, 14, 20), (20.0, 17, 23), (37.0, 33, 41)],
)
def test_fuzz_ranges(interval, lower, upper):
    assert spread(interval, 1, 36_500) == (lower, upper)


def test_draws_are_spread_evenly_and_never_reach_one():
    draws = [draw_for(CardId(f"deck/card-{n}"), n % 7) for n in range(4000)]
    assert all(0 <= draw < 1 for draw in draws)
    tenths = [sum(int(draw * 10) == tenth for draw in draws) for tenth in range(10)]
    assert min(tenths) > 320
    assert max(tenths) < 480
    assert draw_for(CARD, 1) != draw_for(CARD, 2)


def test_a_draw_is_the_same_on_every_machine():
    assert draw_for(CardId("turkic/oghuz"), 3) == 0.6637463475238401


def test_a_new_card_goes_through_the_steps():
    outcomes = PLAIN.outcomes(CARD, NEW, NOON)
    assert waits(outcomes) == [60, 330, 600, 8 * 86_400]
    assert [o.step for o in outcomes.values()] == [0, 0, 1, 0]
    second = PLAIN.outcomes(CARD, outcomes[GOOD], Instant(NOON + 600_000))
    assert waits(second) == [60, 600, 2 * 86_400, 4 * 86_400]
    assert second[GOOD].phase is Phase.REVIEW


def test_a_forgotten_card_goes_back_to_a_step():
    outcomes = PLAIN.outcomes(CARD, scheduled(lapses=2), NOON)
    again = outcomes[AGAIN]
    assert (again.phase, again.step, again.lapses, waits({AGAIN: again})) == (Phase.RELEARNING, 0, 3, [600])
    relearned = PLAIN.outcomes(CARD, again, Instant(NOON + 600_000))
    assert waits(relearned)[:2] == [600, 900]
    assert relearned[GOOD].phase is Phase.REVIEW
    assert relearned[AGAIN].lapses == 3


@pytest.mark.parametrize(
    ("steps", "hard"),
    [((600,), 900), ((60, 600), 330), ((60, 86_400 * 3), 86_400 * 2), ((86_400,), 2 * 86_400), ((259_200,), 345_600)],
)
def test_hard_on_the_first_step(steps, hard):
    early = DAYS.start_of(TODAY)  # a step of 24 hours ends exactly at the next start
    outcome = Scheduler(ScheduleOptions(learning_steps=steps, fuzz=False), DAYS).outcomes(CARD, NEW, early)[HARD]
    assert outcome.phase is Phase.LEARNING
    assert waits({HARD: outcome}) == [hard]


def test_a_step_that_ends_after_the_study_day_is_due_on_the_next_day():
    late = Instant(DAYS.start_of(StudyDay(TODAY + 1)) - 300_000)
    outcomes = PLAIN.outcomes(CARD, NEW, late)
    assert outcomes[AGAIN].due_at == late + 60_000
    good = outcomes[GOOD]
    assert (good.phase, good.due_at, good.due_day) == (Phase.LEARNING, None, TODAY + 1)


def test_without_steps_a_card_is_in_review_at_once_unless_it_is_wanted_the_same_day():
    scheduler = Scheduler(ScheduleOptions(learning_steps=(), relearning_steps=(), fuzz=False), DAYS)
    outcomes = scheduler.outcomes(CARD, NEW, NOON)
    assert [o.phase for o in outcomes.values()] == [Phase.LEARNING, *[Phase.REVIEW] * 3]
    assert waits(outcomes) == [int(0.212 * 86_400), 86_400, 2 * 86_400, 8 * 86_400]
    lapse = scheduler.outcomes(CARD, scheduled(stability=100, ago=100, interval=100), NOON)[AGAIN]
    assert (lapse.phase, lapse.lapses) == (Phase.REVIEW, 1)


def test_fewer_steps_than_the_card_has_taken():
    outcomes = PLAIN.outcomes(CARD, scheduled(Phase.LEARNING, step=7, ago=0, interval=0, due_at=NOON), NOON)
    assert waits(outcomes)[:2] == [60, 600]
    assert outcomes[GOOD].phase is Phase.REVIEW


def test_an_interval_that_grows_stays_above_the_last_one_under_every_draw():
    state = scheduled(stability=30, ago=31, interval=31, difficulty=9.9)
    scheduler = Scheduler(ScheduleOptions(), DAYS)
    for draw in (0.0, 0.5, 0.99):
        outcomes = scheduler.outcomes_at(state, NOON, draw)
        assert all(outcomes[rating].interval > 31 for rating in (HARD, GOOD, EASY))


def test_the_maximum_interval_holds():
    scheduler = Scheduler(ScheduleOptions(maximum_interval=30), DAYS)
    outcomes = scheduler.outcomes(CARD, scheduled(stability=500, ago=30, interval=30), NOON)
    assert [outcomes[rating].interval for rating in (HARD, GOOD, EASY)] == [30, 30, 30]


def test_a_clock_set_back_counts_as_the_same_day():
    ahead = scheduled(ago=-400, interval=10)
    same_day = replace(ahead, last_day=TODAY, due_day=StudyDay(TODAY + 10))
    back, same = (PLAIN.outcomes(CARD, state, NOON) for state in (ahead, same_day))
    assert [o.memory for o in back.values()] == [o.memory for o in same.values()]
    assert PLAIN.retrievability(ahead, TODAY) == 1.0


def test_elapsed_days_are_study_days_not_24_hours():
    rule = DayRule(4, ZoneInfo("UTC"))
    evening, morning = Instant(NOON + 10 * 3_600_000), Instant(NOON + 20 * 3_600_000)
    state = PLAIN.outcomes(CARD, scheduled(), evening)[GOOD]
    assert rule.day_of(morning) == rule.day_of(evening) + 1
    assert PLAIN.retrievability(state, rule.day_of(morning)) < 1.0
    next_day = PLAIN.outcomes(CARD, state, morning)
    assert next_day[GOOD].memory == PLAIN.fsrs.next(state.memory, GOOD, 1)


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (NEW, ReviewKind.LEARN),
        (scheduled(Phase.LEARNING), ReviewKind.LEARN),
        (scheduled(Phase.REVIEW), ReviewKind.REVIEW),
        (scheduled(Phase.RELEARNING), ReviewKind.RELEARN),
    ],
)
def test_kind_of(state, kind):
    assert kind_of(state) is kind
