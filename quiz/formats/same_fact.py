"""Finds the cards of other decks that ask for the same fact, so that a fact in several articles is one card."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

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


@dataclass(frozen=True, slots=True)
class _Question:
    """How a card asks for its answer."""

    kind: bool
    """Whether it is a sentence with a hole."""
    words: str
    when: frozenset[str]
    """The words of the date it begins with."""
    numbers: frozenset[str]

    def is_like(self, other: "_Question") -> bool:
        """Tell whether both ask the same, apart from a date that only one of them, or both, begin with."""
        return (
            self.kind == other.kind
            and self.numbers == other.numbers
            and (self.when <= other.when or other.when <= self.when)
            and token_set_ratio(self.words, other.words) >= ALIKE
            and token_sort_ratio(self.words, other.words) >= _ALIKE_THROUGHOUT
        )


class AskedFacts:
    """The facts that the decks of one run ask for."""

    def __init__(self) -> None:
        """Begin with no facts."""
        self._asked: defaultdict[str, list[tuple[_Question, Path, NoteId]]] = defaultdict(list)

    def add(self, path: Path, notes: Iterable[Note]) -> None:
        """Note what the deck file ``path`` asks."""
        for note in notes:
            if note.id is not None:
                self._asked[plain(answer_of(note))].append((_question(note), path, note.id))

    def find(self, note: Note, path: Path) -> tuple[Path, NoteId] | None:
        """Return the first card, in another file than ``path``, that asks for the same fact as ``note``."""
        question = _question(note)
        for other, place, name in self._asked.get(plain(answer_of(note)), ()):
            if place != path and question.is_like(other):
                return place, name
        return None


def _question(note: Note) -> _Question:
    text = show_cloze(note.prompt, None)
    frame = _FRAME.match(text)
    when = ""
    if frame is not None and _DATED.search(frame["when"]):
        # "As of" only says when a lasting state was looked at.
        when = "" if text.casefold().startswith("as of") else frame["when"]
        text = text[frame.end() :]
    words = plain(text)
    return _Question(
        isinstance(note, Cloze),
        words,
        frozenset(plain(when).split()),
        frozenset(word for word in words.split() if any(map(str.isdigit, word))),
    )
