"""Numbers as articles write them: their value, and the other ways to write the same."""

import re

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_PLAIN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def value(text: str) -> float | None:
    """Return what a number means, in digits or as one English word; ``None`` if it is no such number."""
    lowered = text.lower()
    if _PLAIN.fullmatch(lowered):
        return float(lowered.replace(",", ""))
    if lowered in _SMALL:
        return float(_SMALL.index(lowered))
    tens, _, ones = lowered.partition("-")
    if tens in _TENS and (not ones or ones in _SMALL[1:10]):
        return float(20 + 10 * _TENS.index(tens) + (_SMALL.index(ones) if ones else 0))
    return float(_SCALES[lowered]) if lowered in _SCALES else None


def spellings(text: str) -> tuple[str, ...]:
    """Return other ways to write ``text``: the word for digits up to 99, digits for a word, no separators."""
    amount = value(text)
    if amount is None or amount != int(amount):
        return ()
    whole = int(amount)
    forms = {str(whole), f"{whole:,}", in_words(whole)}
    return tuple(sorted(form for form in forms if form and form.lower() != text.lower()))


def in_words(number: int) -> str:
    """Return a number from 0 to 99 as words, other numbers as the empty string."""
    if 0 <= number < len(_SMALL):
        return _SMALL[number]
    if number < 100 and number > 0:  # noqa: PLR2004
        tens, ones = divmod(number, 10)
        return _TENS[tens - 2] + (f"-{_SMALL[ones]}" if ones else "")
    return ""
