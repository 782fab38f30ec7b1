"""Reads the treebanks and the entity corpora into one shape."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

LEAST_WORDS = 2
MOST_WORDS = 110
"""Longer sentences are lists and tables; they cost time and teach little."""

KINDS = {
    "Person": "PERSON",
    "Location": "LOC",
    "Organization": "ORG",
    "NORP": "NORP",
    "Date": "DATE",
    "Money": "MONEY",
    "Facility": "FAC",
    "Product": "PRODUCT",
    "Miscellaneous": "MISC",
    "PER": "PERSON",
    "LOC": "LOC",
    "ORG": "ORG",
    "MISC": "MISC",
}
"""The corpora's names of entity kinds, and ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """What a treebank says of one sentence."""

    xpos: tuple[str, ...]
    upos: tuple[str, ...]
    heads: tuple[int, ...]
    """0 at the root, else 1 + the head's index: the columns of the network's arcs."""
    deprels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One sentence with a tree, or with entities, or with both."""

    words: tuple[str, ...]
    tree: Tree | None = None
    entities: tuple[str, ...] | None = None
    """One BIO label for each word, with our names of the kinds."""


def read_trees(path: Path) -> Iterator[Example]:
    """Yield the sentences of a CoNLL-U file, without empty nodes and multiword ranges."""
    for rows in _blocks(path, "\t"):
        kept = [row for row in rows if row[0].isdigit()]
        if LEAST_WORDS <= len(kept) <= MOST_WORDS:
            tree = Tree(
                xpos=tuple(row[4] for row in kept),
                upos=tuple(row[3] for row in kept),
                heads=tuple(int(row[6]) for row in kept),
                deprels=tuple(row[7] for row in kept),
            )
            yield Example(words=tuple(row[1] for row in kept), tree=tree)


def read_names(path: Path, *, word: int = 0, label: int = -1, separator: str | None = None) -> Iterator[Example]:
    """Yield the sentences of a column file with one word a line; ``word`` and ``label`` are the columns to read."""
    for rows in _blocks(path, separator):
        words = tuple(row[word] for row in rows)
        if LEAST_WORDS <= len(words) <= MOST_WORDS and not words[0].startswith("http"):
            yield Example(words=words, entities=to_bio(row[label] for row in rows))


def to_bio(labels: Iterable[str]) -> tuple[str, ...]:
    """Return BIO, BIOES or bare-kind labels as BIO in our names; kinds we do not know become ``O``."""
    found: list[str] = []
    before = "O"
    for label in labels:
        kind = KINDS.get(label[2:]) if label != "O" else None
        inside = label[:1] in "IE" and before[2:] == kind
        before = "O" if kind is None else ("I-" if inside else "B-") + kind
        found.append(before)
    return tuple(found)


def _blocks(path: Path, separator: str | None) -> Iterator[Sequence[Sequence[str]]]:
    """Yield the runs of lines with columns between empty lines, without comments."""
    rows: list[Sequence[str]] = []
    for line in [*path.read_text(encoding="utf-8", errors="replace").splitlines(), ""]:
        columns = line.split(separator)
        if len(columns) > 1 and not line.startswith("# "):
            rows.append(columns)
        elif not line.strip() and rows:
            yield rows
            rows = []
