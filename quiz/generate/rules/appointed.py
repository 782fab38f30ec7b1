"""What somebody was made or elected: "To which position was she appointed?", "What was he made in 2012?"."""

from typing import TYPE_CHECKING

from quiz.generate.facts import Kind
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.wording.answers import phrase
from quiz.generate.wording.questions import candidate, worded
from quiz.generate.wording.specificity import NAMED, is_specific, too_general
from quiz.generate.wording.timing import is_stale
from quiz.generate.wordlists import offices, roles, words
from quiz.language.document import is_relation

if TYPE_CHECKING:
    from quiz.generate.reading.phrases import Piece


def _find(context: Context) -> Found:
    for clause in context.clauses:
        made = clause.head.lemma.lower() in words("appointing") and is_relation(clause.subject.top, "nsubj:pass")
        if clause.flaw or not made or (clause.present and is_stale(context, clause)):
            continue
        for unit in clause.units:
            if unit.role is Role.AFTER and is_relation(unit.top, "xcomp", "obj") and unit.top.upos in {"NOUN", "PROPN"}:
                yield from or_drop(RULE.name, clause, _ask(context, clause, unit))


def _ask(context: Context, clause: Clause, unit: Unit) -> Found:
    sentence = clause.sentence
    subject = context.names.name_at(sentence, clause.subject.top) or context.referent(sentence, clause.subject.top)
    several = sentence.child(unit.top, "conj") is not None or sentence.child(clause.subject.top, "conj") is not None
    if subject is None or not context.is_person(subject) or several:
        return
    verb, noun = clause.head.lemma.lower(), unit.top.lemma.lower()
    if verb != "make" and noun not in offices() and noun not in roles():
        return
    answers = phrase(context, sentence, unit.tokens, unit.top)
    if not answers:
        return
    wh: list[Piece] = ["what" if verb == "make" else "to which position"]
    question = worded(context, clause, lambda asker: asker.other(unit, wh))
    made = candidate(RULE.name, clause, question, (answers,), Kind.THING, weight=0.6, context=context)
    yield made if is_specific(context, clause, question, one=False, least=NAMED) else too_general(made)


RULE = Rule(name="appointed", find=_find, why="what somebody was made or elected")
