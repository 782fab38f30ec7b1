"""Wrong numbers, years and dates: the right one moved, at the same rounding, and not always to the same side.

The right answer must not be known by its place among the four: how many of the wrong ones are smaller is drawn from
the question's own text, so that it is the same on every machine and different from card to card.
"""

import hashlib
import re
from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta

from quiz.generate.values.dates import MONTHS
from quiz.generate.values.numbers import in_words, value

COUNT = 3
_SCORE = re.compile(r"\d\s*(?:[-–:]|to)\s*\d")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_DAY = re.compile(
    r"(?:(?P<m1>[A-Z][a-z]+) (?P<d1>\d{1,2}), (?P<y1>\d{4}))|(?:(?P<d2>\d{1,2}) (?P<m2>[A-Z][a-z]+) (?P<y2>\d{4}))"
)
_MONTH = re.compile(r"(?P<m>[A-Z][a-z]+) (?P<y>\d{4})")
_FACTORS = (0.25, 0.4, 0.5, 0.6, 0.75, 1.25, 1.4, 1.6, 2.0, 2.5)
_STEPS = (-4, -3, -2, -1, 1, 2, 3, 4)
_FEW = 12
"""Up to so many of its last place a number is moved by those, above by a share of itself."""
_NEAR = 0.15
"""Least share by which a larger number is moved: nearer ones test nothing worth knowing."""
_WHOLE = 100
_YEARS = (-9, -7, -6, -4, -3, -2, 2, 3, 4, 6, 7, 9)
_DAYS = (-40, -28, -17, -9, 8, 16, 29, 41)
_MONTHS_AWAY = (-5, -4, -2, -1, 1, 2, 3, 5)


def drawn(key: str, text: str) -> str:
    """Return a key that orders texts differently for each question, the same on every machine."""
    return hashlib.sha256(f"{key}\x1f{text}".encode()).hexdigest()


def balanced(key: str, lower: Sequence[str], higher: Sequence[str]) -> list[str]:
    """Return three of the smaller and larger values, as many smaller ones as the question's text draws."""
    small = sorted(dict.fromkeys(lower), key=lambda t: drawn(key, t))
    large = sorted(dict.fromkeys(higher), key=lambda t: drawn(key, t))
    wanted = int(drawn(key, "place"), 16) % (COUNT + 1)
    below = max(COUNT - len(large), min(wanted, len(small)))
    return [*small[:below], *large[: COUNT - below]]


def numbers(answer: str, key: str, *, share: bool) -> list[str]:
    """Return numbers of the same size, rounding and form, none that the question, ``key``, holds.

    With ``share`` none is a hundred or more.
    """
    if _SCORE.search(answer):
        return []  # of "3–1" one side alone would move
    match = _NUMBER.search(answer)
    text = match[0] if match else answer
    amount = value(text)
    if amount is None or amount < 2:  # noqa: PLR2004
        return []
    unit = _unit(text)
    if amount <= _FEW * unit and amount == int(amount):
        moved = [amount + step * unit for step in _STEPS]
    else:
        moved = [_rounded_like(amount * f, text) for f in _FACTORS]
        moved = [m for m in moved if abs(m - amount) >= amount * _NEAR]
        alike = [m for m in moved if len(_shown_like(m, text)) == len(text)]
        moved = alike if len(set(alike)) >= COUNT else moved
    told = {value(found) for found in _NUMBER.findall(key)}  # "raised to £4" rules out that it was £4 before
    moved = [m for m in moved if m not in told and m >= min(2, unit) and not (share and m >= _WHOLE)]

    def shown(amounts: Sequence[float]) -> list[str]:
        forms = [form for a in amounts if (form := _shown_like(a, text))]
        return [answer.replace(text, form) if match else form for form in forms]

    return balanced(key, shown([m for m in moved if m < amount]), shown([m for m in moved if m > amount]))


def _unit(text: str) -> int:
    """Return the power of ten that a whole number is rounded to: 100 for 3,400, 1 for 107 or a word."""
    digits = text.replace(",", "")
    return 10 ** (len(digits) - len(digits.rstrip("0"))) if digits.isdigit() else 1


def _rounded_like(amount: float, text: str) -> float:
    digits = text.replace(",", "")
    if "." in digits:
        return round(amount, len(digits.split(".")[1].rstrip("0")))
    unit = _unit(text)
    return float(round(amount / unit) * unit)


def _shown_like(amount: float, text: str) -> str:
    if not text[0].isdigit():
        words = in_words(int(amount))
        return words.capitalize() if text[0].isupper() else words
    if "." in text:
        return f"{amount:.{len(text.split('.')[1])}f}"
    return f"{int(amount):,}" if "," in text or len(text) <= 3 else str(int(amount))  # noqa: PLR2004 - no comma needed


def years(answer: str, key: str, *, latest: int, known: Collection[int]) -> list[str]:
    """Return years around ``answer``, none later than ``latest`` and none in ``known``."""
    year = int(answer)
    moved = [year + s for s in _YEARS if year + s <= latest and year + s not in known]
    return balanced(key, [str(y) for y in moved if y < year], [str(y) for y in moved if y > year])


def dates(answer: str, key: str, *, latest: date | None, known: Collection[date]) -> list[str]:
    """Return days, or months of a year, written like ``answer``; none beyond ``latest``, none in ``known``."""
    if match := _DAY.fullmatch(answer):
        return _days(match, key, latest, known)
    match = _MONTH.fullmatch(answer)
    if match is None or match["m"] not in MONTHS:
        return []
    base = int(match["y"]) * 12 + MONTHS.index(match["m"])
    last = (
        latest.year * 12 + latest.month - 1 if latest is not None and latest.year * 12 + latest.month > base else None
    )
    taken = {d.year * 12 + d.month - 1 for d in known}
    moved = [base + s for s in _MONTHS_AWAY if base + s not in taken and (last is None or base + s <= last)]

    def shown(month: int) -> str:
        return f"{MONTHS[month % 12]} {month // 12}"

    return balanced(key, [shown(m) for m in moved if m < base], [shown(m) for m in moved if m > base])


def _days(match: re.Match[str], key: str, latest: date | None, known: Collection[date]) -> list[str]:
    month_first = match["m1"] is not None
    name, day, year = (match[f"{part}{1 if month_first else 2}"] for part in "mdy")
    if name not in MONTHS:
        return []
    base = date(int(year), MONTHS.index(name) + 1, int(day))
    bound = latest if latest is not None and base <= latest else None
    moved = [base + timedelta(s) for s in _DAYS]
    moved = [d for d in moved if d not in known and (bound is None or d <= bound)]
    shown: Callable[[date], str] = (
        (lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}")
        if month_first
        else (lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}")
    )
    return balanced(key, [shown(d) for d in moved if d < base], [shown(d) for d in moved if d > base])
