"""A change that a learner made to a note, with what is needed to take it back."""

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
