"""Bytes in any common encoding -> text, and plain text -> `Page`. What cannot be told for sure is refused or noted."""

import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

from quiz.errors import SourceError
from quiz.model.text import clean
from quiz.sources.page import Page, Raw

_MARKS = (
    (BOM_UTF32_LE, "utf-32"),
    (BOM_UTF32_BE, "utf-32"),
    (BOM_UTF16_LE, "utf-16"),
    (BOM_UTF16_BE, "utf-16"),
)
_WIDE = 0.4
"""Share of zero bytes among every second byte from which a text without a mark is UTF-16."""
_WESTERN = frozenset("‘’“”–—…•€£©®™°·½¼¾«»§¿¡²³×\u00a0\u00ad")
"""Signs beyond ASCII that English text has."""
_ODD = frozenset("ŸŽžþÞðÐÿ")
"""Letters of Windows-1252 that stand far more often for another encoding than for themselves."""
_MACINTOSH = re.compile(rb"[a-z]\xd5[a-z]|(?<![\x80-\xff\w])\xd2[A-Za-z][^\xd2\xd3\n]{0,400}\xd3(?![\x80-\xff\w])")
"""An apostrophe or a pair of quotation marks as old Macintoshes wrote them; in other encodings no word has such."""
_FOREIGN = 0.7
"""Share of the letters of a word that may be beyond ASCII, as in Ærø."""
_NO_CHARSETS = frozenset({"unicode_escape", "raw_unicode_escape", "idna", "punycode", "utf_7", "mbcs", "oem"})
"""What Python can decode and nobody writes a text in."""
_CHAOS = 0.1
_COHERENCE = 0.4
_WORD = re.compile(r"[^\W\d_]+")
_BLANK = re.compile(r"\n\s*\n")
_NOTES = re.compile(
    r"[ \u00a0]?\[(?:\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*|[a-z]|(?:note|nb|n) ?\d{1,3}|"
    r"(?:citation|clarification|verification|page) needed|"
    r"when\?|who\?|where\?|which\?|by whom\?|dubious|sic|edit)\](?!\w)",
    re.IGNORECASE,
)
"""Marks of footnotes and of editors, as encyclopedias set them behind sentences; they are no part of the text."""
_GUTENBERG = re.compile(
    r"^\*\*\* ?START OF (?:THE|THIS) PROJECT GUTENBERG EBOOK[^*]*\*\*\*[ \t]*$(.*?)"
    r"(?=^(?:\*\*\* ?END OF (?:THE|THIS) PROJECT|End of (?:the )?Project) Gutenberg|\Z)",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_TOLD = re.compile(r"^(Title|Author): *(.+)$", re.MULTILINE)
_NOTICES = "the notices of Project Gutenberg"
_QUOTED = re.compile(r"^(?:> ?)+", re.MULTILINE)
_HEADLINE = 150
"""Longest first line that may be a headline, in characters."""


def read(raw: Raw) -> tuple[Page, ...]:
    """Return the running text of a plain text."""
    text, note = decode(raw)
    return (read_plain(text, note),)


def take_headline(paragraphs: list[str], title: str) -> str:
    """Return the title of a document, and take it from the head of its paragraphs if it stands there.

    ``title`` is what the document says of itself, or empty.
    """
    if len(paragraphs) > 1 and (may_be_headline(paragraphs[0]) if not title else paragraphs[0] == title):
        return paragraphs.pop(0)
    return title


def read_plain(text: str, note: str = "") -> Page:
    """Take the headline off a plain text: a first line that ends like no sentence, with a paragraph after it.

    What Project Gutenberg puts before and behind its books goes, and so do the signs before lines that are quoted.
    """
    text = clean(text)
    if book := _GUTENBERG.search(text):
        told = dict(_TOLD.findall(text[: book.start()]))
        body = without_notes(book[1]).strip()
        return Page(text=body, title=told.get("Title", ""), author=told.get("Author", ""), note=note, left_out=_NOTICES)
    body = _QUOTED.sub("", without_notes(text)).strip()
    first, _, rest = body.partition("\n")
    alone = _BLANK.match("\n" + rest) is not None or rest.startswith("\n")
    if rest.strip() and alone and may_be_headline(first):
        return Page(text=rest.strip(), title=first.strip(), note=note)
    return Page(text=body, note=note)


def may_be_headline(line: str) -> bool:
    """Tell whether the first line of a text may be its headline: it is short, and no sentence."""
    return len(line) <= _HEADLINE and not line.rstrip().endswith((".", "!", ":", ";", ",", '"', "”"))


def without_notes(text: str) -> str:
    """Return a text without the marks of footnotes and of editors."""
    return _NOTES.sub("", text)


def is_encoding(charset: str) -> bool:
    """Tell whether there is such an encoding of text."""
    if charset.replace("-", "_").lower() in _NO_CHARSETS:
        return False
    try:
        b"ab\0\0".decode(charset)  # of no bytes at all Python does not ask what they are
    except (LookupError, ValueError):
        return False
    return True


def decode(raw: Raw) -> tuple[str, str]:
    """Return the text that bytes stand for, and a sentence about it when its encoding was guessed.

    Raises SourceError when they are no text, or when it cannot be told which text they are.
    """
    data, name = raw.data, raw.name
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, name), ""
    if raw.charset and is_encoding(raw.charset) and not data.startswith(BOM_UTF8):
        return _strictly(data, raw.charset, name), ""
    if b"\0" in data:
        return _without_mark(data, name), ""
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError as problem:
        guessed = _western(data, "cp1252", "Windows-1252 (Western European)")
        if guessed is None and _MACINTOSH.search(data):
            guessed = _western(data, "mac_roman", "Macintosh Roman")
        guessed = guessed or _guessed(data)
        if guessed is not None and not data.startswith(BOM_UTF8):
            text, encoding = guessed
            return text, f"{name} is not UTF-8; it was read as {encoding}."
        # A byte order mark is counted by nobody who looks for the byte in the file.
        shift = 3 if data.startswith(BOM_UTF8) else 0
        raise SourceError(
            f"The text in {name} is not UTF-8: byte {problem.start + shift} is 0x{data[problem.start + shift]:02x}.",
            hint="Save it as UTF-8, or name its encoding with --encoding.",
        ) from problem


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as problem:
        shown = encoding.upper()
        raise SourceError(f"The text in {name} is broken {shown} at byte {problem.start}.") from problem


