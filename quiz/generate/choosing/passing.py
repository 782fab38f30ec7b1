"""Gates against what is of use for a day, or was cut from what it is part of.

What a traveller finds open this season, how long a flight takes and how many car parks there are is no fact to keep;
a share says nothing without what it is a share of; "a decree" is one of many that its day does not tell apart.
"""

from quiz.generate.entities.names import is_place
from quiz.generate.facts import Candidate
from quiz.generate.grammar.clauses import Clause
from quiz.generate.reading.context import Context
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation
from quiz.model.deck import CardKind

_SHARES = {"%", "percent", "percentage"}
_PARTS = {"third", "half", "quarter", "fifth", "majority", "fraction"}


def lasting(candidate: Candidate, context: Context) -> str | None:
    """Pass when a question asks for a fact that stays, and holds all that the fact is about."""
    clause = _clause_of(candidate, context)
    if clause is None:
        return None
    if _is_service(clause, context):
        return "it is of use to a traveller only"
    if candidate.kind is CardKind.CLOZE and not context.headline and _is_bare_share(clause):
        return "it does not say what the share is of"
    if candidate.rule == "number" and _is_part(candidate):
        return "the number is of the whole, not of the part"
    if candidate.rule == "date" and _is_one_of_many(clause):
        return "the day is that of one of many"
    return None


def _is_service(clause: Clause, context: Context) -> bool:
    """Tell whether a clause of an entry about a place tells of beds, rides and desks."""
    topic = context.topic
    if context.headline or topic is None or not is_place(topic) or clause.finite.xpos == "VBD":
        return False
    told = [clause.subject.top, *(u.top for u in clause.units if is_relation(u.top, "obj"))]
    return any(_serves(clause.sentence, t) for t in told)


def _serves(sentence: Sentence, noun: Token) -> bool:
    if noun.upos != "NOUN":
        return False
    beside = [t for t in sentence.children(noun, "compound") if t.upos == "NOUN"]
    return any(t.lemma.lower() in words("services") for t in (noun, *beside))


def _is_bare_share(clause: Clause) -> bool:
    top = clause.subject.top
    return top.lemma.lower() in _SHARES and clause.sentence.child(top, "nmod", "obl") is None


def _is_part(candidate: Candidate) -> bool:
    """Tell whether the number asked for counts the whole that a part is taken of: "a third of the 900 people"."""
    tokens = candidate.sentence.tokens
    for i in candidate.asked:
        token = tokens[i]
        while token.head >= 0 and is_relation(token, "nummod", "nmod", "compound", "dep", "advmod", "amod"):
            token = tokens[token.head]
            if token.lemma.lower() in _PARTS:
                return True
    return False


def _is_one_of_many(clause: Clause) -> bool:
    """Tell whether somebody did to a bare "a decree" what is done again and again."""
    tops = [u.top for u in clause.units if is_relation(u.top, "obj")]
    return any(
        [t.text.lower() for t in clause.sentence.children(top) if t.upos != "PUNCT"] in (["a"], ["an"])
        and clause.head.lemma.lower() in words("issuing")
        for top in tops
    )


def _clause_of(candidate: Candidate, context: Context) -> Clause | None:
    """Return the clause that a question was made of."""
    held = {*candidate.used, *candidate.asked}
    near = [c for c in context.clauses_of(candidate.sentence) if held & {t.index for t in c.tokens}]
    return max(near, key=lambda c: (len(held & {t.index for t in c.tokens}), -len(c.tokens)), default=None)
