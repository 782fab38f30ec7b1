"""Recognises texts that are nearly the same: reports of an agency that several newspapers print.

A text is remembered by a sketch (MinHash), a few numbers that are the same for the same text, always and everywhere.
"""

import hashlib
import re

ALIKE = 0.8
"""Share of common shingles from which two texts are the same article."""
_WORD = re.compile(r"\w+")
_RUN = 4
"""Words of one shingle."""
_ROWS, _BANDS = 4, 16
_FEWEST = 40
"""Words below which nothing is told of a text."""
_PRIME = (1 << 61) - 1
_NUMBER = 4
"""Bytes of one number of a sketch."""


def sketch_of(text: str) -> bytes | None:
    """Return the sketch of a text; ``None`` when it is too short to tell anything of it."""
    words = _WORD.findall(text.casefold())
    if len(words) < _FEWEST:
        return None
    runs = {" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
    numbers = [int.from_bytes(hashlib.blake2b(run.encode(), digest_size=7).digest(), "big") for run in runs]
    least = (min([(a * number + b) % _PRIME for number in numbers]) for a, b in _FUNCTIONS)
    return b"".join((number % (1 << 8 * _NUMBER)).to_bytes(_NUMBER, "big") for number in least)


def bands_of(sketch: bytes) -> tuple[int, ...]:
    """Return numbers of which texts that are nearly the same have one in common, and others seldom."""
    width = _ROWS * _NUMBER
    pieces = (bytes([band]) + sketch[band * width : (band + 1) * width] for band in range(_BANDS))
    return tuple(int.from_bytes(hashlib.blake2b(piece, digest_size=8).digest(), "big", signed=True) for piece in pieces)


def likeness(one: bytes, other: bytes) -> float:
    """Return about which share of their shingles two texts have in common, from their sketches."""
    places = range(0, _ROWS * _BANDS * _NUMBER, _NUMBER)
    return sum(one[at : at + _NUMBER] == other[at : at + _NUMBER] for at in places) / (_ROWS * _BANDS)


def _functions() -> tuple[tuple[int, int], ...]:
    drawn = [
        int.from_bytes(hashlib.blake2b(str(at).encode(), digest_size=7).digest(), "big") | 1
        for at in range(2 * _ROWS * _BANDS)
    ]
    return tuple(zip(drawn[::2], drawn[1::2], strict=True))


_FUNCTIONS = _functions()
