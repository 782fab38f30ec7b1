"""Names that stay: deck ids from titles, note ids from what a card rests on."""

import hashlib
import re

from anyascii import anyascii

_LETTERS = "abcdefghjkmnpqrstuvwxyz"
_ALL = _LETTERS + "23456789"
"""Without 0, 1, i, l and o, which are easily taken for one another."""
_LENGTH = 6
_LONGEST = 48


def deck_id(title: str, stem: str = "") -> str:
    """Return a slug of ``title``, at most 48 letters cut at a word; of ``stem`` when the title has no letter."""
    for text in (title, stem, "deck"):
        slug = re.sub(r"[^a-z0-9]+", "-", anyascii(text).lower().replace("'", "")).strip("-")
        if slug:
            break
    if len(slug) > _LONGEST:
        cut = slug[: _LONGEST + 1]
        slug = cut.rsplit("-", 1)[0] if "-" in cut else slug[:_LONGEST]
    return slug.strip("-")


def note_id(deck: str, evidence: str, answer: str, rule: str, taken: set[str]) -> str:
    """Return an id of six letters that depends only on what the card rests on, and is not in ``taken`` yet."""
    for attempt in range(10_000):
        key = "\x1f".join((deck, " ".join(evidence.split()), answer, rule, str(attempt) if attempt else ""))
        number = int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big")
        number, first = divmod(number, len(_LETTERS))
        letters = _LETTERS[first]
        for _ in range(_LENGTH - 1):
            number, rest = divmod(number, len(_ALL))
            letters += _ALL[rest]
        if letters not in taken:
            taken.add(letters)
            return letters
    raise AssertionError("ten thousand ids of one card are taken")
