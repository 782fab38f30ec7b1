"""All that happened to a card, as a table for the width at hand. Pure functions over values."""

from collections.abc import Callable, Sequence
from datetime import tzinfo

from textual.content import Content

from quiz.model.memory import Rating, Scheduled, StudyDay
from quiz.model.review import Action, Move, Review, ReviewKind
from quiz.tui.widgets.safe import show_line
from quiz.words.common import interval
from quiz.words.study import HAPPENED, moment, moved_to

Recall = Callable[[Scheduled, StudyDay], float]
"""The chance of recall of a card in a state on a day."""

_HEADS = ("answered", "rating", "next", "stability", "diff.", "recall", "time")
_WIDTHS = (19, 7, 9, 10, 6, 7, 6)
_NARROW = sum(_WIDTHS)
"""Cells below which an answer takes two lines."""
_COLOURS = {Rating.AGAIN: "$error", Rating.HARD: "$warning", Rating.GOOD: "$success", Rating.EASY: "$primary"}


def history_of(
    events: Sequence[Review | Action | Move], recall: Recall, *, width: int, zone: tzinfo | None, typed: bool
) -> Content:
    """Return what happened, the newest first; ``typed`` tells whether what was typed may be shown."""
    wide = width >= _NARROW
    lines: list[Content] = []
    if wide:
        lines.append(Content.styled(_row(_HEADS).rstrip(), "$quiet"))
    for event in reversed(events):
        at = moment(event.at, zone)
        if isinstance(event, Action):
            lines.append(Content.assemble(f"{at:<{_WIDTHS[0]}}", (HAPPENED[event.kind], "$quiet")))
            continue
        if isinstance(event, Move):
            lines.append(Content.assemble(f"{at:<{_WIDTHS[0]}}", (moved_to(event), "$quiet")))
            continue
        cells = (at, *_cells(event, recall))
        said = show_line(event.typed, "italic") if typed and event.typed is not None else Content("")
        lines += _wide(cells, event.rating, said, width) if wide else _narrow(cells, event.rating, said)
    return Content("\n").join(lines)


def _cells(review: Review, recall: Recall) -> tuple[str, ...]:
    before, after = review.before, review.after
    seconds = round(review.duration_ms / 1000)
    return (
        review.rating.name.capitalize(),
        "practice" if review.kind is ReviewKind.CRAM else interval(after, review.at),
        f"{after.memory.stability:.1f} d",
        f"{after.memory.difficulty:.1f}",
        f"{recall(before, review.day):.0%}" if isinstance(before, Scheduled) else "new",
        f"{seconds} s" if seconds < 100 else f"{seconds // 60}:{seconds % 60:02}",  # noqa: PLR2004 - three signs
    )


def _row(cells: Sequence[str]) -> str:
    return "".join(f"{cell:<{width}}" for cell, width in zip(cells, _WIDTHS, strict=True))


def _wide(cells: Sequence[str], rating: Rating, said: Content, width: int) -> list[Content]:
    begin = _WIDTHS[0]
    row = Content(_row(cells)).stylize(_COLOURS[rating], begin, begin + len(cells[1]))
    if row.cell_length + said.cell_length <= width:
        return [row + said]
    return [row, Content.assemble(" " * begin, said)]


def _narrow(cells: Sequence[str], rating: Rating, said: Content) -> list[Content]:
    at, name, gap, stability, difficulty, chance, time = cells
    first = Content.assemble(f"{at}  ", (name, _COLOURS[rating]), f" {gap}")
    shorter = "new" if chance == "new" else f"R {chance}"
    second = Content.styled(f"  S {stability} · D {difficulty} · {shorter} · {time}", "$quiet")
    return [first, second, *([Content.assemble("  ", said)] if said else [])]
