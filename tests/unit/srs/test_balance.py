from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.model.answer import Verdict
from quiz.model.deck import CardId
from quiz.model.memory import NEW, Phase, Rating, Scheduled, StudyDay
from quiz.model.options import ScheduleOptions
from quiz.srs.balance import KNOWN_DAYS, LONGEST, Load, choose_day, day_weights, weekday
from quiz.srs.day import date_of
from quiz.srs.fuzz import spread
from quiz.srs.order import build_queue
from quiz.srs.scheduler import Scheduler
from quiz.srs.session import Session
from tests.clock import Clock
from tests.unit.srs.parts import DAYS, NOON, TODAY, Notebook, ids, queue_card, reviewed, scheduled, states

CARD = CardId("d/a")
AGAIN, HARD, GOOD, EASY = Rating
BALANCED = Scheduler(ScheduleOptions(), DAYS)
loads = st.builds(
    Load,
    st.dictionaries(st.integers(TODAY + 1, TODAY + KNOWN_DAYS).map(StudyDay), st.integers(0, 200)),
    st.frozensets(st.integers(TODAY + 1, TODAY + KNOWN_DAYS).map(StudyDay), max_size=5),
)
weeks = st.lists(st.sampled_from([0, 25, 50, 100]), min_size=7, max_size=7).map(tuple)
draws = st.floats(0, 1, exclude_max=True)
ranges = st.tuples(st.integers(1, LONGEST), st.integers(0, 13))


@given(ranges, loads, draws, weeks)
def test_the_day_lies_in_the_range(span, load, draw, week):
    lower, upper = span[0], span[0] + span[1]
    assert lower <= choose_day(TODAY, (lower, upper), load, draw, week) <= upper


@given(ranges, loads, draws, draws, weeks)
def test_a_larger_draw_is_never_an_earlier_day(span, load, one, other, week):
    first, second = (choose_day(TODAY, (span[0], sum(span)), load, draw, week) for draw in sorted((one, other)))
    assert first <= second


@given(ranges, loads, weeks)
def test_every_day_can_be_drawn_and_none_weighs_more_than_an_empty_one(span, load, week):
    weights = day_weights(TODAY, span[0], sum(span), load, week)
    assert all(0 < weight <= 1 for weight in weights)


@given(st.integers(1, 90), st.integers(1, 300), st.integers(1, 300))
def test_of_two_days_the_one_with_fewer_cards_weighs_more(interval, few, more):
    load = Load({StudyDay(TODAY + interval): few + more, StudyDay(TODAY + interval + 1): few})
    assert day_weights(TODAY, interval, interval, load) < [1 / (few + more)]
    crowded = Load({StudyDay(TODAY + interval): few + more})
    quiet = Load({StudyDay(TODAY + interval): few})
    assert day_weights(TODAY, interval, interval, crowded) < day_weights(TODAY, interval, interval, quiet)


def test_the_weights_are_those_of_anki():
    load = Load({StudyDay(TODAY + 10): 4, StudyDay(TODAY + 11): 2}, frozenset({StudyDay(TODAY + 11)}))
    assert day_weights(TODAY, 9, 11, load) == pytest.approx([1, 4**-2.15 * 10**-3, 2**-2.15 * 11**-3 * 0.001])


def test_a_reduced_day_has_its_share_and_no_more():
    sunday = next(days for days in range(8, 15) if weekday(StudyDay(TODAY + days)) == 6)
    week = (100,) * 6 + (50,)
    for cards, may in ((9, True), (10, True), (11, False)):
        load = Load({StudyDay(TODAY + day): 20 for day in range(1, 30)} | {StudyDay(TODAY + sunday): cards})
        weight = day_weights(TODAY, sunday - 1, sunday + 1, load, week)[1]
        usual = day_weights(TODAY, sunday - 1, sunday + 1, load)[1]
        assert weight == pytest.approx(usual if may else usual * 0.0001)


def test_a_free_day_stays_free_even_while_it_is_empty():
    free = {6}
    week = tuple(0 if day in free else 100 for day in range(7))
    got = Counter()
    for number in range(3000):
        outcomes = Scheduler(ScheduleOptions(easy_days=week), DAYS).outcomes(
            CardId(f"d/{number}"), scheduled(stability=30, interval=10), NOON, Load({StudyDay(TODAY + 5): 3})
        )
        got[weekday(outcomes[GOOD].due_day)] += 1
    assert got[6] <= 3
    assert len(got) >= 6


def test_days_of_the_week():
    assert [weekday(StudyDay(day)) for day in range(20_000, 20_007)] == [
        date_of(StudyDay(day)).weekday() for day in range(20_000, 20_007)
    ]
    assert date_of(StudyDay(4)) == date(1970, 1, 5)


