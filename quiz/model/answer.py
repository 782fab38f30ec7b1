"""What was answered and what a grader says to it."""

from dataclasses import dataclass
from enum import StrEnum

from quiz.model.memory import Rating


class Verdict(StrEnum):
    """How an answer compares with the card."""

    RIGHT = "right"
    CLOSE = "close"
    WRONG = "wrong"
    SHOWN = "shown"
    """The learner asked to see the answer; nothing was compared."""


class Mark(StrEnum):
    """What is true of a piece of text when what was typed is laid beside the answer."""

    SAME = "same"
    MISSING = "missing"
    """Stands in the answer, was not typed."""
    EXTRA = "extra"
    """Was typed, does not stand in the answer."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters with one mark."""

    text: str
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """The outcome of comparing an answer with a card."""

    verdict: Verdict
    given: str
    expected: str
    """The spelling of the answer that comes closest to what was given."""
    pieces: tuple[Piece, ...] = ()
    """The two laid over each other; empty when nothing was typed."""
    missing: tuple[str, ...] = ()
    """The items of a list that were not given."""
    rating: Rating | None = None
    """The rating the verdict suggests; the learner decides."""
