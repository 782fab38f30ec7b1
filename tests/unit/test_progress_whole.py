"""From answers to charts: the ends of days, and histories that are empty, tiny, long, or of a clock that went back."""

import random
from datetime import UTC, datetime, timedelta
from math import isfinite
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from quiz.collection import Collection
from quiz.config import Settings
from quiz.model.answer import Verdict
from quiz.model.memory import Rating, StudyDay
from quiz.paths import find_paths
from quiz.stats.as_json import to_json
from quiz.stats.chart import Chart, Shape, Unit
from quiz.stats.drawing.draw import draw
from quiz.stats.drawing.pieces import Pen
from quiz.stats.pages import all_charts
from quiz.stats.scope import Range, Scope, since
from tests.clock import Clock
from tests.unit.stats.stats_room import column
from tests.unit.test_progress import DAY, open_at, study, write_decks

MINUTE = 60_000


def charts_of(collection: Collection) -> dict[str, Chart]:
    """Return all charts of all time, after a look at every range, in every form."""
    for each in Range:
        sums = collection.progress(Scope(since=since(each, collection.today())))
        charts = all_charts(sums)
        to_json(sums, charts)
        for chart in charts:
            draw(chart, Pen(60))
            look_right(chart, collection)
    return {chart.key: chart for chart in charts}


def look_right(chart: Chart, collection: Collection) -> None:
    cards = collection.progress(Scope()).cards.total
    for series in chart.series:
        for value in series.values:
            assert value is None or (isfinite(value) and value >= 0)
            if value is not None and chart.unit_of(series) is Unit.SHARE:
                assert value <= 1
            if value is not None and chart.unit_of(series) is Unit.CARDS:
                assert value <= cards


@pytest.mark.parametrize(
    ("where", "rollover", "night"),
    [
        ("Australia/Lord_Howe", 4, (2026, 4, 5)),
        ("Australia/Lord_Howe", 2, (2026, 10, 4)),  # half an hour is left out: 2:00 is 2:30
        ("America/St_Johns", 0, (2006, 4, 2)),  # one minute after the day began: 0:01 is 1:01
        ("America/St_Johns", 4, (2026, 11, 1)),
        ("Pacific/Apia", 4, (2011, 12, 31)),  # the day before was left out
        ("Europe/Berlin", 3, (2026, 10, 25)),
    ],
)
def test_an_answer_counts_for_the_day_in_which_it_was_given(
    tmp_path: Path, where: str, rollover: int, night: tuple[int, int, int]
) -> None:
    write_decks(tmp_path)
    clock, zone = Clock(step=4_000), ZoneInfo(where)
    start = int(datetime(*night, rollover, tzinfo=zone).timestamp() * 1000)
    settings = Settings()
    settings = Settings(study=type(settings.study)(rollover=rollover))
    with Collection.open(find_paths({"QUIZ_HOME": str(tmp_path)}), settings, clock=clock, zone=zone) as collection:
        for moment in (start - DAY // 2, start - MINUTE, start + MINUTE, start + DAY // 2):
            clock.now = moment
            session = collection.start()
            session.rate(Rating.GOOD, verdict=Verdict.RIGHT, typed="x", duration_ms=1_000)
        clock.now = start + 2 * DAY
        charts = charts_of(collection)
    answers = {day: number for day, number in column(charts["calendar"], "answers").items() if number}
    before = "2011-12-29" if where == "Pacific/Apia" else str(datetime(*night, tzinfo=UTC).date() - timedelta(days=1))
    assert answers == {before: 2, str(datetime(*night, tzinfo=UTC).date()): 2}
    hours = {int(hour) for hour, number in column(charts["hours"], "answers").items() if number}
    expected = {
        datetime.fromtimestamp((start + moved) / 1000, zone).hour for moved in (-DAY // 2, -MINUTE, MINUTE, DAY // 2)
    }
    assert hours == expected


def test_no_history_and_no_card(tmp_path: Path) -> None:
    with open_at(tmp_path, Clock(step=4_000)) as collection:
        for deck in [*collection.paths.decks.glob("*.toml")]:
            collection.shelf.delete(deck)
        filled = {chart.key: chart for chart in charts_of(collection).values() if not chart.is_empty}
    assert not filled


def test_cards_without_an_answer(tmp_path: Path) -> None:
    write_decks(tmp_path)
    with open_at(tmp_path, Clock(step=4_000)) as collection:
        charts = charts_of(collection)
    filled = {chart.key for chart in charts.values() if not chart.is_empty}
    assert filled == {"cards", "added", "decks", "tags"}


def test_one_answer(tmp_path: Path) -> None:
    write_decks(tmp_path)
    with open_at(tmp_path, Clock(step=4_000)) as collection:
        collection.start().rate(Rating.GOOD, verdict=Verdict.RIGHT, typed="x", duration_ms=1_000)
        charts = charts_of(collection)
    assert sum(value or 0 for value in charts["today"].series[0].values) == 1
    assert "Streak 1 day, longest 1 day" in charts["calendar"].said[0]
    assert charts["retention"].is_empty
    assert len(charts["answers"].places) == 1


def test_ten_years(tmp_path: Path) -> None:
    write_decks(tmp_path)
    clock, chance = Clock(step=4_000), random.Random(3)
    with open_at(tmp_path, clock) as collection:
        first = collection.today()
        for _ in range(60):
            study(collection, chance, 4)
            clock.now += 61 * DAY
        charts = charts_of(collection)
        assert (collection.today() - first) // 365 >= 10
        days = collection.progress(Scope()).days
    answers = charts["answers"]
    assert answers.scale == "month"
    assert 118 <= len(answers.places) <= 124
    assert sum(value or 0 for each in answers.series for value in each.values) == sum(d.reviews for d in days.values())
    assert len(charts["knowledge"].places) <= 60


def test_a_clock_that_went_back(tmp_path: Path) -> None:
    """Answers of days to come are in the sums, and in no chart of the past."""
    write_decks(tmp_path)
    clock, chance = Clock(step=4_000), random.Random(4)
    with open_at(tmp_path, clock) as collection:
        for _ in range(5):
            study(collection, chance, 6)
            clock.now += 2 * DAY
        clock.now -= 400 * DAY
        charts = charts_of(collection)
        days = collection.progress(Scope()).days
        assert min(days) > collection.today()
        assert charts["answers"].is_empty
        assert charts["calendar"].is_empty
        study(collection, chance, 3)
        charts = charts_of(collection)
        today = collection.progress(Scope()).days[StudyDay(collection.today())]
    assert sum(value or 0 for value in charts["today"].series[0].values) == today.reviews > 0
    assert all(chart.shape is Shape.TABLE or chart.places for chart in charts.values() if not chart.is_empty)
