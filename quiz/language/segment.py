"""Finds paragraphs, sentences and words in a text, each with its place in it.

Sentences are found by syntok. What is done here is to cut the text into blocks that no sentence crosses (paragraphs,
headings, list items), and to mend what syntok gets wrong in news and encyclopedia articles: titles before names,
``p.m.`` at the end of a sentence, the numbers of footnotes.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

import regex
from syntok import segmenter  # pyright: ignore[reportMissingTypeStubs]
from syntok.tokenizer import Token, Tokenizer  # pyright: ignore[reportMissingTypeStubs]

from quiz.language.words import words
from quiz.model.article import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One sentence: where its words are and which paragraph it stands in."""

    words: tuple[Span, ...]
    """Never empty."""
    paragraph: int
    """Counted from 0; a heading and an item of a list are paragraphs of their own."""


_EMPTY_LINE = regex.compile(r"\n[^\S\n]*+(?:\n[^\S\n]*+)+")
_ITEM = regex.compile(r"[^\S\n]*+(?:[-*•‣◦–]|\d{1,3}[.)])[^\S\n]++\S")
_FINISHED = regex.compile(r"""[.!?…:;,]["'”’»)\]]*\s*$""")
_HEADING_CAP = 80
"""Characters; a longer line without a full stop is broken text rather than a heading."""
_HEADING_SHARE = 0.7
"""A heading inside a paragraph is shorter than this share of the line after it."""

_TITLE = regex.compile(
    r"(?<!\w)(?:Mr|Mrs|Ms|Mx|Mlle|Mme|e\.g|i\.e|cf|Dr|Prof|Rev|Hon|Fr|Gen|Col|Maj|Capt|Cmdr|Lt|Sgt|Cpl|Pvt|Adm|Gov|Sen|Rep|Sens|Reps|Pres|Amb"
    r"|St|Ste|Mt|Ft|vs)\.\s*$"
)
"""Ends no sentence: the name after it belongs to it."""
_NUMBERED = regex.compile(r"(?<!\w)(?:Nos?|Vols?|Figs?|Sec|Ch|pp?)\.\s*$")
"""Ends no sentence when a number follows."""
_TITLE_REACH = 20
"""Characters before a sentence in which such a word may stand."""
_FOOTNOTES = regex.compile(r"(?:\s*\[(?:\d+|[a-z]|citation needed|note \d+)\])+(?=\s|$)|\s*[.!?”’)\]]+(?=\s|$)")
_STARTER = (
    r"(?:The|This|That|These|Those|He|She|It|They|We|I|You|His|Her|Its|Their|Our|In|On|At|But|And|However|After|Before"
    r"|When|While|As|A|An|For|From|With|There|Here|If|Since|During|Later|Both|One|According)\s"
)
_UNSEEN_END = regex.compile(
    rf"""(?: (?:(?<=\p{{L}}\.)\p{{L}}|(?<!\w)(?:Inc|Ltd|Corp|Co|Jr|Sr|etc|al))\.["”’)]*\s+(?={_STARTER})
           | [.!?]["”’)]*(?:\[(?:\d+|[a-z])\])+\s+(?=["“‘(]?\p{{Lu}})
           | \d\.\d+\p{{Ll}}{{1,3}}\.["”’)]*\s+(?=["“‘(]?\p{{Lu}})
           | \w@[\w.-]+\.\s+(?=["“‘(]?\p{{Lu}}) )""",
    regex.VERBOSE,
)
"""Where a sentence ends and syntok goes on."""

_OPENING = regex.compile(r"""\s*+([^—–"“\n]{2,70}?)(?:\s([—–]|--?)|:)\s+(?=["“‘]?\p{Lu})""")
_DASH = regex.compile(r"\s[—–]\s")
_DATELINE_PARAGRAPHS = 3
"""A report begins in one of so many paragraphs; there may be a line with its date and a caption above."""
_MOST_PLACES = 5
"""Words; more of them in front of a dash are no place and day."""

_TOKENIZER = Tokenizer(replace_not_contraction=False)
_split = cast("Callable[[Iterator[Token]], Iterator[list[Token]]]", segmenter.segment)  # pyright: ignore[reportUnknownMemberType]


