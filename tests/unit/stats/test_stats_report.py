"""What a report says about a log and states, worked out by hand."""

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from quiz.model.answer import Verdict
from quiz.model.deck import CardId
from quiz.model.memory import NEW, CardState, Instant, MemoryState, Phase, Rating, Scheduled, StudyDay
from quiz.model.review import EventId, Review, ReviewKind
from quiz.srs.day import day_from_date
from quiz.stats import make_report, to_json
from quiz.stats.report import PassRate, Period, Report

TODAY = day_from_date(date(2026, 3, 4))
DAY_MS = 86_400_000


def state(*, interval: int = 5, due: int = 0, phase: Phase = Phase.REVIEW) -> Scheduled:
    """Return a card due ``due`` days after today, with an interval in days."""
    due_day = StudyDay(TODAY + due)
    return Scheduled(
        phase=phase, step=0, memory=MemoryState(10.0, 5.0), due_day=due_day, due_at=None, last_at=Instant(0),
        last_day=StudyDay(due_day - interval), reps=3, lapses=0,
    )  # fmt: skip


def review(
    ago: int = 0,
    *,
    rating: Rating = Rating.GOOD,
    kind: ReviewKind = ReviewKind.REVIEW,
    before: CardState | None = None,
    card: str = "d/1",
    ms: int = 6_000,
) -> Review:
    day = StudyDay(TODAY - ago)
    return Review(
        id=EventId("e"), card=CardId(card), at=Instant(day * DAY_MS), day=day, rating=rating, kind=kind,
        verdict=Verdict.RIGHT, typed=None, duration_ms=ms, before=state() if before is None else before, after=state(),
    )  # fmt: skip


def report_of(
    *reviews: Review, states: dict[str, CardState] | None = None, total: int = 0, suspended: int = 0
) -> Report:
    held = {CardId(name): one for name, one in (states or {}).items()}
    return make_report(reviews, held, day=TODAY, total_cards=total, suspended=suspended)


def retention(report: Report, period: Period) -> tuple[PassRate, PassRate]:
    row = next(row for row in report.retention if row.period is period)
    return row.young, row.mature


def test_nothing_at_all_is_a_report_of_zeros():
    report = report_of()
    assert report.today.reviews == report.reviews == report.calendar.streak == report.calendar.longest_streak == 0
    assert report.today.right_share is None
    assert all(row.all.share is None for row in report.retention)
    assert set(report.forecast.due) == {0}
    assert report.counts.total == 0


def test_today_counts_answers_by_rating_and_kind():
    report = report_of(
        review(1),
        review(kind=ReviewKind.LEARN, before=NEW, rating=Rating.AGAIN),
        review(kind=ReviewKind.LEARN, before=state(interval=0, phase=Phase.LEARNING)),
        review(kind=ReviewKind.RELEARN, before=state(interval=0, phase=Phase.RELEARNING)),
        review(rating=Rating.EASY),
        review(kind=ReviewKind.CRAM, rating=Rating.HARD),
    )
    today = report.today
    assert (today.reviews, report.reviews, today.introduced) == (5, 6, 1)
    assert today.by_rating == {Rating.AGAIN: 1, Rating.HARD: 1, Rating.GOOD: 2, Rating.EASY: 1}
    assert today.by_kind == {kind: 2 if kind is ReviewKind.LEARN else 1 for kind in ReviewKind}
    assert today.minutes == 0.5
    assert today.right_share == 0.8


def test_an_answer_counts_for_a_minute_at_most_and_never_for_less_than_nothing():
    assert report_of(review(ms=3_600_000)).today.duration_ms == 60_000
    assert report_of(review(ms=-5_000), review(ms=1_000)).today.duration_ms == 1_000


def test_cards_are_mature_from_an_interval_of_21_days():
    report = report_of(
        review(before=state(interval=20), card="a"),
        review(before=state(interval=21), card="b", rating=Rating.AGAIN),
        review(before=state(interval=100), card="c", rating=Rating.HARD),
    )
    assert retention(report, Period.TODAY) == (PassRate(1, 0), PassRate(1, 1))
    assert report.retention[0].all == PassRate(2, 1)


def test_learning_steps_and_cramming_do_not_count_for_retention_but_long_steps_do():
    report = report_of(
        review(kind=ReviewKind.LEARN, before=NEW, card="a"),
        review(kind=ReviewKind.LEARN, before=state(interval=0, phase=Phase.LEARNING), card="b"),
        review(kind=ReviewKind.RELEARN, before=state(interval=0, phase=Phase.RELEARNING), card="c"),
        review(kind=ReviewKind.CRAM, before=state(interval=50), card="d"),
        review(kind=ReviewKind.LEARN, before=state(interval=1, phase=Phase.LEARNING), card="e"),
    )
    assert retention(report, Period.ALL) == (PassRate(1, 0), PassRate())


