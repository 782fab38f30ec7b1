"""Finds pieces of text in all cards at once, in memory.

Once the texts of 100,000 cards are read, Python looks through them in some milliseconds; SQLite takes three times as
long, and as long again to put what it found in order. They are read anew when a deck file was.
"""

from array import array
from collections.abc import Iterator, Sequence
from typing import cast

from quiz.search.fold import fold
from quiz.store.database import Database, Row

# Cards and their texts change together with the row of their deck and never alone.
_VERSION = "SELECT key, path, size, mtime_ns, cards, asked, title FROM deck ORDER BY key"
_TEXTS = """
    SELECT deck, key, text FROM card JOIN card_text ON card_text.card = card.key
    WHERE deck IS NOT NULL ORDER BY deck, place
"""


class Texts:
    """What the cards of all deck files say, in the order of the titles of the decks and of the places in them."""

    def __init__(self, db: Database) -> None:
        """Read from ``db``, when something is looked for."""
        self._db = db
        self._version: list[Row] | None = None
        self._texts: list[str] = []
        self._keys: list[int] = []

    def holding(self, pieces: Sequence[str]) -> "array[int]":
        """Return the keys of the cards that have all of ``pieces``, which are folded and not empty."""
        self._read()
        first, *others = sorted(pieces, key=len, reverse=True)
        cards = zip(self._keys, self._texts, strict=True)
        if not others:
            return array("q", [key for key, text in cards if first in text])
        return array("q", [key for key, text in cards if first in text and all(piece in text for piece in others)])

    def _read(self) -> None:
        with self._db.snapshot():
            version = self._db.rows(_VERSION)
            if version == self._version:
                return
            parts: dict[int, tuple[list[int], list[str]]] = {}
            for deck, key, text in cast("Iterator[tuple[int, int, str]]", self._db.stream(_TEXTS)):
                keys, texts = parts.setdefault(deck, ([], []))
                keys.append(key)
                texts.append(text)
        titles = {cast("int", row[0]): fold(cast("str", row[-1])) for row in version}
        order = [parts[deck] for deck in sorted(parts, key=lambda deck: titles.get(deck, ""))]
        self._keys = [key for keys, _ in order for key in keys]
        self._texts = [text for _, texts in order for text in texts]
        self._version = version
