"""Bytes -> `Article`: decoded, cleaned, with title, date and digest."""

import hashlib
import re
from pathlib import Path
from typing import BinaryIO

from quiz.errors import SourceError
from quiz.model.article import Article
from quiz.model.text import clean
from quiz.sources.find import STDIN, Origin
from quiz.sources.markdown import Page, read_markdown

LIMIT: int = 5_000_000
"""Largest article in bytes: about 800,000 words, more than any text that is read in one go."""

_BLANK = re.compile(r"\n\s*\n")
_NOTES = re.compile(
    r"[ \u00a0]?\[(?:\d{1,3}|[a-z]|(?:note|nb|n) ?\d{1,3}|(?:citation|clarification|verification|page) needed|"
    r"when\?|who\?|where\?|which\?|by whom\?|dubious|sic)\](?!\w)",
    re.IGNORECASE,
)
"""Marks of footnotes and of editors, as encyclopedias set them behind sentences; they are no part of the text."""
_HEADLINE = 150
"""Longest first line that may be a headline, in characters."""


def read_article(source: Origin, *, stdin: BinaryIO | None = None) -> Article:
    """Return the article in a file or, for ``-``, on ``stdin``.

    A name that ends in .md or .markdown is read as Markdown, everything else as plain text. `SourceError` with one
    sentence when it is missing, unreadable, too large, empty, binary or not UTF-8 (UTF-16 with a mark is fine).
    """
    name = "standard input" if source == STDIN else str(source)
    data = _read(source, stdin, name)
    text = clean(_decode(data, name))
    if not text.strip():
        raise SourceError(f"There is no text in {name}.")
    marked = isinstance(source, Path) and source.suffix.lower() in {".md", ".markdown"}
    page = read_markdown(text) if marked else _read_plain(_NOTES.sub("", text))
    if not page.text.strip():
        raise SourceError(f"There is no running text in {name}, only headings, code or tables.")
    return Article(
        text=page.text,
        title=page.title,
        path=None if source == STDIN else str(source),
        published=page.published,
        sha256=hashlib.sha256(data).hexdigest(),
    )


def read_pasted(text: str) -> Article:
    """Return the article in a text that somebody pasted; SourceError when there is none in it."""
    page = _read_plain(_NOTES.sub("", clean(text)))
    if not page.text.strip():
        raise SourceError("There is no text yet.")
    return Article(text=page.text, title=page.title, sha256=hashlib.sha256(text.encode(errors="replace")).hexdigest())


def _read(source: Origin, stdin: BinaryIO | None, name: str) -> bytes:
    if isinstance(source, Path):
        try:
            if source.is_dir():
                raise SourceError(f"{name} is a folder, not a file.")
            with source.open("rb") as file:
                data = file.read(LIMIT + 1)
        except FileNotFoundError as problem:
            raise SourceError(f"There is no file {name}.", hint="Check the spelling.") from problem
        except OSError as problem:
            raise SourceError(f"The file {name} cannot be read: {problem.strerror}.") from problem
    elif stdin is None:
        raise SourceError("There is nothing on standard input.")
    else:
        data = stdin.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise SourceError(
            f"The text in {name} is larger than {LIMIT // 1_000_000} MB, too large for an article.",
            hint="Split it in parts and make a deck of each.",
        )
    if not data:
        raise SourceError(f"There is no text in {name}: it is empty.")
    return data


def _decode(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as problem:
            raise SourceError(f"The text in {name} is broken UTF-16 at byte {problem.start}.") from problem
    if b"\0" in data:
        raise SourceError(
            f"{name} is not text: it holds a zero byte at byte {data.index(0)}.",
            hint="Only text and Markdown files can be read.",
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        # A byte order mark is counted by nobody who looks for the byte in the file.
        shift = 3 if data.startswith(b"\xef\xbb\xbf") else 0
        raise SourceError(
            f"The text in {name} is not UTF-8: byte {problem.start + shift} is 0x{data[problem.start + shift]:02x}.",
            hint="Save it as UTF-8 and try again.",
        ) from problem


def _read_plain(text: str) -> Page:
    """Take the headline off a plain text: a first line that ends like no sentence, with a paragraph after it."""
    body = text.strip()
    first, _, rest = body.partition("\n")
    alone = _BLANK.match("\n" + rest) is not None or rest.startswith("\n")
    if (
        rest.strip()
        and alone
        and len(first) <= _HEADLINE
        and not first.rstrip().endswith((".", "!", ":", ";", ",", '"', "”"))
    ):
        return Page(text=rest.strip(), title=first.strip())
    return Page(text=body)
