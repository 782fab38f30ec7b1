"""The lines of pages -> paragraphs: running heads, page numbers, notes and broken words are mended or taken out."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile
from statistics import median

from quiz.language.lexicon import is_word
from quiz.model.text import counted
from quiz.sources.pdf_lines import Line
from quiz.sources.text import without_notes

_EDGE = 2
"""Lines at the top and at the bottom of a page that may be no part of its text."""
_OFTEN = 0.3
"""Share of pages on which a running head stands, if those of left and right pages differ."""
_PAGE_NUMBER = re.compile(
    r"[\s\-–—|•·\[\]()]*(?:page |p\. ?)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/)\s*\d{1,4})?[\s\-–—|•·\[\]()]*$",
    re.IGNORECASE,
)
_OUTER_NUMBER = re.compile(r"(\d{1,4})\b|.*?\b(\d{1,4})$")
"""A number before or behind everything else: that of the page, if it grows with the pages."""
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_LEADERS = re.compile(r"(?:[.…_] ?){5,}\W*\w{0,5}$")
"""The dots of a table of contents."""
_BULLET = re.compile(r"[•‣▪●○■□▸►◦∙·](?:\s+|$)|\uf0b7\s*")
_DASH = re.compile(r"[–—*-]\s+")
"""The dash of an item, where a paragraph may begin; elsewhere it is one of the sentence."""
_SMALL = 0.86
"""Part of the size of the text below which a line is a note or a caption."""
_LARGE = 1.12
_SHORT = 80
_FAR = 2.6
"""Letter heights to the next line, from which a line at the edge of a page belongs to no paragraph."""
_APART = 1.35
"""Distances of lines from which a paragraph ends between them."""
_INDENT = 0.7
_STOP = re.compile(r"[.!?:…][\"'”’)\]]*$")
_LONG_HEADLINE = 200
_SITE = re.compile(r"\s[|–—·-]\s")
_BROKEN = re.compile(r"([^\W\d_]+)([-\u2010\u00ad])$")
_HEAD = re.compile(r"[^\W\d_]+")
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00ad": "\u2010"}
)


def read_text(pages: Sequence[Sequence[Line]], title: str) -> tuple[str, str, str]:
    """Return the title and the running text of a document, and in words what was left out of it.

    ``title`` is what its head says, or empty.
    """
    kept = _without_edges(pages)
    lines = [line for page in kept for line in page]
    if not lines:
        return title, "", ""
    body = _usual_size(lines)
    edges = sum(map(len, pages)) - len(lines)
    found, lines = _take_title(lines, body, len(kept[0]))
    large = [line for line in lines if line.size >= _SMALL * body]
    notes, lines = len(lines) - len(large), large
    text = without_notes("\n\n".join(_joined(part) for part in _paragraphs(lines, body)))
    left = (
        f"{counted(edges, 'line')} at the edges of pages" if edges else "",
        f"{counted(notes, 'line')} of notes and captions" if notes else "",
    )
    # A printed web page is called by its headline and the name of its site.
    if found and _SITE.match(title.removeprefix(found)) and title.startswith(found):
        title = found
    return (title or found).translate(_LIGATURES), text, ", ".join(filter(None, left))


def _without_edges(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Leave out running heads and page numbers."""
    edges = [_edge_lines(page) for page in pages]
    body = _usual_size([line for page in pages for line in page])
    seen = Counter(text for edge in edges for text in {_pattern(line) for line in edge})
    enough = max(2, round(_OFTEN * len(pages)))
    begins = Counter(begin for page, edge in enumerate(edges) for begin in {_begin(line, page) for line in edge})
    del begins[None]
    numbered = {begin for begin, count in begins.items() if count >= max(3, enough)}
    kept: list[list[Line]] = []
    for number, (page, edge) in enumerate(zip(pages, edges, strict=True)):
        gone = {
            id(line)
            for line in edge
            if _PAGE_NUMBER.match(line.text)
            or (seen[_pattern(line)] >= enough and not _is_headline(line, number, body))
            or _begin(line, number) in numbered
            or _is_detached(line, page, body)
        }
        kept.append([line for line in page if id(line) not in gone and not _LEADERS.search(line.text)])
    return kept


def _is_headline(line: Line, page: int, body: float) -> bool:
    """Tell whether a line is what the running heads of the pages after it repeat in smaller letters."""
    return page == 0 and line.size > _LARGE * body


