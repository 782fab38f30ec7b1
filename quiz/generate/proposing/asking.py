"""The question word of a proposed question, and whether it asks for a thing of the sort that the answer is."""

import re
from dataclasses import dataclass

from quiz.generate.facts import Kind
from quiz.generate.proposing.locating import Found
from quiz.generate.proposing.unfit import Unfit
from quiz.generate.reading.context import Context
from quiz.generate.wording.asking import is_human
from quiz.generate.wordlists import classes
from quiz.language.document import Sentence, Token, is_relation

_WH = {"WDT", "WP", "WRB"}
_PLAIN = {"who", "whom", "what", "which", "where", "when", "how"}
_NOMINAL = {"NOUN", "PROPN", "ADJ", "NUM"}
_FINITE = {"be", "do", "have"}
_AMOUNT = {"many", "much"}
_PLACES = {Kind.COUNTRY, Kind.CITY, Kind.PLACE, Kind.FACILITY}
_NAMED = {Kind.ORGANIZATION, Kind.NAME, Kind.EVENT, Kind.PRIZE, Kind.FACILITY, Kind.PLACE}
_WHENS = {"in", "on", "at", "during", ""}
_GRAINS = {"year": Kind.YEAR, "date": Kind.DATE, "day": Kind.DATE, "month": Kind.DATE}
_COUNTED = {Kind.NUMBER, Kind.PERCENT, Kind.MONEY}
_AMOUNT_NOUNS = {
    frozenset({"percentage", "percent", "share", "proportion"}): Kind.PERCENT,
    frozenset({"cost", "price", "sum", "amount"}): Kind.MONEY,
    frozenset({"age", "number"}): Kind.NUMBER,
}
"""Nouns that ask for an amount."""
_POINTING = re.compile(r"\b(?:the|this) (?:article|passage|text|author|sentence|quote|excerpt|report)\b", re.IGNORECASE)
_KINDS = {
    "organization": Kind.ORGANIZATION, "facility": Kind.FACILITY, "place": Kind.PLACE, "prize": Kind.PRIZE,
    "event": Kind.EVENT, "country": Kind.COUNTRY,
}  # fmt: skip
_NEAR = {
    Kind.CITY: {Kind.CITY, Kind.PLACE},
    Kind.COUNTRY: {Kind.COUNTRY},
    Kind.PLACE: {Kind.PLACE, Kind.CITY},
    Kind.FACILITY: {Kind.FACILITY, Kind.ORGANIZATION, Kind.PLACE},
    Kind.ORGANIZATION: {Kind.ORGANIZATION, Kind.FACILITY},
    Kind.EVENT: {Kind.EVENT},
    Kind.PRIZE: {Kind.PRIZE},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """The words of a question that ask: "in which city", "who", "how many people"; ``start`` to ``end``, half open."""

    sentence: Sentence
    """The question."""
    word: Token
    """The question word."""
    noun: Token | None
    """The noun behind it, which says what is asked for."""
    start: int
    end: int

    @property
    def case(self) -> str:
        """The preposition before it, or nothing."""
        return self.sentence.tokens[self.start].text.lower() if self.start < self.word.index else ""

    def holds(self, token: Token) -> bool:
        """Tell whether a word is one of those that ask."""
        return self.start <= token.index < self.end


def asking_of(question: Sentence, text: str) -> Asking:
    """Return the words of a question that ask; `Unfit` when it is none that can be held against a sentence.

    They are read by their order, as the analyser is not sure of what stands before a verb that is turned round.
    """
    if not text.endswith("?") or text.count("?") != 1:
        raise Unfit("it is not one question")
    if _POINTING.search(text):
        raise Unfit("it points at the article")
    tokens = question.tokens
    word = next((t for t in tokens if t.xpos in _WH and t.text.lower() in _PLAIN), None)
    if word is None:
        raise Unfit("no question word asks for something that can be checked")
    end = word.index + 1
    if word.text.lower() in {"which", "what", "how"}:
        while end < len(tokens) and tokens[end].upos in _NOMINAL and tokens[end].lemma.lower() not in _FINITE:
            end += 1
    run = tokens[word.index + 1 : end]
    if word.text.lower() == "how" and not (run and run[0].text.lower() in _AMOUNT):
        raise Unfit("no question word asks for something that can be checked")
    noun = next((t for t in reversed(run) if t.upos in {"NOUN", "PROPN"}), None)
    before = word.index and tokens[word.index - 1].upos in {"ADP", "SCONJ"}
    return Asking(sentence=question, word=word, noun=noun, start=word.index - bool(before), end=end)


def check_sort(asking: Asking, found: Found, context: Context) -> None:
    """Raise `Unfit` when the question asks for another sort of thing than the answer is."""
    word, noun, kind = asking.word.text.lower(), asking.noun, found.kind
    fits = True
    if word in {"who", "whom"}:
        fits = kind is Kind.PERSON or (kind is Kind.THING and is_human(found.top.lemma.lower()))
    elif word == "where":
        fits = kind in _PLACES
    elif word == "when":
        fits = kind in {Kind.DATE, Kind.YEAR} and _link(found) in _WHENS
    elif word == "how":
        fits = kind in _COUNTED
    elif noun is None:
        fits = kind not in {Kind.PERSON, Kind.DATE, Kind.YEAR, Kind.NUMBER}
    elif noun.xpos in {"NNS", "NNPS"}:
        raise Unfit("it asks for several")
    else:
        fits = _is_sort(noun.lemma.lower(), found, context)
    if not fits:
        raise Unfit(f"it asks for something else than its answer is ({kind.value})")


def _is_sort(noun: str, found: Found, context: Context) -> bool:
    """Tell whether the answer is what the noun behind "which" says."""
    kind = found.kind
    if noun in _GRAINS:
        return kind is _GRAINS[noun]
    if kind in {Kind.DATE, Kind.YEAR}:
        return False
    for nouns, wanted in _AMOUNT_NOUNS.items():
        if noun in nouns:
            return kind is wanted
    if kind in _COUNTED:
        return False
    own = {t.lemma.lower() for t in found.tokens}
    if noun in own:
        return True
    name = context.names.by_form(found.name) if found.name else None
    if name is None:
        return False
    if context.noun_of(name) == noun or noun in context.references.sorts.of(name):
        return True
    if kind is Kind.PERSON:
        return _is_called(noun, found, context)
    wide = _KINDS.get(classes().get(noun, ("", ""))[0]) or {"city": Kind.CITY, "town": Kind.CITY}.get(noun)
    if noun in {"city", "town"}:
        wide = Kind.CITY
    return wide is not None and kind in _NEAR.get(wide, set[Kind]())


def _is_called(noun: str, found: Found, context: Context) -> bool:
    """Tell whether the sentence calls a person so: "President Ada Lorne", "Ada Lorne, a painter"."""
    sentence, top = found.sentence, found.top
    beside = [*sentence.children(top, "nmod:desc", "appos", "compound", "flat")]
    if is_relation(top, "appos", "flat", "nmod:desc"):
        beside.append(sentence.tokens[top.head])
    told = [d for d in context.descriptions if d.name.full == found.name]
    return any(t.lemma.lower() == noun for t in beside) or any(d.noun.lemma.lower() == noun for d in told)


def _link(found: Found) -> str:
    """Return the preposition before an answer."""
    case = found.sentence.child(found.top, "case")
    return case.text.lower() if case is not None else ""
