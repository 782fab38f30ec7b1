"""Recognises texts that are nearly the same: reports of an agency that several newspapers print."""

import hashlib
import re
from array import array
from collections import Counter
from typing import TypeAlias

_WORD = re.compile(r"\w+")
_RUN = 4
"""Words of one shingle."""
_ROWS, _BANDS = 4, 16
ALIKE = 0.8
"""Share of common shingles from which two texts are the same article."""
_FEWEST = 40
"""Words below which nothing is told of a text."""
_PRIME = (1 << 61) - 1
Sketch: TypeAlias = "array[int]"
"""What is remembered of a text."""


class AlikeTexts:
    """Remembers texts by a few numbers each (MinHash), and finds the one that a text is nearly the same as."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._bands: dict[int, list[int]] = {}
        self._texts: list[tuple[str, Sketch]] = []

    def find(self, text: str) -> str | None:
        """Return the name of a text that was added and is nearly the same; ``None`` when there is none."""
        sketch = _sketch(text)
        if sketch is None:
            return None
        near = Counter(number for key in _keys(sketch) for number in self._bands.get(key, ()))
        best = max(near, key=lambda number: _common(sketch, self._texts[number][1]), default=None)
        if best is None or _common(sketch, self._texts[best][1]) < ALIKE:
            return None
        return self._texts[best][0]

    def add(self, text: str, name: str) -> None:
        """Remember a text under a name."""
        sketch = _sketch(text)
        if sketch is not None:
            for key in _keys(sketch):
                self._bands.setdefault(key, []).append(len(self._texts))
            self._texts.append((name, sketch))


def _keys(sketch: Sketch) -> list[int]:
    """Return what is the same for texts with a band of their sketches in common, and seldom for others."""
    return [hash((band, *sketch[band * _ROWS : (band + 1) * _ROWS])) for band in range(_BANDS)]


def _common(one: Sketch, other: Sketch) -> float:
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)


def _sketch(text: str) -> "Sketch | None":
    words = _WORD.findall(text.casefold())
    if len(words) < _FEWEST:
        return None
    runs = {" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
    numbers = [int.from_bytes(hashlib.blake2b(run.encode(), digest_size=7).digest(), "big") for run in runs]
    return array("Q", (min((a * number + b) % _PRIME for number in numbers) for a, b in _FUNCTIONS))


def _functions() -> tuple[tuple[int, int], ...]:
    drawn = [
        int.from_bytes(hashlib.blake2b(str(at).encode(), digest_size=7).digest(), "big") | 1
        for at in range(2 * _ROWS * _BANDS)
    ]
    return tuple(zip(drawn[::2], drawn[1::2], strict=True))


_FUNCTIONS = _functions()
