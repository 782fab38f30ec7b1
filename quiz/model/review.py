"""The rows of the log. The log only grows: an undo is a row of its own."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from quiz.model.ids import CardId
from quiz.model.memory import CardState, Instant, Rating, Scheduled, StudyDay
from quiz.model.verdict import Verdict

EventId = NewType("EventId", str)
"""A UUIDv7: unique everywhere, sorting by time."""


class ReviewKind(StrEnum):
    """What sort of review a row records, as in Anki's review log."""

    LEARN = "learn"
    REVIEW = "review"
    RELEARN = "relearn"
    CRAM = "cram"
    """Asked outside the schedule; the state stays as it was."""


_LONGEST_ANSWER = 60 * 60 * 1000
"""Milliseconds; whoever takes longer has left the table."""


def answering_time(asked_at: Instant, answered_at: Instant) -> int:
    """Return how many milliseconds an answer counts as having taken: from none to an hour, whatever the clock did."""
    return min(max(0, answered_at - asked_at), _LONGEST_ANSWER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One answer: what was given, what it was worth, and the states on both sides of it."""

    id: EventId
    card: CardId
    at: Instant
    day: StudyDay
    rating: Rating
    kind: ReviewKind
    verdict: Verdict
    typed: str | None
    """What was typed or chosen; ``None`` when the answer was only shown."""
    duration_ms: int
    """From the question's appearance to the answer, in milliseconds."""
    before: CardState
    after: Scheduled
    device: str = ""
    """The installation that recorded it; the store fills it in."""


class ActionKind(StrEnum):
    """What a learner can do to a card besides answering it."""

    SUSPEND = "suspend"
    UNSUSPEND = "unsuspend"
    BURY = "bury"
    """Hide until the next study day."""
    UNBURY = "unbury"
    MARK = "mark"
    UNMARK = "unmark"
    RESET = "reset"
    """Begin anew as a new card. The answers before it stay in the log, and in the statistics; they make no state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something done to a card besides answering it; cards may be acted on together."""

    id: EventId
    card: CardId
    at: Instant
    day: StudyDay
    kind: ActionKind
    device: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Has a card in review come back on another day than its last answer said.

    It holds while that answer is the last one. Of several for the same answer the latest holds.
    """

    id: EventId
    card: CardId
    at: Instant
    last_at: Instant
    """When the answer was given whose interval it changes."""
    due_day: StudyDay
    """The day on which the card comes back."""
    device: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retraction:
    """Takes back a review, an action or a move."""

    id: EventId
    target: EventId
    at: Instant
    device: str = ""
