"""How many: the number of what a clause counts, as its subject, object or in a phrase of its own."""

import re

from quiz.generate.facts import Drop, Kind
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.values.quantities import Quantity, Sort
from quiz.generate.wording.amounts import amounts, ask_for, is_head, is_told
from quiz.generate.wording.circumstances import Unaskable
from quiz.generate.wording.deep import measured
from quiz.generate.wording.questions import candidate
from quiz.generate.wording.specificity import too_general
from quiz.generate.wording.timing import is_stale
from quiz.language.document import Sentence, Token, is_relation

_PLURALS = {"people", "species", "aircraft", "spacecraft", "series", "personnel", "police", "staff", "cattle"}
_WHICH_OF = {
    "first",
    "last",
    "next",
    "past",
    "other",
    "another",
    "same",
    "following",
    "previous",
    "top",
    "further",
    "more",
    "additional",
}
_YEAR = re.compile(r"19\d\d|20[0-3]\d")
_VAGUE = 0.4
"""What "thousands" is worth."""
_HARMED = {"kill", "injure", "wound", "hospitalise", "hospitalize", "displace"}
_LEFT = {"dead", "injured", "wounded", "homeless", "missing", "stranded", "trapped", "displaced"}
_UNCOUNTED = {"o'clock", "time", "way", "part", "side", "thing"}
"""Nouns whose number says nothing by itself."""


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.flaw or clause.kind == "existential":
            continue
        for unit, quantity in amounts(context, clause):
            size = quantity.top.index < quantity.end and measured(clause.sentence, quantity) is not None
            size = size or _are_victims(clause, unit, quantity)
            if quantity.sort is Sort.COUNT and (size or _is_count(clause, unit, quantity)):
                yield from or_drop(RULE.name, clause, _count(context, clause, unit, quantity))


def _is_count(clause: Clause, unit: Unit, quantity: Quantity) -> bool:
    """Tell whether a number counts the things named behind it, so that "how many" may take its place."""
    noun = _counted(clause, quantity)
    if noun is not None and noun.text.lower() == "times":
        return unit.relation == "obl:unmarked" and noun is unit.tokens[-1] and not clause.copular
    if noun is None or noun.lemma.lower() in _UNCOUNTED or not noun.text.islower():
        return False
    if not quantity.limit and _YEAR.fullmatch(quantity.number):
        return False  # "2000 levels" are those of a year
    plural = noun.xpos in {"NNS", "NNPS"} or noun.lemma.lower() in _PLURALS
    few = quantity.amount is not None and quantity.amount < 2  # noqa: PLR2004
    partitive = unit.role is Role.FRONT and unit.tokens[0].text.lower() == "of"
    antecedent = clause.kind == "relative" and unit.role is Role.SUBJECT
    named = clause.sentence.child(noun, "appos") is not None and clause.sentence.child(noun, "nmod") is None
    return plural and not few and not partitive and not antecedent and not named and unit.relation != "predicate"


def _are_victims(clause: Clause, unit: Unit, quantity: Quantity) -> bool:
    """Tell whether a bare number is of the people something harmed: "left 182 missing"."""
    verb = clause.head.lemma.lower()
    bare = is_head(unit, quantity) and quantity.top.index < quantity.end and unit.relation == "obj"
    left = [t.text.lower() for t in clause.sentence.tokens[quantity.end : quantity.end + 1]]
    return bare and (verb in _HARMED or (verb == "leave" and bool(left) and left[0] in _LEFT))


def _counted(clause: Clause, quantity: Quantity) -> Token | None:
    """Return the noun that is counted: "shells" in "36 shells", in "dozens of shells" and in "six of the shells"."""
    if quantity.top.upos in {"NOUN", "PROPN"} and quantity.top.index >= quantity.end:
        return quantity.top
    return next(
        (
            t
            for t in clause.sentence.children(quantity.top, "nmod")
            if [c.text.lower() for c in clause.sentence.children(t, "case")] == ["of"]
        ),
        None,
    )


def _count(context: Context, clause: Clause, unit: Unit, quantity: Quantity) -> Found:
    sentence = clause.sentence
    victims = _are_victims(clause, unit, quantity)
    noun = quantity.top if victims else _counted(clause, quantity) or measured(sentence, quantity)
    if noun is None or not is_relation(unit.top, "obj", "obl", "nsubj"):
        return
    if context.date_in(sentence, unit.tokens) is not None and not is_head(unit, quantity):
        return
    naming = clause.copular or clause.head.lemma.lower() == "call"
    if naming and any(is_relation(t, "conj") for u in clause.after() for t in u.tokens):
        return  # they are named behind it
    if is_stale(context, clause):
        yield Drop(rule=RULE.name, text=sentence.text, reason="the count may be another at another time")
        return
    between = [t for t in sentence.tokens[quantity.end : noun.index] if t.lemma.lower() in _WHICH_OF]
    if between or (sentence.tokens[quantity.start - 1].lemma.lower() in _WHICH_OF and quantity.start):
        raise Unaskable("the number only says which of several")
    if any(t.upos == "NUM" and _is_to(sentence, t) for t in sentence.children(noun, "nmod")):
        raise Unaskable("the number is half of a vote")
    wh = f"{quantity.how_many} people" if victims else quantity.how_many
    if clause.head.lemma == "have" and any(u.relation in {"xcomp", "ccomp"} for u in clause.units):
        raise Unaskable("what they were made to do would be torn off")
    question = ask_for(context, clause, unit, quantity, wh)
    made = candidate(
        RULE.name,
        clause,
        question,
        (quantity.forms,),
        Kind.NUMBER,
        weight=0.65 if quantity.amount is not None else _VAGUE,
        context=context,
    )
    yield made if is_told(context, clause, question) else too_general(made)


def _is_to(sentence: Sentence, number: Token) -> bool:
    """Tell whether a number is the other side of a vote: "to 245" of "312 votes to 245"."""
    case = sentence.child(number, "case")
    return case is not None and case.text.lower() == "to"


RULE = Rule(name="number", find=_find, why="how many of something there are")
