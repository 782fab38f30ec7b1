"""Decks, the notes a deck file holds, and the cards that notes make.

A note is one ``[[card]]`` table of a deck file. Most notes make one card; a cloze note makes one card for each
number and a basic note with ``reverse`` makes two. Cards of one note are siblings.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from quiz.model.card import Card, CardKind, Source, Support
from quiz.model.ids import CardId, DeckId, NoteId

if TYPE_CHECKING:
    from quiz.model.trace import Refusal, Trace


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteBase:
    """What notes of every kind have."""

    id: NoteId | None = None
    """Stable name; ``None`` until the program has given one."""
    prompt: str
    evidence: str = ""
    """The sentence of the source that supports the answer."""
    as_of: date | None = None
    """The day on which the fact was true, for facts that change."""
    rule: str = ""
    """The template that made the note; empty for notes written by hand."""
    tags: tuple[str, ...] = ()
    also: tuple[Support, ...] = ()
    """Other articles that say the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basic(NoteBase):
    """A question with one answer."""

    answer: str
    accept: tuple[str, ...] = ()
    """Other answers that count."""
    distractors: tuple[str, ...] = ()
    """Wrong answers; with some, the card may be asked as multiple choice."""
    reverse: bool = False
    """Whether there is also a card that shows the answer and asks for the prompt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(NoteBase):
    """A question that is only ever asked as multiple choice; it has at least one distractor."""

    answer: str
    distractors: tuple[str, ...]
    accept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloze(NoteBase):
    """A sentence with holes in Anki's notation: ``{{c1::hidden::hint}}``; the prompt holds the holes."""

    accept: tuple[str, ...] = ()
    """Other answers that count; where there are holes of several numbers each says which: ``c2::Northern Sea``."""
    distractors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListNote(NoteBase):
    """A question whose answer is several items, each with one or more spellings."""

    answers: tuple[tuple[str, ...], ...]
    ordered: bool = False
    """Whether the items count only in this order."""


Note = Basic | Choice | Cloze | ListNote


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """A named set of notes, as one deck file holds it."""

    id: DeckId
    title: str
    notes: tuple[Note, ...] = ()
    tags: tuple[str, ...] = ()
    source: Source | None = None
    refusals: "tuple[Refusal, ...]" = ()
    """Generated cards the person does not want."""
    written: "tuple[Trace, ...]" = ()
    """How the generated cards were written; also of cards that were deleted from the file since."""

    @property
    def rejected(self) -> tuple[NoteId, ...]:
        """The ids of the generated cards the person does not want."""
        return tuple(refusal.id for refusal in self.refusals)


def answer_of(note: Note) -> str:
    """Return the answer of a note in one line: the first spelling of each item, or what stands in the holes."""
    match note:
        case Basic() | Choice():
            return note.answer
        case ListNote():
            return ", ".join(item[0] for item in note.answers)
        case Cloze():
            return ", ".join(hole.text for hole in holes(note.prompt))


def trace_of(note: Note) -> "Trace | None":
    """Return what to remember of a note as it reads now; a note without an id leaves no trace."""
    from quiz.model.trace import Trace, checksum, plain  # noqa: PLC0415 - asking leaves no traces

    if note.id is None:
        return None
    return Trace(id=note.id, text=checksum(_said(note)), question=checksum((plain(note.prompt),)))


def refusal_of(note: Note) -> "Refusal | None":
    """Return what to remember of a note that is not wanted."""
    from quiz.model.trace import Refusal  # noqa: PLC0415 - asking refuses nothing

    if note.id is None:
        return None
    return Refusal(id=note.id, prompt=note.prompt, answer=answer_of(note), evidence=note.evidence)


def _said(note: Note) -> Iterator[str]:
    """Yield everything a person may have changed in a note, but its tags and its further sources."""
    yield from (type(note).__name__, note.prompt, note.evidence, note.as_of.isoformat() if note.as_of else "")
    match note:
        case Basic() | Choice():
            yield from (note.answer, "accept", *note.accept, "distractors", *note.distractors)
            yield str(isinstance(note, Basic) and note.reverse)
        case Cloze():
            yield from ("accept", *note.accept, "distractors", *note.distractors)
        case ListNote():
            yield str(note.ordered)
            for item in note.answers:
                yield from ("item", *item)


_HOLE = re.compile(r"\{\{c(\d+)::(.*?)(?:::(.*?))?\}\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Hole:
    """One hole of a cloze prompt."""

    number: int
    text: str
    hint: str = ""


def holes(prompt: str) -> tuple[Hole, ...]:
    """Return the holes of a cloze prompt in the order they stand, e.g. for ``{{c1::Paris::city}}``."""
    return tuple(Hole(int(m[1]), m[2], m[3] or "") for m in _HOLE.finditer(prompt))


def show_cloze(prompt: str, number: int | None) -> str:
    """Return a cloze prompt with the holes of ``number`` hidden and all others filled in; ``None`` hides none."""

    def replace(match: re.Match[str]) -> str:
        return f"[{match[3] or '...'}]" if int(match[1]) == number else match[2]

    return _HOLE.sub(replace, prompt)


def cards_of(deck: Deck) -> Iterator[Card]:
    """Yield the cards of every note that has an id, in the order of the file; they have the tags of the deck too."""
    for note in deck.notes:
        if note.id is not None:
            tags = tuple(dict.fromkeys((*deck.tags, *note.tags)))
            yield from _cards_of_note(deck.id, note.id, note if tags == note.tags else replace(note, tags=tags))


def _cards_of_note(deck: DeckId, name: NoteId, note: Note) -> Iterator[Card]:
    base = f"{deck}/{name}"

    def card(suffix: str, kind: CardKind, prompt: str, answers: tuple[tuple[str, ...], ...], **more: object) -> Card:
        return Card(
            id=CardId(base + suffix),
            deck=deck,
            note=name,
            kind=kind,
            prompt=prompt,
            answers=answers,
            evidence=note.evidence,
            as_of=note.as_of,
            rule=note.rule,
            tags=note.tags,
            also=note.also,
            **more,  # type: ignore[arg-type]
        )

    match note:
        case Basic():
            yield card("", CardKind.BASIC, note.prompt, ((note.answer, *note.accept),), distractors=note.distractors)
            if note.reverse:
                yield card(":reverse", CardKind.BASIC, note.answer, ((note.prompt,),))
        case Choice():
            yield card("", CardKind.CHOICE, note.prompt, ((note.answer, *note.accept),), distractors=note.distractors)
        case ListNote():
            yield card("", CardKind.LIST, note.prompt, note.answers, ordered=note.ordered)
        case Cloze():
            found = holes(note.prompt)
            numbers = sorted({hole.number for hole in found})
            for number in numbers:
                hidden = [hole.text for hole in found if hole.number == number]
                single = len(numbers) == 1
                mine = f"c{number}::"
                accept = note.accept if single else (text for text in note.accept if text.startswith(mine))
                spellings = (", ".join(dict.fromkeys(hidden)), *(text.removeprefix(mine) for text in accept))
                yield card(
                    f":c{number}",
                    CardKind.CLOZE,
                    show_cloze(note.prompt, number),
                    (spellings,),
                    distractors=note.distractors if single else (),
                )
