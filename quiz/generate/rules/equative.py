"""What or who something is: "the first settlers of Arvin were the Sund", "Ada Lorne was the prosecutor".

Either side may be asked for. What is described must be described as the one of its sort: by "the", an owner or a
superlative, with words that say of what.
"""

from typing import TYPE_CHECKING

from quiz.generate.entities.names import Name
from quiz.generate.facts import Kind
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.reading.context import Context
from quiz.generate.reading.descriptions import is_one_of_many
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.rules.constituents import named
from quiz.generate.wording.answers import phrase
from quiz.generate.wording.generally import telling_words
from quiz.generate.wording.questions import Question, candidate, who, worded
from quiz.generate.wording.specificity import told_apart, too_general
from quiz.generate.wording.timing import is_stale
from quiz.generate.wordlists import offices, words
from quiz.language.document import Sentence, Token, is_relation

if TYPE_CHECKING:
    from quiz.generate.reading.phrases import Piece

ENOUGH = 2.0
"""What a description must tell, as `quiz.generate.wording.specificity` weighs it: whose or which it is."""
_LONGEST = 7
"""Words of a predicate that is still an answer."""
_EMPTY = {
    "one",
    "thing",
    "case",
    "way",
    "time",
    "day",
    "result",
    "problem",
    "reason",
    "kind",
    "part",
    "example",
    "place",
}
"""Nouns that a question may not be about: "What was the result?" asks for a story."""
_SEVERAL = {
    "ally", "aunt", "brother", "child", "colleague", "cousin", "daughter", "friend", "member", "nephew", "niece",
    "pupil", "rival", "sister", "son", "student", "uncle", "grandson", "granddaughter", "descendant", "relative",
    "follower", "co-author", "co-founder", "co-owner", "co-star", "co-writer", "defender", "goalkeeper", "midfielder",
    "striker", "admirer", "fan", "supporter", "lover", "mistress", "mentor", "assistant",
}  # fmt: skip
"""What several may be to one: "whose brother" has many answers."""
_FORMER = {"former", "previous", "other", "another", "next", "new", "following", "same", "own"}
_SITES = {"base", "seat", "home", "site", "headquarters"}
_AGENT = ("er", "or", "ist", "ian", "man", "woman", "ant", "ent")
"""Endings of nouns for people."""


def _find(context: Context) -> Found:
    for clause in context.clauses:
        predicate = next((u for u in clause.units if u.relation == "predicate"), None)
        if clause.flaw or predicate is None or _is_of_today(context, clause):
            continue
        yield from or_drop(RULE.name, clause, _predicate(context, clause, predicate))
        yield from or_drop(RULE.name, clause, _bearer(context, clause, predicate))


def _is_of_today(context: Context, clause: Clause) -> bool:
    """Tell whether a description may fit another tomorrow, and the article has no day: the richest, the mayor."""
    if not clause.present or context.today is not None or context.is_general(clause):
        return False
    ranked = any(t.xpos in {"JJS", "RBS"} for t in clause.tokens)
    return ranked or is_stale(context, clause) or _is_somebody(clause.head) or _is_somebody(clause.subject.top)


def _predicate(context: Context, clause: Clause, predicate: Unit) -> Found:
    """Ask "What was the cause of the fire?": the subject is described, the predicate is the answer."""
    sentence, top = clause.sentence, clause.subject.top
    if context.is_general(clause) and named(clause) is not None:
        return  # all of them are asked for
    if context.names.mention_at(sentence, top) is not None or not _is_the_one(sentence, top, clause.subject):
        return
    if (
        predicate.top.upos not in {"NOUN", "PROPN"}
        or len(predicate.tokens) > _LONGEST
        or _is_vague(sentence, predicate)
    ):
        return
    if sentence.child(top, "appos", "flat") is not None:
        return  # "her father, Jon Keller, was a smith" tells what he was, not who
    name = context.name_of(sentence, predicate.tokens)
    if name is not None and name.kind is Kind.NATIONALITY:
        return
    if top.xpos == "NNS" and clause.finite.text.lower() in {"is", "was"}:
        return  # "the friendships was" hangs on the wrong noun
    person = (name is not None and name.kind is Kind.PERSON) or top.lemma.lower() in words("people")
    person = person and top.lemma.lower() not in {"name", "nickname", "title", "pseudonym"}
    wh: list[Piece] = ["who" if person else "what"]
    answers = (name.full,) if name is not None else phrase(context, sentence, predicate.tokens, predicate.top)
    indefinite = any(t.text.lower() in {"a", "an"} for t in sentence.children(predicate.top, "det"))
    if not answers or (indefinite and _is_somebody(top)):
        return
    question = worded(context, clause, lambda asker: asker.other(predicate, wh))
    kind = name.kind if name is not None else Kind.THING
    made = candidate(RULE.name, clause, question, (answers,), kind, weight=0.6, context=context)
    yield made if _tells(context, clause, question) >= ENOUGH else too_general(made)


