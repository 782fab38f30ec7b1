"""Finds the answer of a card in the sentence it was made from, to mark it there or to leave a hole in its place."""

import re
from collections.abc import Iterable, Iterator, Sequence

from quiz.grading.normal import bare, fold, has_digit, latin, without_articles
from quiz.model.answer import Verdict
from quiz.model.card import Card
from quiz.model.text import clean

HOLE = "[...]"
"""What stands for the answer in a sentence with a hole, as in a cloze."""
_LONGEST_SENTENCE = 300
"""Letters; a longer sentence is not read in the time a question has."""
_LONGEST_SEARCHED = 4_000
"""Letters of evidence in which an answer in other words is looked for."""
_TELLING = 4
"""Letters from which a word of the answer gives it away when it stands elsewhere in the sentence."""
_LONGEST_VALUE = 60
"""Letters of the longest date or quantity."""
_MOST_WORDS = 5
"""Words of a date or a quantity: the sixth of November 2024."""
_OF_A_VALUE = re.compile(
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|one|two|three|four|five|six|seven"
    r"|eight|nine|ten|eleven|twelve|thir|twenty|forty|fif|half|dozen|hundred|a$|an$|no$|zero|first|second"
)
"""What the first word of a date or a quantity begins with, unless it has a figure."""
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_JOINTS = re.compile("['’.]")

Span = tuple[int, int]


def find_answer(text: str, spellings: Iterable[str]) -> tuple[Span, ...]:
    """Return where ``spellings`` of one answer stand in ``text``, in reading order and without overlaps.

    An answer may stand there in another dress: without accents, with other hyphens, or as another form of the same
    date or quantity.
    """
    wanted = [word for word in (clean(spelling).strip() for spelling in spellings) if word]
    found = [span for word in wanted for span in _as_it_stands(text, word)]
    if not found and len(text) <= _LONGEST_SEARCHED:
        words = [(match.start(), match.end(), _key(match[0])) for match in _WORD.finditer(text)]
        found = [span for word in wanted for span in _word_by_word(words, word)]
        found = found or [span for word in wanted for span in _by_value(text, words, word)]
    return _apart(found)


def sentence_with_hole(card: Card) -> str:
    """Return the evidence of a card with holes for the answer; empty when it is not there or shows through."""
    text = " ".join(clean(card.evidence).split())
    if not text or len(text) > _LONGEST_SENTENCE:
        return ""
    spellings = [spelling for item in card.answers for spelling in item]
    spans = find_answer(text, spellings)
    if not spans:
        return ""
    parts: list[str] = []
    last = 0
    for start, end in spans:
        parts += [text[last:start], HOLE]
        last = end
    left = "".join(parts) + text[last:]
    asked = {_key(match[0]) for match in _WORD.finditer(card.prompt)}
    rest = {_key(match[0]) for match in _WORD.finditer(left)} - asked
    telling = {_key(match[0]) for spelling in spellings for match in _WORD.finditer(spelling)}
    if any(len(word) >= _TELLING or has_digit(word) for word in telling & rest):
        return ""
    return left if rest else ""


def _as_it_stands(text: str, word: str) -> Iterator[Span]:
    if len(word) > 1 or word.isalnum():
        for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE):
            yield match.span()


def _key(word: str) -> str:
    return latin(bare(fold(_JOINTS.sub("", word))))


def _word_by_word(words: Sequence[tuple[int, int, str]], wanted: str) -> Iterator[Span]:
    keys = without_articles(tuple(_key(match[0]) for match in _WORD.finditer(wanted)))
    length = len(keys)
    for at in range(len(words) - length + 1 if length else 0):
        if all(words[at + step][2] == key for step, key in enumerate(keys)):
            yield words[at][0], words[at + length - 1][1]


def _by_value(text: str, words: Sequence[tuple[int, int, str]], wanted: str) -> Iterator[Span]:
    """Yield the shortest runs of words that state the same date or quantity."""
    from quiz.grading.dates import compare_dates, read_dates  # noqa: PLC0415 - most answers are words
    from quiz.grading.numbers import compare_quantities, read_quantities  # noqa: PLC0415

    if len(wanted) > _LONGEST_VALUE:
        return
    dated, counted = bool(read_dates(wanted)[0]), bool(read_quantities(wanted))
    if not dated and not counted:
        return
    begins = [at for at, (_, _, key) in enumerate(words) if has_digit(key) or _OF_A_VALUE.match(key)]
    for length in range(1, _MOST_WORDS + 1):
        spans: list[Span] = []
        for at in begins:
            if at + length > len(words):
                break
            start, end = words[at][0], words[at + length - 1][1]
            start -= start > 0 and text[start - 1] in "$€£¥"
            end += text[end : end + 1] == "%"
            said = text[start:end]
            if (dated and compare_dates(wanted, said, "") is Verdict.RIGHT) or (
                counted and not dated and compare_quantities(wanted, said, "") is Verdict.RIGHT
            ):
                spans.append((start, end))
        if spans:
            yield from spans
            return


def _apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in order, the longest first where some overlap."""
    kept: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        if all(end <= other or start >= last for other, last in kept):
            kept.append((start, end))
    return tuple(sorted(kept))
