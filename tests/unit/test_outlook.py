"""The figures beside the list of decks are those of the report, without a look at the whole log."""

import random
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import pytest

from quiz.collection import Collection
from quiz.collection.outlook import DAYS_AHEAD
from quiz.config import Settings
from quiz.model.answer import Verdict
from quiz.model.ids import DeckId
from quiz.model.memory import Rating, StudyDay
from quiz.paths import find_paths
from quiz.stats.figures.activity import streaks
from quiz.stats.figures.retention import Period, pass_rates, within
from quiz.stats.scope import Scope
from tests.clock import Clock

DAY = 86_400_000
A, B = DeckId("a"), DeckId("b")


@pytest.fixture
def clock() -> Clock:
    return Clock(step=4_000)


@pytest.fixture
def collection(tmp_path: Path, clock: Clock) -> Iterator[Collection]:
    paths = find_paths({"QUIZ_HOME": str(tmp_path)})
    paths.decks.mkdir()
    for name in (A, B):
        cards = "".join(
            f'[[card]]\nid = "c{n}"\nprompt = "Which is number {n}?"\nanswer = "Thing {n}"\n' for n in range(30)
        )
        (paths.decks / f"{name}.toml").write_text(f'format = 1\nid = "{name}"\ntitle = "{name}"\n{cards}')
    with Collection.open(paths, Settings(), clock=clock, zone=UTC) as collection:
        yield collection


def study(collection: Collection, chance: random.Random, most: int) -> None:
    session = collection.start()
    for _ in range(most):
        if session.current is None:
            return
        session.rate(chance.choice([*Rating, Rating.GOOD]), verdict=Verdict.RIGHT, typed="x", duration_ms=1)
        if chance.random() < 0.1:
            session.undo()


@pytest.mark.parametrize("seed", range(4))
def test_retention_forecast_and_streak_are_those_of_the_report(collection: Collection, clock: Clock, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(40):
        if chance.random() < 0.8:
            study(collection, chance, 12)
        clock.now += DAY
    if seed % 2:
        study(collection, chance, 3)
    last = collection.start()
    if last.current is not None:
        last.suspend()
    outlook = collection.outlook()
    for deck in (None, A, B):
        progress = collection.progress(Scope(decks=None if deck is None else (deck,)))
        young, mature = pass_rates(within(progress.days, Period.MONTH, progress.today))
        month = young + mature
        remembered = outlook.remembered_of(deck)
        assert (remembered.passed, remembered.failed) == (month.passed, month.failed)
        due, today = progress.cards.due, progress.today
        overdue = sum(number for day, number in due.items() if day < today)
        first, *later = (due.get(StudyDay(today + n), 0) for n in range(DAYS_AHEAD))
        assert outlook.ahead_of(deck) == (first + overdue, *later)
    progress = collection.progress(Scope())
    assert outlook.streak == streaks(progress)[0]
    assert outlook.studied == (progress.today in progress.days)
    assert month.total > 0


def test_of_a_deck_that_is_gone_the_answers_still_count_in_all(collection: Collection, clock: Clock) -> None:
    for _ in range(3):
        study(collection, random.Random(1), 20)
        clock.now += 3 * DAY
    before = collection.outlook().remembered_in_all
    assert before.total > 0
    collection.shelf.delete(collection.paths.decks / "a.toml")
    after = collection.outlook()
    assert after.remembered_in_all == before
    assert A not in after.remembered


def test_without_an_answer_there_is_nothing_to_tell(collection: Collection) -> None:
    outlook = collection.outlook()
    assert (outlook.streak, outlook.studied, outlook.remembered_in_all.percent) == (0, False, "")
    assert outlook.ahead_of(None) == outlook.ahead_of(A) == (0,) * DAYS_AHEAD
