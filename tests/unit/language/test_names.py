"""Named entities: labels that fit together, and names that are whole."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.language.conllu import read_conllu
from quiz.language.document import Entity
from quiz.language.names import best_labels, mend, spell

Piece = tuple[int, int, str]
LABELS = ("B-NORP", "B-ORG", "I-NORP", "I-ORG", "O")


@given(st.integers(1, 12), st.integers(0, 2**32))
def test_best_labels_never_continue_what_has_not_begun(words: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(scale=3, size=(words, len(LABELS))).astype(np.float32)
    tags = best_labels(scores, LABELS)
    for before, tag in zip(["O", *tags], tags, strict=False):
        assert not tag.startswith("I-") or before[2:] == tag[2:]


def test_best_labels_weigh_the_whole_sequence() -> None:
    # Word by word it would be B-ORG B-NORP I-ORG.
    scores = np.array([[0, 9, 0, 0, 0], [4, 0, 0, 3, 0], [0, 0, 0, 9, 0]], dtype=np.float32)
    assert best_labels(scores, LABELS) == ["B-ORG", "I-ORG", "I-ORG"]


def test_spell_begins_a_name_at_a_stray_continuation() -> None:
    tags = ["I-ORG", "I-ORG", "B-ORG", "O", "B-LOC", "I-ORG"]
    assert spell(tags) == (Entity(0, 2, "ORG"), Entity(2, 3, "ORG"), Entity(4, 5, "LOC"), Entity(5, 6, "ORG"))


TREE = """
1 the the DET DT _ 2 det
2 Organization organization PROPN NNP _ 0 root
3 of of ADP IN _ 5 case
4 Turkic Turkic ADJ JJ _ 5 amod
5 States state PROPN NNPS _ 2 nmod
6 and and CCONJ CC _ 7 cc
7 Russia Russia PROPN NNP _ 2 conj
"""


@pytest.mark.parametrize(
    ("pieces", "whole"),
    [
        ([(1, 3, "ORG"), (3, 4, "NORP"), (4, 5, "ORG")], [(1, 5, "ORG")]),
        ([(3, 4, "NORP"), (4, 5, "ORG"), (6, 7, "LOC")], [(3, 5, "ORG"), (6, 7, "LOC")]),
        ([(1, 3, "ORG"), (4, 5, "ORG")], [(1, 2, "ORG"), (4, 5, "ORG")]),
        ([(3, 4, "NORP"), (4, 5, "LOC")], [(3, 4, "NORP"), (4, 5, "LOC")]),
        ([(1, 2, "ORG"), (6, 7, "LOC")], [(1, 2, "ORG"), (6, 7, "LOC")]),
    ],
)
def test_the_pieces_of_a_name_come_together(pieces: list[Piece], whole: list[tuple[int, int, str]]) -> None:
    (sentence,) = read_conllu(TREE).sentences
    assert mend([Entity(*piece) for piece in pieces], sentence.tokens) == tuple(Entity(*one) for one in whole)
