"""Reads deck files; what is wrong with one card is reported and does not hide the others."""

import errno
import hashlib
import os
import re
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import tomli

from quiz.errors import DeckError
from quiz.formats.blocks import cards_in, find_blocks
from quiz.formats.memory import read_refusals, read_written
from quiz.formats.notes import Fields, label, read_note
from quiz.model.deck import Deck, Note, Source
from quiz.model.ids import DeckId, NoteId
from quiz.model.text import one_line

FORMAT = 1
LARGEST_FILE = 48_000_000
"""Bytes; four times a deck of 100,000 cards."""

_DECK_KEYS = ("format", "id", "title", "tags", "source", "card", "rejected", "written")
_SOURCE_KEYS = ("title", "path", "url", "published", "author", "language", "sha256", "generator")
_CARD_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*card[ \t]*\]\]", re.MULTILINE)
_ID_LINE = re.compile(r'^[ \t]*id[ \t]*=[ \t]*"([^"\\\n]+)"', re.MULTILINE)
_MOST_BROKEN = 20
"""Cards with faulty TOML that are looked past in one file; each costs reading the file once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong in a deck file."""

    message: str
    """A sentence or two."""
    line: int | None = None
    """Counted from 1; ``None`` if it is about no line in particular."""
    card: str | None = None
    """The id of the card, or its number in the file; ``None`` if it is about the deck."""

    def __str__(self) -> str:
        """Return where and what, in one line."""
        where = [f"line {self.line}"] if self.line is not None else []
        where += [f"card {self.card}"] if self.card is not None else []
        return f"{', '.join(where)}: {self.message}" if where else self.message


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckFile:
    """What a deck file holds."""

    path: Path
    deck: Deck
    """The cards nothing is wrong with; their ids are ``None`` where the file gives none."""
    problems: tuple[Problem, ...] = ()
    places: tuple[int, ...] = ()
    """For each note, the index of its table among the ``[[card]]`` tables of the file."""
    names_itself: bool = True
    """Whether the file gives the deck's id, rather than the file's name."""

    @property
    def unnamed(self) -> int:
        """How many ids the file lacks: those of notes, and the deck's own."""
        return sum(note.id is None for note in self.deck.notes) + (not self.names_itself)

    @property
    def complete(self) -> bool:
        """Whether the deck and all its notes have ids in the file."""
        return self.unnamed == 0


def read_deck(path: Path) -> DeckFile:
    """Return the deck in the file ``path`` with everything that is wrong with it.

    Raises DeckError only if nothing can be read: no such file, no text, no TOML, or a later format.
    """
    return parse_deck(read_text(path), name=str(path), stem=path.stem)


def parse_deck(text: str, *, name: str, stem: str) -> DeckFile:
    """Return the deck in ``text``; ``name`` is for messages, ``stem`` the id of a deck that gives none.

    Raises DeckError if nothing can be read.
    """
    table, text, lost = _load(text, name)
    return deck_of(table, text, lost, name=name, stem=stem)


def deck_of(table: Mapping[str, object], text: str, lost: Sequence[Problem] = (), *, name: str, stem: str) -> DeckFile:
    """Return the deck in ``table``, which was read from ``text`` but for the cards in ``lost``."""
    _check_format(table, name)
    found = _Findings(text)
    fields = Fields(table, lambda message, key: found.add(message, key=key))
    fields.check_keys(_DECK_KEYS)
    title = one_line(fields.text("title")) or one_line(stem) or "deck"
    refusals = read_refusals(table, lambda message, key: found.add(message, key=key))
    # One that quiz has named is empty because it was just begun, or emptied on purpose.
    notes = _notes(table, found, may_be_empty=bool(refusals) or "id" in table)
    deck = Deck(
        id=_deck_id(fields, stem),
        title=title,
        notes=tuple(notes.values()),
        tags=fields.texts("tags"),
        source=_source(table, found),
        refusals=refusals,
        written=read_written(table, lambda message, key: found.add(message, key=key)),
    )
    problems = (*lost, *found.problems())
    return DeckFile(path=Path(name), deck=deck, problems=problems, places=tuple(notes), names_itself="id" in table)


def read_text(path: Path) -> str:
    """Return the text of a file, line ends as they are. Raises DeckError when it is none or is too large."""
    try:
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:  # noqa: PTH123 - a FIFO must not block
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise DeckError(f"{path} is not a file.", hint="Name a deck file, which ends in .toml.")
            raw = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise DeckError(f"There is no file {path}.") from None
    except OSError as error:
        reason = "is a folder" if error.errno == errno.EISDIR else f"cannot be read: {error.strerror or error}"
        raise DeckError(f"{path} {reason}.") from None
    if len(raw) > LARGEST_FILE:
        raise DeckError(f"{path} is larger than {LARGEST_FILE // 1_000_000} MB.", hint="Split the deck in two.")
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DeckError(f"{path}, line {line}: this is not UTF-8 text.", hint="Save the file as UTF-8.") from None


def sum_of(text: str | bytes) -> str:
    """Return a sum of what a file holds: another text has another one."""
    return hashlib.blake2b(text.encode() if isinstance(text, str) else text, digest_size=16).hexdigest()


