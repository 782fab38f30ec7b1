"""Puts names with the titles and descriptions beside them where the analyser hung one of the two elsewhere."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from quiz.generate.reading.descriptions import is_human
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation

_NAMING = {"name", "word", "term", "title", "nickname"}
"""Nouns that what they mean stands right behind: "the name Arvin"."""
_DASHES = {"–", "—", "-", ":"}
_YEAR = re.compile(r"1\d{3}|20\d{2}")
_SURE = 0.5
"""Probability from which an attachment is left alone."""
_INDEFINITE = {"a", "an"}


def _described(sentence: Sentence) -> Iterator[Token]:
    """Yield the names right behind what somebody is that the tree sets beside it: "the Arvin painter Ada Lorne"."""
    for token in sentence.tokens[1:]:
        if token.upos != "PROPN" or sentence.child(token, "case", "det", "cop") is not None:
            continue
        if is_relation(token, "flat", "compound", "appos", "conj", "root"):
            continue
        first = next(t for t in sentence.subtree(token) if t.upos != "PUNCT").index
        noun = sentence.tokens[first - 1] if first else token
        if noun.xpos != "NN" or not noun.text.islower() or not (is_human(noun) or noun.lemma.lower() in _NAMING):
            continue
        if token.head in {noun.head, noun.index} or is_relation(token, "vocative"):
            yield replace(token, head=noun.index, deprel="appos", confidence=max(token.confidence, noun.confidence))


def _hyphenated(sentence: Sentence) -> Iterator[Token]:
    """Yield the parts of one word that the tree takes for two: "appointed secretary-general"."""
    for first, hyphen, last in zip(sentence.tokens, sentence.tokens[1:], sentence.tokens[2:], strict=False):
        glued = hyphen.text == "-" and first.end == hyphen.start and hyphen.end == last.start
        beside = first.head == last.head and first.deprel.split(":")[0] == last.deprel.split(":")[0]
        if not glued or not beside or first.head < 0 or not {first.upos, last.upos} <= {"NOUN", "ADJ"}:
            continue
        yield replace(first, head=last.index, deprel="compound")
        yield replace(hyphen, head=last.index)
        yield replace(last, confidence=max(first.confidence, last.confidence))
        yield from (replace(t, head=last.index) for t in sentence.children(first) if t.index < first.index)


def _doers(sentence: Sentence) -> Iterator[Token]:
    """Yield those by whom it was done that the tree hangs on a role: "succeeded as mayor by Ada Lorne"."""
    for role in sentence.tokens:
        verb = sentence.tokens[role.head] if role.head >= 0 else role
        case = sentence.child(role, "case")
        if not is_relation(role, "obl") or case is None or case.text.lower() != "as" or verb.xpos != "VBN":
            continue
        passive = sentence.child(verb, "aux:pass") is not None or is_relation(verb, "acl")
        if not passive or sentence.child(verb, "obl:agent") is not None:
            continue
        for token in sentence.children(role, "nmod"):
            by = sentence.child(token, "case")
            if by is not None and by.text.lower() == "by" and token.index > role.index:
                yield replace(token, head=verb.index, deprel="obl:agent", confidence=1.0 - role.confidence / 2)


def _second_descriptions(sentence: Sentence) -> Iterator[Token]:
    """Yield what goes on a description and not its name: "Ada Lorne, a lawyer and a niece of the king"."""
    for token in sentence.tokens:
        if not is_relation(token, "conj") or token.upos != "NOUN" or token.head < 0:
            continue
        name = sentence.tokens[token.head]
        told = next((t for t in sentence.children(name, "appos") if t.index < token.index), None)
        if name.upos != "PROPN" or told is None or told.upos != "NOUN" or not (is_human(told) or is_human(token)):
            continue
        articles = [sentence.child(t, "det") for t in (told, token)]
        if all(a is not None and a.text.lower() in _INDEFINITE for a in articles):
            yield replace(token, head=told.index)


def _apart(sentence: Sentence) -> Iterator[Token]:
    """Yield where something lies that the tree hangs on its name, not its description: "Arvin, a bay east of town"."""
    for token in sentence.tokens:
        name = sentence.tokens[token.head] if token.head >= 0 else token
        if not is_relation(token, "advmod", "obl", "acl", "nmod") or name.upos != "PROPN":
            continue
        first = sentence.subtree(token)[0].index
        for told in sentence.children(name, "appos"):
            if told.upos == "NOUN" and name.index < told.index and sentence.subtree(told)[-1].index + 1 == first:
                yield replace(token, head=told.index)


def _dashed(sentence: Sentence) -> Iterator[Token]:
    """Yield the names behind a dash that belong to the whole phrase before it: "the first inn in Arvin – the Gull"."""
    for token in sentence.tokens:
        if not is_relation(token, "appos") or token.upos != "PROPN" or token.head > token.index:
            continue
        first = next(t.index for t in sentence.subtree(token) if t.upos not in {"PUNCT", "DET"})
        before = [t.text for t in sentence.tokens[token.head + 1 : first] if t.text.lower() != "the"]
        noun = sentence.tokens[token.head]
        while is_relation(noun, "nmod") and noun.upos == "PROPN":
            noun = sentence.tokens[noun.head]
        if before and before[-1] in _DASHES and noun.upos == "NOUN":
            yield replace(token, head=noun.index, confidence=max(token.confidence, noun.confidence / 2))


def _late_relatives(sentence: Sentence) -> Iterator[Token]:
    """Yield the clauses with "which" hung elsewhere that are about the name before: "Arvin which, in 1928, won"."""
    for token in sentence.tokens:
        which = sentence.child(token, "nsubj")
        if which is None or which.xpos != "WDT" or which.text.lower() != "which" or not which.index:
            continue
        name = sentence.tokens[which.index - 1]
        while is_relation(name, "flat", "compound"):
            name = sentence.tokens[name.head]
        doubtful = is_relation(token, "acl:relcl") and token.confidence < _SURE
        if (is_relation(token, "advcl") or doubtful) and name.xpos == "NNP" and token.head < which.index < token.index:
            yield replace(token, head=name.index, deprel="acl:relcl", confidence=max(token.confidence, _SURE))


def _within(sentence: Sentence) -> Iterator[Token]:
    """Yield the days between an article and its noun that the tree hangs on a verb: "since the 11 May attacks"."""
    for article in sentence.tokens:
        if article.upos != "DET" or article.head <= article.index + 1:
            continue
        noun = sentence.tokens[article.head]
        inside = range(article.index + 1, noun.index)
        for token in sentence.tokens[article.index + 1 : noun.index]:
            whole = sentence.subtree(token)
            dated = token.upos == "NUM" or token.text.lower() in words("months")
            apart = token.head >= 0 and token.head not in inside and token.head != noun.index
            if dated and apart and all(t.index in inside or t.upos == "PUNCT" for t in whole):
                yield replace(token, head=noun.index, deprel="nmod:unmarked")
                yield from (replace(t, head=noun.head) for t in whole if t.upos == "PUNCT" and t.index > noun.index)


def _human_relatives(sentence: Sentence) -> Iterator[Token]:
    """Yield the clauses with "who" hung on a place that are about somebody from there: "a man from Arvin who"."""
    for token in sentence.tokens:
        who = sentence.child(token, "nsubj", "obj")
        if not is_relation(token, "acl:relcl") or who is None or who.text.lower() not in {"who", "whom"}:
            continue
        place = sentence.tokens[token.head]
        entity = sentence.entity_at(place)
        above = sentence.tokens[place.head] if place.head >= 0 else place
        if entity is None or entity.label != "LOC" or not is_relation(place, "nmod"):
            continue
        if above.upos in {"NOUN", "PROPN"} and above.index < place.index:
            yield replace(token, head=above.index, confidence=max(token.confidence, _SURE))


def _words_for_themselves(sentence: Sentence) -> Iterator[Token]:
    """Yield the words right behind "the name" that the tree sets beside it: "the name tern was coined"."""
    for noun, word in pairwise(sentence.tokens):
        twice = noun.head == word.head and noun.deprel == word.deprel and noun.head >= 0
        if twice and noun.xpos == "NN" and noun.lemma.lower() in _NAMING and word.upos == "NOUN":
            yield replace(word, head=noun.index, deprel="appos")


def _nearer_dates(sentence: Sentence) -> Iterator[Token]:
    """Yield the years that belong to the participle they follow: "studied law before leaving for Arvin in 1884"."""
    for year in sentence.tokens:
        case = sentence.child(year, "case")
        if not is_relation(year, "obl") or not _YEAR.fullmatch(year.text) or case is None or case.text.lower() != "in":
            continue
        verb = sentence.tokens[year.head]
        for other in sentence.children(verb, "advcl"):
            led = sentence.child(other, "mark", "case") is not None and other.xpos == "VBG"
            if led and verb.index < other.index and any(t.index == case.index - 1 for t in sentence.subtree(other)):
                yield replace(year, head=other.index)


NAMES: tuple[Callable[[Sentence], Iterator[Token]], ...] = (
    _hyphenated,
    _described,
    _doers,
    _second_descriptions,
    _apart,
    _dashed,
    _late_relatives,
    _human_relatives,
    _words_for_themselves,
    _nearer_dates,
    _within,
)
"""All of them, in the order in which they are tried."""
