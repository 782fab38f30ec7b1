"""The sums kept of each day are what the log says, whatever was answered, taken back or brought from elsewhere."""

import random
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from quiz.collection import Collection
from quiz.config import Settings, read_settings
from quiz.model.answer import Verdict
from quiz.model.ids import DeckId
from quiz.model.memory import Rating, StudyDay
from quiz.model.options import ScheduleOptions, StudyOptions
from quiz.model.review import ActionKind, Review
from quiz.paths import find_paths
from quiz.srs.session import Session
from quiz.stats.figures.activity import hours
from quiz.stats.rollup import DaySums
from quiz.stats.scope import Scope
from quiz.stats.sums import By
from quiz.store.day_sums import Answered, day_sums
from tests.clock import Clock

DAY = 86_400_000
A, B = DeckId("a"), DeckId("b")


@pytest.fixture
def clock() -> Clock:
    return Clock(step=4_000)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    write_decks(tmp_path)
    return tmp_path


def write_decks(home: Path) -> None:
    decks = find_paths({"QUIZ_HOME": str(home)}).decks
    decks.mkdir(parents=True, exist_ok=True)
    for name in (A, B):
        tag = f'tags = ["{name}-tag"]\n'
        cards = "".join(
            f'[[card]]\nid = "c{n}"\nprompt = "Which is number {n}?"\nanswer = "Thing {n}"\n{tag if n % 2 else ""}'
            for n in range(30)
        )
        (decks / f"{name}.toml").write_text(f'format = 1\nid = "{name}"\ntitle = "{name}"\n{cards}')


def open_at(home: Path, clock: Clock, zone: timezone = UTC) -> Collection:
    return Collection.open(find_paths({"QUIZ_HOME": str(home)}), Settings(), clock=clock, zone=zone)


@pytest.fixture
def collection(home: Path, clock: Clock) -> Iterator[Collection]:
    with open_at(home, clock) as collection:
        yield collection


def study(collection: Collection, chance: random.Random, most: int) -> Session:
    session = collection.start()
    for _ in range(most):
        if session.current is None:
            break
        rating = chance.choice([*Rating, Rating.GOOD])
        verdict = Verdict.WRONG if rating is Rating.AGAIN else Verdict.RIGHT
        session.rate(rating, verdict=verdict, typed=chance.choice("xyz"), duration_ms=chance.randrange(90_000))
        if chance.random() < 0.2:
            session.undo()
    return session


def afresh(home: Path, clock: Clock, scope: Scope, zone: timezone = UTC) -> dict[StudyDay, DaySums]:
    """Return the sums of a copy that has kept none."""
    path = home / "quiz.db"
    with closing(sqlite3.connect(path)) as connection:
        copy = home / "copy" / "quiz.db"
        copy.parent.mkdir(exist_ok=True)
        copy.unlink(missing_ok=True)
        connection.execute("VACUUM INTO ?", (str(copy),))
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("DELETE FROM day_sum")
        connection.execute("INSERT OR IGNORE INTO day_changed SELECT DISTINCT day FROM review")
    (home / "copy" / "decks").mkdir(exist_ok=True)
    for deck in (home / "decks").glob("*.toml"):
        (home / "copy" / "decks" / deck.name).write_bytes(deck.read_bytes())
    with open_at(home / "copy", clock, zone) as collection:
        return dict(collection.progress(scope).days)


@pytest.mark.parametrize("seed", range(3))
def test_kept_sums_are_those_of_the_log(collection: Collection, home: Path, clock: Clock, seed: int) -> None:
    chance = random.Random(seed)
    for day in range(25):
        study(collection, chance, 8)
        if chance.random() < 0.3:
            collection.progress(Scope()).days  # noqa: B018 - keeps the sums of the days so far
        if day == 12:
            clock.now -= 3 * DAY  # a clock that was set back answers on days that are over
        clock.now += DAY
    study(collection, chance, 3)
    for scope in (Scope(), Scope(decks=(A,)), Scope(decks=(A, B)), Scope(tags=("a-tag",))):
        kept = collection.progress(scope).days
        assert kept == afresh(home, clock, scope)
        assert list(kept) == sorted(kept)
    whole = sum(day.reviews for day in collection.progress(Scope()).days.values())
    apart = [sum(day.reviews for day in collection.progress(Scope(decks=(deck,))).days.values()) for deck in (A, B)]
    assert sum(apart) == whole > 0


