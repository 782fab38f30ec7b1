"""Candidates for a deck, and what a learner makes of them before they are saved. Pure values."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from quiz.model.deck import Basic, Choice, Cloze, Deck, ListNote, Note, holes
from quiz.model.text import clean, one_line

SEPARATOR = ";"
"""Stands between the items of a list while it is edited; items may hold commas."""


class Fate(StrEnum):
    """What was decided about a candidate."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A note that may become part of a deck."""

    deck: int
    """Which of the decks it belongs to, from 0."""
    note: Note
    fate: Fate = Fate.OPEN
    edited: bool = False


def candidates_of(decks: Sequence[Deck]) -> tuple[Candidate, ...]:
    """Return a candidate for each note of ``decks``, in their order."""
    return tuple(Candidate(deck=number, note=note) for number, deck in enumerate(decks) for note in deck.notes)


def accepted(decks: Sequence[Deck], candidates: Sequence[Candidate]) -> tuple[Deck, ...]:
    """Return those decks that have accepted notes, holding only these."""
    kept = (
        replace(
            deck,
            notes=tuple(each.note for each in candidates if each.deck == number and each.fate is Fate.ACCEPTED),
        )
        for number, deck in enumerate(decks)
    )
    return tuple(deck for deck in kept if deck.notes)


def answer_text(note: Note) -> str:
    """Return the answer as it is edited: one line; empty for a cloze, whose answer stands in its prompt."""
    match note:
        case Basic() | Choice():
            return note.answer
        case ListNote():
            return f"{SEPARATOR} ".join(item[0] for item in note.answers)
        case Cloze():
            return ""


def edit(note: Note, prompt: str, answer: str) -> Note | str:
    """Return ``note`` with another prompt and answer, or the sentence that says why that cannot be.

    Other spellings belong to the answer they were made for: those of an answer that is changed are dropped.
    """
    prompt, answer = clean(prompt).strip(), one_line(answer)
    if not prompt:
        return "A card needs a question."
    match note:
        case Cloze():
            return replace(note, prompt=prompt) if holes(prompt) else "The sentence needs a hole, like {{c1::Paris}}."
        case Basic() | Choice():
            return _edit_single(note, prompt, answer)
        case ListNote():
            return _edit_list(note, prompt, answer)


def _edit_single(note: Basic | Choice, prompt: str, answer: str) -> Note | str:
    if not answer:
        return "A card needs an answer."
    distractors = tuple(text for text in note.distractors if text.casefold() != answer.casefold())
    if isinstance(note, Choice) and not distractors:
        return "This card needs a wrong option, and the answer is the only one."
    accept = note.accept if answer == note.answer else ()
    return replace(note, prompt=prompt, answer=answer, accept=accept, distractors=distractors)


def _edit_list(note: ListNote, prompt: str, answer: str) -> Note | str:
    names = dict.fromkeys(item.strip() for item in answer.split(SEPARATOR) if item.strip())
    if not names:
        return "A list needs at least one item."
    known = {item[0]: item for item in note.answers}
    return replace(note, prompt=prompt, answers=tuple(known.get(name, (name,)) for name in names))
