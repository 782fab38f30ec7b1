"""Markdown -> running text: front matter read, markup taken off, code, tables and HTML left out."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from markdown_it import MarkdownIt
from markdown_it.token import Token

from quiz.model.text import clean
from quiz.sources.page import Page, Raw, day_at_start, tell_left_out
from quiz.sources.text import decode

_FRONT = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\s*\n", re.DOTALL)
_FOOTNOTE = re.compile(r"^ {0,3}\[\^[^\[\]\s]{1,99}\]:.*(?:\n(?: {4}|\t).*)*|\[\^[^\[\]\s]{1,99}\]", re.MULTILINE)
"""A footnote, or the mark of one."""
_EMBEDDED = re.compile(r"!\[\[[^\[\]\n]*\]\]")
_LINK = re.compile(r"\[\[([^\[\]|#\n]*)(?:#[^\[\]|\n]*)?(?:\|([^\[\]\n]*))?\]\]")
"""A link to another note, as programs for notes write it: its name, and what is shown in its place."""
_MARKED = re.compile(r"==(?=\S)([^=\n]+)(?<=\S)==")
_CALLOUT = re.compile(r"^([ >]*)\[![\w-]+\][+-]?", re.MULTILINE)
"""What makes a quotation a note or a warning."""
_FIELD = re.compile(r"(\w+)\s*:\s*(.*)")
_PASSED = {"table_open": "table", "fence": "code block", "code_block": "code block", "html_block": "block of HTML"}
"""What begins with such a token is no running text."""


def read(raw: Raw) -> tuple[Page, ...]:
    """Return the running text of a Markdown file."""
    text, note = decode(raw)
    return (replace(read_markdown(clean(text)), note=note),)


def read_markdown(text: str) -> Page:
    """Return the running text of a Markdown document; paragraphs, headings and list items become paragraphs.

    The title is the front matter's, else the first heading of the first level, which then leaves the text.
    """
    fields: dict[str, str] = {}
    front = _FRONT.match(text)
    if front:
        fields = {
            m[1].lower(): m[2].strip().strip("\"'") for line in front[1].splitlines() if (m := _FIELD.match(line))
        }
        text = text[front.end() :]
    text = _CALLOUT.sub(r"\1", _EMBEDDED.sub("", _FOOTNOTE.sub("", text)))
    text = _MARKED.sub(r"\1", _LINK.sub(lambda link: link[2] or link[1], text))
    title = fields.get("title", "")
    paragraphs: list[str] = []
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    for level, words in _paragraphs(tokens):
        if level == 1 and not title and not paragraphs:
            title = words
        elif level != 1 or words != title:
            paragraphs.append(words)
    return Page(
        text="\n\n".join(paragraphs),
        title=title,
        published=_published(fields),
        author=fields.get("author", ""),
        url=fields.get("url") or fields.get("source") or None,
        left_out=tell_left_out(Counter(_PASSED[token.type] for token in tokens if token.type in _PASSED)),
    )


def _paragraphs(tokens: list[Token]) -> Iterator[tuple[int, str]]:
    """Yield (heading level or 0, text) of every block of running text."""
    level = 0
    in_table = False
    for token in tokens:
        if token.type in {"table_open", "table_close"}:
            in_table = token.type == "table_open"
        elif token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "heading_close":
            level = 0
        elif token.type == "inline" and not in_table:
            words = " ".join("".join(_inline(token.children or [])).split())
            if words:
                yield level, words


def _inline(tokens: list[Token]) -> Iterator[str]:
    struck = 0
    for token in tokens:
        if token.tag == "s":
            struck += token.nesting
        elif token.type in {"text", "code_inline"} and not struck:
            yield token.content
        elif token.type in {"softbreak", "hardbreak"}:
            yield " "


def _published(fields: dict[str, str]) -> date | None:
    return day_at_start(fields.get("date", "") or fields.get("published", ""))
