"""Gates against questions that tell their own answer, or whose answer tells nothing."""

import re

from quiz.generate.choosing.leaks import is_told_beside
from quiz.generate.entities.places import country
from quiz.generate.facts import Candidate, Kind
from quiz.generate.reading.context import Context
from quiz.generate.values.dates import MONTHS
from quiz.generate.values.numbers import value
from quiz.generate.wording.asking import is_human
from quiz.generate.wordlists import words
from quiz.model.deck import CardKind

_WORD = re.compile(r"[^\W_]+")
_WHOLE = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_NAMES = "|".join(MONTHS)
_AROUND = re.compile(r"\b[A-Z][\w’'-]*,? (?:in )?\{\{c1::[^:{}]+::(?:country|state|region|province|county)\}\}")
"""A hole for the country of a place that is named before it."""
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")
_MONTHS_FROM = re.compile(rf"\bmonths from (?:{_NAMES}) (?:to|until|through) (?:{_NAMES})\b")
_HOLE = re.compile(r"\{\{c1::.*?\}\}")
_PAIR = re.compile(r"\bboth\b", re.IGNORECASE)
_CLAUSAL = {"object", "subject", "agent", "equative", "renown"}


def unguessable(candidate: Candidate, _: Context) -> str | None:
    """Pass when the rest of the question does not tell the answer to somebody who knows the world a little."""
    rest = _HOLE.sub("", candidate.shown)
    if candidate.kind is CardKind.CLOZE and _AROUND.search(candidate.prompt):
        return "the place in the question tells its country"
    if candidate.answer_kind is Kind.NUMBER and candidate.rule != "age":
        amount = value(candidate.answers[0][0])
        told = {value(word) for word in _WORD.findall(rest)} | ({2.0} if _PAIR.search(rest) else set[float]())
        if amount is not None and amount in told:
            return "the question tells the number"
    if candidate.kind is CardKind.CLOZE and is_told_beside(candidate.answers[0][0], candidate.prompt, rest):
        return "the sentence tells the name that it hides"
    if candidate.kind is CardKind.CLOZE and (candidate.answer.casefold() in words("known") | words("household")):
        return "everybody fills the hole"
    if candidate.kind is CardKind.CLOZE and candidate.answer_kind is Kind.COUNTRY and _is_home(candidate.answer, rest):
        return "the place in the question tells its country"
    if candidate.answer_kind is Kind.NUMBER and _MONTHS_FROM.search(rest):
        return "the months in the question tell how many"
    if candidate.answer_kind is Kind.YEAR and candidate.answer in _YEAR.findall(rest):
        return "the year in the question tells the answer"
    return None


def _is_home(answer: str, rest: str) -> bool:
    """Tell whether a statement names the capital or the people of the country that it hides."""
    home = country(answer)
    if home is None:
        return False
    told = (home.capital, home.demonym, home.name)
    return any(word and re.search(rf"\b{re.escape(word)}s?\b", rest) for word in told)


def telling(candidate: Candidate, _: Context) -> str | None:
    """Pass when the answer is more than the word for its class: no "safeguards", "lies", "an alleged crime"."""
    if candidate.answer_kind is not Kind.THING or candidate.rule not in _CLAUSAL:
        return None
    tokens = candidate.sentence.tokens
    verbs = {tokens[i].lemma.lower() for i in candidate.used}
    found = [w.lower() for w in _WHOLE.findall(candidate.answer)]
    loose = words("faint") | words("passing") | words("qualities")
    found = [w for w in found if w not in loose] or found  # "large audiences" are audiences
    held = [tokens[i] for i in candidate.asked if tokens[i].text.lower() in found]
    if any(t.lemma.lower() in words("hedge") or t.text.lower() == "alleged" for t in held):
        return "the answer is only supposed"
    if len(found) != 1 or verbs & words("causing"):
        return None
    held = held or [tokens[i] for i in candidate.asked if tokens[i].upos == "NOUN"]
    bare = held[-1] if held else None
    plural = bare is not None and bare.xpos == "NNS" and not found[0].endswith("ics")
    if bare is not None and candidate.rule in {"agent", "subject"} and is_human(bare.lemma.lower()):
        return None  # "monks" says who
    if plural or found[0] in words("places") | words("vague") | words("empty"):
        return f"the answer is only the word for its class ({candidate.answer})"
    return None
