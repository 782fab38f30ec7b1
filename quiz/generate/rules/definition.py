"""What bears a description that fits one thing: "the Hajj, the annual pilgrimage to Mecca", "X is the seat of Y"."""

from quiz.generate.facts import Candidate, Fact, Kind
from quiz.generate.reading.context import Context
from quiz.generate.reading.descriptions import Description, Source, is_human, is_one_of_many, phrase
from quiz.generate.reading.phrases import sentence_case
from quiz.generate.rules.base import Found, Rule
from quiz.generate.wording.questions import who
from quiz.generate.wordlists import words

_EMPTY = {
    "name", "result", "reason", "example", "thing", "kind", "type", "sort", "part", "member", "side", "form", "season",
    "year", "day", "month", "time", "case", "way", "place", "site", "area", "one",
}  # fmt: skip
"""Nouns whose description says nothing of what it is."""


def _find(context: Context) -> Found:
    for one in context.descriptions:
        if one.name.kind is Kind.PERSON or one.ranked or not one.definite or one.lemma in _EMPTY:
            continue
        if is_human(one.noun) or is_one_of_many(one.sentence, one.noun):
            continue  # "his father was Catholic" names nobody
        if _is_scoped(one):
            yield _ask(context, one)


def _is_scoped(one: Description) -> bool:
    """Tell whether the phrase says of what or whose it is."""
    heads = (one.noun, *one.sentence.children(one.noun, "conj"))
    below = [t for head in heads for t in one.sentence.children(head, "nmod", "acl") if t in one.tokens]
    return any(t.upos == "PROPN" or t.xpos == "PRP$" for b in below for t in one.sentence.subtree(b))


def _ask(context: Context, one: Description) -> Candidate:
    text = phrase(context, one)
    verb = "was" if one.past and one.source is Source.PREDICATE else "is"
    return Candidate(
        rule=RULE.name,
        prompt=sentence_case(f"{_wh(context, one, verb)} {text}?"),
        answers=((one.name.full,),),
        answer_kind=one.name.kind,
        fact=Fact(predicate=f"be {one.lemma}", subject=text, value=one.name.full),
        sentence=one.sentence,
        weight=0.75 if one.lemma in words("one-thing") | words("relational") else 0.7,
        used=tuple(t.index for t in one.tokens),
        joints=(one.noun.index,) if one.source is Source.PREDICATE else (),
    )


def _wh(context: Context, one: Description, verb: str) -> str:
    """Return the beginning of the question: typed where the description does not say what sort of thing it is."""
    if one.lemma in words("one-thing") | words("relational"):
        return f"what {verb}"
    typed = who(one.name, context)
    if typed is not None and isinstance(typed[0], str) and typed != [f"which {one.lemma}"]:
        return f"{typed[0]} {verb}"
    return f"what {verb} the name of"


RULE = Rule(name="definition", find=_find, why="what bears a description")
