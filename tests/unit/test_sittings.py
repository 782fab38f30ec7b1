"""Sessions of every kind over real decks: what they hold, in which order, and what they offer next."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from pathlib import Path

import pytest

from quiz.collection import Collection
from quiz.config import Settings
from quiz.model.answer import Verdict
from quiz.model.deck import CardId, DeckId
from quiz.model.memory import NEW, Rating
from quiz.model.options import StudyOptions
from quiz.model.plan import Plan, PlanKind
from quiz.paths import find_paths
from quiz.srs.apart import GAP
from quiz.srs.session import Session
from tests.clock import Clock

DAY = 86_400_000
CAPITALS = {"Peru": "Lima", "Mali": "Bamako", "Oman": "Muscat", "Fiji": "Suva", "Cuba": "Havana", "Chad": "N'Djamena"}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def collection(tmp_path: Path, clock: Clock) -> Iterator[Collection]:
    paths = find_paths({"QUIZ_HOME": str(tmp_path)})
    paths.decks.mkdir(parents=True)
    cards = [("capitals", f"What is the capital of {land}?", city) for land, city in CAPITALS.items()]
    cards += [("rivers", f"Which river flows through {city}?", f"river {city[0]}") for city in ("Lima", "Bamako")]
    for deck in ("capitals", "rivers"):
        tables = "".join(f'[[card]]\nprompt = "{p}"\nanswer = "{a}"\n' for name, p, a in cards if name == deck)
        (paths.decks / f"{deck}.toml").write_text(f'format = 1\nid = "{deck}"\ntitle = "{deck}"\n{tables}')
    with Collection.open(paths, Settings(study=StudyOptions(reviews_per_day=3)), clock=clock, zone=UTC) as opened:
        yield opened


def rate(session: Session, rating: Rating) -> CardId:
    current = session.current
    assert current is not None
    session.rate(rating, verdict=Verdict.SHOWN, typed=None, duration_ms=1)
    return current.card


def learn(collection: Collection, *ratings: Rating) -> list[CardId]:
    session = collection.start()
    return [rate(session, rating) for rating in ratings]


def prompts(collection: Collection, session: Session) -> list[str]:
    """Answer everything, and return the prompts in the order they came."""
    asked: list[str] = []
    while session.current is not None:
        asked.append(collection.card(session.current.card).prompt)
        rate(session, Rating.EASY)
    return asked


def test_decks_take_turns(collection: Collection) -> None:
    decks = [card.deck for card in collection.start().remaining]
    assert [at for at, deck in enumerate(decks) if deck == "rivers"] == [2, 6]


def test_cards_that_give_each_other_away_stand_apart(collection: Collection) -> None:
    asked = prompts(collection, collection.start())
    for city, land in (("Lima", "Peru"), ("Bamako", "Mali")):
        giver = asked.index(f"Which river flows through {city}?")
        given = asked.index(f"What is the capital of {land}?")
        # Eight cards leave no room for all; what would be given away comes first then.
        assert abs(giver - given) > GAP or given < giver


def test_the_same_day_gives_the_same_order(collection: Collection) -> None:
    first, second = (collection.start().remaining for _ in range(2))
    assert first == second


def test_cramming_begins_with_what_is_least_likely_known_on_the_day_of_the_exam(
    collection: Collection, clock: Clock
) -> None:
    learn(collection, Rating.EASY, Rating.HARD, Rating.GOOD, Rating.AGAIN)
    clock.forward(days=1)
    exam = collection.today() + 30
    session = collection.sittings.start(Plan(kind=PlanKind.CRAM, exam=exam))
    cards = session.remaining
    assert len(cards) == 8
    seen = [card for card in cards if card.state != NEW]
    chances = [collection.scheduler.retrievability(card.state, exam) for card in seen]  # type: ignore[arg-type]
    assert (len(seen), chances) == (4, sorted(chances))
    assert cards[:4] == tuple(seen)
    before = {card.card: card.state for card in cards}
    while session.current is not None:
        rate(session, Rating.GOOD)
    assert {card.card: card.state for card in collection.sittings.start(session.plan).remaining} == before
    assert all(finding.harmless for finding in collection.check())
    session.undo()
    assert all(finding.harmless for finding in collection.check())


def test_what_waits_after_a_break_is_counted_and_the_limit_holds_over_sessions(
    collection: Collection, clock: Clock
) -> None:
    learn(collection, *[Rating.EASY] * 6)
    assert collection.sittings.waiting() is None
    clock.forward(days=100)
    waiting = collection.sittings.waiting(collection.find_decks(["capitals"]))
    assert waiting is not None
    due = waiting.due
    assert (waiting.today, waiting.waits, waiting.days) == (3, due - 3, 1)
    session = collection.start(collection.find_decks(["capitals"]))
    assert session.counts.review == 3
    rate(session, Rating.GOOD)
    assert collection.start(collection.find_decks(["capitals"])).counts.review == 2


def test_what_can_follow_a_session_is_never_empty(collection: Collection, clock: Clock) -> None:
    def offered(plan: Plan) -> dict[PlanKind, int]:
        offers = collection.sittings.further(plan)
        assert all(collection.sittings.count(offer.plan).total == offer.cards > 0 for offer in offers)
        return {offer.plan.kind: offer.cards for offer in offers}

    assert offered(Plan()) == {PlanKind.DUE: 8}
    session = collection.start()
    first = rate(session, Rating.AGAIN)
    while session.current is not None:
        rate(session, Rating.EASY)
    after = offered(Plan())
    assert after[PlanKind.FAILED] == 1
    assert PlanKind.DUE not in after
    assert PlanKind.AHEAD in after
    assert PlanKind.FAILED not in offered(Plan(kind=PlanKind.FAILED))
    failed = collection.sittings.start(Plan(kind=PlanKind.FAILED))
    assert [card.card for card in failed.remaining] == [first]


def test_more_new_cards_come_on_top_of_the_days_limit_each_time_they_are_asked_for(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = replace(collection.settings, study=replace(collection.settings.study, new_per_day=1))
    monkeypatch.setattr(collection, "settings", few)
    assert collection.counts().new == 2
    assert collection.sittings.count(Plan(more_new=3)).new == 5
    assert collection.sittings.count(Plan(more_new=99)).new == 8
    assert collection.sittings.count(Plan(decks=(DeckId("rivers"),), more_new=99)).new == 2
    session = collection.sittings.start(Plan(more_new=3))
    for _ in range(5):
        rate(session, Rating.EASY)
    assert session.current is None
    assert collection.counts().new == 0
    assert collection.sittings.count(Plan(kind=PlanKind.NEW, more_new=2)).new == 2
    assert collection.sittings.count(Plan(more_new=9)).new == 3


def test_what_waits_after_a_break_is_spread_over_days(collection: Collection, clock: Clock) -> None:
    session = collection.start()
    while session.current is not None:
        rate(session, Rating.EASY)
    clock.forward(days=60)
    assert collection.counts().review == 5  # three of the capitals, both rivers
    assert collection.sittings.count(Plan(catch_up=1)).review == 8
    assert collection.sittings.count(Plan(catch_up=3)).review == 3
    session = collection.sittings.start(Plan(catch_up=3))
    for _ in range(3):
        rate(session, Rating.EASY)
    assert session.current is None
    assert collection.sittings.count(Plan(catch_up=3)).review == 0
    clock.forward(days=1)
    assert collection.sittings.count(Plan(catch_up=2)).review == 3
    clock.forward(days=1)
    assert collection.sittings.count(Plan(catch_up=1)).review == 5
