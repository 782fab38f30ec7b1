import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quiz.errors import ConfigError
from quiz.model.memory import Rating
from quiz.model.options import FSRS6_DEFAULTS
from quiz.srs.fsrs import S_MAX, S_MIN, Fsrs, clip_parameters
from tests.unit.srs.parts import OPTIMISED, memories

models = st.sampled_from([Fsrs(FSRS6_DEFAULTS), Fsrs(OPTIMISED)])
ratings = st.sampled_from(Rating)
elapsed = st.integers(0, 10_000)


@given(models, memories, ratings, elapsed)
def test_memory_stays_within_its_bounds(fsrs, memory, rating, days):
    after = fsrs.next(memory, rating, days)
    assert S_MIN <= after.stability <= S_MAX
    assert 1 <= after.difficulty <= 10


@given(st.lists(st.floats(-1000, 1000), min_size=21, max_size=21), memories, ratings, elapsed)
def test_no_parameters_can_drive_memory_out_of_its_bounds(parameters, memory, rating, days):
    after = Fsrs(tuple(parameters)).next(memory, rating, days)
    assert S_MIN <= after.stability <= S_MAX
    assert 1 <= after.difficulty <= 10


@given(models, memories, elapsed, st.integers(1, 1000))
def test_recall_is_a_chance_and_fades(fsrs, memory, days, more):
    now, later = (fsrs.retrievability(memory.stability, d) for d in (days, days + more))
    assert 0 < later < now <= 1


@given(models, memories)
def test_stability_is_the_time_until_nine_in_ten(fsrs, memory):
    assert fsrs.interval(memory.stability, 0.9) == pytest.approx(memory.stability, rel=1e-9)
    assert fsrs.retrievability(memory.stability, memory.stability) == pytest.approx(0.9, rel=1e-9)


@given(models, memories, st.floats(0.7, 0.99))
def test_interval_is_the_forgetting_curve_turned_round(fsrs, memory, retention):
    days = fsrs.interval(memory.stability, retention)
    assert fsrs.retrievability(memory.stability, days) == pytest.approx(retention, rel=1e-9)


@given(models, memories, st.integers(1, 10_000))
def test_again_never_lengthens_and_the_others_never_shorten_stability(fsrs, memory, days):
    assume(memory.stability <= S_MAX)
    assert fsrs.next(memory, Rating.AGAIN, days).stability <= memory.stability
    for rating in (Rating.HARD, Rating.GOOD, Rating.EASY):
        assert fsrs.next(memory, rating, days).stability >= memory.stability


@given(models, memories, elapsed)
def test_a_better_rating_never_makes_a_card_harder_or_less_stable(fsrs, memory, days):
    after = [fsrs.next(memory, rating, days) for rating in Rating]
    assert [m.difficulty for m in after] == sorted((m.difficulty for m in after), reverse=True)
    if days:
        assert [m.stability for m in after] == sorted(m.stability for m in after)


def test_the_first_answer_decides_by_itself():
    fsrs = Fsrs(FSRS6_DEFAULTS)
    assert [fsrs.first(rating).stability for rating in Rating] == list(FSRS6_DEFAULTS[:4])
    assert fsrs.first(Rating.AGAIN).difficulty == pytest.approx(6.4133)
    assert fsrs.first(Rating.EASY).difficulty == 1.0


@pytest.mark.parametrize("wrong", [(), FSRS6_DEFAULTS[:19], (*FSRS6_DEFAULTS[:20], math.nan)])
def test_parameters_must_be_21_numbers(wrong):
    with pytest.raises(ConfigError, match="21 parameters"):
        clip_parameters(wrong)


def test_parameters_are_drawn_into_their_ranges():
    assert clip_parameters(FSRS6_DEFAULTS) == FSRS6_DEFAULTS
    assert clip_parameters([1e9] * 21)[20] == 0.8
    assert clip_parameters([-1e9] * 21)[20] == 0.1
