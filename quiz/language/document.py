"""What the analyser says of a text, in the terms of Universal Dependencies (universaldependencies.org).

Everything here is a plain frozen value, so that rules can be tested on trees written by hand.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Token:
    """One word or punctuation mark of a sentence."""

    index: int
    """Position in the sentence, from 0."""
    text: str
    """The word as it stands in the article, ``article[start:end]``."""
    start: int
    """Character offset in the article; ``end`` is one past the last character."""
    end: int
    lemma: str
    upos: str
    """Universal part of speech, e.g. ``NOUN``."""
    xpos: str
    """Penn Treebank tag, e.g. ``NNS``."""
    head: int
    """Index of the head in the sentence; -1 at the root."""
    deprel: str
    """Relation to the head with its subtype, e.g. ``nsubj:pass``; ``root`` at the root."""
    confidence: float = 1.0
    """The analyser's probability of this head and relation, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity within one sentence: tokens ``start`` to ``end`` (half open)."""

    start: int
    end: int
    label: str
    """PERSON LOC ORG FAC NORP DATE MONEY PRODUCT or MISC."""


@dataclass(frozen=True)
class Sentence:
    """One sentence: a tree over its tokens, and its named entities."""

    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...] = ()
    paragraph: int = 0
    """Number of the paragraph it stands in, from 0."""
    source: str = ""
    """The whole article's text, shared by all its sentences; empty for sentences made by hand."""

    @property
    def start(self) -> int:
        """Character offset of the first character in the article."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """One past the last character in the article."""
        return self.tokens[-1].end

    @property
    def text(self) -> str:
        """The sentence as it stands in the article."""
        return self.slice(0, len(self.tokens))

    def slice(self, start: int, end: int) -> str:
        """Return the text of tokens ``start`` to ``end`` (half open) with the article's own spacing."""
        tokens = self.tokens[start:end]
        if not tokens:
            return ""
        first = tokens[0].start
        if self.source:
            return self.source[first : tokens[-1].end]
        out = ""
        for token in tokens:
            out += " " * (token.start - first - len(out)) + token.text
        return out

    @cached_property
    def root(self) -> Token:
        """The one token without a head."""
        return next(token for token in self.tokens if token.head < 0)

    @cached_property
    def _children(self) -> tuple[tuple[Token, ...], ...]:
        below: list[list[Token]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head >= 0:
                below[token.head].append(token)
        return tuple(tuple(tokens) for tokens in below)

    def children(self, token: Token, *relations: str) -> tuple[Token, ...]:
        """Return the dependents of ``token`` from left to right; with ``relations``, only those.

        ``"nsubj"`` also means its subtypes such as ``nsubj:pass``; ``"nsubj:pass"`` means itself alone.
        """
        below = self._children[token.index]
        if not relations:
            return below
        return tuple(child for child in below if is_relation(child, *relations))

    def child(self, token: Token, *relations: str) -> Token | None:
        """Return the first dependent of ``token`` with one of ``relations``."""
        return next(iter(self.children(token, *relations)), None)

    def subtree(self, token: Token) -> tuple[Token, ...]:
        """Return ``token`` and all below it, from left to right."""
        found: list[Token] = []
        waiting = [token]
        while waiting:
            one = waiting.pop()
            found.append(one)
            waiting.extend(self._children[one.index])
        return tuple(sorted(found, key=lambda t: t.index))

    def entity_at(self, token: Token) -> Entity | None:
        """Return the entity that ``token`` is part of."""
        return next((e for e in self.entities if e.start <= token.index < e.end), None)


def is_relation(token: Token, *relations: str) -> bool:
    """Tell whether ``token`` hangs from its head by one of ``relations``; a bare name covers its subtypes."""
    return token.deprel in relations or token.deprel.partition(":")[0] in relations


@dataclass(frozen=True)
class Document:
    """An analysed article."""

    text: str
    sentences: tuple[Sentence, ...]

    def __iter__(self) -> Iterator[Sentence]:
        """Yield the sentences in reading order."""
        return iter(self.sentences)
