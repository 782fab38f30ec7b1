"""With whom, against which team, from what: a phrase behind a preposition, which travels with its question word."""

from typing import TYPE_CHECKING

from quiz.generate.entities.names import is_place
from quiz.generate.facts import Drop
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.wording.asking import asked_with, goes_with_what, sought
from quiz.generate.wording.questions import candidate, worded
from quiz.generate.wording.specificity import NAMED, OPEN, is_specific, too_general
from quiz.generate.wording.timing import is_stale
from quiz.language.document import Token, is_relation

if TYPE_CHECKING:
    from quiz.generate.reading.phrases import Piece

_CARRIED = {
    "aboard", "about", "above", "across", "against", "along", "among", "around", "at", "behind", "below",
    "beside", "between", "by", "during", "for", "from", "in", "inside", "into", "near", "of", "off", "on", "onto",
    "outside", "over", "past", "through", "to", "toward", "towards", "under", "upon", "via", "with", "within",
}  # fmt: skip
"""Prepositions that can open a question."""
_PLACED = {"in", "at", "near"}


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.flaw:
            continue
        for unit in clause.after():
            if is_relation(unit.top, "obl") and not is_relation(unit.top, "obl:agent"):
                yield from or_drop(RULE.name, clause, _ask(context, clause, unit))


def _ask(context: Context, clause: Clause, unit: Unit) -> Found:
    sentence = clause.sentence
    first = unit.tokens[0]
    if first.upos != "ADP" or first.text.lower() not in _CARRIED or context.date_in(sentence, unit.tokens) is not None:
        return
    if sentence.children(unit.top, "conj") or (clause.present and is_stale(context, clause)):
        return
    rest = unit.tokens[1:]
    name = context.name_of(sentence, rest)
    if name is not None:
        if is_place(name) and first.text.lower() in _PLACED:
            return  # the rule of places asks for it
        governed = _is_governed(clause, unit, first)
        typed = asked_with(context, clause, name, first.text.lower()) or ("what" if governed else "")
        if typed == "what" and not governed:
            return
        if not typed:
            yield Drop(rule=RULE.name, text=sentence.text, reason=f"the type of {name.full} is not certain")
            return
        wh: list[Piece] = [first, typed]
        answers: tuple[str, ...] = (name.full,)
        kind, weight, hidden = name.kind, 0.6, name.full
    else:
        if context.is_general(clause):
            return  # the rule of what holds of all of a kind asks for it
        target = sought(context, sentence, rest, unit.top, person="whom")
        if target is None or (target.words == "what" and not _is_governed(clause, unit, first)):
            return
        wh, answers = [first, target.words], target.answers
        kind, weight, hidden = target.kind, 0.4 if target.words == "what" else 0.45, target.hidden
    question = worded(context, clause, lambda asker: asker.other(unit, wh, asked=rest))
    made = candidate(RULE.name, clause, question, (answers,), kind, weight=weight, context=context)
    least = NAMED if name is not None else OPEN
    yield made if is_specific(context, clause, question, hidden=hidden, one=False, least=least) else too_general(made)


def _is_governed(clause: Clause, unit: Unit, first: Token) -> bool:
    """Tell whether a phrase stands right behind a verb that asks for its preposition, or behind that verb's object."""
    governor = clause.sentence.tokens[unit.top.head]
    place = clause.units.index(unit)
    before = clause.units[place - 1]
    near = before.role is Role.VERB or is_relation(before.top, "obj")
    return unit.role is Role.AFTER and near and goes_with_what(governor, first.text.lower())


RULE = Rule(name="oblique", find=_find, why="what stands behind a preposition")
