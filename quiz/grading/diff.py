"""Lays what was typed over the answer and marks the letters that differ.

The unit is the letter as a reader sees it (a grapheme cluster), so an accent is never cut from its base and an
emoji sequence stays whole. Letters match without regard to case and accents; what is shown is the original spelling.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from quiz.grading.normal import bare, fold
from quiz.model.answer import Mark, Piece
from quiz.model.cells import clusters

_LARGEST_TABLE = 4_000_000
"""Cells of the comparison table, one for each pair of letters; longer texts are shown one after the other instead."""
_LEAST_ALIKE = 0.4
"""Below this share of common letters, of the texts or of two words, single letters in common are chance and confuse."""


def key_of(cluster: str) -> str:
    """Return what a letter is compared by: without case and accents, and never empty."""
    return bare(cluster.casefold()) or fold(cluster) or cluster


def diff(expected: str, given: str) -> tuple[Piece, ...]:
    """Return ``given`` laid over ``expected`` as runs, in reading order.

    The pieces marked ``SAME`` and ``MISSING`` join to ``expected``. Those marked ``SAME`` and ``EXTRA`` join to
    ``given``, but for case and accents, where the spelling of ``expected`` is shown. In a place where both have
    something of their own, the extra comes before the missing.
    """
    if expected == given:
        return (Piece(expected, Mark.SAME),) if expected else ()
    if len(expected) * len(given) > _LARGEST_TABLE:
        return tuple(_joined(iter((Piece(given, Mark.EXTRA), Piece(expected, Mark.MISSING)))))
    return tuple(_joined(_pieces(clusters(expected), clusters(given))))


def nearest(spellings: Sequence[str], given: str) -> str:
    """Return the first of the spellings that have most letters in common with what was typed."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - as below

    key = bare(fold(given))
    return max(spellings, key=lambda spelling: Indel.normalized_similarity(bare(fold(spelling)), key))


def _pieces(left: Sequence[str], right: Sequence[str]) -> Iterator[Piece]:
    keys, other = [key_of(one) for one in left], [key_of(one) for one in right]
    pairs = _not_by_chance(_matched(keys, other), keys, other)
    if 2 * len(pairs) < _LEAST_ALIKE * (len(left) + len(right)):
        pairs = []
    end = other_end = 0
    for one, two in (*pairs, (len(left), len(right))):
        yield Piece("".join(right[other_end:two]), Mark.EXTRA)
        yield Piece("".join(left[end:one]), Mark.MISSING)
        yield Piece("".join(left[one : one + 1]), Mark.SAME)
        end, other_end = one + 1, two + 1


def _matched(keys: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of a longest common subsequence in both."""
    if keys == other:
        return [(place, place) for place in range(len(keys))]
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - 20 ms that right answers do not need

    return [
        (code.src_start + step, code.dest_start + step)
        for code in Indel.opcodes(keys, other)
        if code.tag == "equal"
        for step in range(code.src_end - code.src_start)
    ]


def _not_by_chance(
    pairs: Sequence[tuple[int, int]], keys: Sequence[str], other: Sequence[str]
) -> list[tuple[int, int]]:
    """Leave out the letters that two words share which have little in common: but and except."""
    of, of_other = _words_of(keys), _words_of(other)
    long, long_other = Counter(of), Counter(of_other)
    shared = Counter((of[one], of_other[two]) for one, two in pairs)
    return [
        (one, two)
        for one, two in pairs
        if keys[one].isspace()
        or 2 * shared[of[one], of_other[two]] >= _LEAST_ALIKE * (long[of[one]] + long_other[of_other[two]])
    ]


def _words_of(keys: Sequence[str]) -> list[int]:
    """Return for each letter which word it belongs to; a space is a word of its own."""
    words: list[int] = []
    for place, key in enumerate(keys):
        begins = place == 0 or key.isspace() or keys[place - 1].isspace()
        words.append((words[-1] if words else 0) + begins)
    return words


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Leave out empty pieces and join neighbours of one mark."""
    last: Piece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if last is not None and last.mark is piece.mark:
            last = Piece(last.text + piece.text, piece.mark)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last
