"""The options of single decks: each really takes effect, at once, and only in its deck."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from pathlib import Path

import pytest

from quiz.collection import Collection
from quiz.config import Origin, read_settings
from quiz.config.table import setting_named
from quiz.errors import UsageError
from quiz.formats.toml_deck import write_deck
from quiz.model.answer import Verdict
from quiz.model.deck import Basic, Deck, DeckId, NoteId
from quiz.model.memory import Instant, Phase, Rating, Scheduled
from quiz.paths import Paths, find_paths
from tests.clock import NOON, Clock

A, B = DeckId("a"), DeckId("b")


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = find_paths({"QUIZ_HOME": str(tmp_path / "home")})
    paths.decks.mkdir(parents=True)
    for deck in (A, B):
        notes = tuple(Basic(id=NoteId(f"n{n}"), prompt=f"{deck} {n}?", answer=str(n), evidence="E.") for n in range(30))
        write_deck(Deck(id=deck, title=deck.upper(), notes=notes), paths.decks / f"{deck}.toml")
    return paths


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def collection(paths: Paths, clock: Clock) -> Iterator[Collection]:
    with Collection.open(paths, read_settings(paths, {}), clock=clock, zone=UTC) as collection:
        yield collection


def put(collection: Collection, name: str, text: str, deck: DeckId | None = A) -> None:
    setting = setting_named(name)
    collection.preferences.put(setting, collection.preferences.read(setting, text), deck)


def rate(collection: Collection, deck: DeckId, rating: Rating = Rating.GOOD) -> Scheduled:
    session = collection.start([deck])
    return session.rate(rating, verdict=Verdict.RIGHT, typed="x", duration_ms=1).after


def test_new_cards_a_day(collection: Collection) -> None:
    put(collection, "new_per_day", "3")
    assert (collection.counts([A]).new, collection.counts([B]).new, collection.counts().new) == (3, 20, 23)
    assert len(collection.start([A]).remaining) == 3
    assert len(collection.start().remaining) == 23
    rate(collection, A)
    assert collection.counts([A]).new == 2
    put(collection, "new_per_day", "25")
    assert (collection.counts([A]).new, collection.counts([B]).new) == (24, 20)
    put(collection, "new_per_day", "0")
    assert collection.counts([A]).new == 0
    assert {deck.id: deck.next_due and deck.next_due.day for deck in collection.decks()}[B] == collection.today() + 1


def test_reviews_a_day(collection: Collection, clock: Clock) -> None:
    for deck in (A, B):
        session = collection.start([deck])
        for _ in range(5):
            session.rate(Rating.EASY, verdict=Verdict.RIGHT, typed="x", duration_ms=1)
    clock.now += 40 * 86_400_000
    put(collection, "reviews_per_day", "2")
    assert (collection.counts([A]).review, collection.counts([B]).review) == (2, 5)
    assert sum(isinstance(card.state, Scheduled) for card in collection.start([A]).remaining) == 2


def test_the_next_card_is_told_with_the_limits_of_the_deck(collection: Collection) -> None:
    put(collection, "new_per_day", "0")
    dues = {deck.id: deck.next_due for deck in collection.decks()}
    assert dues[A] is None
    assert dues[B] is not None


@pytest.mark.parametrize(("name", "text", "wait"), [("learning_steps", "5m 1h", 300), ("learning_steps", "1m", 60)])
def test_learning_steps(collection: Collection, clock: Clock, name: str, text: str, wait: int) -> None:
    put(collection, name, text)
    assert rate(collection, A, Rating.AGAIN).due_at == clock.now + wait * 1_000
    assert rate(collection, B, Rating.AGAIN).due_at == clock.now + 60_000
    put(collection, name, "none")
    assert rate(collection, A).phase is Phase.REVIEW


def test_relearning_steps_and_the_longest_interval_and_retention(collection: Collection, clock: Clock) -> None:
    put(collection, "new_per_day", "1", None)
    put(collection, "fuzz", "off", None)
    intervals = {deck: rate(collection, deck, Rating.EASY).interval for deck in (A, B)}
    assert intervals[A] == intervals[B]
    clock.now += intervals[A] * 86_400_000

    def outcomes(deck: DeckId, rating: Rating) -> Scheduled:
        session = collection.start([deck])
        assert session.current is not None
        assert isinstance(session.current.state, Scheduled)
        return session.outcomes()[rating]

    put(collection, "new_per_day", "0", None)
    put(collection, "relearning_steps", "none")
    assert outcomes(A, Rating.AGAIN).phase is Phase.REVIEW
    assert outcomes(B, Rating.AGAIN).phase is Phase.RELEARNING
    usual = outcomes(B, Rating.GOOD).interval
    put(collection, "desired_retention", "0.97")
    assert outcomes(A, Rating.GOOD).interval < usual == outcomes(B, Rating.GOOD).interval
    put(collection, "desired_retention", "0.80")
    assert outcomes(A, Rating.GOOD).interval > usual
    put(collection, "maximum_interval", "9")
    assert outcomes(A, Rating.EASY).interval == 9 < outcomes(B, Rating.EASY).interval
    put(collection, "parameters", " ".join(["0.5"] * 21), B)
    assert collection.scheduler_of(B).options.parameters == (0.5,) * 21
    put(collection, "fuzz", "on", B)
    assert collection.scheduler_of(B).options.fuzz
    assert not collection.scheduler_of(A).options.fuzz


def test_a_running_session_offers_what_the_new_options_give(collection: Collection) -> None:
    session = collection.start()
    assert session.current is not None
    before = session.outcomes()[Rating.AGAIN]
    put(collection, "learning_steps", "7m", session.current.deck)
    assert session.outcomes()[Rating.AGAIN] == before
    session.options_changed()
    assert session.outcomes()[Rating.AGAIN].due_at == NOON + 7 * 60_000
    assert session.rate(Rating.AGAIN, verdict=Verdict.WRONG, typed="", duration_ms=1).after.due_at == NOON + 420_000


def test_decks_with_the_same_options_share_a_scheduler(collection: Collection) -> None:
    put(collection, "new_per_day", "3")
    assert collection.scheduler_of(A) is collection.scheduler_of(B) is collection.scheduler


def test_a_broken_chain_is_scheduled_anew_with_the_options_of_its_deck(collection: Collection) -> None:
    put(collection, "learning_steps", "5m")
    session = collection.start([A])
    first = session.rate(Rating.AGAIN, verdict=Verdict.WRONG, typed="", duration_ms=1)
    later = Instant(first.at + 1)
    broken = [first, replace(first, id="x", at=later, after=replace(first.after, last_at=later))]
    state = collection._fold(broken)
    assert isinstance(state, Scheduled)
    assert state.due_at == first.at + 1 + 300_000


def test_where_a_value_comes_from_is_told(collection: Collection, paths: Paths, clock: Clock) -> None:
    new = setting_named("new_per_day")
    preferences = collection.preferences
    assert (preferences.at(new).text, preferences.at(new).origin, preferences.at(new).usual) == (
        "20",
        Origin.DEFAULT,
        20,
    )
    put(collection, "new_per_day", "7", None)
    assert (preferences.at(new).value, preferences.at(new).origin, preferences.at(new).usual) == (7, Origin.FILE, 20)
    there = preferences.at(new, A)
    assert (there.value, there.origin, there.usual, there.is_own) == (7, Origin.DEFAULT, 7, False)
    put(collection, "new_per_day", "2")
    there = preferences.at(new, A)
    assert (there.value, there.origin, there.usual, there.is_own) == (2, Origin.DECK, 7, True)
    preferences.take(new, A)
    preferences.take(new)
    assert collection.settings == read_settings(paths, {})
    with Collection.open(paths, read_settings(paths, {"QUIZ_NEW_PER_DAY": "4"}), clock=clock, zone=UTC) as other:
        put(other, "new_per_day", "9", None)
        assert other.preferences.at(new).is_fixed
        assert other.counts([A]).new == 4
        assert read_settings(paths, {}).study.new_per_day == 9


def test_the_study_day_and_the_folder_change_at_once(collection: Collection, paths: Paths, tmp_path: Path) -> None:
    day = collection.today()
    put(collection, "rollover", "13", None)
    assert collection.today() == day - 1
    with pytest.raises(UsageError, match="There is no folder"):
        put(collection, "decks", str(tmp_path / "others"), None)
    (tmp_path / "others").mkdir()
    put(collection, "decks", str(tmp_path / "others"), None)
    assert collection.decks() == ()
    collection.preferences.take(setting_named("decks"))
    assert len(collection.decks()) == 2
    assert collection.paths.decks == paths.decks


def test_what_a_setting_takes_is_told(collection: Collection) -> None:
    with pytest.raises(UsageError, match=r"New cards a day takes a whole number from 0 to 9999."):
        collection.preferences.read(setting_named("new_per_day"), "many")
