"""The charts beside the graphs that Anki's engine makes of the same history.

A learner studies for some months in quiz; the log and the cards are then told to Anki in its own terms, and every
figure that both define alike must be the same. Where they differ on purpose, the difference stands in a test.
"""

import random
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from json import dumps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from quiz.collection import Collection
from quiz.config import Settings
from quiz.model.answer import Verdict
from quiz.model.memory import MATURE_DAYS, Instant, Phase, Rating, Scheduled, StudyDay
from quiz.model.options import ScheduleOptions
from quiz.model.plan import Plan, PlanKind
from quiz.model.review import Review, ReviewKind
from quiz.paths import find_paths
from quiz.srs.day import DayRule
from quiz.stats.figures.retention import Period
from quiz.stats.pages import PAGES
from quiz.stats.rollup import LONGEST_ANSWER_MS, sum_day
from quiz.stats.scope import RANGE_DAYS, Range, Scope, since
from tests.clock import Clock
from tests.unit.srs.anki_engine import NOON_ZONE, ask
from tests.unit.stats.stats_room import answer, column

pytestmark = pytest.mark.skipif(find_spec("anki") is None, reason="anki has no wheel for this platform")

DAYS, CARDS = 100, 100
DAY, HOUR = 86_400_000, 3_600_000
KINDS = {ReviewKind.LEARN: 0, ReviewKind.REVIEW: 1, ReviewKind.RELEARN: 2, ReviewKind.CRAM: 3}
PHASES = {Phase.LEARNING: 1, Phase.REVIEW: 2, Phase.RELEARNING: 3}
FIGURES = {key: figure for page in PAGES for key, figure in page.figures.items()}
SEARCHES = ("", "-is:suspended", "-is:suspended is:review -is:learn")
RANGES = {"oneMonth": Range.MONTH, "threeMonths": Range.QUARTER, "oneYear": Range.YEAR, "allTime": Range.ALL}


@dataclass(frozen=True)
class Both:
    """What quiz says, by range, and what Anki says."""

    ours: dict[Range, dict[str, Any]]
    cards: Any
    theirs: dict[str, Any]
    studied: dict[str, Any]
    """Of cards that are not suspended."""
    in_review: dict[str, Any]
    """Of those that are in review."""
    log: Sequence[Review]
    today: StudyDay


@cache
def both(steps: tuple[int, ...] = (60, 600)) -> Both:
    with TemporaryDirectory() as folder, studied(Path(folder), steps) as collection:
        scopes = {each: Scope(since=since(each, collection.today())) for each in RANGES.values()}
        ours = {
            each: {key: figure(sums) for key, figure in FIGURES.items()}
            for each, scope in scopes.items()
            for sums in [collection.progress(scope)]
        }
        log = list(collection._store.reviews())
        cutoff, *theirs = ask({"command": "graphs", **told(collection, log)}, fuzz=True)
        assert cutoff * 1000 == collection.days.start_of(StudyDay(collection.today() + 1))
        return Both(ours, collection.progress(Scope()).cards, *theirs, log, collection.today())


@contextmanager
def studied(home: Path, steps: tuple[int, ...]) -> Iterator[Collection]:
    """Study for some months up to now, now and then forgetting, cramming, undoing, pausing and putting cards away."""
    paths = find_paths({"QUIZ_HOME": str(home)})
    paths.decks.mkdir(parents=True)
    cards = "".join(f'[[card]]\nid = "c{n:03}"\nprompt = "Which is {n}?"\nanswer = "Thing {n}"\n' for n in range(CARDS))
    (paths.decks / "a.toml").write_text(f'format = 1\nid = "a"\ntitle = "A"\n{cards}')
    chance = random.Random(7)
    schedule = ScheduleOptions(learning_steps=steps, relearning_steps=steps[-1:], desired_retention=0.85)
    settings = Settings()
    settings = replace(settings, schedule=schedule, study=replace(settings.study, new_per_day=4, reviews_per_day=60))
    now = int(time.time() * 1000)
    clock = Clock(now - DAYS * DAY)
    with Collection.open(paths, settings, clock=clock, zone=NOON_ZONE) as collection:
        for day in range(DAYS, -1, -1):
            if 0 < day < 6 or chance.random() < 0.15 * bool(day):
                continue
            clock.now = now - day * DAY + (chance.randrange(-7, 12) * HOUR if day else -2 * HOUR)
            for kind in (PlanKind.DUE, PlanKind.CRAM if chance.random() < 0.1 else PlanKind.FAILED):
                study(collection, clock, Plan(kind=kind), chance)
        clock.now = now
        yield collection


