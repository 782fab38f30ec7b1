"""What figures say about answers and cards, worked out by hand."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stats_room import TODAY, Told, answer, column

from quiz.model.ids import CardId
from quiz.model.memory import StudyDay
from quiz.srs.day import day_from_date
from quiz.stats.as_csv import to_csv
from quiz.stats.as_json import rows, to_json
from quiz.stats.figures import activity, ahead, cards, retention, today, trouble
from quiz.stats.figures.retention import Period, pass_rates, within
from quiz.stats.pages import all_charts
from quiz.stats.pass_rate import PassRate
from quiz.stats.rollup import Answer, DaySums, sum_day
from quiz.stats.scope import Range, Scope, since
from quiz.stats.sums import CardSums, Leech, Mistake


def rates(told: Told, period: Period) -> tuple[PassRate, PassRate]:
    return pass_rates(within(told.days, period, TODAY))


def test_nothing_at_all_makes_charts_that_say_so():
    for chart in all_charts(Told()):
        assert chart.is_empty
        assert chart.empty


def test_today_counts_answers_by_rating_and_kind():
    told = Told({
        1: [answer()],
        0: [
            answer(kind="learn", interval=None, rating=1, card="b"),
            answer(kind="learn", interval=0, card="b"),
            answer(kind="relearn", interval=0),
            answer(rating=4),
            answer(kind="cram", rating=2),
        ],
    })  # fmt: skip
    chart = today.today(told)
    assert column(chart, "answers") == {"again": 1, "hard": 1, "good": 2, "easy": 1}
    assert chart.said == (
        "5 answers in 30 s (6 s each), 80% right, 1 new card.",
        "By kind: 2 learning, 1 review, 1 relearning, 1 cramming.",
    )


def test_an_answer_counts_for_a_minute_at_most_and_never_for_less_than_nothing():
    assert sum_day([answer(ms=3_600_000)]).duration_ms == 60_000
    assert sum_day([answer(ms=-5_000), answer(ms=1_000)]).duration_ms == 1_000


def test_cards_are_mature_from_an_interval_of_21_days():
    told = Told({
        0: [answer(interval=20), answer(interval=21, card="b", rating=1), answer(interval=100, card="c", rating=2)]
    })  # fmt: skip
    assert rates(told, Period.TODAY) == (PassRate(1, 0), PassRate(1, 1))
    chart = retention.retention(told)
    assert column(chart, "all")["today"] == 2 / 3
    assert column(chart, "all answers")["today"] == 3


def test_learning_steps_and_cramming_do_not_count_for_retention_but_long_steps_do():
    told = Told({
        0: [
            answer(kind="learn", interval=None, card="a"),
            answer(kind="learn", interval=0, card="b"),
            answer(kind="relearn", interval=0, card="c"),
            answer(kind="cram", interval=50, card="d"),
            answer(kind="learn", interval=1, card="e"),
        ]
    })  # fmt: skip
    assert rates(told, Period.ALL) == (PassRate(1, 0), PassRate())


def test_only_the_first_answer_of_a_day_counts_for_retention():
    told = Told({1: [answer(rating=1), answer(), answer()], 0: [answer(rating=1), answer(card="b")]})
    assert rates(told, Period.YESTERDAY)[0] == PassRate(0, 1)
    assert rates(told, Period.TODAY)[0] == PassRate(1, 1)


def test_periods_end_today_and_hold_their_days():
    told = Told({ago: [answer()] for ago in (400, 364, 30, 29, 7, 6, 1, 0)})
    assert column(retention.retention(told), "all answers") == {
        "today": 1, "yesterday": 1, "week": 3, "month": 5, "year": 7, "all": 8,
    }  # fmt: skip


def test_the_forecast_tells_overdue_due_and_later():
    due = {StudyDay(TODAY + ahead): number for ahead, number in {-3: 1, 0: 2, 29: 1, 30: 1}.items()}
    chart = ahead.forecast(Told(cards=CardSums(due=due, young=5)))
    coming = list(column(chart, "due").values())
    assert (coming[0], coming[29], sum(filter(None, coming))) == (2, 1, 3)
    assert column(chart, "overdue")["2026-03-04"] == 1
    assert chart.said == ("3 cards due in the next 30 days, 1 card overdue, 1 card later.",)


def test_a_streak_lasts_until_a_whole_day_is_missed():
    def streaks(*ago: int) -> tuple[int, int]:
        return activity.streaks(Told({each: [answer()] for each in ago}))

    assert streaks(2, 1, 0) == (3, 3)
    assert streaks(2, 1) == (2, 2)
    assert streaks(3, 2) == (0, 2)
    assert streaks(900, 899, 898, 897, 10, 1, 0) == (2, 4)


def test_the_calendar_ends_today_and_is_53_weeks_long():
    chart = activity.calendar(Told({0: [answer(), answer()], 370: [answer()], 371: [answer()]}))
    answers = list(column(chart, "answers").values())
    assert (len(answers), answers[-1], answers[0], sum(filter(None, answers))) == (371, 2, 1, 3)
    assert (chart.places[-1].name, chart.first_day) == ("Wed 4 Mar 2026", TODAY - 370)
    assert chart.said == ("Streak 1 day, longest 2 days, studied on 2 of the last 371 days.",)
    begun = activity.calendar(Told({0: [answer()], 9: [answer()]}))
    assert begun.said[0].endswith("studied on 2 of the last 10 days.")


def test_a_clock_that_went_back_leaves_sensible_figures():
    told = Told({1: [answer(card="d")], 0: [answer(card="a"), answer(card="c")], -40: [answer(card="b")]})
    assert activity.streaks(told) == (2, 2)
    assert rates(told, Period.ALL)[0] == PassRate(4, 0)
    assert rates(told, Period.YEAR)[0] == PassRate(3, 0)
    assert sum(filter(None, column(activity.answers(told), "review").values())) == 3


def test_steps_grow_with_the_time_that_is_looked_at():
    def steps(ago: int, within: Range = Range.ALL) -> tuple[str, int]:
        chart = activity.answers(Told({ago: [answer()], 0: [answer()]}, scope=Scope(since=since(within, TODAY))))
        assert sum(filter(None, column(chart, "review").values())) == (2 if within is Range.ALL else 1)
        return chart.scale, len(chart.places)

    assert steps(91) == ("day", 92)
    assert steps(92) == ("week", 14)
    assert steps(3_652) == ("month", 121)
    assert steps(3_652, Range.MONTH) == ("day", 30)


def test_retention_is_told_in_weeks_where_single_days_have_few_answers():
    for days, scale in ((30, "day"), (90, "week"), (365, "week"), (3_650, "month")):
        sums = Told({0: [answer()]}, scope=Scope(since=StudyDay(TODAY - days + 1)))
        assert retention.retention_over_time(sums).scale == scale


def test_averages_begin_with_the_first_answer_of_the_report():
    sums = Told({400: [answer()], 9: [answer()] * 3, 0: [answer()] * 2}, scope=Scope(since=StudyDay(TODAY - 364)))
    assert activity.answers(sums).said == (
        "5 answers on 2 of 365 days, 0.5 a day since the first, 2.5 on days with any.",
    )
    assert activity.time(sums).said == ("30 s in all, 3 s a day, 6 s an answer.",)
    nothing = Told({400: [answer()]}, scope=Scope(since=StudyDay(TODAY - 364)))
    assert activity.answers(nothing).said == ("0 answers on 0 of 365 days, 0.0 a day.",)


def test_scripts_get_every_leech_and_what_it_is_made_of():
    worst = [
        Leech(card=CardId(f"d/{n}"), question="Q?", answer="A", deck="D", lapses=99 - n, suspended=False)
        for n in range(30)
    ]
    chart = trouble.leeches(Told(leeches=worst))
    assert chart.topped().note == "And 10 more. Counted over all time."
    rows_of = rows(chart)
    assert len(rows_of) == 30
    assert rows_of[0] == {"card": "d/0", "question": "Q?", "answer": "A", "deck": "D", "lapses": 99}
    assert "leeches,card,d/0,question,Q?" in to_csv([chart])


def test_a_wrong_answer_that_is_right_elsewhere_says_where():
    given = Mistake(card=CardId("d/1"), question="Chad?", answer="N", typed="Lima", times=2, other="Peru?")
    assert trouble.mistakes(Told(mistakes=[given])).places[0].name == 'Chad? = N, not Lima, the answer to "Peru?"'


def test_hours_know_their_share_and_the_best_of_them():
    told = Told({
        0: [answer(hour=7, rating=1 + (number > 4)) for number in range(20)],
        1: [*[answer(hour=22)] * 20, answer(hour=3, kind="cram")],
    })  # fmt: skip
    chart = activity.hours(told)
    assert (column(chart, "right")["7"], column(chart, "right")["22"], column(chart, "right")["3"]) == (0.75, 1.0, None)
    assert chart.said == ("Best from 22:00 (100%), worst from 07:00 (75%).",)


def test_ratings_are_told_apart_by_how_old_the_card_was():
    told = Told({
        0: [answer(rating=1, interval=30), answer(rating=4, card="b"), answer(kind="learn", interval=None, card="c")]
    })  # fmt: skip
    chart = activity.buttons(told)
    assert column(chart, "learning") == {"again": 0, "hard": 0, "good": 1, "easy": 0}
    assert column(chart, "young") == {"again": 0, "hard": 0, "good": 0, "easy": 1}
    assert column(chart, "mature") == {"again": 1, "hard": 0, "good": 0, "easy": 0}


def test_every_card_stands_in_one_step_of_each_histogram():
    numbers = {0: 1, 1: 2, 20: 3, 21: 4, 364: 5, 365: 6, 9_000: 7}
    told = Told(cards=CardSums(
        young=6, mature=22, intervals=numbers, stabilities=numbers, known=14.0,
        difficulties={10: 1, 19: 2, 20: 4, 99: 8, 100: 13}, recalls={0: 1, 89: 2, 90: 5, 100: 20},
    ))  # fmt: skip
    assert sum(filter(None, column(cards.intervals(told), "cards").values())) == 28
    assert column(cards.stabilities(told), "cards")["730"] == 7
    assert column(cards.difficulties(told), "cards") == {
        "1": 3, "2": 4, "3": 0, "4": 0, "5": 0, "6": 0, "7": 0, "8": 0, "9": 21,
    }  # fmt: skip
    assert list(column(cards.recalls(told), "cards").values()) == [1, 0, 0, 0, 0, 0, 0, 0, 2, 25]
    assert cards.recalls(told).said == ("About 14 of 28 answered cards would be remembered now (50%).",)


def test_more_retention_asks_for_more_reviews():
    chart = ahead.load(Told(cards=CardSums(mature=10, stabilities={30: 10}), desired_retention=0.87))
    loads = list(column(chart, "reviews a day").values())
    assert loads == sorted(filter(None, loads))
    assert "87% (now)" in [place.name for place in chart.places]
    assert column(chart, "reviews a day")["0.9"] == pytest.approx(10 / 30.5)


def test_the_json_form_has_a_schema_and_iso_dates():
    told = Told({0: [answer()], 1: [answer(rating=1)]}, cards=CardSums(new=2, young=1, due={StudyDay(TODAY + 2): 1}))
    data = json.loads(json.dumps(to_json(told, all_charts(told))))
    assert (data["schema"], data["day"]) == (2, "2026-03-04")
    assert data["scope"] == {"decks": None, "tags": [], "since": None}
    charts = data["charts"]
    assert charts["calendar"]["rows"][-1] == {"day": "2026-03-04", "answers": 1}
    assert charts["forecast"]["rows"][2] == {"day": "2026-03-06", "due": 1, "overdue": 0}
    assert charts["retention"]["rows"][2]["period"] == "week"
    assert charts["retention"]["rows"][2]["all"] == 0.5
    assert charts["cards"]["rows"][0] == {"state": "new", "cards": 2}
    assert charts["retention"]["rows"][1]["mature"] is None


def test_no_two_charts_or_columns_share_a_key():
    charts = all_charts(Told())
    assert len({chart.key for chart in charts}) == len(charts)
    for chart in charts:
        names = [chart.scale, *(series.key for series in chart.series)]
        assert len(set(names)) == len(names)


ANSWERS = st.builds(
    Answer,
    card=st.sampled_from("abc"),
    kind=st.sampled_from(["learn", "review", "relearn", "cram"]),
    rating=st.integers(1, 4),
    duration_ms=st.integers(-10, 100_000),
    interval=st.none() | st.integers(0, 60),
    hour=st.integers(0, 23),
)


@given(st.dictionaries(st.integers(-3, 900), st.lists(ANSWERS, min_size=1, max_size=6), max_size=12))
def test_sums_agree_with_each_other(answers: dict[int, list[Answer]]):
    told = Told(answers)
    number = sum(len(each) for ago, each in answers.items() if ago >= 0)
    chart = activity.answers(told)
    assert sum(value for series in chart.series for value in series.values if value) == number
    totals = column(retention.retention(told), "all answers")
    order = [totals[period] or 0 for period in ("week", "month", "year", "all")]
    assert order == sorted(order)
    now, longest = activity.streaks(told)
    assert now <= longest
    over_time = column(retention.retention_over_time(told), "answers")
    counted = sum(rate.total for rate in pass_rates(told.days[day] for day in told.days if day <= TODAY))
    assert sum(filter(None, over_time.values())) == counted
    assert day_from_date(date(2026, 3, 4)) == TODAY


@given(
    st.lists(st.integers(0, 2**40), min_size=len(DaySums().numbers), max_size=len(DaySums().numbers)),
    st.integers(0, 40),
)
def test_packed_sums_are_the_sums(numbers: list[int], less: int) -> None:
    sums = DaySums(tuple(number >> less for number in numbers))
    assert DaySums.unpack(sums.pack()) == sums
