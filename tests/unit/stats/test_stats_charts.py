"""Charts as text: what they show, and that they fit."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.model.memory import Rating, StudyDay
from quiz.model.review import ReviewKind
from quiz.srs.day import day_from_date
from quiz.stats.calendar_map import calendar_cells
from quiz.stats.charts import calendar, counts, forecast, minutes, percent, report_lines, retention, today
from quiz.stats.draw import Bar, bars, cell_width, columns, compact, fit, nice_ceiling
from quiz.stats.report import Calendar, CardCounts, Forecast, PassRate, Period, Report, Retention, Today

WEDNESDAY = day_from_date(date(2026, 3, 4))


def a_calendar(reviews: tuple[int, ...], streak: int = 2) -> Calendar:
    return Calendar(
        first=StudyDay(WEDNESDAY - len(reviews) + 1), reviews=reviews, streak=streak, longest_streak=max(streak, 9)
    )


def a_report(busy: int = 1) -> Report:
    return Report(
        day=WEDNESDAY,
        today=Today(
            reviews=24 * busy,
            by_rating={Rating.AGAIN: 2 * busy, Rating.HARD: 3 * busy, Rating.GOOD: 18 * busy, Rating.EASY: busy},
            by_kind=dict.fromkeys(ReviewKind, 6 * busy),
            duration_ms=720_000 * busy,
            introduced=5 * busy,
        ),
        retention=tuple(
            Retention(period=period, young=PassRate(90 * busy, 10 * busy), mature=PassRate()) for period in Period
        ),
        forecast=Forecast(
            first=WEDNESDAY, due=tuple(busy * (day % 7) for day in range(30)), backlog=3 * busy, later=busy
        ),
        calendar=a_calendar(tuple(busy * (day % 5) for day in range(371))),
        counts=CardCounts(new=56 * busy, learning=2, relearning=0, young=60, mature=140 * busy, suspended=4),
        reviews=1000 * busy,
        duration_ms=10**7 * busy,
    )


@pytest.mark.parametrize("width", [200, 80, 40, 30])
@pytest.mark.parametrize("busy", [0, 1, 1_000_000])
@pytest.mark.parametrize("only_ascii", [False, True])
def test_every_line_fits(width: int, busy: int, only_ascii: bool):
    lines = report_lines(a_report(busy), width=width, ascii=only_ascii)
    assert max(map(cell_width, lines)) <= width
    assert not any(sign < " " or sign == "\x7f" for line in lines for sign in line)
    if only_ascii:
        assert all(line.isascii() for line in lines)


def test_bars_grow_with_their_values():
    rows = [Bar("new", 10), Bar("young", 40), Bar("mature", 0)]
    assert bars(rows, width=40) == [
        "new    ███████▌                       10",
        "young  ██████████████████████████████ 40",
        "mature                                 0",
    ]
    assert bars(rows, width=24, ascii=True) == [
        "new    ###            10",
        "young  ############## 40",
        "mature                 0",
    ]
    assert bars([], width=40) == []


def test_a_small_value_is_never_invisible():
    small = bars([Bar("a", 1), Bar("b", 100_000)], width=40)[0]
    assert "▏" in small
    assert bars([Bar("a", 1), Bar("b", 100_000)], width=40, ascii=True)[0].count("#") == 1


def test_a_long_label_is_cut_and_wide_signs_count_twice():
    lines = bars([Bar("東京" * 20, 5), Bar("Geschwindigkeitsbegrenzung", 5)], width=40)
    assert [cell_width(line) for line in lines] == [40, 40]
    assert fit("東京都", 4) == "東… "
    assert fit("e\u0301e\u0301e\u0301", 3) == "e\u0301e\u0301e\u0301"


def test_columns_have_both_axes():
    assert columns((0, 1, 2, 4), width=23, height=6, tick=lambda day: f"+{day}", every=2) == [
        "4 ┤               ████",
        "  │               ████",
        "2 ┤          ████ ████",
        "  │     ████ ████ ████",
        "0 └────────────────────",
        "   +0        +2",
    ]


def test_columns_that_do_not_fit_are_summed():
    lines = columns((1,) * 90, width=40, height=5, tick=str, every=30)
    assert max(map(cell_width, lines)) <= 40
    assert lines[0].startswith("4 ┤")


def test_the_calendar_at_80_columns_shows_a_year():
    lines = calendar(a_calendar(tuple(day % 5 for day in range(371))), width=80)
    assert lines[0].split() == ["Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb"]
    assert [line[:4] for line in lines[1:8]] == ["Mon ", "    ", "Wed ", "    ", "Fri ", "    ", "Sun "]
    assert [cell_width(line) for line in lines[1:8]] == [58, 58, 58, 57, 57, 57, 57]
    assert lines[8] == "Answers: · 0  ░ 1  ▒ 2  ▓ 3  █ 4+"
    assert lines[9] == "Streak 2 days, longest 9 days, studied on 296 of 371 days."


def test_the_calendar_at_40_columns_shows_the_last_weeks():
    wide = calendar_cells(a_calendar(tuple(range(371))), width=80)
    narrow = calendar_cells(a_calendar(tuple(range(371))), width=40)
    assert len(narrow.rows[0]) == 36
    assert [cell.day for cell in narrow.rows[2]] == [cell.day for cell in wide.rows[2]][-36:]
    assert narrow.rows[2][-1].day == WEDNESDAY
    assert [(cell.glyph, cell.day) for cell in (row[-1] for row in narrow.rows[3:])] == [(" ", None)] * 4


def test_levels_rise_with_the_answers_and_only_no_answer_is_level_zero():
    cells = calendar_cells(a_calendar((0, 1, 10, 25, 50, 75, 100)), width=40)
    found = {cell.reviews: (cell.level, cell.glyph) for row in cells.rows for cell in row if cell.day is not None}
    assert found[0] == (0, "·")
    assert found[1] == (1, "░")
    assert found[100] == (4, "█")
    levels = [found[number][0] for number in sorted(found)]
    assert levels == sorted(levels)


def test_one_huge_day_does_not_pale_the_rest():
    cells = calendar_cells(a_calendar((*(20,) * 60, 5000)), width=40)
    usual = [cell.level for row in cells.rows for cell in row if cell.reviews == 20]
    assert min(usual) >= 3


def test_the_retention_table_at_both_widths():
    rows = (
        Retention(period=Period.TODAY, young=PassRate(), mature=PassRate()),
        Retention(period=Period.ALL, young=PassRate(997, 3), mature=PassRate(1, 1)),
    )
    assert retention(rows, width=80)[:3] == [
        "              young              mature                 all",
        "today             –                   –                   –",
        "all time       99 %  997/1000      50 %  1/2           99 %  998/1002",
    ]
    assert retention(rows, width=40, ascii=True)[:3] == [
        "              young mature    all  count",
        "today             -      -      -      0",
        "all time       99 %   50 %   99 %   1002",
    ]


def test_the_day_so_far_in_words():
    assert today(a_report().today, width=80)[0] == "24 answers in 12 min (30 s each), 92 % right, 5 new cards."
    assert today(a_report(0).today, width=80) == ["Nothing answered yet today."]


def test_the_forecast_says_what_is_overdue_and_later():
    lines = forecast(a_report().forecast, width=80)
    assert lines[0] == "Cards a day. 85 cards due in the next 30 days, 3 overdue, 1 later."
    assert lines[-1].split()[:3] == ["today", "+7", "d"]
    empty = Forecast(first=WEDNESDAY, due=(0,) * 30, backlog=0, later=0)
    assert forecast(empty, width=80) == ["0 cards due in the next 30 days."]


def test_counts_leave_out_places_without_cards_but_the_usual_ones():
    lines = counts(CardCounts(new=0, learning=0, relearning=0, young=0, mature=0, suspended=0), width=40)
    assert [line.split() for line in lines] == [
        ["new", "0"], ["young", "0"], ["mature", "0"], ["0", "cards", "in", "all."],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("share", "text"), [(None, "-"), (0.0, "0 %"), (0.001, "1 %"), (0.5, "50 %"), (0.999, "99 %"), (1.0, "100 %")]
)
def test_percentages_are_only_full_or_empty_when_they_are(share: float | None, text: str):
    assert percent(share) == text


@pytest.mark.parametrize(("ms", "text"), [(0, "0 s"), (59_999, "59 s"), (720_000, "12 min"), (7_500_000, "2 h 05 min")])
def test_times_are_written_as_people_say_them(ms: int, text: str):
    assert minutes(ms) == text


@given(st.integers(0, 10**12))
def test_scales_reach_their_values_and_stay_short(value: int):
    assert nice_ceiling(value) >= max(1, value)
    assert nice_ceiling(value) <= max(1, 2 * value)
    assert len(compact(value)) <= 5
