"""Reads a table of text: CSV, TSV, what Anki and Quizlet write, in the encodings such files come in.

What is wrong with one row is told with its line and does not hide the others.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO

from quiz.errors import SourceError
from quiz.model.text import clean, is_clean

LARGEST = 48_000_000
"""Bytes; as large as a deck file may be."""
_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":"}
_TO_GUESS = "\t;,|"
_LOOKED_AT = 50
"""Rows by which the separator is told."""
_MOST_BROKEN = 50
"""Rows with faulty quotes; when there are more, quotes are letters in the rest of the file."""
_LOST = f"A quote is not closed, or a cell has more than {csv.field_size_limit():,} letters."
_DIRECTIVE = re.compile(r"#\s*([a-z ]+?)\s*:(.*)", re.IGNORECASE)
_KEYS = frozenset(
    {"separator", "html", "tags", "columns", "notetype", "deck", "guid column", "notetype column", "deck column"}
    | {"tags column", "match scope", "if matches"}
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row is left out."""

    line: int
    message: str

    def __str__(self) -> str:
        """Return where and what, in one line."""
        return f"line {self.line:,}: {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What a file of rows holds."""

    rows: Sequence[Sequence[str]]
    """Cells as they stand but for control characters; blank rows are left out."""
    lines: Sequence[int]
    """For each row, the line on which it begins."""
    directives: Mapping[str, str] = field(default_factory=dict[str, str])
    """What the lines ``#key:value`` at the top say, as Anki writes them."""
    separator: str = ","
    encoding: str = "utf-8"
    has_marks: bool = False
    """Whether there is a sign with which HTML begins."""
    faults: Sequence[Fault] = ()


def read_table(raw: bytes, name: str) -> Table:
    """Return the rows of a file. Raises SourceError when it is no table of text; ``name`` is for messages."""
    text, encoding = _decoded(raw, name)
    # A row ends where a line does; the other signs that break lines somewhere are letters here.
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\0", "")
    directives, start = _directives(text)
    body = text[start:]
    first = text.count("\n", 0, start) + 1
    separator = _separator(directives, body, name)
    rows, lines, faults = _rows(body, separator, first)
    if not is_clean(body):
        rows = [[clean(cell) for cell in row] for row in rows]
    return Table(
        rows=rows,
        lines=lines,
        directives=directives,
        separator=separator,
        encoding=encoding,
        has_marks="<" in body or "&" in body,
        faults=faults,
    )


def _decoded(raw: bytes, name: str) -> tuple[str, str]:
    if len(raw) > LARGEST:
        raise SourceError(f"{name} is larger than {LARGEST // 1_000_000} MB.", hint="Split it in two.")
    if raw.startswith(b"PK\x03\x04"):
        hint = "In Anki, choose File, Export, 'Notes in Plain Text (.txt)'; from a spreadsheet, save as CSV."
        raise SourceError(f"{name} is a package or a spreadsheet, not text.", hint=hint)
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if raw.startswith(mark):
            try:
                return raw.decode(encoding), encoding.removesuffix("-sig")
            except UnicodeDecodeError:
                break
    try:
        return raw.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if b"\0" in raw[:1000]:
            raise SourceError(f"{name} is not text.", hint="Save it as CSV, in UTF-8.") from error
    # Of the old encodings this one is by far the most frequent; five of its bytes mean nothing.
    return raw.decode("cp1252", errors="replace"), "windows-1252"


def _directives(text: str) -> tuple[dict[str, str], int]:
    """Return what the lines at the top say, and where the rows begin."""
    found: dict[str, str] = {}
    start = 0
    while text.startswith("#", start):
        end = text.find("\n", start) + 1 or len(text)
        given = _DIRECTIVE.match(text, start, end)
        key = given[1].casefold() if given else ""
        if key in _KEYS and given:
            found.setdefault(key, given[2].strip("\n").strip(" "))
        elif not found:
            return {}, 0  # a table of another program, whose first cell begins so
        start = end
    return found, start


def _separator(directives: Mapping[str, str], body: str, name: str) -> str:
    given = directives.get("separator")
    if given is not None:
        sign = _SEPARATORS.get(given.strip().casefold(), given or "\t")
        if len(sign) != 1 or sign in '"\n':
            raise SourceError(f"{name}: {given!r} cannot separate columns.", hint="Write #separator:tab, say.")
        return sign
    sample = body[:100_000]
    best, most = ",", 0.0
    for sign in _TO_GUESS:
        if sign not in sample:
            continue
        widths = [len(row) for _, row in zip(range(_LOOKED_AT), _gently(sample, sign), strict=False) if any(row)]
        usual = max(set(widths), key=widths.count, default=0)
        share = widths.count(usual) / len(widths) if usual > 1 else 0.0
        if share > most + 0.05:
            best, most = sign, share
    return best


def _gently(text: str, separator: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(StringIO(text, newline="\n"), delimiter=separator)
    except csv.Error:
        return


def _rows(body: str, separator: str, first: int) -> tuple[Sequence[list[str]], Sequence[int], list[Fault]]:
    reader = csv.reader(StringIO(body, newline="\n"), delimiter=separator, strict=True)
    try:
        rows = list(reader)
    except csv.Error:
        return _carefully(body, separator, first)
    if reader.line_num != len(rows):
        return _carefully(body, separator, first)
    if all(rows):
        return rows, range(first, first + len(rows)), []
    lines = [first + place for place, row in enumerate(rows) if row]
    return [row for row in rows if row], lines, []


class _Feed(Iterator[str]):
    """Gives the lines of a text, and can be set back."""

    def __init__(self, text: str) -> None:
        self.lines = [f"{line}\n" for line in text.removesuffix("\n").split("\n")]
        self.at = 0

    def __next__(self) -> str:
        if self.at == len(self.lines):
            raise StopIteration
        self.at += 1
        return self.lines[self.at - 1]


def _carefully(body: str, separator: str, first: int) -> tuple[list[list[str]], list[int], list[Fault]]:
    """Read rows that go over several lines, and those in which quotes are letters."""
    feed = _Feed(body)
    rows: list[list[str]] = []
    lines: list[int] = []
    faults: list[Fault] = []
    broken = 0
    while feed.at < len(feed.lines):
        begin = feed.at
        quoting = csv.QUOTE_MINIMAL if broken < _MOST_BROKEN else csv.QUOTE_NONE
        try:
            for row in csv.reader(feed, delimiter=separator, strict=True, quoting=quoting):
                if row:
                    rows.append(row)
                    lines.append(first + begin)
                begin = feed.at
        except csv.Error:
            broken += 1
            feed.at = begin + 1
            row = _as_it_stands(feed.lines[begin], separator)
            if len(row) > 1:
                rows.append(row)
                lines.append(first + begin)
            else:
                faults.append(Fault(first + begin, _LOST))
    return rows, lines, faults


def _as_it_stands(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator, quoting=csv.QUOTE_NONE))
    except (csv.Error, StopIteration):
        return []