def _is_detached(line: Line, page: Sequence[Line], body: float) -> bool:
    """Tell whether a line at an edge stands alone, far from the text, and is no sentence and no headline."""
    if len(line.text) > _SHORT or line.size > _LARGE * body or _STOP.search(line.text):
        return False
    others = [other for other in page if round(other.y) != round(line.y)]
    return len(others) >= _EDGE and all(abs(other.y - line.y) > _FAR * body for other in others)


def _begin(line: Line, page: int) -> int | None:
    """Return the number that the first page would have if the number at an end of a line were that of its page."""
    match = _OUTER_NUMBER.match(line.text)
    return int(match[1] or match[2]) - page if match else None


def _edge_lines(page: Sequence[Line]) -> list[Line]:
    """Return the lines in the uppermost and the lowest places of a page."""
    heights = sorted({round(line.y) for line in page})
    outer = {*heights[:_EDGE], *heights[-_EDGE:]}
    return [line for line in page if round(line.y) in outer]


def _pattern(line: Line) -> str:
    return _NUMBER.sub("#", line.text.casefold())


def _usual_size(lines: Iterable[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] or 1.0


def _take_title(lines: list[Line], body: float, first_page: int) -> tuple[str, list[Line]]:
    """Take the headline off: the lines in the largest letters of the first page."""
    size = max((line.size for line in lines[:first_page]), default=0.0)
    if size < _LARGE * body:
        return "", lines
    page = lines[:first_page]
    first = next(number for number, line in enumerate(page) if line.size > size - 0.5)
    largest = list(takewhile(lambda line: line.size > size - 0.5, page[first:]))
    title = _joined(largest)
    if len(title) > _LONG_HEADLINE or not _HEAD.search(title):
        return "", lines
    above = page[:first]
    if len(above) > _EDGE or any(len(line.text) > _SHORT or _STOP.search(line.text) for line in above):
        above = []  # it is text; otherwise the name of a journal, or of a part of a newspaper
    taken = {id(line) for line in (*above, *largest)}
    return title, [line for line in lines if id(line) not in taken]


def _paragraphs(lines: Sequence[Line], body: float) -> Iterable[list[Line]]:
    steps = [above.y - below.y for above, below in pairwise(lines) if 0 < above.y - below.y < 3 * body]
    usual = median(steps) if steps else 1.2 * body
    part: list[Line] = []
    for line in lines:
        if part and _begins(line, part, body, usual):
            yield part
            part = []
        part.append(line)
    if part:
        yield part


def _begins(line: Line, part: Sequence[Line], body: float, usual: float) -> bool:
    """Tell whether a line begins a paragraph, after the lines of the one before it."""
    before = part[-1]
    if _BULLET.match(line.text):
        return True
    if abs(line.size - before.size) > (_LARGE - 1) * body:
        return True
    ended = _STOP.search(before.text) is not None
    if ended and _DASH.match(line.text):
        return True
    step = before.y - line.y
    if not 0 <= step < 4 * usual:  # another column or page
        short = before.end - before.x < 0.8 * max(each.end - each.x for each in part)
        return ended and (short or line.x > min(each.x for each in part) + _INDENT * body or len(part) == 1)
    if step > _APART * usual:
        return True
    return ended and line.x > min(each.x for each in part[1:] or part) + _INDENT * body


def _joined(lines: Sequence[Line]) -> str:
    texts = [line.text.translate(_LIGATURES) for line in lines]
    out = texts[0]
    for text in texts[1:]:
        match, head = _BROKEN.search(out), _HEAD.match(text)
        if match is None or head is None:
            out = f"{out} {text}"
        elif head[0][0].isupper() or (match[2] == "-" and _is_compound(match[1], head[0])):
            out = f"{out[: match.start(2)]}-{text}"
        else:
            out = out[: match.start(2)] + text
    bullet = _BULLET.match(out) or _DASH.match(out)
    return out[bullet.end() if bullet else 0 :].replace("\u2010", "-")


def _is_compound(first: str, second: str) -> bool:
    """Tell whether the hyphen between two parts belongs to the word, and is not there because the line ends."""
    whole = (first + second).casefold()
    return not is_word(whole) and is_word(first.casefold()) and is_word(second.casefold())