class _Findings:
    """Collects what is wrong; looks for the lines only when something is."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: list[tuple[str, str | None, int | None, str | None]] = []

    def add(self, message: str, *, key: str | None = None, card: int | None = None, name: str | None = None) -> None:
        """Note a problem with ``key`` of the card with index ``card``, or of the deck."""
        self._found.append((message, key, card, name))

    def problems(self) -> list[Problem]:
        """Return the problems in the order they were found, with their lines."""
        if not self._found:
            return []
        blocks = find_blocks(self._text)
        cards = cards_in(blocks)
        deck_keys = {block.name[0]: block.line for block in reversed(blocks) if block.name} | blocks[0].keys
        source_keys = {f"source.{key}": line for b in blocks if b.name == ("source",) for key, line in b.keys.items()}
        problems: list[Problem] = []
        for message, key, card, name in self._found:
            if card is None:
                line = (deck_keys | source_keys).get(key or "")
            elif card < len(cards):
                line = cards[card].keys.get(key or "", cards[card].line)
            else:
                line = deck_keys.get("card")  # the cards stand in an inline array
            problems.append(Problem(message=message, line=line, card=name))
        return problems


def _load(text: str, name: str) -> tuple[dict[str, object], str, list[Problem]]:
    """Return the tables, the text they were read from, and the cards left out because they are no TOML."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    lost: list[Problem] = []
    while True:
        try:
            return tomli.loads(text), text, lost
        except tomli.TOMLDecodeError as error:
            span = _broken_card(text, error) if len(lost) < _MOST_BROKEN else None
            if span is None:
                raise DeckError(
                    f"{name}, line {error.lineno}, column {error.colno}: this is not valid TOML: {error.msg}.",
                    hint="Mend that line; texts stand in quotes, and dates are like 2025-09-12.",
                ) from None
            given = _ID_LINE.search(text, *span)
            name_of_card = one_line(given[1]) if given else None
            lost.append(Problem(message=f"This is not valid TOML: {error.msg}.", line=error.lineno, card=name_of_card))
            text = text[: span[0]] + "\n" * text.count("\n", *span) + text[span[1] :]
        except (ValueError, RecursionError):
            raise DeckError(
                f"{name} cannot be read as a deck: it has a number with thousands of digits or endless brackets."
            ) from None


def _broken_card(text: str, error: tomli.TOMLDecodeError) -> tuple[int, int] | None:
    """Return the offsets of the card that has the error, if the error is that card's alone."""
    start, first, end = -1, 0, len(text)
    for match in _CARD_HEADER.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        if line > error.lineno:
            end = match.start()
            break
        start, first = match.start(), line
    if start < 0:
        return None
    try:
        tomli.loads(text[start:end])
    except tomli.TOMLDecodeError as alone:
        if alone.lineno == error.lineno - first + 1 and alone.msg == error.msg:
            return start, end
    except (ValueError, RecursionError):
        pass
    return None


def _check_format(table: Mapping[str, object], name: str) -> None:
    version = table.get("format", FORMAT)
    if isinstance(version, bool) or not isinstance(version, int):
        raise DeckError(f"{name}: `format` must be a number.", hint=f"Write format = {FORMAT}.")
    if version > FORMAT:
        raise DeckError(
            f"{name} has deck format {version}; this version of quiz reads format {FORMAT}.",
            hint="Install a newer version of quiz.",
        )
    if version < FORMAT:
        raise DeckError(f"{name}: there is no deck format {version}.", hint=f"Write format = {FORMAT}.")


def _deck_id(fields: Fields, stem: str) -> DeckId:
    if "id" in fields:
        given = fields.text("id")
        if given.strip() and one_line(given) == given:
            return DeckId(given)
        fields.blame("The `id` of a deck is one line of text.", "id")
    return DeckId(one_line(stem) or "deck")


def _source(table: Mapping[str, object], found: _Findings) -> Source | None:
    value = table.get("source")
    if value is None:
        return None
    if not isinstance(value, dict):
        found.add("`source` must be a table, [source].", key="source")
        return None
    fields = Fields(
        cast("dict[str, object]", value), lambda message, key: found.add(message, key=f"source.{key}" if key else key)
    )
    fields.check_keys(_SOURCE_KEYS)
    return Source(
        title=one_line(fields.text("title")),
        path=fields.text("path") if "path" in fields else None,
        url=fields.text("url") if "url" in fields else None,
        published=fields.day("published"),
        author=one_line(fields.text("author")),
        language=one_line(fields.text("language")),
        sha256=fields.text("sha256"),
        generator=fields.text("generator"),
    )


def _notes(table: Mapping[str, object], found: _Findings, *, may_be_empty: bool) -> dict[int, Note]:
    """Return the notes nothing is wrong with, by the index of their table."""
    value = table.get("card", [])
    rows = cast("list[object]", value) if isinstance(value, list) else []
    if not rows and not may_be_empty:
        found.add("The deck has no cards. A card begins with a line [[card]].", key="card")
    notes: dict[int, Note] = {}
    seen: dict[NoteId, int] = {}
    for index, row in enumerate(rows):
        if not isinstance(row, dict):
            found.add("A card is a table and begins with a line [[card]].", card=index, name=f"number {index + 1}")
            continue
        card = cast("dict[str, object]", row)
        note = read_note(
            card, lambda message, key, i=index, c=card: found.add(message, key=key, card=i, name=label(c, i + 1))
        )
        if note is None:
            continue
        if note.id is not None and note.id in seen:
            message = f"Card number {seen[note.id]} has the same id. Remove the line, and quiz gives a new one."
            found.add(message, key="id", card=index, name=label(card, index + 1))
            continue
        if note.id is not None:
            seen[note.id] = index + 1
        notes[index] = note
    return notes
