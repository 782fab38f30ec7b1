"""The schedule where the clocks change: days are days, however many hours they have, and steps are real minutes."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.model.memory import NEW, Instant, Phase, Rating, Scheduled, StudyDay
from quiz.model.options import ScheduleOptions
from quiz.srs.day import DayRule, day_from_date
from quiz.srs.scheduler import Scheduler

AGAIN, HARD, GOOD, EASY = Rating
HOUR = 3_600_000
CHANGES = (
    ("Europe/Berlin", date(2026, 3, 29)),  # an hour less
    ("Europe/Berlin", date(2026, 10, 25)),  # an hour more
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),  # half an hour
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("America/St_Johns", date(2010, 11, 7)),  # at one minute past midnight
    ("America/St_Johns", date(2011, 3, 13)),
    ("America/Sao_Paulo", date(2018, 11, 4)),  # at midnight
    ("Africa/Casablanca", date(2026, 2, 15)),
)
changes = st.sampled_from(CHANGES)


def scheduler_for(zone: str, rollover: int = 4) -> Scheduler:
    return Scheduler(ScheduleOptions(fuzz=False), DayRule(rollover, ZoneInfo(zone)))


def within(rule: DayRule, day: StudyDay, share: float) -> Instant:
    """An instant of a study day: 0 its first, 1 its last."""
    start, end = rule.start_of(day), rule.start_of(StudyDay(day + 1))
    return Instant(start + int((end - start - 1) * share))


shares = st.floats(0, 1)


@given(changes, st.integers(-3, 3), st.integers(1, 6), st.tuples(shares, shares, shares), st.integers(0, 23))
def test_the_same_days_apart_is_the_same_memory_whatever_the_hours(change, start, apart, moments, rollover):
    (zone, on), (first, one, other) = change, moments
    scheduler = scheduler_for(zone, rollover)
    day = StudyDay(day_from_date(on) + start)
    state = scheduler.outcomes_at(NEW, within(scheduler.days, day, first), None)[EASY]
    assert state.last_day == day
    later = StudyDay(day + apart)
    here, there = (scheduler.outcomes_at(state, within(scheduler.days, later, share), None) for share in (one, other))
    for rating in Rating:
        assert here[rating].memory == there[rating].memory == scheduler.fsrs.next(state.memory, rating, apart)
    assert here[GOOD].due_day == there[GOOD].due_day


@given(changes, shares, st.integers(0, 23))
def test_a_card_is_due_on_a_day_and_from_its_first_moment_on(change, share, rollover):
    zone, on = change
    scheduler = scheduler_for(zone, rollover)
    day = StudyDay(day_from_date(on) - 1)
    after = scheduler.outcomes_at(NEW, within(scheduler.days, day, share), None)[EASY]
    assert after.due_at is None
    assert scheduler.days.day_of(scheduler.days.start_of(after.due_day)) == after.due_day
    assert scheduler.days.day_of(Instant(scheduler.days.start_of(after.due_day) - 1)) == after.due_day - 1


@given(changes, shares, st.integers(0, 23))
def test_a_step_is_as_long_as_it_says_or_ends_on_another_day(change, share, rollover):
    zone, on = change
    scheduler = scheduler_for(zone, rollover)
    now = within(scheduler.days, day_from_date(on), share)
    after = scheduler.outcomes_at(NEW, now, None)[GOOD]
    assert after.phase is Phase.LEARNING
    if after.due_at is None:
        assert scheduler.days.day_of(Instant(now + 600_000)) == after.due_day == after.last_day + 1
    else:
        assert after.due_at - now == 600_000
        assert after.due_day == after.last_day


@pytest.mark.parametrize(("zone", "on"), CHANGES)
def test_moving_to_another_zone_never_counts_days_below_none(zone: str, on: date):
    here, there = scheduler_for(zone), scheduler_for("Pacific/Honolulu")
    now = Instant(int(datetime(on.year, on.month, on.day, 12, tzinfo=ZoneInfo(zone)).timestamp() * 1000))
    state = here.outcomes_at(NEW, now, None)[EASY]
    moved = there.outcomes_at(state, Instant(now + HOUR), None)[GOOD]
    assert isinstance(moved, Scheduled)
    assert moved.memory == there.fsrs.next(state.memory, GOOD, 0)


def samoa(day: int, hour: int) -> Instant:
    """An instant of December 2011 in Samoa, which left the 30th out."""
    return Instant(int(datetime(2011, 12, day, hour, tzinfo=ZoneInfo("Pacific/Apia")).timestamp() * 1000))


def test_the_day_that_samoa_left_out_counts_for_memory_and_asks_nothing():
    scheduler = scheduler_for("Pacific/Apia")
    state = scheduler.outcomes_at(NEW, samoa(29, 12), None)[EASY]
    assert samoa(31, 12) - samoa(29, 12) == 24 * HOUR
    after = scheduler.outcomes_at(state, samoa(31, 12), None)[GOOD]
    assert after.memory == scheduler.fsrs.next(state.memory, GOOD, 2)
    assert after.last_day == state.last_day + 2


@pytest.mark.parametrize(("steps", "hour", "within_the_day"), [((60, 600), 23, True), ((60, 86_400), 12, False)])
def test_steps_over_the_day_that_samoa_left_out(steps: tuple[int, ...], hour: int, within_the_day: bool):
    scheduler = Scheduler(ScheduleOptions(learning_steps=steps), DayRule(4, ZoneInfo("Pacific/Apia")))
    now = Instant(samoa(29, hour) + 55 * 60_000)
    after = scheduler.outcomes_at(NEW, now, None)[GOOD]
    # An evening that ends after midnight goes on in what the calendar calls the 31st.
    assert (after.due_at is not None) == within_the_day
    if not within_the_day:
        first = scheduler.days.day_of(samoa(31, 4))
        assert scheduler.days.day_of(samoa(31, 3)) == after.last_day < after.due_day <= first
    else:
        assert after.due_at == now + 600_000
        assert after.due_day == after.last_day
