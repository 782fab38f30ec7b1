"""How many are there: the number of things a place or a whole is said to hold."""

from quiz.generate.facts import Kind
from quiz.generate.grammar.clauses import Clause
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.values.quantities import Sort
from quiz.generate.wording.amounts import quantities, there_are
from quiz.generate.wording.questions import candidate


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.kind == "existential" and not clause.flaw:
            yield from or_drop(RULE.name, clause, _count(context, clause))


def _count(context: Context, clause: Clause) -> Found:
    noun = clause.subject.top
    counts = (q for q in quantities(context, clause.sentence) if q.sort is Sort.COUNT and q.top.index == noun.index)
    found = next(counts, None)
    if found is None or noun.xpos != "NNS" or (found.amount is not None and found.amount < 2):  # noqa: PLR2004
        return
    question = there_are(context, clause, found, found.how_many)
    yield candidate(RULE.name, clause, question, (found.forms,), Kind.NUMBER, weight=0.65, context=context)


RULE = Rule(name="existential", find=_find, why="how many things there are in a place")
