"""How a learner stands, in the few figures that the list of decks has room for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quiz.model.ids import DeckId
from quiz.model.memory import StudyDay

if TYPE_CHECKING:
    from quiz.store.store import Store

DAYS_AHEAD = 7
_DAYS_BACK = 30


@dataclass(frozen=True, slots=True)
class Remembered:
    """How many answers to cards that had an interval of a day or more were right, in the last 30 days."""

    passed: int = 0
    failed: int = 0

    @property
    def total(self) -> int:
        """All such answers."""
        return self.passed + self.failed

    @property
    def percent(self) -> str:
        """The share that was remembered, like ``87%``; empty when there is no answer."""
        return f"{self.passed / self.total:.0%}" if self.total else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What was remembered, what comes, and on how many days in a row something was answered."""

    first: StudyDay
    """Today."""
    remembered: Mapping[DeckId, Remembered] = field(default_factory=dict[DeckId, Remembered])
    remembered_in_all: Remembered = field(default=Remembered())
    """Also of cards that are in no deck any more."""
    ahead: Mapping[DeckId, tuple[int, ...]] = field(default_factory=dict[DeckId, tuple[int, ...]])
    """Cards that come due today and on each of the next days; what is overdue is due today."""
    streak: int = 0
    """Days in a row with an answer, up to today, or up to yesterday while today has none."""
    studied: bool = False
    """Whether today has an answer."""

    def remembered_of(self, deck: DeckId | None) -> Remembered:
        """Return what was remembered of a deck, or of all of them."""
        return self.remembered_in_all if deck is None else self.remembered.get(deck, Remembered())

    def ahead_of(self, deck: DeckId | None) -> tuple[int, ...]:
        """Return what comes of a deck, or of all of them, on each day."""
        none = (0,) * DAYS_AHEAD
        if deck is not None:
            return self.ahead.get(deck, none)
        return tuple(map(sum, zip(*self.ahead.values(), strict=True))) if self.ahead else none


def look_out(store: "Store", today: StudyDay) -> Outlook:
    """Return the outlook of one study day."""
    remembered = store.remembered(StudyDay(today - _DAYS_BACK + 1), today)
    passed, failed = (sum(numbers[place] for numbers in remembered.values()) for place in (0, 1))
    now = store.days_in_a_row(today)
    return Outlook(
        first=today,
        remembered={deck: Remembered(*numbers) for deck, numbers in remembered.items() if deck is not None},
        remembered_in_all=Remembered(passed, failed),
        ahead=store.ahead(today, DAYS_AHEAD),
        streak=now or store.days_in_a_row(StudyDay(today - 1)),
        studied=now > 0,
    )
