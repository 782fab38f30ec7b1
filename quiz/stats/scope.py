"""Of what a report speaks: which cards, and since when."""

from dataclasses import dataclass
from enum import StrEnum

from quiz.model.ids import DeckId
from quiz.model.memory import StudyDay


class Range(StrEnum):
    """How far back charts of the past go; ``ALL`` is to the first answer."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all"


RANGE_DAYS = {Range.MONTH: 30, Range.QUARTER: 90, Range.YEAR: 365}
"""Days of each range, today included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The cards and the days that a report is about."""

    decks: tuple[DeckId, ...] | None = None
    """``None``: all, also cards that are in no deck any more."""
    tags: tuple[str, ...] = ()
    """Only cards with one of these; none: whatever their tags."""
    since: StudyDay | None = None
    """The first study day of charts of the past; ``None``: that of the first answer. What a card is now, streaks and
    the named periods of retention do not depend on it."""


def since(within: Range, today: StudyDay) -> StudyDay | None:
    """Return the first day of a range that ends today."""
    days = RANGE_DAYS.get(within)
    return None if days is None else StudyDay(today - days + 1)
