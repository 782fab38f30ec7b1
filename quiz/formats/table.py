"""The table of one note as text, for those who would rather edit it in an editor."""

from pathlib import Path

from quiz.errors import DeckError
from quiz.formats.alone import one_at_a_time
from quiz.formats.edit import find_note, put_table, read_file
from quiz.formats.parse import parse_deck
from quiz.model.edit import NoteEdit
from quiz.model.ids import NoteId


def table_of(path: Path, note: NoteId) -> str:
    """Return the table of a note as it stands in its file. DeckError when it is not there."""
    text, file = read_file(path)
    block, _ = find_note(path, text, file, note)
    return text[block.start : block.end].replace("\r\n", "\n")


@one_at_a_time
def replace_table(path: Path, note: NoteId, old: str, new: str) -> NoteEdit:
    """Put a table that was edited as text in the place of ``old``, which is what `table_of` gave.

    Raises DeckError, with the line that is at fault, and leaves the file as it was, when ``new`` is not one card with
    the same id, and ChangedSinceError when the file has another text there by now.
    """
    text = new.strip("\ufeff").replace("\r\n", "\n").rstrip() + "\n"
    file = parse_deck(text, name="The card", stem="card")
    if file.problems:
        raise DeckError(f"The card stays as it was: {file.problems[0]}")
    if len(file.deck.notes) != 1:
        raise DeckError("The card stays as it was: there must be one table [[card]], and one only.")
    if file.deck.notes[0].id != note:
        hint = f'Put the line id = "{note}" back.'
        raise DeckError("The card stays as it was: its id is not changed, because its history hangs on it.", hint=hint)
    current, found = read_file(path)
    block, _ = find_note(path, current, found, note)
    standing = current[block.start : block.end]
    # The editor was given line feeds; the file may end its lines otherwise.
    return put_table(path, note, standing if standing.replace("\r\n", "\n") == old else old, text)
