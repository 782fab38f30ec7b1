"""Measures the analyser end to end on the treebanks' texts: from bare text to trees.

    python -m quiz.language.training.evaluate_raw DATA [WEIGHTS]

Figures are F1 in percent, as in the CoNLL 2018 shared task: a word counts when its place in the text is right, a tag
or an arc when also its label, and the place of its head, are right. Punctuation is left out of tags and arcs.
"""

import argparse
from collections.abc import Set as AbstractSet
from pathlib import Path

from quiz.language.analyser import WEIGHTS, Analyser
from quiz.language.conllu import read_conllu
from quiz.language.document import Document, Sentence, Token

TEST_SETS = {
    "UD EWT test": "ud-ewt/test.conllu",
    "UD GUM-open dev": "ud-gum-open/dev.conllu",
    "UD GUM-open test": "ud-gum-open/test.conllu",
}

Facts = AbstractSet[tuple[object, ...]]


def facts(document: Document) -> dict[str, Facts]:
    """Return what ``document`` claims, as sets that another document's can be compared with."""
    pairs = [(sentence, token) for sentence in document for token in sentence.tokens]
    content = [(sentence, token) for sentence, token in pairs if token.upos != "PUNCT"]
    return {
        "words": {(token.start, token.end) for _, token in pairs},
        "sentences": {(sentence.start, sentence.end) for sentence in document},
        "XPOS": {(token.start, token.end, token.xpos) for _, token in content},
        "UPOS": {(token.start, token.end, token.upos) for _, token in content},
        "lemmas": {(token.start, token.end, token.lemma) for _, token in content},
        "UAS": {(token.start, token.end, *_place(sentence, token)) for sentence, token in content},
        "LAS": {(token.start, token.end, *_place(sentence, token), token.deprel) for sentence, token in content},
    }


def _place(sentence: Sentence, token: Token) -> tuple[int, int]:
    if token.head < 0:
        return -1, -1
    head = sentence.tokens[token.head]
    return head.start, head.end


def main() -> None:
    """Print one line of figures for each test set."""
    parser = argparse.ArgumentParser(prog="python -m quiz.language.training.evaluate_raw")
    parser.add_argument("data", type=Path, help="folder of the corpora")
    parser.add_argument("weights", type=Path, nargs="?", default=WEIGHTS, help="folder of the weights")
    given = parser.parse_args()
    analyser = Analyser(given.weights)
    for name, path in TEST_SETS.items():
        gold = read_conllu((given.data / path).read_text(encoding="utf-8"))
        right, found = facts(gold), facts(analyser.analyse(gold.text))
        figures = (
            f"{kind} {200 * len(right[kind] & found[kind]) / (len(right[kind]) + len(found[kind])):.1f}"
            for kind in right
        )
        print(f"{name:18} {'  '.join(figures)}", flush=True)


if __name__ == "__main__":
    main()