def test_an_answer_of_a_day_that_is_over_counts_when_it_is_taken_back(collection: Collection, clock: Clock) -> None:
    session = collection.start()
    session.rate(Rating.GOOD, verdict=Verdict.RIGHT, typed="x", duration_ms=1_000)
    session.rate(Rating.GOOD, verdict=Verdict.RIGHT, typed="x", duration_ms=1_000)
    clock.now += DAY
    (day,) = collection.progress(Scope()).days.values()
    assert day.reviews == 2
    session.undo()
    (day,) = collection.progress(Scope()).days.values()
    assert day.reviews == 1


def test_hours_follow_the_zone(home: Path, clock: Clock) -> None:
    with open_at(home, clock) as collection:
        study(collection, random.Random(1), 1)
        clock.now += 2 * DAY
        (day,) = collection.progress(Scope()).days.values()
        assert day.asked.index(1) == 12
    with open_at(home, clock, timezone(timedelta(hours=3))) as collection:
        (day,) = collection.progress(Scope()).days.values()
        assert day.asked.index(1) == 15


@pytest.mark.parametrize(
    ("where", "rollover", "at", "hour"),
    [
        # The clock went from 2:00 to 3:00 in the night; the day began before that, and ends an hour late.
        ("Europe/Berlin", 0, datetime(2026, 3, 29, 13, 30, tzinfo=UTC), 15),
        ("Europe/Berlin", 4, datetime(2026, 3, 29, 1, 30, tzinfo=UTC), 3),
        # From 2:00 back to 1:30.
        ("Australia/Lord_Howe", 0, datetime(2026, 4, 5, 3, 40, tzinfo=UTC), 14),
        ("America/St_Johns", 4, datetime(2026, 7, 1, 12, 45, tzinfo=UTC), 10),
        # The day after one that was left out.
        ("Pacific/Apia", 4, datetime(2011, 12, 31, 2, 0, tzinfo=UTC), 16),
    ],
)
def test_hours_are_those_of_the_clock_on_the_wall(
    home: Path, where: str, rollover: int, at: datetime, hour: int
) -> None:
    clock = Clock(step=4_000)
    clock.now = int(at.timestamp() * 1000)
    settings = Settings(study=StudyOptions(rollover=rollover))
    with Collection.open(
        find_paths({"QUIZ_HOME": str(home)}), settings, clock=clock, zone=ZoneInfo(where)
    ) as collection:
        session = collection.start()
        session.rate(Rating.GOOD, verdict=Verdict.RIGHT, typed="x", duration_ms=1_000)
        clock.now += 3 * DAY
        sums = collection.progress(Scope())
        (day,) = sums.days.values()
        assert day.asked.index(1) == hour
        chart = hours(sums)
        assert [place.key for place, value in zip(chart.places, chart.series[1].values, strict=True) if value] == [
            str(hour)
        ]


def test_of_a_deck_that_is_gone_the_answers_still_count(collection: Collection, clock: Clock) -> None:
    study(collection, random.Random(1), 20)
    clock.now += DAY
    before = collection.progress(Scope()).days
    alone = collection.progress(Scope(decks=(A,))).days
    collection.shelf.delete(collection.paths.decks / "a.toml")
    assert collection.progress(Scope()).days == before
    assert collection.progress(Scope(decks=(A,))).days == alone


