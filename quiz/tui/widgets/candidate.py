"""One made card, or what was left out, as a line of a list and in full. Pure functions over values."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from quiz.model.deck import Basic, Choice, Cloze, ListNote, Note, answer_of, holes, show_cloze
from quiz.model.text import clean
from quiz.tui.kinds import NAMES, forms_of, kind_of
from quiz.tui.proposals import Candidate, Fate, Gap, Item, Standing
from quiz.tui.widgets.safe import part, show, show_line
from quiz.tui.widgets.verdict import emphasised
from quiz.words.common import day

_OPEN = {
    Standing.NEW: ("·", "open", "$quiet"),
    Standing.CHANGED: ("~", "changed", "bold $warning"),
    Standing.KNOWN: ("=", "in the deck already", "$quiet"),
    Standing.LEFT_OUT: ("-", "left out", "$quiet"),
}
_ACCEPTED = ("✓", "accepted", "bold $success")
_REJECTED = ("✗", "rejected", "bold $error")
_KEPT = ("✗", "rejected, the old card stays", "bold $error")
_LABEL = 10
_LINE = 200
"""Characters; more than any list is wide."""
_ASIDE = (Standing.KNOWN, Standing.LEFT_OUT)


def _state(candidate: Candidate) -> tuple[str, str, str]:
    """Return the sign, the words and the style of what was decided."""
    match candidate.fate:
        case Fate.ACCEPTED:
            return _ACCEPTED
        case Fate.REJECTED:
            return _KEPT if candidate.standing is Standing.CHANGED else _REJECTED
        case Fate.OPEN:
            return _OPEN[candidate.standing]


def line_of(item: Item, *, head: str = "") -> Content:
    """Return an item's line: what was decided, and its question without the ``head`` that others have as well."""
    if isinstance(item, Gap):
        return Content.assemble(("- no question: ", "$quiet"), show_line(item.reasons[0][1][:_LINE], "italic $quiet"))
    sign, _, style = _state(item)
    quiet = item.fate is Fate.OPEN and item.standing in _ASIDE
    prompt = "strike $quiet" if item.fate is Fate.REJECTED else "$quiet" if quiet else ""
    question = _prompt(item.note)
    if head and question.startswith(head):
        question = f"… {question.removeprefix(head)}"
    return Content.assemble((sign, style), " ", show_line(question[:_LINE], prompt))


def tally_of(items: Sequence[Item], *, short: bool, saves: bool) -> str:
    """Return how many candidates are accepted, rejected and open; ``short`` leaves words out.

    ``saves`` is whether something can be saved, which is said when nothing is open.
    """
    candidates = [item for item in items if isinstance(item, Candidate)]
    accepted, rejected = (sum(each.fate is fate for each in candidates) for fate in (Fate.ACCEPTED, Fate.REJECTED))
    left = sum(each.is_open for each in candidates)
    rest = f"{left} open" if left or not saves else "s saves"
    return (
        f"✓ {accepted} · ✗ {rejected} · {rest}" if short else f"✓ {accepted} accepted · ✗ {rejected} rejected · {rest}"
    )


def detail_of(item: Item, *, width: int = 0, sentences: Sequence[str] = (), brackets: bool = False) -> Content:
    """Return an item in full.

    ``width`` is how many cells a line has, 0 when that is not known. ``sentences`` are those of its article.
    ``brackets`` puts them around what the answer stands on, for screens without colours.
    """
    of = len(sentences)
    if isinstance(item, Gap):
        lines = [Content.styled("- no question was made", "$quiet"), *_evidence(item, of)]
        for why, reason in item.reasons:
            lines += [Content(""), _row("asking", show_line(why), width), _row("but", show_line(reason), width)]
        lines.append(Content(""))
    else:
        lines = [*_question(item, width), *_evidence(item, of, brackets=brackets), Content(""), *_rest(item, width)]
    if 0 < item.sentence < of:
        lines.append(_row("before", show(part(sentences[item.sentence - 1]), "$quiet"), width))
    return Content("\n").join(lines)


