"""Whatever the scores, the result is a tree with one root, and the best such tree."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from quiz.language.tree import best_tree, log_softmax


def is_tree(heads: list[int] | tuple[int, ...]) -> bool:
    if list(heads).count(-1) != 1:
        return False
    for word in range(len(heads)):
        above, steps = word, 0
        while above >= 0 and steps <= len(heads):
            above, steps = heads[above], steps + 1
        if above >= 0:
            return False
    return True


def total(scores: np.ndarray, heads: list[int] | tuple[int, ...]) -> float:
    return float(sum(scores[word, head + 1] for word, head in enumerate(heads)))


def score_tables(most: int) -> st.SearchStrategy[np.ndarray]:
    size = st.integers(1, most)
    return size.flatmap(lambda n: arrays(np.float64, (n, n + 1), elements=st.integers(-20, 20).map(float)))


@given(score_tables(5))
def test_it_is_the_best_of_all_trees(scores: np.ndarray) -> None:
    heads = best_tree(scores)
    trees = (tree for tree in product(range(-1, len(scores)), repeat=len(scores)) if is_tree(tree))
    assert is_tree(heads)
    assert total(scores, heads) == max(total(scores, tree) for tree in trees)


@given(st.integers(0, 2**32), st.integers(1, 60), st.floats(0, 200))
def test_it_is_a_tree_at_any_size(seed: int, size: int, root_bonus: float) -> None:
    scores = np.random.default_rng(seed).normal(scale=10, size=(size, size + 1))
    scores[:, 0] += root_bonus  # everything wants to be the root
    assert is_tree(best_tree(log_softmax(scores, axis=1)))


def test_a_circle_is_broken_where_it_costs_least() -> None:
    # Words 0 and 1 point at each other; word 1 loses less by hanging from the root.
    scores = np.array([[1.0, 0.0, 9.0], [4.0, 9.0, 0.0]])
    assert best_tree(scores) == [1, -1]


def test_equal_scores_and_a_single_word() -> None:
    assert is_tree(best_tree(np.zeros((40, 41))))
    assert best_tree(np.zeros((1, 2))) == [-1]
    assert best_tree(np.zeros((0, 1))) == []


def test_log_softmax_holds_for_large_scores_and_minus_infinity() -> None:
    chances = np.exp(log_softmax(np.array([[1000.0, 1000.0, -np.inf]]), axis=1))
    assert chances.tolist() == [[0.5, 0.5, 0.0]]
