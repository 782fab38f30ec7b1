"""Wrong answers of the same kind: from the article first, then from small tables, or a number moved.

Three safe ones or none. Safe means: of the same kind and form, no other spelling of the answer, and nowhere in the
evidence or beside the same verb, so that the article itself does not put it in the same place.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from quiz.generate.choosing import moved
from quiz.generate.choosing.credits import is_credit
from quiz.generate.entities.genders import gender_of_noun
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
_BODIES = {Kind.ORGANIZATION, Kind.COUNTRY}
_UNION = {"England", "Scotland", "Wales"}
"""Codes of the countries that are parts of another one."""
_SINGLED = re.compile(r"\b(?:first|last|only|most|\w+est)\b")
_KIN = re.compile(r"['’]s (?:\w+ )?(\w+)\?$")
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
    """Yield the article's other names of the same kind and form, those of like length first, none that may be right."""
    evidence = candidate.sentence.text.casefold()
    shown = candidate.shown.casefold()
    answer = context.names.by_form(candidate.answer)
    noun = answer.noun if answer is not None else ""
    if not noun and candidate.answer_kind is not Kind.PERSON:
        return  # names of unknown sort: a river among towns gives itself away
    if candidate.answer_kind in _BODIES | {Kind.PERSON} and _may_be_shared(candidate):
        return
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
        and n.full.casefold() not in shown
        and not _is_around(n.full, candidate.answer)
        and _is_of_one_form(n, candidate.answer)
        and (n.kind is not Kind.PERSON or _fits(n, candidate, answer, context))
    ]
    for name in sorted(others, key=lambda n: (_far_in_length(n.full, candidate.answer), n.first, n.full)):
        if not is_credit(name, context):
            yield name.full


def _may_be_shared(candidate: Candidate) -> bool:
    """Tell whether others that the article names may well have done the same: to compete, to attend, to star."""
    lemma = candidate.fact.predicate.split("/", maxsplit=1)[0]
    return lemma in words("shared-deeds") and not _SINGLED.search(candidate.prompt)


def _is_of_one_form(name: Name, answer: str) -> bool:
    """Tell whether a name stands beside the answer without standing out: one word beside one, a class word or none."""
    own, other = name.full.split(), answer.split()
    if (len(own) > 1) != (len(other) > 1):
        return False
    general = words("vague") | words("repeated")
    return own[-1].casefold() not in general or other[-1].casefold() in general


def _fits(name: Name, candidate: Candidate, answer: Name | None, context: Context) -> bool:
    """Tell whether a name is a person's beyond doubt, of the gender that the question shows if it shows one."""
    gender = context.references.gender_of(name)
    if _gender(candidate, answer) not in {"", gender} or not context.acts(name):
        return False
    if " " not in name.full and not gender:
        return False  # a capital at the beginning of a sentence, or a newspaper
    return not _is_hyphenated(name.full, context.document.text)


def _is_hyphenated(name: str, text: str) -> bool:
    """Tell whether a name is ever the beginning of a longer word: "Berg-led"."""
    return any(
        text[at - 1 : at].isalnum() is False and text[at + len(name) + 1 : at + len(name) + 2].isalnum()
        for dash in "-–"
        for at in _places(f"{name}{dash}", text)
    )


def _places(part: str, text: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _is_around(one: str, other: str) -> bool:
    """Tell whether one place or body holds the other: England and the United Kingdom, a name and the longer name."""
    mine, others = country(one), country(other)
    if mine is not None and others is not None and {mine.code, others.code} & _UNION and _is_of_union(mine, others):
        return True
    longer, shorter = sorted((one.casefold(), other.casefold()), key=len, reverse=True)
    return f" {shorter} " in f" {longer} "


def _is_of_union(one: Country, other: Country) -> bool:
    return one.name != other.name and "GBR" in {one.code, other.code}


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
    kin = _KIN.search(candidate.prompt)
    if kin is not None and (told := gender_of_noun(kin[1])):
        return told
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
        told = not shown or shown.casefold() in text or (kind is not Kind.CITY and _mentioned(other, text))
        if not told and not _is_around(shown, candidate.answer):
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
