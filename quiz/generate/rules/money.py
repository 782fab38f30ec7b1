"""How much: the sum that something cost, brought in or was sold for."""

from quiz.generate.facts import Candidate, Kind
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule, lasting_clauses, or_drop
from quiz.generate.values.quantities import Quantity, Sort
from quiz.generate.wording.amounts import amounts, ask_for, is_head
from quiz.generate.wording.questions import Asker, Question, candidate
from quiz.generate.wording.steps import is_step
from quiz.language.document import Token

_PRICED = {"fine", "cost", "pay", "charge", "owe", "spend", "earn"}
"""Verbs after which "how much" can only be money."""


def _find(context: Context) -> Found:
    for clause in lasting_clauses(context):
        for unit, quantity in amounts(context, clause):
            if quantity.sort is Sort.MONEY:
                yield from or_drop(RULE.name, clause, _sum(context, clause, unit, quantity))


_REACHED = {"reach", "hit", "touch"}
"""Verbs of levels, which the rule for changes asks for."""


def _sum(context: Context, clause: Clause, unit: Unit, quantity: Quantity) -> Found:
    if is_step(context, clause, quantity):
        return
    before = clause.sentence.tokens[quantity.start - 1] if quantity.start else None
    if before is not None and before.text.lower() == "from" and _has_another(context, clause, quantity):
        return  # what it rose or fell to is worth asking for
    if clause.head.lemma.lower() in _REACHED and unit.relation == "obj" and not clause.passing:
        return
    if (worth := _worth(unit, quantity)) is not None:
        noun, case, rest = worth
        asked = [t for t in unit.tokens if t not in case and t not in rest]
        an = "an" if noun.text[0] in "aeiou" else "a"
        wh = f"{an} {noun.text} of {quantity.how_much}" if case else f"{quantity.limit} how large {an} {noun.text}"
        question = Asker(context, clause).other(unit, [*case, wh.strip()], rest=rest, asked=asked)
        yield _card(context, clause, question, quantity)
        return
    plain = unit.relation != "obj" or clause.head.lemma.lower() in _PRICED or not is_head(unit, quantity)
    wh = quantity.how_much if plain else f"{quantity.how_much} money"
    yield _card(context, clause, ask_for(context, clause, unit, quantity, wh), quantity)


def _has_another(context: Context, clause: Clause, quantity: Quantity) -> bool:
    return any(q is not quantity and q.sort is Sort.MONEY for _, q in amounts(context, clause))


def _worth(unit: Unit, quantity: Quantity) -> tuple[Token, list[Token], list[Token]] | None:
    """Return the noun of "a $70 million deal", the preposition before and the words behind; ``None`` elsewhere."""
    noun, tokens = unit.top, unit.tokens
    direct = noun.index == quantity.end and quantity.top.head == noun.index and unit.role is not Role.SUBJECT
    if not direct or noun.upos != "NOUN" or not noun.text.islower() or unit.relation == "predicate":
        return None
    before = [t for t in tokens if t.index < quantity.start]
    case = [t for t in before if t.upos == "ADP"]
    if any(t not in case and t.text.lower() not in {"a", "an"} for t in before):
        return None
    return noun, case, [t for t in tokens if t.index > noun.index]


def _card(context: Context, clause: Clause, question: Question, quantity: Quantity) -> Candidate:
    return candidate(
        RULE.name,
        clause,
        question,
        (quantity.forms,),
        Kind.MONEY,
        weight=0.7,
        context=context,
    )


RULE = Rule(name="money", find=_find, why="how much money something was about")
