"""A change that a learner made to a note, or to many at once, with what is needed to take it back."""

from dataclasses import dataclass

from quiz.model.ids import CardId, DeckId, NoteId


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteEdit:
    """What a change made of one note's table in its deck file."""

    deck: DeckId
    note: NoteId
    before: str
    """The table as it stood in the file."""
    after: str
    """The table as the change left it; empty when the note was taken out."""
    cards: frozenset[CardId] = frozenset()
    """The cards that the note makes since."""
    place: int = 0
    """At which character of the file the table stood."""
    rest: str = ""
    """The checksum of the whole file as the change left it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What a change made of one note's table, among others."""

    note: NoteId
    place: int
    """At which character of the changed file it stands, or stood."""
    before: str
    after: str
    """Empty when the note was taken out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEdit:
    """What one rewrite made of several notes in a deck file."""

    deck: DeckId
    pieces: tuple[Piece, ...]
    """In the order of the file."""
    rest: str
    """The checksum of the whole file as the change left it."""
