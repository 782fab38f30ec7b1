"""What of the training recipe runs without torch: reading corpora and counting what is right."""

from pathlib import Path

import pytest

from quiz.language.conllu import read_conllu
from quiz.language.document import Entity
from quiz.language.training.data import Example, read_names, read_trees, to_bio
from quiz.language.training.evaluate import Tally, spans
from quiz.language.training.evaluate_raw import facts

TREE = """\
# text = She can't stay.
1\tShe\tshe\tPRON\tPRP\t_\t4\tnsubj\t_\t_
2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
2\tca\tcan\tAUX\tMD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tstay\tstay\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_
"""


def test_trees_are_read_without_ranges_and_single_words(tmp_path: Path) -> None:
    path = tmp_path / "some.conllu"
    path.write_text(TREE, encoding="utf-8")
    (example,) = read_trees(path)
    assert example.words == ("She", "ca", "n't", "stay", ".")
    assert example.tree is not None
    assert example.tree.heads == (4, 4, 4, 0, 4)
    assert example.entities is None


def test_names_are_read_by_column(tmp_path: Path) -> None:
    path = tmp_path / "some.tsv"
    path.write_text("In\tO\nNew\tB-Location\nYork\tI-Location\n\nhttp://x.y\tO\nz\tO\n", encoding="utf-8")
    assert list(read_names(path, separator="\t")) == [
        Example(words=("In", "New", "York"), entities=("O", "B-LOC", "I-LOC"))
    ]
    path.write_text("# id = 1\n1\tAda\tB-PER\n2\tleft\tO\n", encoding="utf-8")
    (example,) = read_names(path, word=1, label=2, separator="\t")
    assert example.entities == ("B-PERSON", "O")


@pytest.mark.parametrize(
    ("given", "bio"),
    [
        (["I-PER", "I-PER", "O", "I-LOC"], ("B-PERSON", "I-PERSON", "O", "B-LOC")),
        (["B-ORG", "E-ORG", "B-Other", "I-Other"], ("B-ORG", "I-ORG", "O", "O")),
        (["B-Date", "B-Date"], ("B-DATE", "B-DATE")),
    ],
)
def test_labels_become_ours(given: list[str], bio: tuple[str, ...]) -> None:
    assert to_bio(given) == bio


def test_spans_of_labels() -> None:
    labels = ["B-ORG", "I-ORG", "B-ORG", "O", "B-LOC"]
    assert list(spans(labels)) == [(0, 2, "ORG"), (2, 3, "ORG"), (4, 5, "LOC")]


def test_the_tally_leaves_punctuation_and_unknown_kinds_out(tmp_path: Path) -> None:
    path = tmp_path / "some.conllu"
    path.write_text(TREE, encoding="utf-8")
    (example,) = read_trees(path)
    wrong = TREE.replace("4\tnsubj", "4\tobj").replace("4\taux", "1\taux").replace("4\tpunct", "1\tpunct")
    tally = Tally()
    tally.add(example, read_conllu(wrong).sentences[0], [])
    named = Example(words=("Ada", "left"), entities=("B-PERSON", "O"))
    tally.add(named, read_conllu(wrong).sentences[1], [Entity(0, 1, "PERSON"), Entity(1, 2, "MONEY")])
    figures = {"XPOS": 100, "UPOS": 100, "UAS": 75, "LAS": 50, "NER P": 100, "NER R": 100, "NER F": 100}
    assert tally.figures() == figures


def test_facts_of_a_document_compare_by_place() -> None:
    right = facts(read_conllu(TREE))
    found = facts(read_conllu(TREE.replace("4\tnsubj", "4\tobj")))
    assert right["words"] == found["words"]
    assert right["UAS"] == found["UAS"]
    assert len(right["LAS"] - found["LAS"]) == 1
    assert len(right["LAS"]) == len(right["words"]) - 1
