"""Turns examples into tensors."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from quiz.language.network import letter_case
from quiz.language.training.data import Example
from quiz.language.wordpiece import CLS, SEP, WordPieces

Names = Mapping[str, Mapping[str, int]]
"""For ``tag``, ``pos``, ``deps`` and ``ner``: the column of each label."""

NO_LABEL = -100
"""What torch's losses leave out."""

_JITTER = 6
"""Pieces; sentences of nearly one length share a batch, in ever new company."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """One example as numbers."""

    ids: Sequence[int]
    first: Sequence[int]
    """Place of each word's first piece."""
    cases: Sequence[int]
    gold: Mapping[str, Sequence[int]]
    """Columns of the right labels, and ``heads``; what the corpus does not say is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Several examples, padded to one length."""

    ids: Tensor
    mask: Tensor
    first: Tensor
    cases: Tensor
    words: Tensor
    """[examples, words]: true where there is a word."""
    gold: Mapping[str, Tensor]
    """[examples, words], `NO_LABEL` where nothing is known."""


def name_labels(examples: Iterable[Example]) -> dict[str, list[str]]:
    """Return all labels that occur in ``examples``, sorted: the columns of the network's scores."""
    found: dict[str, set[str]] = {"tag": set(), "pos": set(), "deps": set(), "ner": set()}
    for example in examples:
        if example.tree:
            found["tag"].update(example.tree.xpos)
            found["pos"].update(example.tree.upos)
            found["deps"].update(example.tree.deprels)
        found["ner"].update(example.entities or ())
    return {kind: sorted(names) for kind, names in found.items()}


def encode(example: Example, pieces: WordPieces, names: Names) -> Encoded:
    """Return ``example`` as numbers, with the same word pieces and letter cases as at run time."""
    ids, first = [CLS], list[int]()
    for word in example.words:
        first.append(len(ids))
        ids.extend(pieces.pieces(word))
    gold: dict[str, Sequence[int]] = {}
    if example.tree:
        gold["tag"] = [names["tag"].get(name, NO_LABEL) for name in example.tree.xpos]
        gold["pos"] = [names["pos"].get(name, NO_LABEL) for name in example.tree.upos]
        gold["deps"] = [names["deps"].get(name, NO_LABEL) for name in example.tree.deprels]
        gold["heads"] = example.tree.heads
    if example.entities is not None:
        gold["ner"] = [names["ner"].get(name, NO_LABEL) for name in example.entities]
    return Encoded(ids=[*ids, SEP], first=first, cases=[letter_case(word) for word in example.words], gold=gold)


def group(examples: Sequence[Encoded], pieces: int, rng: random.Random) -> list[list[Encoded]]:
    """Return ``examples`` in shuffled groups of like length, each of at most ``pieces`` padded pieces."""
    groups: list[list[Encoded]] = [[]]
    for example in sorted(examples, key=lambda one: len(one.ids) + rng.random() * _JITTER):
        if groups[-1] and len(example.ids) * (len(groups[-1]) + 1) > pieces:
            groups.append([])
        groups[-1].append(example)
    rng.shuffle(groups)
    return groups


def collate(examples: Sequence[Encoded]) -> Batch:
    """Return ``examples`` padded to one length."""
    count = len(examples)
    width, length = max(len(one.ids) for one in examples), max(len(one.first) for one in examples)
    ids, mask = torch.zeros(count, width, dtype=torch.long), torch.zeros(count, width, dtype=torch.long)
    first, cases = torch.zeros(count, length, dtype=torch.long), torch.zeros(count, length, dtype=torch.long)
    words = torch.zeros(count, length, dtype=torch.bool)
    gold = {kind: torch.full((count, length), NO_LABEL) for kind in ("tag", "pos", "ner", "deps", "heads")}
    for row, one in enumerate(examples):
        size = len(one.first)
        ids[row, : len(one.ids)] = torch.tensor(one.ids)
        mask[row, : len(one.ids)] = 1
        first[row, :size] = torch.tensor(one.first)
        cases[row, :size] = torch.tensor(one.cases)
        words[row, :size] = True
        for kind, values in one.gold.items():
            gold[kind][row, :size] = torch.tensor(values)
    return Batch(ids=ids, mask=mask, first=first, cases=cases, words=words, gold=gold)
