"""Tells which cards of two makings of one deck are the same card."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from rapidfuzz.fuzz import ratio, token_set_ratio

from quiz.model.deck import Note, answer_of, show_cloze
from quiz.model.ids import NoteId
from quiz.model.trace import Refusal, plain

ALIKE = 90
"""token_set_ratio from which one sentence is a revision of another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What a card is known by."""

    id: NoteId | None
    question: str
    answer: str
    evidence: str

    @classmethod
    def of(cls, card: Note | Refusal) -> Self:
        """Return the face of a card."""
        answer = card.answer if isinstance(card, Refusal) else answer_of(card)
        return cls(
            id=card.id,
            question=plain(show_cloze(card.prompt, None)),
            answer=plain(answer),
            # A note without evidence was written by hand: only its own words tell what it is about.
            evidence=plain(card.evidence),
        )


def likeness(one: Face, other: Face) -> float:
    """Return how surely two faces are of one card, 0 when they are not.

    They are when they have the same evidence, to the word or nearly so, and the same answer or question. With the same
    id the evidence alone will do; a card that agrees with another in its id only met it by chance. What they say counts
    for more than the id, which may come from an earlier state of the article.
    """
    named = one.id is not None and one.id == other.id
    answer = bool(one.answer) and one.answer == other.answer
    question = bool(one.question) and one.question == other.question
    if not (answer or question or named):
        return 0.0
    same = one.evidence == other.evidence
    score = 40.0 * same if one.evidence or (answer and question) else 0.0
    if not score and _is_revised(one.evidence, other.evidence) and (question or named or _asks_of_both(one, other)):
        score = 20.0
    if not score and not (named and (answer or question)):
        return 0.0
    return score + 12 * named + 10 * answer + 5 * question + ratio(one.question, other.question) / 25


def pair(old: Sequence[Face], new: Sequence[Face]) -> Mapping[int, int]:
    """Return which of ``old`` each of ``new`` is, by index; one to one, the surest pairs first."""
    scored = [
        (-score, before, after)
        for before, was in enumerate(old)
        for after, now in enumerate(new)
        if (score := likeness(was, now))
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, before, after in sorted(scored):
        if after not in pairs and before not in taken:
            pairs[after] = before
            taken.add(before)
    return pairs


def stands_in(card: Face, sentences: Iterable[str]) -> bool:
    """Tell whether one of ``sentences``, given as `plain` makes them, still says what the card asks for."""
    # Words that are not in the evidence are those of the names that its pronouns and short forms mean.
    wanted = _asked(card) | (set(card.answer.split()) & set(card.evidence.split()))
    return any(
        card.evidence == sentence or (_is_revised(card.evidence, sentence) and wanted <= set(sentence.split()))
        for sentence in sentences
    )


def _is_revised(one: str, other: str) -> bool:
    return bool(one and other) and token_set_ratio(one, other) >= ALIKE


def _asks_of_both(one: Face, other: Face) -> bool:
    """Tell whether what one asks is in the evidence of both: two sentences of one mould may speak of two things."""
    return _asked(one) <= set(other.evidence.split()) or _asked(other) <= set(one.evidence.split())


def _asked(card: Face) -> set[str]:
    """Return the words of the question that come from the evidence."""
    return set(card.question.split()) & set(card.evidence.split())
