"""A book in EPUB -> its chapters, each a page of its own."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from quiz.errors import SourceError
from quiz.model.text import counted, one_line
from quiz.sources.blocks import Block, Link, read_blocks, read_links
from quiz.sources.package import Package, local
from quiz.sources.page import Page, Raw, day_at_start, tell_left_out
from quiz.sources.text import decode, without_notes

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_LEAST_WORDS = 50
"""Words of a chapter, at least: title pages and dedications have less."""
_MOST_DOCUMENTS = 5_000
_MATTER = re.compile(
    r"(?:(?:front |back )?cover(?: page| image)?|half[- ]?title(?: page)?|title ?page|frontispiece|copyright.*|"
    r"(?:table of )?contents|list of .*|dedication|epigraph|praise(?: for .*)?|acknowledge?ments?|"
    r"(?:(?:general|subject|name) )?index(?: of .*)?|(?:select(?:ed)? )?bibliography|(?:end|foot)?notes|"
    r"notes (?:and|on) (?:references|sources)|references|works cited|further reading|colophon|imprint|permissions|"
    r"(?:picture|photo(?:graph)?|image|illustration)s? credits|credits|about the (?:authors?|publishers?)|also by.*|"
    r"(?:other )?(?:books|titles) by.*|by the same author|newsletters?(?: .*)?|advertisements?|"
    r".*project gutenberg.*licen[cs]e.*|transcriber.*)\W*$",
    re.IGNORECASE,
)
"""Titles of what stands in a book before and behind its text."""
_MOST_NAMED = 12
"""Parts of a book that are named as left out; the others are counted."""
_MARKUP = re.compile(r"<\s*[a-zA-Z!?]")


@dataclass(slots=True)
class _Chapter:
    title: str
    part: str = ""
    """The title of the part of the book that it stands in."""
    blocks: list[Block] = field(default_factory=list[Block])

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def text(self) -> str:
        blocks = self.blocks
        title = self.title.casefold()
        while blocks and blocks[0].level and blocks[0].text.casefold() in title:
            blocks = blocks[1:]
        return without_notes("\n\n".join(block.text for block in blocks))

    @property
    def left_out(self) -> str:
        return tell_left_out(Counter(passed for block in self.blocks for passed in block.passed))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    title: str
    author: str
    published: date | None
    documents: tuple[str, ...]
    """The files with the text, in the order they are read."""
    contents: tuple[Link, ...]
    """The table of contents; its targets are paths in the archive."""


@dataclass(frozen=True, slots=True)
class _Start:
    title: str
    part: str = ""


def read(raw: Raw) -> tuple[Page, ...]:
    """Return the chapters of a book; what stands before and behind them, as title page and index, is left out."""
    package = Package(raw)
    book = _open(package, raw.name)
    before = _Chapter("")
    chapters = list(_chapters(package, book, raw.name, before))
    matter = [one for one in chapters if _MATTER.match(one.title)]
    others = [one for one in chapters if not _MATTER.match(one.title) and one.text]
    short = [one for one in others if one.words < _LEAST_WORDS and any(not block.level for block in one.blocks)]
    kept = [one for one in others if one.words >= _LEAST_WORDS]
    if not kept:
        text = "\n\n".join(filter(None, (one.text for one in chapters)))
        return (Page(text=text, title=book.title, published=book.published, author=book.author),)
    _name_apart(kept)
    left = (
        f"{_named(matter)} (no chapters)" if matter else "",
        f"{_named(short)} (too short)" if short else "",
        f"{counted(before.words, 'word')} before the first chapter" if before.text else "",
    )
    return tuple(
        Page(
            text=one.text,
            title=one.title,
            book=book.title,
            published=book.published,
            author=book.author,
            left_out=one.left_out,
            book_left_out="; ".join(filter(None, left)),
        )
        for one in kept
    )


def _named(chapters: list[_Chapter]) -> str:
    names = [one.title for one in chapters if one.title]
    more = len(chapters) - min(len(names), _MOST_NAMED)
    return ", ".join([*names[:_MOST_NAMED], *([f"{more} more"] if more else [])])


def _name_apart(chapters: list[_Chapter]) -> None:
    """Give each chapter a title that no other one has: the first of each part is often called the same."""
    for number, one in enumerate(chapters, 1):
        one.title = one.title or next((block.text for block in one.blocks if block.level), f"Chapter {number}")
    often = Counter(one.title for one in chapters)
    for one in chapters:
        if often[one.title] > 1 and one.part:
            one.title = f"{one.part}: {one.title}"
    seen = Counter[str]()
    for one in chapters:
        seen[one.title] += 1
        if seen[one.title] > 1:
            one.title = f"{one.title} ({seen[one.title]})"


def _open(package: Package, name: str) -> _Book:
    container = package.xml(_CONTAINER)
    root = next((e for e in container.iter() if local(e.tag) == "rootfile"), None) if container is not None else None
    path = root.get("full-path", "") if root is not None else ""
    head = package.xml(path) if path else None
    if head is None:
        raise SourceError(f"{name} is no EPUB: it does not say what is in the book.")
    base = dirname(path)
    items = {e.get("id", ""): e for e in head.iter() if local(e.tag) == "item"}
    spine = next((e for e in head if local(e.tag) == "spine"), None)
    documents = [
        _resolve(base, items[ref.get("idref", "")].get("href", ""))[0]
        for ref in (spine if spine is not None else ())
        if ref.get("idref", "") in items and ref.get("linear") != "no"
    ]
    if len(documents) > _MOST_DOCUMENTS:
        raise SourceError(f"{name} cannot be read: there are {len(documents):,} parts in it.")
    _check_open(package, documents, name)
    facts = [(local(e.tag), one_line(e.text or "")) for e in head.iter() if e.text]
    told = dict(reversed(facts))
    # The date of a free edition is when it was typed, and not when it was written.
    retold = any("gutenberg" in value.casefold() for _, value in facts)
    return _Book(
        title=told.get("title", ""),
        author=", ".join(value for key, value in facts if key == "creator"),
        published=None if retold else day_at_start(told.get("date", "")),
        documents=tuple(dict.fromkeys(documents)),
        contents=tuple(_contents(package, base, items, spine)),
    )


def _check_open(package: Package, documents: list[str], name: str) -> None:
    """Refuse a book whose text is encrypted; fonts often are, and nobody minds."""
    root = package.xml(_ENCRYPTION)
    closed = (
        {unquote(e.get("URI", "")) for e in root.iter() if local(e.tag) == "CipherReference"}
        if root is not None
        else set[str]()
    )
    if closed.intersection(documents):
        raise SourceError(f"{name} is protected against copying, and cannot be read.")


def _contents(package: Package, base: str, items: "dict[str, Element]", spine: "Element | None") -> Iterator[Link]:
    """Yield the lines of the table of contents: of its page, else of the older list that books have beside it."""
    for item in items.values():
        if "nav" in item.get("properties", "").split():
            path, _ = _resolve(base, item.get("href", ""))
            data = package.read(path)
            if data is not None:
                text, _ = decode(Raw(data=data, name=path))
                for link in read_links(_toc_of(text)):
                    target, place = _resolve(dirname(path), link.target)
                    yield Link(f"{target}#{place}", link.text, link.depth)
                return
    listed = items.get(spine.get("toc", "")) if spine is not None else None
    if listed is None:
        listed = next((e for e in items.values() if e.get("media-type") == "application/x-dtbncx+xml"), None)
    if listed is not None:
        path, _ = _resolve(base, listed.get("href", ""))
        root = package.xml(path)
        points = next((e for e in root if local(e.tag) == "navMap"), None) if root is not None else None
        waiting = [(e, 0) for e in reversed(points)] if points is not None else []
        while waiting:
            point, depth = waiting.pop()
            if local(point.tag) == "navPoint":
                target, place = _resolve(dirname(path), _first(point, "content", "src"))
                yield Link(f"{target}#{place}", _first(point, "text", None), depth)
                waiting.extend((e, depth + 1) for e in reversed(point))


def _toc_of(text: str) -> str:
    """Return the part of a page of contents that lists the chapters; others list pages and landmarks."""
    for match in re.finditer(r"<nav\b([^<>]*)>", text):
        if re.search(r"type\s*=\s*[\"'][^\"']*\btoc\b", match[1]):
            end = text.find("</nav", match.end())
            return text[match.end() : end if end >= 0 else len(text)]
    return text


def _first(point: "Element", name: str, attribute: str | None) -> str:
    for element in point.iter():
        if local(element.tag) == name:
            return one_line(element.get(attribute, "") if attribute else element.text or "")
    return ""


def _chapters(package: Package, book: _Book, name: str, before: _Chapter) -> Iterator[_Chapter]:
    """Yield the chapters; what stands before the first one is put into ``before``."""
    starts = _starts(book.contents)
    chapter: _Chapter | None = None
    for path in book.documents:
        places = dict(starts.get(path, ()))
        blocks = _blocks(package, path, name)
        known = {place for block in blocks for place in block.names}
        # A place that is not there is taken for the beginning of its document.
        first = next((start for place, start in places.items() if place not in known), None)
        if first is None and not starts and blocks:
            first = _Start(next((block.text for block in blocks[:3] if block.level), ""))
        if first is not None:
            if chapter is not None:
                yield chapter
            chapter = _Chapter(first.title, first.part)
        for block in blocks:
            start = next((places[place] for place in block.names if place in places), None)
            if start is not None:
                if chapter is not None:
                    yield chapter
                chapter = _Chapter(start.title, start.part)
            (chapter or before).blocks.append(block)
    if chapter is not None:
        yield chapter


def _starts(contents: tuple[Link, ...]) -> dict[str, list[tuple[str, _Start]]]:
    """Return by document at which places chapters begin.

    The lines of the first level are chapters, and so are those below them that begin a document of their own: the
    others are sections.
    """
    found: dict[str, list[tuple[str, _Start]]] = {}
    before, above = "", list[str]()
    for link in contents:
        path, _, place = link.target.partition("#")
        above[link.depth :] = [link.text]
        if (link.depth == 0 or path != before) and path:
            found.setdefault(path, []).append((place, _Start(link.text, "".join(above[:-1][-1:]))))
        before = path
    return found


def _blocks(package: Package, path: str, name: str) -> list[Block]:
    data = package.read(path)
    if data is None:
        return []
    text, _ = decode(Raw(data=data, name=f"{path} in {name}"))
    return read_blocks(text) if _MARKUP.search(text[:4096]) else []


def _resolve(base: str, href: str) -> tuple[str, str]:
    """Return the path in the archive that a reference means, and the place in that file."""
    path, _, place = href.partition("#")
    return normpath(join(base, unquote(path))) if path else "", unquote(place)
