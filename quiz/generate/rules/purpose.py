"""For what purpose: an infinitive behind a verb that says what something was done for."""

from quiz.generate.facts import Kind
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.grammar.flaws import is_purpose
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule, lasting_clauses, or_drop
from quiz.generate.wording.answers import is_clear
from quiz.generate.wording.questions import candidate, worded
from quiz.generate.wording.specificity import is_specific, too_general
from quiz.generate.wordlists import words
from quiz.language.document import is_relation

LONGEST = 9
"""Words of the longest purpose that somebody can be asked to type."""


def _find(context: Context) -> Found:
    for clause in lasting_clauses(context):
        if clause.copular and not _is_under_way(clause):
            continue
        last = clause.units[-1]
        if last.role is Role.AFTER and is_relation(last.top, "advcl", "xcomp"):
            yield from or_drop(RULE.name, clause, _ask(context, clause, last))


def _ask(context: Context, clause: Clause, unit: Unit) -> Found:
    sentence = clause.sentence
    verb = sentence.tokens[unit.top.head]
    if not is_purpose(sentence, unit.top, behind=True) or unit.top.xpos != "VB" or verb is not clause.head:
        return
    if (
        verb.lemma.lower()
        in words("completed") | words("contest-verbs") | words("postures") | words("ordering") | words("intending")
        or (clause.head.upos != "VERB" and not _is_under_way(clause))
        or sum(t.index >= _start(clause, unit) for t in unit.tokens) > LONGEST
    ):
        return
    if unit.tokens[0].text.lower() not in {"to", "in"} or _is_unclear(context, clause, unit):
        return
    question = worded(context, clause, lambda asker: asker.other(unit, ["for what purpose"]))
    answer = context.text(sentence, [t for t in unit.tokens if t.index >= _start(clause, unit)])
    made = candidate(
        RULE.name, clause, question, ((answer, answer.removeprefix("to ")),), Kind.ACTION, weight=0.5, context=context
    )
    yield made if is_specific(context, clause, question, one=False) else too_general(made)


def _is_under_way(clause: Clause) -> bool:
    """Tell whether "is" and what follows say that something goes on: "was under way", "is under construction"."""
    told = "".join(t.text.lower() for u in clause.units if u.relation == "predicate" for t in u.tokens)
    return told in {"underway", "underconstruction", "ongoing"}


def _start(clause: Clause, unit: Unit) -> int:
    """Return where the infinitive begins: at "to", behind "in order"."""
    mark = next((t for t in clause.sentence.children(unit.top, "mark") if t.text.lower() == "to"), unit.top)
    return mark.index


def _is_unclear(context: Context, clause: Clause, unit: Unit) -> bool:
    """Tell whether a purpose holds words that a stranger cannot place, or says nothing by itself."""
    bare = len(unit.tokens) <= 2  # noqa: PLR2004 - "to" and a verb
    return bare or not is_clear(context, clause.sentence, unit.tokens)


RULE = Rule(name="purpose", find=_find, why="what something was done for")
