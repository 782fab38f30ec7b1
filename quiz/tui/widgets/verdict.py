"""What is said to an answer: the verdict, the differing letters, the evidence. Pure functions over values."""

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from quiz.model.answer import Graded, Mark, Piece, met_of
from quiz.model.card import Card, CardKind, Source
from quiz.model.text import clean
from quiz.model.verdict import Verdict
from quiz.tui.widgets.safe import show, show_line
from quiz.words.study import origin, supports

_HEADS = {
    Verdict.RIGHT: ("✓ Right", "bold $success"),
    Verdict.CLOSE: ("≈ Close", "bold $warning"),
    Verdict.WRONG: ("✗ Wrong", "bold $error"),
    Verdict.SHOWN: ("Answer", "bold $primary"),
}
_STYLES = {Mark.EXTRA: "bold strike $error", Mark.MISSING: "bold underline $success"}
_TYPED = "you typed  "
_EXPECTED = "expected   "
_LIKE = 0.5
"""The share of letters in common from which laying two texts over each other helps the eye."""


def verdict_of(card: Card, graded: Graded, *, chosen: bool, width: int) -> Content:
    """Return verdict and answer and, when something was typed that differs, both with the differences marked.

    An answer that does not fit beside the verdict in ``width`` cells begins on a line of its own.
    """
    head = [Content.styled(*_HEADS[graded.verdict])]
    if graded.reason is not None:
        head.append(Content.styled(f" · {graded.reason}", "$quiet"))
    if card.kind is CardKind.LIST and not chosen:
        from quiz.tui.widgets.list_verdict import told_rows  # noqa: PLC0415 - few cards are lists

        if graded.items:
            head.append(Content.styled(f" · {met_of(graded.items)} of {len(card.answers)}", "$quiet"))
        return Content.assemble(*head, "\n", told_rows(card, graded))
    if chosen and graded.verdict is not Verdict.SHOWN:
        return Content.assemble(*head)  # the answer is marked among the options
    answer, gap = show(card.answer, "bold"), _gap_after(head)
    fits = sum(part.cell_length for part in (*head, answer)) + len(gap) <= width
    lines = [Content.assemble(*head, gap, answer)] if fits else [Content.assemble(*head), answer]
    if not chosen and graded.given and graded.given.strip() != graded.expected.strip():
        lines += _compared(graded)
    return Content("\n").join(lines)


def _gap_after(head: Sequence[Content]) -> str:
    # The answer stands over what was typed, where there is room.
    return " " * max(3, len(_TYPED) - sum(part.cell_length for part in head))


def doubt_of(graded: Graded) -> Content:
    """Return the question whether a near miss was a typo, with both spellings."""
    rows = _compared(graded)
    if len(rows) == 1:  # nobody can tell without seeing the answer
        rows.append(Content.assemble((_EXPECTED, "$quiet"), show(graded.expected)))
    return Content("\n").join((Content.styled("≈ Accept as a typo?", "bold $warning"), *rows))


def _compared(graded: Graded) -> list[Content]:
    if graded.verdict is Verdict.RIGHT or not _alike(graded.pieces):
        return [Content.assemble((_TYPED, "$quiet"), show(graded.given))]
    lines = [Content.assemble((_TYPED, "$quiet"), marked(graded.pieces, Mark.EXTRA))]
    if any(piece.mark is Mark.MISSING for piece in graded.pieces):
        lines.append(Content.assemble((_EXPECTED, "$quiet"), marked(graded.pieces, Mark.MISSING)))
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
            # Brackets stand close around words, unless it is the space that differs.
            text = piece.text.strip() or piece.text
            before, _, after = piece.text.partition(text)
            parts += [show(before), Content("["), show(text, _STYLES[mark]), Content("]"), show(after)]
    return Content("").join(parts)


def evidence_of(card: Card) -> Content:
    """Return the sentence the card was made from, with the answer in it emphasised."""
    return emphasised(card.evidence, [spelling for item in card.answers for spelling in item])


def emphasised(text: str, wanted: Sequence[str]) -> Content:
    """Return ``text`` with the wanted words bold and underlined wherever they stand."""
    from quiz.grading.evidence import find_answer  # noqa: PLC0415 - the first question is painted without it

    text = clean(text)
    content = show(text, "$quiet")
    for start, end in find_answer(text, wanted):
        content = content.stylize("bold underline $foreground", start, end)
    return content


def also_of(card: Card, width: int) -> list[Content]:
    """Return what other articles say to the same effect: sentence and place of each, for lines of ``width`` cells."""
    wanted = [spelling for item in card.answers for spelling in item]
    _, *others = supports(card, None)
    return [part for said, source, _ in others for part in (emphasised(said, wanted), origin_of(source, None, width))]


def origin_of(source: Source | None, as_of: date | None, width: int) -> Content:
    """Return where a fact comes from: title, date, address; and the day it was true, for facts that change.

    What does not fit into a line of ``width`` cells has the title on a line of its own, so that no date is taken apart.
    """
    parts = {
        name: show_line(text, "italic $quiet" if name == "title" else "$quiet") for name, text in origin(source, as_of)
    }
    title = parts.pop("title", Content(""))
    rest = Content.styled(" · ", "$quiet").join(parts.values())
    if not title or not rest:
        return Content.assemble(("— ", "$quiet"), title or rest) if title or rest else Content("")
    fits = len("— ") + title.cell_length + len(" · ") + rest.cell_length <= width
    return Content.assemble(("— ", "$quiet"), title, (" · " if fits else "\n  ", "$quiet"), rest)
