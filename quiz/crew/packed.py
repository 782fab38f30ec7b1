"""Very many values in little memory: the articles of a run, and what is to be told of them at its end."""

import pickle
import zlib
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from typing import Generic, TypeVar

Value = TypeVar("Value")

_BLOCK = 500
"""Values that are packed together."""


class Packed(Generic[Value]):
    """Values that are read one after the other, from the first; all but a few hundred of them lie packed.

    A path takes some five hundred bytes as it is, and some ten here, because those of one folder are alike.
    """

    def __init__(self, values: Iterable[Value] = ()) -> None:
        """Begin with some values."""
        self._blocks: list[bytes] = []
        self._last: list[Value] = []
        for value in values:
            self.append(value)

    def append(self, value: Value) -> None:
        """Take in one more."""
        self._last.append(value)
        if len(self._last) == _BLOCK:
            self._blocks.append(zlib.compress(pickle.dumps(self._last), 1))
            self._last = []

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._blocks) * _BLOCK + len(self._last)

    def __iter__(self) -> Iterator[Value]:
        """Yield them in their order."""
        for block in self._blocks:
            yield from pickle.loads(zlib.decompress(block))  # noqa: S301 - packed a moment ago
        yield from self._last


def once(values: Iterable[Value], name: Callable[[Value], str]) -> Iterator[Value]:
    """Leave out values whose name was there before; of the names no more than digests is held."""
    seen: set[bytes] = set()
    for value in values:
        digest = blake2b(name(value).encode(errors="surrogatepass"), digest_size=16).digest()
        if digest not in seen:
            seen.add(digest)
            yield value
