"""Whether an article speaks of one thing of a sort only: "a crane ... the crane", and no other crane."""

from quiz.language.document import Document, Sentence, Token, is_relation

_INDEFINITE = {"a", "an", "another", "one", "some", "any", "each", "every", "several"}
_EMPTY = {"same", "whole", "entire", "very", "actual", "old", "new", "current", "present"}
"""Adjectives that do not make another thing of it."""


def is_sole(document: Document, noun: str) -> bool:
    """Tell whether all mentions of a common noun mean one thing: it is introduced once and never told apart."""
    plural: set[bool] = set()
    introduced = 0
    marked: set[tuple[str, ...]] = set()
    for sentence in document.sentences:
        for token in sentence.tokens:
            if token.lemma.lower() != noun or token.upos != "NOUN" or is_relation(token, "compound"):
                continue
            plural.add(token.xpos == "NNS")
            det = sentence.child(token, "det")
            introduced += det is not None and det.text.lower() in _INDEFINITE
            if mark := _marks(sentence, token):
                marked.add(mark)
    return len(plural) == 1 and introduced <= 1 and len(marked) <= 1


def _marks(sentence: Sentence, noun: Token) -> tuple[str, ...]:
    """Return the words that tell one thing of a sort from another: whose it is, which, how many."""
    below = sentence.children(noun, "amod", "compound", "nmod", "nummod")
    return tuple(t.lemma.lower() for t in below if t.lemma.lower() not in _EMPTY)
