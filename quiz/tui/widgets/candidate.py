"""One candidate card as a line of a list and in full. Pure functions over values."""

from collections.abc import Sequence

from textual.content import Content

from quiz.model.deck import Basic, Choice, Cloze, ListNote, Note, holes
from quiz.phrases import day
from quiz.tui.editing import Candidate, Fate
from quiz.tui.widgets.safe import part, show, show_line
from quiz.tui.widgets.verdict import emphasised

_SIGNS = {Fate.OPEN: ("·", "$quiet"), Fate.ACCEPTED: ("✓", "bold $success"), Fate.REJECTED: ("✗", "bold $error")}
_WORDS = {Fate.OPEN: "open", Fate.ACCEPTED: "accepted", Fate.REJECTED: "rejected"}
_LABEL = 10
_LINE = 200
"""Characters; more than any list is wide."""


def line_of(candidate: Candidate) -> Content:
    """Return the candidate's line: what was decided, and its question."""
    sign, style = _SIGNS[candidate.fate]
    prompt = show_line(candidate.note.prompt[:_LINE], "strike $quiet" if candidate.fate is Fate.REJECTED else "")
    return Content.assemble((sign, style), " ", prompt)


def tally_of(candidates: Sequence[Candidate], *, short: bool) -> str:
    """Return how many candidates are accepted, rejected and open; ``short`` leaves words out."""
    numbers = {fate: sum(each.fate is fate for each in candidates) for fate in Fate}
    order = (Fate.ACCEPTED, Fate.REJECTED, Fate.OPEN)
    words = ("", "", " open") if short else tuple(f" {_WORDS[fate]}" for fate in order)
    signs = ("✓ ", "✗ ", "")
    return " · ".join(f"{sign}{numbers[fate]}{word}" for sign, fate, word in zip(signs, order, words, strict=True))


def detail_of(candidate: Candidate) -> Content:
    """Return the candidate in full."""
    note = candidate.note
    sign, style = _SIGNS[candidate.fate]
    state = _WORDS[candidate.fate] + (", edited" if candidate.edited else "")
    lines = [
        Content.assemble((f"{sign} {state}", style)),
        Content(""),
        show(part(note.prompt), "bold"),
        Content(""),
        _row("answer", Content("\n" + " " * _LABEL).join(show(part(text), "bold $success") for text in _answers(note))),
    ]
    if others := _others(note):
        lines.append(_row("also", show(part(", ".join(others)))))
    if wrong := getattr(note, "distractors", ()):
        lines.append(_row("wrong", show(part(", ".join(wrong)))))
    lines.append(_row("kind", Content(_kind(note))))
    if note.rule:
        lines.append(_row("made by", show_line(note.rule)))
    if note.as_of:
        lines.append(_row("as of", Content(day(note.as_of))))
    if note.evidence:
        lines += [Content(""), evidence_of(note)]
    return Content("\n").join(lines)


def evidence_of(note: Note) -> Content:
    """Return the sentence a note was made from, with its answers emphasised."""
    if not note.evidence:
        return Content("")
    return Content.assemble(("Evidence\n", "$quiet"), emphasised(part(note.evidence), _answers(note)))


def _row(name: str, value: Content) -> Content:
    return Content.assemble((f"{name:<{_LABEL}}", "$quiet"), value)


def _answers(note: Note) -> list[str]:
    match note:
        case Basic() | Choice():
            return [note.answer]
        case Cloze():
            return [hole.text for hole in holes(note.prompt)]
        case ListNote():
            return [item[0] for item in note.answers]


def _others(note: Note) -> list[str]:
    if isinstance(note, ListNote):
        return [spelling for item in note.answers for spelling in item[1:]]
    return list(note.accept)


def _kind(note: Note) -> str:
    match note:
        case Basic():
            return "question"
        case Choice():
            return "multiple choice"
        case Cloze():
            return "cloze"
        case ListNote():
            return "list, in order" if note.ordered else "list"
