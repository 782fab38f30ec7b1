"""The headline before a question that nothing in it places: "Ferry sinks off Arvin (May 2021): Who saved the captain?".

It is the last resort, for questions that name no event by themselves: who reads the headline knows which captain and
which ferry are meant, as long as the article speaks of them where it says what it is about.
"""

import re
from dataclasses import replace

from quiz.generate.entities.names import Name
from quiz.generate.facts import Candidate, Kind
from quiz.generate.reading.context import Context
from quiz.generate.reading.phrases import sentence_case
from quiz.generate.values.dates import MONTHS
from quiz.generate.wording.specificity import told_apart
from quiz.generate.wordlists import classes, words
from quiz.model.deck import CardKind

LESS = 0.12
"""What a question that needs the headline is worth less."""
ENOUGH = 1.5
"""What the question must tell by itself, as `quiz.generate.wording.specificity` weighs it."""
LOOSE = 2.0
"""The same for a person, thing or act, which a few words of the article fit more easily than a number or a city."""
UNDATED = 3.0
"""The same where neither the headline nor the question says when."""
_LOOSE = {Kind.PERSON, Kind.THING, Kind.ACTION, Kind.NAME, Kind.ORGANIZATION}
_STAMP = re.compile(r"(?:In|As of) [A-Z][a-z]+ \d{4}, ")
_MONTH = re.compile(rf"(?:{'|'.join(MONTHS)}) (?=\d{{4}})")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_TIMELESS = {
    "definition", "naming", "relation", "parents", "role", "office-holder", "superlative", "also-known-as", "life",
    "toll",
}  # fmt: skip
"""Rules that ask for what holds on any occasion."""
_WHICH = re.compile(r"[Ww]hich (\w+)")
_YEAR = re.compile(r"\b(?:1\d{3}|20\d{2})\b")
_WORD = re.compile(r"[^\W_]+")


def without_month(one: Candidate, context: Context) -> Candidate:
    """Return a question for a date that names the article's event without the month that would tell half of it."""
    event = context.event
    if one.answer_kind is not Kind.DATE or event is None or event.text not in one.prompt:
        return one
    return replace(one, prompt=one.prompt.replace(event.text, _MONTH.sub("", event.text, count=1)))


def under_headline(one: Candidate, context: Context) -> Candidate | None:
    """Return ``one`` with the headline before it; ``None`` when there is none, or when it gives the answer away."""
    text = context.caption
    if not text or one.headline or (context.entry and names_topic(one, context)):
        return None
    loose = one.answer_kind in _LOOSE and one.kind is CardKind.BASIC
    enough = (UNDATED if context.today is None else LOOSE) if loose else ENOUGH
    told_alone = told_apart(context, one.sentence, one.used, hidden=one.answer)
    if (one.clause or one.kind is CardKind.CLOZE) and told_alone < enough:
        return None
    if _tells(text, one) or _asks_for_topic(one, context):
        return None
    prompt = _without_stamp(one.prompt, context)
    return replace(one, prompt=prompt, headline=text, weight=one.weight - LESS)


def captioned(one: Candidate, context: Context) -> Candidate:
    """Return a question that would pass alone with the caption before it, where a stranger needs that.

    "In which year was the College of Engineering established?" fits a hundred universities, "What was led by the
    Coast Guard?" a hundred reports. What letters stand for that not everybody knows is always asked so: the same
    letters stand for many things.
    """
    text = context.caption
    if not text or one.headline or names_topic(one, context) or _asks_for_topic(one, context):
        return one
    if one.rule == "acronym":
        known = one.fact.subject.lower() in words("acronyms") or any(_leaks(a, text) for a in one.answers)
        return one if known or context.is_place(context.topic) else replace(one, headline=text)
    needed = _is_lost_in_entry(one, context) if context.entry else _is_lost_in_report(one, context)
    if not needed or _tells(text, one):
        return one
    return replace(one, prompt=_without_stamp(one.prompt, context), headline=text)


def _without_stamp(prompt: str, context: Context) -> str:
    """Return a question without the month that the caption gives."""
    stamp = _STAMP.match(prompt) if context.today is not None else None
    return sentence_case(prompt[stamp.end() :]) if stamp is not None else prompt


def _is_lost_in_entry(one: Candidate, context: Context) -> bool:
    """Tell whether neither a year nor a name says to which of many things a question of an entry belongs."""
    topic = context.topic
    person = topic is not None and topic.kind is Kind.PERSON
    return not person and not _YEAR.search(one.prompt) and not _holds_unique(one, context)


def _is_lost_in_report(one: Candidate, context: Context) -> bool:
    """Tell whether nothing but the report says on which occasion something happened, or which thing is meant."""
    if (
        one.rule in _TIMELESS
        or one.answer_kind in {Kind.DATE, Kind.YEAR}
        or not (one.clause or one.kind is CardKind.CLOZE)
    ):
        return False  # the day of a report would tell half of a date
    if _YEAR.search(_STAMP.sub("", one.prompt)):
        return False
    if not _STAMP.match(one.prompt):
        return True
    return not _holds_unique(one, context)


def names_topic(one: Candidate, context: Context) -> bool:
    """Tell whether a question says what its article is about, in whatever form."""
    topic, event = context.topic, context.event
    forms = {context.entry, *(topic.forms if topic is not None else ()), *((event.text,) if event is not None else ())}
    prompt = _straight(one.prompt)
    return any(re.search(rf"\b{re.escape(_straight(form))}\b", prompt) for form in forms if form)


def _asks_for_topic(one: Candidate, context: Context) -> bool:
    """Tell whether "which university" asks for what the title says to be a university."""
    asked = _WHICH.match(one.prompt)
    return bool(context.entry) and asked is not None and asked[1].casefold() in _stems(context.entry)


def _straight(text: str) -> str:
    return text.replace("’", "'")


def _tells(text: str, one: Candidate) -> bool:
    """Tell whether a caption gives the answer to a question, in words or in figures."""
    told, figures = _stems(text), set(_FIGURE.findall(_YEAR.sub("", text)))
    return any(_stems(item[0]) <= told or figures & set(_FIGURE.findall(item[0])) for item in one.answers)


def _leaks(spellings: tuple[str, ...], text: str) -> bool:
    """Tell whether a caption holds most of the words that letters stand for."""
    return any(2 * len(_stems(one) & _stems(text)) >= len(_stems(one)) for one in spellings)


def _holds_unique(one: Candidate, context: Context) -> bool:
    """Tell whether a question holds a name that only one bears, but the one it asks for."""
    hidden = one.answer.casefold()
    found = (context.names.name_at(one.sentence, one.sentence.tokens[i]) for i in one.used)
    return any(name is not None and name.full.casefold() != hidden and _is_unique(name, context) for name in found)


def _is_unique(name: Name, context: Context) -> bool:
    """Tell whether a name of several words is borne by one alone: no "College of Engineering", no "Central Station"."""
    if name.kind is Kind.NATIONALITY or context.is_place(name) or " " not in name.full:
        return False
    return not all(
        part.casefold() in classes() or part.casefold() in words("plain-names") | words("generic") | words("vague")
        for part in name.full.split()
    )


def _stems(text: str) -> set[str]:
    return {w.casefold().removesuffix("s") for w in _WORD.findall(text)} - {"a", "an", "the"}
