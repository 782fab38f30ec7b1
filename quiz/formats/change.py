"""Brings a deck file up to what a deck is to be, in one write that touches only what differs."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from quiz.errors import DeckError
from quiz.formats.alone import MovedError, one_at_a_time
from quiz.formats.blocks import Block, find_blocks
from quiz.formats.edit import card_blocks, commit, give_ids, line_end_of, with_keys
from quiz.formats.ids import with_ids
from quiz.formats.memory import REJECTED, WRITTEN
from quiz.formats.parse import DeckFile, parse_deck, read_text
from quiz.formats.toml_text import dump_note, dump_refusal, note_entries, source_entries, written_line
from quiz.model.deck import Deck, Note
from quiz.model.ids import NoteId
from quiz.model.text import one_line

_Piece = tuple[int, int, str]
"""From where to where in the old text, and what stands there instead."""


def change_deck(path: Path, meant: Deck, *, instead_of: Deck | None = None) -> None:
    """Make the file ``path`` hold the deck ``meant``, whose notes are those of the file, changed or not, and more.

    What is the same stays byte for byte, comments, order and layout included. Raises DeckError, and leaves the file
    as it was, when it cannot be read or written, and MovedError when it does not hold ``instead_of`` any more, from
    which ``meant`` was worked out; see `one_at_a_time`.
    """
    text = read_text(path)
    before = parse_deck(text, name=str(path), stem=path.stem)
    if instead_of is not None and before.deck != instead_of:
        raise MovedError
    if meant == before.deck:
        return
    end = line_end_of(text)
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    body = text.removeprefix(mark)
    if body and not body.endswith("\n"):
        body += end
    blocks = find_blocks(body)
    if not any(block.name == ("source",) for block in blocks):
        # Written as an inline table it stays as it is; nothing that matters to a card stands there.
        meant = replace(meant, source=before.deck.source)
    cards = card_blocks(blocks, before)
    pieces = sorted(_pieces(body, before, meant, blocks, cards), key=lambda piece: piece[:2])
    changed: list[str] = [mark]
    last = 0
    for start, stop, piece in pieces:
        changed += [body[last:start], piece.replace("\n", end)]
        last = stop
    commit(path, text, before, "".join(changed) + body[last:], meant)


@one_at_a_time
def add_note(path: Path, note: Note) -> NoteId:
    """Put a new note behind the others, and return the name it gets.

    Raises DeckError when the file cannot be read or written, or asks the same already.
    """
    give_ids(path)
    deck = parse_deck(read_text(path), name=str(path), stem=path.stem).deck
    asked = one_line(note.prompt).casefold()
    if any(one_line(other.prompt).casefold() == asked for other in deck.notes):
        raise DeckError("The deck asks that already.", hint="Word the question otherwise, or leave it.")
    meant = with_ids(replace(deck, notes=(*deck.notes, note)))
    change_deck(path, meant, instead_of=deck)
    name = meant.notes[-1].id
    assert name is not None  # noqa: S101 - every note has just been given one
    return name


def _pieces(text: str, before: DeckFile, meant: Deck, blocks: list[Block], cards: list[Block]) -> Iterator[_Piece]:
    old = before.deck
    for place, was, now in zip(before.places, old.notes, meant.notes, strict=False):
        if now != was:
            block = cards[place]
            yield block.start, block.end, with_keys(text[block.start : block.end], ("card", 0), _changes(was, now))
    for block in blocks:
        if block.name == ("source",) and old.source is not None and meant.source not in (None, old.source):
            entries = source_entries(meant.source) if meant.source else {}
            changes = {key: value for key, value in entries.items() if source_entries(old.source).get(key) != value}
            changes |= {key: None for key in source_entries(old.source) if key not in entries}
            yield block.start, block.end, with_keys(text[block.start : block.end], ("source",), changes)
    inline = REJECTED in blocks[0].keys
    head: dict[str, object] = {REJECTED: None} if inline and meant.refusals != old.refusals else {}
    head |= {"title": meant.title} if meant.title != old.title else {}
    if head:
        yield blocks[0].start, blocks[0].end, with_keys(text[: blocks[0].end], (), head)
    yield from _refused(text, before, meant, blocks, inline=inline)
    yield from _added(text, before, meant, blocks, cards, inline=inline)
    yield from _traces(text, before, meant, blocks)


def _changes(was: Note, now: Note) -> dict[str, object]:
    old, new = note_entries(was), note_entries(now)
    changes = {key: value for key, value in new.items() if old.get(key) != value}
    return changes | {key: None for key in old if key not in new}


def _refused(text: str, before: DeckFile, meant: Deck, blocks: list[Block], *, inline: bool) -> Iterator[_Piece]:
    """Yield the cuts for cards that are wanted again."""
    if inline:
        return
    tables = [block for block in blocks if block.array and block.name == (REJECTED,)]
    for block, refusal in zip(tables, before.deck.refusals, strict=False):
        if refusal not in meant.refusals:
            yield len(text[: block.start].rstrip("\r\n")) + 1, block.end, ""


def _added(
    text: str, before: DeckFile, meant: Deck, blocks: list[Block], cards: list[Block], *, inline: bool
) -> Iterator[_Piece]:
    """Yield new cards, behind the last one, and new refusals, behind the last one of these."""
    fresh = [dump_note(note) for note in meant.notes[len(before.deck.notes) :]]
    after_inline = inline and meant.refusals != before.deck.refusals
    known = () if after_inline else before.deck.refusals
    refused = [dump_refusal(refusal) for refusal in meant.refusals if refusal not in known]
    memory = [block for block in blocks if block.name[:1] in ((REJECTED,), (WRITTEN,))]
    behind = max([block.end for block in blocks if block not in memory] + [card.end for card in cards])
    place = behind if any(block.start >= behind for block in memory) else len(text)
    last = max((block.end for block in memory if block.name[:1] == (REJECTED,)), default=place)
    if last == place:
        fresh += refused
    elif refused:
        yield last, last, "".join(f"\n{table}" for table in refused)
    if fresh:
        yield place, place, "".join(f"\n{table}" for table in fresh)


def _traces(text: str, before: DeckFile, meant: Deck, blocks: list[Block]) -> Iterator[_Piece]:
    old = {trace.id: trace for trace in before.deck.written}
    new = {trace.id: trace for trace in meant.written}
    changes: dict[str, object] = {name: str(trace) for name, trace in new.items() if old.get(name) != trace}
    changes |= {name: None for name in old if name not in new}
    block = next((block for block in blocks if block.name == (WRITTEN,)), None)
    if block is not None and changes:
        yield block.start, block.end, with_keys(text[block.start : block.end], (WRITTEN,), changes)
    elif new and block is None:
        lines = "\n".join(written_line(trace) for trace in meant.written)
        yield len(text), len(text), f"\n[written]\n{lines}\n"
