"""What is said to an answer: the verdict, the differing letters, the evidence. Pure functions over values."""

import re
from collections.abc import Sequence
from datetime import date

from textual.content import Content

from quiz.model.answer import Graded, Mark, Piece, Verdict
from quiz.model.deck import Card, Source
from quiz.model.text import clean
from quiz.phrases import day
from quiz.tui.widgets.safe import show, show_line

_HEADS = {
    Verdict.RIGHT: ("✓ Right", "bold $success"),
    Verdict.CLOSE: ("≈ Close", "bold $warning"),
    Verdict.WRONG: ("✗ Wrong", "bold $error"),
    Verdict.SHOWN: ("Answer", "bold $primary"),
}
_STYLES = {Mark.EXTRA: "bold strike $error", Mark.MISSING: "bold underline $success"}
_LIKE = 0.5
"""The share of letters in common from which laying two texts over each other helps the eye."""
_SHORTEST_EMPHASIS = 2


def verdict_of(card: Card, graded: Graded, *, chosen: bool) -> Content:
    """Return verdict and answer and, when something was typed that differs, both with the differences marked."""
    word, style = _HEADS[graded.verdict]
    lines = [Content.assemble((word, style), "   ", show(card.answer, "bold"))]
    if not chosen and graded.given and graded.given.strip() != graded.expected.strip():
        lines += _compared(graded)
    if len(graded.missing) < len(card.answers) and graded.missing:
        lines.append(Content.assemble(("missing    ", "$quiet"), show(", ".join(graded.missing), "underline")))
    return Content("\n").join(lines)


def _compared(graded: Graded) -> list[Content]:
    if graded.verdict is Verdict.RIGHT or not _alike(graded.pieces):
        return [Content.assemble(("you typed  ", "$quiet"), show(graded.given))]
    lines = [Content.assemble(("you typed  ", "$quiet"), marked(graded.pieces, Mark.EXTRA))]
    if any(piece.mark is Mark.MISSING for piece in graded.pieces):
        lines.append(Content.assemble(("expected   ", "$quiet"), marked(graded.pieces, Mark.MISSING)))
    return lines


def _alike(pieces: Sequence[Piece]) -> bool:
    same = sum(len(piece.text) for piece in pieces if piece.mark is Mark.SAME)
    other = [sum(len(piece.text) for piece in pieces if piece.mark is mark) for mark in (Mark.MISSING, Mark.EXTRA)]
    return same > 0 and same / (same + max(other)) >= _LIKE


def marked(pieces: Sequence[Piece], mark: Mark) -> Content:
    """Return one side of a comparison: common letters plain, those with ``mark`` in brackets and styled."""
    parts: list[Content] = []
    for piece in pieces:
        if piece.mark is Mark.SAME:
            parts.append(show(piece.text))
        elif piece.mark is mark:
            parts += [Content("["), show(piece.text, _STYLES[mark]), Content("]")]
    return Content("").join(parts)


def evidence_of(card: Card) -> Content:
    """Return the sentence the card was made from, with the answer in it emphasised."""
    return emphasised(card.evidence, [spelling for item in card.answers for spelling in item])


def emphasised(text: str, wanted: Sequence[str]) -> Content:
    """Return ``text`` with every whole occurrence of the wanted words bold and underlined."""
    text = clean(text)
    content = show(text, "$quiet")
    for word in wanted:
        word = clean(word).strip()  # noqa: PLW2901 - the same word, made safe
        if len(word) < _SHORTEST_EMPHASIS and not word.isalnum():
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE):
            content = content.stylize("bold underline $foreground", match.start(), match.end())
    return content


def also_of(card: Card) -> list[Content]:
    """Return what other articles say to the same effect: sentence and place of each."""
    wanted = [spelling for item in card.answers for spelling in item]
    lines: list[Content] = []
    for support in card.also:
        source = Source(title=support.title, path=support.path, url=support.url)
        lines += [emphasised(support.evidence, wanted), origin_of(source, None)]
    return lines


def origin_of(source: Source | None, as_of: date | None) -> Content:
    """Return where a fact comes from: title, date, address; and the day it was true, for facts that change."""
    parts: list[Content] = []
    if source is not None:
        if source.title:
            parts.append(show_line(source.title, "italic $quiet"))
        if source.published:
            parts.append(Content.styled(day(source.published), "$quiet"))
        if where := source.url or source.path:
            parts.append(show_line(where, "$quiet"))
    if as_of is not None and (source is None or as_of != source.published):
        parts.append(Content.styled(f"as of {day(as_of)}", "$quiet"))
    return Content.assemble(("— ", "$quiet"), Content.styled(" · ", "$quiet").join(parts)) if parts else Content("")


def prompt_of(card: Card) -> Content:
    """Return the question, with the hole of a cloze made plain to see."""
    text = clean(card.prompt)
    content = show(text)
    if card.kind == "cloze":
        for match in re.finditer(r"\[[^\[\]]*\]", text):
            content = content.stylize("bold reverse", match.start(), match.end())
    return content