def test_a_database_that_another_program_writes_to_is_read_all_the_same(
    collection: Collection, clock: Clock, home: Path
) -> None:
    study(collection, random.Random(1), 5)
    clock.now += DAY
    with closing(sqlite3.connect(home / "quiz.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        (day,) = collection.progress(Scope()).days.values()
        other.execute("ROLLBACK")
    assert day.reviews > 0
    assert collection.progress(Scope()).days == {next(iter(collection.progress(Scope()).days)): day}


def test_what_another_program_writes_while_a_day_is_summed_up_is_not_lost(
    collection: Collection, clock: Clock, home: Path
) -> None:
    study(collection, random.Random(1), 5)
    clock.now += DAY
    ((day, before),) = collection.progress(Scope()).days.items()
    other = sqlite3.connect(home / "quiz.db", isolation_level=None)
    written: list[StudyDay] = []

    def pack(day: StudyDay, answers: Sequence[Answered]) -> bytes:
        if not written:
            written.append(day)
            other.execute("INSERT INTO retraction SELECT 'a' || id, id, at, 'other' FROM review ORDER BY id LIMIT 1")
        return bytes([len(answers)])

    with closing(other):
        db = collection._store._db  # pyright: ignore[reportPrivateUsage]
        found = dict(day_sums(db, None, today=collection.today(), rule="test", pack=pack))
    assert found == {day: bytes([before.reviews - 1])}


def test_what_was_read_is_read_again_once_something_was_written(
    collection: Collection, clock: Clock, home: Path
) -> None:
    chance = random.Random(1)
    session = study(collection, chance, 5)
    sums = collection.progress(Scope())
    cards, today = sums.cards, sums.today
    later = collection.progress(Scope(since=StudyDay(today - 3)))
    assert later.cards is cards
    assert later.days is sums.days
    assert len(sums.past.starts) == 1
    assert len(later.past.starts) == 4
    assert collection.progress(Scope(decks=(A,))).cards is not cards
    session.suspend()
    assert collection.progress(Scope()).cards.suspended == 1
    with open_at(home, clock) as other:
        study(other, chance, 5)
        answered = other.progress(Scope()).cards.answered
    assert cards.answered < answered == collection.progress(Scope()).cards.answered
    known = collection.progress(Scope()).cards.known
    clock.now += DAY
    assert collection.progress(Scope()).cards.known < known


def test_the_cards_as_they_stand(collection: Collection, clock: Clock) -> None:
    chance = random.Random(5)
    for _ in range(20):
        study(collection, chance, 10)
        clock.now += DAY
    session = collection.start()
    session.suspend()
    cards = collection.progress(Scope()).cards
    assert (cards.total, cards.suspended) == (60, 1)
    assert sum(cards.due.values()) == sum(cards.recalls.values()) == cards.answered
    assert sum(cards.intervals.values()) == sum(cards.stabilities.values()) == cards.young + cards.mature
    assert sum(cards.difficulties.values()) == cards.young + cards.mature
    assert 0 < cards.known < cards.answered
    fsrs = collection.scheduler.fsrs
    chances = [
        fsrs.retrievability(state.memory.stability, collection.today() - state.last_day)
        for state in collection._store.states().values()  # pyright: ignore[reportPrivateUsage]
        if hasattr(state, "memory")
    ]
    assert cards.known == pytest.approx(sum(chances), rel=0.01, abs=1.0)
    known = collection.progress(Scope()).known([collection.today()])[0]
    assert known == pytest.approx(sum(chances), rel=0.05, abs=1.0)


def test_what_was_known_follows_from_the_answers(collection: Collection, clock: Clock) -> None:
    chance = random.Random(6)
    for day in range(30):
        study(collection, chance, 10)
        if day == 15:
            browser = collection.browser
            browser.act(browser.search("").keys[:5], ActionKind.RESET)
        clock.now += DAY
    days = [StudyDay(collection.today() - ago) for ago in range(30, -1, -1)]
    known = collection.progress(Scope()).known(days)
    fsrs = collection.scheduler.fsrs
    lives = {review.card: collection.life(review.card) for review in collection._store.reviews()}  # pyright: ignore[reportPrivateUsage]
    for day, value in zip(days, known, strict=True):
        chances: list[float] = []
        for life in lives.values():
            begun = max((n for n, event in enumerate(life) if not isinstance(event, Review)), default=0)
            answers = [event for event in life[begun:] if isinstance(event, Review) and event.day <= day]
            if answers:
                last = answers[-1].after
                chances.append(fsrs.retrievability(last.memory.stability, day - last.last_day))
        assert value == pytest.approx(sum(chances))
    assert known[0] < known[-1]


def test_decks_with_parameters_of_their_own_add_up(home: Path, clock: Clock) -> None:
    own = ", ".join(str(value) for value in (*ScheduleOptions().parameters[:20], 0.5))
    (home / "config.toml").write_text(f"[deck.a]\nparameters = [{own}]\n")
    env = {"QUIZ_HOME": str(home)}
    paths = find_paths(env)
    with Collection.open(paths, read_settings(paths, env), clock=clock, zone=UTC) as collection:
        chance = random.Random(7)
        for _ in range(20):
            study(collection, chance, 10)
            clock.now += DAY
        clock.now += 30 * DAY
        today = collection.today()
        whole, a, b = (collection.progress(scope) for scope in (Scope(), Scope(decks=(A,)), Scope(decks=(B,))))
        parts = [a.cards, b.cards]
        assert whole.cards.known == pytest.approx(sum(part.known for part in parts))
        for name in ("intervals", "stabilities", "difficulties", "recalls", "added", "due"):
            numbers: list[Counter[int]] = [Counter(getattr(part, name)) for part in parts]
            assert Counter(getattr(whole.cards, name)) == numbers[0] + numbers[1]
        known = [part.known([StudyDay(today - 40), today]) for part in (whole, a, b)]
        assert known[0] == pytest.approx([sum(values) for values in zip(*known[1:], strict=True)])
        assert known[0][-1] == pytest.approx(whole.cards.known, rel=0.01)
        groups = {group.name: group for group in whole.groups(By.DECK)}
        assert [groups[name].known for name in "ab"] == pytest.approx([part.known for part in parts], rel=0.01)
        assert groups["a"].known < groups["b"].known
        tags = {group.name: group for group in whole.groups(By.TAG)}
        assert {name: group.cards for name, group in tags.items()} == {"a-tag": 15, "b-tag": 15}
        assert tags["a-tag"].reviews + tags["b-tag"].reviews < sum(group.reviews for group in groups.values())


def test_wrong_answers_are_grouped_as_they_are_compared(collection: Collection, clock: Clock) -> None:
    for typed in ("Thing 7", "thing  7", "Thing 7", "thing 9", "Nothing", "Nothing"):
        session = collection.start([A])
        asked = session.current
        assert asked is not None
        session.rate(Rating.AGAIN, verdict=Verdict.WRONG, typed=typed, duration_ms=1)
        clock.now += DAY
    found = {each.typed: (each.times, each.other) for each in collection.progress(Scope()).mistakes}
    assert found == {"Thing 7": (3, "Which is number 7?"), "Nothing": (2, "")}


def test_the_answer_of_a_list_reads_as_everywhere(home: Path, clock: Clock) -> None:
    card = '[[card]]\nid = "c"\nkind = "list"\nprompt = "Which colours?"\nanswers = [["Red", "Crimson"], ["Blue"]]\n'
    decks = find_paths({"QUIZ_HOME": str(home)}).decks
    (decks / "c.toml").write_text(f'format = 1\nid = "c"\ntitle = "c"\n{card}')
    with open_at(home, clock) as collection:
        for _ in range(2):
            collection.start([DeckId("c")]).rate(Rating.AGAIN, verdict=Verdict.WRONG, typed="green", duration_ms=1)
            clock.now += DAY
        (mistake,) = collection.progress(Scope()).mistakes
        assert mistake.answer == collection.card(mistake.card).answer == "Red, Blue"
