"""What a session is made of: which cards, in which decks, for how long, and whether the answers move the schedule."""

from dataclasses import dataclass
from enum import StrEnum

from quiz.model.ids import DeckId
from quiz.model.memory import CardState, New, Phase, StudyDay

MOST_BEFORE_EXAM = 10_000
"""Cards, the most endangered ones, among which those for a day before an exam are chosen."""
MOST_AT_ONCE = 2_000
"""Cards of a session that no daily limit holds for; nobody answers more at one sitting."""
_MINUTE = 60_000


class PlanKind(StrEnum):
    """The kinds of session."""

    DUE = "due"
    """What is due today, within the daily limits."""
    AHEAD = "ahead"
    """The reviews of the coming days as well, the most endangered first."""
    FAILED = "failed"
    """What was rated Again today."""
    NEW = "new"
    """Cards that were never answered, within the daily limit."""
    CRAM = "cram"
    """Everything, the most endangered first, as before an exam."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A session that somebody wants. The plain one is what is due in all decks."""

    kind: PlanKind = PlanKind.DUE
    decks: tuple[DeckId, ...] | None = None
    """``None`` means all of them."""
    tags: tuple[str, ...] = ()
    """A card must have one of these, or a tag under one of them (``history`` has ``history::rome``); none: any card."""
    days: int = 1
    """How far a session ahead looks, in days after today."""
    exam: StudyDay | None = None
    """The day that cramming is for; ``None`` is today."""
    budget: int | None = None
    """Cards a day before the exam: those that add most to what is known on it, and whose answers count."""
    reschedule: bool = False
    """Whether answers to cards that are not due move their schedule, where the kind leaves it alone."""
    more_new: int = 0
    """New cards on top of what the day still lets in, in all decks together."""
    catch_up: int | None = None
    """Reviews are as many as clear what waits within this many days, whatever the day's limit is."""
    minutes: int | None = None
    """The session ends after the card during which this time ran out; ``None`` is no end."""
    put_away: bool = False
    """Whether cards that were buried or suspended are asked as well."""

    @property
    def box(self) -> int | None:
        """The time for all of it, in milliseconds."""
        return None if self.minutes is None else self.minutes * _MINUTE

    @property
    def keeps_limits(self) -> bool:
        """Whether it asks what the limits of the day let in, so that it matters what they hold back."""
        return self.kind is PlanKind.DUE and self.catch_up is None and not self.tags

    @property
    def waits_for_steps(self) -> bool:
        """Whether a card on a step is asked when its time has come, or at once like all others."""
        return self.kind not in {PlanKind.FAILED, PlanKind.CRAM}

    def practises(self, state: CardState, today: StudyDay) -> bool:
        """Tell whether an answer to a card in ``state`` is practice only, which leaves its schedule alone.

        Cramming is. Of what failed today, cards that have come back to review are practised, while those still on
        their steps go on with them.
        """
        if self.reschedule or self.budget is not None or self.kind not in {PlanKind.FAILED, PlanKind.CRAM}:
            return False
        if self.kind is PlanKind.CRAM:
            return True
        return not isinstance(state, New) and state.phase is Phase.REVIEW and state.due_day > today
