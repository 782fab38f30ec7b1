from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.model.memory import NEW, Phase, Rating, StudyDay
from quiz.model.options import FSRS6_DEFAULTS
from quiz.model.plan import Plan, PlanKind
from quiz.srs.exam import FIRST, Span, choose, gain, plan_spans, recall, spans
from quiz.srs.fsrs import Fsrs
from tests.unit.srs.parts import NOON, OPTIMISED, TODAY, queue_card, reviewed, scheduled

FSRS = Fsrs(FSRS6_DEFAULTS)
exams = st.integers(0, 400).map(lambda days: StudyDay(TODAY + days))
earlier = reviewed.filter(lambda state: state.last_day < TODAY)
some_states = st.one_of(st.just(NEW), earlier)


def cards_of(states):
    return [queue_card(f"c{number}", state) for number, state in enumerate(states)]


def chosen(cards, exam, budget, left=None):
    return choose(
        cards, today=TODAY, exam=exam, budget=budget, left=budget if left is None else left, fsrs=lambda _: FSRS
    )


@given(st.lists(some_states, max_size=7), st.integers(1, 4))
def test_on_the_eve_no_other_choice_is_better(states, budget):
    cards, exam = cards_of(states), StudyDay(TODAY + 1)
    worth = {card.card: gain(FSRS, card.state, TODAY, exam) for card in cards}
    best = max(sum(worth[card.card] for card in some) for n in range(budget + 1) for some in combinations(cards, n))
    got = chosen(cards, exam, budget)
    assert len(got) <= budget
    assert sum(worth[card.card] for card in got) == pytest.approx(best)


@settings(max_examples=50)
@given(st.lists(some_states, min_size=1, max_size=4), st.integers(1, 2), st.integers(2, 4))
def test_over_several_days_a_plan_adds_at_least_half_of_the_best_one(states, budget, days):
    cards, exam = cards_of(states), StudyDay(TODAY + days)
    over = spans(TODAY, exam)
    assert [span.days for span in over] == [1] * days
    worth = {(card.card, span): gain(FSRS, card.state, span.day, exam) for card in cards for span in over}
    best = 0.0
    for places in product([None, *over], repeat=len(cards)):
        if all(places.count(span) <= budget for span in over):
            plan = sum(worth[card.card, at] for card, at in zip(cards, places, strict=True) if at is not None)
            best = max(best, plan)
    planned = plan_spans(cards, over, exam, budget, lambda _: FSRS)
    got = sum(worth[card, span] for card, span in planned.items())
    assert got >= best / 2 - 1e-9
    assert all([*planned.values()].count(span) <= budget for span in over)


@given(exams)
def test_the_spans_are_the_days_from_today_to_the_eve(exam):
    over = spans(TODAY, exam)
    assert over[0] == Span(TODAY, 1)
    assert sum(span.days for span in over) == max(exam - TODAY, 1)
    assert len(over) <= 8
    at = TODAY
    for span in over:
        assert at <= span.day < at + span.days
        at += span.days


@given(st.lists(some_states, max_size=12), exams, st.integers(1, 6), st.integers(0, 6))
def test_today_is_used_as_far_as_it_helps_and_no_further(states, exam, budget, left):
    cards = cards_of(states)
    got = chosen(cards, exam, budget, left)
    helpful = [card for card in cards if gain(FSRS, card.state, TODAY, exam) > 0]
    assert len(got) == len(set(got)) == min(left, len(helpful))
    assert set(got) <= set(helpful)
    assert got == chosen(cards, exam, budget, left)


@given(some_states, exams, st.sampled_from([FSRS6_DEFAULTS, OPTIMISED]))
def test_what_is_known_is_a_chance_with_and_without_a_review(state, exam, parameters):
    fsrs = Fsrs(parameters)
    before = recall(fsrs, state, exam)
    assert 0 <= before <= 1
    assert 0 <= before + gain(fsrs, state, TODAY, exam) <= 1 + 1e-9


def test_what_can_wait_waits_for_what_cannot():
    # Both fade; there is time for one a day. The one that a review today helps more than one tomorrow comes first.
    exam = StudyDay(TODAY + 2)
    cards = cards_of([scheduled(stability=0.5, ago=3, interval=1), scheduled(stability=40, ago=30, interval=40)])
    worth = {(card.card, day): gain(FSRS, card.state, StudyDay(TODAY + day), exam) for card in cards for day in (0, 1)}
    (first,) = chosen(cards, exam, 1)
    (other,) = (card for card in cards if card != first)
    assert worth[first.card, 0] + worth[other.card, 1] >= worth[other.card, 0] + worth[first.card, 1]


def test_what_was_answered_today_is_done_with_and_steps_go_on():
    done = queue_card("done", scheduled(ago=0, interval=9))
    step = queue_card("step", scheduled(Phase.RELEARNING, ago=0, interval=0, due_at=NOON + 600_000))
    fading = queue_card("fading", scheduled(stability=2, ago=30, interval=2))
    assert chosen([done, step, fading], StudyDay(TODAY + 5), 3, left=1) == (step, fading)
    assert chosen([done, step, fading], StudyDay(TODAY + 5), 3, left=0) == (step,)
    assert chosen([done, fading], StudyDay(TODAY - 5), 3) == (fading,)


def test_the_first_ratings_are_shares():
    assert sum(share for _, share in FIRST) == pytest.approx(1)
    assert {rating for rating, _ in FIRST} == set(Rating)
    assert gain(FSRS, NEW, TODAY, TODAY) == pytest.approx(1)
    assert recall(FSRS, scheduled(stability=10, ago=10), TODAY) == pytest.approx(0.9)


def test_before_an_exam_with_a_budget_answers_count():
    plan = Plan(kind=PlanKind.CRAM, exam=StudyDay(TODAY + 5), budget=20)
    assert not plan.practises(scheduled(), TODAY)
    assert not plan.practises(NEW, TODAY)
