"""Turns a deck into the text of a new deck file. The same deck always gives the same bytes."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import cast

from quiz.model.deck import Basic, Choice, Cloze, Deck, ListNote, Note, Source
from quiz.model.text import clean

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_TO_ESCAPE = re.compile(r'[\\"\n\t]')
_IN_BLOCK = re.compile(r'\\|"(?="")|""?$|\t')
_TRAILING_SPACE = re.compile(r"[ \t]\n")


def dump_deck(deck: Deck) -> str:
    """Return the text of a new deck file that holds ``deck``."""
    return "\n\n".join("\n".join(lines) for lines in _parts(deck)) + "\n"


def dump_note(note: Note) -> str:
    """Return the ``[[card]]`` table of one note."""
    return "\n".join(_note_lines(note)) + "\n"


def quote(text: str) -> str:
    """Return ``text`` as a TOML string: in one line, or over several if it has line ends that an editor would keep."""
    text = clean(text)
    if "\n" in text.strip("\n") and not _TRAILING_SPACE.search(text):
        return '"""\n' + _IN_BLOCK.sub(lambda m: "".join(_ESCAPES[c] for c in m[0]), text) + '"""'
    return '"' + _TO_ESCAPE.sub(lambda m: _ESCAPES[m[0]], text) + '"'


def literal(value: object) -> str:
    """Return a string, truth value, date, or a list of strings and lists, as TOML."""
    match value:
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case str():
            return quote(value)
        case list() | tuple():
            items = cast("Sequence[object]", value)
            return "[" + ", ".join(literal(item) for item in items) + "]"
        case _:
            raise TypeError(value)


def _parts(deck: Deck) -> Iterator[list[str]]:
    head = ["format = 1", _line("id", deck.id), _line("title", deck.title)]
    if deck.tags:
        head.append(_line("tags", deck.tags))
    yield head
    if deck.source is not None:
        yield _source_lines(deck.source)
    for note in deck.notes:
        yield _note_lines(note)


def _source_lines(source: Source) -> list[str]:
    lines = ["[source]"]
    if source.title:
        lines.append(_line("title", source.title))
    for key, value in (("path", source.path), ("url", source.url), ("published", source.published)):
        if value is not None:
            lines.append(_line(key, value))
    if source.sha256:
        lines.append(_line("sha256", source.sha256))
    if source.generator:
        lines.append(_line("generator", source.generator))
    return lines


def _note_lines(note: Note) -> list[str]:
    entries: list[tuple[str, object]] = [("id", note.id), ("kind", kind_of(note)), ("prompt", note.prompt)]
    match note:
        case Basic() | Choice():
            entries += [("answer", note.answer), ("accept", note.accept), ("distractors", note.distractors)]
            if isinstance(note, Basic) and note.reverse:
                entries.append(("reverse", True))
        case Cloze():
            entries += [("accept", note.accept), ("distractors", note.distractors)]
        case ListNote():
            items = [item[0] if len(item) == 1 else item for item in note.answers]
            entries += [("answers", items), ("ordered", note.ordered)]
    entries += [("evidence", note.evidence), ("as_of", note.as_of), ("rule", note.rule), ("tags", note.tags)]
    return ["[[card]]", *(_line(key, value) for key, value in entries if value not in (None, "", ()))]


def kind_of(note: Note) -> str:
    """Return the kind of a note as the deck file spells it."""
    match note:
        case Basic():
            return "basic"
        case Choice():
            return "choice"
        case Cloze():
            return "cloze"
        case ListNote():
            return "list"


def _line(key: str, value: object) -> str:
    return f"{key} = {literal(value)}"
