"""Turns a deck into the text of a new deck file. The same deck always gives the same bytes."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import cast

from quiz.model.deck import Basic, Choice, Cloze, Deck, ListNote, Note, Source, Support
from quiz.model.plain import PlainNotes
from quiz.model.text import clean
from quiz.model.trace import Refusal, Trace

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_TO_ESCAPE = re.compile(r'[\\"\n\t]')
_IN_BLOCK = re.compile(r'\\|"(?="")|""?$|\t')
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_TRAILING_SPACE = re.compile(r"[ \t]\n")


def dump_deck(deck: Deck) -> str:
    """Return the text of a new deck file that holds ``deck``."""
    return "\n\n".join("\n".join(lines) for lines in _parts(deck)) + "\n"


def dump_plain(deck: Deck, notes: PlainNotes) -> str:
    """Return the text of a new deck file that holds ``deck``, which has no notes of its own, and plain notes."""
    lists = {texts: literal(texts) for texts in {*notes.accept, *notes.tags}}
    rows = zip(
        _quoted(notes.ids),
        _quoted(notes.prompts),
        _quoted(notes.answers),
        (f"accept = {lists[texts]}\n" if texts else "" for texts in notes.accept),
        (f"evidence = {quote(text)}\n" if text else "" for text in notes.evidence),
        (f"tags = {lists[texts]}\n" if texts else "" for texts in notes.tags),
        strict=True,
    )
    cards = (
        f'\n[[card]]\nid = {name}\nkind = "basic"\nprompt = {prompt}\nanswer = {answer}\n{accept}{evidence}{tags}'
        for name, prompt, answer, accept, evidence, tags in rows
    )
    return dump_deck(deck) + "".join(cards)


def _quoted(texts: Sequence[str]) -> list[str]:
    whole = "".join(texts)
    if whole.isprintable() and '"' not in whole and "\\" not in whole:
        return [f'"{text}"' for text in texts]
    return list(map(quote, texts))


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
    """Return a string, truth value, date, a list of such values, or a mapping to them, as TOML."""
    match value:
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case str():
            return quote(value)
        case list() | tuple():
            items = cast("Sequence[object]", value)
            if items and all(isinstance(item, dict) for item in items):
                return "[\n" + "".join(f"  {literal(item)},\n" for item in items) + "]"
            return "[" + ", ".join(literal(item) for item in items) + "]"
        case dict():
            entries = cast("dict[str, object]", value)
            return "{ " + ", ".join(f"{key} = {_in_line(entry)}" for key, entry in entries.items()) + " }"
        case _:
            raise TypeError(value)


def _in_line(value: object) -> str:
    """Return a value as TOML without a line end, as inline tables must be."""
    if isinstance(value, str):
        return '"' + _TO_ESCAPE.sub(lambda m: _ESCAPES[m[0]], clean(value)) + '"'
    return literal(value)


def _parts(deck: Deck) -> Iterator[list[str]]:
    head = ["format = 1", _line("id", deck.id), _line("title", deck.title)]
    if deck.tags:
        head.append(_line("tags", deck.tags))
    yield head
    if deck.source is not None:
        yield _source_lines(deck.source)
    for note in deck.notes:
        yield _note_lines(note)
    for refusal in deck.refusals:
        yield _refusal_lines(refusal)
    if deck.written:
        yield ["[written]", *(written_line(trace) for trace in deck.written)]


def dump_refusal(refusal: Refusal) -> str:
    """Return the ``[[rejected]]`` table of a card that is not wanted."""
    return "\n".join(_refusal_lines(refusal)) + "\n"


def written_line(trace: Trace) -> str:
    """Return the line of ``[written]`` that tells how a card was written."""
    return _line(trace.id if _BARE.fullmatch(trace.id) else quote(trace.id), str(trace))


def source_entries(source: Source) -> dict[str, object]:
    """Return the keys of the ``[source]`` table."""
    entries = {
        "title": source.title or None,
        "path": source.path,
        "url": source.url,
        "published": source.published,
        "author": source.author or None,
        "language": source.language or None,
        "sha256": source.sha256 or None,
        "generator": source.generator or None,
    }
    return {key: value for key, value in entries.items() if value is not None}


def support_entries(support: Support) -> dict[str, object]:
    """Return the keys of one further source of a note."""
    entries = {
        "title": support.title or None,
        "path": support.path,
        "url": support.url,
        "evidence": support.evidence or None,
    }
    return {key: value for key, value in entries.items() if value is not None}


def _source_lines(source: Source) -> list[str]:
    return ["[source]", *(_line(key, value) for key, value in source_entries(source).items())]


def _refusal_lines(refusal: Refusal) -> list[str]:
    entries = {
        "id": refusal.id,
        "prompt": refusal.prompt,
        "answer": refusal.answer,
        "evidence": refusal.evidence,
    }
    return ["[[rejected]]", *(_line(key, value) for key, value in entries.items() if value)]


def note_entries(note: Note) -> dict[str, object]:
    """Return the keys of a note's table, in the order they are written."""
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
    entries.append(("also", [support_entries(support) for support in note.also] or None))
    return {key: value for key, value in entries if value not in (None, "", ())}


def _note_lines(note: Note) -> list[str]:
    return ["[[card]]", *(_line(key, value) for key, value in note_entries(note).items())]


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
