"""Changes deck files in place, touching only the cards a change is about.

Every change is worked out in memory, read back and compared with what was meant before the file is replaced.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from quiz.errors import ChangedSinceError, DeckError
from quiz.formats.alone import MovedError, one_at_a_time, write_over
from quiz.formats.atomic import write_atomically
from quiz.formats.blocks import Block, cards_in, find_blocks
from quiz.formats.ids import with_ids
from quiz.formats.parse import DeckFile, parse_deck, read_text
from quiz.formats.toml_text import dump_deck, literal, quote, support_entries
from quiz.model.deck import Deck, Note, Support, cards_of
from quiz.model.edit import NoteEdit
from quiz.model.ids import NoteId
from quiz.model.text import clean, one_line
from quiz.model.trace import checksum

_NO_ROOM = "its cards stand in one long list; give each a line [[card]] of its own"


def write_deck(deck: Deck, path: Path, *, overwrite: bool = True) -> None:
    """Write a new deck file. Raises DeckError when it cannot be written, or exists and ``overwrite`` is false."""
    write_atomically(path, dump_deck(deck), overwrite=overwrite)


@one_at_a_time
def give_ids(path: Path) -> int:
    """Write the missing ids of the deck and of its notes into the file; return how many there were.

    The names are those of `quiz.formats.ids.with_ids`. Raises DeckError when the file cannot be read or written.
    """
    text, before = read_file(path)
    if before.complete:
        return 0
    blocks = find_blocks(text)
    cards = card_blocks(blocks, before)
    meant = with_ids(before.deck)
    missing = [
        (cards[place].body, f"id = {quote(str(new.id))}")
        for place, old, new in zip(before.places, before.deck.notes, meant.notes, strict=True)
        if old.id is None
    ]
    if not before.names_itself:
        missing.append(_deck_id_place(text, blocks, before.deck))
    line_end = line_end_of(text)
    pieces: list[str] = []
    last = 0
    for offset, line in sorted(missing):
        pieces += [text[last:offset], line, line_end]
        last = offset
    commit(path, text, before, "".join(pieces) + text[last:], meant)
    return len(missing)


@one_at_a_time
def edit_note(path: Path, note: NoteId, changes: Mapping[str, object]) -> NoteEdit:
    """Set keys of one note's table to new values (strings, truth values, dates, lists); ``None`` removes a key.

    Raises DeckError when the file cannot be read or written, has no such note, or the note would no longer be one.
    """
    text, before = read_file(path)
    if "id" in changes:
        raise DeckError("The id of a card is not changed, because its history hangs on it.")
    block, _ = find_note(path, text, before, note)
    table = text[block.start : block.end]
    changed = with_keys(table, ("card", 0), changes)
    try:
        return put_table(path, note, table, changed)
    except ChangedSinceError as error:
        raise MovedError from error  # since a moment ago: the keys are set in what stands there now


@one_at_a_time
def put_table(path: Path, note: NoteId, old: str, new: str) -> NoteEdit:
    """Write the table of one note anew, which begins with the text ``old`` now.

    Raises DeckError when the file cannot be read or written, the note would no longer be one, or another would change,
    and ChangedSinceError when its table reads otherwise than ``old``.
    """
    text, before = read_file(path)
    block, index = find_note(path, text, before, note)
    start = block.start - _lead(old)
    if not text.startswith(old, start):
        raise ChangedSinceError(f"The card was changed in {path} since, and stays as it is there.")
    new = new.replace("\r\n", "\n").replace("\n", line_end_of(text))
    changed = text[:start] + new + text[start + len(old) :]
    after = _parse(path, changed)
    kept = [other for other in before.deck.notes if other.id != note]
    if [other for other in after.deck.notes if other.id != note] != kept or len(after.deck.notes) != len(kept) + 1:
        wrong = [problem.message for problem in after.problems if problem not in before.problems]
        raise DeckError(f"{path} stays as it was: {' '.join(wrong) or 'the change would touch other cards.'}")
    meant = replace(before.deck, notes=_swap(before, index, after))
    commit(path, text, before, changed, meant)
    cards = frozenset(card.id for card in cards_of(replace(meant, notes=(meant.notes[index],))))
    return NoteEdit(deck=meant.id, note=note, before=old, after=new, cards=cards)


@one_at_a_time
def add_support(path: Path, note: NoteId, support: Support) -> None:
    """Note with a card another article that says the same; in the place of what was noted of that article before.

    Raises DeckError when the file cannot be read or written or has no such note.
    """
    text, before = read_file(path)
    _, index = find_note(path, text, before, note)
    new = replace(
        support,
        title=one_line(support.title),
        path=None if support.path is None else clean(support.path),
        url=None if support.url is None else clean(support.url),
        evidence=clean(support.evidence),
    )
    old = before.deck.notes[index].also
    if new not in old:
        others = [one for one in old if (one.path, one.url) != (new.path, new.url)]
        edit_note(path, note, {"also": [support_entries(one) for one in (*others, new)]})


@one_at_a_time
def set_title(path: Path, title: str) -> None:
    """Give a deck another title. Raises DeckError when its file cannot be read or written."""
    text, before = read_file(path)
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    body = text.removeprefix(mark)
    head = find_blocks(body)[0].end
    line_end = line_end_of(text)
    kept = body[:head] if not body[:head] or body[:head].endswith("\n") else body[:head] + line_end
    edited = with_keys(kept, (), {"title": title}).replace("\n", line_end)
    commit(path, text, before, mark + edited + body[head:], replace(before.deck, title=one_line(title)))


@one_at_a_time
def remove_note(path: Path, note: NoteId) -> NoteEdit:
    """Take one note out of the file. Raises DeckError when the file cannot be read or written or has no such note."""
    text, before = read_file(path)
    block, index = find_note(path, text, before, note)
    if len(before.deck.notes) == 1 and not (before.deck.refusals or before.names_itself):
        hint = "Suspend it instead, or remove the file."
        raise DeckError(f"This is the only card of {path}, and a deck needs one.", hint=hint)
    rest = text[block.end :]
    gap = len(rest) - len(rest.lstrip("\r\n"))
    out = text[block.start : block.end + gap]
    changed = text[: block.start] + rest[gap:]
    notes = (*before.deck.notes[:index], *before.deck.notes[index + 1 :])
    commit(path, text, before, changed, replace(before.deck, notes=notes))
    return NoteEdit(deck=before.deck.id, note=note, before=out, after="", place=block.start, rest=checksum((changed,)))


def _lead(table: str) -> int:
    """Return how many characters of comments stand above the header of a table."""
    cards = cards_in(find_blocks(table))
    return cards[0].start if cards else 0


@one_at_a_time
def take_back(path: Path, edit: NoteEdit) -> None:
    """Make a note read as it did before ``edit``: nobody may have touched it since, or ChangedSinceError.

    A note that was taken out comes back to its place, or behind the last card if the file was changed since. Raises
    DeckError when the file cannot be read or written.
    """
    text, before = read_file(path)
    there = any(note.id == edit.note for note in before.deck.notes)
    if edit.after and there:
        put_table(path, edit.note, edit.after, edit.before)
    elif edit.after or there:
        now = "stands there again" if there else "is gone"
        raise ChangedSinceError(f"The card {edit.note} {now} in {path}; the file stays as it is.")
    else:
        changed = _put_in(text, before, edit)
        after = _parse(path, changed)
        others = tuple(note for note in after.deck.notes if note.id != edit.note)
        if others != before.deck.notes:
            raise ChangedSinceError(f"The card {edit.note} cannot come back: {path} was changed since.")
        commit(path, text, before, changed, after.deck)


def _put_in(text: str, file: DeckFile, edit: NoteEdit) -> str:
    """Return the text of a file with the table that ``edit`` took out."""
    if checksum((text,)) == edit.rest:
        return text[: edit.place] + edit.before + text[edit.place :]
    end = line_end_of(text)
    cards = card_blocks(find_blocks(text), file)
    at = cards[-1].end if cards else len(text)
    above = text[:at] if text[:at].endswith("\n") else text[:at] + end
    return above + end + edit.before.rstrip() + end + text[at:]


def with_keys(part: str, path: Sequence[str | int], changes: Mapping[str, object]) -> str:
    """Return a part of a TOML text with keys of the table at ``path`` set, or removed where the value is ``None``.

    Comments, order and layout of the rest stay. Lines end with a line feed.
    """
    import tomlkit  # noqa: PLC0415 - 20 ms that only edits pay

    document = tomlkit.parse(part)
    table: Any = document
    for step in path:
        table = table[step]
    for key, value in changes.items():
        if value is not None:
            table[key] = tomlkit.value(literal(value))
        elif key in table:
            del table[key]
    return tomlkit.dumps(document).replace("\r\n", "\n")  # pyright: ignore[reportUnknownMemberType]


def read_file(path: Path) -> tuple[str, DeckFile]:
    """Return the text of a deck file, and what it says."""
    text = read_text(path)
    return text, _parse(path, text)


def _parse(path: Path, text: str) -> DeckFile:
    return parse_deck(text, name=str(path), stem=path.stem)


def commit(path: Path, text: str, before: DeckFile, changed: str, meant: Deck) -> None:
    """Write ``changed`` over ``text`` if it reads as the deck that is meant and has no new problems."""
    after = _parse(path, changed)
    if after.deck != meant or len(after.problems) > len(before.problems):
        raise DeckError(f"{path} cannot be changed by quiz: {_NO_ROOM}.", hint="Or make the change in an editor.")
    write_over(path, text, changed)


def card_blocks(blocks: list[Block], file: DeckFile) -> list[Block]:
    """Return the tables of the cards; DeckError when they cannot be told from the rest of the text."""
    if broken := next((p for p in file.problems if p.card is None and "TOML" in p.message), None):
        raise DeckError(f"{file.path} cannot be changed before its faulty TOML is mended: {broken}")
    cards = cards_in(blocks)
    if file.places and file.places[-1] >= len(cards):
        raise DeckError(f"{file.path} cannot be changed by quiz: {_NO_ROOM}.")
    return cards


def find_note(path: Path, text: str, file: DeckFile, note: NoteId) -> tuple[Block, int]:
    """Return where a note stands in the text, and its place among the notes; DeckError if it is not there."""
    for index, (place, found) in enumerate(zip(file.places, file.deck.notes, strict=True)):
        if found.id == note:
            return card_blocks(find_blocks(text), file)[place], index
    raise DeckError(f"{path} has no card {note}.")


def _deck_id_place(text: str, blocks: list[Block], deck: Deck) -> tuple[int, str]:
    """Return where the deck's id goes: below the line of the format, else above everything."""
    line = f"id = {quote(deck.id)}"
    if number := blocks[0].keys.get("format"):
        offset = 0
        for _ in range(number):
            offset = text.find("\n", offset) + 1
        return offset or len(text), line
    return int(text.startswith("\ufeff")), line if blocks[0].keys else line + line_end_of(text)


def line_end_of(text: str) -> str:
    """Return how the lines of a file end."""
    return "\r\n" if "\r\n" in text else "\n"


def _swap(before: DeckFile, index: int, after: DeckFile) -> tuple[Note, ...]:
    return (*before.deck.notes[:index], after.deck.notes[index], *before.deck.notes[index + 1 :])
