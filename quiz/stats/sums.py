"""What all figures are made from: sums over the log, over the cards, and over the texts, read when first asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from quiz.model.ids import CardId, DeckId
from quiz.model.memory import StudyDay
from quiz.stats.article import Stretch
from quiz.stats.past import Past
from quiz.stats.rollup import DaySums
from quiz.stats.scope import Scope
from quiz.stats.templates import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSums:
    """How many cards are in which condition now. Suspended ones are counted, and are in none of the others."""

    new: int = 0
    learning: int = 0
    relearning: int = 0
    young: int = 0
    """In review with an interval under 21 days."""
    mature: int = 0
    suspended: int = 0
    due: Mapping[StudyDay, int] = field(default_factory=dict[StudyDay, int])
    """Answered cards by the study day they come back on."""
    intervals: Mapping[int, int] = field(default_factory=dict[int, int])
    """Cards in review by interval, in days; likewise the next three."""
    stabilities: Mapping[int, int] = field(default_factory=dict[int, int])
    """By stability, rounded down to whole days."""
    difficulties: Mapping[int, int] = field(default_factory=dict[int, int])
    """By difficulty in tenths: 10 (easy) to 100 (hard)."""
    recalls: Mapping[int, int] = field(default_factory=dict[int, int])
    """Answered cards by the chance of recall today, rounded down to percent, 0 to 100."""
    known: float = 0.0
    """The sum of the chances of recall: how many cards would be answered right now."""
    added: Mapping[StudyDay, int] = field(default_factory=dict[StudyDay, int])
    """Cards by the study day on which a file was first seen to hold them; older ones are not among them."""

    @property
    def total(self) -> int:
        """All cards."""
        return self.new + self.learning + self.relearning + self.young + self.mature + self.suspended

    @property
    def answered(self) -> int:
        """Cards that were answered at least once and are not suspended."""
        return self.learning + self.relearning + self.young + self.mature


class By(StrEnum):
    """What cards are grouped by."""

    DECK = "deck"
    TAG = "tag"
    SOURCE = "source"
    """The article they were made from."""
    TEMPLATE = "template"
    """The rule of the generator that made them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """How the cards of one deck, tag, article or template fare."""

    name: str
    deck: DeckId | None = None
    """The deck, of a deck or of an article that has one of its own."""
    cards: int
    answered: int
    suspended: int
    leeches: int
    reviews: int
    """Answers that made the states of its cards."""
    lapses: int
    known: float
    """The sum of the chances of recall."""
    difficulty: float | None
    """The mean, 1 to 10; ``None`` when no card was answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leech:
    """A card that was forgotten again and again."""

    card: CardId
    question: str
    answer: str
    deck: str
    lapses: int
    suspended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A wrong answer that was given to one card more than once, or that is the answer of another card."""

    card: CardId
    question: str
    answer: str
    typed: str
    """As it was typed most often."""
    times: int
    other: str = ""
    """The question to which it would have been right; empty when no card asks for it."""


class Sums(Protocol):
    """What there is to know of one `Scope`; each part is read once, when it is first asked for."""

    @property
    def today(self) -> StudyDay:
        """The study day the figures speak of."""
        ...

    @property
    def scope(self) -> Scope:
        """The cards and days they speak of."""
        ...

    @property
    def days(self) -> Mapping[StudyDay, DaySums]:
        """The sums of every day with an answer, in the order of days, also before ``scope.since``.

        Days after today, from a clock that was wrong, are among them, last.
        """
        ...

    @property
    def past(self) -> Past:
        """The days that charts of the past show, in steps."""
        ...

    @property
    def cards(self) -> CardSums:
        """How the cards stand today."""
        ...

    @property
    def desired_retention(self) -> float:
        """The chance of recall at which cards come back, 0 to 1; of several decks, that of most cards."""
        ...

    def spacing(self, retention: float) -> float:
        """Return after how many times its stability a card has fallen to a chance of recall."""
        ...

    def known(self, days: Sequence[StudyDay]) -> Sequence[float]:
        """Return the sum of the chances of recall at the end of each of some days, as the log tells it."""
        ...

    def groups(self, by: By) -> Sequence[Group]:
        """Return how groups of cards fare."""
        ...

    @property
    def verdicts(self) -> Sequence[Verdict]:
        """What follows for templates of the generator from how their cards have fared, in all decks."""
        ...

    @property
    def article(self) -> Sequence[Stretch]:
        """The article of the deck, when the scope is a single one, or there is no other; else nothing."""
        ...

    @property
    def leeches(self) -> Sequence[Leech]:
        """The cards forgotten most often, worst first."""
        ...

    @property
    def mistakes(self) -> Sequence[Mistake]:
        """What was confused with what, most often first."""
        ...
