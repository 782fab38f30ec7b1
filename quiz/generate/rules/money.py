"""How much: the sum that something cost, brought in or was sold for."""

from quiz.generate.amounts import amounts, ask_for, is_head
from quiz.generate.clauses import Clause, Unit
from quiz.generate.context import Context
from quiz.generate.facts import Kind
from quiz.generate.quantities import Quantity, Sort
from quiz.generate.questions import Asker, candidate
from quiz.generate.rules.base import Found, Rule, or_drop

_PRICED = {"cost", "pay", "charge", "owe", "spend", "earn"}
"""Verbs after which "how much" can only be money."""


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.flaw or Asker(context, clause).is_stale():
            continue
        for unit, quantity in amounts(context, clause):
            if quantity.sort is Sort.MONEY:
                yield from or_drop(RULE.name, clause, _sum(context, clause, unit, quantity))


def _sum(context: Context, clause: Clause, unit: Unit, quantity: Quantity) -> Found:
    plain = unit.relation != "obj" or clause.head.lemma.lower() in _PRICED or not is_head(unit, quantity)
    wh = quantity.how_much if plain else f"{quantity.how_much} money"
    yield candidate(
        RULE.name,
        clause,
        ask_for(context, clause, unit, quantity, wh),
        (quantity.forms,),
        Kind.MONEY,
        weight=0.7,
        context=context,
        rounded=bool(quantity.limit),
    )


RULE = Rule(name="money", find=_find, why="how much money something was about")
