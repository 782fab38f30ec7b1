"""A page of a PDF -> its lines, in the order they are read: one column after the other."""

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

from pypdf.generic import ArrayObject, DictionaryObject, TextStringObject

from quiz.sources.raised import raised

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pypdf import PageObject

_SAME = 0.6
"""Parts of a letter's height by which the letters of one line differ in height: those that are raised do."""
_GAP = 1.2
"""Letter heights between two words of one height from which they stand in two columns."""
_WIDTH = 0.48
"""Width of a letter on the average, in its height."""
_SIDE_BY_SIDE = 0.25
"""Share of lines that have another one beside them, from which a page is written across its columns."""
_TOLD = 0.8
"""Part of its likely width from which what is told of the end of a piece is believed."""
_SHIFTED = 0.1
"""Part of their height by which letters stand higher or lower if they are meant to."""
_SMALLER = 0.9
"""Part of the size of the others that such letters have at most."""
_UNSEEN = (b"", "", b"\xad", "\u00ad", b"\xfe\xff\x00\xad", "\u200b", b"\xfe\xff\x20\x0b")
"""What a place where a word might be broken is said to stand for, as text and as its bytes."""
_MOST_PARTS = 100_000
"""Pieces of text on a page; drawings of maps have 20,000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of text on a page; lengths are in points, counted from the lower left corner."""

    text: str
    x: float
    y: float
    size: float
    """The height of its letters."""

    @property
    def end(self) -> float:
        """About where it ends."""
        return self.x + _WIDTH * self.size * len(self.text)


@dataclass(slots=True)
class _Draft:
    parts: list[str]
    x: float
    y: float
    size: float
    last: float
    """Where its last piece begins."""
    end: float
    """Where it ends, as far as is told."""
    guess: float
    """Where it ends if its letters are as wide as most."""

    def read(self, words: str, y: float, height: float) -> str:
        """Return what is to be read of letters that may be raised or lowered: of the mark of a note nothing."""
        if not self.parts or height >= _SMALLER * self.size or abs(y - self.y) <= _SHIFTED * self.size:
            return words
        return (raised("".join(self.parts), words) if y > self.y else words).lstrip()

    def reach(self, y: float, height: float) -> float:
        """Return where letters may go on: where it ends, or for raised and lowered ones where it may end at most.

        Letters of its own height may be those of another column; those of another belong to what they stand beside.
        """
        is_shifted = height < self.size and abs(y - self.y) > _SHIFTED * self.size
        return max(self.end, self.guess) if is_shifted else self.end


class _Collector:
    """Hears from pypdf what stands where, in the order of the file."""

    def __init__(self) -> None:
        self.drafts: list[_Draft] = []
        self._open: _Draft | None = None
        self._heard = 0
        self._rise = 0.0
        self._rises: list[float] = []
        self._marked: list[bool] = []
        """Of each part of the file that is open and marked: whether nothing of it is to be seen."""

    def hear_operation(self, operator: bytes, operands: list[Any], _cm: object, _tm: object) -> None:
        """Note how high letters are raised, and take those out that stand for a place where a word might be broken."""
        if operator == b"Ts" and operands:
            self._rise = float(operands[0])
        elif operator == b"q":
            self._rises.append(self._rise)
        elif operator == b"Q" and self._rises:
            self._rise = self._rises.pop()
        elif operator in {b"BDC", b"BMC"}:
            told: Any = operands[-1] if operands else None
            self._marked.append(isinstance(told, DictionaryObject) and told.get("/ActualText") in _UNSEEN)
        elif operator == b"EMC" and self._marked:
            self._marked.pop()
        elif operator in {b"Tj", b"TJ"} and any(self._marked) and operands:
            operands[0] = TextStringObject("") if operator == b"Tj" else ArrayObject()

    def hear(self, text: str, cm: "Sequence[float]", tm: "Sequence[float]", _font: object, size: float) -> None:
        """Take one piece of text; ``cm`` and ``tm`` say where it stands."""
        self._heard += 1
        if self._heard > _MOST_PARTS:
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = abs((tm[3] or tm[1]) * (cm[3] or cm[1]))
        y += self._rise * scale
        height = abs(size * scale) or 1.0
        words = text.strip("\n")
        if not words.strip():
            self._hear_nothing(words, x, y)
            return
        draft = self._open
        same = draft is not None and abs(y - draft.y) < _SAME * max(height, draft.size) and "\n" not in text
        near = draft is not None and x - draft.reach(y, height) < _GAP * max(height, draft.size)
        if draft is None or not same or not near or x < draft.x:
            draft = self._open = _Draft([], x, y, height, x, x, x)
            self.drafts.append(draft)
        words = draft.read(words, y, height)
        if not words:
            return
        if height > draft.size and not draft.parts:
            draft.size = height
        draft.parts.append(words)
        draft.last, draft.end = x, x + _WIDTH * height * len(words)
        draft.guess = draft.end

    def _hear_nothing(self, words: str, x: float, y: float) -> None:
        """Learn from an empty piece where the one before it has ended."""
        draft = self._open
        if draft is not None and abs(y - draft.y) < _SAME * draft.size and x >= draft.x:
            # Some programs tell where the last of several words began.
            if x - draft.last > _TOLD * (draft.guess - draft.last):
                draft.end = x
            if words:
                draft.parts.append(" ")


def read_lines(page: "PageObject") -> list[Line]:
    """Return the lines of a page in the order they are read."""
    collector = _Collector()
    hear, before = cast("Any", collector.hear), cast("Any", collector.hear_operation)
    page.extract_text(visitor_text=hear, visitor_operand_before=before)
    lines = [
        Line(text=text, x=draft.x, y=draft.y, size=draft.size)
        for draft in collector.drafts
        if (text := " ".join("".join(draft.parts).split()))
    ]
    return _by_columns(lines)


def _by_columns(lines: list[Line]) -> list[Line]:
    """Put the lines of a page that is written across its two columns in the order they are read."""
    pairs = [(a, b) for a, b in pairwise(lines) if abs(a.y - b.y) < _SAME * a.size and b.x > a.end]
    if len(pairs) < max(3, _SIDE_BY_SIDE * len(lines)):
        return lines
    starts = sorted(b.x for _, b in pairs)
    gutter = starts[len(starts) // 2] - 1
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.y):
        if line.x < gutter < line.end - line.size:  # across both columns
            ordered += [*left, *right, line]
            left.clear()
            right.clear()
        else:
            (left if line.x < gutter else right).append(line)
    return [*ordered, *left, *right]
