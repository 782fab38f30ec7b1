"""A source text and places in it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a text: character offsets, half open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text to make cards from, cleaned, with what is known of where it comes from."""

    text: str
    """The main text; paragraphs are separated by an empty line."""
    title: str = ""
    """The headline, or empty when the source gives none."""
    book: str = ""
    """What the whole is called, if this is a chapter of it."""
    path: str | None = None
    """The file as the user named it; ``None`` for standard input and web pages."""
    url: str | None = None
    published: date | None = None
    """The day the text speaks from, when the source or the user says so."""
    author: str = ""
    language: str = ""
    """Its code, as ``en``, when the user says so."""
    sha256: str = ""
    """Hexadecimal digest of the bytes that were read; of a part of a document, of its text."""
    note: str = ""
    """A sentence for the user about what is not sure about it, or empty."""
    called: str = ""
    """The title of its deck, if somebody gave it another one than its headline."""
    left_out: str = ""
    """What of the document is not in the text, as ``2 tables, 1 code block``, or empty."""
    book_left_out: str = ""
    """What of its book is in no chapter, as ``Cover, Index (no chapters)``, or empty."""

    @property
    def name(self) -> str:
        """What it is called where nobody sees its book: the headline, after the title of the book."""
        return ": ".join(filter(None, dict.fromkeys((self.book, self.title))))
