"""Finds the cards of other decks that ask for the same fact, so that a fact in several articles is one card."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Protocol

from rapidfuzz.fuzz import token_set_ratio, token_sort_ratio

from quiz.formats.match import ALIKE
from quiz.model.deck import Cloze, Note, answer_of, show_cloze
from quiz.model.ids import NoteId
from quiz.model.trace import plain

_ALIKE_THROUGHOUT = 75
"""token_sort_ratio from which neither of two questions says much that the other does not."""

_FRAME = re.compile(
    r"(?:as of|in|on|by|since|until|during|before|after)\s(?P<when>(?:[^\s,?]+\s?){1,3}(?:, \d{4})?),\s(?=\S)",
    re.IGNORECASE,
)
"""A date before a question; longer ones name an event, which belongs to what is asked."""
_DATED = re.compile(
    r"\d{3,4}|january|february|march|april|may|june|july|august|september|october|november|december", re.IGNORECASE
)


Asked = tuple[int, Path, str, str, str]
"""A number that the same facts have in common, the deck file, its note, the words of the question and of its date."""


class Memory(Protocol):
    """Where it is kept what is asked."""

    def ask(self, rows: Iterable[Asked]) -> None:
        """Keep what is asked."""
        ...

    def asked(self, number: int) -> Iterable[tuple[Path, str, str, str]]:
        """Return what was kept under a number, in that order."""
        ...


class AskedFacts:
    """The facts that the decks of one run ask for."""

    def __init__(self, memory: Memory | None = None) -> None:
        """Begin with no facts, or with those that are kept."""
        self._memory = memory or _InMemory()

    def add(self, path: Path, notes: Iterable[Note]) -> None:
        """Note what the deck file ``path`` asks."""
        self._memory.ask(
            (_number(note, words), path, note.id, words, dated)
            for note in notes
            if note.id is not None
            for words, dated in (_question(note),)
        )

    def find(self, note: Note, path: Path) -> tuple[Path, NoteId] | None:
        """Return the first card, in another file than ``path``, that asks for the same fact as ``note``."""
        words, dated = _question(note)
        for place, name, other, when in self._memory.asked(_number(note, words)):
            if place != path and _is_like(words, dated, other, when):
                return place, NoteId(name)
        return None


class _InMemory:
    """Keeps it as long as it is needed."""

    def __init__(self) -> None:
        self._asked: defaultdict[int, list[tuple[Path, str, str, str]]] = defaultdict(list)

    def ask(self, rows: Iterable[Asked]) -> None:
        for number, path, note, words, dated in rows:
            self._asked[number].append((path, note, words, dated))

    def asked(self, number: int) -> Iterator[tuple[Path, str, str, str]]:
        yield from self._asked.get(number, ())


def _number(note: Note, words: str) -> int:
    """Return what cards that ask for one fact have in common: answer, numbers in the question, and form."""
    numbers = sorted({word for word in words.split() if any(map(str.isdigit, word))})
    parts = (plain(answer_of(note)), str(isinstance(note, Cloze)), *numbers)
    return int.from_bytes(blake2b("\n".join(parts).encode(), digest_size=8).digest(), "big", signed=True)


def _is_like(words: str, dated: str, other: str, when: str) -> bool:
    """Tell whether both ask the same, apart from a date that only one of them, or both, begin with."""
    one, two = set(dated.split()), set(when.split())
    return (
        (one <= two or two <= one)
        and token_set_ratio(words, other) >= ALIKE
        and token_sort_ratio(words, other) >= _ALIKE_THROUGHOUT
    )


def _question(note: Note) -> tuple[str, str]:
    """Return the words in which a card asks, and those of the date that it begins with."""
    text = show_cloze(note.prompt, None)
    frame = _FRAME.match(text)
    when = ""
    if frame is not None and _DATED.search(frame["when"]):
        # "As of" only says when a lasting state was looked at.
        when = "" if text.casefold().startswith("as of") else frame["when"]
        text = text[frame.end() :]
    return plain(text), plain(when)
