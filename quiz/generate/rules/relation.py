"""Who stands to somebody or something in a relation that one person only can have: "her father, Jon Berg"."""

from quiz.generate.facts import Candidate, Fact, Kind
from quiz.generate.reading.context import Context
from quiz.generate.reading.descriptions import Description, Source, phrase
from quiz.generate.reading.phrases import sentence_case
from quiz.generate.rules.base import Found, Rule
from quiz.generate.wordlists import offices, roles, words
from quiz.language.document import Token, is_relation

_BY = {"former", "ex", "late", "future", "then", "fellow", "other", "next", "previous"}


_OF_SEVERAL = {"brother", "sister", "son", "daughter", "grandson", "granddaughter", "aunt", "uncle"}
"""Relatives of whom somebody may have more than one, though an article may tell of one only."""


def _find(context: Context) -> Found:
    for one in context.descriptions:
        if one.name.kind is not Kind.PERSON or not one.definite:
            continue
        if not one.ranked and _is_one(one):
            # Who bears one name only is asked for by it.
            yield _ask(context, one, name=" " not in one.name.full and one.lemma in words("kinship"))
        elif one.owned and one.lemma in _OF_SEVERAL and _is_only(context, one):
            yield _ask(context, one, name=True)


def _is_only(context: Context, one: Description) -> bool:
    """Tell whether the article speaks of one such relative only."""
    told = [
        t for s in context.document.sentences for t in s.tokens if t.upos == "NOUN" and t.lemma.lower() == one.lemma
    ]
    others = {d.name.full for d in context.descriptions if d.lemma == one.lemma}
    return len(others) == 1 and all(t.xpos == "NN" for t in told)


def _is_one(one: Description) -> bool:
    """Tell whether one person only can be meant: by the noun, or by "the" and whose it is."""
    if any(t.lemma.lower() in _BY for t in one.tokens):
        return False
    if one.lemma in words("one-person"):
        return _owner(one) is not None
    if one.owned or one.lemma in words("kinship"):
        return False
    words_ = one.sentence.tokens[max(0, one.noun.index - 1) : one.noun.index + 1]
    office = " ".join(t.text.lower() for t in words_) in offices()
    known = one.lemma in roles() and one.lemma not in offices()
    return known and not office and _owner(one) is not None


def _owner(one: Description) -> Token | None:
    """Return whose or of what somebody is something."""
    below = [t for t in one.sentence.children(one.noun, "nmod") if t in one.tokens]
    of = ("of", "to", "behind", "'s", "’s", "'", "’")
    return next(
        (t for t in below if t.xpos == "PRP$" or any(c.text.lower() in of for c in one.sentence.children(t, "case"))),
        None,
    )


def _ask(context: Context, one: Description, *, name: bool = False) -> Candidate:
    text = phrase(context, one)
    now = context.dated and not one.past and one.source is not Source.PREDICATE
    verb = "is" if now or (one.source is Source.PREDICATE and not one.past) else "was"
    return Candidate(
        rule=RULE.name,
        prompt=sentence_case(f"what {verb} the name of {text}?" if name else f"who {verb} {text}?"),
        answers=((one.name.full,),),
        answer_kind=Kind.PERSON,
        fact=Fact(predicate=f"be {one.lemma}", subject=text, value=one.name.full),
        sentence=one.sentence,
        weight=0.55,
        used=tuple(t.index for t in one.tokens),
        joints=tuple(t.index for t in (one.noun,) if is_relation(t, "nsubj")),
    )


RULE = Rule(name="relation", find=_find, why="who stands in a relation that only one can have")
