"""What a deck remembers of the cards that were generated for it: as which text, and which of them were refused.

A generated card that reads as it was written may be brought up to date when its article is read again; one that a
hand has changed may not. A card that was written once and stands in the file no more was deleted, and stays away.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from quiz.model.ids import NoteId
from quiz.model.text import clean

TRACE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{8}")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """How one generated card was written."""

    id: NoteId
    text: str
    """Checksum of all that the card says."""
    question: str
    """Checksum of the words of the question alone."""

    def __str__(self) -> str:
        """Return both sums as the deck file has them."""
        return f"{self.text}-{self.question}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A generated card that a person does not want; its words tell it from others when the article is revised."""

    id: NoteId
    prompt: str = ""
    answer: str = ""
    evidence: str = ""


def plain(text: str) -> str:
    """Return the words of ``text`` in small letters, with a space between them: what two texts are compared by."""
    return " ".join(_WORD.findall(clean(text).casefold()))


def checksum(parts: Iterator[str] | tuple[str, ...]) -> str:
    """Return a short sum of texts, the same on every machine."""
    return hashlib.sha256("\x1f".join(clean(part) for part in parts).encode()).hexdigest()[:8]


def read_trace(name: NoteId, written: str) -> Trace | None:
    """Return the trace of the card ``name`` from what `str` made of it, or ``None`` when it is none."""
    if not TRACE.fullmatch(written):
        return None
    text, question = written.split("-")
    return Trace(id=name, text=text, question=question)
