"""Compares dates in any order and format, as exactly as the answer states them."""

import re
from calendar import monthrange
from dataclasses import dataclass

from quiz.grading.normal import bare, fold
from quiz.grading.numbers import digits_for_words
from quiz.model.verdict import BEST_FIRST, Verdict

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTH_OF = (
    {name[:3]: number for number, name in enumerate(_MONTHS, 1)}
    | {name: number for number, name in enumerate(_MONTHS, 1)}
    | {"sept": 9, "febr": 2}
)
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?$")
_FILLERS = frozenset(("the", "of", "in", "on", "year", "day", "ad", "ce", "since", "by", "from", "during"))
_BEFORE_CHRIST = frozenset(("bc", "bce"))
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?$")
_NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d{2}))?$")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})$")
_PART = re.compile(r"'?\d+(?:st|nd|rd|th)?$")
_YEAR_IN_WORDS = re.compile(r"(?:1\d|20) \d\d$")
_LAST_DAY = 31
"""A number beyond it is a year."""
_MOST_PARTS = 3
"""A day, a month and a year."""
_LEAP_YEAR = 2000
"""Stands for a year that was not stated."""
_SHORTEST_TYPO = 5
"""Letters from which on a slip in a month's name is mended."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date with the parts that were stated."""

    year: int | None
    """Negative before Christ."""
    month: int | None
    day: int | None


def compare_dates(expected: str, given: str, prompt: str) -> Verdict | None:
    """Compare two dates by the parts that ``expected`` states; ``None`` when one of the texts is not a date.

    More than was asked is right as long as what was asked is. A part that is missing makes the answer close when the
    year is right or only one part is missing; a missing year is forgiven when ``prompt`` holds it.
    """
    wanted, _ = read_dates(expected)
    if not wanted:
        return None
    got, typo = read_dates(given)
    verdicts = [_compare(one, other, prompt) for one in wanted for other in got]
    if not verdicts:
        return None
    best = min(verdicts, key=BEST_FIRST.index)
    return Verdict.CLOSE if typo and best is Verdict.RIGHT else best


def read_dates(text: str) -> tuple[tuple[PartialDate, ...], bool]:
    """Return the ways ``text`` can be read as a date, and whether a slip in a month's name was mended."""
    folded = bare(fold(text)).strip(" .,;").replace("’", "'").replace("–", "-")
    if len(folded) > 60:  # noqa: PLR2004 - no date is longer
        return (), False
    if match := _ISO.match(folded):
        return _valid([(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)]), False
    if match := _MONTH_AND_YEAR.match(folded):
        return _valid([(int(match[2]), int(match[1]), None)]), False
    if match := _NUMERIC.match(folded):
        one, other = int(match[1]), int(match[2])
        years = _years(match[3]) if match[3] else (None,)
        return _valid([reading for year in years for reading in ((year, other, one), (year, one, other))]), False
    return _read_words(digits_for_words(folded.replace("-", " ")))


def _read_words(text: str) -> tuple[tuple[PartialDate, ...], bool]:
    tokens = [token.strip(".,") for token in text.replace(",", " ").split()]
    tokens = [token for token in tokens if token and token not in _FILLERS and not _WEEKDAY.match(token)]
    before_christ = bool(tokens) and tokens[-1] in _BEFORE_CHRIST
    if before_christ:
        tokens.pop()
    months = [token for token in tokens if not _PART.match(token)]
    parts = [token for token in tokens if _PART.match(token)]
    if len(months) > 1 or not tokens or len(tokens) > _MOST_PARTS:
        return (), False
    if not months and len(parts) == 2 and _YEAR_IN_WORDS.match(" ".join(parts)):  # noqa: PLR2004 - ten sixty-six
        parts = ["".join(parts)]
    if not months:
        return (_year_alone(parts, before_christ=before_christ), False) if len(parts) == 1 else ((), False)
    month, typo = _month(months[0])
    if month is None:
        return (), False
    return _valid([(year, month, day) for year, day in _year_and_day(parts)], before_christ=before_christ), typo


def _month(word: str) -> tuple[int | None, bool]:
    if word in _MONTH_OF:
        return _MONTH_OF[word], False
    if len(word) < _SHORTEST_TYPO:
        return None, False
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - 20 ms that right answers do not need

    near = [number for number, name in enumerate(_MONTHS, 1) if OSA.distance(word, name, score_cutoff=1) <= 1]
    return (near[0], True) if len(near) == 1 else (None, False)


def _year_alone(parts: list[str], *, before_christ: bool) -> tuple[PartialDate, ...]:
    digits = parts[0].removeprefix("'")
    if not digits.isdecimal():
        return ()
    if before_christ:
        return (PartialDate(-int(digits), None, None),)
    if parts[0].startswith("'") and len(digits) == 2:  # noqa: PLR2004 - '24
        return tuple(PartialDate(year, None, None) for year in _years(digits))
    return (PartialDate(int(digits), None, None),) if len(digits) == 4 else ()  # noqa: PLR2004


def _year_and_day(parts: list[str]) -> list[tuple[int | None, int | None]]:
    """Return the readings of the numbers beside a month: none, a day, a year, or both in either order."""
    if not parts:
        return [(None, None)]
    numbers = [int(re.sub(r"\D", "", part)) for part in parts]
    is_year = [number > _LAST_DAY or part.startswith("'") for number, part in zip(numbers, parts, strict=True)]
    if len(parts) == 1:
        return [(year, None) for year in _years(str(numbers[0]))] if is_year[0] else [(None, numbers[0])]
    day, year = (numbers[1], numbers[0]) if is_year[0] else (numbers[0], numbers[1])
    return [(read, day) for read in _years(str(year))]


def _years(digits: str) -> tuple[int, ...]:
    number = int(digits)
    return (1900 + number, 2000 + number) if len(digits) <= 2 else (number,)  # noqa: PLR2004 - '24


def _valid(
    readings: list[tuple[int | None, int | None, int | None]], *, before_christ: bool = False
) -> tuple[PartialDate, ...]:
    """Return the readings that name a day, a month or a year there is."""
    kept: dict[PartialDate, None] = {}
    for year, month, day in readings:
        if month is not None and not 1 <= month <= 12:  # noqa: PLR2004 - months
            continue
        if day is not None and month is not None and not 1 <= day <= _length(year, month):
            continue
        kept[PartialDate(-year if before_christ and year else year, month, day)] = None
    return tuple(kept)


def _length(year: int | None, month: int) -> int:
    return monthrange(year if year and 1 <= year <= 9999 else _LEAP_YEAR, month)[1]  # noqa: PLR2004 - years of datetime


def _compare(wanted: PartialDate, got: PartialDate, prompt: str) -> Verdict:
    pairs = ((wanted.year, got.year), (wanted.month, got.month), (wanted.day, got.day))
    stated = [(left, right) for left, right in pairs if left is not None]
    if any(right is not None and left != right for left, right in stated):
        return Verdict.WRONG
    same = sum(right is not None for _, right in stated)
    if not same:
        return Verdict.WRONG
    missing = len(stated) - same
    if not missing:
        return Verdict.RIGHT
    if missing == 1 and wanted.year is not None and got.year is None and str(abs(wanted.year)) in prompt:
        return Verdict.RIGHT
    return Verdict.CLOSE if missing == 1 or (wanted.year is not None and got.year is not None) else Verdict.WRONG