def study(collection: Collection, clock: Clock, plan: Plan, chance: random.Random) -> None:
    session = collection.sittings.start(plan)
    for _ in range(chance.randrange(40)):
        if session.current is None:
            return
        took = chance.randrange(1_000, 90_000)
        clock.now += took
        rating = chance.choices(tuple(Rating), (15, 10, 60, 15))[0]
        session.rate(rating, verdict=Verdict.RIGHT, typed="x", duration_ms=took)
        if chance.random() < 0.03:
            session.undo()
        elif session.current is not None and chance.random() < 0.01:
            session.suspend()


def told(collection: Collection, log: Sequence[Review]) -> dict[str, Any]:
    """The same in Anki's terms."""
    parameters = collection.scheduler.fsrs.parameters
    logs: dict[str, list[Review]] = {}
    for review in log:
        logs.setdefault(review.card, []).append(review)
    flags = collection._store._db.rows("SELECT id, suspended, added_day FROM card ORDER BY place")
    last = {card: some for card, some in ((card, state_after(some)) for card, some in logs.items()) if some is not None}
    cards = [
        {"id": collection.days.start_of(StudyDay(int(str(added)))) + HOUR + number,
         "log": [row(each) for each in logs.get(str(card), ())],
         **card_of(last.get(str(card)), bool(suspended), collection.today(), parameters[20])}
        for number, (card, suspended, added) in enumerate(flags)
    ]  # fmt: skip
    return {"cards": cards, "parameters": parameters, "searches": SEARCHES}


def state_after(log: Sequence[Review]) -> Scheduled | None:
    states = [review.after for review in log if review.kind is not ReviewKind.CRAM]
    return states[-1] if states else None


def row(review: Review) -> tuple[int, int, int, int, int, int, int]:
    before = review.before
    last = in_days_or_seconds(before) if isinstance(before, Scheduled) else 0
    factor = 0 if review.kind is ReviewKind.CRAM else 500
    taken = min(review.duration_ms, LONGEST_ANSWER_MS)
    return review.at, review.rating, in_days_or_seconds(review.after), last, factor, taken, KINDS[review.kind]


