"""What other kinds of card a note can be. Pure functions over values."""

import re
from dataclasses import fields
from typing import Any

from quiz.model.deck import Basic, CardKind, Choice, Cloze, ListNote, Note, NoteBase, holes, show_cloze
from quiz.tui.proposals import Candidate

NAMES = {
    CardKind.BASIC: "question",
    CardKind.CHOICE: "choice",
    CardKind.CLOZE: "cloze",
    CardKind.LIST: "list",
}
"""What the kinds are called where there is little room; their order is that of their keys."""

_ENUMERATION = re.compile(r"(?P<first>[^,]+(?:, [^,]+)+?),? and (?P<last>[^,]+)")


def kind_of(note: Note) -> CardKind:
    """Return the kind of a note."""
    match note:
        case Basic():
            return CardKind.BASIC
        case Choice():
            return CardKind.CHOICE
        case Cloze():
            return CardKind.CLOZE
        case ListNote():
            return CardKind.LIST


def forms_of(candidate: Candidate) -> dict[CardKind, Note]:
    """Return the kinds that a candidate can be, each with the note it then is; what it is now among them.

    They are made from what the learner worded last, or from what was made.
    """
    now = candidate.note
    source = candidate.worded or candidate.made
    statement = candidate.origin.cloze if candidate.origin is not None and not candidate.edited else ""
    found = {kind_of(source): source, **_others(source, statement), kind_of(now): now}
    return {kind: found[kind] for kind in NAMES if kind in found}


def _others(note: Note, statement: str) -> dict[CardKind, Note]:
    match note:
        case Basic() | Choice():
            return _of_question(note, statement)
        case Cloze():
            return _of_cloze(note)
        case ListNote():
            return {}


def _of_question(note: Basic | Choice, statement: str) -> dict[CardKind, Note]:
    found: dict[CardKind, Note] = {CardKind.BASIC: _basic(note, note.prompt, note.answer)}
    if note.distractors:
        found[CardKind.CHOICE] = _choice(note, note.prompt, note.answer)
    if holes(statement):
        accept = tuple(text for text in (note.answer, *note.accept) if text != holes(statement)[0].text)
        found[CardKind.CLOZE] = Cloze(prompt=statement, accept=accept, distractors=note.distractors, **_shared(note))
    if items := _enumerated(note):
        found[CardKind.LIST] = ListNote(prompt=note.prompt, answers=items, **_shared(note))
    return found


def _of_cloze(note: Cloze) -> dict[CardKind, Note]:
    if len(holes(note.prompt)) != 1:
        return {}
    (hole,) = holes(note.prompt)
    prompt = show_cloze(note.prompt, hole.number)
    found: dict[CardKind, Note] = {CardKind.BASIC: _basic(note, prompt, hole.text)}
    if note.distractors:
        found[CardKind.CHOICE] = _choice(note, prompt, hole.text)
    return found


def _enumerated(note: Basic | Choice) -> tuple[tuple[str, ...], ...]:
    """Return the items of an answer such as "Oslo, Bergen and Moss", if the evidence names each of them."""
    match = _ENUMERATION.fullmatch(note.answer)
    items = (*match["first"].split(", "), match["last"]) if match is not None else ()
    return tuple((item,) for item in items) if all(item in note.evidence for item in items) else ()


def _basic(note: Basic | Choice | Cloze, prompt: str, answer: str) -> Basic:
    if isinstance(note, Basic):
        return note
    return Basic(prompt=prompt, answer=answer, accept=note.accept, distractors=note.distractors, **_shared(note))


def _choice(note: Basic | Choice | Cloze, prompt: str, answer: str) -> Choice:
    return Choice(prompt=prompt, answer=answer, accept=note.accept, distractors=note.distractors, **_shared(note))


def _shared(note: Note) -> dict[str, Any]:
    """Return what notes of every kind have, but for the question."""
    return {each.name: getattr(note, each.name) for each in fields(NoteBase) if each.name != "prompt"}
