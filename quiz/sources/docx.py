"""A Word document (.docx) -> its running text; tables, code, captions, notes and what was deleted are left out."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quiz.errors import SourceError
from quiz.model.text import one_line
from quiz.sources.package import Package, local
from quiz.sources.page import Page, Raw, day_at_start, tell_left_out
from quiz.sources.raised import raised
from quiz.sources.text import take_headline, without_notes

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DOCUMENT = "word/document.xml"
_PASSED = frozenset({"del", "moveFrom", "instrText", "delText", "Fallback", "txbxContent", "pict", "tbl", "object"})
"""Elements in which there is nothing to be read: deleted, written twice, or no running text."""
_TOLD = {"tbl": "table", "txbxContent": "text box", "object": "object", "drawing": "picture"}
"""What is passed over and worth to be told."""
_SPACES = frozenset({"tab", "br", "cr"})
_NO_PROSE = re.compile(
    r"toc\b|table of|caption|header|footer|footnote|endnote|code|html preformatted|macro|index|bibliography",
    re.IGNORECASE,
)
_TITLE = re.compile(r"title$", re.IGNORECASE)
_HEADING = re.compile(r"heading 1$", re.IGNORECASE)
_NAMED_BY_PROGRAM = re.compile(r"microsoft word|untitled|document\d*$|.*\.docx?$|word document$", re.IGNORECASE)


def read(raw: Raw) -> tuple[Page, ...]:
    """Return the running text of a Word document, with what its head says of title, author and date."""
    package = Package(raw)
    document = package.xml(_DOCUMENT)
    if document is None:
        raise SourceError(f"{raw.name} is no Word document: there is no text in it.")
    styles = _styles(package)
    facts = _facts(package)
    title = ""
    paragraphs: list[str] = []
    left = Counter[str]()
    for style, text in _paragraphs(document, styles, left):
        if not text or _NO_PROSE.match(style):
            left["caption"] += bool(text) and style.lower().startswith("caption")
            left["code block"] += bool(text) and "code" in style.lower()
            continue
        if not title and not paragraphs and (_TITLE.match(style) or _HEADING.match(style)):
            title = text
        else:
            paragraphs.append(text)
    named = one_line(facts.get("title", ""))
    if not title:
        title = take_headline(paragraphs, "" if _NAMED_BY_PROGRAM.match(named) else named)
    return (
        Page(
            text=without_notes("\n\n".join(paragraphs)),
            title=title,
            published=day_at_start(facts.get("modified") or facts.get("created")),
            author=facts.get("creator", ""),
            left_out=tell_left_out(left),
        ),
    )


def _styles(package: Package) -> dict[str, str]:
    """Return the names of styles by their ids; the ids are in the language of the program that wrote them."""
    found: dict[str, str] = {}
    root = package.xml("word/styles.xml")
    for style in root if root is not None else ():
        name = next((child for child in style if local(child.tag) == "name"), None)
        if local(style.tag) == "style" and name is not None:
            found[_value(style, "styleId")] = _value(name, "val")
    return found


def _facts(package: Package) -> dict[str, str]:
    root = package.xml("docProps/core.xml")
    return {local(child.tag): (child.text or "").strip() for child in root} if root is not None else {}


def _paragraphs(root: "Element", styles: dict[str, str], left: Counter[str]) -> Iterator[tuple[str, str]]:
    """Yield (name of the style, text) of every paragraph outside of tables."""
    for element in _walk(root, left, into_paragraphs=False):
        if local(element.tag) == "p":
            style = high = ""
            parts: list[str] = []
            for inner in _walk(element, left, into_paragraphs=True):
                name = local(inner.tag)
                if name == "pStyle":
                    style = styles.get(_value(inner, "val"), _value(inner, "val"))
                elif name == "r":
                    high = _height(inner)
                elif name == "t":
                    text = inner.text or ""
                    parts.append(raised("".join(parts), text) if high == "superscript" else text)
                elif name in _SPACES:
                    parts.append(" ")
                elif name == "noBreakHyphen":
                    parts.append("-")
            yield style, one_line("".join(parts))


def _walk(root: "Element", left: Counter[str], *, into_paragraphs: bool) -> "Iterator[Element]":
    """Yield what is in an element, in order, without what is to be passed over; a deep nesting costs no stack."""
    waiting = [*reversed(root)]
    while waiting:
        element = waiting.pop()
        name = local(element.tag)
        left[_TOLD.get(name, "")] += 1
        if name in _PASSED or (name == "sdt" and _is_contents(element)) or (name == "r" and _is_hidden(element)):
            continue
        yield element
        if into_paragraphs or name != "p":
            waiting.extend(reversed(element))


def _is_hidden(run: "Element") -> bool:
    return any(local(mark.tag) == "vanish" for child in run if local(child.tag) == "rPr" for mark in child)


def _height(run: "Element") -> str:
    """Return whether a run stands higher or lower than the others, as the document calls it."""
    marks = (mark for child in run if local(child.tag) == "rPr" for mark in child if local(mark.tag) == "vertAlign")
    return next((_value(mark, "val") for mark in marks), "")


def _is_contents(block: "Element") -> bool:
    """Tell whether a block is a table of contents that the program keeps."""
    heads = (child for child in block if local(child.tag) == "sdtPr")
    return any(
        local(mark.tag) == "docPartGallery" and _value(mark, "val").startswith("Table")
        for h in heads
        for mark in h.iter()
    )


def _value(element: "Element", name: str) -> str:
    return next((value for key, value in element.attrib.items() if local(key) == name), "")
