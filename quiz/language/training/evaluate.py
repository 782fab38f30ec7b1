"""Measures the shipped weights on the gold test sets, with gold words.

    python -m quiz.language.training.evaluate DATA [WEIGHTS]

DATA holds the corpora that MODEL.md names. Needs no torch: it runs the very file that quiz runs.
"""

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from quiz.language.analyser import WEIGHTS, Analyser
from quiz.language.document import Entity, Sentence
from quiz.language.names import best_labels, spell
from quiz.language.network import MOST_PIECES, Network
from quiz.language.training.data import Example, read_names, read_trees

TEST_SETS: dict[str, Callable[[Path], Iterator[Example]]] = {
    "UD EWT dev": lambda data: read_trees(data / "ud-ewt/dev.conllu"),
    "UD EWT test": lambda data: read_trees(data / "ud-ewt/test.conllu"),
    "UD GUM-open dev": lambda data: read_trees(data / "ud-gum-open/dev.conllu"),
    "UD GUM-open test": lambda data: read_trees(data / "ud-gum-open/test.conllu"),
    "UNER EWT test": lambda data: read_names(data / "uner-ewt/test.iob2", word=1, label=2, separator="\t"),
    "Worldwide dev": lambda data: read_names(data / "ner-worldwide/dev.tsv", separator="\t"),
    "Worldwide test": lambda data: read_names(data / "ner-worldwide/test.tsv", separator="\t"),
}


@dataclass(slots=True)
class Tally:
    """Running counts over a test set; punctuation is left out of everything but entities."""

    words: int = 0
    xpos: int = 0
    upos: int = 0
    heads: int = 0
    arcs: int = 0
    """Words with the right head and the right relation."""
    found: set[tuple[int, int, int, str]] = field(default_factory=set[tuple[int, int, int, str]])
    gold: set[tuple[int, int, int, str]] = field(default_factory=set[tuple[int, int, int, str]])
    sentences: int = 0

    def add(self, example: Example, sentence: Sentence, names: Iterable[Entity]) -> None:
        """Count one analysed sentence, and the ``names`` found in it, against what is known of it."""
        self.sentences += 1
        tree = example.tree
        if tree:
            for index, token in enumerate(sentence.tokens):
                if tree.upos[index] == "PUNCT":
                    continue
                right = token.head + 1 == tree.heads[index]
                self.words += 1
                self.xpos += token.xpos == tree.xpos[index]
                self.upos += token.upos == tree.upos[index]
                self.heads += right
                self.arcs += right and token.deprel == tree.deprels[index]
        if example.entities is not None:
            self.found |= {(self.sentences, one.start, one.end, one.label) for one in names}
            self.gold |= {(self.sentences, *one) for one in spans(example.entities)}

    def figures(self) -> dict[str, float]:
        """Return what could be measured, in percent."""
        figures: dict[str, float] = {}
        if self.words:
            counts = {"XPOS": self.xpos, "UPOS": self.upos, "UAS": self.heads, "LAS": self.arcs}
            figures |= {name: 100 * count / self.words for name, count in counts.items()}
        # Not every corpus marks every kind; those it leaves out are not wrong.
        kinds = {label for *_, label in self.gold}
        found = {one for one in self.found if one[-1] in kinds}
        right = len(found & self.gold)
        if right:
            figures |= {
                "NER P": 100 * right / len(found),
                "NER R": 100 * right / len(self.gold),
                "NER F": 200 * right / (len(found) + len(self.gold)),
            }
        return figures


def spans(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and kind of each entity in well-formed BIO ``labels``."""
    start = 0
    for index, label in enumerate([*labels, "O"]):
        before = labels[index - 1] if index else "O"
        if before != "O" and not label.startswith("I-"):
            yield start, index, before[2:]
        if label.startswith("B-"):
            start = index


def evaluate(examples: Iterable[Example], analyser: Analyser, network: Network) -> Tally:
    """Return the tally of ``analyser`` over ``examples``; sentences beyond the network's room are left out."""
    tally = Tally()
    for example in examples:
        if sum(network.count(word) for word in example.words) <= MOST_PIECES:
            # As the network labels them: the corpora do not put the pieces of names together as `mend` does.
            names = spell(best_labels(network.scores(example.words).ner, network.labels.ner))
            tally.add(example, analyser.parse(example.words), names)
    return tally


def main() -> None:
    """Print one line of figures for each test set."""
    parser = argparse.ArgumentParser(prog="python -m quiz.language.training.evaluate")
    parser.add_argument("data", type=Path, help="folder of the corpora")
    parser.add_argument("weights", type=Path, nargs="?", default=WEIGHTS, help="folder of the weights")
    parser.add_argument("--sets", nargs="*", default=list(TEST_SETS), help="which of the test sets")
    parser.add_argument("--limit", type=int, default=None, help="sentences of each set")
    given = parser.parse_args()
    report(given.data, given.weights, names=given.sets, limit=given.limit)


def report(data: Path, weights: Path, *, names: Iterable[str] = TEST_SETS, limit: int | None = None) -> None:
    """Print the figures of the weights in the folder ``weights`` on the test sets ``names``."""
    analyser, network = Analyser(weights), Network(weights)
    for name in names:
        tally = evaluate(list(TEST_SETS[name](data))[:limit], analyser, network)
        figures = "  ".join(f"{key} {value:.1f}" for key, value in tally.figures().items())
        print(f"{name:18} {tally.sentences:5} sentences  {figures}", flush=True)


if __name__ == "__main__":
    main()
