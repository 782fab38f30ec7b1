"""Quantities in a sentence: a number with its limit ("about", "at least") and its unit, whatever tree it hangs in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from quiz.generate.values.numbers import is_number_word, spellings, value
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation

_SIGNS = re.compile(r"(?:[A-Z]{1,3})?[$€£¥₹]")
_COUNTRIES = {"US", "NZ", "A", "C", "HK", "AU", "CA", "R", "S", "NT"}
_LARGE = {"dozens", "scores", "hundreds", "thousands", "millions", "billions"}
_FRACTIONS = {"half", "third", "quarter", "fifth", "tenth"}
_SCALES = {"hundred", "thousand", "million", "billion", "dozen"}
_SHORT = {"m": "million", "bn": "billion", "mn": "million", "k": "thousand"}
_LIMITS = (
    ("about", ("about", "around", "approximately", "roughly", "some", "nearly", "almost", "circa", "c.", "ca.",
               "close to", "an estimated", "estimated", "virtually", "practically")),
    ("more than", ("more than", "over", "upwards of", "in excess of", "just over", "well over", "a little over",
                   "a little more than", "slightly more than", "slightly over")),
    ("at least", ("at least", "no less than", "no fewer than", "a minimum of", "not less than")),
    ("at most", ("at most", "no more than", "a maximum of", "not more than")),
    ("up to", ("up to", "as many as", "as much as")),
    ("less than", ("less than", "fewer than", "under", "below", "just under", "just below", "slightly less than")),
    ("", ("only", "just", "exactly", "all", "a total of", "a record", "as little as", "as few as", "precisely")),
)  # fmt: skip
_BEFORE = sorted(
    ((tuple(form.split()), limit) for limit, forms in _LIMITS for form in forms), key=lambda pair: -len(pair[0])
)
_BEHIND = {"or more": "at least", "or so": "about", "or less": "at most", "or fewer": "at most"}
_VAGUE = {"few", "several", "many", "couple"}
"""Words that make a scale of no certain number: "a few hundred"."""
_YEAR = re.compile(r"1\d{3}|20\d{2}")
_TIMING = {"last", "past", "first", "next", "the", "preceding", "previous", "these", "those", "for", "in", "of"}
"""Words before quarters of a year."""
_RANGING = {"-", "–", "—", "to", "or"}
"""Words and marks between the ends of a range."""
_PREPOSITIONS = {"over", "around", "about", "under", "below", "some"}
"""Limits that may just as well be the preposition or article of their phrase."""


class Sort(StrEnum):
    """What a quantity is of."""

    COUNT = "count"
    PERCENT = "percent"
    FRACTION = "fraction"
    MONEY = "money"
    MEASURE = "measure"
    SPAN = "span"
    """A length of time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A quantity at tokens ``start`` to ``end`` (half open), its limit included, the noun of a count not."""

    start: int
    end: int
    core: range
    """The tokens of number and unit, without the limit."""
    sort: Sort
    top: Token
    """The word its phrase hangs from: the counted noun, the unit, or the number itself."""
    limit: str
    """``about``, ``more than``, ``at least``, ``at most``, ``up to``, ``less than`` or nothing."""
    text: str
    """Number and unit as the article writes them, without the limit."""
    whole: str
    """With the limit."""
    number: str
    """The number alone."""
    amount: float | None

    @property
    def forms(self) -> tuple[str, ...]:
        """All that counts as right, what is shown first."""
        unit = self.text.removeprefix(self.number).strip()
        ways = [self.text, self.whole, *spellings(self.number)]
        if unit and self.text.startswith(self.number):
            ways += [f"{form} {unit}" for form in spellings(self.number)] + [self.number]
        if self.sort is Sort.PERCENT:
            ways += [f"{self.number} percent", f"{self.number}%", self.number]
        return tuple(dict.fromkeys(way for way in ways if way))

    @property
    def bare_forms(self) -> tuple[str, ...]:
        """The same for a question that names the unit: the number is shown alone."""
        return tuple(dict.fromkeys((self.number, *self.forms)))

    @property
    def how_many(self) -> str:
        """The question word for a count, limit included."""
        return {"": "how many", "less than": "fewer than how many"}.get(self.limit, f"{self.limit} how many")

    @property
    def how_much(self) -> str:
        """The question word for a sum, limit included."""
        return f"{self.limit} how much".strip()

    def what(self, noun: str) -> str:
        """Return the question word for a share or measure: "about what percentage"."""
        return f"{self.limit} what {noun}".strip()


def find_quantities(sentence: Sentence, taken: set[int]) -> Iterator[Quantity]:
    """Yield the quantities of a sentence from left to right; ``taken`` are tokens of dates and names."""
    i = 0
    while i < len(sentence.tokens):
        found = None if i in taken else _at(sentence, i, taken)
        if found is None:
            i += 1
        else:
            yield found
            i = max(found.end, i + 1)


def _at(sentence: Sentence, i: int, taken: set[int]) -> Quantity | None:
    tokens = sentence.tokens
    if (ratio := _one_in(sentence, i)) is not None:
        return ratio
    sign = i if _SIGNS.fullmatch(tokens[i].text) else None
    first = i + 1 if sign is not None else i
    end = _number_end(sentence, first, taken)
    if end is None:
        return None
    if _is_range(sentence, i, end):
        return None
    number = _shown(sentence, first, end)
    amount = value(_long(number))
    start = i
    if sign is not None:
        if sign and tokens[sign - 1].text in _COUNTRIES and tokens[sign - 1].head == sign:
            start = sign - 1
        sort, top, close = Sort.MONEY, _top_of(sentence, start, end), end
    else:
        sort, top, close = _unit(sentence, first, end)
    shown = _shown(sentence, start, close)
    limit, begin = _limit_before(sentence, start)
    behind = " ".join(t.text.lower() for t in tokens[close : close + 2])
    if not limit and behind in _BEHIND:
        limit, close_all = _BEHIND[behind], close + 2
    else:
        close_all = close
    return Quantity(
        start=begin,
        end=close_all,
        core=range(start, close),
        sort=sort,
        top=top,
        limit=limit,
        text=shown,
        whole=_shown(sentence, begin, close_all),
        number=number,
        amount=amount,
    )


def _one_in(sentence: Sentence, i: int) -> Quantity | None:
    """Return the share "one in five" at token ``i``, if it is one."""
    tokens = sentence.tokens[i : i + 3]
    if [t.text.lower() for t in tokens[:2]] != ["one", "in"] or len(tokens) < 3 or not _is_number(tokens[2]):  # noqa: PLR2004
        return None
    limit, begin = _limit_before(sentence, i)
    return Quantity(
        start=begin,
        end=i + 3,
        core=range(i, i + 3),
        sort=Sort.FRACTION,
        top=tokens[0],
        limit=limit,
        text=_shown(sentence, i, i + 3),
        whole=_shown(sentence, begin, i + 3),
        number=_shown(sentence, i, i + 3),
        amount=None,
    )


def _shown(sentence: Sentence, start: int, end: int) -> str:
    """Return tokens as text with single spaces and no capital that only begins a sentence."""
    text = " ".join(sentence.slice(start, end).split())
    text = re.sub(r"(?<=[$€£¥]) (?=\d)|(?<=[A-Z]) (?=[$€£¥])", "", text)
    opening = start == 0 and text[:1].isupper() and not text[1:2].isupper()
    return text[0].lower() + text[1:] if opening else text


def _long(number: str) -> str:
    first, _, last = number.rpartition(" ")
    return f"{first} {_SHORT[last.lower()]}" if first and last.lower() in _SHORT else number


def _number_end(sentence: Sentence, first: int, taken: set[int]) -> int | None:
    """Return where the number that begins at token ``first`` ends; ``None`` when none does."""
    tokens = sentence.tokens
    lowered = [t.text.lower() for t in tokens]
    following = [*lowered[first + 1 : first + 3], "", ""]
    if first >= len(tokens):
        return None
    if lowered[first] in _LARGE:
        return first + (3 if following[0] == "of" and following[1] in _LARGE else 1)
    if lowered[first] == "half":
        return first + 1 if following[0] in {"of", "the", "a", "an"} else None
    if lowered[first] in {"a", "an"}:
        if following[0] in _FRACTIONS:
            return first + 2 if following[1] == "of" else None
        return _words_end(sentence, first + 1, taken) if following[0] in _SCALES else None
    if not _is_number(tokens[first]) or lowered[max(0, first - 1)] in _VAGUE:
        return None
    return _words_end(sentence, first, taken)


def _words_end(sentence: Sentence, first: int, taken: set[int]) -> int:
    """Return where a number of one or more words ends, of which token ``first`` is the first."""
    tokens = sentence.tokens
    lowered = [*(t.text.lower() for t in tokens), "", ""]
    j = first + 1
    while j < len(tokens) and j not in taken:
        if _is_number(tokens[j]) and tokens[j].deprel != "nmod":
            j += 1
        elif lowered[j] in {"-", "and"} and j + 1 < len(tokens) and _is_number(tokens[j + 1]):
            if value(" ".join(lowered[first : j + 2])) is None:
                break
            j += 2
        elif lowered[j] in _SHORT and tokens[j].xpos == "CD":
            j += 1
        else:
            break
    if lowered[j] == "-" and lowered[j + 1].rstrip("s") in _FRACTIONS:
        return j + 2
    if lowered[j : j + 2] == ["and", "a"] and lowered[j + 2 : j + 3] and lowered[j + 2] in _FRACTIONS:
        return j + 3
    part = lowered[j].rstrip("s") in _FRACTIONS and (lowered[j + 1] == "of" or _are_parts(sentence, first, j))
    return j + 1 if part else j


def _are_parts(sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether "two thirds" or "three quarters" without "of" are parts of a whole, not quarters of a year."""
    parts, before = sentence.tokens[last], sentence.tokens[first - 1] if first else None
    several = parts.text.lower().endswith("s") and last == first + 1 and sentence.tokens[first].text.isalpha()
    timed = parts.text.lower() == "quarters" and before is not None and before.text.lower() in _TIMING
    return several and not timed


