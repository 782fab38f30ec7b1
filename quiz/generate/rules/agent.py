"""By whom: the agent of a passive clause, asked for as the subject of the active one where the verb allows."""

from quiz.generate.answers import phrase
from quiz.generate.clauses import Clause, Role, Unit
from quiz.generate.context import Context
from quiz.generate.facts import Drop, Kind
from quiz.generate.questions import candidate, spread, who, worded
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.specificity import is_specific, too_general
from quiz.generate.wordlists import words
from quiz.language.document import is_relation


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.flaw or not is_relation(clause.subject.top, "nsubj:pass"):
            continue
        for unit in clause.units:
            if unit.role is Role.AFTER and is_relation(unit.top, "obl:agent") and unit.tokens[0].text.lower() == "by":
                yield from or_drop(RULE.name, clause, _ask(context, clause, unit))


def _ask(context: Context, clause: Clause, unit: Unit) -> Found:
    sentence = clause.sentence
    rest = unit.tokens[1:]
    if sentence.children(unit.top, "conj"):
        name, answers = None, phrase(context, sentence, rest, unit.top)
    else:
        name = context.name_of(sentence, rest)
        answers = (name.full, *spread(name)) if name is not None else phrase(context, sentence, rest, unit.top)
    head = name or context.names.name_at(sentence, unit.top)
    typed = who(head, context) if head is not None else None
    if name is not None and typed is None:
        yield Drop(rule=RULE.name, text=sentence.text, reason=f"the type of {name.full} is not certain")
        return
    if not answers:
        return
    if typed is None:
        typed = ["who" if unit.top.lemma.lower() in words("people") else "what"]
    question = worded(context, clause, lambda asker: asker.agent(unit, typed, asked=rest))
    kind = name.kind if name is not None else Kind.THING
    weight = 0.65 if name is not None or clause.head.lemma.lower() in words("causing") else 0.45
    made = candidate(RULE.name, clause, question, (answers,), kind, weight=weight, context=context)
    hidden = head.full if head is not None else ""
    yield made if is_specific(context, clause, question, hidden=hidden) else too_general(made)


RULE = Rule(name="agent", find=_find, why="by whom something was done")
