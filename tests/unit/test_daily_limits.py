"""Limits of the day over all decks, and what comes on top of a deck's limit after a break."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest

from quiz.collection import Collection
from quiz.config import Settings
from quiz.model.answer import Verdict
from quiz.model.deck import DeckId
from quiz.model.memory import Rating
from quiz.model.options import StudyOptions
from quiz.model.plan import Plan, PlanKind
from quiz.paths import find_paths
from quiz.srs.queue import Counts
from quiz.srs.session import Session
from quiz.words.plans import backlog, limit_of_all, nothing, still_to_come
from tests.clock import Clock

DAY = 86_400_000
DECKS = ("ants", "bees", "cats")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def collection(tmp_path: Path, clock: Clock) -> Iterator[Collection]:
    paths = find_paths({"QUIZ_HOME": str(tmp_path)})
    paths.decks.mkdir(parents=True)
    for deck in DECKS:
        cards = "".join(f'[[card]]\nid = "n{i}"\nprompt = "{deck} {i}?"\nanswer = "{deck[0]}{i}"\n' for i in range(8))
        (paths.decks / f"{deck}.toml").write_text(f'format = 1\nid = "{deck}"\ntitle = "{deck}"\n{cards}')
    with Collection.open(paths, Settings(), clock=clock, zone=UTC) as opened:
        yield opened


def use(collection: Collection, **study: Any) -> None:
    collection.use(replace(collection.settings, study=StudyOptions(**study)))


def finish(session: Session, rating: Rating = Rating.EASY, *, most: int = 1_000) -> int:
    answered = 0
    while session.current is not None and answered < most:
        session.rate(rating, verdict=Verdict.SHOWN, typed=None, duration_ms=1)
        answered += 1
    return answered


def of(session: Session) -> list[str]:
    return [card.deck for card in session.remaining]


def test_new_cards_of_all_decks_together_have_a_limit_in_which_the_decks_take_turns(
    collection: Collection, clock: Clock
) -> None:
    use(collection, total_new_per_day=4)
    assert collection.counts() == Counts(new=4)
    assert [deck.counts.new for deck in collection.decks()] == [4, 4, 4]
    session = collection.start()
    assert sorted(of(session).count(deck) for deck in DECKS) == [1, 1, 2]
    first = {deck for deck in DECKS if of(session).count(deck) == 2}
    clock.forward(days=1)
    assert {deck for deck in DECKS if of(collection.start()).count(deck) == 2} != first


def test_what_was_begun_in_other_sessions_and_decks_counts(collection: Collection, clock: Clock) -> None:
    use(collection, total_new_per_day=4)
    assert finish(collection.start([DeckId("ants")]), most=3) == 3
    assert collection.counts() == Counts(new=1)
    assert [deck.counts.new for deck in collection.decks()] == [1, 1, 1]
    last = collection.sittings.start(Plan(kind=PlanKind.NEW, decks=(DeckId("bees"),)))
    assert finish(last) == 1
    assert collection.counts() == Counts()
    last.undo()
    assert collection.counts() == Counts(new=1)
    clock.forward(days=1)
    assert collection.counts().new == 4


def test_the_deck_s_own_limit_holds_besides(collection: Collection) -> None:
    use(collection, new_per_day=1, total_new_per_day=50)
    assert collection.counts() == Counts(new=3)


def test_of_all_reviews_the_most_endangered_come(collection: Collection, clock: Clock) -> None:
    finish(collection.start([DeckId("ants")]), Rating.EASY)
    finish(collection.start([DeckId("bees")]), Rating.GOOD, most=8)
    finish(collection.start([DeckId("bees")]), Rating.GOOD)
    clock.forward(days=200)
    use(collection, total_new_per_day=0, total_reviews_per_day=8)
    assert collection.counts() == Counts(review=8)
    session = collection.start()
    assert set(of(session)) == {"bees"}  # rated Good, they fade before those rated Easy
    assert finish(session, most=5) == 5
    assert collection.counts() == Counts(review=3)
    assert collection.sittings.count(Plan(decks=(DeckId("ants"),))) == Counts(review=3)


def test_what_waits_for_all_decks_together_is_told(collection: Collection, clock: Clock) -> None:
    assert limit_of_all(collection) == ""
    finish(collection.start())
    clock.forward(days=100)
    use(collection, total_new_per_day=20, total_reviews_per_day=10)
    waits = collection.sittings.waiting()
    assert waits is not None
    assert (waits.due, waits.today, waits.days, waits.total) == (24, 10, 2, True)
    assert limit_of_all(collection) == "All decks together: 14 reviews wait, at most 10 a day."
    finish(collection.start())
    waits = collection.sittings.waiting()
    assert waits is not None
    assert backlog(waits).startswith("Today's limit for all decks together is reached. ")
    assert "All decks together: 14 reviews wait, at most 10 a day." in list(still_to_come(collection, Plan(), None))


def test_new_cards_that_wait_are_told(collection: Collection) -> None:
    use(collection, total_new_per_day=1)
    finish(collection.start())
    assert limit_of_all(collection) == "All decks together: 23 new cards wait, at most 1 a day."
    assert "new_per_day and total_new_per_day say" in nothing(collection, Plan(kind=PlanKind.NEW))
    due = [deck.next_due for deck in collection.decks()]
    assert [at and at.day - collection.today() for at in due] == [1, 1, 1]


def test_what_is_asked_for_expressly_comes_on_top(collection: Collection, clock: Clock) -> None:
    use(collection, total_new_per_day=4, total_reviews_per_day=5)
    finish(collection.start())
    assert collection.sittings.count(Plan(more_new=3)).new == 3
    assert finish(collection.sittings.start(Plan(more_new=3))) == 3
    assert collection.sittings.count(Plan(more_new=99)).new == 17
    clock.forward(days=200)
    assert collection.counts().review == 5
    assert collection.sittings.count(Plan(catch_up=1)).review == 7


def test_more_new_goes_beyond_the_limits_of_decks_and_of_all(collection: Collection) -> None:
    use(collection, new_per_day=1, total_new_per_day=2)
    assert collection.sittings.count(Plan(more_new=1)).new == 3
    assert collection.sittings.count(Plan(more_new=5)).new == 7


def test_after_a_break_nothing_waits_longer_than_the_days_to_catch_up(collection: Collection, clock: Clock) -> None:
    finish(collection.start())
    clock.forward(days=200)
    use(collection, new_per_day=0, reviews_per_day=1)
    assert collection.counts().review == 3
    use(collection, new_per_day=0, reviews_per_day=1, catch_up_days=4)
    counts: list[int] = []
    for _ in range(4):
        counts.append(collection.counts().review)
        assert (
            counts[-1] == collection.sittings.count(Plan()).review == sum(d.counts.review for d in collection.decks())
        )
        finish(collection.start())
        clock.forward(days=1)
    assert counts == [6, 6, 6, 6]
    assert collection.counts().review == 0


def test_catching_up_never_lets_in_less_than_the_limit(collection: Collection, clock: Clock) -> None:
    finish(collection.start())
    clock.forward(days=200)
    use(collection, new_per_day=0, reviews_per_day=5, catch_up_days=30)
    assert collection.counts().review == 15
    use(collection, new_per_day=0, reviews_per_day=5, catch_up_days=1)
    assert collection.counts().review == 24
    use(collection, new_per_day=0, reviews_per_day=5, catch_up_days=1, total_reviews_per_day=7)
    assert collection.counts().review == 7


def test_what_another_program_answers_meanwhile_counts_in_a_session_under_way(
    collection: Collection, clock: Clock
) -> None:
    use(collection, total_new_per_day=6)
    session = collection.start()
    finish(session, most=1)
    with Collection.open(collection.paths, collection.settings, clock=clock, zone=UTC) as there:
        assert finish(there.start(), most=3) == 3
        session.keep_up()
        assert session.counts == Counts(new=2)
        assert finish(session) == 2
        assert collection.counts() == there.counts() == Counts()


def test_a_deck_s_own_limit_holds_over_programs_too(collection: Collection, clock: Clock) -> None:
    use(collection, new_per_day=3)
    session = collection.start([DeckId("ants")])
    with Collection.open(collection.paths, collection.settings, clock=clock, zone=UTC) as there:
        finish(there.start([DeckId("bees")]))
        session.keep_up()
        assert session.counts == Counts(new=3)
        finish(there.start([DeckId("ants")]), most=1)
        session.keep_up()
        assert session.counts == Counts(new=2)
