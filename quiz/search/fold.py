"""Brings text to the form in which it is searched: without case, accents and differences of spacing."""

import unicodedata

_NO_ACCENTS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th",
        "‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‑": "-", "−": "-",
    }
)  # fmt: skip
"""Letters that Unicode does not take apart, and signs that keyboards have in one form only."""


def fold(text: str) -> str:
    """Return ``text`` as it is compared in a search: ``Łódź  ist`` becomes ``lodz ist``."""
    if text.isascii():
        return " ".join(text.lower().split())
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(letter for letter in parts if not unicodedata.combining(letter)).translate(_NO_ACCENTS)
    # What terminals cannot send and files cannot hold is in no text either.
    return " ".join(bare.encode("utf-8", "replace").decode().split())
