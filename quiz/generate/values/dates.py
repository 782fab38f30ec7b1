"""Dates in a text: a small grammar over the words of a sentence, and the day an article speaks from.

Only what can be pinned to the calendar becomes a `When`. "September 12" without a year and "on Tuesday" can be
pinned when the article's own day is known; otherwise they are marked as relative, and no card may hold them.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from quiz.generate.wordlists import words
from quiz.language.document import Document, Sentence, Token, is_relation

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH_NUMBER = {name[:n].lower(): i for i, name in enumerate(MONTHS, 1) for n in (3, 4, len(name))}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = re.compile(r"([12]?\d|3[01])(st|nd|rd|th)?")
_YEAR = re.compile(r"1\d{3}|20\d{2}")
_DECADE = re.compile(r"(?:1[0-9]|20)\d0s")
_CENTURY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_ORDINALS = {
    "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12,
    "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20, "twenty-first": 21,
}  # fmt: skip
_LEADS = {
    "in", "since", "until", "till", "by", "from", "after", "before", "and", "both", "between", "during", "around",
    "circa",
}  # fmt: skip
"""Words before a bare number of four digits that show it to be a year."""
_PARTS = {"early", "mid", "late", "mid-"}
_HALF = 183
"""Days within which a date without a year is looked for on either side of the article's own."""
_LEADING = 3
"""So many paragraphs may come before the line that dates an article."""
_LONGEST_DATELINE = 14
"""So many words, with commas, may name places or writers before the date."""
_WITHIN_DATELINE = {",", "and", "by", ".", "-", "–", "—"}
_AFTER_DATELINE = {".", "-", "–", "—", ":"}


class Grain(StrEnum):
    """How exact a date is."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A date at tokens ``start`` to ``end`` (half open) of a sentence."""

    start: int
    end: int
    grain: Grain
    year: int | None
    month: int = 1
    day: int = 1
    relative: bool = False
    """Whether it was written relative to the article's day."""
    text: str = ""
    """As it is shown: absolute whenever ``year`` is known."""

    @property
    def known(self) -> bool:
        """Tell whether the date has its place in the calendar."""
        return self.year is not None

    def spellings(self) -> tuple[str, ...]:
        """Return other ways to write a known date."""
        if self.year is None:
            return ()
        if self.grain in {Grain.YEAR, Grain.DECADE, Grain.CENTURY}:
            bare = self.text.removeprefix("the ")
            forms = (bare, *(bare.removeprefix(f"{part} ").removeprefix(f"{part}-") for part in _PARTS))
            return tuple(form for form in dict.fromkeys(forms) if form != self.text)
        name = MONTHS[self.month - 1]
        if self.grain is Grain.MONTH:
            return (f"{name} {self.year}",) if self.text != f"{name} {self.year}" else ()
        forms = (
            f"{name} {self.day}, {self.year}",
            f"{self.day} {name} {self.year}",
            f"{self.year}-{self.month:02}-{self.day:02}",
        )
        return tuple(form for form in forms if form != self.text)


def month_year(day: date) -> str:
    """Return e.g. ``September 2025``."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def long_date(day: date) -> str:
    """Return e.g. ``September 12, 2025``."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def article_date(document: Document) -> date | None:
    """Return the full date that opens one of the first paragraphs, as datelines do; ``None`` without one."""
    for sentence in document.sentences:
        if sentence.paragraph >= _LEADING:
            break
        for when in find_dates(sentence, None):
            if when.grain is Grain.DAY and when.year is not None and _leads(when, sentence):
                return date(when.year, when.month, when.day)
    return None


def _leads(when: When, sentence: Sentence) -> bool:
    """Whether a date stands first, or behind only the place or the writers: "Riga, Latvia, May 6, 2024 -"."""
    before, after = sentence.tokens[: when.start], sentence.tokens[when.end : when.end + 1]
    if all(t.text.lower() in words("weekdays") or t.upos == "PUNCT" for t in before):
        return True
    closed = not after or after[0].text in _AFTER_DATELINE
    named = all(t.text[0].isupper() or t.text in _WITHIN_DATELINE for t in before)
    return closed and named and len(before) <= _LONGEST_DATELINE


def find_dates(sentence: Sentence, today: date | None) -> tuple[When, ...]:
    """Return the dates of a sentence; ``today`` is the article's day, against which relative ones are read."""
    found: list[When] = []
    i = 0
    while i < len(sentence.tokens):
        when = _wide(sentence, i) or _absolute(sentence, i, today) or _relative(sentence, i, today)
        if when is None:
            i += 1
        else:
            found.append(when)
            i = when.end
    return tuple(found)


