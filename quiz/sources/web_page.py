"""A saved web page -> its main text, by trafilatura: navigation, advertisements, comments, tables and code left out."""

import re
from typing import TYPE_CHECKING, cast

from trafilatura import bare_extraction
from trafilatura.settings import Document
from trafilatura.utils import load_html

from quiz.errors import SourceError
from quiz.model.text import clean, counted, one_line
from quiz.sources.page import Page, Raw, day_at_start
from quiz.sources.text import decode, without_notes

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CHARSET = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]+encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE
)
_CHARSET_WITHIN = 4096
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_CODE = ("//pre", "//figure", "//aside")
_UNSEEN = frozenset({"script", "style", "noscript", "template", "head"})
_WORTH = 20
"""Words that are left out of a page, from which that is worth to be told."""
_BREAK = re.compile(r"<br\s*/?>\s*(?=(\w))", re.IGNORECASE)
_QUOTE = re.compile(r"</?q(?:\s[^<>]*)?>", re.IGNORECASE)
_BULLET = re.compile(r"\A[-–•*]\s+")


def read(raw: Raw) -> tuple[Page, ...]:
    """Return the main text of a web page, with its title, date, author and address."""
    text, note = decode(Raw(data=raw.data, name=raw.name, charset=raw.charset or _named_charset(raw.data)))
    tree = load_html(_whole_sentences(clean(_DECLARATION.sub("", text))))
    shown = _words_shown(cast("Element", tree)) if tree is not None else 0
    found = bare_extraction(
        tree,
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
    running = _paragraphs(found.text or "", title)
    left = shown - len(running.split()) - len(title.split())
    return (
        Page(
            text=running,
            title=title,
            published=day_at_start(found.date),
            author=one_line(found.author or ""),
            url=raw.address or found.url or None,
            note=note,
            left_out=f"{counted(left, 'word')} of menus, notices and the like" if left >= _WORTH else "",
        ),
    )


def _whole_sentences(page: str) -> str:
    """Return a page without those tags within sentences for which trafilatura begins a paragraph."""
    return _QUOTE.sub('"', _BREAK.sub(lambda tag: " " if tag[1].islower() else tag[0], page))


def _words_shown(tree: "Element") -> int:
    """Return how many words of a page a browser may show."""
    total = 0
    for element in tree.iter():
        if element.tag not in _UNSEEN:
            total += len((element.text or "").split())
        total += len((element.tail or "").split())
    return total


def _named_charset(data: bytes) -> str:
    """Return the encoding that a page names; those of one byte a letter are meant as browsers take them."""
    match = _CHARSET.search(data[:_CHARSET_WITHIN])
    named = (match[1] or match[2]).decode("ascii").lower() if match else ""
    if named in {"utf-8", "utf8", "unicode", "utf-16", "utf-16le", "utf-16be"}:
        return ""  # what it really is shows
    return "cp1252" if named in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"} else named


def _paragraphs(text: str, title: str) -> str:
    lines = [_BULLET.sub("", without_notes(line).strip()) for line in text.splitlines()]
    if lines and one_line(lines[0]).casefold() == title.casefold():
        del lines[0]
    return "\n\n".join(line for line in lines if line)
