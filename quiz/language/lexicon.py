"""Tells the common words and names of English from misspellings; loads none of the analyser."""

from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def _vocabulary() -> str:
    # One text is searched instead of thirty thousand being kept.
    return (Path(__file__).parent / "weights" / "vocab.txt").read_text(encoding="utf-8")


def is_word(word: str) -> bool:
    """Tell whether ``word``, in small letters and without accents, is a common word or name as it is spelled."""
    return word.isalpha() and f"\n{word}\n" in _vocabulary()