@given(states, loads)
def test_what_a_load_changes_is_the_day_alone_and_within_the_fuzz(state, load):
    plain = BALANCED.outcomes_at(state, NOON, None)
    for rating, outcome in BALANCED.outcomes(CARD, state, NOON, load).items():
        assert outcome.memory == plain[rating].memory
        assert (outcome.phase, outcome.due_at is None) == (plain[rating].phase, plain[rating].due_at is None)
    assert BALANCED.outcomes(CARD, state, NOON, load) == BALANCED.outcomes(CARD, state, NOON, load)


@given(reviewed, loads)
def test_hard_still_comes_before_good_and_good_before_easy(state, load):
    outcomes = BALANCED.outcomes(CARD, state, NOON, load)
    assert outcomes[HARD].interval < outcomes[GOOD].interval < outcomes[EASY].interval or outcomes[EASY].interval > 36e3


@given(reviewed, loads)
def test_without_balance_or_fuzz_the_load_is_of_no_concern(state, load):
    for options in (ScheduleOptions(load_balance=False), ScheduleOptions(fuzz=False)):
        scheduler = Scheduler(options, DAYS)
        assert scheduler.outcomes(CARD, state, NOON, load) == scheduler.outcomes(CARD, state, NOON)


def test_what_balancing_is_for():
    """A thousand cards answered at once: the days differ far less with it than without."""
    counts = {}
    for name, scheduler in (("balanced", BALANCED), ("spread", Scheduler(ScheduleOptions(load_balance=False), DAYS))):
        load = Load()
        for number in range(1000):
            state = scheduled(stability=30, interval=20, ago=20)
            after = scheduler.outcomes(CardId(f"d/{number}"), state, NOON, load)[GOOD]
            load = load.moved(NEW, after)
        counts[name] = [n for n in load.counts.values() if n]
    spans = {name: max(each) - min(each) for name, each in counts.items()}
    assert spans["balanced"] < spans["spread"]


@given(st.lists(states, max_size=6), loads)
def test_moving_there_and_back_changes_nothing(steps, load):
    there = load
    for before, after in pairwise([NEW, *steps]):
        there = there.moved(before, after)
    for before, after in pairwise([*reversed(steps), NEW]):
        there = there.moved(before, after)
    assert {day: n for day, n in there.counts.items() if n} == {day: n for day, n in load.counts.items() if n}


class Days:
    """Counts the days of a notebook, as a store does."""

    def __init__(self, notebook, states):
        self.notebook, self.first, self.asked = notebook, states, 0

    def load(self, today):
        self.asked += 1
        now = dict(self.first)
        for review in self.notebook.reviews.values():
            now[review.card] = review.after
        days = Counter(s.due_day for s in now.values() if isinstance(s, Scheduled) and s.phase is Phase.REVIEW)
        return Load({day: count for day, count in days.items() if day > today})

    def siblings(self, _asked):
        return frozenset()


@given(st.lists(st.one_of(st.sampled_from(Rating), st.sampled_from(["undo", "mark", "bury"])), max_size=20))
def test_a_session_counts_once_and_keeps_count(moves):
    cards = [queue_card(f"c{number}", scheduled(interval=10, stability=9 + number)) for number in range(8)]
    notebook, clock = Notebook(), Clock(NOON)
    days = Days(notebook, {card.card: card.state for card in cards})
    session = Session(build_queue(cards, seed=1), BALANCED, clock, notebook, ids(), learn_ahead=1200, due_days=days)
    for move in moves:
        if move == "undo":
            session.undo()
        elif session.current is None:
            break
        elif move == "mark":
            session.mark()
        elif move == "bury":
            session.bury()
        else:
            shown = session.outcomes()
            fresh = days.load(TODAY)
            expected = BALANCED.outcomes(session.current.card, session.current.state, NOON, fresh)
            assert shown == expected
            stored = session.rate(move, verdict=Verdict.RIGHT, typed=None, duration_ms=1)
            assert stored.after == shown[move]


def test_days_are_counted_once_while_cards_are_answered():
    cards = [queue_card(f"c{number}", scheduled(interval=10)) for number in range(8)]
    notebook = Notebook()
    days = Days(notebook, {card.card: card.state for card in cards})
    session = Session(
        build_queue(cards, seed=1), BALANCED, Clock(NOON), notebook, ids(), learn_ahead=1200, due_days=days
    )
    assert session.current is not None
    assert days.asked == 0
    while session.current is not None:
        session.rate(GOOD, verdict=Verdict.RIGHT, typed=None, duration_ms=1)
    assert days.asked == 1


@given(st.floats(2.5, 90.9))
def test_the_days_that_are_counted_reach_as_far_as_the_fuzz(interval):
    assert spread(interval, 1, 36_500)[1] <= KNOWN_DAYS
