"""What somebody decided, agreed or was forced to do: the infinitive that a verb governs."""

from collections.abc import Sequence

from quiz.generate.facts import Kind
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule, lasting_clauses, or_drop
from quiz.generate.wording.answers import is_clear
from quiz.generate.wording.questions import candidate, worded
from quiz.generate.wording.specificity import is_specific, too_general
from quiz.generate.wordlists import words
from quiz.language.document import Token, is_relation

LONGEST = 9
"""Words of the longest action that somebody can be asked to type."""


def _find(context: Context) -> Found:
    for clause in lasting_clauses(context):
        yield from or_drop(RULE.name, clause, _ask(context, clause))


def _ask(context: Context, clause: Clause) -> Found:
    sentence = clause.sentence
    unit = next((u for u in clause.units if u.role is Role.VERB and u.relation == "xcomp"), None) or _ordered(clause)
    if unit is None or unit.tokens[0].text.lower() != "to" or unit.top.head != clause.head.index:
        return
    if clause.head.lemma.lower() not in words("intending") | words("ordering"):
        return
    told = _told(clause, unit, context)
    own = told[1:]  # "to" stays in the question
    if not 2 <= len(own) <= LONGEST or not is_clear(context, sentence, own):  # noqa: PLR2004
        return
    question = worded(context, clause, lambda asker: asker.to_do(told))
    answer = context.writer(sentence, hidden=_owner(context, clause, own, question.text)).write(own)
    made = candidate(
        RULE.name, clause, question, ((answer, f"to {answer}"),), Kind.ACTION, weight=0.45, context=context
    )
    yield made if is_specific(context, clause, question, one=False) else too_general(made)


def _ordered(clause: Clause) -> Unit | None:
    """Return what somebody is to do on another's order where the analyser took it for a purpose."""
    if clause.head.lemma.lower() not in words("ordering") or not any(is_relation(u.top, "obj") for u in clause.units):
        return None
    return next((u for u in clause.units if u.role is Role.AFTER and is_relation(u.top, "advcl")), None)


def _owner(context: Context, clause: Clause, own: Sequence[Token], question: str) -> str:
    """Return the name that a possessive of the action stands for when the question has just given it."""
    names = (context.referent(clause.sentence, t) for t in own if t.xpos == "PRP$")
    return next((name.full for name in names if name is not None and name.full in question), "")


def _told(clause: Clause, unit: Unit, context: Context) -> list[Token]:
    """Return the words of the infinitive with what follows it, but for a date that closes the clause."""
    place = clause.units.index(unit)
    behind = [u for u in clause.units[place + 1 :] if u.role is not Role.FRONT]
    while behind and context.date_in(clause.sentence, behind[-1].tokens) is not None:
        behind.pop()
    return [t for u in (unit, *behind) for t in u.tokens]


RULE = Rule(name="action", find=_find, why="what somebody decided or agreed to do")
