"""What is said to the items of a list, while they are given and at the end. Pure functions over values."""

from collections.abc import Sequence

from textual.content import Content

from quiz.model.answer import GivenItem, Graded, Standing, met_of
from quiz.model.deck import Card
from quiz.tui.widgets.safe import show, show_line

_SIGNS = {
    Standing.RIGHT: ("✓ ", "bold $success"),
    Standing.CLOSE: ("≈ ", "bold $warning"),
    Standing.MOVED: ("↕ ", "bold $warning"),
    Standing.TWICE: ("= ", "bold $quiet"),
    Standing.OTHER: ("✗ ", "bold $error"),
}
_HELD = frozenset({Standing.RIGHT, Standing.CLOSE, Standing.MOVED})
"""What counts as given."""
_MISSING = Content.styled("– ", "bold $quiet")


def task_of(card: Card, given: Sequence[GivenItem]) -> Content:
    """Return how many items are wanted and how many of them were given."""
    order = "in order" if card.ordered else "in any order"
    met = met_of(given)
    count = f"{met} of {len(card.answers)}" if given else f"{len(card.answers)}"
    return Content.styled(f"{count} items, {order}", "not bold $quiet")


def given_rows(given: Sequence[GivenItem], *, ordered: bool) -> Content:
    """Return what was given so far, a line for each, with what it is worth."""
    lines: list[Content] = []
    count = 0
    for item in given:
        counts = item.standing in _HELD
        count += counts
        number = f"{count}. " if ordered and counts else ""
        lines.append(Content.assemble(_SIGNS[item.standing], number, *_said(item)))
    return Content("\n").join(lines)


def _said(item: GivenItem) -> tuple[Content, Content]:
    remark = {
        Standing.RIGHT: "",
        Standing.CLOSE: f"you typed {item.text}",
        Standing.MOVED: "out of order",
        Standing.TWICE: "already given",
        Standing.OTHER: "not in the list",
    }[item.standing]
    return show_line(item.expected if item.standing in _HELD else item.text), _remark(remark)


def _remark(text: str) -> Content:
    return Content.assemble("  ", show_line(text, "$quiet")) if text else Content("")


def told_rows(card: Card, graded: Graded) -> Content:
    """Return the items of a card in its order, what is missing marked, and what is not in it at the end."""
    by_place = {item.place: item for item in graded.items if item.place is not None and item.standing in _HELD}
    lines: list[Content] = []
    for place, spellings in enumerate(card.answers):
        number = f"{place + 1}. " if card.ordered else ""
        item = by_place.get(place)
        if item is None:
            remark = _remark("missing") if by_place else Content("")
            sign = _MISSING if by_place else Content("  ")
            lines.append(Content.assemble(sign, number, show(spellings[0], "bold"), remark))
        else:
            lines.append(Content.assemble(_SIGNS[item.standing], number, *_said(item)))
    lines += [
        Content.assemble(_SIGNS[item.standing], *_said(item))
        for item in graded.items
        if item.standing is Standing.OTHER
    ]
    return Content("\n").join(lines)
