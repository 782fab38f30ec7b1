"""Appositions as statements: "Oslo, the capital of Norway" says that Oslo is the capital of Norway."""

from collections.abc import Iterator

from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.grammar.draft import Draft, is_far, noun_unit, placed
from quiz.generate.grammar.flaws import after_comma, find_flaws
from quiz.generate.grammar.simplify import bracketed
from quiz.generate.grammar.tense import PRESENT, copula, ruling
from quiz.generate.wordlists import offices, words
from quiz.language.document import Sentence, Token, is_relation

_POSSESSIVE = {"his", "her", "its", "their"}
_PAST = {"former", "then", "late", "ex"}


def apposition(sentence: Sentence, other: Token, quoted: frozenset[int]) -> Iterator[Clause]:
    """Yield what two phrases side by side say of each other; a name becomes the subject."""
    first = sentence.tokens[other.head]
    if other.index < first.index or other.index in bracketed(sentence) or _is_listed(sentence, first, other):
        return
    if is_far(sentence, first, other) or not _is_beside(sentence, first, other):
        return
    close = not after_comma(sentence, other)
    if first.upos == "PROPN" and other.upos == "NOUN" and not close:
        named, told, gone = first, other, other
    elif first.upos == "NOUN" and other.upos == "PROPN" and (not close or _is_owned(sentence, first)):
        named, told, gone = other, first, other
    else:
        return
    if not _fits(sentence, named, told):
        return
    subject = noun_unit(sentence, named, gone if named is first else None)
    body = noun_unit(sentence, told, None if told is other else gone)
    over = ruling(sentence, first)
    if over is None or not subject.tokens or not _tells(sentence, told, body):
        return
    present = (over.xpos in PRESENT or told.lemma.lower() in words("places") | words("relational")) and not any(
        t.lemma.lower() in _PAST for t in body.tokens
    )
    finite = copula(sentence, subject, present=present)
    made = Draft(
        sentence=sentence,
        head=told,
        kind="apposition",
        units=[
            placed(subject, Role.SUBJECT, "nsubj", told),
            Unit(role=Role.VERB, relation="verb", top=told, tokens=(finite,)),
            Unit(role=Role.AFTER, relation="predicate", top=told, tokens=body.tokens),
        ],
        finite=finite,
        flaws=list(find_flaws(sentence, told, quoted)),
    )
    if (clause := made.clause()) is not None:
        yield clause


def _fits(sentence: Sentence, named: Token, told: Token) -> bool:
    """Tell whether a name can be what a noun says: one for one, a person no place ("born in Oslo, the son of ...")."""
    if told.xpos == "NNS" and named.xpos == "NNP" and sentence.child(told, "nummod") is None:
        return False
    entity = sentence.entity_at(named)
    noun = told.lemma.lower()
    human = noun in words("people") or noun in words("kinship") or noun in offices()
    if entity is None:
        return True
    return not (entity.label == "LOC" and human) and not (entity.label == "PERSON" and noun in words("places"))


def _is_listed(sentence: Sentence, first: Token, other: Token) -> bool:
    """Tell whether the second phrase may be an item of a list that the analyser took for an apposition."""
    if any(is_relation(c, "conj") for c in (*sentence.children(first), *sentence.children(other))):
        return True
    if is_relation(first, "conj", "appos"):
        return True
    end = sentence.subtree(other)[-1].index + 1
    rest = [t.text.lower() for t in sentence.tokens[end : end + 2]]
    return rest[:1] in (["and"], ["or"]) or rest == [",", "and"]


def _is_beside(sentence: Sentence, first: Token, other: Token) -> bool:
    """Tell whether nothing else stands between two phrases."""
    inside = {t.index for t in sentence.subtree(first)} | bracketed(sentence)
    start = next(t.index for t in sentence.subtree(other) if t.upos != "PUNCT")
    between = sentence.tokens[first.index : start]
    if sum(t.text == "," for t in between) > 1:
        return False  # which of three phrases it goes with is open
    return all(i in inside or sentence.tokens[i].upos == "PUNCT" for i in range(first.index, start))


def _is_owned(sentence: Sentence, noun: Token) -> bool:
    """Tell whether a noun says whose it is and so means one: "her father"."""
    return sentence.child(noun, "nmod:poss") is not None and noun.xpos == "NN"


def _tells(sentence: Sentence, told: Token, body: Unit) -> bool:
    """Tell whether a phrase says what somebody or something is, with an article, an owner or as an office."""
    if not body.tokens or told.xpos not in {"NN", "NNS"}:
        return False
    first = body.tokens[0]
    marked = first.text.lower() in {"a", "an", "the", *_POSSESSIVE} or sentence.child(told, "nmod:poss")
    return bool(marked) or (told.lemma.lower() in offices() and sentence.child(told, "nmod") is not None)
