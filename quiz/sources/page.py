"""What a reader is given and what it returns: the bytes of one document, and the running texts that are in it."""

from dataclasses import dataclass
from datetime import date


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
