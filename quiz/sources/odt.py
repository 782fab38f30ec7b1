"""An OpenDocument text (.odt) -> its running text; tables, notes, comments and what was deleted are left out."""

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

_PASSED = {
    "table": "table", "note": "note", "annotation": "comment", "frame": "picture", "custom-shape": "drawing",
    "tracked-changes": "", "table-of-content": "", "alphabetical-index": "", "bibliography": "",
    "illustration-index": "", "table-index": "", "object-index": "", "user-index": "", "forms": "", "ruby-text": "",
    "sequence-decls": "", "variable-decls": "", "hidden-text": "", "hidden-paragraph": "", "soft-page-break": "",
}  # fmt: skip
"""Elements in which there is no running text, and what they are called if that is worth to be told."""
_SPACES = frozenset({"s", "tab", "line-break"})
_CODE = re.compile(r"preformatted|code|source", re.IGNORECASE)


def read(raw: Raw) -> tuple[Page, ...]:
    """Return the running text of an OpenDocument text, with what its head says of title, author and date."""
    package = Package(raw)
    manifest = package.xml("META-INF/manifest.xml")
    if manifest is not None and any(local(e.tag) == "encryption-data" for e in manifest.iter()):
        raise SourceError(f"{raw.name} is protected by a password, and cannot be read.")
    root = package.xml("content.xml")
    text = next((e for e in root.iter() if local(e.tag) == "text"), None) if root is not None else None
    if root is None or text is None:
        raise SourceError(f"{raw.name} is no OpenDocument text: there is no text in it.")
    facts = _facts(package)
    left = Counter[str]()
    title = ""
    paragraphs: list[str] = []
    high = frozenset(_raising(root))
    for style, level, words in _paragraphs(text, left, high):
        if not title and not paragraphs and (level == 1 or style == "Title"):
            title = words
        else:
            paragraphs.append(words)
    title = title or take_headline(paragraphs, one_line(facts.get("title", "")))
    return (
        Page(
            text=without_notes("\n\n".join(paragraphs)),
            title=title,
            published=day_at_start(facts.get("date") or facts.get("creation-date")),
            author=one_line(facts.get("initial-creator") or facts.get("creator") or ""),
            left_out=tell_left_out(left),
        ),
    )


def _facts(package: Package) -> dict[str, str]:
    root = package.xml("meta.xml")
    return {local(e.tag): (e.text or "").strip() for e in root.iter()} if root is not None else {}


def _raising(root: "Element") -> Iterator[str]:
    """Yield the names of styles whose text stands higher than the rest."""
    for style in root.iter():
        if local(style.tag) == "style" and any(
            _value(child, "text-position").startswith(("super", *"123456789")) for child in style
        ):
            yield _value(style, "name")


def _paragraphs(root: "Element", left: Counter[str], high: frozenset[str]) -> Iterator[tuple[str, int, str]]:
    """Yield (style, level of a heading or 0, text) of every paragraph; a deep nesting costs no stack."""
    waiting = [*reversed(root)]
    while waiting:
        element = waiting.pop()
        name = local(element.tag)
        if name in _PASSED:
            left[_PASSED[name]] += 1
        elif name in {"p", "h"}:
            style = _value(element, "style-name").replace("_20_", " ")
            words = one_line("".join(_words(element, left, high)))
            if _CODE.search(style):
                left["code block"] += bool(words)
            elif words:
                level = _value(element, "outline-level")
                yield style, (int(level) if level.isdecimal() else 1) if name == "h" else 0, words
        else:
            waiting.extend(reversed(element))


def _words(paragraph: "Element", left: Counter[str], high: frozenset[str]) -> list[str]:
    """Return the text of a paragraph in pieces; what stands behind an element is its tail."""
    words = [paragraph.text or ""]
    waiting: list[Element | str] = [*_inside(paragraph)]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            words.append(part)
            continue
        name = local(part.tag)
        if name in _PASSED:
            left[_PASSED[name]] += 1
        elif name in _SPACES:
            words.append(" ")
        elif name == "span" and _value(part, "style-name") in high:
            words.append(raised("".join(words), "".join(part.itertext())))
        else:
            waiting.extend(_inside(part))
            words.append(part.text or "")
    return words


def _inside(element: "Element") -> "Iterator[Element | str]":
    for child in reversed(element):
        yield child.tail or ""
        yield child


def _value(element: "Element", name: str) -> str:
    return next((value for key, value in element.attrib.items() if local(key) == name), "")
