"""What a reader is given and what it returns: the bytes of one document, and the running texts that are in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from quiz.model.text import counted

_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """A document as it came, not yet read."""

    data: bytes
    name: str
    """What to call it in a sentence for the user."""
    charset: str = ""
    """The encoding that somebody who should know says it has."""
    address: str | None = None
    """Where it was fetched from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A running text, as paragraphs with empty lines between them, and what its document says about it."""

    text: str
    title: str = ""
    book: str = ""
    """What the whole is called, if this is a part of it."""
    published: date | None = None
    author: str = ""
    url: str | None = None
    note: str = ""
    """A sentence about what is not sure about it."""
    left_out: str = ""
    """What was passed over, as ``2 tables, 1 code block``."""
    book_left_out: str = ""
    """What of the whole is in none of its parts, as ``Cover, Index (no chapters)``."""


def tell_left_out(counts: Mapping[str, int]) -> str:
    """Return in words how many of each thing were passed over; what has no name is not worth to be told."""
    return ", ".join(counted(number, noun) for noun, number in counts.items() if noun and number)


def day_at_start(text: str | None) -> date | None:
    """Return the date that a text begins with, as documents write it: ``2025-09-12``; ``None`` when it does not."""
    match = _DATE.match(text or "")
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
