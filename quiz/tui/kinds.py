"""What other kinds of card a note can be. Pure functions over values."""

import re
from dataclasses import replace

from quiz.model.deck import Basic, CardKind, Choice, Cloze, ListNote, Note, holes, show_cloze
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

    An edited card is turned from what it says now, any other from what was made.
    """
    now = candidate.note
    source = now if candidate.edited else candidate.made
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
    basic = _basic(note, note.prompt, note.answer)
    found: dict[CardKind, Note] = {CardKind.BASIC: basic}
    if note.distractors:
        found[CardKind.CHOICE] = _choice(basic)
    if holes(statement):
        accept = tuple(text for text in (note.answer, *note.accept) if text != holes(statement)[0].text)
        found[CardKind.CLOZE] = Cloze(
            id=note.id,
            prompt=statement,
            accept=accept,
            distractors=note.distractors,
            evidence=note.evidence,
            as_of=note.as_of,
            rule=note.rule,
            tags=note.tags,
        )
    if listed := _enumerated(note):
        found[CardKind.LIST] = listed
    return found


def _of_cloze(note: Cloze) -> dict[CardKind, Note]:
    found = holes(note.prompt)
    if len(found) != 1:
        return {}
    basic = _basic(note, show_cloze(note.prompt, found[0].number), found[0].text)
    forms: dict[CardKind, Note] = {CardKind.BASIC: basic}
    if note.distractors:
        forms[CardKind.CHOICE] = _choice(basic)
    return forms


def _enumerated(note: Basic | Choice) -> ListNote | None:
    """Return the list of an answer such as "Oslo, Bergen and Moss", if the evidence names each of the items."""
    match = _ENUMERATION.fullmatch(note.answer)
    items = (*match["first"].split(", "), match["last"]) if match is not None else ()
    if not items or any(item not in note.evidence for item in items):
        return None
    return ListNote(
        id=note.id,
        prompt=note.prompt,
        answers=tuple((item,) for item in items),
        evidence=note.evidence,
        as_of=note.as_of,
        rule=note.rule,
        tags=note.tags,
    )


def _basic(note: Basic | Choice | Cloze, prompt: str, answer: str) -> Basic:
    if isinstance(note, Basic):
        return replace(note, prompt=prompt, answer=answer)
    return Basic(
        id=note.id,
        prompt=prompt,
        answer=answer,
        accept=note.accept,
        distractors=note.distractors,
        evidence=note.evidence,
        as_of=note.as_of,
        rule=note.rule,
        tags=note.tags,
    )


def _choice(note: Basic) -> Choice:
    return Choice(
        id=note.id,
        prompt=note.prompt,
        answer=note.answer,
        accept=note.accept,
        distractors=note.distractors,
        evidence=note.evidence,
        as_of=note.as_of,
        rule=note.rule,
        tags=note.tags,
    )
