"""What was answered and what a grader says to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from quiz.model.memory import Rating
from quiz.model.verdict import Verdict


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


class Reason(StrEnum):
    """Why an answer suggests the rating it does, where the verdict alone does not tell."""

    SLOW = "slow"
    HINTED = "with a hint"
    TYPO = "a typo"
    INEXACT = "not exact"
    PART = "not all"
    OWN = "you say so"
    """The learner knows better than the comparison."""


class Standing(StrEnum):
    """What one item is worth that was given to a list."""

    RIGHT = "right"
    CLOSE = "close"
    """An item of the list with a slip, or in part."""
    MOVED = "moved"
    """An item of an ordered list that belongs before one that was given earlier."""
    TWICE = "twice"
    """An item that was given already."""
    OTHER = "other"
    """Nothing the list holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenItem:
    """One item that was given to a list."""

    text: str
    standing: Standing
    place: int | None = None
    """Which item of the card it meets, from 0; an item given twice names the one it was taken for."""
    expected: str = ""
    """The spelling it meets."""


def met_of(given: Iterable[GivenItem]) -> int:
    """Return how many items of a list were given."""
    return len({item.place for item in given if item.place is not None})


@dataclass(frozen=True, slots=True)
class Said:
    """What the learner said to a verdict."""

    about: Verdict
    """What the comparison had found."""
    verdict: Verdict


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
    items: tuple[GivenItem, ...] = ()
    """What was given to a list, in the order it was given."""
    slip: bool = False
    """Whether only letters are wrong, so that it may have been a typo."""
    said: Said | None = None
    """The last word of the learner, which the verdict follows."""
    rating: Rating | None = None
    """The rating the verdict suggests; the learner decides."""
    reason: Reason | None = None
    """Why it suggests that rating, where the verdict alone does not tell."""
