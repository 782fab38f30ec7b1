"""Makes a tree of the analyser's head scores: one root, every word reached, no circle.

Most sentences need nothing but each word's best head. For the rest, the best tree is found by the algorithm of
Chu & Liu 1965 and Edmonds 1967: take each word's best head; while there is a circle, fold it into one point whose
incoming scores are what each entry would gain over the arc it replaces; unfold at the end.
"""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
"""Row: word, column: head, where column 0 stands above the sentence and column ``i + 1`` is word ``i``."""


def best_tree(scores: Scores) -> list[int]:
    """Return each word's head (-1 at the root) in the highest-scoring tree with exactly one root.

    ``scores`` are finite sums to be made large, such as logarithms of probabilities; those of a word with itself
    do not count. An empty sentence has an empty tree.
    """
    count = len(scores)
    if not count:
        return []
    scores = np.array(scores, dtype=np.float64)
    scores[np.arange(count), np.arange(1, count + 1)] = -np.inf
    heads = [int(head) for head in scores.argmax(axis=1)]
    if heads.count(0) == 1 and _find_circle([-1, *heads]) is None:
        return [head - 1 for head in heads]
    finite = scores[np.isfinite(scores)]
    # A second root costs more than any tree can gain, so the best tree has one root.
    scores[:, 0] -= (finite.max() - finite.min() + 1.0) * count
    square = np.full((count + 1, count + 1), -np.inf)
    square[1:] = scores
    return [head - 1 for head in _arborescence(square)[1:]]


def log_softmax(scores: NDArray[np.float64], axis: int) -> NDArray[np.float64]:
    """Return the logarithms of the probabilities that ``scores`` stand for along ``axis``."""
    shifted = scores - scores.max(axis=axis, keepdims=True)
    result: NDArray[np.float64] = shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))
    return result


def _arborescence(scores: Scores) -> list[int]:
    """Return the head of every point in the best tree that grows from point 0, whose own head is -1.

    ``scores[point, head]``; the diagonal and row 0 hold minus infinity.
    """
    heads = [-1, *(int(head) for head in scores[1:].argmax(axis=1))]
    circle = _find_circle(heads)
    if circle is None:
        return heads
    rest = [point for point in range(len(scores)) if point not in circle]
    inside = np.array(circle)
    outside = np.array(rest)
    folded = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    folded[:-1, :-1] = scores[np.ix_(outside, outside)]
    gains = scores[np.ix_(inside, outside)] - scores[inside, [heads[point] for point in circle]][:, None]
    folded[-1, :-1] = gains.max(axis=0)
    folded[:-1, -1] = scores[np.ix_(outside, inside)].max(axis=1)
    folded[0] = -np.inf
    upper = _arborescence(folded)

    found = list(heads)  # the arcs of the circle stay, but for the one where it is entered
    for place, point in enumerate(rest[1:], start=1):
        above = upper[place]
        found[point] = rest[above] if above < len(rest) else circle[int(scores[point, inside].argmax())]
    found[circle[int(gains[:, upper[-1]].argmax())]] = rest[upper[-1]]
    return found


def _find_circle(heads: list[int]) -> list[int] | None:
    """Return the points of one circle, or ``None`` when following heads always ends at a head of -1."""
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        point = start
        while point >= 0 and not seen[point]:
            seen[point] = start
            point = heads[point]
        if point >= 0 and seen[point] == start:
            circle = [point]
            while heads[circle[-1]] != point:
                circle.append(heads[circle[-1]])
            return circle
    return None
