"""How a learner stands, in the few figures that the list of decks has room for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quiz.model.ids import DeckId
from quiz.model.memory import StudyDay
from quiz.stats.pass_rate import PassRate

if TYPE_CHECKING:
    from quiz.store.store import Store

DAYS_AHEAD = 7
_DAYS_BACK = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What was remembered, what comes, and on how many days in a row something was answered."""

    first: StudyDay
    """Today."""
    remembered: Mapping[DeckId, PassRate] = field(default_factory=dict[DeckId, PassRate])
    remembered_in_all: PassRate = field(default=PassRate())
    """Also of cards that are in no deck any more."""
    ahead: Mapping[DeckId, tuple[int, ...]] = field(default_factory=dict[DeckId, tuple[int, ...]])
    """Cards that come due today and on each of the next days; what is overdue is due today."""
    streak: int = 0
    """Days in a row with an answer, up to today, or up to yesterday while today has none."""
    studied: bool = False
    """Whether today has an answer."""

    def remembered_of(self, deck: DeckId | None) -> PassRate:
        """Return what was remembered of a deck, or of all of them."""
        return self.remembered_in_all if deck is None else self.remembered.get(deck, PassRate())

    def ahead_of(self, deck: DeckId | None) -> tuple[int, ...]:
        """Return what comes of a deck, or of all of them, on each day."""
        none = (0,) * DAYS_AHEAD
        if deck is not None:
            return self.ahead.get(deck, none)
        return tuple(map(sum, zip(*self.ahead.values(), strict=True))) if self.ahead else none


def look_out(store: "Store", today: StudyDay) -> Outlook:
    """Return the outlook of one study day."""
    remembered = store.outlook.remembered(StudyDay(today - _DAYS_BACK + 1), today)
    passed, failed = (sum(numbers[place] for numbers in remembered.values()) for place in (0, 1))
    now = store.outlook.days_in_a_row(today)
    return Outlook(
        first=today,
        remembered={deck: PassRate(*numbers) for deck, numbers in remembered.items() if deck is not None},
        remembered_in_all=PassRate(passed, failed),
        ahead=store.outlook.ahead(today, DAYS_AHEAD),
        streak=now or store.outlook.days_in_a_row(StudyDay(today - 1)),
        studied=now > 0,
    )
