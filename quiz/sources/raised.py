"""What stands raised behind a word: the mark of a note, which goes, a power, which stays one, or letters."""

import re
from typing import Final

_ONE = r"(?:\d{1,3}|[*†‡§¶]{1,3}|[a-z])"
_MARK = re.compile(rf"[\[(]?{_ONE}(?:\s?[,;–-]\s?{_ONE})*[\])]?$")
_BASE = re.compile(r"(?:^|[^\d.,])\d{1,2}$")
"""A number that is raised to a power; behind longer ones, as years, stands a note."""
_UNIT = re.compile(r"(?:^|[\W\d_])(?:[kcdmµ]?m|ft|in|yd|mi)$")
_EXPONENT = re.compile(r"[-−–]?\d{1,2}$")
_AREA: Final = frozenset({"2", "3"})
_POWERS: Final = str.maketrans("0123456789-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻")


def raised(before: str, text: str) -> str:
    """Return what is to be read of ``text``, raised behind what stands before it."""
    bare = text.strip()
    if _EXPONENT.match(bare) and (_BASE.search(before) or (bare in _AREA and _UNIT.search(before))):
        return bare.translate(_POWERS)
    return "" if _MARK.match(bare) else text
