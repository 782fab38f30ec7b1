"""Wrong answers of the same kind: from the article first, then from small tables, or a number moved.

Three safe ones or none. Safe means: of the same kind and form, no other spelling of the answer, and nowhere in the
evidence or beside the same verb, so that the article itself does not put it in the same place.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from quiz.generate.choosing import moved
from quiz.generate.entities.names import Name
from quiz.generate.entities.places import Country, countries, country
from quiz.generate.facts import Candidate, Kind
from quiz.generate.reading.context import Context
from quiz.generate.values.dates import Grain
from quiz.generate.wordlists import words
from quiz.model.deck import CardKind

COUNT = moved.COUNT
_NAMED = {
    Kind.PERSON, Kind.COUNTRY, Kind.CITY, Kind.PLACE, Kind.ORGANIZATION, Kind.FACILITY, Kind.PRIZE, Kind.EVENT,
    Kind.NAME,
}  # fmt: skip
_LETTERS = re.compile(r"[a-z]+")
_YEAR = re.compile(r"\b(1\d{3}|20\d{2})\b")
_POSTS = (
    ("prime minister", "president", "foreign minister", "finance minister", "defence minister", "interior minister"),
    ("mayor", "governor", "ambassador", "police chief", "attorney general"),
    ("secretary-general", "president", "treasurer", "spokesperson", "vice president"),
)
"""Offices of one sort; nobody is two of them in one body at a time."""


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


def _proposals(candidate: Candidate, context: Context) -> Iterable[str]:
    kind = candidate.answer_kind
    if kind in _NAMED:
        yield from _from_article(candidate, context)
    if kind in {Kind.COUNTRY, Kind.CITY, Kind.NATIONALITY}:
        yield from _from_table(candidate, context)
    elif kind is Kind.YEAR and candidate.answer.isdigit():
        known = {int(found) for found in _YEAR.findall(context.document.text)}
        latest = context.today.year if context.today is not None else _latest_year(context, int(candidate.answer))
        yield from moved.years(candidate.answer, candidate.prompt, latest=latest, known=known)
    elif kind is Kind.DATE:
        yield from moved.dates(candidate.answer, candidate.prompt, latest=context.today, known=_known_days(context))
    elif kind in {Kind.NUMBER, Kind.PERCENT, Kind.MONEY}:
        yield from moved.numbers(candidate.answer, candidate.prompt, share=kind is Kind.PERCENT)
    elif kind is Kind.THING:
        yield from _posts(candidate)


def _latest_year(context: Context, answer: int) -> int:
    """Return the last year in which the article says that something happened; "the 2022 games" may be to come."""
    whens = (w for s in context.document.sentences for w in context.references.dates(s))
    return max([answer, *(w.year for w in whens if w.year is not None)])


def _known_days(context: Context) -> frozenset[date]:
    found = (w for s in context.document.sentences for w in context.references.dates(s))
    return frozenset(date(w.year, w.month, w.day) for w in found if w.known and w.year and w.grain is Grain.DAY)


def _from_article(candidate: Candidate, context: Context) -> Iterator[str]:
    """Yield the article's other names of the same kind, those of like length first, none that may be right too."""
    evidence = candidate.sentence.text.casefold()
    answer = context.names.by_form(candidate.answer)
    noun = answer.noun if answer is not None else ""
    if not noun and candidate.answer_kind is not Kind.PERSON:
        return  # names of unknown sort: a river among towns gives itself away
    size = len(candidate.answer.split())
    own = _gender(candidate, answer)
    beside = _beside_the_verb(candidate, context)
    others = [
        n
        for n in context.names
        if n.kind is candidate.answer_kind
        and n.noun == noun
        and n.full not in beside
        and (n.kind is not Kind.COUNTRY or country(n.full) is not None)
        and n.full.split()[-1] != candidate.answer.split()[-1]
        and not any(form.casefold() in evidence for form in n.forms)
        and (n.kind is not Kind.PERSON or len(n.full.split()) > 1 or size == 1)
        and n.full.casefold() not in candidate.prompt.casefold()
        and (n.kind is not Kind.PERSON or own in {"", context.references.gender_of(n)})
        and (n.kind is not Kind.PERSON or context.acts(n))
    ]
    for name in sorted(others, key=lambda n: (_far_in_length(n.full, candidate.answer), n.first, n.full)):
        yield name.full