def _is_number(token: Token) -> bool:
    return is_number_word(token.text) and token.upos in {"NUM", "NOUN", "X", "PROPN", "ADJ"}


def _is_range(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether a number is one end of a range, a score, a footnote, or part of a longer sign."""
    tokens = sentence.tokens
    before = tokens[start - 1].text if start else ""
    after = tokens[end].text if end < len(tokens) else ""
    if before in {"[", "#", "/", "+", "°"} or after in {"]", "/", "°", "º"}:
        return after not in {"°", "º"} or before in {"[", "#"}
    if before in _RANGING and start > 1 and _is_number(tokens[start - 2]) and not _is_change(sentence, start - 2):
        return True
    if after in _RANGING and end + 1 < len(tokens) and _is_number(tokens[end + 1]):
        return not _is_change(sentence, start)
    if before in {"-", "–"} and tokens[start - 1].end == tokens[start].start:
        return True
    joined = after in {"-", "–"} and tokens[end].start == tokens[end - 1].end
    return joined or (before, after) == ("(", ")")


def _is_change(sentence: Sentence, number: int) -> bool:
    """Tell whether the number that ends at or begins with token ``number`` only leads to another: "by 20 to 380"."""
    first = number
    while first and (_is_number(sentence.tokens[first - 1]) or _SIGNS.fullmatch(sentence.tokens[first - 1].text)):
        first -= 1
    before = sentence.tokens[first - 1].text.lower() if first else ""
    if before == "from":
        changing = words("rising") | words("raising")
        return any(t.upos == "VERB" and t.lemma.lower() in changing for t in sentence.tokens[:first])
    return before == "by" or (before == "in" and _YEAR.fullmatch(sentence.tokens[first].text) is not None)


def _top_of(sentence: Sentence, start: int, end: int) -> Token:
    """Return the token of a span that hangs from outside it."""
    inside = sentence.tokens[start:end]
    return next((t for t in inside if not start <= t.head < end), inside[0])


def _unit(sentence: Sentence, first: int, end: int) -> tuple[Sort, Token, int]:
    """Return the sort of a number without currency sign, the word it hangs from and where its unit ends."""
    tokens = sentence.tokens
    lowered = [t.text.lower() for t in tokens]
    lemmas = [t.lemma.lower() for t in tokens]
    own = _top_of(sentence, first, end)
    last = lowered[end - 1].rstrip("s")
    if last in _FRACTIONS and lowered[max(0, end - 3) : end - 1] != ["and", "a"]:
        return Sort.FRACTION, own, end
    if lowered[end : end + 1] in (["%"], ["percent"]):
        return Sort.PERCENT, tokens[end], end + 1
    if lowered[end : end + 2] == ["per", "cent"]:
        return Sort.PERCENT, _top_of(sentence, end, end + 2), end + 2
    if lowered[end : end + 1] and lowered[end] in {"°", "º"}:
        close = end + (2 if lowered[end + 1 : end + 2] and lowered[end + 1] in {"c", "f"} else 1)
        return Sort.MEASURE, tokens[end], close
    j = end
    while j < len(tokens) and lowered[j] in {"us", "u.s.", "square", "cubic", "sq", "nautical"}:
        j += 1
    if j < len(tokens) and not tokens[j].text.istitle():
        for sort, name in ((Sort.MONEY, "currencies"), (Sort.MEASURE, "measures"), (Sort.SPAN, "spans")):
            if lemmas[j] in words(name) or lowered[j] in words(name):
                return sort, tokens[j], j + 1
    if not is_relation(own, "nummod", "compound") or own.head < end - 1:
        return Sort.COUNT, own, end
    return Sort.COUNT, tokens[own.head], end


def _limit_before(sentence: Sentence, start: int) -> tuple[str, int]:
    """Return the limit that stands before token ``start``, and where it begins."""
    lowered = [t.text.lower() for t in sentence.tokens[:start]]
    for form, limit in _BEFORE:
        size = len(form)
        if tuple(lowered[-size:]) == form and size <= start:
            begin = start - size
            word = sentence.tokens[begin]
            alone = size == 1 and form[0] in _PREPOSITIONS and word.upos == "ADP"
            if alone and _is_preposition(sentence, word):
                return "", start
            if not limit:
                return _limit_before(sentence, begin)  # "about" in "only about 20"
            return limit, _swallow(lowered, begin)
    return "", start


def _swallow(lowered: list[str], begin: int) -> int:
    while begin and lowered[begin - 1] in {"only", "just", "perhaps"}:
        begin -= 1
    return begin


def _is_preposition(sentence: Sentence, word: Token) -> bool:
    """Tell whether "over" or "about" begins a phrase of its own: "ran over two fields", not "over two fields lie"."""
    if word.text.lower() in {"around", "about"}:
        head = sentence.tokens[word.head] if word.head >= 0 else None
        return head is not None and head.upos != "NUM" and is_relation(head, "nmod")
    return is_relation(word, "case") and word.head >= 0 and is_relation(sentence.tokens[word.head], "obl", "nmod")
