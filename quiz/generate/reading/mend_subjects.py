"""Finds the subjects that the analyser missed, doubled or hung on the wrong verb."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from quiz.generate.grammar.tense import FINITE, finite_of
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation

_POSSESSIVE = {"'s", "’s", "'", "’"}
_DASHES = {"-", "–", "—", "--"}
_TELLING = {"tell", "inform", "remind", "assure"}
_TIES = 2


def _pairs(sentence: Sentence) -> Iterator[tuple[Token, Token, Token]]:
    """Yield the verbs with two subjects before them, and the two."""
    for verb in sentence.tokens:
        subjects = [t for t in sentence.children(verb, "nsubj") if t.index < verb.index]
        if len(subjects) == _TIES:
            yield verb, subjects[0], subjects[1]


def _joined(sentence: Sentence) -> Iterator[Token]:
    """Yield the tokens that make one subject of two side by side: "Ann's brother", "her mother Ann Lee", "Ann Lee"."""
    for verb, first, second in _pairs(sentence):
        whole = sentence.subtree(first)
        if whole[-1].index + 1 != sentence.subtree(second)[0].index:
            continue
        teller = sentence.tokens[verb.head] if is_relation(verb, "ccomp") else None
        if whole[-1].text in _POSSESSIVE and whole[-1].head == first.index:
            yield replace(first, head=second.index, deprel="nmod:poss")
        elif teller is not None and teller.lemma.lower() in _TELLING and whole[0].index == teller.index + 1:
            yield replace(first, head=teller.index, deprel="obj")  # "told the paper the bridge had closed"
        elif first.upos == second.upos == "PROPN" and len(whole) == 1 and len(sentence.subtree(second)) == 1:
            yield replace(second, head=first.index, deprel="flat")
        elif first.upos == "NOUN" and second.upos == "PROPN":
            yield replace(second, head=first.index, deprel="appos")


def _dressed(sentence: Sentence) -> Iterator[Token]:
    """Yield as set apart what stands before the subject behind dash or comma: a dateline, "One of the oldest, ..."."""
    for verb, first, second in _pairs(sentence):
        start = sentence.subtree(second)[0].index
        mark = sentence.tokens[start - 1].text if start else ""
        opens = sentence.subtree(first)[0].index == 0
        if opens and (mark in _DASHES or (mark == "," and first.upos == "NUM")):
            yield replace(first, deprel="dislocated")
            for aside in sentence.children(first, "parataxis"):
                if aside.index > verb.index:
                    yield replace(aside, head=verb.index)


def _belated(sentence: Sentence) -> Iterator[Token]:
    """Yield the subjects behind a verb of saying that belong to what is said: "noted the findings show"."""
    for verb in sentence.tokens:
        told = next((c for c in sentence.children(verb, "ccomp") if c.index > verb.index), None)
        if told is None or verb.lemma.lower() not in words("reporting"):
            continue
        subjects = sentence.children(verb, "nsubj")
        if subjects and subjects[0].index < verb.index and sentence.child(told, "nsubj") is None:
            for late in subjects[1:]:
                if verb.index < late.index < told.index:
                    yield replace(late, head=told.index)


def _fronted_objects(sentence: Sentence) -> Iterator[Token]:
    """Yield as a subject the only thing before a finite verb that was taken for its object."""
    for verb in sentence.tokens:
        if verb.xpos not in FINITE or not is_relation(verb, "ccomp") or sentence.child(verb, "nsubj", "csubj", "expl"):
            continue
        before = [c for c in sentence.children(verb, "obj") if c.index < verb.index]
        plain = all(t.xpos not in {"WDT", "WP"} for c in before for t in sentence.subtree(c))
        if len(before) == 1 and plain and sentence.subtree(before[0])[0].index > verb.head:
            yield replace(before[0], deprel="nsubj")


def _owned(sentence: Sentence) -> Iterator[Token]:
    """Yield the name a phrase like "the party Green Coast's Ann Lee" is about, with its owner before it."""
    for noun in sentence.tokens:
        beside = sentence.children(noun, "appos")
        if len(beside) != _TIES or noun.head < 0 or beside[1].upos != "PROPN" or beside[0].index < noun.index:
            continue
        whole = sentence.subtree(beside[0])
        if whole[-1].text in _POSSESSIVE and sentence.subtree(beside[1])[0].index == whole[-1].index + 1:
            yield replace(beside[1], head=noun.head, deprel=noun.deprel)
            yield replace(noun, head=beside[1].index, deprel="nmod:poss")


def _absolutes(sentence: Sentence) -> Iterator[Token]:
    """Yield the subjects between "with" and a participle: "with Ann Lee winning twice"."""
    for verb in sentence.tokens:
        mark = sentence.child(verb, "mark")
        absolute = is_relation(verb, "advcl") and verb.xpos in {"VBG", "VBN"} and mark is not None
        if not absolute or mark is None or mark.text.lower() != "with" or sentence.child(verb, "nsubj") is not None:
            continue
        for noun in sentence.children(sentence.tokens[verb.head], "obl", "obj"):
            below = sentence.subtree(noun)
            if below[0].index == mark.index + 1 and below[-1].index < verb.index:
                yield replace(noun, head=verb.index, deprel="nsubj")


def _rootless(sentence: Sentence) -> Iterator[Token]:
    """Yield verb and subject of "The old airport was a base." when the analyser took the noun for the root."""
    root = sentence.root
    if root.upos not in {"NOUN", "PROPN"} or finite_of(sentence, root) is not None:
        return
    for verb in sentence.children(root, "acl:relcl"):
        below = sentence.subtree(verb)
        asks = any(t.xpos in {"WDT", "WP", "WP$", "WRB"} for t in below)
        if asks or finite_of(sentence, verb) is None or sentence.child(verb, "nsubj") is not None:
            continue
        helper = sentence.child(verb, "cop", "aux")
        if helper is not None and below[0] is helper:
            yield replace(verb, head=-1, deprel="root")
            yield replace(root, head=verb.index, deprel="nsubj")
            return


def _lost_subjects(sentence: Sentence) -> Iterator[Token]:
    """Yield as a subject the phrase right before a verb that was taken for an apposition: "In 1950, Ann Lee left"."""
    for verb in sentence.tokens:
        finite = finite_of(sentence, verb)
        if finite is None or sentence.child(verb, "nsubj", "csubj", "expl") is not None or is_relation(verb, "conj"):
            continue
        first = min(t.index for t in (verb, *sentence.children(verb, "aux", "cop")))
        for front in sentence.children(verb, "obl"):
            tail = sentence.subtree(front)
            if front.index > first or tail[-1].index + 1 != first:
                continue
            for token in tail:
                inner = [t for t in sentence.subtree(token) if t.upos != "PUNCT"]
                if (
                    is_relation(token, "appos")
                    and token.upos in {"NOUN", "PROPN"}
                    and inner[-1].index == first - 1
                    and sentence.tokens[inner[0].index - 1].text == ","
                ):
                    passive = sentence.child(verb, "aux:pass") is not None
                    yield replace(token, head=verb.index, deprel="nsubj:pass" if passive else "nsubj")
                    break


SUBJECTS: tuple[Callable[[Sentence], Iterator[Token]], ...] = (
    _joined,
    _dressed,
    _belated,
    _fronted_objects,
    _owned,
    _absolutes,
    _rootless,
    _lost_subjects,
)
"""All of them, each yielding the tokens it hangs elsewhere."""