def test_only_the_first_answer_of_a_day_counts_for_retention():
    report = report_of(
        review(1, rating=Rating.AGAIN), review(1), review(1), review(rating=Rating.AGAIN), review(card="d/2")
    )
    assert retention(report, Period.YESTERDAY)[0] == PassRate(0, 1)
    assert retention(report, Period.TODAY)[0] == PassRate(1, 1)


def test_periods_end_today_and_hold_their_days():
    report = report_of(*(review(ago, card=str(ago)) for ago in (400, 364, 30, 29, 7, 6, 1, 0)))
    counted = {row.period: row.all.total for row in report.retention}
    assert counted == {
        Period.TODAY: 1, Period.YESTERDAY: 1, Period.WEEK: 3, Period.MONTH: 5, Period.YEAR: 7, Period.ALL: 8,
    }  # fmt: skip


def test_the_forecast_tells_overdue_due_and_later():
    states = {
        "a": state(due=-3),
        "b": state(due=0),
        "c": state(due=0),
        "d": state(due=29),
        "e": state(due=30),
        "f": NEW,
    }
    forecast = report_of(states=states, total=6).forecast
    assert (forecast.backlog, forecast.due[0], forecast.due[29], sum(forecast.due), forecast.later) == (1, 2, 1, 3, 1)


def test_every_card_is_counted_in_one_place():
    states = {
        "a": state(interval=20), "b": state(interval=21), "c": state(phase=Phase.LEARNING),
        "d": state(phase=Phase.RELEARNING), "e": NEW,
    }  # fmt: skip
    counts = report_of(states=states, total=10, suspended=2).counts
    assert (counts.young, counts.mature, counts.learning, counts.relearning) == (1, 1, 1, 1)
    assert (counts.new, counts.suspended, counts.total) == (4, 2, 10)


def test_a_streak_lasts_until_a_whole_day_is_missed():
    assert report_of(review(2), review(1), review(0)).calendar.streak == 3
    assert report_of(review(2), review(1)).calendar.streak == 2
    assert report_of(review(3), review(2)).calendar.streak == 0
    calendar = report_of(*(review(ago) for ago in (900, 899, 898, 897, 10, 1, 0))).calendar
    assert (calendar.streak, calendar.longest_streak) == (2, 4)


def test_the_calendar_ends_today_and_is_53_weeks_long():
    calendar = report_of(review(0), review(0), review(370), review(371)).calendar
    assert (calendar.last, len(calendar.reviews), calendar.days_studied) == (TODAY, 371, 2)
    assert (calendar.reviews[-1], calendar.reviews[0]) == (2, 1)


def test_a_clock_that_went_back_leaves_sensible_figures():
    report = report_of(review(0, card="a"), review(-40, card="b"), review(0, card="c"), review(1, card="d"))
    assert (report.reviews, report.today.reviews, report.calendar.streak) == (4, 2, 2)
    assert retention(report, Period.ALL)[0] == PassRate(4, 0)
    assert retention(report, Period.YEAR)[0] == PassRate(3, 0)


def test_the_json_form_has_a_schema_and_iso_dates():
    report = report_of(review(0), review(1, rating=Rating.AGAIN), states={"a": state(due=2)}, total=3)
    data = json.loads(json.dumps(to_json(report)))
    assert (data["schema"], data["day"]) == (1, "2026-03-04")
    assert data["calendar"]["days"] == [{"date": "2026-03-03", "reviews": 1}, {"date": "2026-03-04", "reviews": 1}]
    assert data["forecast"]["due"][2] == {"date": "2026-03-06", "cards": 1}
    assert data["retention"]["week"]["all"] == {"passed": 1, "failed": 1, "share": 0.5}
    assert data["today"]["by_rating"] == {"again": 0, "hard": 0, "good": 1, "easy": 0}
    assert data["cards"] == {
        "total": 3, "new": 2, "learning": 0, "relearning": 0, "young": 1, "mature": 0, "suspended": 0,
    }  # fmt: skip
    assert set(data) == {"schema", "day", "today", "retention", "forecast", "calendar", "cards", "total"}


@given(
    st.lists(
        st.builds(
            review,
            st.integers(-3, 500),
            rating=st.sampled_from(list(Rating)),
            kind=st.sampled_from(list(ReviewKind)),
            before=st.one_of(st.just(NEW), st.integers(0, 60).map(lambda days: state(interval=days))),
            card=st.sampled_from("abc"),
        ),
        max_size=40,
    )
)
def test_sums_agree_with_each_other(reviews: list[Review]):
    report = report_of(*reviews)
    assert sum(report.today.by_kind.values()) == sum(report.today.by_rating.values()) == report.today.reviews
    assert report.reviews == len(reviews)
    totals = {row.period: row.all.total for row in report.retention}
    assert totals[Period.TODAY] + totals[Period.YESTERDAY] <= totals[Period.WEEK] <= totals[Period.MONTH]
    assert totals[Period.MONTH] <= totals[Period.YEAR] <= totals[Period.ALL] <= len(reviews)
    assert report.calendar.streak <= report.calendar.longest_streak
    assert report.calendar.reviews[-1] == report.today.reviews
