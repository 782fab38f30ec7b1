"""How many: a counted noun, a share or "all but one of" among the units of a clause."""

import re
from itertools import chain

from quiz.generate.clauses import Clause, Role, Unit
from quiz.generate.context import Context
from quiz.generate.facts import Drop, Kind
from quiz.generate.numbers import spellings, value
from quiz.generate.phrases import Piece
from quiz.generate.questions import Asker, Question, candidate
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.language.document import Token, is_relation

_ABOUT = {
    "about",
    "around",
    "approximately",
    "nearly",
    "almost",
    "roughly",
    "some",
    "over",
    "least",
    "than",
    "most",
    "up",
}
_UNCOUNTED = {
    "time",
    "age",
    "day",
    "percent",
    "%",
    "cent",
    "dollar",
    "euro",
    "pound",
    "million",
    "billion",
    "o'clock",
    "minute",
}
_FRACTIONS = {"half", "third", "quarter", "fifth", "thirds", "quarters", "fifths"}
_SPANS = {"hour", "week", "month", "year", "decade"}
_OF = re.compile(
    r"(all but \w+|half|a (?:quarter|third|fifth)|(?:one|two|three)[- ](?:thirds?|quarters?|fifths?)) of", re.IGNORECASE
)


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.flaw:
            continue
        for unit in clause.units:
            if unit.role is Role.VERB:
                continue
            yield from or_drop(RULE.name, clause, chain(_share(context, clause, unit), _count(context, clause, unit)))


def _count(context: Context, clause: Clause, unit: Unit) -> Found:
    sentence = clause.sentence
    noun = unit.top
    number = sentence.child(noun, "nummod")
    relative = clause.kind == "relative" and unit.role is Role.SUBJECT
    partitive = unit.role is Role.FRONT and unit.tokens[0].text.lower() == "of"
    soon = noun.lemma.lower() in _SPANS and (unit.tokens[0].text.lower() in {"in", "after"} or unit.role is Role.FRONT)
    soon = soon or noun.deprel == "obl:unmarked"
    named = sentence.child(noun, "appos") is not None
    known = any(t.text.lower() in {"the", "these", "those"} for t in sentence.children(noun, "det"))
    named = named or (known and sentence.child(noun, "nmod", "acl") is None)
    if (
        relative
        or partitive
        or soon
        or named
        or number is None
        or noun.xpos != "NNS"
        or not noun.text.islower()
        or not is_relation(noun, "obj", "obl", "nsubj")
    ):
        return
    if not _is_settled(context, clause):
        yield Drop(rule=RULE.name, text=sentence.text, reason="the count may be another at another time")
        return
    amount = value(number.text)
    if amount is None or amount < 2 or noun.lemma.lower() in _UNCOUNTED or unit.relation == "predicate":  # noqa: PLR2004
        return
    if context.date_in(sentence, unit.tokens) is not None:
        return
    beside = [t for t in sentence.subtree(number) if t is not number]
    if any(t.lemma.lower() not in _ABOUT | {"more", "at", "less", "fewer", "as", "many"} for t in beside):
        yield Drop(rule=RULE.name, text=sentence.text, reason="the number is part of a longer expression")
        return
    if any(is_relation(t, "conj") for t in sentence.children(noun)):
        yield Drop(rule=RULE.name, text=sentence.text, reason="the counted noun is coordinated")
        return
    gone = {number.index, *(t.index for t in beside)}
    case = [t for t in unit.tokens if t.upos == "ADP" and t.index < number.index and t.index not in gone]
    rest = [t for t in unit.tokens if t.index > number.index and t.index not in gone]
    if any(t.text.lower() in _ABOUT for t in case):
        yield Drop(rule=RULE.name, text=sentence.text, reason="the number is part of a longer expression")
        return
    asked = [t for t in unit.tokens if t not in case and t not in rest]
    rounded = bool(beside)
    question = _wording(Asker(context, clause), unit, [*case, "how many"], rest, asked)
    shown = " ".join(sentence.slice(min(gone), max(gone) + 1).split())
    yield candidate(
        RULE.name,
        clause,
        question,
        ((number.text, *spellings(number.text), *((shown,) if shown != number.text else ())),),
        Kind.NUMBER,
        weight=0.65,
        context=context,
        rounded=rounded,
    )


def _is_settled(context: Context, clause: Clause) -> bool:
    """Tell whether a count holds by itself: dated, news of a dated article, or of somebody named."""
    sentence = clause.sentence
    if Asker(context, clause).is_stale():
        return False
    if clause.present or context.date_in(sentence, clause.tokens) is not None:
        return True
    if context.today is None and context.topic is None:
        return False
    if context.dated and sentence.paragraph == context.lead:
        return True
    subject = context.names.name_at(sentence, clause.subject.top) or context.referent(sentence, clause.subject.top)
    person = subject is not None and subject.kind is Kind.PERSON
    return person or any(context.names.mention_at(sentence, t) for u in clause.after() for t in u.tokens)


def _share(context: Context, clause: Clause, unit: Unit) -> Found:
    """Ask "How many of the ..." for "all but one of", "a quarter of" and the like."""
    sentence = clause.sentence
    if not is_relation(unit.top, "obj", "nsubj"):
        return
    first = unit.tokens[0]
    match = _OF.match(sentence.slice(first.index, len(sentence.tokens)))
    if match is None:
        return
    asked = [t for t in unit.tokens if t.start < first.start + len(match[1])]
    rest = [t for t in unit.tokens if t not in asked]
    plural = any(t.xpos in {"NNS", "NNPS"} for t in rest)
    share = asked[-1].text.lower() in _FRACTIONS
    wh = "what share" if share else "how many" if plural else "how much"
    question = _wording(Asker(context, clause), unit, [wh], rest, asked)
    yield candidate(
        RULE.name, clause, question, ((match[1],),), Kind.THING, weight=0.65, context=context, rounded=False
    )


def _wording(asker: Asker, unit: Unit, wh: list[Piece], rest: list[Token], asked: list[Token]) -> Question:
    if unit.role is Role.SUBJECT:
        return asker.subject([*wh, *rest], asked=asked)
    return asker.other(unit, wh, rest=rest, asked=asked)


RULE = Rule(name="number", find=_find, why="how many or how much")
