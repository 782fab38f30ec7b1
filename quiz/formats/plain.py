"""Reads the notes of a deck file all at once, where every one of them is written as quiz itself writes a plain note.

One regular expression that knows a small part of TOML goes over such a file in a tenth of the time that reading it as
TOML and looking at every table takes. What it does not know to the letter is left to `quiz.formats.parse`, so both
always say the same.
"""

import re
from collections.abc import Sequence
from itertools import chain
from typing import cast

import tomli

from quiz.errors import DeckError
from quiz.formats.parse import DeckFile, deck_of
from quiz.model.deck import Deck
from quiz.model.plain import PlainNotes
from quiz.model.text import is_clean

_FIRST = "\n[[card]]\n"
_BEHIND = ("\n[[rejected]]\n", "\n[written]\n")
_INSIDE = r'[^"\\\n]*(?:\\["\\nt][^"\\\n]*)*'
_TEXT = f'"{_INSIDE}"'
_LIST = rf"\[{_TEXT}(?:, {_TEXT})*\]"
_CARD = re.compile(
    r'\n\[\[card\]\]\nid = "([^\s/:"\\]{1,64})"\n(kind = "basic"\n|)'
    rf'prompt = "({_INSIDE})"\nanswer = "({_INSIDE})"\n'
    rf"(accept = {_LIST}\n|)(evidence = {_TEXT}\n|)(tags = {_LIST}\n|)"
)
_FIXED = len('\n[[card]]\nid = ""\nprompt = ""\nanswer = ""\n')
_STRING = re.compile(_TEXT)
_ESCAPE = re.compile(r"\\(.)")
_MEANT = {"n": "\n", "t": "\t"}
_Row = tuple[str, str, str, str, str, str, str]
"""Id, the line of the kind, prompt and answer in quotes, and the lines of accepted answers, evidence and tags."""


def read_plain(text: str, *, name: str, stem: str) -> tuple[Deck, PlainNotes] | None:
    """Return the deck in ``text`` without its notes, and its notes; ``None`` when it is to be read as any other.

    There is nothing wrong in what is returned, and every id is given.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    start = text.find(_FIRST)
    if start < 0 or not is_clean(text):
        return None
    stop = min((place for place in (text.find(head, start) for head in _BEHIND) if place >= 0), default=len(text))
    rows = cast("list[_Row]", _CARD.findall(text, start, stop))
    # Matches do not overlap: when together they are as long as the text, there is nothing between them.
    if sum(map(len, chain.from_iterable(rows))) + _FIXED * len(rows) != stop - start:
        return None
    file = _rest(text[: start + 1], text[stop:], name, stem)
    notes = _notes(rows, escaped=text.find("\\", start, stop) >= 0) if file else None
    return (file.deck, notes) if file and notes else None


def _rest(head: str, tail: str, name: str, stem: str) -> DeckFile | None:
    """Return what stands before and behind the notes; ``None`` when anything is odd about it."""
    try:
        tomli.loads(head)  # or the notes stand inside a text that ends behind them
        table = tomli.loads(head + tail)
        if "card" in table or "id" not in table:
            return None
        file = deck_of(table, head + tail, name=name, stem=stem)
    except (ValueError, RecursionError, DeckError):
        return None
    return None if file.problems else file


def _notes(rows: Sequence[_Row], *, escaped: bool) -> PlainNotes | None:
    ids, _, prompts, answers, accept, evidence, tags = zip(*rows, strict=True)
    if any(evidence):
        evidence = [line[len('evidence = "') : -2] for line in evidence]
    notes = PlainNotes(
        ids=ids,
        prompts=_texts(prompts, escaped=escaped),
        answers=_texts(answers, escaped=escaped),
        accept=_lists(accept, escaped=escaped),
        evidence=_texts(evidence, escaped=escaped),
        tags=_lists(tags, escaped=escaped),
    )
    lists = chain(set(notes.accept), set(notes.tags))
    is_whole = all(map(str.strip, chain(notes.prompts, notes.answers, chain.from_iterable(lists))))
    return notes if is_whole and len(set(ids)) == len(ids) else None


def _texts(texts: Sequence[str], *, escaped: bool) -> Sequence[str]:
    return [_plain(text) for text in texts] if escaped else texts


def _plain(text: str) -> str:
    return _ESCAPE.sub(lambda found: _MEANT.get(found[1], found[1]), text) if "\\" in text else text


def _lists(lines: Sequence[str], *, escaped: bool) -> Sequence[tuple[str, ...]]:
    # Many cards have the same tags, and most have no other answers.
    found = {line: [text[1:-1] for text in _STRING.findall(line)] for line in set(lines)}
    known = {line: tuple(_texts(texts, escaped=escaped)) for line, texts in found.items()}
    return [known[line] for line in lines]
