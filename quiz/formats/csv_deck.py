"""Turns the rows of a table into notes, and the notes of a deck into rows.

Notes keep their ids over imports: the one the table gives, or a sum of the question.
"""

import csv
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from io import StringIO

from quiz.formats.columns import Columns, Role
from quiz.formats.csv_table import Fault, Table
from quiz.formats.html_text import html_to_text
from quiz.formats.notes import NAME, read_note
from quiz.formats.toml_text import kind_of
from quiz.model.deck import Basic, Choice, Cloze, ListNote, Note, holes
from quiz.model.plain import PlainNotes
from quiz.model.text import one_line

_BAR, _SEMICOLON = "|", ";"
"""Between several texts in one cell, and between the spellings of an item of a list; a backslash takes that away."""
_SIGNS = "\\|;"
_SIGN, _BAR_SIGN, _NOT_IN_TAG = re.compile(r"[\\|;]"), re.compile(r"[\\|]"), re.compile(r"[\\|,\s]")
_NOT_IN_NAME, _LONGEST_NAME = ("-", "/", ":", '"', "\\", "  "), 64
"""What is in no id that is a text; a blank becomes a hyphen, and two texts never become one."""
_PIECE = re.compile(r"\\.|.", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The notes that a table has for one deck."""

    deck: str
    """Its title; empty where the table names none."""
    notes: PlainNotes | tuple[Note, ...]
    joined: int = 0
    """Rows that ask what another one asks: their answers count as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """What became of the rows of a table."""

    decks: Sequence[Taken]
    faults: Sequence[Fault]


@dataclass(slots=True)
class _Cells:
    """The columns of a table that mean something, each as long as the table."""

    table: Table
    columns: Columns
    html: bool
    rows: Sequence[Sequence[str]] = field(init=False)
    lines: Sequence[int] = field(init=False)

    def __post_init__(self) -> None:
        start = int(self.columns.has_header)
        self.rows, self.lines = self.table.rows[start:], self.table.lines[start:]

    def of(self, role: Role) -> list[str] | None:
        """Return what a column holds, without space around it; ``None`` when there is none."""
        place = self.columns.at.get(role)
        if place is None:
            return None
        try:
            cells = [row[place].strip() for row in self.rows]
        except IndexError:
            cells = [row[place].strip() if place < len(row) else "" for row in self.rows]
        return [html_to_text(cell) for cell in cells] if self.html else cells


def notes_of(table: Table, columns: Columns, *, html: bool) -> Rows:
    """Return the notes that the rows of a table make, by deck, and why other rows make none."""
    cells = _Cells(table, columns, html)
    questions, answers = cells.of(Role.QUESTION) or [], cells.of(Role.ANSWER)
    special = (Role.DECK, Role.KIND, Role.WRONG, Role.HINT)
    if answers and not any(role in columns.at for role in special):
        plain = _plain(questions, answers, cells)
        if plain is not None:
            return Rows(decks=(plain,), faults=())
    return _Drafts(cells).rows()


def name_of(text: str) -> str:
    """Return the id of a note that the table gives none, or one that cannot be one: it follows from ``text`` alone.

    It is the text itself where that can be an id, so that files and lists can be read, and else a sum of it.
    """
    if len(text) <= _LONGEST_NAME and text.isprintable() and not any(sign in text for sign in _NOT_IN_NAME):
        return text.replace(" ", "-")
    return blake2b(text.encode(), digest_size=6).hexdigest()


def _names_of(texts: list[str]) -> list[str]:
    """Return what `name_of` makes of each of ``texts``."""
    whole = "\0".join(texts)
    few = max(map(len, texts)) <= _LONGEST_NAME and whole.replace("\0", "").isprintable()
    if few and not any(sign in whole for sign in _NOT_IN_NAME):
        return whole.replace(" ", "-").split("\0")
    return list(map(name_of, texts))


def texts_of(cell: str) -> tuple[str, ...]:
    """Return the texts in a cell that may hold several."""
    return _split(cell, _BAR)


def tags_of(cell: str) -> tuple[str, ...]:
    """Return the tags in a cell: between bars or commas, or else between blanks, as Anki has them."""
    parts = _split(cell, _BAR) if _BAR in cell else cell.split("," if "," in cell else None)
    return tuple(dict.fromkeys(tag for part in parts if (tag := one_line(part))))


def _plain(questions: list[str], answers: list[str], cells: _Cells) -> Taken | None:
    """Return notes of questions with one answer, all at once; ``None`` when a row needs a closer look."""
    if not (all(questions) and all(answers)) or "{{c" in "".join(questions):
        return None
    number = len(questions)
    given, also, tags = cells.of(Role.ID), cells.of(Role.ALSO), cells.of(Role.TAGS)
    ids = _names_of(questions) if given is None else list(map(_name, given, questions))
    if len(set(ids)) < number:
        return None
    notes = PlainNotes(
        ids=ids,
        prompts=questions,
        answers=answers,
        accept=[()] * number if also is None else _each(also, texts_of),
        evidence=cells.of(Role.EVIDENCE) or [""] * number,
        tags=[()] * number if tags is None else _each(tags, tags_of),
    )
    return Taken(deck="", notes=notes)


def _each(cells: Sequence[str], read: Callable[[str], tuple[str, ...]]) -> list[tuple[str, ...]]:
    # Many cells are alike.
    known = {cell: read(cell) for cell in set(cells)}
    return [known[cell] for cell in cells]


def _name(given: str, question: str) -> str:
    if not given:
        return name_of(question)
    return given if NAME.fullmatch(given) else name_of(given)


class _Drafts:
    """Makes notes row by row."""

    def __init__(self, cells: _Cells) -> None:
        self._cells = {role: column for role in Role if (column := cells.of(role)) is not None}
        self._lines = cells.lines
        self._decks: dict[str, dict[str, Note]] = {}
        self._joined: dict[str, int] = {}
        self._from: dict[tuple[str, str], int] = {}
        self._faults: list[Fault] = []

    def rows(self) -> Rows:
        """Return what became of all rows."""
        for place, line in enumerate(self._lines):
            row = {role: column[place] for role, column in self._cells.items()}
            if any(row.values()):
                self._take(row, line)
        decks = (
            Taken(deck=deck, notes=tuple(notes.values()), joined=self._joined.get(deck, 0))
            for deck, notes in self._decks.items()
        )
        return Rows(decks=tuple(decks), faults=tuple(self._faults))

    def _take(self, row: Mapping[Role, str], line: int) -> None:
        deck = one_line(row.get(Role.DECK, ""))
        question = row.get(Role.QUESTION, "")
        found: list[str] = []
        if not question:
            found.append("There is no question.")
        note = read_note(_table_of(row), lambda message, _key: found.append(message)) if not found else None
        if note is None or note.id is None:
            self._faults.append(Fault(line, found[0].replace("The card has no `answer`", "There is no answer")))
            return
        notes = self._decks.setdefault(deck, {})
        other = notes.get(note.id)
        if other is None:
            notes[note.id] = note
            self._from[deck, note.id] = line
        elif row.get(Role.ID) or not isinstance(other, Basic) or not isinstance(note, Basic):
            first = self._from[deck, note.id]
            what = "has the id of" if row.get(Role.ID) else "asks the same as"
            self._faults.append(Fault(line, f"This row {what} line {first:,}."))
        else:
            more = (text for text in (note.answer, *note.accept) if text != other.answer)
            notes[note.id] = replace(other, accept=tuple(dict.fromkeys((*other.accept, *more))))
            self._joined[deck] = self._joined.get(deck, 0) + 1


def _table_of(row: Mapping[Role, str]) -> dict[str, object]:
    """Return the table that a deck file would have for a row."""
    question, answer, kind = row.get(Role.QUESTION, ""), row.get(Role.ANSWER, ""), row.get(Role.KIND, "").casefold()
    hint, evidence = row.get(Role.HINT, ""), row.get(Role.EVIDENCE, "")
    entries: dict[str, object] = {
        "id": _name(row.get(Role.ID, ""), question),
        "prompt": f"{question} ({hint})" if hint else question,
        "accept": list(texts_of(row.get(Role.ALSO, ""))),
        "distractors": list(texts_of(row.get(Role.WRONG, ""))),
        "tags": list(tags_of(row.get(Role.TAGS, ""))),
    }
    if "cloze" in kind or (not answer and holes(question)):
        # What programs for cards show behind a cloze stands where other notes have their answer.
        evidence = evidence or answer
        entries["kind"] = "cloze"
    elif kind in ("list", "ordered list"):
        entries["kind"] = "list"
        entries["answers"] = [list(_split(item, _SEMICOLON)) for item in _split(answer, _BAR, whole=False)]
        entries["ordered"] = kind == "ordered list"
        del entries["accept"], entries["distractors"]
    else:
        entries["kind"] = "choice" if kind == "choice" else "basic"
        entries["answer"] = answer
        if "revers" in kind and "optional" not in kind:
            entries["reverse"] = True
    return entries | {"evidence": evidence}


def _split(cell: str, sign: str, *, whole: bool = True) -> tuple[str, ...]:
    """Return the parts of a cell; unless ``whole``, they are to be split once more and keep their backslashes."""
    parts = [""]
    for found in _PIECE.finditer(cell):
        piece = found[0]
        if piece == sign:
            parts.append("")
        else:
            parts[-1] += piece[1] if whole and piece[0] == "\\" and piece[1:] and piece[1] in _SIGNS else piece
    return tuple(text for part in parts if (text := part.strip()))


# the way back

HEADER = ("id", "kind", "question", "answer", "also", "wrong", "evidence", "tags")


def dump_csv(notes: Iterable[Note]) -> str:
    """Return a table that `notes_of` reads as ``notes``, but for their dates, templates and further sources."""
    text = StringIO(newline="\n")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(map(_row, notes))
    return text.getvalue()


def _row(note: Note) -> tuple[str, ...]:
    kind, answer, also, wrong = kind_of(note), "", "", ""
    match note:
        case Basic() | Choice():
            answer, also, wrong = note.answer, _cell(note.accept), _cell(note.distractors)
            if isinstance(note, Basic) and note.reverse:
                kind = "basic, reversed"
        case Cloze():
            also, wrong = _cell(note.accept), _cell(note.distractors)
        case ListNote():
            kind = "ordered list" if note.ordered else "list"
            answer = _BAR.join(_SEMICOLON.join(_SIGN.sub(r"\\\g<0>", text) for text in item) for item in note.answers)
    return (note.id or "", kind, note.prompt, answer, also, wrong, note.evidence, _tag_cell(note.tags))


def _cell(texts: Sequence[str]) -> str:
    return _BAR.join(_BAR_SIGN.sub(r"\\\g<0>", text) for text in texts)


def _tag_cell(tags: Sequence[str]) -> str:
    # A bar at the end tells a tag of two words from two tags.
    return f"{_cell(tags)}|" if any(_NOT_IN_TAG.search(tag) for tag in tags) else " ".join(tags)
