"""A change that a learner made to many notes at once, with what is needed to take it back."""

from dataclasses import dataclass

from quiz.model.ids import DeckId, NoteId


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