def _question(candidate: Candidate, width: int) -> Iterator[Content]:
    sign, words, style = _state(candidate)
    yield Content.assemble((f"{sign} {words}{', edited' if candidate.edited else ''}", style))
    if candidate.reason:
        # What was rescued is in the deck in spite of it.
        yield _row("because" if candidate.fate is Fate.OPEN else "though", show_line(candidate.reason), width)
    yield show(part(_prompt(candidate.note)), "bold")
    yield Content("")
    name = "answer"
    for answer in _answers(candidate.note):
        yield _row(name, show(part(answer), "bold $success"), width)
        name = ""


def _rest(candidate: Candidate, width: int) -> Iterator[Content]:
    note = candidate.note
    if candidate.old is not None:
        yield _row("deck has", show(part(f"{_prompt(candidate.old)} {answer_of(candidate.old)}")), width)
    if others := _others(note):
        yield _row("also", show(part(", ".join(others))), width)
    if wrong := getattr(note, "distractors", ()):
        yield _row("wrong", show(part(", ".join(wrong))), width)
    yield _row("kind", _kinds(candidate), width)
    rule = show_line(note.rule)
    if candidate.origin is not None:
        yield _row(
            "asks", Content.assemble(show_line(candidate.origin.why), (" (", "$quiet"), rule, (")", "$quiet")), width
        )
    elif note.rule:
        yield _row("made by", rule, width)
    if candidate.rank is not None:
        place, of = candidate.rank
        yield _row("rank", Content(f"{place} of {of} by worth"), width)
    if note.as_of:
        yield _row("as of", Content(day(note.as_of)), width)


def _kinds(candidate: Candidate) -> Content:
    """Return the kind of a candidate, and behind their keys those it could be."""
    now = kind_of(candidate.note)
    forms = forms_of(candidate)
    words = "list, in order" if isinstance(candidate.note, ListNote) and candidate.note.ordered else NAMES[now]
    parts = [Content.styled(words, "bold")]
    for number, kind in enumerate(NAMES, 1):
        if kind in forms and kind is not now and candidate.standing is not Standing.KNOWN:
            parts.append(Content.assemble((str(number), "bold $accent"), (f" {NAMES[kind]}", "$quiet")))
    return Content("  ").join(parts)


def _evidence(item: Item, of: int, *, brackets: bool = False) -> Iterator[Content]:
    """Yield the sentence an item is about, after its place in the article."""
    text = item.text if isinstance(item, Gap) else item.note.evidence
    if text:
        yield Content("")
        where = f"Sentence {item.sentence + 1} of {of}" if of and item.sentence >= 0 else "Evidence"
        yield Content.styled(where, "$quiet")
        yield show(part(text), "$quiet") if isinstance(item, Gap) else _marked(item, brackets=brackets)


def _marked(candidate: Candidate, *, brackets: bool) -> Content:
    """Return the sentence a candidate was made from, with what its answer stands on emphasised."""
    text = part(candidate.note.evidence)
    marks = candidate.origin.marks if candidate.origin is not None and not candidate.edited else ()
    if not marks or clean(text) != text or any(end > len(text) for _, end in marks):
        return emphasised(text, _answers(candidate.note))
    pieces: list[Content] = []
    at = 0
    for start, end in marks:
        answer = show(f"[{text[start:end]}]" if brackets else text[start:end], "bold underline $foreground")
        pieces += [show(text[at:start], "$quiet"), answer]
        at = end
    return Content("").join((*pieces, show(text[at:], "$quiet")))


def evidence_of(note: Note) -> Content:
    """Return the sentence a note was made from, with its answers emphasised."""
    if not note.evidence:
        return Content("")
    return Content.assemble(("Evidence\n", "$quiet"), emphasised(part(note.evidence), _answers(note)))


def _row(name: str, value: Content, width: int) -> Content:
    """Return a value behind its name; in lines that begin below one another, where the width is known."""
    room = width - _LABEL
    lines = value.wrap(room) if room > _LABEL else [value]
    label = Content.styled(f"{name:<{_LABEL}}", "$quiet")
    return Content("\n" + " " * _LABEL).join([Content.assemble(label, lines[0]), *lines[1:]])


def _prompt(note: Note) -> str:
    """Return the question as it is going to be asked; a cloze that is several cards stands as it is written."""
    numbers = {hole.number for hole in holes(note.prompt)} if isinstance(note, Cloze) else set[int]()
    return show_cloze(note.prompt, min(numbers)) if len(numbers) == 1 else note.prompt


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
