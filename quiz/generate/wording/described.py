"""What an article says somebody is, to ask for one person of many: "which French set designer"."""

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.generate.entities.names import Name
from quiz.generate.grammar.simplify import kept
from quiz.generate.reading.context import Context
from quiz.generate.reading.descriptions import Description
from quiz.generate.reading.grounding import dangling
from quiz.generate.wording.asking import is_human
from quiz.generate.wordlists import offices, roles, words
from quiz.language.document import Sentence, Token

LONGEST = 8
"""Words of a description that may stand behind "which"."""
_PASSING = {"former", "late", "then", "new", "old", "other", "acting", "fellow", "own", "only"}
_DOERS = ("er", "or", "ist", "ian", "man", "woman")
"""Endings of nouns that beside a person's name say what he or she does."""
_NAMED, _PLAIN = 1.0, 0.5
"""What a word of a description tells, as `quiz.generate.wording.specificity` weighs it."""


@dataclass(frozen=True, slots=True)
class Described:
    """Words that say what somebody is, and how much they tell."""

    text: str
    worth: float


def described(context: Context, sentence: Sentence, name: Name) -> Described | None:
    """Return what may stand behind "which" to ask for ``name``: what ``sentence`` says, else what the article does."""
    if not context.is_person(name) or name in {context.topic, context.protagonist}:
        return None
    beside = next((m for m in context.names.mentions(sentence) if context.names.by_form(m.text) is name), None)
    if beside is not None and (before := _before(sentence, beside.start)):
        return _told(context, sentence, before)
    for one in context.descriptions:
        if one.name is name and (told := _of(context, one)) is not None:
            return told
    return None


def _before(sentence: Sentence, start: int) -> tuple[Token, ...]:
    """Return the nouns and adjectives right before a name that end in what he or she is."""
    first = start
    while first > 0 and sentence.tokens[first - 1].upos in {"NOUN", "ADJ", "PROPN"}:
        first -= 1
    found = sentence.tokens[first:start]
    led = sentence.tokens[first - 1] if first else None
    cut = led is not None and (led.xpos in {"POS", "PRP$", "CC", "CD", ","} or led.text in {"-", "–"})
    return found if found and _is_somebody(found[-1]) and not cut else ()


def _of(context: Context, one: Description) -> Described | None:
    """Return a description without article and clauses, if it is of one person and a stranger can place it."""
    if not _is_somebody(one.noun) or one.owned or one.noun.xpos == "NNS":
        return None
    sentence, noun = one.sentence, one.noun
    gone = {t.index for c in sentence.children(noun, "acl", "advcl", "conj", "cc") for t in sentence.subtree(c)}
    gone |= {t.index for t in sentence.children(noun, "det")}
    inside = {t.index for t in kept(sentence, noun)} - gone
    found = [t for t in one.tokens if t.index in inside]
    return _told(context, one.sentence, found)


def _told(context: Context, sentence: Sentence, tokens: Sequence[Token]) -> Described | None:
    spoilt = any(t.lemma.lower() in _PASSING or t.upos in {"PRON", "PUNCT", "CCONJ", "VERB", "NUM"} for t in tokens)
    if not 0 < len(tokens) <= LONGEST or spoilt:
        return None
    if dangling(context, sentence, [t.index for t in tokens]) is not None:
        return None
    solid = [t for t in tokens if t.upos in {"NOUN", "PROPN", "ADJ"}]
    worth = sum(_NAMED if t.text[:1].isupper() else _PLAIN for t in solid)
    return Described(context.text(sentence, tokens), worth) if len(solid) > 1 else None


def _is_somebody(noun: Token) -> bool:
    lemma = noun.lemma.lower()
    return noun.upos == "NOUN" and (
        is_human(lemma) or lemma.endswith(_DOERS) or lemma in offices() | roles() | words("people")
    )
