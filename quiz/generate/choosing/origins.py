"""Where cards and drops come from, for a reader who asks why a card was made or left out."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from quiz.generate.choosing.clozes import cloze_of
from quiz.generate.choosing.worth import salience
from quiz.generate.facts import Candidate, Drop, Origin
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import ORDINARY
from quiz.generate.rules.table import FALLBACKS, RULES
from quiz.language.document import Sentence
from quiz.model.deck import Note
from quiz.model.text import one_line

Span = tuple[int, int]


def why(rule: str) -> str:
    """Return in words what the questions of a rule are after."""
    return next((each.why for each in (*RULES, *FALLBACKS) if each.name == rule), ORDINARY)


def origin_of(one: Candidate, context: Context) -> Origin:
    """Return where a candidate stands in the article."""
    return Origin(
        sentence=context.names.index(one.sentence),
        why=why(one.rule),
        marks=tuple(_marks(one)),
        cloze=cloze_of(one, context),
        worth=round(salience(one, context), 3),
    )


def explained(drops: Iterable[Drop], context: Context, note_of: Callable[[Candidate], Note]) -> Iterator[Drop]:
    """Yield the drops with their sentences, and with the notes they would have become."""
    places = {sentence.text: number for number, sentence in reversed([*enumerate(context.document.sentences)])}
    for drop in drops:
        if drop.candidate is not None:
            origin = origin_of(drop.candidate, context)
            note = note_of(drop.candidate)
        else:
            place = places.get(drop.evidence or drop.text)
            origin = Origin(sentence=place, why=why(drop.rule)) if place is not None else None
            note = None
        evidence = one_line(context.document.sentences[origin.sentence].text) if origin is not None else ""
        yield replace(drop, evidence=evidence, candidate=None, note=note, origin=origin)


def _marks(one: Candidate) -> Iterator[Span]:
    """Yield where the answer stands: its own words, or those that mean it, such as a pronoun."""
    asked = [*_spans(one.sentence, one.asked)]
    evidence = one_line(one.sentence.text)
    found: list[Span] = []
    for item in one.answers:
        places = [place for spelling in item for place in _places(evidence, spelling)]
        near = [(a, b) for a, b in places if not asked or any(a < end and start < b for start, end in asked)]
        found += near[:1]
    yield from sorted(set(found)) if found else asked


def _places(text: str, wanted: str) -> Iterator[Span]:
    for match in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", text, re.IGNORECASE):
        yield match.span()


def _spans(sentence: Sentence, indices: Iterable[int]) -> Iterator[Span]:
    """Yield the stretches that tokens cover in the sentence as one line."""
    start = before = -1
    for i in (*sorted(indices), len(sentence.tokens) + 1):
        if start >= 0 and i != before + 1:
            first, last = sentence.tokens[start], sentence.tokens[before]
            yield _column(sentence, first.start), _column(sentence, last.end - 1) + 1
            start = -1
        start = i if start < 0 else start
        before = i


def _column(sentence: Sentence, offset: int) -> int:
    """Return where the character at ``offset`` of the article stands in the sentence as one line."""
    return len(one_line(sentence.text[: offset - sentence.start] + "x")) - 1
