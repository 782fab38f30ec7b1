"""Keeps what encyclopedias put beside a word from hiding it: second names, pronunciations, dates of a count."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from quiz.language.document import Sentence, Token, is_relation

_SOUNDS = re.compile(r"[ˈˌːəɪʊɛɔæɑʌɒɜθðʃʒŋɹɡʔɾ]")
"""Letters of the phonetic alphabet that English does not write with."""
_SURE = 0.9
"""How far an order of words is trusted that leaves no other reading."""
_NOMINAL = {"NOUN", "PROPN"}
_COUNT = re.compile(r"\d{1,3}(?:,\d{3})*|\d+")


def _second_names(sentence: Sentence) -> Iterator[Token]:
    """Yield as asides the other names of one thing: "Ada Mary Lorne or Ada Lorne", "the North Fire or Big Fire"."""
    for token in sentence.tokens:
        join = sentence.child(token, "cc")
        if not is_relation(token, "conj") or join is None or join.text.lower() != "or" or token.head < 0:
            continue
        first = sentence.tokens[token.head]
        subject = is_relation(first, "nsubj") and sentence.subtree(first)[0].index == 0
        if subject and len(sentence.children(first, "conj")) == 1 and _is_alike(sentence, first, token):
            yield replace(token, deprel="parataxis")


def _is_alike(sentence: Sentence, first: Token, other: Token) -> bool:
    """Tell whether two phrases with proper names share their last word."""
    own = [t for t in sentence.subtree(first) if t.index < other.index and t not in sentence.subtree(other)]
    rows = own, [t for t in sentence.subtree(other) if t.upos != "PUNCT"]
    named = all(any(t.upos == "PROPN" or t.xpos == "NNP" for t in row) for row in rows)
    ends = [_last_word(row) for row in rows]
    return named and ends[0] == ends[1]


def _last_word(row: list[Token]) -> str:
    end = next((k for k, t in enumerate(row) if t.text == "("), len(row))
    solid = [t for t in row[:end] if t.upos in _NOMINAL]
    return solid[-1].text.lower() if solid else ""


def _sounds(sentence: Sentence) -> Iterator[Token]:
    """Yield the pronunciation between two slashes behind a word as set beside that word."""
    for before, opened, said, closed in zip(
        sentence.tokens, sentence.tokens[1:], sentence.tokens[2:], sentence.tokens[3:], strict=False
    ):
        if opened.text == closed.text == "/" and _SOUNDS.search(said.text) and before.upos in _NOMINAL:
            yield replace(said, head=before.index, deprel="parataxis")
            yield replace(opened, head=said.index, deprel="punct")
            yield replace(closed, head=said.index, deprel="punct")


def _dated_counts(sentence: Sentence) -> Iterator[Token]:
    """Yield the parts of a count that brackets part from what is counted: "home to 9,514 (2014 est.) people"."""
    for count, opened in zip(sentence.tokens, sentence.tokens[1:], strict=False):
        if not _COUNT.fullmatch(count.text) or count.upos != "NUM" or opened.text != "(" or count.head < 0:
            continue
        shut = next((t for t in sentence.tokens[opened.index : opened.index + 6] if t.text == ")"), None)
        noun = sentence.tokens[shut.index + 1] if shut is not None and shut.index + 1 < len(sentence.tokens) else None
        if noun is None or shut is None or noun.xpos != "NNS" or is_relation(count, "nummod"):
            continue
        aside = sentence.tokens[opened.index + 1 : shut.index]
        yield replace(noun, head=count.head, deprel=count.deprel, confidence=_SURE)
        yield replace(count, head=noun.index, deprel="nummod", confidence=_SURE)
        for case in sentence.children(count, "case", "advmod"):
            yield replace(case, head=noun.index)
        if aside:
            for token in aside[:-1]:
                yield replace(token, head=aside[-1].index, deprel="dep")
            yield replace(aside[-1], head=noun.index, deprel="parataxis")
            yield replace(opened, head=aside[-1].index, deprel="punct")
            yield replace(shut, head=aside[-1].index, deprel="punct")


def _settings(sentence: Sentence) -> Iterator[Token]:
    """Yield as circumstances the phrases that open a sentence but hang on a noun: "In Arvin law, the aim is ..."."""
    if not sentence.tokens or sentence.tokens[0].upos != "ADP":
        return
    phrase = sentence.tokens[sentence.tokens[0].head]
    if not is_relation(phrase, "nmod") or not is_relation(sentence.tokens[0], "case") or phrase.head < phrase.index:
        return
    noun = sentence.tokens[phrase.head]
    if sentence.child(noun, "cop") is not None and sentence.child(noun, "nsubj") is not None:
        yield replace(phrase, deprel="obl")


ASIDES: tuple[Callable[[Sentence], Iterator[Token]], ...] = (_second_names, _sounds, _dated_counts, _settings)
