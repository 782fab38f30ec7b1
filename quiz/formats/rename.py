"""Gives a note another id in its file: that of a note that is gone, whose history it is to have."""

from dataclasses import replace
from pathlib import Path

from quiz.errors import DeckError
from quiz.formats.alone import one_at_a_time
from quiz.formats.edit import commit, find_note, line_end_of, read_file, with_keys
from quiz.model.ids import NoteId


@one_at_a_time
def rename_note(path: Path, note: NoteId, new: NoteId) -> None:
    """Change the id of one note, and nothing else. Raises DeckError when that cannot be done or ``new`` is taken."""
    text, before = read_file(path)
    block, index = find_note(path, text, before, note)
    if any(other.id == new for other in before.deck.notes):
        raise DeckError(f"{path} has a card {new} already.")
    table = with_keys(text[block.start : block.end], ("card", 0), {"id": str(new)})
    changed = text[: block.start] + table.replace("\n", line_end_of(text)) + text[block.end :]
    notes = list(before.deck.notes)
    notes[index] = replace(notes[index], id=new)
    commit(path, text, before, changed, replace(before.deck, notes=tuple(notes)))
