"""Reads the named entities of a sentence out of the network's scores."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from quiz.language.document import Entity, Token
from quiz.language.network import Floats
from quiz.language.tree import log_softmax

if TYPE_CHECKING:
    from numpy.typing import NDArray

_HOLDERS = frozenset({"ORG", "FAC"})
"""Kinds whose names hold names of other kinds."""
_SMALL = frozenset({"ADP", "DET", "CCONJ"})
"""Words that no name ends with."""


def read_entities(scores: Floats, labels: Sequence[str], tokens: Sequence[Token]) -> tuple[Entity, ...]:
    """Return the entities of the sentence ``tokens``, from left to right.

    ``scores`` [words, labels] are logits, ``labels`` the BIO names of the columns.
    """
    return mend(spell(best_labels(scores, labels)), tokens)


def mend(found: Sequence[Entity], tokens: Sequence[Token]) -> tuple[Entity, ...]:
    """Return ``found`` with the pieces of one name put together: *Organization of* + *Turkic* + *States*.

    The corpus of the entities cuts a nationality out of the name it stands in (*African* | *Union*); a reader, and
    a question, want the whole. A piece that ends in *of* or *the* goes on with the piece right after it, a capitalized
    nationality with the capitalized organization or building after it. The whole has the kind of the organization
    or building in it, else that of its first piece. A small word that is left at the end of a name is taken off.
    """
    joined: list[Entity] = []
    pieces = 0
    for entity in found:
        before = joined[-1] if joined else None
        if before and before.end == entity.start and _goes_on(before, entity, tokens, grown=pieces > 1):
            label = next((one.label for one in (before, entity) if one.label in _HOLDERS), before.label)
            joined[-1] = Entity(before.start, entity.end, label)
            pieces += 1
        else:
            joined.append(entity)
            pieces = 1
    return tuple(_trimmed(entity, tokens) for entity in joined)


def _goes_on(before: Entity, entity: Entity, tokens: Sequence[Token], *, grown: bool) -> bool:
    """Tell whether ``entity`` is the rest of the name ``before``, which is ``grown`` if it was put together itself."""
    if tokens[before.end - 1].upos in _SMALL:
        return before.label in _HOLDERS
    capital = all(tokens[entity.start + shift].text[0].isupper() for shift in (-1, 0))
    return capital and entity.label in _HOLDERS and (before.label == "NORP" or (grown and before.label in _HOLDERS))


def _trimmed(entity: Entity, tokens: Sequence[Token]) -> Entity:
    end = entity.end
    while end - 1 > entity.start and tokens[end - 1].upos in _SMALL:
        end -= 1
    return Entity(entity.start, end, entity.label)


def best_labels(scores: Floats, names: Sequence[str]) -> list[str]:
    """Return the most probable sequence of BIO labels in which every ``I-`` continues an entity of its own kind.

    ``scores`` [words, labels] are logits, ``names`` the labels of the columns. The search is Viterbi's (1967).
    """
    closed = np.array([[_may_not_follow(before, name) for name in names] for before in ["O", *names]])
    bar = np.where(closed, -np.inf, 0.0)
    chances = log_softmax(scores.astype(np.float64), axis=1)
    best = chances[0] + bar[0]
    came: list[NDArray[np.intp]] = []
    for row in chances[1:]:
        ways = best[:, None] + bar[1:]
        came.append(ways.argmax(axis=0))
        best = ways.max(axis=0) + row
    column = int(best.argmax())
    path = [column]
    for row in reversed(came):
        column = int(row[column])
        path.append(column)
    return [names[one] for one in reversed(path)]


def _may_not_follow(before: str, name: str) -> bool:
    return name.startswith("I-") and before[2:] != name[2:]


def spell(tags: Sequence[str]) -> tuple[Entity, ...]:
    """Return the entities that BIO ``tags`` spell; an ``I-`` that continues nothing of its kind begins one."""
    found: list[Entity] = []
    start, label = 0, ""
    for index, tag in enumerate([*tags, "O"]):
        if label and tag != "I-" + label:
            found.append(Entity(start, index, label))
            label = ""
        if not label and tag != "O":
            start, label = index, tag[2:]
    return tuple(found)
