"""A database in which bits have flipped, or whose end is missing: right data, a sentence, or a finding of the check."""

import os
import random
from collections import Counter
from datetime import UTC
from pathlib import Path

import pytest

from quiz.collection import Collection
from quiz.config import Settings
from quiz.errors import QuizError
from quiz.formats.toml_deck import write_deck
from quiz.model.answer import Verdict
from quiz.model.deck import CardId
from quiz.model.memory import CardState, Instant, Rating
from quiz.paths import find_paths
from quiz.stats.pages import all_charts
from quiz.stats.scope import Scope
from tests.clock import Clock
from tests.unit.store.conftest import DAY_MS, NOON, make_deck

FLIPS = int(os.environ.get("QUIZ_FLIPS", "60"))
CARDS = 40


def opened(home: Path, clock: Clock) -> Collection:
    return Collection.open(find_paths({"QUIZ_HOME": str(home)}), Settings(), clock=clock, zone=UTC)


def answer(collection: Collection, chance: random.Random, number: int) -> None:
    session = collection.start()
    for _ in range(number):
        if session.current is not None:
            collection.card(session.current.card)
            session.outcomes()
            session.rate(chance.choice(list(Rating)), verdict=Verdict.RIGHT, typed="typed", duration_ms=1)


def states(collection: Collection) -> dict[CardId, CardState]:
    return {card: collection._store.state(card) for card in (CardId(f"d/n{i}") for i in range(CARDS))}


@pytest.fixture(scope="module")
def studied(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, dict[CardId, CardState], bytes]:
    """Return a database with some weeks of study in it, the states that are right, and the deck."""
    home = tmp_path_factory.mktemp("studied")
    (home / "decks").mkdir()
    write_deck(make_deck(cards=CARDS), home / "decks" / "d.toml")
    clock, chance = Clock(NOON, step=1_000), random.Random(1)
    for _ in range(20):
        with opened(home, clock) as collection:
            answer(collection, chance, 25)
            right = states(collection)
            assert all(finding.harmless for finding in collection.check())
        clock.now = Instant(clock.now + 3 * DAY_MS)
    return (home / "quiz.db").read_bytes(), right, (home / "decks" / "d.toml").read_bytes()


def use(home: Path, right: dict[CardId, CardState]) -> str:
    """Do everything with a database, and tell how it went; anything but a sentence is raised."""
    clock = Clock(NOON, step=1_000)
    clock.now = Instant(NOON + 100 * DAY_MS)
    try:
        with opened(home, clock) as collection:
            found = [finding.message for finding in collection.check() if not finding.harmless]
            as_it_was = states(collection) == right
            collection.decks()
            all_charts(collection.progress(Scope()))
            collection.outlook()
            collection.browser.rows(collection.browser.search("is:review").keys)
            answer(collection, random.Random(2), 5)
    except QuizError as error:
        return "refused in a sentence" if error.message.endswith(".") else error.message
    if found:
        return "found by the check"
    return "right" if as_it_was else "wrong"


@pytest.mark.slow
def test_flipped_bits_are_never_taken_for_right(
    studied: tuple[bytes, dict[CardId, CardState], bytes], tmp_path: Path
) -> None:
    whole, right, deck = studied
    came: Counter[str] = Counter()
    for number in range(FLIPS):
        chance = random.Random(number)
        home = tmp_path / str(number)
        (home / "decks").mkdir(parents=True)
        (home / "decks" / "d.toml").write_bytes(deck)
        spoilt = bytearray(whole)
        for _ in range(chance.choice((1, 1, 8))):
            at = chance.randrange(len(spoilt))
            spoilt[at] ^= 1 << chance.randrange(8)
        (home / "quiz.db").write_bytes(spoilt)
        how = use(home, right)
        came[how] += 1
        assert how != "wrong", number
    assert came["right"], came
    assert len(came) == 3, came


@pytest.mark.slow
def test_a_database_without_its_end_is_refused(
    studied: tuple[bytes, dict[CardId, CardState], bytes], tmp_path: Path
) -> None:
    whole, right, deck = studied
    chance = random.Random(1)
    for number in range(12):
        home = tmp_path / str(number)
        (home / "decks").mkdir(parents=True)
        (home / "decks" / "d.toml").write_bytes(deck)
        (home / "quiz.db").write_bytes(whole[: chance.randrange(1, len(whole))])
        assert use(home, right) in {"refused in a sentence", "found by the check"}
