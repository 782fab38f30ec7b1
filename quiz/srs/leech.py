"""Leeches: cards that are forgotten again and again, and had better be rewritten than reviewed.

The rule is Anki's (rslib/src/scheduler/states/review.rs, ``leech_threshold_met``): a card is one from the threshold
of lapses on, and that is told at the threshold and each time half as many more have come. Nothing is stored: what a
card is follows from its lapses.
"""

from dataclasses import dataclass

from quiz.model.memory import CardState, Scheduled


@dataclass(frozen=True, slots=True)
class LeechRule:
    """From how many lapses on a card is a leech, and what is done with it."""

    threshold: int = 8
    """0: no card is one."""
    suspends: bool = False
    """Whether a card is taken out of study when it is found to be one."""

    def holds(self, state: CardState) -> bool:
        """Tell whether a card is a leech."""
        return isinstance(state, Scheduled) and 0 < self.threshold <= state.lapses

    def tells(self, lapses: int) -> bool:
        """Tell whether this many lapses are worth telling: the threshold, and each half of it on top."""
        if not 0 < self.threshold <= lapses:
            return False
        return (lapses - self.threshold) % max(1, -(-self.threshold // 2)) == 0

    def found(self, before: CardState, after: Scheduled) -> bool:
        """Tell whether an answer, from one state to another, made a card a leech or showed that it still is one."""
        lapses = before.lapses if isinstance(before, Scheduled) else 0
        return after.lapses > lapses and self.tells(after.lapses)
