"""The markup of a book's chapter -> its blocks of running text, whatever is wrong with the markup."""

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Final

from quiz.model.text import one_line
from quiz.sources.raised import raised

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "section",
        "ul",
    ]
)
_PASSED = frozenset(
    [
        "aside",
        "audio",
        "figcaption",
        "figure",
        "form",
        "head",
        "math",
        "nav",
        "pre",
        "script",
        "style",
        "svg",
        "table",
        "template",
        "video",
    ]
)
"""Elements in which there is no running text."""
_TOLD = {"table": "table", "pre": "code block", "figure": "picture", "math": "formula", "aside": "note"}
"""Those that are worth to be told."""
_MARKS = frozenset({"a", "sup", "span"})
"""Elements that refer to a note, and are none."""
_NOTE = re.compile(r"noteref|footnote|endnote|pg-?header|pg-?footer|pg-?boilerplate|pagebreak|pagenum", re.IGNORECASE)
"""What the kind, class or name of an element says that is no part of the text."""
_HEADING = re.compile(r"h[1-6]$")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a heading."""

    text: str
    level: int
    """Of a heading, from 1; else 0."""
    names: frozenset[str]
    """The names of places that stand before it or in it."""
    passed: tuple[str, ...] = ()
    """What was passed over since the block before it; what stands behind the last one, too."""


@dataclass(frozen=True, slots=True)
class Link:
    """A line of a table of contents."""

    target: str
    text: str
    depth: int


@dataclass(slots=True)
class _Open:
    target: str
    depth: int
    words: list[str] = field(default_factory=list[str])


class _Reader(HTMLParser):
    def __init__(self, *, contents: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self._contents: Final = contents
        self._words: list[str] = []
        self._names: set[str] = set()
        self._over: list[str] = []
        self._level = 0
        self._passed = ""
        """The element that is passed over, and how many of its name are open within it."""
        self._deep = 0
        self._raised: list[str] | None = None
        """What stands in a superscript that is open: a number there is the mark of a note."""
        self._lists = 0
        self._link: _Open | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._passed:
            self._deep += tag == self._passed
            return
        given = {key: value or "" for key, value in attrs}
        named = given.get("id") or (given.get("name") if tag == "a" else "")
        if tag in _BLOCKS:
            self.flush()
        if named:
            self._names.add(named)
        if self._contents:
            self._begin_link(tag, given)
        elif tag in _PASSED or _NOTE.search(f"{given.get('epub:type', '')} {given.get('class', '')} {named}"):
            if tag not in {"body", "section", "html"} or tag in _PASSED:
                self._passed, self._deep = tag, 1
                self._over.append(_TOLD.get(tag, "" if tag in _PASSED or tag in _MARKS else "note"))
        elif _HEADING.match(tag):
            self._level = int(tag[1])
        elif tag == "br":
            self._words.append(" ")
        elif tag == "sup":
            self._raised = []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"br", "hr", "img", "a", "span", "p", "div"}:
            passed = self._passed
            self.handle_starttag(tag, attrs)
            if self._passed == tag and passed != tag:
                self._passed = ""
            elif tag in _BLOCKS or self._passed:
                self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._passed:
            self._deep -= tag == self._passed
            if self._deep == 0:
                self._passed = ""
            return
        if tag in _BLOCKS:
            self.flush()
            self._level = 0
        if tag == "sup" and self._raised is not None:
            text, self._raised = "".join(self._raised), None
            self._words.append(raised("".join(self._words), text))
        if tag in {"ol", "ul"}:
            self._lists -= 1
        if tag == "a" and self._link is not None:
            link, self._link = self._link, None
            self.links.append(Link(link.target, one_line("".join(link.words)), link.depth))

    def handle_data(self, data: str) -> None:
        if self._passed:
            return
        if self._link is not None:
            self._link.words.append(data)
        (self._words if self._raised is None else self._raised).append(data)

    def flush(self) -> None:
        """End a block."""
        text = one_line("".join(self._words))
        self._words.clear()
        if text:
            self.blocks.append(Block(text, self._level, frozenset(self._names), tuple(self._over)))
            self._names.clear()
            self._over.clear()

    def finish(self) -> None:
        """End the last block, and tell with it what was passed over behind it."""
        self.flush()
        if self.blocks and self._over:
            self.blocks[-1] = replace(self.blocks[-1], passed=(*self.blocks[-1].passed, *self._over))

    def _begin_link(self, tag: str, given: dict[str, str]) -> None:
        if tag in {"ol", "ul"}:
            self._lists += 1
        if tag == "a" and given.get("href"):
            self._link = _Open(given["href"], max(0, self._lists - 1))


def read_blocks(text: str) -> list[Block]:
    """Return the paragraphs and headings of a chapter."""
    return _read(text, contents=False).blocks


def read_links(text: str) -> list[Link]:
    """Return the lines of a table of contents."""
    return _read(text, contents=True).links


def _read(text: str, *, contents: bool) -> _Reader:
    reader = _Reader(contents=contents)
    reader.feed(text)
    reader.close()
    reader.finish()
    return reader
