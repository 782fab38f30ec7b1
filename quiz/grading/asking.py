"""How a card is put to the learner: typed, chosen among options, or only shown."""

import hashlib
from enum import StrEnum

from quiz.model.deck import Card, CardKind
from quiz.model.options import AskMode

LARGEST_CHOICE = 4
"""Options at most, the answer included: what fits a small screen and the fingers of a hand."""
LONGEST_TYPED = 80
"""Characters; a longer answer is not typed unless the learner asks for it."""


class Way(StrEnum):
    """The ways to ask."""

    TYPED = "typed"
    CHOICE = "choice"
    FLIP = "flip"


def way_of(card: Card, *, new: bool, mode: AskMode) -> Way:
    """Return how to ask ``card``; ``new`` tells whether it was never answered.

    A card that makes no sense without its options is always asked with them.
    """
    if card.kind is CardKind.CHOICE and card.distractors:
        return Way.CHOICE
    if mode is AskMode.FLIP:
        return Way.FLIP
    if mode is AskMode.AUTO:
        if new and card.distractors and card.kind is not CardKind.LIST:
            return Way.CHOICE
        if len(card.answer) > LONGEST_TYPED:
            return Way.FLIP
    return Way.TYPED


def options_of(card: Card, reps: int) -> tuple[str, ...]:
    """Return the answer among distractors, in an order that is fixed for this card and number of answers given."""
    answer = card.answer
    wrong = [text for text in dict.fromkeys(card.distractors) if text != answer]
    chosen = sorted(wrong, key=lambda text: _lot(card, reps, "pick", text))[: LARGEST_CHOICE - 1]
    return tuple(sorted((answer, *chosen), key=lambda text: _lot(card, reps, "place", text)))


def _lot(card: Card, reps: int, purpose: str, text: str) -> bytes:
    # A digest draws the lots: the same on every machine, and no random state to carry.
    seed = f"{purpose}\0{card.id}\0{reps}\0{text}"
    return hashlib.blake2b(seed.encode("utf-8", "surrogatepass"), digest_size=8).digest()