def in_days_or_seconds(state: Scheduled) -> int:
    return state.interval if state.due_at is None else -max(1, (state.due_at - state.last_at) // 1000)


def card_of(state: Scheduled | None, suspended: bool, today: StudyDay, decay: float) -> dict[str, Any]:
    if state is None:
        return {"type": 0, "queue": -1 if suspended else 0, "due": 0, "interval": 0, "reps": 0, "lapses": 0, "data": ""}
    within = state.due_at is not None
    memory = {"s": state.memory.stability, "d": state.memory.difficulty, "decay": decay, "lrt": state.last_at // 1000}
    return {
        "type": PHASES[state.phase],
        "queue": -1 if suspended else 2 if state.phase is Phase.REVIEW else 1 if within else 3,
        "due": state.due_at // 1000 if state.due_at is not None else state.due_day - today,
        "interval": state.interval if state.phase is Phase.REVIEW else 1,
        "reps": state.reps,
        "lapses": state.lapses,
        "data": dumps(memory),
    }


def rates(row: dict[str, int], age: str) -> tuple[int, float | None]:
    passed, failed = row[f"{age}Passed"], row[f"{age}Failed"]
    return passed + failed, passed / (passed + failed) if passed + failed else None


DAYS_OF_STEPS = (600, 86_400, 3 * 86_400)


@pytest.mark.parametrize("steps", [(60, 600), DAYS_OF_STEPS])
def test_retention_of_every_period_is_ankis(steps: tuple[int, ...]) -> None:
    """But for cards on steps of days that are answered twice on one day, of which Anki counts each answer."""
    it = both(steps)
    chart, theirs = it.ours[Range.ALL]["retention"], it.theirs["trueRetention"]
    again = [review for review in it.log if counts(review) and not is_first(review, it.log)]
    ages = {Period.TODAY: range(1), Period.YESTERDAY: range(1, 2), Period.WEEK: range(7), Period.MONTH: range(30)}
    for period in Period:
        found = theirs["allTime" if period is Period.ALL else period.value]
        for age in ("young", "mature"):
            number, share = (column(chart, name)[period.value] or 0 for name in (f"{age} answers", age))
            left_out = [
                review.rating is not Rating.AGAIN
                for review in again
                if it.today - review.day in ages.get(period, range(366)) and is_young(review) == (age == "young")
            ]
            passed = round(number * share) + sum(left_out)
            assert (passed, number + len(left_out)) == (
                found[f"{age}Passed"],
                found[f"{age}Passed"] + found[f"{age}Failed"],
            )
    assert bool(again) == (steps == DAYS_OF_STEPS)


def counts(review: Review) -> bool:
    before = review.before
    return (
        review.kind is not ReviewKind.CRAM
        and isinstance(before, Scheduled)
        and (before.phase is Phase.REVIEW or in_days_or_seconds(before) >= 1)
    )


def is_first(review: Review, log: Sequence[Review]) -> bool:
    of_day = (each for each in log if (each.card, each.day) == (review.card, review.day) and counts(each))
    return next(of_day) is review


def is_young(review: Review) -> bool:
    return isinstance(review.before, Scheduled) and review.before.interval < MATURE_DAYS


def test_today_is_ankis() -> None:
    it = both()
    day = column(it.ours[Range.ALL]["today"], "answers")
    theirs = it.theirs["today"]
    assert sum(value or 0 for value in day.values()) == theirs["answerCount"] > 0
    assert theirs["answerCount"] - (day["again"] or 0) == theirs["correctCount"]
    time = column(it.ours[Range.MONTH]["time"], "review")
    assert len(time) == RANGE_DAYS[Range.MONTH]
    ours = [each.values[-1] or 0 for each in it.ours[Range.MONTH]["time"].series]
    assert sum(ours) == pytest.approx(theirs["answerMillis"] / 60_000)
    kinds = [each.values[-1] for each in it.ours[Range.MONTH]["answers"].series]
    assert kinds == [theirs[f"{name}Count"] for name in ("learn", "review", "relearn", "earlyReview")]


@pytest.mark.parametrize("steps", [(60, 600), DAYS_OF_STEPS])
@pytest.mark.parametrize(("figure", "name", "unit"), [("answers", "count", 1), ("time", "time", 60_000)])
def test_answers_and_time_of_every_day_and_kind_are_ankis(
    steps: tuple[int, ...], figure: str, name: str, unit: int
) -> None:
    it = both(steps)
    chart = it.ours[Range.QUARTER][figure]
    assert chart.scale == "day"
    ours = [tuple(values) for values in zip(*(each.values for each in chart.series), strict=True)]
    none = dict.fromkeys(("learn", "young", "mature", "relearn", "filtered"), 0)
    theirs = [it.theirs["reviews"][name].get(str(-ago), none) for ago in reversed(range(len(ours)))]
    assert len(ours) == RANGE_DAYS[Range.QUARTER]
    for day, row in zip(ours, theirs, strict=True):
        kinds = row["learn"], row["young"] + row["mature"], row["relearn"], row["filtered"]
        assert day == pytest.approx([value / unit for value in kinds])


@pytest.mark.parametrize("span", RANGES)
def test_hours_are_ankis(span: str) -> None:
    it = both()
    chart, theirs = it.ours[RANGES[span]]["hours"], it.theirs["hours"][span]
    assert [each.values for each in chart.series if each.name == "answers"] == [tuple(hour["total"] for hour in theirs)]
    shares = [hour["correct"] / hour["total"] if hour["total"] else None for hour in theirs]
    assert list(chart.series[0].values) == shares


@pytest.mark.parametrize("span", RANGES)
@pytest.mark.parametrize("steps", [(60, 600), DAYS_OF_STEPS])
def test_ratings_are_ankis_but_for_cramming(span: str, steps: tuple[int, ...]) -> None:
    """Anki counts cramming as learning; here it is left out."""
    it = both(steps)
    chart, theirs = it.ours[RANGES[span]]["buttons"], it.theirs["buttons"][span]
    days = RANGE_DAYS.get(RANGES[span], DAYS + 1)
    crammed = Counter(
        review.rating for review in it.log if review.kind is ReviewKind.CRAM and it.today - review.day < days
    )
    for age in ("young", "mature"):
        assert list(column(chart, age).values()) == theirs[age]
    ours = column(chart, "learning").values()
    assert [(value or 0) + crammed[rating] for value, rating in zip(ours, Rating, strict=True)] == theirs["learning"]
    shown = sum(value or 0 for each in chart.series for value in each.values)
    assert shown + sum(crammed.values()) == sum(1 for review in it.log if it.today - review.day < days)


def test_cards_are_ankis() -> None:
    it = both()
    names = {"new": "newCards", "learning": "learn", "relearning": "relearn"}
    theirs = it.theirs["cardCounts"]["excludingInactive"]
    ours = column(it.ours[Range.ALL]["cards"], "cards")
    assert {names.get(name, name): number for name, number in ours.items()} | {"buried": 0} == theirs
    assert ours["suspended"]


def test_what_is_due_is_ankis() -> None:
    it = both()
    theirs = {int(day): number for day, number in it.theirs["futureDue"]["futureDue"].items()}
    assert {day - it.today: number for day, number in it.cards.due.items()} == theirs
    assert it.theirs["futureDue"]["haveBacklog"] == any(day < 0 for day in theirs)
    chart = it.ours[Range.ALL]["forecast"]
    assert chart.series[0].values == tuple(theirs.get(day, 0) for day in range(30))
    assert chart.series[1].values[0] == sum(number for day, number in theirs.items() if day < 0)


def test_intervals_are_ankis() -> None:
    it = both()
    theirs = {int(days): number for days, number in it.in_review["intervals"]["intervals"].items()}
    assert it.cards.intervals == theirs


def test_stability_is_ankis_but_rounded_down() -> None:
    it = both()
    theirs = {int(days): number for days, number in it.in_review["stability"]["intervals"].items()}
    assert sum(it.cards.stabilities.values()) == sum(theirs.values())
    for days in range(max(theirs) + 1):
        under = sum(number for each, number in it.cards.stabilities.items() if each < days)
        assert _below(theirs, days) <= under <= _below(theirs, days + 1)


def _below(numbers: Mapping[int, int], bound: int) -> int:
    return sum(number for each, number in numbers.items() if each < bound)


def test_difficulty_is_ankis_on_its_own_scale() -> None:
    """Anki writes 1 to 10 as 0 to 100 %, and says the median, not the mean."""
    it = both()
    theirs = it.in_review["difficulty"]
    tenths = it.cards.difficulties
    assert sum(tenths.values()) == sum(theirs["eases"].values())
    percents = {int(each): number for each, number in theirs["eases"].items()}
    for percent in range(101):
        tenth = 10 + percent * 9 // 10
        assert _below(tenths, tenth - 1) <= _below(percents, percent) <= _below(tenths, tenth + 2)


def test_retrievability_is_ankis_within_a_day() -> None:
    """Anki counts the seconds since the last answer, quiz the study days, as the schedule does."""
    it = both()
    theirs = it.studied["retrievability"]
    assert sum(it.cards.recalls.values()) == sum(theirs["retrievability"].values()) == it.cards.answered
    assert it.cards.known == pytest.approx(theirs["sumByCard"], rel=0.02)


def test_added_is_ankis() -> None:
    it = both()
    theirs = {int(day): number for day, number in it.theirs["added"]["added"].items()}
    assert {day - it.today: number for day, number in it.cards.added.items()} == theirs


def test_of_several_reviews_on_one_day_anki_counts_each() -> None:
    """Its manual says that only the first counts; so it is here, also for what two devices answered on one day."""
    now = int(time.time() * 1000)
    days = DayRule(zone=NOON_ZONE)
    start = days.start_of(days.day_of(Instant(now)))
    card = card_of(None, suspended=False, today=StudyDay(0), decay=0.1)
    log = [(start + 60_000, 1, 10, 10, 500, 1_000, 1), (start + 120_000, 3, 10, 10, 500, 1_000, 1)]
    _, theirs = ask(
        {"command": "graphs", "cards": [{**card, "id": start, "log": log}], "searches": [""],
         "parameters": ScheduleOptions().parameters}, fuzz=True,
    )  # fmt: skip
    assert rates(theirs["trueRetention"]["today"], "young") == (2, 0.5)
    ours = sum_day([answer(rating=1, interval=10), answer(rating=3, interval=10)])
    assert sum(ours.young) == 1
