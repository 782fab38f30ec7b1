"""Times and counts in words."""

from datetime import UTC, date

import pytest

from quiz.model.memory import Instant, MemoryState, Phase, Scheduled, StudyDay
from quiz.srs.day import DayRule
from quiz.srs.queue import Counts
from quiz.store.study import Due
from quiz.words import common as words
from tests.clock import NOON

TODAY = DayRule(zone=UTC).day_of(NOON)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "<1m"),
        (60, "<1m"),
        (61, "1m"),
        (600, "10m"),
        (3_569, "59m"),
        (3_570, "1h"),
        (7_200, "2h"),
        (84_599, "23h"),
        (84_600, "1d"),
        (3 * 86_400, "3d"),
    ],
)
def test_a_wait_is_told_in_the_fewest_letters(seconds: int, text: str) -> None:
    assert words.span(seconds) == text


@pytest.mark.parametrize(
    ("number", "text"), [(1, "1d"), (30, "30d"), (31, "1mo"), (45, "1.5mo"), (364, "12mo"), (365, "1y"), (800, "2.2y")]
)
def test_a_long_interval_is_told_in_months_and_years(number: int, text: str) -> None:
    assert words.days(number) == text


def _state(*, due_at: int | None, days: int) -> Scheduled:
    return Scheduled(
        phase=Phase.LEARNING if due_at else Phase.REVIEW,
        step=0,
        memory=MemoryState(1, 5),
        due_day=StudyDay(TODAY + days),
        due_at=None if due_at is None else Instant(due_at),
        last_at=NOON,
        last_day=TODAY,
        reps=1,
        lapses=0,
    )


def test_a_step_is_counted_from_now_and_an_interval_in_days() -> None:
    assert words.interval(_state(due_at=NOON + 600_000, days=0), NOON) == "10m"
    assert words.interval(_state(due_at=None, days=12), NOON) == "12d"


@pytest.mark.parametrize(
    ("days", "at", "text"),
    [
        (0, None, "now"),
        (-3, None, "now"),
        (0, 0, "now"),
        (0, 1, "in 1 min"),
        (0, 7 * 60_000, "in 7 min"),
        (0, 3 * 3_600_000, "in 3 h"),
        (1, None, "tomorrow"),
        (5, None, "in 5 days"),
        (40, None, "25 Oct 2025"),
    ],
)
def test_when_a_card_comes_back(days: int, at: int | None, text: str) -> None:
    due = Due(day=StudyDay(TODAY + days), at=None if at is None else Instant(NOON + at))
    assert words.coming(due, NOON, DayRule(zone=UTC)) == text


def test_never_is_empty() -> None:
    assert words.coming(None, NOON, DayRule(zone=UTC)) == ""


@pytest.mark.parametrize(
    ("milliseconds", "text"), [(0, "0 s"), (59_400, "59 s"), (61_000, "1 min 01 s"), (3_900_000, "1 h 05 min")]
)
def test_durations(milliseconds: int, text: str) -> None:
    assert words.duration(milliseconds) == text


def test_counts_name_only_what_there_is() -> None:
    assert words.to_come(Counts(new=1_200, review=3)) == "1,200 new · 3 due"
    assert words.to_come(Counts()) == "nothing due"


def test_a_date_is_the_same_in_every_locale() -> None:
    assert words.day(date(2025, 3, 9)) == "9 Mar 2025"


@pytest.mark.parametrize(
    ("short", "text"),
    [
        ("<1m", "less than 1 minute"),
        ("10m", "10 minutes"),
        ("1h", "1 hour"),
        ("1d", "1 day"),
        ("30d", "30 days"),
        ("1mo", "1 month"),
        ("1.4mo", "1.4 months"),
        ("2.1y", "2.1 years"),
    ],
)
def test_a_wait_is_said_in_words(short: str, text: str) -> None:
    assert words.spoken(short) == text