def _wide(sentence: Sentence, i: int) -> When | None:
    """Return a decade or century at ``i``, or a date with "early", "mid" or "late" before it."""
    tokens = sentence.tokens
    token = tokens[i]
    word = token.text.lower()
    following = tokens[i + 1].text.lower() if i + 1 < len(tokens) else ""
    if word in _PARTS and following:
        step = 2 if following == "-" and i + 2 < len(tokens) else 1
        inner = _wide(sentence, i + step) or _absolute(sentence, i + step, None, led=True)
        if inner is not None and inner.grain is not Grain.DAY:
            said = sentence.slice(i, inner.end)
            return replace(inner, start=i, text=" ".join(said.split()))
        return None
    if word.startswith("mid-") and _DECADE.fullmatch(word[4:]):
        return When(start=i, end=i + 1, grain=Grain.DECADE, year=int(word[4:8]), text=token.text)
    if _DECADE.fullmatch(token.text) and sentence.child(token, "nummod") is None:
        return When(start=i, end=i + 1, grain=Grain.DECADE, year=int(token.text[:4]), text=token.text)
    match = _CENTURY.fullmatch(word)
    number = int(match[1]) if match else _ORDINALS.get(word, 0)
    if number and following == "century":
        said = sentence.slice(i, i + 2)
        return When(start=i, end=i + 2, grain=Grain.CENTURY, year=100 * (number - 1), text=said)
    return None


def _month(token: Token | None) -> int:
    if token is None or not token.text[:1].isupper():
        return 0
    number = _MONTH_NUMBER.get(token.text.lower().rstrip("."), 0)
    # "May" and "March" are months only where the analyser takes them for names.
    return 0 if number in {3, 5} and token.upos not in {"PROPN", "NOUN", "NUM"} else number


def _absolute(sentence: Sentence, i: int, today: date | None, *, led: bool = False) -> When | None:
    tokens = sentence.tokens

    def at(k: int) -> Token | None:
        return tokens[k] if k < len(tokens) else None

    def number(k: int, pattern: re.Pattern[str]) -> int:
        token = at(k)
        match = pattern.fullmatch(token.text) if token else None
        return int(re.sub(r"\D", "", match[0])) if match else 0

    def year_after(k: int) -> tuple[int, int]:
        comma = at(k)
        skip = 1 if comma is not None and comma.text == "," else 0
        value = number(k + skip, _YEAR)
        return (value, k + skip + 1) if value else (0, k)

    if month := _month(at(i)):
        if day := number(i + 1, _DAY):
            year, end = year_after(i + 2)
            return _day(sentence, (i, end), (year, month, day), today)
        year, end = year_after(i + 1)
        yearless = not year and today is not None and i and tokens[i - 1].text.lower() in _LEADS | _PARTS
        if yearless and today is not None:
            year, end = _nearest_year(sentence, i, month, 1, today), i + 1
        shown = f"{MONTHS[month - 1]} {year}"
        return When(start=i, end=end, grain=Grain.MONTH, year=year, month=month, text=shown) if year else None
    if (day := number(i, _DAY)) and (month := _month(at(i + 1))):
        year, end = year_after(i + 2)
        return _day(sentence, (i, end), (year, month, day), today)
    if (year := number(i, _YEAR)) and (led or _is_year(sentence, i)):
        return When(start=i, end=i + 1, grain=Grain.YEAR, year=year, text=str(year))
    return None


def _day(sentence: Sentence, span: tuple[int, int], ymd: tuple[int, int, int], today: date | None) -> When | None:
    start, end = span
    year, month, day = ymd
    written = " ".join(sentence.slice(start, end).split())
    if not year:
        if today is None:
            return When(
                start=start, end=end, grain=Grain.DAY, year=None, month=month, day=day, relative=True, text=written
            )
        year = _nearest_year(sentence, start, month, day, today)
        written = f"{MONTHS[month - 1]} {day}, {year}"
    try:
        date(year, month, day)
    except ValueError:
        return None
    return When(start=start, end=end, grain=Grain.DAY, year=year, month=month, day=day, text=written)


def _nearest_year(sentence: Sentence, i: int, month: int, day: int, today: date) -> int:
    """Return the year of a date without one: the last of what happened, the next of what will, else the nearest."""
    if _is_past(sentence, i):
        return today.year if (month, day) <= (today.month, today.day) else today.year - 1
    if _is_future(sentence, i):
        return today.year if (month, day) >= (today.month, today.day) else today.year + 1
    away = (month - today.month) * 30 + day - today.day
    return today.year + (away < -_HALF) - (away > _HALF)


def _is_future(sentence: Sentence, i: int) -> bool:
    verb = _governor(sentence, i)
    helpers = {t.lemma.lower() for t in sentence.children(verb, "aux", "mark")}
    return bool(helpers & {"will", "would", "shall", "to"})


def _governor(sentence: Sentence, i: int) -> Token:
    token = sentence.tokens[i]
    while token.head >= 0 and token.upos not in {"VERB", "AUX"}:
        token = sentence.tokens[token.head]
    return token


def _is_past(sentence: Sentence, i: int) -> bool:
    verb = _governor(sentence, i)
    helpers = [t.lemma.lower() for t in sentence.children(verb, "aux")]
    return verb.xpos in {"VBD", "VBN"} and "will" not in helpers and not sentence.children(verb, "mark")


