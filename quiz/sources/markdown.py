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
from quiz.sources.raised import raised
from quiz.sources.text import decode, without_notes

_FRONT = re.compile(r"\A(?:---\n(.*?)\n(?:---|\.\.\.)|\+\+\+\n(.*?)\n\+\+\+)[ \t]*\n", re.DOTALL)
"""What a document says of itself, in YAML or TOML."""
_FIELD = re.compile(r"(\w+)\s*[:=]\s*(.*)")
_FOOTNOTE = re.compile(r"^ {0,3}\[\^[^\[\]\s]{1,99}\]:.*(?:\n(?: {4}|\t).*)*|\[\^[^\[\]\s]{1,99}\]", re.MULTILINE)
"""A footnote, or the mark of one."""
_UNSEEN = re.compile(r"%%.*?%%|!\[\[[^\[\]\n]*\]\]", re.DOTALL)
"""A comment, or what is shown from elsewhere, as programs for notes write them."""
_LINK = re.compile(r"\[\[([^\[\]|#\n]*)(?:#[^\[\]|\n]*)?(?:\|([^\[\]\n]*))?\]\](?!\()")
"""A link to another note, as they write it: its name, and what is shown in its place."""
_MARKED = re.compile(r"==(?=\S)([^=\n]+)(?<=\S)==")
_CALLOUT = re.compile(r"^([ >]*)\[![\w-]+\][+-]?", re.MULTILINE)
"""What makes a quotation a note or a warning."""
_BOX = re.compile(r"\[[ xX]\]\s+")
_TAGS = re.compile(r"(?:(?:^|\s+)#[A-Za-z][\w/-]*)+\s*$")
_MARKUP = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
_ADDRESSES = ("url", "source", "canonical_url", "canonical", "link")
_DAYS = ("date", "published", "created")
_RAISED = re.compile(r"</?sup\b", re.IGNORECASE)
_PASSED = {"table_open": "table", "fence": "code block", "code_block": "code block", "html_block": "HTML block"}
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
        lines = (front[1] or front[2] or "").splitlines()
        fields = {m[1].lower(): m[2].strip().strip("\"'[]") for line in lines if (m := _FIELD.match(line))}
        text = text[front.end() :]
    title = fields.get("title", "")
    paragraphs: list[str] = []
    notes = sum(note[0].lstrip().find("]:") > 0 for note in _FOOTNOTE.finditer(text))
    text = _CALLOUT.sub(r"\1", _UNSEEN.sub("", _FOOTNOTE.sub("", text)))
    text = _MARKED.sub(r"\1", _LINK.sub(lambda link: link[2] or link[1], text))
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    for level, words in _paragraphs(tokens):
        if level == 1 and not title and not paragraphs:
            title = words
        elif level != 1 or words != title:
            paragraphs.append(words)
    return Page(
        text=without_notes("\n\n".join(paragraphs)),
        title=title,
        published=_published(fields),
        author=fields.get("author") or fields.get("authors") or "",
        url=next((url for name in _ADDRESSES if "://" in (url := fields.get(name, ""))), None),
        left_out=tell_left_out(Counter(map(_passed, tokens)) + Counter({"note": notes})),
    )


def _passed(token: Token) -> str:
    """Return what is passed over with a token; markup alone is nothing."""
    if token.type == "html_block" and not _MARKUP.sub("", token.content).strip():
        return ""
    return _PASSED.get(token.type, "")


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
            words = _TAGS.sub("", _BOX.sub("", words) if _BOX.match(words) else words)
            if words:
                yield level, words


def _inline(tokens: list[Token]) -> list[str]:
    words: list[str] = []
    high, struck = False, 0
    for token in tokens:
        if token.tag == "s":
            struck += token.nesting
        elif struck:
            continue
        elif token.type in {"text", "code_inline"}:
            words.append(raised("".join(words), token.content) if high else token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            words.append(" ")
        elif token.type == "html_inline" and _RAISED.match(token.content):
            high = not token.content.startswith("</")
    return words


def _published(fields: dict[str, str]) -> date | None:
    return next((day for name in _DAYS if (day := day_at_start(fields.get(name)))), None)
