"""Brings text to the form in which it is searched: without case, accents and differences of spacing."""

import re
import unicodedata
from collections.abc import Sequence

_NO_ACCENTS = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th",
    "‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‑": "-", "−": "-",
}  # fmt: skip
"""Letters that Unicode does not take apart, and signs that keyboards have in one form only."""
_ACCENTED = re.compile(f"[{''.join(_NO_ACCENTS)}]")
_BETWEEN = "\0"
"""Stands between texts that are folded together; no text has it, and it is no letter, no accent and no space."""
_ODD = ("  ", f"{_BETWEEN} ", f" {_BETWEEN}")


def fold(text: str) -> str:
    """Return ``text`` as it is compared in a search: ``Łódź  ist`` becomes ``lodz ist``."""
    return " ".join((text.lower() if text.isascii() else _bare(text)).split())


def fold_all(texts: Sequence[str]) -> list[str]:
    """Return what `fold` makes of each of ``texts``, in a tenth of the time if they are many."""
    if not any(texts):
        return [""] * len(texts)
    whole = _BETWEEN.join(("", *texts, ""))
    if whole.count(_BETWEEN) != len(texts) + 1:
        return [fold(text) for text in texts]
    whole = whole.lower() if whole.isascii() else _bare(whole)
    folded = whole.split(_BETWEEN)[1:-1]
    return [" ".join(text.split()) for text in folded] if _has_odd_space(whole) else folded


def _has_odd_space(whole: str) -> bool:
    """Tell whether there may be other space than one blank between two words."""
    return any(odd in whole for odd in _ODD) or not whole.replace(_BETWEEN, "").isprintable()


def _bare(text: str) -> str:
    """Return ``text`` in small letters without accents."""
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    if accents := "".join(filter(unicodedata.combining, set(parts))):
        parts = re.sub(f"[{accents}]", "", parts)
    # What terminals cannot send and files cannot hold is in no text either.
    return _ACCENTED.sub(lambda found: _NO_ACCENTS[found[0]], parts).encode("utf-8", "replace").decode()
