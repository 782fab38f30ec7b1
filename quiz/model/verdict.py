"""How an answer compares with a card: all that the log keeps of a comparison."""

from enum import StrEnum


class Verdict(StrEnum):
    """How an answer compares with the card."""

    RIGHT = "right"
    CLOSE = "close"
    WRONG = "wrong"
    SHOWN = "shown"
    """The learner asked to see the answer; nothing was compared."""


BEST_FIRST = (Verdict.RIGHT, Verdict.CLOSE, Verdict.WRONG)
"""What a comparison can come to; of several ways to read an answer the best counts."""
