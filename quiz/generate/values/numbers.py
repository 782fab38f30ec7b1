"""Numbers as articles write them: their value, and the other ways to write the same."""

import re

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}  # fmt: skip
_ENDINGS = {" and a half": 0.5, " and a quarter": 0.25, " and a third": 1 / 3}
_PLAIN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_JOINT = re.compile(r"\s*[-–]\s*")


def value(text: str) -> float | None:
    """Return what a number in digits or English words means (``2 million``, ``forty-eight``), else ``None``."""
    whole, more = _without_part(text.lower())
    if more:
        return None if (amount := value(whole)) is None else amount + more
    parts = [p for p in _JOINT.sub(" ", text.lower()).split() if p != "and"]
    if parts and parts[0] in {"a", "an"} and len(parts) > 1:
        parts[0] = "one"
    if not parts:
        return None
    total, current = 0.0, None
    for part in parts:
        scale = _SCALES.get(part)
        if scale is not None:
            amount = (current if current is not None else 1.0) * scale
            if scale < 1_000:  # noqa: PLR2004 - "two hundred" may go on: "thousand"
                current = amount
            else:
                total, current = total + amount, None
            continue
        small = _small(part)
        if small is None or (current is not None and not (_joins(current, small) and not part[0].isdigit())):
            return None
        current = (current or 0.0) + small
    return total + (current or 0.0)


def _without_part(text: str) -> tuple[str, float]:
    """Return a number without "and a half", and what that adds to it."""
    for ending, part in _ENDINGS.items():
        if text.endswith(ending):
            return text.removesuffix(ending), part
    return text, 0.0


def _small(part: str) -> float | None:
    if _PLAIN.fullmatch(part):
        return float(part.replace(",", ""))
    if part in _SMALL:
        return float(_SMALL.index(part))
    return float(20 + 10 * _TENS.index(part)) if part in _TENS else None


def _joins(current: float, small: float) -> bool:
    """Tell whether a smaller number may follow: "forty" - "eight", "two hundred" - "five"."""
    return (current >= 100 and small < 100) or (current in range(20, 100, 10) and 0 < small < 10)  # noqa: PLR2004


def is_number_word(text: str) -> bool:
    """Tell whether one word is a number or part of one."""
    lowered = text.lower()
    return lowered in _SCALES or _small(lowered) is not None or ("-" in lowered and value(lowered) is not None)


def spellings(text: str) -> tuple[str, ...]:
    """Return other ways to write ``text``: words for digits up to 99 and round numbers, digits for words."""
    amount = value(text)
    if amount is None or amount != int(amount):
        return ()
    whole = int(amount)
    forms = {str(whole), f"{whole:,}", in_words(whole), _scaled(whole, words=False), _scaled(whole, words=True)}
    return tuple(sorted(form for form in forms if form and form.lower() != text.lower()))


def _scaled(whole: int, *, words: bool) -> str:
    """Return a round number with its scale as a word, ``5 million`` or ``five million``; empty for other numbers."""
    for name in ("billion", "million", "thousand", "hundred"):
        count, rest = divmod(whole, _SCALES[name])
        if count and not rest and count < (10 if name == "hundred" else 100):
            if name in {"hundred", "thousand"} and not words:
                return ""
            return f"{in_words(count) if words else count} {name}"
        if count:
            return ""
    return ""


def in_words(number: int) -> str:
    """Return a number from 0 to 99 as words, other numbers as the empty string."""
    if 0 <= number < len(_SMALL):
        return _SMALL[number]
    if number < 100 and number > 0:  # noqa: PLR2004
        tens, ones = divmod(number, 10)
        return _TENS[tens - 2] + (f"-{_SMALL[ones]}" if ones else "")
    return ""
