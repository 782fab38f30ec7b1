"""A store with a deck in it, and short ways to answer its cards."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from quiz.model.answer import Verdict
from quiz.model.deck import Basic, CardId, Deck, DeckId, NoteId
from quiz.model.memory import CardState, Instant, Rating, StudyDay
from quiz.model.options import ScheduleOptions
from quiz.model.plan import Plan, PlanKind
from quiz.model.review import Action, ActionKind, EventId, Retraction, Review, ReviewKind
from quiz.srs.day import DayRule
from quiz.srs.lineup import named
from quiz.srs.queue import QueueCard
from quiz.srs.replay import replay
from quiz.srs.scheduler import Scheduler, kind_of
from quiz.store.ids import new_event_id
from quiz.store.store import Fold, Limits, Stamp, Store

STAMP = Stamp(size=1, mtime_ns=1)
LIMITS = Limits(new=20, reviews=200)
MINUTE, DAY_MS = 60_000, 86_400_000
NOON = Instant(20_000 * DAY_MS + 12 * 60 * MINUTE)


def make_deck(name: str = "d", cards: int = 3) -> Deck:
    notes = tuple(Basic(id=NoteId(f"n{i}"), prompt=f"question {i}", answer=f"answer {i}") for i in range(cards))
    return Deck(id=DeckId(name), title=f"Deck {name}", notes=notes)


@dataclass
class Learner:
    """Answers cards of a store at a time of its own."""

    store: Store
    days: DayRule = field(default_factory=lambda: DayRule(zone=dt.UTC))
    now: Instant = NOON

    @property
    def today(self) -> StudyDay:
        return self.days.day_of(self.now)

    @property
    def scheduler(self) -> Scheduler:
        return Scheduler(ScheduleOptions(), self.days)

    def wait(self, *, minutes: int = 0, days: int = 0) -> None:
        self.now = Instant(self.now + minutes * MINUTE + days * DAY_MS)

    def answer(self, card: str, rating: Rating = Rating.GOOD, kind: ReviewKind | None = None) -> Review:
        before = self.store.state(CardId(card))
        review = Review(
            id=new_event_id(self.now),
            card=CardId(card),
            at=self.now,
            day=self.today,
            rating=rating,
            kind=kind or kind_of(before),
            verdict=Verdict.RIGHT,
            typed="what was typed",
            duration_ms=3_000,
            before=before,
            after=self.scheduler.outcomes(CardId(card), before, self.now)[rating],
        )
        self.store.record(review)
        return review

    def act(self, card: str, kind: ActionKind) -> Action:
        action = Action(id=new_event_id(self.now), card=CardId(card), at=self.now, day=self.today, kind=kind)
        self.store.act(action)
        return action

    def fold(self, reviews: Sequence[Review]) -> CardState:
        return replay(reviews, self.scheduler)

    def take_back(self, target: EventId, *, fold: Fold | None = None) -> None:
        retraction = Retraction(id=new_event_id(self.now), target=target, at=self.now)
        self.store.retract(retraction, fold=fold)

    def left(self, deck: str = "d", limits: Limits = LIMITS) -> tuple[int, int, int]:
        counts = self.store.counts(self.today, limits)[DeckId(deck)]
        gathered = asked(self.store, Plan(decks=(DeckId(deck),)), self.today, limits)
        assert len(gathered) == counts.total
        return counts.new, counts.learning, counts.review


def asked(store: Store, plan: Plan, day: StudyDay, limits: Limits) -> list[QueueCard]:
    """Return the cards that a session begins with."""
    if plan.kind not in {PlanKind.DUE, PlanKind.NEW}:
        return [*store.planned.gather(plan, day, limits)]
    due = store.planned.due(plan, day, limits)
    names = [*(name for name, _ in due.reviews), *(name for deck in due.new for name in deck)]
    states = store.to_ask(names, day, put_away=True)
    return [*due.steps, *(named(name, states[name]) for name in names)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "quiz.db") as opened:
        opened.index_deck("d.toml", STAMP, make_deck())
        yield opened


@pytest.fixture
def learner(store: Store) -> Learner:
    return Learner(store)
