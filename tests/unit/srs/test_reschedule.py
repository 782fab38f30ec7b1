"""Where cards belong by the options of now."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.model.deck import CardId, DeckId
from quiz.model.memory import MemoryState, Scheduled, StudyDay
from quiz.model.options import ScheduleOptions
from quiz.srs.balance import weekday
from quiz.srs.fuzz import spread
from quiz.srs.reschedule import InReview, Moves, reschedule
from quiz.srs.scheduler import Scheduler
from tests.unit.srs.parts import DAYS, TODAY, scheduled

USUAL = ScheduleOptions()
PLAIN = ScheduleOptions(fuzz=False)


def in_review(
    name: str, stability: float, *, ago: int, interval: int, note: str | None = None, asked: bool = True
) -> InReview:
    state = scheduled(ago=ago, interval=interval)
    state = replace(state, memory=MemoryState(stability, 5.0))
    return InReview(CardId(f"d/{name}"), f"d/{note or name}", DeckId("d"), state, asked)


def moves(*cards: InReview, options: ScheduleOptions = USUAL, **more) -> Moves:
    scheduler = Scheduler(options, DAYS)
    return reschedule(cards, lambda _: True, lambda _: scheduler, today=TODAY, **more)


def moved(cards: list[InReview], made: Moves) -> list[InReview]:
    return [
        replace(each, state=replace(each.state, due_day=made.to.get(each.card, each.state.due_day))) for each in cards
    ]


cards = st.lists(
    st.tuples(st.floats(0.01, 400), st.integers(0, 300), st.integers(1, 500), st.booleans()), min_size=1, max_size=30
).map(
    lambda rows: [
        in_review(f"c{number}", stability, ago=ago, interval=interval, note=f"n{number // 2}", asked=asked)
        for number, (stability, ago, interval, asked) in enumerate(rows)
    ]
)


@given(
    cards, st.sampled_from([USUAL, PLAIN, ScheduleOptions(load_balance=False), ScheduleOptions(maximum_interval=30)])
)
def test_each_card_comes_within_its_spread_and_none_moves_into_the_past(rows: list[InReview], options):
    scheduler = Scheduler(options, DAYS)
    made = moves(*rows, options=options)
    for before, after in zip(rows, moved(rows, made), strict=True):
        ideal = scheduler.fsrs.interval(before.state.memory.stability, options.desired_retention)
        first, last = spread(ideal, 1, options.maximum_interval) if options.fuzz else (after.state.interval,) * 2
        assert first <= after.state.interval <= last
        assert 1 <= after.state.interval <= options.maximum_interval
        if before.card in made.to and after.state.due_day < TODAY and options.fuzz:
            assert before.state.last_day + last < TODAY  # overdue however it is spread
    again = moves(*moved(rows, made), options=options)
    assert not again.to
    assert made == moves(*reversed(rows), options=options)


@given(cards)
def test_the_figures_are_those_of_the_cards_that_can_be_asked(rows: list[InReview]):
    made = moves(*rows)
    after = moved(rows, made)
    due_before = {each.card for each in rows if each.asked and each.state.due_day <= TODAY}
    due_after = {each.card for each in after if each.asked and each.state.due_day <= TODAY}
    assert made.cards == len(rows)
    assert made.become_due == len(due_after - due_before)
    assert made.leave_today == len(due_before - due_after)
    assert made.due == len(due_after)


def test_a_card_within_its_spread_stays():
    assert not moves(in_review("a", 50, ago=10, interval=48)).to
    assert moves(in_review("a", 50, ago=10, interval=48), options=PLAIN).to == {"d/a": TODAY + 40}


def test_a_lower_retention_lets_cards_come_later_and_a_higher_one_sooner():
    card = in_review("a", 50, ago=10, interval=50)
    later = moves(card, options=ScheduleOptions(desired_retention=0.8)).to[card.card]
    sooner = moves(card, options=ScheduleOptions(desired_retention=0.97)).to[card.card]
    assert sooner < card.state.due_day < later


def test_days_with_less_to_do_and_without_siblings_are_preferred():
    busy = [in_review(f"b{n}", 40.0, ago=10, interval=40) for n in range(200)]
    card = in_review("z", 40.0, ago=10, interval=90)
    assert moves(*busy, card).to[card.card] != TODAY + 30
    sibling = in_review("y", 40.0, ago=10, interval=39, note="z")
    assert moves(sibling, card).to[card.card] != TODAY + 29


@pytest.mark.parametrize("easy", range(7))
def test_an_easy_day_is_left_alone(easy):
    week = tuple(0 if day == easy else 100 for day in range(7))
    rows = [in_review(f"c{n}", 30.0, ago=5, interval=300) for n in range(60)]
    made = moves(*rows, options=ScheduleOptions(easy_days=week))
    assert len(made.to) == 60
    assert sum(weekday(StudyDay(day)) == easy for day in made.to.values()) <= 1


def test_other_decks_stay_and_count():
    mine = in_review("a", 50, ago=10, interval=300)
    other = replace(in_review("b", 50, ago=10, interval=300), deck=DeckId("e"))
    scheduler = Scheduler(USUAL, DAYS)
    made = reschedule([mine, other], lambda deck: deck == "d", lambda _: scheduler, today=TODAY)
    assert set(made.to) == {"d/a"}
    assert made.cards == 1
    assert isinstance(mine.state, Scheduled)
