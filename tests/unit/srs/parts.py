"""Strategies and small parts that the tests of this room share."""

import random
from collections.abc import Callable
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from quiz.errors import ChangedSinceError, StoreError
from quiz.model.deck import CardId, DeckId
from quiz.model.edit import NoteEdit
from quiz.model.memory import NEW, CardState, Instant, MemoryState, Phase, Rating, Scheduled, StudyDay
from quiz.model.review import Action, EventId, Retraction, Review
from quiz.srs.day import DayRule
from quiz.srs.fsrs import Fsrs
from quiz.srs.queue import QueueCard

NOON = Instant(1_790_000_000_000 - 1_790_000_000_000 % 86_400_000 + 12 * 3_600_000)
"""A noon, UTC."""
DAYS = DayRule(4, ZoneInfo("UTC"))
TODAY = DAYS.day_of(NOON)


def scheduled(
    phase: Phase = Phase.REVIEW,
    *,
    stability: float = 10.0,
    difficulty: float = 5.0,
    ago: int = 10,
    interval: int = 10,
    step: int = 0,
    due_at: int | None = None,
    reps: int = 3,
    lapses: int = 0,
) -> Scheduled:
    """A card answered ``ago`` days before `TODAY`."""
    return Scheduled(
        phase=phase,
        step=step,
        memory=MemoryState(stability, difficulty),
        due_day=StudyDay(TODAY - ago + interval),
        due_at=None if due_at is None else Instant(due_at),
        last_at=Instant(NOON - ago * 86_400_000),
        last_day=StudyDay(TODAY - ago),
        reps=reps,
        lapses=lapses,
    )


memories = st.builds(
    MemoryState, st.floats(-2.9, 4.5).map(lambda x: 10**x), st.floats(1, 10, allow_nan=False, allow_infinity=False)
)
reviewed = st.builds(
    lambda memory, ago, interval, reps: scheduled(
        stability=memory.stability, difficulty=memory.difficulty, ago=ago, interval=interval, reps=reps
    ),
    memories,
    st.integers(0, 3000),
    st.integers(1, 3000),
    st.integers(1, 500),
)
stepping = st.builds(
    lambda memory, ago, phase, step, reps: scheduled(
        phase,
        stability=memory.stability,
        difficulty=memory.difficulty,
        ago=ago,
        interval=0,
        step=step,
        due_at=NOON - ago * 86_400_000 + 600_000,
        reps=reps,
    ),
    memories,
    st.integers(0, 30),
    st.sampled_from([Phase.LEARNING, Phase.RELEARNING]),
    st.integers(0, 3),
    st.integers(1, 500),
)
states = st.one_of(st.just(NEW), reviewed, stepping)


def queue_card(name: str, state: CardState = NEW, note: str | None = None) -> QueueCard:
    return QueueCard(card=CardId(f"d/{name}"), note=f"d/{note or name}", deck=DeckId("d"), state=state)


class Notebook:
    """A journal in memory: what stands in it, and the state each card is in by it."""

    def __init__(self) -> None:
        self.reviews: dict[EventId, Review] = {}
        self.actions: dict[EventId, Action] = {}
        self.edits_taken_back: list[NoteEdit] = []
        self.changed_since: set[str] = set()
        self.fail_after: int | None = None

    def _may_fail(self) -> None:
        if self.fail_after is not None:
            if self.fail_after == 0:
                raise StoreError("The disk is full.")
            self.fail_after -= 1

    def record(self, review: Review) -> None:
        self._may_fail()
        self.reviews[review.id] = review

    def act(self, *actions: Action) -> None:
        self._may_fail()
        self.actions |= {action.id: action for action in actions}

    def retract(self, *retractions: Retraction) -> None:
        self._may_fail()
        for retraction in retractions:
            held = self.reviews if retraction.target in self.reviews else self.actions
            del held[retraction.target]

    def take_back(self, edit: NoteEdit) -> None:
        self._may_fail()
        if edit.note in self.changed_since:
            raise ChangedSinceError("It was changed since.")
        self.edits_taken_back.append(edit)

    def contents(self) -> tuple[dict[EventId, Review], dict[EventId, Action]]:
        return dict(self.reviews), dict(self.actions)


def ids() -> Callable[[], EventId]:
    count = iter(range(1_000_000))
    return lambda: EventId(f"{next(count):08}")


OPTIMISED = (
    0.2508, 0.5649, 1.0443, 7.3003, 6.7686, 0.384, 2.2308, 0.233, 1.3754, 0.0556, 0.6315,
    1.4088, 0.041, 0.3745, 1.5169, 0.5245, 1.6385, 0.5162, 0.05, 0.01, 0.1841,
)  # fmt: skip
"""Parameters as an optimiser makes them; the large eighth one makes the target of mean reversion matter."""


def random_histories(count: int, seed: int) -> list[list[tuple[int, int]]]:
    """Histories of (rating, days since the last answer), a quarter of the answers on the day of the one before."""
    chance = random.Random(seed)
    histories = []
    for _ in range(count):
        history, gap = [(chance.randint(1, 4), 0)], 1
        for _ in range(chance.randint(1, 9)):
            if chance.random() < 0.25:
                history.append((chance.randint(1, 4), 0))
            else:
                history.append((chance.choices((1, 2, 3, 4), (2, 2, 5, 1))[0], chance.randint(1, gap * 2)))
                gap = min(300, gap * 2)
        histories.append(history)
    return histories


def remember(parameters: tuple[float, ...], history: list[tuple[int, int]]) -> MemoryState:
    """The memory after a history."""
    fsrs = Fsrs(parameters)
    memory = fsrs.first(Rating(history[0][0]))
    for rating, days in history[1:]:
        memory = fsrs.next(memory, Rating(rating), days)
    return memory
