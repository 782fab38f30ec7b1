"""A saved web page -> its main text, by trafilatura: navigation, advertisements, comments, tables and code left out."""

import re

from trafilatura import bare_extraction
from trafilatura.settings import Document

from quiz.errors import SourceError
from quiz.model.text import clean, one_line
from quiz.sources.page import Page, Raw, day_at_start
from quiz.sources.text import decode, without_notes

_CHARSET = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]+encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE
)
_CHARSET_WITHIN = 4096
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_CODE = ("//pre", "//figure", "//aside")
_BULLET = re.compile(r"[-–•*]\s+")


def read(raw: Raw) -> tuple[Page, ...]:
    """Return the main text of a web page, with its title, date, author and address."""
    text, note = decode(Raw(data=raw.data, name=raw.name, charset=raw.charset or _named_charset(raw.data)))
    found = bare_extraction(
        clean(_DECLARATION.sub("", text)),
        url=raw.address,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        prune_xpath=list(_CODE),
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2100-01-01"},
    )
    if not isinstance(found, Document) or not (found.text or "").strip():
        raise SourceError(
            f"No article was found in the web page {raw.name}.",
            hint="Perhaps it is filled by a program in the browser: select the text there, and paste it.",
        )
    title = one_line(found.title or "")
    return (
        Page(
            text=_paragraphs(found.text or "", title),
            title=title,
            published=day_at_start(found.date),
            author=one_line(found.author or ""),
            url=raw.address or found.url or None,
            note=note,
        ),
    )


def _named_charset(data: bytes) -> str:
    """Return the encoding that a page names; those of one byte a letter are meant as browsers take them."""
    match = _CHARSET.search(data[:_CHARSET_WITHIN])
    named = (match[1] or match[2]).decode("ascii").lower() if match else ""
    if named in {"utf-8", "utf8", "unicode", "utf-16", "utf-16le", "utf-16be"}:
        return ""  # what it really is shows
    return "cp1252" if named in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"} else named


def _paragraphs(text: str, title: str) -> str:
    lines = [_BULLET.sub("", line.strip(), count=1) for line in text.splitlines()]
    if lines and one_line(lines[0]).casefold() == title.casefold():
        del lines[0]
    return without_notes("\n\n".join(line for line in lines if line))
