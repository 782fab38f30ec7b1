"""What a table that is imported again changes in the deck it was imported into.

Three texts meet: the notes as the table has them now, as it had them when it was last imported, and as they stand in
the deck. What a person changed in the deck stays, what the table changed follows, and nothing is ever taken out.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from quiz.formats.csv_deck import name_of
from quiz.model.deck import Basic, Choice, Cloze, Deck, Note
from quiz.model.ids import NoteId


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What becomes of a deck whose table was imported again."""

    deck: Deck
    added: int
    updated: int
    """Notes that follow the table."""
    unchanged: int
    edited: int
    """Notes that the table has in another form, and that stay as they are in the deck."""
    away: int
    """Notes of the table that were deleted from the deck, or refused, and stay away."""


def follow(
    old: Deck, rows: Sequence[Note], base: Mapping[NoteId | None, Note], faulty: Collection[str] = ()
) -> Followed:
    """Return what becomes of ``old`` when a table has ``rows``, and had ``base`` before as far as that is known.

    ``faulty`` are the ids of cards in the deck's file that cannot be read.
    """
    asked = {note.prompt: note.id for note in old.notes}
    there = {note.id for note in old.notes}
    made = {row.id: row for row in (_as_asked(row, asked, there) for row in rows)}
    notes: list[Note] = []
    updated = edited = 0
    for note in old.notes:
        row = made.pop(note.id, None)
        was = base.get(note.id)
        now = note if row is None else _followed(note, row, was)
        notes.append(now)
        updated += now != note
        # A row that says what it said before asks for nothing.
        edited += row is not None and now == note and row not in (note, was)
    known = {*old.rejected, *(trace.id for trace in old.written), *base, *faulty}
    fresh = [note for name, note in made.items() if name not in known]
    return Followed(
        deck=replace(old, notes=(*notes, *fresh)),
        added=len(fresh),
        updated=updated,
        unchanged=len(rows) - len(made) - updated - edited,
        edited=edited,
        away=len(made) - len(fresh),
    )


def _as_asked(row: Note, asked: Mapping[str, NoteId | None], there: Collection[NoteId | None]) -> Note:
    """Return a row whose id follows from its question under the id of the note that asks the same."""
    name = asked.get(row.prompt)
    if name is None or row.id in there or row.id != name_of(row.prompt):
        return row
    return replace(row, id=name)


def _followed(note: Note, row: Note, was: Note | None) -> Note:
    if was is None or row == was or _bare(note) != _bare(was):
        return note
    now = replace(row, tags=_merged(note.tags, row.tags, was.tags))
    if isinstance(now, Basic | Choice | Cloze) and isinstance(note, Basic | Choice | Cloze):
        before = was.accept if isinstance(was, Basic | Choice | Cloze) else ()
        now = replace(now, accept=_merged(note.accept, now.accept, before))
    return now


def _bare(note: Note) -> Note:
    """Return a note without what is often added to one that is otherwise left alone: tags and accepted answers."""
    note = replace(note, tags=())
    return replace(note, accept=()) if isinstance(note, Basic | Choice | Cloze) else note


def _merged(ours: tuple[str, ...], theirs: tuple[str, ...], before: tuple[str, ...]) -> tuple[str, ...]:
    kept = (text for text in ours if text in theirs or text not in before)
    return tuple(dict.fromkeys((*kept, *(text for text in theirs if text not in before))))
