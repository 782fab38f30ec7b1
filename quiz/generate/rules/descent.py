"""Of what nation the parents of somebody were: "her mother was English"."""

from quiz.generate.facts import Candidate, Fact, Kind
from quiz.generate.grammar.clauses import Clause
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule
from quiz.language.document import Token

_KIN = {"father", "mother", "wife", "husband", "grandfather", "grandmother"}


def _find(context: Context) -> Found:
    for clause in context.clauses:
        kin = clause.subject.top
        if clause.flaw or not clause.copular or kin.lemma.lower() not in _KIN or clause.finite.xpos != "VBD":
            continue
        owner = clause.sentence.child(kin, "nmod:poss")
        if owner is not None and clause.head.upos == "ADJ" and not clause.sentence.children(clause.head, "conj"):
            yield from _ask(context, clause, kin, owner)


def _ask(context: Context, clause: Clause, kin: Token, owner: Token) -> Found:
    sentence, nation = clause.sentence, clause.head
    whose = context.names.name_at(sentence, owner) or context.referent(sentence, owner)
    name = context.names.name_at(sentence, nation)
    if whose is None or whose.kind is not Kind.PERSON or name is None or name.kind is not Kind.NATIONALITY:
        return
    told = [t for t in sentence.children(nation, "obl", "nmod", "advmod") if t in clause.tokens]
    before = [t for t in sentence.children(kin, "amod", "compound") if t in clause.tokens]
    if told or before or " " in nation.text:
        return  # "French by birth" is half of it
    yield Candidate(
        rule=RULE.name,
        prompt=f"Of what nationality was {whose.full}'s {kin.lemma.lower()}?",
        answers=((nation.text,),),
        answer_kind=Kind.NATIONALITY,
        fact=Fact(predicate=f"{kin.lemma.lower()} be", subject=whose.full, value=nation.text),
        sentence=sentence,
        weight=0.6,
        joints=(kin.index, owner.index),
    )


RULE = Rule(name="descent", find=_find, why="of what nation somebody's parents were")
