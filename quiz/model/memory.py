"""What is remembered of a card between reviews, and what each rating would make of it.

Instants are UTC milliseconds and study days are numbers, so that neither time zones nor daylight saving can shift
a stored schedule; `quiz.srs.day` turns one into the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import NewType

Instant = NewType("Instant", int)
"""Milliseconds since 1970-01-01 00:00 UTC."""
DAY_MS = 86_400_000
"""Milliseconds of a day of twenty-four hours."""
StudyDay = NewType("StudyDay", int)
"""Days since 1970-01-01, where a day begins at the rollover hour, local time."""


class Rating(IntEnum):
    """How well an answer was remembered; the numbers are Anki's button numbers."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


MATURE_DAYS = 21
"""The interval from which on a card in review is mature, in days (Anki's rslib/src/stats/graphs/retention.rs)."""


class Phase(StrEnum):
    """Where a card stands: in its first steps, in review, or back in steps after a lapse."""

    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


@dataclass(frozen=True, slots=True)
class MemoryState:
    """The two variables of FSRS."""

    stability: float
    """Days after which the chance of recall has fallen to 90 %."""
    difficulty: float
    """From 1 (easy) to 10 (hard)."""


@dataclass(frozen=True, slots=True)
class New:
    """A card that was never answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled:
    """A card that was answered at least once."""

    phase: Phase
    step: int
    """Index of the learning or relearning step the card waits for; 0 in review."""
    memory: MemoryState
    due_day: StudyDay
    due_at: Instant | None
    """The moment a learning card comes back on ``due_day``; ``None`` when it is due on the whole day."""
    last_at: Instant
    last_day: StudyDay
    reps: int
    """Answers given so far."""
    lapses: int
    """How often the card was forgotten while in review."""

    @property
    def interval(self) -> int:
        """Whole days between the last answer and the next; 0 for steps within a day."""
        return self.due_day - self.last_day


CardState = New | Scheduled
NEW = New()

Outcomes = Mapping[Rating, Scheduled]
"""What each of the four ratings makes of a card, computed before the learner chooses one."""
