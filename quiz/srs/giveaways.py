"""Finds cards that give others away: the prompt of the one holds an answer of the other."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from quiz.model.ids import CardId
from quiz.srs.apart import Gives

_WORD = re.compile(r"\w+")
_EMPTY_WORDS = frozenset((
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "had", "has", "he", "her", "his", "in", "is", "it",
    "its", "no", "not", "of", "on", "or", "she", "that", "the", "their", "they", "this", "to", "was", "were", "who",
    "with", "yes", "true", "false",
))  # fmt: skip
_NOWHERE: list[int] = []
_SHORTEST = 3
"""Letters of a single word that is an answer; a shorter one stands in too many prompts by chance."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a card says: enough to tell whether it gives another away."""

    card: CardId
    note: str
    prompt: str
    answers: tuple[str, ...]
    """Every spelling of every item."""


def find_giveaways(cards: Iterable[Said]) -> Gives:
    """Return which cards give away which others: the prompt of the one holds an answer of the other, word for word.

    Answers that consist of nothing but empty words, or of a word of one or two letters, are no sign of anything.
    Siblings are left out, because they are kept apart anyway. The work grows with the number of words.
    """
    said = list(cards)
    prompts = [_words(card.prompt) for card in said]
    holders: dict[str, list[int]] = defaultdict(list)
    for index, words in enumerate(prompts):
        for word in dict.fromkeys(words):
            holders[word].append(index)
    gives: dict[CardId, set[CardId]] = defaultdict(set)
    for card in said:
        for answer in dict.fromkeys(card.answers):
            words = _telling(answer)
            if not words:
                continue
            rarest = min((holders.get(word, _NOWHERE) for word in words), key=len)
            for index in rarest:
                if said[index].note != card.note and (len(words) == 1 or _holds(prompts[index], words)):
                    gives[said[index].card].add(card.card)
    return gives


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _telling(answer: str) -> list[str]:
    """Return the words of an answer that must stand in a prompt to give it away; none when they would say nothing."""
    words = _words(answer)
    while words and words[0] in _EMPTY_WORDS:
        del words[0]
    if len(words) == 1 and len(words[0]) < _SHORTEST:
        return []
    return words


def _holds(words: list[str], part: list[str]) -> bool:
    first, size = part[0], len(part)
    return any(word == first and words[at : at + size] == part for at, word in enumerate(words))
