"""Changes many notes of a deck file in one rewrite, which is checked before the file is replaced."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from quiz.errors import ChangedSinceError, DeckError
from quiz.formats.alone import one_at_a_time, write_over
from quiz.formats.blocks import Block, find_blocks
from quiz.formats.edit import card_blocks, line_end_of, read_file, with_keys
from quiz.formats.parse import DeckFile, parse_deck
from quiz.formats.toml_text import literal
from quiz.model.deck import Note
from quiz.model.file_edit import FileEdit, Piece
from quiz.model.ids import NoteId
from quiz.model.text import counted
from quiz.model.trace import checksum

Change = Callable[[Note], Mapping[str, object] | None]
"""Returns the keys of a note to set or, where the value is ``None``, to remove; ``None`` takes the note out."""
_PLAIN = re.compile(
    r"""\[\[card\]\]\n(?:[a-z_]+ = (?:"[^"\\\n]*"|\[(?:"[^"\\\n]*"(?:, )?)*\]|true|false|[0-9-]+)\n)+"""
)
_TAGS = re.compile(r"^tags = .*\n", re.MULTILINE)
_GAP = re.compile(r"[\r\n]*")
_Part = tuple[int, int, str]
"""From where to where in a text, and what stands there instead."""


@one_at_a_time
def change_notes(path: Path, notes: Collection[NoteId], change: Change) -> FileEdit:
    """Make ``change`` of each of ``notes`` that is in the file, all of them in one step, or none.

    Raises DeckError, and leaves the file as it was, when it cannot be read or written, when a note would be none any
    more, or when no note would be left.
    """
    text, before = read_file(path)
    tables, end = _tables(text, before), line_end_of(text)
    parts: list[_Part] = []
    pieces: list[Piece] = []
    moved = 0
    for note in before.deck.notes:
        if note.id is None or note.id not in notes or (keys := change(note)) == {}:
            continue
        block = tables[note.id]
        stop, new = block.end, ""
        if keys is None:
            stop = _GAP.match(text, stop).end()  # pyright: ignore[reportOptionalMemberAccess] - it matches anything
        else:
            table = _with_tags(text[block.start : stop], keys)
            new = (table or with_keys(text[block.start : stop], ("card", 0), keys)).replace("\n", end)
        old = text[block.start : stop]
        parts.append((block.start, stop, new))
        pieces.append(Piece(note=note.id, place=block.start + moved, before=old, after=new))
        moved += len(new) - len(old)
    if not parts:
        return FileEdit(deck=before.deck.id, pieces=(), rest=checksum((text,)))
    gone = {piece.note for piece in pieces if not piece.after}
    if len(gone) == len(before.deck.notes) and not before.deck.refusals:
        raise DeckError(
            f"These are all cards of {path}, and a deck needs one.",
            hint="Throw the whole deck away in the list of decks.",
        )
    changed = _with(text, parts)
    _write(path, (text, before), changed, touched={piece.note for piece in pieces}, gone=gone)
    return FileEdit(deck=before.deck.id, pieces=tuple(pieces), rest=checksum((changed,)))


def _with_tags(table: str, keys: Mapping[str, object]) -> str | None:
    """Return a plain table with other tags, or ``None`` for one that has to be parsed, which takes long.

    Plain is one in which nothing goes over several lines but the table itself, and which ends with a line end.
    """
    if list(keys) != ["tags"] or _PLAIN.fullmatch(table) is None:
        return None
    line = f"tags = {literal(keys['tags'])}\n" if keys["tags"] else ""
    others, found = _TAGS.subn(lambda _: line, table)
    return others if found else others + line


@one_at_a_time
def take_back_notes(path: Path, edit: FileEdit) -> int:
    """Make notes read as they did before ``edit``, in one step; return how many were changed since and stay so.

    A note that was taken out comes back to its place, or behind the last card if the file was changed since. Raises
    ChangedSinceError when there is nothing left to take back, and DeckError when the file cannot be read or written.
    """
    text, before = read_file(path)
    missed: list[Piece] = []
    if checksum((text,)) == edit.rest:
        parts = [(piece.place, piece.place + len(piece.after), piece.before) for piece in edit.pieces]
    else:
        parts, missed = _still_there(text, before, edit)
    if not parts:
        raise ChangedSinceError(f"The cards were changed in {path} since, and stay as they are there.")
    touched = {piece.note for piece in edit.pieces if piece not in missed}
    _write(path, (text, before), _with(text, parts), touched=touched, gone=set())
    return len(missed)


def _still_there(text: str, file: DeckFile, edit: FileEdit) -> tuple[list[_Part], list[Piece]]:
    """Return what can be put back into a file that was changed since, and what cannot."""
    tables = _tables(text, file)
    end = line_end_of(text)
    parts: list[_Part] = []
    missed: list[Piece] = []
    out = ""
    for piece in edit.pieces:
        block = tables.get(piece.note)
        if not piece.after and block is None:
            out += end + piece.before.rstrip() + end
        elif piece.after and block is not None and text.startswith(piece.after, block.start):
            parts.append((block.start, block.start + len(piece.after), piece.before))
        else:
            missed.append(piece)
    if out:
        last = max((block.end for block in tables.values()), default=len(text))
        parts.append((last, last, out if text[:last].endswith("\n") else end + out))
    return sorted(parts), missed


def _tables(text: str, file: DeckFile) -> dict[NoteId, Block]:
    cards = card_blocks(find_blocks(text), file)
    return {
        note.id: cards[place] for place, note in zip(file.places, file.deck.notes, strict=True) if note.id is not None
    }


def _with(text: str, parts: Sequence[_Part]) -> str:
    pieces: list[str] = []
    last = 0
    for start, stop, new in parts:
        pieces += [text[last:start], new]
        last = stop
    return "".join(pieces) + text[last:]


def _write(
    path: Path, was_read: tuple[str, DeckFile], changed: str, *, touched: set[NoteId], gone: set[NoteId]
) -> None:
    """Write ``changed`` if it differs from the file in nothing but the notes that are meant to differ."""
    text, before = was_read
    after = parse_deck(changed, name=str(path), stem=path.stem)
    was = {note.id: note for note in before.deck.notes}
    now = {note.id: note for note in after.deck.notes}
    meant = (was.keys() | touched) - gone
    same = all(now.get(name) == note for name, note in was.items() if name not in touched)
    decks = replace(before.deck, notes=()) == replace(after.deck, notes=())
    if now.keys() != meant or not same or not decks or len(after.problems) > len(before.problems):
        wrong = next((problem.message for problem in after.problems if problem not in before.problems), "")
        raise DeckError(
            f"{path} stays as it was: {wrong or 'the change would touch other cards.'}",
            hint=f"{counted(len(touched), 'card')} would have been changed.",
        )
    write_over(path, text, changed)
