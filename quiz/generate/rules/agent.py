"""By whom: the agent of a passive clause, asked for as the subject of the active one where the verb allows."""

from typing import TYPE_CHECKING

from quiz.generate.clauses import Clause, Role, Unit
from quiz.generate.context import Context
from quiz.generate.facts import Drop, Kind
from quiz.generate.questions import Asker, candidate, spread, who
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.wordlists import words
from quiz.language.document import is_relation

if TYPE_CHECKING:
    from quiz.generate.phrases import Piece


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
    name = context.name_of(sentence, rest)
    if name is not None:
        wh = who(name, context)
        if wh is None:
            yield Drop(rule=RULE.name, text=sentence.text, reason=f"the type of {name.full} is not certain")
            return
        typed: list[Piece] = ["by", "whom"] if name.kind is Kind.PERSON else ["by", *wh]
        answers: tuple[str, ...] = (name.full, *spread(name))
        kind = name.kind
    elif (
        unit.top.upos == "NOUN"
        and not clause.present
        and not sentence.children(unit.top, "nmod", "acl", "conj")
        and clause.head.lemma.lower() in words("causing")
    ):
        typed = ["by", "whom"] if unit.top.lemma.lower() in words("people") else ["by", "what"]
        answers = (
            context.text(sentence, [t for t in rest if t.text.lower() not in {"a", "an", "the"} or t is not rest[0]]),
        )
        kind = Kind.THING
    else:
        return
    question = Asker(context, clause).other(unit, typed)
    yield candidate(RULE.name, clause, question, (answers,), kind, weight=0.6, context=context)


RULE = Rule(name="agent", find=_find, why="by whom something was done")