def _bearer(context: Context, clause: Clause, predicate: Unit) -> Found:
    """Ask "Who was the prosecutor?": the predicate describes, the name of the subject is the answer."""
    sentence = clause.sentence
    name = _subject_name(context, clause)
    if name is None or name in {context.topic, context.protagonist} or name.kind is Kind.NATIONALITY:
        return
    if not _is_the_one(sentence, predicate.top, predicate) or predicate.top.upos != "NOUN":
        return
    if predicate.top.xpos == "NNS":
        return  # one name is not several things
    if name.kind is Kind.PERSON and not _is_somebody(predicate.top):
        return
    if name.kind is Kind.ORGANIZATION and predicate.top.lemma.lower() in words("places") | _SITES:
        return  # a body is no place
    typed = who(name, context)
    same = typed == [f"which {predicate.top.lemma.lower()}"]
    office = name.kind is Kind.ORGANIZATION and predicate.top.lemma.lower() in offices()
    human = _is_somebody(predicate.top) and (office or name.kind in {Kind.PLACE, Kind.NAME})
    wh: list[Piece] = ["who" if human else "what"] if typed is None or same else typed
    question = worded(context, clause, lambda asker: asker.subject(wh))
    made = candidate(RULE.name, clause, question, ((name.full,),), name.kind, weight=0.65, context=context)
    yield made if _tells(context, clause, question, hidden=name.full) >= ENOUGH else too_general(made)


def _tells(context: Context, clause: Clause, question: Question, *, hidden: str = "") -> float:
    """Return how much a question tells; the event or month that it begins with counts for a name."""
    if context.is_general(clause) and len(telling_words(clause.sentence, question.used)) >= ENOUGH:
        return ENOUGH
    return told_apart(context, clause.sentence, question.used, hidden=hidden) + (ENOUGH / 2 if question.opening else 0)


def _subject_name(context: Context, clause: Clause) -> Name | None:
    """Return the name that a subject consists of or stands for."""
    sentence, subject = clause.sentence, clause.subject
    if len(subject.tokens) == 1 and (told := context.referent(sentence, subject.top)) is not None:
        return told
    return context.name_of(sentence, subject.tokens)


def _is_the_one(sentence: Sentence, noun: Token, unit: Unit) -> bool:
    """Tell whether a phrase describes one thing: with "the" or an owner, and more than its class word."""
    if (
        noun.upos != "NOUN"
        or noun.lemma.lower() in _EMPTY | _SEVERAL
        or is_one_of_many(sentence, noun)
        or unit.tokens[0].upos == "ADP"
    ):
        return False
    below = [t for t in sentence.children(noun) if t in unit.tokens]
    definite = any((is_relation(t, "det") and t.text.lower() == "the") or is_relation(t, "nmod:poss") for t in below)
    owned = any(is_relation(t, "nmod:poss") for t in below)
    told = owned or any(is_relation(t, "nmod", "acl", "amod", "compound", "nummod") for t in below)
    spoilt = any(is_relation(t, "conj") or t.lemma.lower() in _FORMER for t in below)
    return definite and told and not spoilt and unit.role is not Role.FRONT


def _is_somebody(noun: Token) -> bool:
    """Tell whether a noun is one for people: an office, a relative, a profession."""
    lemma = noun.lemma.lower()
    return lemma in words("people") | words("kinship") or lemma in offices() or lemma.endswith(_AGENT)


def _is_vague(sentence: Sentence, predicate: Unit) -> bool:
    """Tell whether a predicate says what sort of thing it is and no more: "a success", "one of many"."""
    top = predicate.top
    if top.lemma.lower() in _EMPTY | words("vague"):
        return True
    indefinite = any(t.text.lower() in {"a", "an"} for t in sentence.children(top, "det"))
    return indefinite and sentence.child(top, "amod", "compound", "nmod", "acl") is None


RULE = Rule(name="equative", find=_find, why="what something is, or what is so described")
