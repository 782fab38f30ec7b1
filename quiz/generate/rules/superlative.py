"""What the largest, the first, the only one is: a phrase that fits one thing only, with its name beside it."""

from quiz.generate.facts import Candidate, Fact, Kind
from quiz.generate.reading.context import Context
from quiz.generate.reading.descriptions import Description, Source, is_human, phrase
from quiz.generate.reading.phrases import sentence_case
from quiz.generate.rules.base import Found, Rule
from quiz.language.document import is_relation


def _find(context: Context) -> Found:
    for one in context.descriptions:
        fits = is_human(one.noun) is (one.name.kind is Kind.PERSON)
        if fits and _is_told(one) and one.ranked and one.definite and _is_scoped(one):
            yield _ask(context, one)


def _is_told(one: Description) -> bool:
    """Tell whether no other rule asks for the name: the one about subjects does where the phrase is the predicate."""
    return one.source is not Source.PREDICATE or (one.clause is not None and one.noun is one.clause.subject.top)


def _is_scoped(one: Description) -> bool:
    """Tell whether the phrase says in which range: "the largest ... of X", "X's holiest ..."."""
    return one.owned or any(
        is_relation(t, "nmod", "acl") or (is_relation(t, "compound", "amod") and t.upos == "PROPN")
        for t in one.sentence.children(one.noun)
        if t in one.tokens
    )


def _ask(context: Context, one: Description) -> Candidate:
    text = phrase(context, one)
    person = one.name.kind is Kind.PERSON
    past = one.source is Source.PREDICATE and one.past
    return Candidate(
        rule=RULE.name,
        prompt=sentence_case(f"who was {text}?" if person else f"what {'was' if past else 'is'} {text}?"),
        answers=((one.name.full,),),
        answer_kind=one.name.kind,
        fact=Fact(predicate="be", subject=text, value=one.name.full),
        sentence=one.sentence,
        weight=0.75,
        used=tuple(t.index for t in one.tokens),
    )


RULE = Rule(name="superlative", find=_find, why="what is the first, largest or best of its kind")
