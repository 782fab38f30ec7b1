"""The only way text from outside reaches a widget.

Textual reads plain strings as markup that can carry actions, and passes control characters on to the terminal. A
`Content` is never parsed, and `clean` takes the control characters out.
"""

from textual.content import Content

from quiz.model.cells import cut
from quiz.model.text import clean, one_line

LONGEST_PART = 1_500
"""Characters; ten times what a question or a sentence of an article has."""


def show(text: str, style: str = "") -> Content:
    """Return ``text`` as content that is shown as it stands; ``style`` is ours, never data."""
    return Content.styled(clean(text), style) if style else Content(clean(text))


def show_line(text: str, style: str = "") -> Content:
    """Return ``text`` as one line: titles, names, cells."""
    return Content.styled(one_line(text), style) if style else Content(one_line(text))


def part(text: str) -> str:
    """Return ``text``, or its beginning and how much is missing: all lines are laid out anew when one changes."""
    more = len(text) - LONGEST_PART
    return text if more <= 0 else f"{text[:LONGEST_PART]} … and {more:,} more characters"


def fit(content: Content, width: int) -> Content:
    """Return a line cut to ``width`` cells, with an ellipsis where something is missing, or filled up with spaces."""
    if width <= 0:
        return Content("")
    if content.cell_length > width:
        # Textual's own way takes a flag apart, whose two halves it counts as letters.
        kept = cut(content.plain, width - 1, mark="")
        content = Content(kept + "…", list(content[: len(kept) + 1].spans))
    return content.pad_right(width - content.cell_length)
