"""Lays what was typed over the answer and marks the letters that differ.

The unit is the letter as a reader sees it (a grapheme cluster), so an accent is never cut from its base and an
emoji sequence stays whole. Letters match without regard to case and accents; what is shown is the original spelling.
"""

from collections.abc import Iterator, Sequence

from quiz.grading.normal import bare, fold
from quiz.model.answer import Mark, Piece
from quiz.model.cells import clusters

_LARGEST_TABLE = 4_000_000
"""Cells of the comparison table; longer texts are shown one after the other instead."""
_LEAST_ALIKE = 0.4
"""Below this share of common letters, single letters in common are chance and only confuse."""


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


def _pieces(left: Sequence[str], right: Sequence[str]) -> Iterator[Piece]:
    keys, other = [key_of(one) for one in left], [key_of(one) for one in right]
    blocks = _blocks(keys, other)
    common = sum(end - start for tag, start, end, _, _ in blocks if tag)
    if 2 * common < _LEAST_ALIKE * (len(left) + len(right)):
        blocks = [(False, 0, len(left), 0, len(right))]
    for same, start, end, other_start, other_end in blocks:
        if same:
            yield Piece("".join(left[start:end]), Mark.SAME)
        else:
            yield Piece("".join(right[other_start:other_end]), Mark.EXTRA)
            yield Piece("".join(left[start:end]), Mark.MISSING)


_Block = tuple[bool, int, int, int, int]
"""Whether a run is the same in both, and where it stands in each."""


def _blocks(keys: Sequence[str], other: Sequence[str]) -> list[_Block]:
    """Return alternating same and different blocks of a longest common subsequence."""
    if keys == other:
        return [(True, 0, len(keys), 0, len(other))]
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - 20 ms that right answers do not need

    blocks: list[_Block] = []
    for code in Indel.opcodes(keys, other):
        same = code.tag == "equal"
        block = (same, code.src_start, code.src_end, code.dest_start, code.dest_end)
        if blocks and blocks[-1][0] == same:
            block = (same, blocks[-1][1], code.src_end, blocks[-1][3], code.dest_end)
            blocks.pop()
        blocks.append(block)
    return blocks


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
