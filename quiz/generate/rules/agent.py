"""By whom: the agent of a passive clause, asked for as the subject of the active one where the verb allows."""

from quiz.generate.facts import Drop
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.wording.asking import Sought, sought
from quiz.generate.wording.questions import candidate, who, worded
from quiz.generate.wording.specificity import BOUND, OPEN, is_specific, too_general
from quiz.generate.wordlists import words
from quiz.language.document import is_relation

_FOLLOWING = {"replace", "succeed"}
"""Verbs that mean nothing without the post."""


def _is_person(context: Context, clause: Clause) -> bool:
    where = clause.sentence, clause.subject.top
    name = context.names.name_at(*where) or context.referent(*where)
    return name is not None and context.is_person(name)


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.flaw or not is_relation(clause.subject.top, "nsubj:pass"):
            continue
        for unit in clause.units:
            if unit.role is Role.AFTER and is_relation(unit.top, "obl:agent") and unit.tokens[0].text.lower() == "by":
                yield from or_drop(RULE.name, clause, _ask(context, clause, unit))


def _ask(context: Context, clause: Clause, unit: Unit) -> Found:
    sentence = clause.sentence
    verb = clause.head.lemma.lower()
    if context.is_general(clause):
        return  # the rule of what holds of all of a kind asks for it
    if clause.present and verb not in words("lasting") | words("placing") | words("causing"):
        return
    if (
        verb in _FOLLOWING
        and _is_person(context, clause)
        and not any(u.tokens[0].text.lower() == "as" for u in clause.units)
    ):
        yield Drop(rule=RULE.name, text=sentence.text, reason="nothing says as what somebody was followed")
        return
    rest = unit.tokens[1:]
    name = None if sentence.children(unit.top, "conj") else context.name_of(sentence, rest)
    if name is not None:
        known = who(name, context)
        if known is None:
            yield Drop(rule=RULE.name, text=sentence.text, reason=f"the type of {name.full} is not certain")
            return
        target = Sought(str(known[0]), (name.full,), name.kind, name.full)
    else:
        target = sought(context, sentence, rest, unit.top)
    if target is None:
        return
    question = worded(context, clause, lambda asker: asker.agent(unit, [target.words], asked=rest))
    weight = 0.65 if name is not None or verb in words("causing") else 0.45
    made = candidate(RULE.name, clause, question, (target.answers,), target.kind, weight=weight, context=context)
    # A player is drafted by one team, which drafts many players.
    least = BOUND if verb == "draft" and _is_person(context, clause) else OPEN
    yield made if is_specific(context, clause, question, hidden=target.hidden, least=least) else too_general(made)


RULE = Rule(name="agent", find=_find, why="by whom something was done")
