"""Charts as text: what they show, and that they fit."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stats_room import TODAY, Told, answer

from quiz.model.cells import cell_width
from quiz.model.ids import CardId
from quiz.model.memory import StudyDay
from quiz.srs.day import day_from_date
from quiz.stats.article import Stretch
from quiz.stats.chart import Chart, Place, Series, Shape, Unit
from quiz.stats.drawing.axis import axis_label, compact, nice_ceiling, top_of
from quiz.stats.drawing.draw import draw, plot, told
from quiz.stats.drawing.pieces import Pen, fit, place_at, text_of
from quiz.stats.drawing.shaded import level
from quiz.stats.figures.article import article
from quiz.stats.pages import PAGES
from quiz.stats.sums import CardSums, Group, Leech, Mistake
from quiz.stats.words import percent, time_text

WEDNESDAY = day_from_date(date(2026, 3, 4))


def chart(
    shape: Shape, *values: float | None, unit: Unit = Unit.CARDS, names: str = "", **series: tuple[float, ...]
) -> Chart:
    given = {"cards": values} if values else series
    places = (
        tuple(Place(name, name) for name in names.split())
        if names
        else tuple(Place(f"place {n}", f"+{n}") for n in range(len(next(iter(given.values())))))
    )
    return Chart(
        key="a", title="A", shape=shape, unit=unit, scale="place", places=places,
        series=tuple(Series(name, each) for name, each in given.items()),
    )  # fmt: skip


def lines(of: Chart, width: int, height: int = 6, **more: object) -> list[str]:
    return text_of(plot(of, Pen(width, height, **more)))  # pyright: ignore[reportArgumentType]


def busy(times: int) -> Told:
    group = Group(
        name="東京の歴史 \u202e\x1b[31m a deck with a very long name that goes on",
        cards=9 * times, answered=3, suspended=1, leeches=1, reviews=30 * times, lapses=times,
        known=2.5, difficulty=5.5,
    )  # fmt: skip
    answers = [answer(card=str(n), rating=1 + n % 4, interval=n, hour=n % 24) for n in range(min(times, 30))]
    return Told(
        dict.fromkeys(range(0, 500, 7), answers),
        cards=CardSums(
            new=56 * times, young=60, mature=140 * times, suspended=4, known=1.5 * times,
            due={StudyDay(TODAY + n - 3): n * times for n in range(60)}, intervals=dict.fromkeys(range(400), times),
            stabilities=dict.fromkeys(range(400), times), difficulties=dict.fromkeys(range(10, 101), times),
            recalls=dict.fromkeys(range(101), times), added={StudyDay(TODAY - n): times for n in range(90)},
        ),
        knowledge={StudyDay(TODAY - n): 100.0 * times for n in range(600)},
        fared=[group] * 3,
        article=[
            Stretch(text="東京 \x1b[31m word " * 9, opens=n % 2 == 0, cards=n, answered=n // 2, known=n / 3)
            for n in range(4)
        ],
        leeches=[Leech(card=CardId("d/1"), question="Q?" * 40, answer="東", deck="d", lapses=9, suspended=False)],
        mistakes=[Mistake(card=CardId("d/1"), question="Q?", answer="A", typed="B" * 99, times=times, other="R?")],
    )  # fmt: skip


SUMS = {times: busy(times) for times in (0, 1, 1_000_000)}


@pytest.mark.parametrize("width", [200, 80, 40, 30, 20])
@pytest.mark.parametrize("times", SUMS)
@pytest.mark.parametrize("only_ascii", [False, True])
@pytest.mark.parametrize("table", [False, True])
def test_every_line_fits(width: int, times: int, only_ascii: bool, table: bool):
    for page in PAGES:
        for figure in page.figures.values():
            of = figure(SUMS[times])
            drawn = text_of(draw(of, Pen(width, ascii=only_ascii, chosen=0), table=table))
            assert max(map(cell_width, drawn)) <= width, of.key
            assert not any(sign < " " or sign in "\x7f\x1b\u202e" for line in drawn for sign in line), of.key
            if only_ascii:
                assert all(line.isascii() for line in drawn), of.key


def test_bars_grow_with_their_values():
    of = chart(Shape.BARS, 10, 40, 0, names="new young mature")
    assert lines(of, 40) == [
        "  new    ███████                      10",
        "  young  ████████████████████████████ 40",
        "  mature                               0",
    ]
    assert lines(of, 26, ascii=True, chosen=1) == [
        "  new    ####           10",
        "> young  ############## 40",
        "  mature                 0",
    ]


def test_a_small_value_is_never_invisible():
    assert "▏" in lines(chart(Shape.BARS, 1, 100_000), 40)[0]
    assert "." in lines(chart(Shape.BARS, 1, 100_000), 40, ascii=True)[0]
    assert "▁" in lines(chart(Shape.COLUMNS, 1, 100_000), 40)[-3]


def test_a_long_name_is_cut_and_wide_signs_count_twice():
    drawn = lines(chart(Shape.BARS, 5, 5, names="東京" * 20 + " Geschwindigkeitsbegrenzung"), 40)
    assert [cell_width(line) for line in drawn] == [40, 40]
    assert fit("東京都", 4) == "東… "
    assert fit("e\u0301e\u0301e\u0301", 3) == "e\u0301e\u0301e\u0301"


def test_columns_have_both_axes():
    assert lines(chart(Shape.COLUMNS, 0, 1, 2, 4), 23) == [
        "4 ┤               ████",
        "  │               ████",
        "2 ┤          ████ ████",
        "  │     ████ ████ ████",
        "0 └────────────────────",
        "   +0   +1   +2   +3",
    ]


def test_stacked_columns_are_told_apart_by_their_signs():
    of = chart(Shape.COLUMNS, one=(1, 2), two=(3, 0), three=(0, 2))
    drawn = lines(of, 20)
    assert {"▓", "▒"} <= set(drawn[0])
    assert "█" in drawn[3]
    assert text_of(draw(of, Pen(30)))[-2] == "█ one  ▓ two  ▒ three"


def test_what_no_place_has_needs_no_key():
    of = chart(Shape.COLUMNS, due=(1, 2), overdue=(0, 0))
    assert not any("due" in line for line in text_of(draw(of, Pen(30))))
    of = chart(Shape.COLUMNS, learning=(0, 0), review=(1, 2), cramming=(0, 0))
    assert text_of(draw(of, Pen(30)))[-2] == "▓ review"


def test_a_handful_does_not_tower():
    assert len(lines(chart(Shape.COLUMNS, 1, 0, 1), 40, 10)) == 4
    assert len(lines(chart(Shape.COLUMNS, 9, 0, 1), 40, 10)) == 10


def test_a_name_makes_room_for_the_numbers():
    of = chart(Shape.TABLE, 17, 2, names="A-very-long-question-that-does-not-end b")
    assert told(of, 0, 24) == "A-very-long-q…: 17 cards"
    assert told(of, 1, 24) == "b: 2 cards"


def test_ticks_stand_evenly():
    places = tuple(Place(f"{n}", f"{n % 30 + 1} Nov") for n in range(90))
    of = Chart(
        key="a", title="A", shape=Shape.LINE, unit=Unit.CARDS, scale="day", places=places,
        series=(Series("known", tuple(float(n) for n in range(90))),),
    )  # fmt: skip
    for width in range(40, 120, 7):
        ticks = [match.start() for match in re.finditer(r"\d+ Nov", lines(of, width)[-1])]
        gaps = [after - before for before, after in pairwise(ticks)][:-1]
        assert max(gaps) - min(gaps) <= 1, width


def test_of_a_long_table_the_first_rows_are_shown_and_the_others_counted():
    of = replace(chart(Shape.TABLE, *range(30, 0, -1)), most=20, note="A note.")
    short = text_of(draw(of, Pen(40)))
    assert (len(short), short[-1]) == (22, "And 10 more. A note.")
    for whole in (draw(of, Pen(40), whole=True), draw(of, Pen(40), table=True)):
        assert (len(whole), text_of(whole)[-1]) == (32, "A note.")


def test_what_only_tables_hold_draws_no_empty_axes():
    of = Chart(
        key="a", title="A", shape=Shape.COLUMNS, unit=Unit.CARDS, scale="day", places=(Place("a"), Place("b")),
        series=(Series("added", (0, 0)), Series("first answered", (0, 1), Unit.NUMBER)), said=("Nothing added.",),
    )  # fmt: skip
    assert text_of(draw(of, Pen(40))) == ["Nothing added."]
    assert len(draw(of, Pen(40), table=True)) == 4


def test_columns_that_do_not_fit_are_summed():
    drawn = lines(chart(Shape.COLUMNS, *[1] * 90), 40)
    assert max(map(cell_width, drawn)) <= 40
    assert drawn[0].startswith("3 ┤")
    assert "Cards by place. 3 places a column." in text_of(draw(chart(Shape.COLUMNS, *[1] * 90), Pen(40)))


def test_a_line_breaks_where_there_is_no_value():
    of = chart(Shape.LINE, 0.9, 0.95, None, 0.9, 0.9, unit=Unit.SHARE)
    drawn = lines(of, 40)
    assert (drawn[0][:6], drawn[3][:6]) == ("100% ┤", " 90% ┤")
    assert [line[14:15].strip() for line in drawn[:4]] == [""] * 4


def test_a_chosen_place_is_marked_and_told():
    of = chart(Shape.COLUMNS, one=(1, 2), two=(3, 0))
    floor = text_of(plot(of, Pen(30, chosen=1)))[-2]
    assert floor.count("▲") == 1
    assert told(of, 0) == "place 0: one 1 card, two 3 cards"
    assert told(of, 1) == "place 1: one 2 cards"
    assert told(chart(Shape.COLUMNS, 0, 4), 0) == "place 0: 0 cards"


def test_every_place_can_be_pointed_at():
    of = chart(Shape.COLUMNS, *range(1, 9))
    drawn = plot(of, Pen(60, 8))
    for place in range(8):
        marked = text_of(plot(of, Pen(60, 8, chosen=place)))[-2].index("▲")
        assert place_at(drawn, marked, len(drawn) - 2) == place
    assert place_at(drawn, 500, 0) is None


def calendar(*values: int, width: int = 80, chosen: int | None = None) -> list[str]:
    of = Chart(
        key="c", title="C", shape=Shape.CALENDAR, unit=Unit.ANSWERS, scale="day",
        places=tuple(Place(str(n)) for n in range(len(values))), series=(Series("answers", values),),
        first_day=StudyDay(WEDNESDAY - len(values) + 1),
    )  # fmt: skip
    return text_of(plot(of, Pen(width, chosen=chosen)))


def test_the_calendar_at_80_columns_shows_a_year():
    drawn = calendar(*(day % 5 for day in range(371)))
    assert drawn[0].split() == ["Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb"]
    assert [line[:4] for line in drawn[1:8]] == ["Mon ", "    ", "Wed ", "    ", "Fri ", "    ", "Sun "]
    assert [cell_width(line) for line in drawn[1:8]] == [58, 58, 58, 57, 57, 57, 57]
    assert drawn[8] == "· 0  ░ 1  ▒ 2  ▓ 3  █ 4+ answers"


def test_the_calendar_at_40_columns_shows_the_last_weeks():
    wide, narrow = calendar(*range(371)), calendar(*range(371), width=40)
    assert [len(line) for line in narrow[1:4]] == [40, 40, 40]
    assert wide[3][-3:] == narrow[3][-3:] == "███"
    assert "◆" in calendar(*range(371), width=40, chosen=370)[3][-1:]


def test_one_huge_day_does_not_pale_the_rest():
    assert "░" not in "".join(calendar(*(20,) * 60, 5000, width=40)[1:8])


def test_narrow_tables_leave_columns_out_and_at_last_put_names_on_lines_of_their_own():
    of = Chart(
        key="t", title="T", shape=Shape.TABLE, unit=Unit.SHARE, scale="deck", places=(Place("Rivers of Asia"),),
        series=(Series("known", (0.5,)), Series("cards", (1200,), Unit.NUMBER)),
    )  # fmt: skip
    assert lines(of, 60) == ["  deck            known  cards", "  Rivers of Asia    50%  1,200"]
    assert lines(of, 25) == ["  deck            known", "  Rivers of Asia    50%"]
    assert lines(of, 22) == ["  deck           known", "  Rivers of        50%", "  Asia"]
    assert lines(of, 18) == ["  Rivers of Asia", "    known 50%,", "    cards 1,200"]


@pytest.mark.parametrize(
    ("share", "text"), [(None, "–"), (0.0, "0%"), (0.001, "1%"), (0.5, "50%"), (0.999, "99%"), (1.0, "100%")]
)
def test_percentages_are_only_full_or_empty_when_they_are(share: float | None, text: str):
    assert percent(share) == text


@pytest.mark.parametrize(("ms", "text"), [(0, "0 s"), (59_999, "59 s"), (720_000, "12 min"), (7_500_000, "2 h 05 min")])
def test_times_are_written_as_people_say_them(ms: int, text: str):
    assert time_text(ms) == text


@given(st.integers(0, 10**12))
def test_scales_reach_their_values_and_stay_short(value: int):
    assert nice_ceiling(value) >= max(1, value)
    assert nice_ceiling(value) <= max(1, 2 * value)
    assert len(compact(value)) <= 5


def test_a_time_is_measured_in_minutes_and_then_in_whole_hours():
    tops = [top_of(minutes, Unit.MINUTES) for minutes in (7, 45, 61, 500)]
    assert [axis_label(top, Unit.MINUTES) for top in tops] == ["8 min", "50 min", "2 h", "10 h"]


def test_a_sentence_is_shaded_by_the_percentage_beside_it():
    assert [level(share) for share in (None, 0.594, 0.596, 0.796, 0.896)] == [0, 1, 2, 3, 4]


def test_running_text_says_how_well_each_sentence_is_known():
    of = article(Told(article=[
        Stretch(text="Peru is a land.", opens=True),
        Stretch(text="Its capital is Lima.", opens=False, cards=2, answered=2, known=1.9),
        Stretch(text="It lies by the sea.", opens=True, cards=1),
    ]))  # fmt: skip
    assert of.said == ("You know about 2 of the 2 facts you were asked (95%); 1 card not answered yet.",)
    assert lines(of, 30)[:4] == ["Peru is a land. Its capital is", "Lima. █ 95%", "", "It lies by the sea. ·"]
    assert told(of, 1) == "Its capital is Lima.: known 95%, cards 2, answered 2"