def segment(text: str) -> Iterator[Segment]:
    """Yield the sentences of ``text`` in order; every visible character is in one of their words.

    An empty line ends a paragraph; a line break within one is white space, unless it ends a heading or begins an
    item of a list.
    """
    for number, block in enumerate(block for block in _blocks(text) if text[block.start : block.end].strip()):
        line = _dateline(text, block) if number < _DATELINE_PARAGRAPHS else block.start
        for sentence in (*_sentences(text, Span(block.start, line)), *_sentences(text, Span(line, block.end))):
            places = words(text, sentence.start, sentence.end)
            if places:
                yield Segment(words=places, paragraph=number)


def parts(found: Segment, sizes: Sequence[int], text: str, *, most_words: int, most_size: int) -> Iterator[Segment]:
    """Yield ``found`` in parts of at most ``most_words`` words whose ``sizes`` add up to at most ``most_size``.

    A part ends after the last punctuation mark of its second half, or where it is full when there is none.
    """
    start = 0
    while start < len(sizes):
        end, size = start, 0
        while end < len(sizes) and end - start < most_words and size + sizes[end] <= most_size:
            size += sizes[end]
            end += 1
        end = max(end, start + 1)
        if end < len(sizes):
            marks = (
                place + 1
                for place in range(end - 1, (start + end) // 2, -1)
                if text[found.words[place].start : found.words[place].end] in _BREAKS
            )
            end = next(marks, end)
        yield Segment(words=found.words[start:end], paragraph=found.paragraph)
        start = end


_BREAKS = frozenset({";", ":", ",", ".", "—", "–", "-", "|", ")", "!", "?"})


def _blocks(text: str) -> Iterator[Span]:
    """Yield the stretches of ``text`` that no sentence crosses."""
    start = 0
    for gap in _EMPTY_LINE.finditer(text):
        yield from _lines(text, start, gap.start())
        start = gap.end()
    yield from _lines(text, start, len(text))


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the paragraph ``text[start:end]`` cut after a heading line and before each item of a list."""
    lines = list[Span]()
    place = start
    for line in text[start:end].split("\n"):
        lines.append(Span(place, place + len(line)))
        place += len(line) + 1
    for line, following in pairwise(lines):
        item = _ITEM.match(text, following.start, following.end)
        if item or (line.start == start and _is_heading(text, line, following)):
            yield Span(start, line.end)
            start = following.start
    yield Span(start, end)


def _is_heading(text: str, line: Span, following: Span) -> bool:
    """Tell whether ``line`` is a title above ``following`` rather than the beginning of its sentence."""
    held, below = text[line.start : line.end].strip(), text[following.start : following.end].strip()
    return (
        0 < len(held) <= _HEADING_CAP
        and len(held) < _HEADING_SHARE * len(below)
        and not held[0].islower()
        and not _FINISHED.search(held)
        and not below[:1].islower()
    )


def _dateline(text: str, block: Span) -> int:
    """Return where the report begins behind its place and day: "LIMA, May 6 (Andes Press) - The council ..."."""
    opening = _OPENING.match(text, block.start, block.end)
    if opening is None or opening[1].count("(") != opening[1].count(")"):
        return block.start
    names = regex.findall(r"\p{L}++", opening[1])
    shouted = bool(names) and len(names[0]) > 2 and names[0].isupper()  # noqa: PLR2004
    inserted = _DASH.search(text, opening.end(), block.end) is not None  # a pair of dashes encloses an aside
    placed = opening[2] in {"—", "–"} and len(names) <= _MOST_PLACES and not inserted
    told = all(name[0].isupper() or name == "and" for name in names)
    return opening.end() if told and (shouted or placed) else block.start


def _sentences(text: str, block: Span) -> Iterator[Span]:
    """Yield the sentences of one block, which they cover."""
    held = text[block.start : block.end]
    starts = [tokens[0].offset for tokens in _split(_TOKENIZER.tokenize(held))][1:]
    starts = sorted({*starts, *(match.end() for match in _UNSEEN_END.finditer(held))})
    last = 0
    for start in starts:
        begin = start
        before = held[max(last, start - _TITLE_REACH) : start]
        if _TITLE.search(before) or (_NUMBERED.search(before) and held[start].isdigit()):
            continue
        if before.rstrip().endswith(";"):  # what follows leans on what went before
            continue
        tail = _FOOTNOTES.match(held, start)
        if tail:
            begin = tail.end()
        if begin > last and held[last:begin].strip():
            yield Span(block.start + last, block.start + begin)
            last = begin
    if held[last:].strip():
        yield Span(block.start + last, block.end)
