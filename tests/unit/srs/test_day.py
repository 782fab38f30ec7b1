from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quiz.model.memory import Instant, StudyDay
from quiz.srs.day import DayRule, date_of, day_from_date

HOUR = 3_600_000
ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/Sao_Paulo",  # daylight saving at midnight until 2019
    "Australia/Lord_Howe",  # half an hour of daylight saving
    "Asia/Kathmandu",  # UTC+05:45
    "Pacific/Kiritimati",  # UTC+14
    "Etc/GMT+12",
    "Africa/Casablanca",  # daylight saving suspended for a month each year
    "America/St_Johns",  # changed at 00:01 until 2011
)
zones = st.sampled_from(ZONES).map(ZoneInfo)
rules = st.builds(DayRule, st.integers(0, 23), zones)
# From 2000 on: before, a few of these zones once moved by a whole day.
days = st.integers(day_from_date(date(2000, 1, 1)), day_from_date(date(2037, 12, 31))).map(StudyDay)
instants = st.integers(946_684_800_000, 2_145_916_800_000).map(Instant)


def at(zone: str, *wall: int, fold: int = 0) -> Instant:
    return Instant(int(datetime(*wall, tzinfo=ZoneInfo(zone), fold=fold).timestamp() * 1000))


@given(rules, days)
def test_a_day_starts_in_itself_and_the_moment_before_is_the_day_before(rule, day):
    start = rule.start_of(day)
    assert rule.day_of(start) == day
    assert rule.day_of(Instant(start - 1)) == day - 1


@given(rules, days)
def test_a_day_lasts_a_day_give_or_take_the_change_of_the_clocks(rule, day):
    length = rule.start_of(StudyDay(day + 1)) - rule.start_of(day)
    assert 23 * HOUR <= length <= 25 * HOUR


@given(rules, instants)
@example(DayRule(3, ZoneInfo("Europe/Berlin")), at("Europe/Berlin", 2026, 10, 25, 2, 30, fold=1))
@example(DayRule(2, ZoneInfo("Europe/Berlin")), at("Europe/Berlin", 2026, 10, 25, 2, 30, fold=1))
@example(DayRule(0, ZoneInfo("America/Sao_Paulo")), at("America/Sao_Paulo", 2018, 2, 17, 23, 30, fold=1))
@example(DayRule(0, ZoneInfo("America/Sao_Paulo")), at("America/Sao_Paulo", 2018, 11, 4, 1, 0))
def test_every_instant_lies_in_exactly_one_day(rule, now):
    day = rule.day_of(now)
    assert rule.start_of(day) <= now < rule.start_of(StudyDay(day + 1))


@given(rules, instants, st.integers(0, 400 * 24 * HOUR))
def test_later_is_never_an_earlier_day(rule, now, more):
    assert rule.day_of(now) <= rule.day_of(Instant(now + more))


@given(days)
def test_dates_and_days_are_the_same_thing(day):
    assert day_from_date(date_of(day)) == day
    assert date_of(StudyDay(day + 1)) - date_of(day) == timedelta(days=1)


def test_an_evening_that_ends_after_midnight_is_one_day():
    rule = DayRule(4, ZoneInfo("Europe/Berlin"))
    evening = rule.day_of(at("Europe/Berlin", 2026, 3, 10, 22, 0))
    assert rule.day_of(at("Europe/Berlin", 2026, 3, 11, 3, 59)) == evening
    assert rule.day_of(at("Europe/Berlin", 2026, 3, 11, 4, 0)) == evening + 1
    assert date_of(evening) == date(2026, 3, 10)


def test_the_clock_goes_forward_over_the_rollover():
    rule = DayRule(2, ZoneInfo("Europe/Berlin"))  # 2:00 becomes 3:00 on 29 March 2026
    day = day_from_date(date(2026, 3, 29))
    assert rule.start_of(day) == at("Europe/Berlin", 2026, 3, 29, 3, 0)
    assert rule.day_of(Instant(at("Europe/Berlin", 2026, 3, 29, 3, 0) - 1)) == day - 1


def test_the_clock_goes_back_over_the_rollover():
    rule = DayRule(2, ZoneInfo("Europe/Berlin"))  # 3:00 becomes 2:00 on 25 October 2026
    day = day_from_date(date(2026, 10, 25))
    assert rule.start_of(day) == at("Europe/Berlin", 2026, 10, 25, 2, 0, fold=0)
    assert rule.day_of(at("Europe/Berlin", 2026, 10, 25, 2, 0, fold=1)) == day


def test_half_an_hour_of_daylight_saving():
    rule = DayRule(4, ZoneInfo("Australia/Lord_Howe"))
    day = day_from_date(date(2026, 4, 5))
    assert rule.start_of(day) - rule.start_of(StudyDay(day - 1)) == 24.5 * HOUR


def test_a_date_the_zone_left_out_has_no_instants():
    rule = DayRule(4, ZoneInfo("Pacific/Apia"))
    missing = day_from_date(date(2011, 12, 30))
    assert rule.start_of(missing) == rule.start_of(StudyDay(missing + 1))
    assert rule.day_of(rule.start_of(missing)) == missing + 1
    assert rule.day_of(Instant(rule.start_of(missing) - 1)) == missing - 1


@pytest.mark.parametrize("hours", [-12, 0, 14])
def test_the_same_instant_may_be_three_dates_on_earth(hours):
    rule = DayRule(0, timezone(timedelta(hours=hours)))
    noon = Instant(int(datetime(2026, 6, 1, 11, tzinfo=UTC).timestamp() * 1000))
    assert date_of(rule.day_of(noon)) == {-12: date(2026, 5, 31), 0: date(2026, 6, 1), 14: date(2026, 6, 2)}[hours]


def test_no_zone_is_the_zone_of_the_system():
    system = DayRule(4)
    now = Instant(1_790_000_000_000)
    local = datetime.fromtimestamp(now / 1000).astimezone() - timedelta(hours=4)
    assert date_of(system.day_of(now)) == local.date()
    day = system.day_of(now)
    assert system.start_of(day) <= now < system.start_of(StudyDay(day + 1))
