from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.model.memory import MemoryState, Rating, StudyDay
from quiz.model.options import FSRS6_DEFAULTS
from quiz.srs.exam import FIRST
from quiz.srs.fsrs import Fsrs
from quiz.srs.simulate import PASSES, RETENTIONS, Known, World, average, simulate, together
from tests.unit.srs.parts import OPTIMISED, TODAY, memories

FSRS = Fsrs(FSRS6_DEFAULTS)
known_cards = st.builds(
    lambda memory, ago, ahead: Known(memory, StudyDay(TODAY - ago), StudyDay(TODAY + ahead)),
    memories,
    st.integers(0, 400),
    st.integers(-200, 100),
)
worlds = st.builds(
    World,
    known=st.lists(known_cards, max_size=12),
    new=st.integers(0, 20),
    new_per_day=st.integers(0, 5),
    reviews_per_day=st.integers(0, 10),
    maximum_interval=st.sampled_from([1, 30, 36_500]),
    first=st.just(TODAY),
    days=st.integers(1, 40),
)


def simulated(world, retention=0.9, seed=1, parameters=FSRS6_DEFAULTS):
    return simulate(world, Fsrs(parameters), retention, Random(seed).random)


@given(worlds, st.sampled_from(RETENTIONS))
def test_the_days_keep_to_the_limits_and_the_cards_there_are(world, retention):
    course = simulated(world, retention)
    assert len(course.reviews) == world.days
    assert all(0 <= reviews <= world.reviews_per_day for reviews in course.reviews)
    assert course.learned == min(world.new, world.new_per_day * world.days)
    assert course.cards == len(world.known) + course.learned
    assert 0 <= course.remembered <= course.cards + 1e-9
    assert 0 <= course.passed <= 1


@given(worlds, st.integers(0, 5))
def test_the_same_chance_gives_the_same_days(world, seed):
    assert simulated(world, seed=seed) == simulated(world, seed=seed)


@settings(max_examples=30)
@given(worlds)
def test_decks_side_by_side_add_up(world):
    one, other = simulated(world), simulated(world, seed=2)
    both = together([one, other])
    assert both.reviews == tuple(a + b for a, b in zip(one.reviews, other.reviews, strict=True))
    assert both.cards == one.cards + other.cards
    mean = average([one, one])
    assert (mean.reviews, mean.cards, mean.learned) == (one.reviews, one.cards, one.learned)
    assert mean.remembered == pytest.approx(one.remembered)


def crowd(cards=1500, new=0, days=120):
    chance = Random(3)
    known = [
        Known(MemoryState(stability, chance.uniform(2, 9)), StudyDay(TODAY - round(stability)), TODAY)
        for stability in (chance.uniform(2, 60) for _ in range(cards))
    ]
    return World(
        known=known, new=new, new_per_day=20, reviews_per_day=9999, maximum_interval=36_500, first=TODAY, days=days
    )


@pytest.mark.parametrize("parameters", [FSRS6_DEFAULTS, OPTIMISED])
def test_wanting_to_remember_more_takes_more_and_brings_more(parameters):
    courses = [simulated(crowd(), retention, parameters=parameters) for retention in (0.8, 0.85, 0.9, 0.95)]
    takes = [course.reviews_a_day for course in courses]
    brings = [course.remembered for course in courses]
    assert takes == sorted(takes)
    assert brings == sorted(brings)


@pytest.mark.parametrize("retention", [0.8, 0.9, 0.95])
def test_as_many_reviews_pass_as_are_desired(retention):
    # The first review of each card comes at nine in ten, and whole days are shorter or longer than what is desired.
    assert simulated(crowd(days=400), retention).passed == pytest.approx(retention, abs=0.035)


def test_what_is_not_answered_is_forgotten():
    world = crowd(cards=50)
    idle = World(known=world.known, new=0, new_per_day=0, reviews_per_day=0, maximum_interval=1, first=TODAY, days=100)
    expected = sum(FSRS.retrievability(card.memory.stability, TODAY + 100 - card.last_day) for card in world.known)
    assert simulated(idle).remembered == pytest.approx(expected)
    assert simulated(world).remembered > expected


def test_the_shares_of_ratings_are_shares():
    for shares in (PASSES, FIRST):
        assert sum(share for _, share in shares) == pytest.approx(1)
    assert {rating for rating, _ in FIRST} == set(Rating)
