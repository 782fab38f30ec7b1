"""Compares quantities: ``8,000``, ``8k`` and ``eight thousand`` are one number, with or without a unit."""

import re
from dataclasses import dataclass

from quiz.grading.normal import bare, fold, has_digit, words
from quiz.model.verdict import BEST_FIRST, Verdict

_SCALES = {
    "hundred": 100, "dozen": 12, "k": 1e3, "thousand": 1e3, "lakh": 1e5, "m": 1e6, "mn": 1e6, "mln": 1e6,
    "mio": 1e6, "million": 1e6, "millions": 1e6, "crore": 1e7, "b": 1e9, "bn": 1e9, "bln": 1e9, "billion": 1e9,
    "billions": 1e9, "tn": 1e12, "trn": 1e12, "trillion": 1e12,
    "100": 100, "1000": 1e3, "1000000": 1e6, "1000000000": 1e9, "1000000000000": 1e12,
}  # fmt: skip
"""Words and signs that multiply what stands before them."""

_UNITS = {
    "percent": ("percent", 1), "pct": ("percent", 1),
    "$": ("dollar", 1), "usd": ("dollar", 1), "dollar": ("dollar", 1), "us$": ("dollar", 1), "buck": ("dollar", 1),
    "€": ("euro", 1), "eur": ("euro", 1), "euro": ("euro", 1),
    "£": ("sterling", 1), "gbp": ("sterling", 1),
    "¥": ("yen", 1), "jpy": ("yen", 1), "yen": ("yen", 1),
    "₹": ("rupee", 1), "inr": ("rupee", 1), "rupee": ("rupee", 1),
    "₽": ("ruble", 1), "rub": ("ruble", 1), "ruble": ("ruble", 1), "rouble": ("ruble", 1),
    "mm": ("metre", 1e-3), "millimetre": ("metre", 1e-3), "millimeter": ("metre", 1e-3),
    "cm": ("metre", 1e-2), "centimetre": ("metre", 1e-2), "centimeter": ("metre", 1e-2),
    "m": ("metre", 1), "metre": ("metre", 1), "meter": ("metre", 1),
    "km": ("metre", 1e3), "kilometre": ("metre", 1e3), "kilometer": ("metre", 1e3),
    "mi": ("metre", 1609.344), "mile": ("metre", 1609.344),
    "ft": ("metre", 0.3048), "foot": ("metre", 0.3048), "feet": ("metre", 0.3048),
    "inch": ("metre", 0.0254), "inche": ("metre", 0.0254), "yard": ("metre", 0.9144),
    "mg": ("gram", 1e-3), "milligram": ("gram", 1e-3), "g": ("gram", 1), "gram": ("gram", 1),
    "kg": ("gram", 1e3), "kilo": ("gram", 1e3), "kilogram": ("gram", 1e3), "kilogramme": ("gram", 1e3),
    "t": ("gram", 1e6), "tonne": ("gram", 1e6), "lb": ("gram", 453.59237),
    "ml": ("litre", 1e-3), "l": ("litre", 1), "litre": ("litre", 1), "liter": ("litre", 1),
    "ha": ("hectare", 1), "hectare": ("hectare", 1), "km2": ("hectare", 100), "acre": ("hectare", 0.40468564),
    "square kilometre": ("hectare", 100), "square kilometer": ("hectare", 100), "sq km": ("hectare", 100),
    "s": ("second", 1), "sec": ("second", 1), "second": ("second", 1), "min": ("second", 60),
    "minute": ("second", 60), "h": ("second", 3600), "hr": ("second", 3600), "hour": ("second", 3600),
    "day": ("day", 1), "week": ("day", 7), "month": ("month", 1), "year": ("month", 12), "yr": ("month", 12),
    "mph": ("speed", 1.609344), "mile per hour": ("speed", 1.609344), "mile an hour": ("speed", 1.609344),
    "km h": ("speed", 1), "kph": ("speed", 1), "kmh": ("speed", 1), "kilometre per hour": ("speed", 1),
    "kilometer per hour": ("speed", 1), "kilometre an hour": ("speed", 1), "kilometer an hour": ("speed", 1),
    "m s": ("speed", 3.6), "metre per second": ("speed", 3.6), "meter per second": ("speed", 3.6),
    "°c": ("celsius", 1), "c": ("celsius", 1), "celsius": ("celsius", 1), "degree celsius": ("celsius", 1),
    "°f": ("fahrenheit", 1), "fahrenheit": ("fahrenheit", 1), "degree fahrenheit": ("fahrenheit", 1),
}  # fmt: skip
"""Units of measure in the singular: what they measure, and how many of the base unit they are."""

