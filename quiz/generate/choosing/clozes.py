"""A question's fact as a sentence with a hole: the article's own, where that stands on its own feet."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quiz.generate.choosing.gates import first_objection
from quiz.generate.facts import Candidate, Kind
from quiz.generate.reading.context import Context
from quiz.generate.reading.phrases import sentence_case
from quiz.language.document import Sentence
from quiz.model.deck import CardKind

if TYPE_CHECKING:
    from quiz.generate.reading.phrases import Piece

_HINTLESS = {Kind.NAME, Kind.THING, Kind.ACTION, Kind.LIST, Kind.NATIONALITY}
_NAMED = re.compile(r"\s[^\s\w]*[A-Z]")
"""Something with a name that is not only the first word of the sentence."""
_LONGEST = 12
"""Words; no answer has more."""


def cloze_of(one: Candidate, context: Context) -> str:
    """Return the sentence of a candidate with its answer hidden, in the notation of deck files.

    Empty when the answer does not stand in it as it is, when what is left tells it or names nothing, or when a gate
    shuts: pronouns, pointing words and relative times mean nothing outside their article.
    """
    if one.kind is CardKind.CLOZE:
        return one.prompt
    place = _place(one) if len(one.answers) == 1 else None
    if place is None:
        return ""
    start, end = place
    tokens = one.sentence.tokens
    hole = f"{{{{c1::{one.sentence.slice(start, end)}::{one.answer_kind.value}}}}}"
    pieces: list[Piece] = [*tokens[:start], hole, *tokens[end:]]
    text = sentence_case(context.writer(one.sentence, hidden=one.answer).write(pieces))
    rest = text.replace(hole, "")
    if any(_whole(spelling).search(rest) for spelling in one.answers[0]) or not _NAMED.search(rest):
        return ""
    used = tuple(t.index for t in (*tokens[:start], *tokens[end:]))
    trial = replace(
        one, kind=CardKind.CLOZE, prompt=text, used=used, asked=tuple(range(start, end)), clause=(), joints=()
    )
    if first_objection(trial, context) is not None:
        return ""
    return text.replace(f"::{one.answer_kind.value}}}}}", "}}") if one.answer_kind in _HINTLESS else text


def _place(one: Candidate) -> tuple[int, int] | None:
    """Return the tokens that are the answer, letter for letter, by its best spelling; those that were asked for.

    A name is not found in the common noun that stands for it.
    """
    named = not one.answers[0][0][:1].islower()
    for spelling in one.answers[0]:
        if named and spelling[:1].islower():
            continue
        found = _find(one.sentence, spelling.split())
        near = [(a, b) for a, b in found if not one.asked or any(a <= i < b for i in one.asked)]
        if near:
            return near[0]
    return None


def _find(sentence: Sentence, words: Sequence[str]) -> list[tuple[int, int]]:
    size = len(sentence.tokens)
    wanted = " ".join(words)
    return [
        (start, end)
        for start in range(size)
        if words and wanted.startswith(sentence.tokens[start].text)
        for end in range(start + 1, min(size, start + 2 * _LONGEST) + 1)
        if " ".join(sentence.slice(start, end).split()) == wanted
    ]


def _whole(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(text)}(?!\w)", re.IGNORECASE)
