"""Measures, cuts and breaks text by what a reader and a terminal see: whole letters, and cells.

A letter is a grapheme cluster: an accent stays with its base, a family of emoji and a flag are one. The widths are
those that the screens lay out by, so that a table and a screen agree.
"""

from collections.abc import Iterator
from functools import lru_cache

_JOINER, _AS_EMOJI = "\u200d", "\ufe0f"
_JAMO = ((0x1160, 0x11FF), (0xD7B0, 0xD7FF))
"""Vowels and finals that are drawn into the syllable before them."""
_SKIN = (0x1F3FB, 0x1F3FF)
_SOFT_HYPHEN = "\xad"
_NARROWEST = 8
"""Cells that are always left for words beside an indentation."""


def clusters(text: str) -> list[str]:
    """Return the letters of ``text`` as a reader sees them; joined they are ``text`` again."""
    if text.isascii() and "\r" not in text:
        return list(text)
    import regex  # noqa: PLC0415 - 12 ms that only text beyond ASCII needs

    return regex.findall(r"\X", text)


def cell_width(text: str) -> int:
    """Return how many terminal cells ``text`` takes: two for wide signs and emoji, none for what joins a sign."""
    if text.isascii():
        return len(text)
    cells, last, joined = 0, 0, False
    for sign in text:
        if sign == _AS_EMOJI:
            cells += last == 1
            last = 0
        elif (wide := _sign_width(sign)) and not (joined and _is_picture(sign)):
            cells, last = cells + wide, wide
        joined = sign == _JOINER
    return cells


def _is_picture(sign: str) -> bool:
    import unicodedata  # noqa: PLC0415 - see below

    return unicodedata.category(sign) == "So"


@lru_cache(maxsize=4096)
def _sign_width(sign: str) -> int:
    import unicodedata  # noqa: PLC0415 - wide letters are rarely met

    code = ord(sign)
    if unicodedata.category(sign) in {"Mn", "Me", "Mc", "Cf"}:
        return sign == _SOFT_HYPHEN
    if any(low <= code <= high for low, high in (*_JAMO, _SKIN)):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in {"W", "F"} else 1


def cut(text: str, cells: int, mark: str = "…") -> str:
    """Return ``text``, shortened by whole letters and closed with ``mark`` if it takes more than ``cells``."""
    if cell_width(text) <= cells:
        return text
    if cells <= 0:
        return ""
    return "".join(_taken(text, cells - len(mark))) + mark


def fit(text: str, cells: int, mark: str = "…") -> str:
    """Return ``text`` in exactly ``cells``: cut, or filled up with spaces."""
    text = cut(text, cells, mark)
    return text + " " * (cells - cell_width(text))


def _taken(text: str, cells: int) -> Iterator[str]:
    for letter in clusters(text[: 40 * max(cells, 1)]):
        cells -= cell_width(letter)
        if cells < 0:
            return
        yield letter


def wrap(line: str, cells: int) -> list[str]:
    """Return one line of text broken between words into lines of at most ``cells``; longer words between letters.

    What is indented stays so on every line, and the words of an option hang under its text: ``  1. A long ...``.
    """
    words = line.split()
    if not words:
        return [""]
    first = " " * min(len(line) - len(line.lstrip()), max(0, cells - _NARROWEST))
    hang = first
    if first and words[0].endswith(".") and len(words[0]) <= len("10."):
        hang += " " * (len(words[0]) + 1)
    lines: list[str] = []
    now, room = first, False
    for word in words:
        if room and cell_width(now) + 1 + cell_width(word) > cells:
            lines.append(now)
            now, room = hang, False
        now = f"{now} {word}" if room else now + word
        room = True
        while cell_width(now) > cells:
            head = "".join(_taken(now, cells)) or clusters(now)[0]
            lines.append(head)
            now = hang + now[len(head) :]
            if now == hang:
                room = False
    return [*lines, now] if room else lines
