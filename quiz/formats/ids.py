"""Names for notes that have none. The same deck always gets the same names."""

import hashlib
from dataclasses import replace

from quiz.model.deck import Deck
from quiz.model.ids import NoteId

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no letter that looks like another one."""
_LENGTH = 6


def with_ids(deck: Deck) -> Deck:
    """Return ``deck`` with a name for every note that has none; made from the prompts, they stay on reading again.

    `quiz.formats.toml_deck.give_ids` writes the same names into the file.
    """
    taken = {str(note.id) for note in deck.notes if note.id is not None}
    if len(taken) == len(deck.notes):
        return deck
    notes = list(deck.notes)
    for index, note in enumerate(notes):
        if note.id is None:
            name = _free_name(note.prompt, taken)
            taken.add(name)
            notes[index] = replace(note, id=NoteId(name))
    return replace(deck, notes=tuple(notes))


def _free_name(prompt: str, taken: set[str]) -> str:
    attempt = 0
    while True:
        digest = hashlib.blake2b(f"{attempt}\n{prompt}".encode(), digest_size=_LENGTH).digest()
        name = "".join(_LETTERS[byte % 32] for byte in digest)
        if name not in taken:
            return name
        attempt += 1