def _far_in_length(one: str, other: str) -> bool:
    """Tell whether one text is more than half as long again as the other, so that it would stand out."""
    return max(len(one), len(other)) > 1.5 * min(len(one), len(other)) + 2


def _beside_the_verb(candidate: Candidate, context: Context) -> frozenset[str]:
    """Return the names in sentences that use the question's verb: they may have done the same."""
    lemma = candidate.fact.predicate.split("/", maxsplit=1)[0]
    if not lemma or " " in lemma or lemma == "be":
        return frozenset()
    sentences = (s for s in context.document.sentences if any(t.lemma.lower() == lemma for t in s.tokens))
    mentions = (context.names.by_form(m.text) for s in sentences for m in context.names.mentions(s))
    return frozenset(name.full for name in mentions if name is not None)


def _gender(candidate: Candidate, answer: Name | None) -> str:
    """Return ``she`` or ``he`` when the question shows it ("her career"), so that all choices must fit; else empty."""
    shown = set(_LETTERS.findall(candidate.prompt.lower()))
    if answer is None or candidate.answer_kind is not Kind.PERSON:
        return ""
    return (
        "she" if shown & words("she") | shown & {"she", "her", "hers"} else "he" if shown & {"he", "him", "his"} else ""
    )


def _from_table(candidate: Candidate, context: Context) -> Iterator[str]:
    """Yield countries, capitals or peoples, neighbours of the right one first, none that the article speaks of."""
    home = _home(candidate)
    if home is None:
        return
    text = f"{context.article.title} {candidate.sentence.text} {candidate.prompt}".casefold()

    def nearness(other: Country) -> tuple[bool, bool, bool, str]:
        return (
            other.code not in home.borders,
            other.subregion != home.subregion,
            other.region != home.region,
            moved.drawn(candidate.prompt, other.name),
        )

    kind = candidate.answer_kind
    own = [home] if kind is Kind.CITY and home.capital.casefold() != candidate.answer.casefold() else []
    near = [c for c in sorted(countries(), key=nearness) if c.name != home.name and c.region == home.region]
    for other in (*own, *near):
        shown = {Kind.CITY: other.capital, Kind.NATIONALITY: other.demonym}.get(kind, other.name)
        if shown and shown.casefold() not in text and not (kind is not Kind.CITY and _mentioned(other, text)):
            yield shown


def _mentioned(other: Country, text: str) -> bool:
    return other.name.casefold() in text or (bool(other.demonym) and other.demonym.casefold() in text)


def _home(candidate: Candidate) -> Country | None:
    """Return the country an answer is or lies in: from "City, Country", from its capital, from its people."""
    answer = candidate.answer.casefold()
    if candidate.answer_kind is Kind.COUNTRY:
        return country(candidate.answer)
    if candidate.answer_kind is Kind.NATIONALITY:
        return next((c for c in countries() if c.demonym.casefold() == answer), None)
    for form in candidate.answers[0]:
        if "," in form and (found := country(form.rsplit(",", 1)[1].strip())):
            return found
    return next((c for c in countries() if c.capital.casefold() == answer), None)


def _posts(candidate: Candidate) -> Iterator[str]:
    """Yield other offices of the sort that the answer, an office, is of."""
    answer = candidate.answer.casefold()
    sort = next((posts for posts in _POSTS if answer in posts), ())
    title = candidate.answer[:1].isupper()
    for post in sorted(sort, key=lambda p: moved.drawn(candidate.prompt, p)):
        if post not in candidate.prompt.casefold():
            yield post.title() if title else post
