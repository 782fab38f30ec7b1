"""A saved web page -> its main text, by trafilatura: navigation, advertisements, comments, tables and code left out."""

import re
from typing import TYPE_CHECKING, Any, cast

from trafilatura import bare_extraction
from trafilatura.settings import Document
from trafilatura.utils import load_html

from quiz.errors import SourceError
from quiz.model.text import clean, counted, one_line
from quiz.sources.page import Page, Raw, day_at_start
from quiz.sources.raised import raised
from quiz.sources.text import decode, without_notes

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CHARSET = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]+encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE
)
_CHARSET_WITHIN = 4096
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_PRUNED = (
    "//pre",
    "//figure",
    "//aside",
    "//noscript",
    "//*[contains(concat(' ', @class, ' '), ' mw-editsection ')]",
    "//*[contains(concat(' ', @class, ' '), ' hatnote ')]",
    "//*[contains(concat(' ', @class, ' '), ' reflist ')]",
    "//ol[contains(concat(' ', @class, ' '), ' references ')]",
    "//*[contains(concat(' ', @class, ' '), ' pg-boilerplate ')]",
)
"""What is no text of an article: code, pictures, what stands beside it, and marks of encyclopedias."""
_UNSEEN = frozenset({"script", "style", "noscript", "template", "head"})
_WORTH = 20
"""Words that are left out of a page, from which that is worth to be told."""
_WRAPPED = re.compile(r"[ \t\r\n\f]+")
_PERMALINKS = frozenset({"¶", "#", "§", "🔗"})
"""Links to headings, as documentation has them beside each."""
_BREAK = re.compile(r"<br\s*/?>\s*(?=(\w))", re.IGNORECASE)
_QUOTE = re.compile(r"</?q(?:\s[^<>]*)?>", re.IGNORECASE)
_BULLET = re.compile(r"\A[-–•*]\s+")
_BESIDE = re.compile(
    r"(?:read (?:more|also|next)|also read|see also|related|recommended|watch|listen)\s*[:|>»]", re.IGNORECASE
)
"""How lines begin that lead to other articles."""
_LOCKED = re.compile(
    r"\b(?:to (?:continue|keep) reading|already a (?:subscriber|member)|subscribe to (?:read|unlock|continue)|"
    r"(?:is|are) (?:only )?(?:available )?(?:for|to) (?:our |paying )?(?:subscribers|members))\b",
    re.IGNORECASE,
)
"""What is said where the rest of an article is kept for those who pay."""
_LINE = 30
"""Words of a line that is no paragraph, at most."""
_HEADLINES = 4
"""Lines at the beginning among which the headline may stand once more."""
_GUTENBERG = re.compile(r"the project gutenberg e-?book of\s+", re.IGNORECASE)
_APART = re.compile(r"\s+[|–—·»:-]+\s+")
"""What stands between a headline and the name of its site."""


def read(raw: Raw) -> tuple[Page, ...]:
    """Return the main text of a web page, with its title, date, author and address."""
    text, note = decode(Raw(data=raw.data, name=raw.name, charset=raw.charset or _named_charset(raw.data)))
    tree = load_html(_whole_sentences(clean(_DECLARATION.sub("", text))))
    shown, heading, sure = _prepared(cast("Element", tree)) if tree is not None else (0, "", False)
    found = bare_extraction(
        tree,
        url=raw.address,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        prune_xpath=list(_PRUNED),
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2100-01-01"},
    )
    if not isinstance(found, Document) or not (found.text or "").strip():
        raise SourceError(
            f"No article was found in the web page {raw.name}.",
            hint="Perhaps it is filled by a program in the browser: select the text there, and paste it.",
        )
    title = _GUTENBERG.sub("", _headline(one_line(found.title or ""), heading, sure=sure))
    running, locked = _paragraphs(found.text or "", title)
    if locked:
        note = (
            f"{note} {raw.name} may be the beginning of an article alone, the rest of which is for subscribers.".strip()
        )
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


def _prepared(tree: "Element") -> tuple[int, str, bool]:
    """Mend lines that are broken and what is raised in a page.

    Return how many words it may show, its heading, and whether the page is called by that.
    """
    everything: list[Any] = [*tree.iter()]
    for element in everything:
        if isinstance(element.tag, str):
            element.text = _WRAPPED.sub(" ", element.text) if element.text else element.text
        element.tail = _WRAPPED.sub(" ", element.tail) if element.tail else element.tail
    for element in everything:
        parent, before = element.getparent(), element.getprevious()
        if element.tag == "sup" and parent is not None:
            stands = (parent.text if before is None else before.tail) or ""
            text = raised(stands, "".join(element.itertext()))
            for child in [*element]:
                element.remove(child)
            element.text = text
    for element in everything:
        if element.getparent() is None:
            continue  # it was in what is raised
        if element.tag in {"sub", "sup"}:
            element.drop_tag()  # what is left is no word of its own
        elif element.tag == "a" and "".join(element.itertext()).strip() in _PERMALINKS:
            element.drop_tree()
    words = _words_shown(tree)
    for element in everything:
        if element.tag == "pre" and element.getparent() is not None:
            element.drop_tree()  # a day in code is not that of the article
    return words, *_heading(tree)


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


def _heading(tree: "Element") -> tuple[str, bool]:
    """Return the heading of the page, and whether it is called by it; nothing when there is none that is sure."""
    headings = [(each.tag, one_line("".join(each.itertext()))) for each in tree.iter() if each.tag in {"h1", "h2"}]
    named = next((one_line("".join(each.itertext())) for each in tree.iter("title")), "")
    parts = {part.strip() for part in (named, *_APART.split(f" {named} "))} - {""}
    # The name of a site stands above the headline.
    if found := [words for _, words in headings if words in parts]:
        return found[-1], True
    first = [words for tag, words in headings if tag == "h1"]
    return (first[0] if len(first) == 1 else ""), False


def _headline(found: str, heading: str, *, sure: bool) -> str:
    """Return the title without the name of the site, which stands behind or before the headline."""
    if sure:
        return heading
    rests = (found.removeprefix(heading), found.removesuffix(heading)) if heading else ()
    return heading if any(rest != found and _APART.match(f" {rest} ") for rest in rests) else found


def _paragraphs(text: str, title: str) -> tuple[str, bool]:
    """Return the running text, and whether the rest of it is said to be for subscribers."""
    lines = [_BULLET.sub("", without_notes(line).strip()) for line in text.splitlines()]
    head = title.casefold()
    lines = [line for at, line in enumerate(lines) if at >= _HEADLINES or one_line(line).casefold() != head]
    short = {line for line in lines if len(line.split()) <= _LINE}
    locked = {line for line in short if _LOCKED.search(line)}
    gone = locked | {line for line in short if _BESIDE.match(line)}
    return "\n\n".join(line for line in lines if line and line not in gone), bool(locked)
