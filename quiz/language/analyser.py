"""Reads a text the way a grammarian would: sentences, words, parts of speech, trees, names.

`analyse` is the door. The weights are loaded once, at the first text.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from quiz.language.document import Document, Sentence, Token
from quiz.language.inflect import lemma
from quiz.language.names import read_entities
from quiz.language.network import MOST_PIECES, Floats, Labels, Network
from quiz.language.segment import Segment, parts, segment
from quiz.language.tree import best_tree, log_softmax
from quiz.model.article import Span

WEIGHTS = Path(__file__).parent / "weights"
"""The folder of the weights that come with quiz."""

_MOST_WORDS = 200
"""Words of one sentence; longer ones are lists or broken text, and the time they take grows with the square."""


def analyse(text: str, told: Callable[[float], object] | None = None) -> Document:
    """Return ``text`` analysed with the weights that come with quiz; see `Analyser.analyse`."""
    return _shipped().analyse(text, told)


class Analyser:
    """Turns text into a `Document`, with the weights of one folder, which are loaded at the first text."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        """Remember the folder; nothing is read yet."""
        self._folder = weights
        self._loaded: Network | None = None

    def analyse(self, text: str, told: Callable[[float], object] | None = None) -> Document:
        """Return the sentences of ``text``, with offsets into it; `GenerateError` when the weights are unusable.

        An empty line ends a paragraph, a single line break is white space. Every tree is well formed. ``told`` is
        called after each sentence with the share of the text that is read, 0 to 1.
        """
        sentences: list[Sentence] = []
        for found in segment(text):
            for part in self._fit(text, found):
                sentences.append(self._sentence(text, part))
                if told is not None:
                    told(part.words[-1].end / len(text))
        return Document(text, tuple(sentences))

    def _fit(self, text: str, found: Segment) -> Iterator[Segment]:
        """Yield ``found`` in parts that the network can take; nearly always just itself."""
        sizes = [self._network.count(text[word.start : word.end]) for word in found.words]
        if len(sizes) <= _MOST_WORDS and sum(sizes) <= MOST_PIECES:
            yield found
        else:
            yield from parts(found, sizes, text, most_words=_MOST_WORDS, most_size=MOST_PIECES)

    @property
    def _network(self) -> Network:
        if self._loaded is None:
            self._loaded = Network(self._folder)
        return self._loaded

    def parse(self, words: Sequence[str]) -> Sentence:
        """Return the analysis of one sentence whose words are known; offsets are those of ``words`` joined by spaces.

        There must be at least one word, and at most `MOST_PIECES` pieces in all.
        """
        text = " ".join(words)
        places: list[Span] = []
        start = 0
        for word in words:
            places.append(Span(start, start + len(word)))
            start += len(word) + 1
        return self._sentence(text, Segment(words=tuple(places), paragraph=0))

    def _sentence(self, text: str, found: Segment) -> Sentence:
        words = [text[word.start : word.end] for word in found.words]
        scores = self._network.scores(words)
        labels = self._network.labels
        upos = best_names(scores.pos, labels.pos)
        xpos = best_names(scores.tag, labels.tag)
        heads, relations, confidences = read_tree(scores.arcs, scores.rels, labels)
        tokens = tuple(
            Token(
                index=index,
                text=words[index],
                start=place.start,
                end=place.end,
                lemma=lemma(words[index], upos[index], xpos[index]),
                upos=upos[index],
                xpos=xpos[index],
                head=heads[index],
                deprel=relations[index],
                confidence=confidences[index],
            )
            for index, place in enumerate(found.words)
        )
        return Sentence(tokens, read_entities(scores.ner, labels.ner, tokens), found.paragraph, text)


@cache
def _shipped() -> Analyser:
    return Analyser()


def best_names(scores: Floats, names: Sequence[str]) -> list[str]:
    """Return the name of the highest score in each row of ``scores`` [words, names]."""
    return [names[int(column)] for column in scores.argmax(axis=1)]


def read_tree(arcs: Floats, rels: Floats, labels: Labels) -> tuple[list[int], list[str], list[float]]:
    """Return head (-1 at the root), relation and confidence of each word; exactly the root's relation is ``root``.

    ``arcs`` [words, words + 1] and ``rels`` [relations, words, words + 1] are logits as `Scores` holds them.
    """
    count = len(arcs)
    places = np.arange(count)
    own = arcs.astype(np.float64)
    own[places, places + 1] = -np.inf
    chances = log_softmax(own, axis=1)
    heads = best_tree(chances)
    columns = np.array(heads, dtype=np.intp) + 1
    kinds = log_softmax(rels[:, places, columns].astype(np.float64), axis=0)
    root = labels.deps.index("root")
    kinds[root, columns != 0] = -np.inf
    best = np.where(columns == 0, root, kinds.argmax(axis=0))
    sure = np.exp(chances[places, columns] + kinds[best, places])
    return heads, [labels.deps[kind] for kind in best], [round(float(one), 4) for one in sure]
