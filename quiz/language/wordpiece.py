"""Cuts words into the pieces that the encoder was trained on: uncased BERT word pieces.

The rules are those of Devlin et al. 2019 (BERT): drop control characters, take off accents (NFD without marks),
lower each letter, split at white space, punctuation and Chinese characters, and cover each part from the left with
the longest piece in the vocabulary. Pieces after the first of a part are spelled with ``##`` in front.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

CLS = 101
"""The piece before a sentence."""
SEP = 102
"""The piece after a sentence."""
UNKNOWN = 100
"""The piece for whatever the vocabulary cannot spell."""

_LONGEST_PART = 100
"""Characters; a longer run without punctuation counts as unknown, as in the encoder's own training."""
_WORD_CAP = 12
"""Pieces kept of one word; a web address may have dozens, and its first few say what it is."""

_DROPPED = ("Cc", "Cf", "Co")

_CHINESE = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


class WordPieces:
    """The pieces of words, by number, for one vocabulary; remembers the words it has seen."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """Take the pieces in the order of their numbers."""
        self._numbers: Mapping[str, int] = {piece: number for number, piece in enumerate(vocabulary)}
        self._seen: dict[str, tuple[int, ...]] = {}

    def pieces(self, word: str) -> tuple[int, ...]:
        """Return the numbers of the first twelve pieces of ``word``; `UNKNOWN` alone when it has none."""
        known = self._seen.get(word)
        if known is None:
            numbers = [number for part in _parts(word) for number in self._cover(part)]
            known = self._seen[word] = tuple(numbers[:_WORD_CAP]) or (UNKNOWN,)
        return known

    def _cover(self, part: str) -> Sequence[int]:
        """Return the longest pieces that spell ``part`` from the left, or `UNKNOWN` alone."""
        if len(part) > _LONGEST_PART:
            return (UNKNOWN,)
        found: list[int] = []
        start = 0
        while start < len(part):
            mark = "##" if start else ""
            for end in range(len(part), start, -1):
                number = self._numbers.get(mark + part[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return (UNKNOWN,)
        return found


def _parts(word: str) -> Iterator[str]:
    """Yield the parts of ``word`` that pieces never cross, bare of accents and capitals."""
    spaced = "".join(f" {char} " if _is_chinese(char) else char for char in word if not _is_dropped(char))
    bare = "".join(char for char in unicodedata.normalize("NFD", spaced) if unicodedata.category(char) != "Mn")
    # Letter by letter: a whole word's lower() would give a final sigma its own shape.
    part = ""
    for char in "".join(map(str.lower, bare)):
        space, punctuation = char.isspace(), _is_punctuation(char)
        if (space or punctuation) and part:
            yield part
            part = ""
        if punctuation:
            yield char
        elif not space:
            part += char
    if part:
        yield part


def _is_dropped(char: str) -> bool:
    if char in "\t\n\r":
        return False
    return char in "\0\ufffd" or unicodedata.category(char) in _DROPPED


def _is_chinese(char: str) -> bool:
    code = ord(char)
    return code >= 0x3400 and any(low <= code <= high for low, high in _CHINESE)  # noqa: PLR2004


def _is_punctuation(char: str) -> bool:
    if char.isascii():
        return char.isprintable() and not char.isalnum() and char != " "
    return unicodedata.category(char).startswith("P")