_MORE = ("more than", "over", "at least", "greater than", "above", "upwards of", "no less than", ">", "≥")
_LESS = ("less than", "fewer than", "under", "at most", "below", "up to", "no more than", "<", "≤")
_ABOUT = (
    "about", "around", "approximately", "approx", "approx.", "roughly", "nearly", "almost", "some", "circa", "ca.",
    "ca", "c.", "an estimated", "estimated", "~", "≈",
)  # fmt: skip
_ONLY = ("only ", "just ", "exactly ", "within ", "in ", "after ", "for ")
_NONE = frozenset(("none", "no", "nil", "nobody", "nothing"))
_NO_UNIT = frozenset(
    ("quarter", "quarters", "half", "halves", "third", "thirds", "to", "nil", "and", "or", "by", "out", "in")
)
"""Words that make a fraction, a score or a choice of the number before them."""
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_TOLERANCE = 0.05
"""How far an answer may be off, as a share, when the source itself says "about"."""
_CONVERTED = 0.01
"""The same when it is given in another unit."""
_EXACT = 1e-9
"""The same for floats that are one number."""
_MOST_UNIT_WORDS = 4
"""Words of the longest unit or counted thing; more are no quantity."""
_NUMBER = re.compile(
    r"(?P<sign>[-−+]|minus )?\s*(?P<money>us\$|[$€£¥₹₽])?\s*(?P<minus>[-−])?"
    r"(?P<digits>\d{1,3}(?:\s\d{3})+(?!\d)|\d+(?:[,.'’]\d+)*|\.\d+)\s*(?P<rest>.*)",
    re.DOTALL,
)
_GROUPED = re.compile(r"\d{1,3}(?:(?P<mark>[,.'’\s])\d{3})(?:(?P=mark)\d{3})*$")
_HALVES = ((re.compile(r"\b(\d+) and a half\b"), r"\1.5"), (re.compile(r"\bhalf an? "), "0.5 "))
_HOW_MANY = re.compile(
    r"\b(?:how (?:many|much|long|far|old|tall|high|big|large)|what (?:number|share))\b", re.IGNORECASE
)
_NUMBER_WORDS = (
    "three", "seven", "eight", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred",
    "thousand", "million", "billion", "trillion",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts or measures."""

    value: float
    unit: str
    """The dimension of a unit of measure, or the counted thing in the singular, or empty."""
    factor: float
    """How many base units one unit is; 0 for a counted thing."""
    bound: int
    """1 for "more than", -1 for "less than", 0 otherwise."""
    vague: bool
    """Whether the text says that the number is not exact."""


def compare_quantities(expected: str, given: str, prompt: str) -> Verdict | None:
    """Compare two quantities; ``None`` when one of the texts is not a quantity.

    A missing unit is forgiven when ``prompt`` names it, or when the words only name the things that are counted.
    """
    left = read_quantities(expected)
    if not left or (any(not one.factor and one.unit for one in left) and _is_title(expected, prompt)):
        return None
    right, repaired = read_quantities(given), False
    if not right:
        mended = read_quantities(_repair(given))
        right, repaired = tuple(one for one in mended if one.factor or not one.unit), True
    verdicts = [_compare(one, other, prompt) for one in left for other in right]
    if not verdicts:
        return None
    best = min(verdicts, key=BEST_FIRST.index)
    return Verdict.CLOSE if repaired and best is Verdict.RIGHT else best


def _is_title(expected: str, prompt: str) -> bool:
    """Tell whether the words after a number belong to a name (``12 Angry Men``) and do not say what is counted."""
    capitalised = any(word[0].isupper() for word in expected.split()[1:])
    return capitalised and not _HOW_MANY.search(prompt)


def digits_for_words(text: str) -> str:
    """Return a folded text with number words as digits: ``one hundred and five`` as ``105``."""
    if text.isdecimal():
        return text
    from text_to_num import alpha2digit  # noqa: PLC0415 # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

    return str(alpha2digit(text, "en", threshold=0))  # pyright: ignore[reportUnknownArgumentType]


def read_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the ways ``text`` can be read as one quantity; none when it is something else."""
    rest, bound, vague = _without_bound(bare(fold(text)))
    rest = next((rest.removeprefix(word) for word in _ONLY if rest.startswith(word)), rest)
    first, _, others = rest.partition(" ")
    rest = f"0 {others}" if first in _NONE else rest
    if not has_digit(rest):  # "2 hundred" would become "2 100"
        rest = digits_for_words(rest)
    for pattern, digits in _HALVES:
        rest = pattern.sub(digits, rest)
    match = _NUMBER.fullmatch(re.sub(r"^(?:an?|the) (?=[\d.$€£¥]|dozen)", "", rest).replace("dozen", "12"))
    if match is None or _ORDINAL.match(match["rest"]):
        return ()
    negative = match["sign"] in {"-", "−", "minus "} or match["minus"] is not None
    readings: list[Quantity] = []
    for value in _values(match["digits"]):
        for scale, unit_words in _scaled(match["rest"]):
            unit = _unit(unit_words, match["money"] or "")
            if unit is not None and (unit[1] or not match["rest"].startswith("-")):
                readings.append(Quantity((-value if negative else value) * scale, *unit, bound, vague))
    return tuple(readings)


def _without_bound(text: str) -> tuple[str, int, bool]:
    for phrases, bound, vague in ((_MORE, 1, True), (_LESS, -1, True), (_ABOUT, 0, True)):
        for phrase in phrases:
            if text.startswith(phrase) and (not phrase[-1].isalpha() or text[len(phrase) :].startswith(" ")):
                return text[len(phrase) :].strip(), bound, vague
    return text, 0, False


def _values(digits: str) -> tuple[float, ...]:
    """Return the readings of a run of digits: ``1.234`` may be a decimal or, elsewhere in the world, a thousand."""
    if _GROUPED.match(digits):
        grouped = float(re.sub(r"\D", "", digits))
        return (float(digits), grouped) if digits.count(".") == 1 else (grouped,)
    head, mark, tail = digits.rpartition("." if digits.rfind(".") > digits.rfind(",") else ",")
    if not mark:
        return (float(digits),) if digits.isdecimal() else ()
    if head and not head.isdecimal() and not _GROUPED.match(head):
        return ()
    return (float(f"{re.sub(r'[^0-9]', '', head) or '0'}.{tail}"),) if tail.isdecimal() else ()


def _scaled(rest: str) -> tuple[tuple[float, tuple[str, ...]], ...]:
    """Split what follows the digits into a factor and the unit; ``m`` is read as million and as metre."""
    tokens = words(rest)
    scale = 1.0
    readings = [(1.0, tokens)]
    for place, token in enumerate(tokens):
        if token not in _SCALES:
            break
        scale *= _SCALES[token]
        readings.append((scale, tokens[place + 1 :]))
    certain = [reading for reading in readings if not reading[1] or reading[1][0] not in _SCALES]
    if len(readings) > 1 and tokens[0] in {"m", "b"}:
        certain.append(readings[0])
    return tuple(certain)


def _unit(tokens: tuple[str, ...], money: str) -> tuple[str, float] | None:
    if any(token not in _UNITS and has_digit(token) for token in tokens) or len(tokens) > _MOST_UNIT_WORDS:
        return None
    if tokens and not tokens[0][0].isalpha() and tokens[0] not in _UNITS:
        return None
    if tokens and tokens[0] in _NO_UNIT:
        return None
    if money:
        return _UNITS[money]
    phrase = " ".join(
        token.removesuffix("s") if len(token) > 2 and token not in _UNITS else token  # noqa: PLR2004
        for token in tokens
    )
    phrase = phrase.removeprefix("us ").removeprefix("of ")
    known = _UNITS.get(phrase) or _UNITS.get("".join(tokens))
    return known if known is not None else (phrase, 0.0)


def _compare(left: Quantity, right: Quantity, prompt: str) -> Verdict:
    if left.bound * right.bound < 0:
        return Verdict.WRONG
    if left.factor and right.factor:
        return _compare_measures(left, right)
    if left.value != right.value:
        near = abs(left.value - right.value) <= _TOLERANCE * abs(left.value)
        return Verdict.CLOSE if left.vague and near else Verdict.WRONG
    if right.bound and not left.bound:
        return Verdict.CLOSE
    if left.unit == right.unit:
        return Verdict.RIGHT
    if left.unit and right.unit:
        return Verdict.CLOSE
    measure = left if left.factor else right
    return Verdict.CLOSE if measure.factor and not _says_unit(prompt, measure) else Verdict.RIGHT


def _says_unit(prompt: str, measure: Quantity) -> bool:
    """Tell whether a question names the unit that is wanted."""
    said = prompt.casefold()
    if measure.unit in said or ("%" in said and measure.unit == "percent"):
        return True
    tokens = [token.removesuffix("s") if token not in _UNITS else token for token in words(bare(fold(prompt)))]
    runs = (" ".join(tokens[at : at + length]) for length in (1, 2, 3) for at in range(len(tokens) - length + 1))
    return any(_UNITS.get(run) == (measure.unit, measure.factor) for run in runs)


def _compare_measures(left: Quantity, right: Quantity) -> Verdict:
    if left.unit != right.unit:
        return Verdict.WRONG
    wanted, got = left.value * left.factor, right.value * right.factor
    off = abs(wanted - got)
    if off <= _EXACT * abs(wanted):
        return Verdict.RIGHT
    converted = left.factor != right.factor and off <= _CONVERTED * abs(wanted)
    return Verdict.CLOSE if converted or (left.vague and off <= _TOLERANCE * abs(wanted)) else Verdict.WRONG


def _repair(text: str) -> str:
    """Return ``text`` with a slip in a number word mended, where only one word can be meant."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - 20 ms that right answers do not need

    def mend(token: str) -> str:
        near = [word for word in _NUMBER_WORDS if OSA.distance(token, word, score_cutoff=1) <= 1]
        return near[0] if len(near) == 1 else token

    return " ".join(mend(token) for token in fold(text).replace("-", " ").split())
