"""What percentage, what share: a part of a whole that a clause gives as percent, fraction or "all but one"."""

import re

from quiz.generate.facts import Kind
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule, lasting_clauses, or_drop
from quiz.generate.values.quantities import Quantity, Sort
from quiz.generate.wording.amounts import amounts, ask_for, is_head
from quiz.generate.wording.questions import Asker, Unaskable, candidate
from quiz.generate.wording.steps import is_step
from quiz.generate.wordlists import words
from quiz.language.document import is_relation

_OF = re.compile(r"(all but \w+) of", re.IGNORECASE)


def _find(context: Context) -> Found:
    for clause in lasting_clauses(context):
        for unit, quantity in amounts(context, clause):
            if quantity.sort in {Sort.PERCENT, Sort.FRACTION} and _says_of_what(clause, unit, quantity):
                yield from or_drop(RULE.name, clause, _share(context, clause, unit, quantity))
        for unit in clause.units:
            if unit.role is not Role.VERB:
                yield from or_drop(RULE.name, clause, _all_but(context, clause, unit))


def _says_of_what(clause: Clause, unit: Unit, quantity: Quantity) -> bool:
    """Tell whether a share has its whole beside it, or is how much something grew, fell or accounted for."""
    after = clause.sentence.tokens[quantity.end : quantity.end + 1]
    told = (after and after[0].text.lower() == "of") or quantity.number.lower().startswith("one in ")
    if told or _is_change(clause, unit):
        return True
    return not is_head(unit, quantity) or is_relation(unit.top, "obl") or unit.relation == "predicate"


def _is_change(clause: Clause, unit: Unit) -> bool:
    """Tell whether a unit says without preposition how much something rose or fell: "rose 12 percent"."""
    bare = is_relation(unit.top, "obj") or unit.relation == "obl:unmarked"
    return bare and unit.role is Role.AFTER and clause.head.lemma.lower() in words("rising")


def _share(context: Context, clause: Clause, unit: Unit, quantity: Quantity) -> Found:
    if is_step(context, clause, quantity):
        return
    percent = quantity.sort is Sort.PERCENT
    if unit.relation == "predicate" and any(t.xpos in {"WDT", "WP", "VB", "VBG", "VBD"} for t in unit.tokens):
        raise Unaskable("more is said of the share than how large it is")
    wh = quantity.what("percentage" if percent else "share")
    if quantity.number.lower().startswith("one in "):
        wh += " of"  # "one in five homes"
    if _is_change(clause, unit):
        if any(t.index >= quantity.end for t in unit.tokens):
            raise Unaskable("the number is part of a longer expression")
        wh = f"by {wh}"
    yield candidate(
        RULE.name,
        clause,
        ask_for(context, clause, unit, quantity, wh),
        (quantity.forms,),
        Kind.PERCENT if percent else Kind.NUMBER,
        weight=0.75,
        context=context,
    )


def _all_but(context: Context, clause: Clause, unit: Unit) -> Found:
    """Ask "How many of the ..." for "all but one of"."""
    sentence = clause.sentence
    first = unit.tokens[0]
    match = _OF.match(sentence.slice(first.index, len(sentence.tokens)))
    if match is None or not is_relation(unit.top, "obj", "nsubj"):
        return
    asked = [t for t in unit.tokens if t.start < first.start + len(match[1])]
    rest = [t for t in unit.tokens if t not in asked]
    asker = Asker(context, clause)
    if unit.role is Role.SUBJECT:
        question = asker.subject(["how many", *rest], asked=asked)
    else:
        question = asker.other(unit, ["how many"], rest=rest, asked=asked)
    yield candidate(RULE.name, clause, question, ((match[1],),), Kind.THING, weight=0.65, context=context)


RULE = Rule(name="share", find=_find, why="what part of a whole something is")
