"""What a search asks for, as values. Study days are absolute: the one who reads a query says what day it is."""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What ``is:`` can ask for."""

    NEW = "new"
    LEARNING = "learning"
    """In its first steps, or back in steps after a lapse."""
    REVIEW = "review"
    DUE = "due"
    """To be asked today: answered before, neither suspended nor buried."""
    SUSPENDED = "suspended"
    BURIED = "buried"
    MARKED = "marked"
    LEECH = "leech"
    """Forgotten again and again."""
    YOUNG = "young"
    """In review, with an interval below three weeks."""
    MATURE = "mature"
    ORPHAN = "orphan"
    """With a history, and in no deck file any more."""


class Name(StrEnum):
    """What is searched by a name."""

    DECK = "deck"
    TAG = "tag"
    SOURCE = "source"
    RULE = "rule"
    KIND = "kind"


class Number(StrEnum):
    """What is searched by a number."""

    LAPSES = "lapses"
    REPS = "reps"
    INTERVAL = "interval"
    STABILITY = "stability"
    DIFFICULTY = "difficulty"
    RETRIEVABILITY = "retrievability"
    """The chance of recall today, from 0 to 1."""


class Day(StrEnum):
    """What is searched by a day."""

    DUE = "due"
    ANSWERED = "answered"
    """The day of the last answer."""
    ADDED = "added"
    """The day on which the card was first seen in a deck file."""


class Order(StrEnum):
    """What cards can be sorted by."""

    DECK = "deck"
    """By the titles of the decks; within a deck, by the place in its file."""
    QUESTION = "question"
    DUE = "due"
    INTERVAL = "interval"
    STABILITY = "stability"
    DIFFICULTY = "difficulty"
    LAPSES = "lapses"
    REPS = "reps"
    PLACE = "place"
    """By the place in the file, whatever the deck."""


@dataclass(frozen=True, slots=True)
class Words:
    """Text in the question, the answers or the evidence; folded. ``*`` stands for anything."""

    text: str


@dataclass(frozen=True, slots=True)
class Named:
    """A name, folded. ``*`` stands for anything."""

    what: Name
    text: str


@dataclass(frozen=True, slots=True)
class Is:
    """A state or a mark."""

    status: Status


@dataclass(frozen=True, slots=True)
class Range:
    """A number between two others; ``None`` leaves a side open."""

    what: Number
    low: float | None = None
    high: float | None = None
    low_in: bool = True
    """Whether ``low`` itself counts."""
    high_in: bool = True


@dataclass(frozen=True, slots=True)
class Days:
    """A study day between two others, which count; ``None`` leaves a side open."""

    what: Day
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but."""

    part: "Query"


@dataclass(frozen=True, slots=True)
class All:
    """Everything together; without parts, every card."""

    parts: "tuple[Query, ...]" = ()


@dataclass(frozen=True, slots=True)
class Either:
    """One or the other."""

    parts: "tuple[Query, ...]"


Query = Words | Named | Is | Range | Days | Not | All | Either
EVERYTHING = All()
