"""Which parts of a text stand inside quotation marks."""

from collections.abc import Iterable


def quoted_offsets(texts: Iterable[tuple[int, str]]) -> frozenset[int]:
    """Return the offsets inside double quotation marks of paragraphs given as (offset, text).

    A mark that closes what was never opened is a slip of the writer and counts for nothing. A paragraph whose last
    quotation stays open counts as quoted up to its end.
    """
    inside: set[int] = set()
    for offset, text in texts:
        open_at: int | None = None
        for i, letter in enumerate(text):
            if letter not in '"“”„':
                continue
            if open_at is None:
                open_at = i if _may_open(text, i) else None
            elif letter == "”" or (letter in '"“' and not _must_open(text, i)):
                inside.update(range(offset + open_at, offset + i + 1))
                open_at = None
        if open_at is not None:
            inside.update(range(offset + open_at, offset + len(text)))
    return frozenset(inside)


def _may_open(text: str, i: int) -> bool:
    """Tell whether a mark can begin a quotation: a word follows it, or it stands free before something."""
    if text[i] in "“„":
        return True
    before, behind = text[i - 1 : i], text[i + 1 : i + 2]
    free = (not before or before.isspace()) and bool(behind) and not behind.isspace()
    return text[i] == '"' and (behind.isalnum() or free)


def _must_open(text: str, i: int) -> bool:
    """Tell whether a mark stands between a space and a word."""
    before, behind = text[i - 1 : i], text[i + 1 : i + 2]
    return bool(behind) and not behind.isspace() and (not before or before.isspace())
