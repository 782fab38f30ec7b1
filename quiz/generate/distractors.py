"""Wrong answers of the same kind: from the article first, then from the table of countries, or a number moved.

Three safe ones or none. Safe means: of the same kind and form, no other spelling of the answer, and nowhere in the
evidence, so that the article itself does not put it in the same place.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import date, timedelta

from quiz.generate.context import Context
from quiz.generate.dates import MONTHS, Grain, When, find_dates
from quiz.generate.facts import Candidate, Kind
from quiz.generate.names import Name
from quiz.generate.numbers import in_words, value
from quiz.generate.places import Country, countries, country
from quiz.model.deck import CardKind

COUNT = 3
_NAMED = {Kind.PERSON, Kind.COUNTRY, Kind.CITY, Kind.PLACE, Kind.ORGANIZATION, Kind.FACILITY, Kind.PRIZE, Kind.EVENT}
_DATE = re.compile(r"(?:(\w+) (\d{1,2}), (\d{4}))|(?:(\d{1,2}) (\w+) (\d{4}))")
_LETTERS = re.compile(r"[a-z]+")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def distractors(candidate: Candidate, context: Context) -> tuple[str, ...]:
    """Return three wrong answers, or none when three safe ones cannot be had. The same input gives the same three."""
    if candidate.kind is not CardKind.BASIC:
        return ()
    found: list[str] = []
    taken = {form.casefold() for form in candidate.answers[0]}
    for other in _proposals(candidate, context):
        if other.casefold() not in taken:
            taken.add(other.casefold())
            found.append(other)
        if len(found) == COUNT:
            return tuple(found)
    return ()


def _proposals(candidate: Candidate, context: Context) -> Iterator[str]:
    kind = candidate.answer_kind
    if kind in _NAMED:
        yield from _from_article(candidate, context)
    if kind in {Kind.COUNTRY, Kind.CITY}:
        yield from _from_table(candidate)
    if kind is Kind.YEAR:
        yield from _years(candidate, context)
    if kind is Kind.DATE:
        yield from _dates(candidate, context)
    if kind in {Kind.NUMBER, Kind.PERCENT, Kind.MONEY}:
        yield from _numbers(candidate)


def _from_article(candidate: Candidate, context: Context) -> Iterator[str]:
    """Yield the article's other names of the same kind, nearest first, none that the evidence mentions."""
    evidence = candidate.sentence.text.casefold()
    answer = context.names.by_form(candidate.answer)
    noun = answer.noun if answer is not None else ""
    where = context.names.index(candidate.sentence)
    size = len(candidate.answer.split())
    if not noun and candidate.answer_kind is not Kind.PERSON:
        return  # names of unknown sort: a river among towns gives itself away
    own = _gender(candidate, answer)
    others = [
        n
        for n in context.names
        if n.kind is candidate.answer_kind
        and n.noun == noun
        and (n.kind is not Kind.COUNTRY or country(n.full) is not None)
        and n.full.split()[-1] != candidate.answer.split()[-1]
        and not any(form.casefold() in evidence for form in n.forms)
        and (n.kind is not Kind.PERSON or len(n.full.split()) > 1 or size == 1)
        and n.full.casefold() not in candidate.prompt.casefold()
        and (n.kind is not Kind.PERSON or own in {"", context.references.gender_of(n)})
    ]
    for name in sorted(others, key=lambda n: (abs(n.first - where), n.full)):
        yield name.full


def _gender(candidate: Candidate, answer: Name | None) -> str:
    """Return ``she`` or ``he`` when the question shows it ("her career"), so that all choices must fit; else empty."""
    shown = set(_LETTERS.findall(candidate.prompt.lower()))
    if answer is None or candidate.answer_kind is not Kind.PERSON:
        return ""
    return "she" if shown & {"she", "her", "hers"} else "he" if shown & {"he", "him", "his"} else ""


def _from_table(candidate: Candidate) -> Iterator[str]:
    city = candidate.answer_kind is Kind.CITY
    home = _home(candidate)
    if home is None:
        return
    text = candidate.sentence.text.casefold() + candidate.prompt.casefold()

    def nearness(other: Country) -> tuple[bool, bool, bool, str]:
        return (
            other.code not in home.borders,
            other.subregion != home.subregion,
            other.region != home.region,
            _shuffled(candidate, other.name),
        )

    own = [home] if city and home.capital.casefold() != candidate.answer.casefold() else []
    near = [c for c in sorted(countries(), key=nearness) if c.name != home.name and c.region == home.region]
    for other in (*own, *near):
        shown = other.capital if city else other.name
        if shown.casefold() not in text and not (not city and _mentioned(other, text)):
            yield shown


