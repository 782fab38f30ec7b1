"""How a card is put to the learner, by how well it is known: chosen, completed, typed, or only shown."""

from dataclasses import dataclass
from enum import StrEnum

from quiz.model.card import Card, CardKind
from quiz.model.memory import MATURE_DAYS, CardState, New, Phase
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a card is asked now."""

    way: Way
    options: tuple[str, ...] = ()
    """What to choose from, in the order of the screen; none unless the card is asked as multiple choice."""
    sentence: str = ""
    """The sentence the card was made from with a hole for the answer, for a card that is still being learned."""
    hints: bool = False
    """Whether letters of the answer are shown on demand."""


def how_to_ask(card: Card, state: CardState, mode: AskMode) -> Asked:
    """Return how to ask ``card``, which is known as well as ``state`` says.

    A new card with wrong options is a choice; one that is being learned is typed below its sentence with a hole, where
    the sentence gives nothing away; a young one is typed with hints on demand, and a mature one without. A card that
    makes no sense without its options is always asked with them.
    """
    way = _way(card, new=isinstance(state, New), mode=mode)
    if way is Way.CHOICE:
        return Asked(way=way, options=options_of(card, 0 if isinstance(state, New) else state.reps))
    if way is Way.FLIP:
        return Asked(way=way)
    sentence = ""
    if mode is AskMode.AUTO and _is_learning(state) and card.kind is CardKind.BASIC and card.evidence:
        from quiz.grading.evidence import sentence_with_hole  # noqa: PLC0415 - few first cards need it

        sentence = sentence_with_hole(card)
    return Asked(way=way, sentence=sentence, hints=not _is_mature(state))


def _way(card: Card, *, new: bool, mode: AskMode) -> Way:
    if card.kind is CardKind.CHOICE and card.distractors:
        return Way.CHOICE
    if mode is AskMode.FLIP:
        return Way.FLIP
    if mode is AskMode.AUTO:
        if new and card.distractors and card.kind is not CardKind.LIST:
            return Way.CHOICE
        if max(len(item[0]) for item in card.answers) > LONGEST_TYPED:
            return Way.FLIP
    return Way.TYPED


def _is_learning(state: CardState) -> bool:
    return not isinstance(state, New) and state.phase is not Phase.REVIEW


def _is_mature(state: CardState) -> bool:
    return not isinstance(state, New) and state.phase is Phase.REVIEW and state.interval >= MATURE_DAYS


def options_of(card: Card, reps: int) -> tuple[str, ...]:
    """Return the answer among distractors, in an order that is fixed for this card and number of answers given."""
    answer = card.answer
    wrong = [text for text in dict.fromkeys(card.distractors) if text != answer]
    chosen = sorted(wrong, key=lambda text: _lot(card, reps, "pick", text))[: LARGEST_CHOICE - 1]
    return tuple(sorted((answer, *chosen), key=lambda text: _lot(card, reps, "place", text)))


def _lot(card: Card, reps: int, purpose: str, text: str) -> bytes:
    from hashlib import blake2b  # noqa: PLC0415 - loads OpenSSL, and few first cards have options

    # A digest draws the lots: the same on every machine, and no random state to carry.
    seed = f"{purpose}\0{card.id}\0{reps}\0{text}"
    return blake2b(seed.encode("utf-8", "surrogatepass"), digest_size=8).digest()
