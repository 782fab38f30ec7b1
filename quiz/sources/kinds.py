"""The kinds of documents that can be read, and how each is recognised: by what is in it, then by what it is called.

A new kind is a module with ``read(raw) -> tuple[Page, ...]`` and one line in `KINDS`. A reader may return several
pages, each of which becomes an article. It takes the bytes for hostile: it is run in a process of its own, with
bounds on memory and time (`quiz.sources.apart`), from the size on that ``apart_from`` says.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import cast

from quiz.errors import SourceError
from quiz.sources.page import Page, Raw
from quiz.sources.refused import PACKED, sort_of

HEAD = 4096
"""Bytes from the beginning of a document by which its kind is recognised."""
MB = 1_000_000
NEVER = 1 << 62

_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(rb"<(?:p|div|span|article|a|h[1-6]|table|br|ul)\b[^<]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of document."""

    noun: str
    module: str
    """Where its reader is; it is imported when the first such document is read."""
    suffixes: tuple[str, ...]
    media: tuple[str, ...]
    limit: int
    """The largest one in bytes."""
    seconds: int = 60
    """How long reading one may take."""
    signature: Callable[[bytes, str], bool] | None = None
    """Tells from its beginning and the suffix of its name whether it is one, if such documents say so of themselves."""
    apart_from: int = 0
    """Bytes from which one is read in a process of its own; ``NEVER`` for what nothing in it can make slow."""
    several: bool = False
    """Whether there may be several articles in one; such a kind has a signature."""
    extra: str = ""
    """What has to be installed to read it, as in ``pip install 'quiz[pdf]'``; empty when it comes with quiz."""


def _is_pdf(head: bytes, _suffix: str) -> bool:
    return b"%PDF-" in head[:1024]


def _is_epub(head: bytes, suffix: str) -> bool:
    packed = head.startswith(PACKED)
    return packed and (b"mimetypeapplication/epub+zip" in head[:100] or suffix == ".epub")


def _is_word(head: bytes, suffix: str) -> bool:
    packed = head.startswith(PACKED)
    return packed and (suffix in {".docx", ".docm"} or (b"[Content_Types].xml" in head and b"word/" in head))


def _is_open_text(head: bytes, suffix: str) -> bool:
    if not head.startswith(PACKED) or b"[Content_Types].xml" in head:
        return False
    return b"mimetypeapplication/vnd.oasis.opendocument.text" in head[:120] or suffix == ".odt"


def _is_archive_of_page(head: bytes, suffix: str) -> bool:
    lines = head.lower()
    saved = b"multipart/related" in lines and (b"\nsnapshot-content-location:" in lines or b"saved by " in lines[:300])
    return saved or (suffix in {".mhtml", ".mht"} and b"mime-version:" in lines)


TEXT = Kind(
    noun="a text",
    module="quiz.sources.text",
    suffixes=(".txt", ".text"),
    media=("text/plain",),
    limit=5 * MB,
    apart_from=NEVER,
)
MARKDOWN = Kind(
    noun="a Markdown file",
    module="quiz.sources.markdown",
    suffixes=(".md", ".markdown"),
    media=("text/markdown",),
    limit=5 * MB,
    seconds=20,
    apart_from=20_000,
)
WEB = Kind(
    noun="a web page",
    module="quiz.sources.web_page",
    suffixes=(".html", ".htm", ".xhtml"),
    media=("text/html", "application/xhtml+xml"),
    limit=20 * MB,
    extra="web",
)
PDF = Kind(
    noun="a PDF",
    module="quiz.sources.pdf",
    suffixes=(".pdf",),
    media=("application/pdf",),
    limit=100 * MB,
    signature=_is_pdf,
)
EPUB = Kind(
    noun="a book",
    module="quiz.sources.epub",
    suffixes=(".epub",),
    media=("application/epub+zip",),
    limit=100 * MB,
    signature=_is_epub,
    several=True,
)
WORD = Kind(
    noun="a Word document",
    module="quiz.sources.docx",
    suffixes=(".docx",),
    media=("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
    limit=50 * MB,
    signature=_is_word,
)
OPEN = Kind(
    noun="an OpenDocument text",
    module="quiz.sources.odt",
    suffixes=(".odt",),
    media=("application/vnd.oasis.opendocument.text",),
    limit=50 * MB,
    signature=_is_open_text,
)
SAVED = Kind(
    noun="a saved web page",
    module="quiz.sources.mhtml",
    suffixes=(".mhtml", ".mht"),
    media=("multipart/related", "message/rfc822"),
    limit=50 * MB,
    signature=_is_archive_of_page,
    extra="web",
)
KINDS: tuple[Kind, ...] = (TEXT, MARKDOWN, WEB, PDF, OPEN, EPUB, WORD, SAVED)
FEED = Kind(
    noun="a feed",
    module="quiz.sources.web.feeds",
    suffixes=(),
    media=(),
    limit=5 * MB,
    seconds=30,
    extra="web",
)
"""No document with an article in it; it is read with the same care as those."""


def recognise(head: bytes, name: str, media_type: str | None = None) -> Kind:
    """Return what kind of document begins with ``head``: what it says of itself goes before its name and its type.

    Raises SourceError for what is recognised and cannot be read.
    """
    suffix = PurePath(name).suffix.lower()
    certain = signed(head, suffix)
    if certain is not None:
        return certain
    other = sort_of(head, suffix)
    if other is not None:
        raise other.refuse(name)
    media = (media_type or "").partition(";")[0].strip().lower()
    if suffix in MARKDOWN.suffixes or media in MARKDOWN.media:
        return MARKDOWN
    told_web = suffix in WEB.suffixes or media in WEB.media
    if _MARKUP.match(_narrow(head)) or (told_web and _TAG.search(_narrow(head))):
        return WEB
    return TEXT


def signed(head: bytes, suffix: str) -> Kind | None:
    """Return the kind of a document that begins with a signature of its own, which none of another kind has."""
    return next((kind for kind in KINDS if kind.signature is not None and kind.signature(head, suffix)), None)


def suffix_kind(suffix: str) -> Kind | None:
    """Return the kind that files with such a name are of."""
    return next((kind for kind in KINDS if suffix.lower() in kind.suffixes), None)


def reader_of(kind: Kind) -> Callable[[Raw], tuple[Page, ...]]:
    """Return the reader of a kind.

    Raises SourceError, with the command that helps, when a package it needs is not installed.
    """
    try:
        module = import_module(kind.module)
    except ImportError as problem:
        if not kind.extra:
            raise
        raise SourceError(
            f"To read {kind.noun} quiz needs more packages.", hint=f"Install them: pip install 'quiz[{kind.extra}]'"
        ) from problem
    return cast("Callable[[Raw], tuple[Page, ...]]", module.read)


def _narrow(head: bytes) -> bytes:
    """Return the beginning of a text in one byte a letter, as far as it is ASCII."""
    return head.replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