def _mentioned(other: Country, text: str) -> bool:
    return other.name.casefold() in text or (bool(other.demonym) and other.demonym.casefold() in text)


def _home(candidate: Candidate) -> Country | None:
    """Return the country an answer is or lies in: from "City, Country", from its capital, else unknown."""
    if candidate.answer_kind is Kind.COUNTRY:
        return country(candidate.answer)
    for form in candidate.answers[0]:
        if "," in form and (found := country(form.rsplit(",", 1)[1].strip())):
            return found
    return next((c for c in countries() if c.capital.casefold() == candidate.answer.casefold()), None)


def _shuffled(candidate: Candidate, text: str) -> str:
    """Return a key that orders things differently for each question, the same on every machine."""
    return hashlib.sha256(f"{candidate.prompt}\x1f{text}".encode()).hexdigest()


def _years(candidate: Candidate, context: Context) -> Iterator[str]:
    year = int(candidate.answer)
    shifts = sorted((-9, -7, -6, -4, -3, -2, 2, 3, 4, 6, 7, 9), key=lambda s: _shuffled(candidate, str(s)))
    latest = context.today.year if context.today is not None else max([year, *_known_years(context)])
    for shift in shifts:
        if year + shift <= latest and year + shift not in _known_years(context):
            yield str(year + shift)


def _known_years(context: Context) -> set[int]:
    return {int(found) for found in re.findall(r"\b(1\d{3}|20\d{2})\b", context.document.text)}


def _dates(candidate: Candidate, context: Context) -> Iterator[str]:
    match = _DATE.fullmatch(candidate.answer)
    if match is None:
        return
    month_first = match[1] is not None
    name, day, year = (match[1], match[2], match[3]) if month_first else (match[5], match[4], match[6])
    if name not in MONTHS:
        return
    known = {
        (w.year, w.month, w.day) for s in context.document.sentences for w in find_dates(s, context.today) if _full(w)
    }
    base = date(int(year), MONTHS.index(name) + 1, int(day))
    for shift in sorted((-40, -28, -17, -9, 8, 16, 29, 41), key=lambda s: _shuffled(candidate, str(s))):
        other = base + timedelta(shift)
        if context.today is not None and base <= context.today < other:
            continue
        if (other.year, other.month, other.day) not in known:
            month = MONTHS[other.month - 1]
            yield f"{month} {other.day}, {other.year}" if month_first else f"{other.day} {month} {other.year}"


def _full(when: When) -> bool:
    return when.known and when.grain is Grain.DAY


def _numbers(candidate: Candidate) -> Iterator[str]:
    """Yield numbers of the same size, rounding and form, none within reach of the true one."""
    match = _NUMBER.search(candidate.answer)
    amount = value(match[0] if match else candidate.answer)
    if amount is None or amount < 2:  # noqa: PLR2004
        return
    text = match[0] if match else candidate.answer
    factors = sorted((0.5, 0.6, 0.75, 1.25, 1.4, 1.6, 1.8, 2.0), key=lambda f: _shuffled(candidate, str(f)))
    for factor in factors:
        other = _rounded_like(amount * factor, text)
        if abs(other - amount) < 0.5 or (candidate.answer_kind is Kind.PERCENT and other >= 100):  # noqa: PLR2004
            continue
        shown = _shown_like(other, text)
        if shown and other >= 2:  # noqa: PLR2004
            yield candidate.answer.replace(text, shown) if match else shown


def _rounded_like(amount: float, text: str) -> float:
    digits = text.replace(",", "")
    if "." in digits:
        return round(amount, len(digits.split(".")[1]))
    zeros = len(digits) - len(digits.rstrip("0")) if digits.isdigit() else 0
    return float(round(amount, -zeros))


def _shown_like(amount: float, text: str) -> str:
    if not text[0].isdigit():
        words = in_words(int(amount))
        return words.capitalize() if text[0].isupper() else words
    if "." in text:
        return f"{amount:.{len(text.split('.')[1])}f}"
    return f"{int(amount):,}" if "," in text else str(int(amount))
