"""Documents -> articles: read, recognised by what is in them, cleaned, with title, date, address and digest."""

import errno
import hashlib
import os
import re
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from quiz.errors import SourceError
from quiz.model.article import Article
from quiz.model.text import clean, one_line
from quiz.sources.kinds import HEAD, TEXT, Kind, reader_of, recognise
from quiz.sources.origin import CLIPBOARD, STDIN, Local, Part
from quiz.sources.page import Page, Raw
from quiz.sources.text import read_plain

_NOBODY = re.compile(
    r"(?:windows |microsoft office |default |local )?users?|admin(?:istrator)?|owner|root|unknown|anonymous|author|"
    r"python-docx|home|pc|hp|dell|lenovo|asus|acer|toshiba",
    re.IGNORECASE,
)
"""Who programs say has written a document when nobody told them."""
LIMIT: int = TEXT.limit
"""Largest text in bytes: about 800,000 words, more than any text that is read in one go."""

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060"))
"""Signs that say where a line may end or may not; within a word they would make another word of it."""


def read_article(source: Local, *, stdin: BinaryIO | None = None, encoding: str = "") -> Article:
    """Return the article in a file, in a part of one, on the clipboard or, for ``-``, on ``stdin``.

    ``encoding`` is that of a text, if somebody knows it.

    `SourceError` with one sentence when there is none that can be read, or when there are several: those of a book are
    taken one by one, as the parts that `read_sources` finds.
    """
    if isinstance(source, Part):
        articles = _parts(source.path, *_state(source.path))
        if source.number >= len(articles):
            raise SourceError(f"There is no part {source.number + 1} in {source.path} any more.")
        return articles[source.number]
    articles = read_articles(source, stdin=stdin, encoding=encoding)
    (first, *others) = articles
    if others:
        raise SourceError(
            f"There are {len(articles)} articles in {_called(source)}.",
            hint="Save it as a file, and name that." if source == STDIN else "",
        )
    return first


def read_articles(source: Path | str, *, stdin: BinaryIO | None = None, encoding: str = "") -> tuple[Article, ...]:
    """Return all articles in a file, on the clipboard or on ``stdin``; there is at least one. Raises SourceError."""
    name = _called(source)
    kind, data = _read(source, stdin, name)
    path = str(source) if isinstance(source, Path) else None
    return _articles(kind, Raw(data=data, name=name, charset=encoding), path)


def read_bytes(
    data: bytes, *, name: str, media_type: str | None = None, address: str | None = None
) -> tuple[Article, ...]:
    """Return the articles in what was fetched; ``name`` is what sentences call it. Raises SourceError.

    ``media_type`` is the type as a server tells it, with its charset. What the bytes themselves say goes before it.
    """
    kind = recognise(data[:HEAD], name, media_type)
    _check_size(data, kind, name)
    charset = (media_type or "").lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
    return _articles(kind, Raw(data=data, name=name, charset=charset, address=address), None)


@lru_cache(maxsize=1)
def _parts(path: Path, _size: int, _changed: int) -> tuple[Article, ...]:
    """Return the articles in a file; of many parts of one file, it is read once."""
    return read_articles(path)


def _state(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError as problem:
        raise SourceError(f"The file {path} cannot be read: {problem.strerror}.") from problem
    return status.st_size, status.st_mtime_ns


def read_pasted(text: str) -> Article:
    """Return the article in a text that somebody pasted; SourceError when there is none in it."""
    page = read_plain(text.translate(_UNSEEN))
    if not page.text.strip():
        raise SourceError("There is no text yet.")
    return Article(text=page.text, title=page.title, sha256=hashlib.sha256(text.encode(errors="replace")).hexdigest())


def _articles(kind: Kind, raw: Raw, path: str | None) -> tuple[Article, ...]:
    if len(raw.data) >= kind.apart_from:
        from quiz.sources.apart import read_apart  # noqa: PLC0415 - a text needs no process of its own

        pages = read_apart(kind, raw)
    else:
        pages = reader_of(kind)(raw)
    pages = tuple(page for page in pages if page.text.strip())
    if not pages:
        raise SourceError(
            f"There is no text in {raw.name}."
            if not raw.data.strip()
            else f"There is no running text in {raw.name}, only headings, code or tables."
        )
    return tuple(_article(page, raw, path, alone=len(pages) == 1) for page in pages)


def _article(page: Page, raw: Raw, path: str | None, *, alone: bool) -> Article:
    # A chapter keeps its digest when another chapter of its book is revised.
    digested = raw.data if alone else f"{page.title}\n\n{page.text}".encode(errors="replace")
    return Article(
        text=clean(page.text.translate(_UNSEEN)),
        title=one_line(page.title),
        book=one_line(page.book),
        path=path,
        url=raw.address or _address(page.url),
        published=page.published,
        author="" if _NOBODY.fullmatch(one_line(page.author)) else one_line(page.author),
        sha256=hashlib.sha256(digested).hexdigest(),
        note=one_line(page.note),
        left_out=one_line(page.left_out),
        book_left_out=one_line(page.book_left_out),
    )


def _address(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) and url.isprintable() and " " not in url else None


def _called(source: object) -> str:
    return "standard input" if source == STDIN else str(source)


def _read(source: Path | str, stdin: BinaryIO | None, name: str) -> tuple[Kind, bytes]:
    if isinstance(source, Path):
        try:
            if source.is_dir():
                if not os.access(source, os.R_OK | os.X_OK):
                    raise SourceError(f"The folder {name} cannot be read: {os.strerror(errno.EACCES)}.")
                raise SourceError(f"{name} is a folder, not a file.")
            with source.open("rb") as file:
                return _read_all(file, name)
        except FileNotFoundError as problem:
            raise SourceError(f"There is no file {name}.", hint="Check the spelling.") from problem
        except OSError as problem:
            raise SourceError(f"The file {name} cannot be read: {problem.strerror}.") from problem
    if source == CLIPBOARD:
        from quiz.sources.clipboard import read_clipboard  # noqa: PLC0415 - hardly an article is there

        return _read_all(BytesIO(read_clipboard()), name)
    if stdin is None:
        raise SourceError("There is nothing on standard input.")
    return _read_all(stdin, name)


def _read_all(file: BinaryIO, name: str) -> tuple[Kind, bytes]:
    """Return what is in a file, and never take more of it than documents of its kind may have."""
    head = file.read(HEAD)
    if not head:
        raise SourceError(f"There is no text in {name}: it is empty.")
    kind = recognise(head, name)
    # A terminal would have to be told once more that this was all.
    data = head if len(head) < HEAD else head + file.read(kind.limit + 1 - len(head))
    _check_size(data, kind, name)
    return kind, data


def _check_size(data: bytes, kind: Kind, name: str) -> None:
    if len(data) > kind.limit:
        raise SourceError(
            f"{name} is larger than {kind.limit // 1_000_000} MB, too large for {kind.noun}.",
            hint="Split it in parts and make a deck of each.",
        )
