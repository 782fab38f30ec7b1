"""The question of a card as it is shown. It is painted before anything that `quiz.tui.widgets.verdict` says."""

import re
from collections.abc import Iterable

from textual.content import Content

from quiz.model.card import Card, CardKind
from quiz.model.text import clean
from quiz.tui.widgets.safe import show

_BRACKETS = re.compile(r"\[[^\[\]]*\]")


def prompt_of(card: Card, sentence: str = "") -> Content:
    """Return the question, with the hole of a cloze made plain to see; ``sentence`` with a hole stands below it."""
    text = clean(card.prompt)
    content = show(text)
    if card.kind is CardKind.CLOZE:
        content = _with_holes(content, _BRACKETS.finditer(text))
    if not sentence:
        return content
    from quiz.grading.evidence import HOLE  # noqa: PLC0415 - few first cards have a sentence

    below = show(sentence, "not bold")
    return Content.assemble(content, "\n\n", _with_holes(below, re.finditer(re.escape(HOLE), below.plain)))


def whole_of(card: Card) -> Content:
    """Return the sentence of a cloze with the answer in its hole, if it is plain which brackets are the hole."""
    text = clean(card.prompt)
    found = list(_BRACKETS.finditer(text))
    if len(found) != 1:
        return prompt_of(card)
    (hole,) = found
    return Content.assemble(show(text[: hole.start()]), show(card.answer, "underline"), show(text[hole.end() :]))


def _with_holes(content: Content, holes: Iterable[re.Match[str]]) -> Content:
    for match in holes:
        content = content.stylize("bold reverse", match.start(), match.end())
    return content
