"""Finds names by what is typed: case, accents and the order of the words do not matter. Pure values."""

from collections.abc import Sequence

from quiz.search.fold import fold


def find(names: Sequence[str], typed: str) -> list[int]:
    """Return which of ``names``, folded as `fold` does, have every word that was typed in them.

    Those that begin with what was typed come first, then those with a word that does, each in their order.
    """
    words = fold(typed).split()
    if not words:
        return list(range(len(names)))
    found = [place for place, name in enumerate(names) if all(word in name for word in words)]
    first = words[0]

    def rank(place: int) -> int:
        name = names[place]
        return 0 if name.startswith(first) else 1 if f" {first}" in name else 2

    return sorted(found, key=rank)