def _is_year(sentence: Sentence, i: int) -> bool:
    token = sentence.tokens[i]
    before = sentence.tokens[i - 1] if i else None
    after = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else None
    if any(t is not None and t.text in {"-", "–", "—", "/", "$", "€", "£"} for t in (before, after)):
        return False
    if after is not None and after.lemma.lower() in {
        "hour",
        "minute",
        "metre",
        "meter",
        "mile",
        "kilometre",
        "kilometer",
    }:
        return False
    if is_relation(token, "obl") and token.deprel == "obl:unmarked" and sentence.tokens[token.head].upos == "VERB":
        return True  # "she started 1931 in Arvin"
    entity = sentence.entity_at(token)
    dated = entity is not None and entity.label == "DATE"
    led = before.text.lower() if before is not None else ""
    as_of = led == "of" and i > 1 and sentence.tokens[i - 2].text.lower() == "as"
    if (
        as_of
        or led in _LEADS
        or (led in {"to", "and", "through"} and i > 1 and _YEAR.fullmatch(sentence.tokens[i - 2].text))
    ):
        head = sentence.tokens[token.head]
        joined = is_relation(token, "conj") and _YEAR.fullmatch(head.text) is not None
        adjunct = joined or (is_relation(token, "obl") and head.upos == "VERB")
        return dated or adjunct or (after is None or after.upos not in {"NOUN", "PROPN", "ADJ"})
    return False


def _relative(sentence: Sentence, i: int, today: date | None) -> When | None:
    token = sentence.tokens[i]
    word = token.text.lower()
    after = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else None
    if word in _SHIFTS and token.upos in {"NOUN", "ADV"}:
        told = today is not None and (word != "today" or _is_past(sentence, i))
        parts = after is not None and after.text.lower() in _DAYTIMES
        return _resolved(
            i, i + 2 if parts else i + 1, today + timedelta(_SHIFTS[word]) if told and today else None, word
        )
    if word in _WEEKDAYS and token.upos == "PROPN" and _is_adjunct(sentence, token):
        dated = _dated_weekday(sentence, i, today)
        end = i + 2 if after is not None and after.text.lower() in _DAYTIMES else i + 1
        return dated or _resolved(i, end, _last(word, today) if _is_past(sentence, i) else None, token.text)
    if word == "earlier" and after is not None and after.text.lower() == "this":
        inner = _relative(sentence, i + 1, today)
        return replace(inner, start=i) if inner is not None else None
    return _passing(sentence, i, today) if word in {"last", "this", "next"} and after is not None else None


_DAYTIMES = {"morning", "afternoon", "evening", "night"}
_SHIFTS = {"yesterday": -1, "today": 0, "tomorrow": 1}


def _dated_weekday(sentence: Sentence, i: int, today: date | None) -> When | None:
    """Return the date that a day of the week opens: "Tuesday, May 4"."""
    step = 2 if i + 2 < len(sentence.tokens) and sentence.tokens[i + 1].text == "," else 1
    if i + step >= len(sentence.tokens):
        return None
    when = _absolute(sentence, i + step, today)
    return replace(when, start=i) if when is not None and when.grain is Grain.DAY else None


def _last(weekday: str, today: date | None) -> date | None:
    """Return the day of the last such weekday up to the article's own."""
    return today - timedelta((today.weekday() - _WEEKDAYS.index(weekday)) % 7) if today is not None else None


def _passing(sentence: Sentence, i: int, today: date | None) -> When | None:
    """Return "last year", "this month" and the like, which begin at ``i``."""
    word, unit = sentence.tokens[i].text.lower(), sentence.tokens[i + 1].lemma.lower()
    step = {"last": -1, "this": 0, "next": 1}[word]
    said = f"{word} {sentence.tokens[i + 1].text}"
    if unit == "year":
        year = today.year + step if today else None
        return When(start=i, end=i + 2, grain=Grain.YEAR, year=year, relative=True, text=str(year or said))
    if unit == "month" and today is not None:
        year, month = divmod(today.year * 12 + today.month - 1 + step, 12)
        shown = f"{MONTHS[month]} {year}"
        return When(start=i, end=i + 2, grain=Grain.MONTH, year=year, month=month + 1, relative=True, text=shown)
    if unit in {"week", "weekend", "month"} or unit in _WEEKDAYS:
        day = None
        if unit in _WEEKDAYS and word == "last" and today is not None:
            day = _last(unit, today - timedelta(1))
        return _resolved(i, i + 2, day, said)
    return None


def _is_adjunct(sentence: Sentence, token: Token) -> bool:
    if is_relation(token, "compound", "nmod") and sentence.tokens[token.head].text.lower() in _DAYTIMES:
        token = sentence.tokens[token.head]
    return (
        token.deprel.split(":")[0] in {"obl", "nmod"}
        and token.head >= 0
        and sentence.tokens[token.head].upos
        in {
            "VERB",
            "NOUN",
            "PROPN",
        }
    )


def _resolved(start: int, end: int, day: date | None, text: str) -> When:
    if day is None:
        return When(start=start, end=end, grain=Grain.DAY, year=None, relative=True, text=text)
    return When(
        start=start,
        end=end,
        grain=Grain.DAY,
        year=day.year,
        month=day.month,
        day=day.day,
        relative=True,
        text=long_date(day),
    )
