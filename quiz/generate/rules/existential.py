"""How many are there: the number of things a place or a whole is said to hold."""

from typing import TYPE_CHECKING

from quiz.generate.amounts import quantities
from quiz.generate.circumstances import Unaskable
from quiz.generate.clauses import Clause, Role
from quiz.generate.context import Context
from quiz.generate.facts import Kind
from quiz.generate.quantities import Sort
from quiz.generate.questions import Asker, candidate
from quiz.generate.rules.base import Found, Rule, or_drop

if TYPE_CHECKING:
    from quiz.generate.phrases import Piece


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.kind == "existential" and not clause.flaw and clause.head.lemma == "be":
            yield from or_drop(RULE.name, clause, _count(context, clause))


def _count(context: Context, clause: Clause) -> Found:
    sentence = clause.sentence
    subject = clause.subject
    noun = subject.top
    found = next((q for q in quantities(context, sentence) if q.sort is Sort.COUNT and q.top is noun), None)
    if found is None or noun.xpos != "NNS" or (found.amount is not None and found.amount < 2):  # noqa: PLR2004
        return
    number = [t for t in subject.tokens if found.start <= t.index < found.end]
    if [t for t in subject.tokens if t.index < found.start]:
        raise Unaskable("the number is part of a longer expression")
    gone = {t.index for o in sentence.children(noun, "conj") for t in sentence.subtree(o)}
    rest = [t for t in subject.tokens if t.index >= found.end and t.index not in gone]
    # The place comes behind the verb: "How many islands are there in the lake?"
    head = [t for t in rest if t.index <= noun.index]
    tail = [t for t in rest if t.index > noun.index]
    asker = Asker(context, clause)
    units = asker.units()
    around = [t for u in units if u.role in {Role.AFTER, Role.FRONT} for t in u.tokens]
    pieces: list[Piece] = [found.how_many, *head, clause.finite, "there", *tail, *around]
    joined = [t for t in subject.tokens if t.index in gone]
    question = asker.free(pieces, units, asked=[*number, *joined])
    yield candidate(RULE.name, clause, question, (found.forms,), Kind.NUMBER, weight=0.65, context=context)


RULE = Rule(name="existential", find=_find, why="how many things there are in a place")
