"""The cards a learner is asked. A session knows these alone; `quiz.model.deck` has the notes that make them."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from quiz.model.ids import CardId, DeckId, NoteId


class CardKind(StrEnum):
    """The kinds of note, as the deck file spells them."""

    BASIC = "basic"
    CLOZE = "cloze"
    CHOICE = "choice"
    LIST = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """Another article that says the same as the evidence of a note."""

    title: str = ""
    path: str | None = None
    url: str | None = None
    evidence: str = ""
    """The sentence of that article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the facts of a deck come from."""

    title: str = ""
    path: str | None = None
    url: str | None = None
    published: date | None = None
    author: str = ""
    language: str = ""
    """Its code, as ``en``."""
    sha256: str = ""
    generator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One question put to the learner. Everything a screen or a grader needs, and nothing of scheduling."""

    id: CardId
    deck: DeckId
    note: NoteId
    kind: CardKind
    prompt: str
    """What is shown; in a cloze the hole reads ``[...]`` or ``[hint]``."""
    answers: tuple[tuple[str, ...], ...]
    """One inner tuple for each item of the answer, its spellings best first. Only a list has several items."""
    ordered: bool = False
    distractors: tuple[str, ...] = ()
    evidence: str = ""
    as_of: date | None = None
    rule: str = ""
    tags: tuple[str, ...] = field(default=())
    also: tuple[Support, ...] = ()
    """Other articles that say the same."""

    @property
    def answer(self) -> str:
        """The answer as it is shown: the first spelling of each item."""
        return ", ".join(item[0] for item in self.answers)