def _without_mark(data: bytes, name: str) -> str:
    half = max(1, len(data) // 2)
    for encoding, zeros in (("utf-16-le", data[1::2]), ("utf-16-be", data[0::2])):
        if zeros.count(0) >= _WIDE * half and len(data) % 2 == 0:
            return _strictly(data, encoding, name)
    raise SourceError(
        f"{name} is not text: it holds a zero byte at byte {data.index(0)}.",
        hint="Text, Markdown, web pages, PDF, EPUB, Word (.docx) and OpenDocument texts (.odt) can be read.",
    )


def _western(data: bytes, encoding: str, called: str) -> tuple[str, str] | None:
    """Return the text in an encoding of the west when nothing in it looks unlike English with foreign names."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    signs = {sign for sign in text if not sign.isascii()}
    if any(not (sign in _WESTERN or (sign.isalpha() and sign not in _ODD)) for sign in signs):
        return None
    for word in {word for word in _WORD.findall(text) if not word.isascii()}:
        beyond = [sign for sign in word if not sign.isascii()]
        shouted = not word.isupper() and any(sign.isupper() for sign in word[1:] if not sign.isascii())
        if len(beyond) > _FOREIGN * len(word) or shouted or not all(map(_is_latin, beyond)):
            return None
    return text, called


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")


def _guessed(data: bytes) -> tuple[str, str] | None:
    """Return the one text that the bytes can be, if there is but one."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - hardly a text needs it

    found = from_bytes(data)
    best = found.best()
    if best is None or best.chaos > _CHAOS or best.coherence < _COHERENCE:
        return None
    text = str(best)
    if any(str(other) != text for other in found if other.chaos <= best.chaos + _CHAOS):
        return None
    return text, best.encoding
