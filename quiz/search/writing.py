"""Writes the searches that `quiz.search.parse` reads, for texts that may hold anything."""

from quiz.model.text import one_line

_MARKS = str.maketrans('"“”', "***")
_LONGEST = 200
"""Characters of a text that find it."""


def term(text: str, name: str = "") -> str:
    """Return what finds the cards that hold ``text``, or whose ``name``, such as ``deck`` or ``tag``, it is.

    Between quotation marks none of them can stand; any letters do in their place.
    """
    quoted = f'"{one_line(text).translate(_MARKS)[:_LONGEST]}"'
    return f"{name}:{quoted}" if name else quoted
