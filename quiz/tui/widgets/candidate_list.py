"""The list of a review: sentences with the cards that were made of them."""

from collections.abc import Sequence

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from quiz.tui.review_rows import Article, Group, Heading, Line, Rest, Row
from quiz.tui.widgets.candidate import line_of
from quiz.tui.widgets.safe import show_line

_LINE = 200
"""Characters; more than the list is wide."""


class CandidateList(OptionList, can_focus=False):
    """Shows rows and tells which of them was clicked; the keys are the screen's."""

    class Chosen(Message):
        """An item was clicked."""

        def __init__(self, number: int) -> None:
            """Keep which one it was."""
            super().__init__()
            self.number = number

    class Turned(Message):
        """A sentence was clicked, or the line of what is folded away everywhere."""

        def __init__(self, group: Group | None) -> None:
            """Keep which sentence it was; ``None`` for all."""
            super().__init__()
            self.group = group

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name Textual gives it
        """Make an empty list."""
        super().__init__(id=id, markup=False)
        self._rows: list[Row] = []

    def put(self, rows: Sequence[Row], at: int | None) -> None:
        """Show ``rows`` and put the cursor on the item ``at``; lines that stay are not drawn anew."""
        if [_name(row) for row in rows] == [_name(row) for row in self._rows]:
            for place, (before, now) in enumerate(zip(self._rows, rows, strict=True)):
                if before != now:
                    self.replace_option_prompt_at_index(place, _shown(now))
        else:
            self.set_options([Option(_shown(row), id=_name(row)) for row in rows])
        self._rows = list(rows)
        self._put_cursor(at)

    def _put_cursor(self, at: int | None) -> None:
        place = next((n for n, row in enumerate(self._rows) if isinstance(row, Line) and row.number == at), None)
        if place and isinstance(self._rows[place - 1], Heading):
            # The list scrolls to where the cursor is put: first to the sentence, so that it is seen above its card.
            self.highlighted = place - 1
        self.highlighted = place

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tell what was clicked."""
        event.stop()
        row = next((row for row in self._rows if _name(row) == event.option_id), None)
        match row:
            case Line():
                self.post_message(self.Chosen(row.number))
            case Heading():
                self.post_message(self.Turned((row.deck, row.sentence)))
            case Rest():
                self.post_message(self.Turned(None))
            case _:
                pass


def _name(row: Row) -> str:
    """Return what tells a row from the others, whatever it shows."""
    match row:
        case Article():
            return f"article-{row.deck}"
        case Heading():
            return f"sentence-{row.deck}-{row.sentence}"
        case Line():
            return f"item-{row.number}"
        case Rest():
            return "rest"


def _shown(row: Row) -> Content:
    match row:
        case Article():
            return Content.assemble(("# ", "bold $primary"), show_line(row.title[:_LINE], "bold $primary"))
        case Heading():
            sign = ("▾" if row.open else "▸") if row.aside else " "
            return Content.assemble(
                (f"{sign} {row.sentence + 1} ", "$quiet"), show_line(row.text[:_LINE], "italic $quiet")
            )
        case Line():
            return Content.assemble("  " if row.under else "", line_of(row.item, head=row.head))
        case Rest():
            told = ((row.left_out, "left out"), (row.known, "in the deck"))
            words = " · ".join(f"{number:,} {name}" for number, name in told if number)
            # Without a word before them the numbers would read like those of sentences.
            return Content.assemble(("▸ and ", "$quiet"), (words, "$quiet"))
