"""Compares what is said in figures and in words: ranges (1939 to 1945), decades (the '90s), fractions (one third)."""

import re
from fractions import Fraction

from quiz.grading.normal import bare, fold
from quiz.grading.numbers import digits_for_words
from quiz.model.answer import Verdict

_LONGEST = 60
"""Letters of the longest text that is read."""
_RANGE = re.compile(
    r"(?:from |between |in |during )?(\d[\d,.]*)\s*(?:-|to|and|until|till|through)\s*(\d[\d,.]*)\s*(\D*)$"
)
_DECADE = re.compile(r"(?:the |in the |during the )?'?(1\d|20)?(\d)0'?s$")
_DECADES = {
    "twenties": "20s", "thirties": "30s", "forties": "40s", "fifties": "50s", "sixties": "60s", "seventies": "70s",
    "eighties": "80s", "nineties": "90s",
}  # fmt: skip
_CENTURIES = {"eighteen": "18", "nineteen": "19"}
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8,
    "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10,
}  # fmt: skip
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9
}  # fmt: skip
_SHARE = re.compile(r"(?:exactly |about |around )?(?:(\w+)[ -])?([a-z]+)(?: of .*)?$")
_QUOTIENT = re.compile(r"(\d{1,3})\s*[/⁄]\s*(\d{1,3})(?: of .*)?$")
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*(?:%|percent|per cent)(?: of .*)?$")


def compare_ranges(expected: str, given: str) -> Verdict | None:
    """Compare two ranges, decades or shares; ``None`` when ``expected`` is none, or the two are not of one sort."""
    if len(expected) > _LONGEST or len(given) > _LONGEST:
        return None
    one, other = _plain(expected), _plain(given)
    for read in (_range, _decade, _share):
        left = read(one)
        if left is not None and (right := read(other)) is not None:
            return Verdict.RIGHT if _agree(left, right) else Verdict.WRONG
    return None


_Read = tuple[object, ...]


def _agree(one: _Read, other: _Read) -> bool:
    """Tell whether two readings agree where both say something."""
    return all(left == right or left is None or right is None for left, right in zip(one, other, strict=True))


def _plain(text: str) -> str:
    return bare(fold(text)).replace("’", "'").replace("–", "-").replace("—", "-").strip(" .")


def _range(text: str) -> _Read | None:
    match = _RANGE.match(text if any(map(str.isdigit, text)) else digits_for_words(text))
    if match is None:
        return None
    first, last = (digits.replace(",", "").rstrip(".") for digits in match.groups()[:2])
    if first.isdecimal() and last.isdecimal() and len(last) < len(first) == 4:  # noqa: PLR2004 - 1939-45
        last = first[: len(first) - len(last)] + last
    return first, last, match[3].strip(" .") or None


def _decade(text: str) -> _Read | None:
    words = text.replace("-", " ").split()
    if words and words[-1] in _DECADES:
        century = next((_CENTURIES[word] for word in words if word in _CENTURIES), "")
        kept = [word for word in words[:-1] if word not in _CENTURIES]
        text = " ".join((*kept, century + _DECADES[words[-1]]))
    match = _DECADE.match(text)
    return (match[1], match[2]) if match else None


def _share(text: str) -> _Read | None:
    if match := _QUOTIENT.match(text):
        return (Fraction(int(match[1]), int(match[2])),) if int(match[2]) > int(match[1]) else None
    if match := _PERCENT.match(text):
        return (Fraction(match[1]) / 100,)
    match = _SHARE.match(text)
    if match is None or match[2] not in _PARTS:
        return None
    count = _COUNTS.get(match[1], 0) if match[1] else int(match[2] == "half")
    return (Fraction(count, _PARTS[match[2]]),) if count else None
