"""The shipped weights on the customer's article, on hostile text, and damaged weights."""

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.errors import GenerateError
from quiz.language.analyser import WEIGHTS, Analyser, analyse, read_tree
from quiz.language.conllu import read_conllu, to_conllu
from quiz.language.document import Document
from quiz.language.network import Labels, letter_case

SEED = (Path(__file__).parents[3] / "seeds" / "000_ded26d1430754f81.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def article() -> Document:
    return analyse(SEED)


def test_the_article_comes_apart_into_its_sentences(article: Document) -> None:
    firsts = "BISHKEK, President The Discussions Zhaparov Our This The He Kyrgyzstan We Following The The The"
    assert " ".join(sentence.text.split()[0].strip('"') for sentence in article) == firsts
    assert [sentence.paragraph for sentence in article] == [0, 0, 1, 1, 2, 3, 3, 3, 4, 5, 5, 6, 7, 7, 7]


def test_each_sentence_hangs_from_the_word_that_carries_it(article: Document) -> None:
    roots = [sentence.root.lemma for sentence in article.sentences]
    assert roots[1:3] == ["discuss", "bring"]
    assert " ".join(roots[4:]) == ("highlight span continue say note seek believe assume entity foster situate")


def test_the_names_of_the_article_are_found_whole(article: Document) -> None:
    found = {(sentence.slice(one.start, one.end), one.label) for sentence in article for one in sentence.entities}
    assert found >= {
        ("Sadyr Zhaparov", "PERSON"),
        ("Kubanychbek Omuraliev", "PERSON"),
        ("Organization of Turkic States", "ORG"),
        ("Turkic Council", "ORG"),
        ("Cooperation Council of Turkic Speaking States", "ORG"),
        ("OTS", "ORG"),
        ("Kyrgyzstan", "LOC"),
        ("Istanbul", "LOC"),
        ("November 6, 2024", "DATE"),
    }


def test_the_words_of_a_sentence_are_what_a_grammarian_would_say(article: Document) -> None:
    sentence = article.sentences[11]
    assumed = sentence.root
    assert (assumed.text, assumed.lemma, assumed.upos, assumed.xpos) == ("assumed", "assume", "VERB", "VBD")
    subject = sentence.child(assumed, "nsubj")
    assert subject and subject.text == "Kyrgyzstan"  # noqa: PT018
    thing = sentence.child(assumed, "obj")
    assert thing and thing.lemma == "chairmanship"  # noqa: PT018
    assert min(token.confidence for token in (assumed, subject, thing)) > 0.9


def test_an_analysed_article_survives_conllu(article: Document) -> None:
    again = read_conllu(to_conllu(article))
    assert again.text == SEED.strip()
    assert [sentence.tokens for sentence in again] == [sentence.tokens for sentence in article]
    assert [sentence.entities for sentence in again] == [sentence.entities for sentence in article]


def assert_sound(document: Document, text: str) -> None:
    end = 0
    for sentence in document:
        assert sentence.source == text
        assert [token.deprel for token in sentence.tokens if token.head < 0] == ["root"]
        assert sum(token.deprel == "root" for token in sentence.tokens) == 1
        assert len(sentence.subtree(sentence.root)) == len(sentence.tokens)
        for index, token in enumerate(sentence.tokens):
            assert token.index == index
            assert end <= token.start < token.end
            assert text[token.start : token.end] == token.text
            assert 0 <= token.confidence <= 1
            end = token.end


ODD = st.sampled_from("aZé. !?'’\"“()[]-—,\n\t\u200b\u0301$#1日👩\u200d🚀\x00\x1b\u202e")


@settings(max_examples=60)
@given(
    st.text(
        st.sampled_from("aZé. !?'’\"“()[]-—,\n\t\u200b\u0301$#1日👩‍🚀\x00\x1b\u202e") | st.characters(), max_size=80
    )
)
def test_no_text_breaks_it(text: str) -> None:
    assert_sound(analyse(text), text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "word " * 700,
        "a, " * 300 + "end.",
        "x" * 5000,
        "https://example.com/a-b-c/d-e-f/g-h-i " * 120,
        "!" * 3000,
        "(((((" * 50 + " yes.",
        "日本語" * 400,
    ],
    ids=["nothing", "words", "commas", "one word", "addresses", "marks", "brackets", "Japanese"],
)
def test_long_and_odd_texts_are_read_in_parts(text: str) -> None:
    document = analyse(text)
    assert_sound(document, text)
    assert all(len(sentence.tokens) <= 200 for sentence in document)


def test_a_line_break_in_a_sentence_is_white_space() -> None:
    assert [s.text for s in analyse("He met the\npresident there.\n\nShe left.")] == [
        "He met the\npresident there.",
        "She left.",
    ]


@given(st.integers(1, 25), st.integers(0, 2**32))
def test_trees_are_whole_whatever_the_scores(words: int, seed: int) -> None:
    labels = Labels(tag=("NN",), pos=("NOUN",), ner=("O",), deps=("dep", "nsubj", "root"))
    rng = np.random.default_rng(seed)
    arcs = rng.normal(scale=9, size=(words, words + 1)).astype(np.float32)
    rels = rng.normal(scale=9, size=(3, words, words + 1)).astype(np.float32)
    heads, relations, sure = read_tree(arcs, rels, labels)
    assert heads.count(-1) == 1
    assert [head < 0 for head in heads] == [relation == "root" for relation in relations]
    assert all(0 <= one <= 1 for one in sure)
    for word in range(words):
        seen = set()
        while word >= 0:
            assert word not in seen
            seen.add(word)
            word = heads[word]  # noqa: PLW2901


@pytest.mark.parametrize(
    ("word", "case"),
    [("2024", 1), ("11th", 2), ("word", 3), ("OTS", 4), ("A", 5), ("Kyrgyzstan", 6), ("iPhone", 7), (",", 8)],
)
def test_letter_case(word: str, case: int) -> None:
    assert letter_case(word) == case


@pytest.mark.parametrize("name", ["analyser.onnx", "labels.json", "vocab.txt"])
@pytest.mark.parametrize("damage", ["missing", "cut", "folder"])
def test_bad_weights_are_told_in_a_sentence(tmp_path: Path, name: str, damage: str) -> None:
    for file in WEIGHTS.iterdir():
        if file.name != name:
            (tmp_path / file.name).symlink_to(file)
    if damage == "cut":
        (tmp_path / name).write_bytes(b"\xff\xfe\x00" + (WEIGHTS / name).read_bytes()[:500])
    elif damage == "folder":
        (tmp_path / name).mkdir()
    with pytest.raises(GenerateError, match=name) as caught:
        Analyser(tmp_path).analyse("A word.")
    assert caught.value.hint


def test_weights_without_a_label_are_told(tmp_path: Path) -> None:
    shutil.copytree(WEIGHTS, tmp_path / "w")
    (tmp_path / "w" / "labels.json").write_text('{"tag": ["NN"]}')
    with pytest.raises(GenerateError, match="damaged"):
        Analyser(tmp_path / "w").analyse("A word.")


def test_making_an_analyser_reads_nothing(tmp_path: Path) -> None:
    assert not Analyser(tmp_path / "nowhere").analyse("").sentences


def test_analysing_is_quiet_and_pulls_in_no_training_code() -> None:
    code = (
        "import sys; from quiz.language.analyser import analyse; "
        "before = {'onnxruntime', 'lemminflect'} & set(sys.modules); analyse('It works.'); "
        "heavy = {'torch', 'transformers', 'tokenizers', 'quiz.language.training'} & set(sys.modules); "
        "print(sorted(before | heavy))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")
