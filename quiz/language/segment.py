"""Finds paragraphs, sentences and words in a text, each with its place in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from syntok import segmenter

from quiz.model.article import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One sentence: where its words are and which paragraph it stands in."""

    words: tuple[Span, ...]
    paragraph: int


def segment(text: str) -> Iterator[Segment]:
    """Yield the sentences of ``text`` in order."""
    for number, paragraph in enumerate(segmenter.analyze(text)):
        for sentence in paragraph:
            yield Segment(words=tuple(Span(t.offset, t.offset + len(t.value)) for t in sentence if t.value), paragraph=number)
