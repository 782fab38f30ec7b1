"""Names of decks, notes and cards. They stand apart so that counting what is due loads nothing of decks."""

from typing import NewType

DeckId = NewType("DeckId", str)
NoteId = NewType("NoteId", str)
"""Identifies a note within its deck."""
CardId = NewType("CardId", str)
"""Identifies a card everywhere: ``deck/note``, with ``:c2`` for a cloze number or ``:reverse``."""
