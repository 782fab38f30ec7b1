"""Which parts of a text stand inside quotation marks."""

from collections.abc import Iterable


def quoted_offsets(texts: Iterable[tuple[int, str]]) -> frozenset[int]:
    """Return the offsets inside double quotation marks of paragraphs given as (offset, text).

    A paragraph whose last quotation stays open counts as quoted up to its end.
    """
    inside: set[int] = set()
    for offset, text in texts:
        open_at: int | None = None
        for i, letter in enumerate(text):
            if letter in '"“”„':
                if open_at is None and letter != "”":
                    open_at = i
                elif open_at is not None:
                    inside.update(range(offset + open_at, offset + i + 1))
                    open_at = None
        if open_at is not None:
            inside.update(range(offset + open_at, offset + len(text)))
    return frozenset(inside)
