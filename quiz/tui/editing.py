"""What a learner makes of a note in a form. Pure values."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from quiz.model.deck import Basic, Choice, Cloze, ListNote, Note, holes
from quiz.model.text import clean, one_line

SEPARATOR = "|"
"""Stands between the spellings of a list's item while it is edited; spellings may hold commas and semicolons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A note as it stands in the fields of a form."""

    prompt: str
    """With its holes, for a cloze."""
    answer: str = ""
    """One line; empty for a list, and for a cloze, whose answers stand in the prompt."""
    items: str = ""
    """Of a list, one a line, with its other spellings behind it."""
    accept: str = ""
    """Other answers that count, one a line; a list has them behind its items."""
    wrong: str = ""
    """Wrong options, one a line; a list has none."""


def draft_of(note: Note) -> Draft:
    """Return what the fields show when ``note`` is opened."""
    prompt = clean(note.prompt)
    match note:
        case Basic() | Choice():
            wrong = _lines(note.distractors)
            return Draft(prompt=prompt, answer=one_line(note.answer), accept=_lines(note.accept), wrong=wrong)
        case ListNote():
            return Draft(prompt=prompt, items=_lines(f" {SEPARATOR} ".join(item) for item in note.answers))
        case Cloze():
            return Draft(prompt=prompt, accept=_lines(note.accept), wrong=_lines(note.distractors))


def edit(note: Note, draft: Draft) -> Note | str:
    """Return ``note`` as the draft has it, or the sentence that says why that cannot be.

    What the draft leaves as it was stays to the letter, also where a field cannot show it so.
    """
    before = draft_of(note)
    prompt = note.prompt if draft.prompt == before.prompt else clean(draft.prompt).strip()
    if not prompt.strip():
        return "A card needs a question."
    if isinstance(note, ListNote):
        answers = note.answers if draft.items == before.items else _items(note, draft.items)
        return replace(note, prompt=prompt, answers=answers) if answers else "A list needs at least one item."
    accept = note.accept if draft.accept == before.accept else _split(draft.accept)
    wrong = None if draft.wrong == before.wrong else _split(draft.wrong)
    if isinstance(note, Cloze):
        found = holes(prompt)
        if not found:
            return "The sentence needs a hole, like {{c1::Paris}}."
        if wrong is not None and (fault := _right_and_wrong((*(hole.text for hole in found), *accept), wrong)):
            return fault
        return replace(note, prompt=prompt, accept=accept, distractors=note.distractors if wrong is None else wrong)
    answer = note.answer if draft.answer == before.answer else one_line(draft.answer)
    return _edit_single(note, prompt, answer, accept, wrong)


def _edit_single(
    note: Basic | Choice, prompt: str, answer: str, accept: tuple[str, ...], wrong: tuple[str, ...] | None
) -> Note | str:
    """Return the note with what was changed; ``wrong`` is ``None`` when the wrong options were left as they are."""
    if not answer.strip():
        return "A card needs an answer."
    if (answer, accept) != (note.answer, note.accept):
        accept = tuple(text for text in accept if text != answer)
    if wrong is not None and (fault := _right_and_wrong((answer, *accept), wrong)):
        return fault
    distractors = note.distractors if wrong is None else wrong
    if (answer, accept) != (note.answer, note.accept):
        right = {text.casefold() for text in (answer, *accept)}
        distractors = tuple(text for text in distractors if text.casefold() not in right)
    if isinstance(note, Choice) and not distractors:
        return "This card needs a wrong option, and no other is left."
    return replace(note, prompt=prompt, answer=answer, accept=accept, distractors=distractors)


def _right_and_wrong(right: Iterable[str], wrong: Iterable[str]) -> str:
    """Return what to say of an option that somebody wrote among the wrong ones and that is right; empty for none."""
    known = {text.casefold() for text in right}
    both = next((text for text in wrong if text.casefold() in known), None)
    return "" if both is None else f"{both!r} is right, so it is no wrong option."


def changes(before: Note, after: Note) -> dict[str, object]:
    """Return the keys of a note's table that change, as `quiz.formats.edit.edit_note` takes them."""
    changed: dict[str, object] = {}
    for key in ("prompt", "answer", "accept", "distractors"):
        value: object = getattr(after, key, None)
        if value != getattr(before, key, None):
            changed[key] = value or None
    if isinstance(before, ListNote) and isinstance(after, ListNote) and before.answers != after.answers:
        changed["answers"] = [item[0] if len(item) == 1 else item for item in after.answers]
    return changed


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(map(one_line, texts))


def _split(text: str, separator: str = "\n") -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for each in clean(text).split(separator) if (part := one_line(each))))


def _items(note: ListNote, text: str) -> tuple[tuple[str, ...], ...]:
    known = {_lines([f" {SEPARATOR} ".join(item)]): item for item in note.answers}
    found = (known.get(line) or _split(line, SEPARATOR) for line in _split(text))
    return tuple(item for item in found if item)
