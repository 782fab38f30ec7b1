"""A PDF -> its running text, by pypdf and `quiz.sources.pdf_text`; scanned and encrypted ones are refused."""

import logging
import re
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

from quiz.errors import SourceError
from quiz.model.text import one_line
from quiz.sources.page import Page, Raw
from quiz.sources.pdf_lines import Line, read_lines
from quiz.sources.pdf_text import read_text

if TYPE_CHECKING:
    from pypdf import PageObject

PAGES = 2_000
"""Pages of the longest PDF that is read."""
_LEAST_LETTERS = 40
"""Letters on a page on the average, below which the pages are pictures of text."""
_NO_TITLE = re.compile(
    r"microsoft word|untitled|slide \d|powerpoint|document\d*$|\S*\.(?:docx?|pdf|tex|indd|qxd|html?|dvi|odt|rtf)$|"
    r"\S*[/\\]\S*$|\W*$|\d+$|about:blank",
    re.IGNORECASE,
)
"""Titles that a program has given."""
_PRINTED = re.compile(r"mozilla|chrom|skia|safari|quartz|print to pdf|wkhtml|ghostscript|cairo", re.IGNORECASE)
"""Programs that print what was written before; their date says when."""


def read(raw: Raw) -> tuple[Page, ...]:
    """Return the running text of a PDF, with its title, author and date."""
    logging.disable()  # pypdf tells of every oddity
    try:
        return (_read(raw),)
    except LimitReachedError as problem:
        raise SourceError(f"{raw.name} cannot be read: what is packed in it is too large.") from problem
    except DependencyError as problem:
        raise SourceError(
            f"{raw.name} is encrypted, and cannot be read.", hint="Print it to a new PDF, and take that."
        ) from problem
    except PyPdfError as problem:
        raise SourceError(f"{raw.name} is damaged, and cannot be read.") from problem


def _read(raw: Raw) -> Page:
    reader = PdfReader(BytesIO(raw.data))
    # Many are encrypted without a password, so that nobody prints or changes them; they are open to be read.
    if reader.is_encrypted and not reader.decrypt(""):
        raise SourceError(
            f"{raw.name} is encrypted, and cannot be read without its password.",
            hint="Open it, print it to a new PDF, and take that.",
        )
    count = len(reader.pages)
    if count > PAGES:
        raise SourceError(f"{raw.name} has {count:,} pages; at most {PAGES:,} are read.", hint="Split it in parts.")
    pages: list[list[Line]] = []
    pictures = False
    for page in reader.pages:
        lines = read_lines(page)
        pages.append(lines)
        pictures = pictures or (not lines and _has_picture(page))
    letters = sum(len(line.text) for page in pages for line in page)
    if letters < _LEAST_LETTERS * count and pictures:
        raise SourceError(
            f"{raw.name} is scanned: its pages are pictures, and there is no text to read in them.",
            hint="A program for text recognition (OCR) can add the text.",
        )
    if not letters:
        raise SourceError(f"There is no text in {raw.name}.")
    facts: dict[str, Any] = dict(reader.metadata or {})
    title, text, left = read_text(pages, _title(facts.get("/Title")))
    printed = _PRINTED.search(f"{facts.get('/Creator', '')} {facts.get('/Producer', '')}")
    published = None if printed else _day(facts.get("/CreationDate"))
    return Page(text=text, title=title, published=published, author=_line(facts.get("/Author")), left_out=left)


def _has_picture(page: "PageObject") -> bool:
    resources: Any = page.get("/Resources")
    resources = resources.get_object() if resources is not None else {}
    return bool(resources.get("/XObject"))


def _title(value: object) -> str:
    title = _line(value)
    return "" if _NO_TITLE.match(title) else title


def _line(value: object) -> str:
    return one_line(value) if isinstance(value, str) else ""


def _day(value: object) -> date | None:
    match = re.match(r"(?:D:)?(\d{4})(\d\d)(\d\d)", value) if isinstance(value, str) else None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
