"""Lemmas and forms, the well-known traps first."""

import pytest

from quiz.language.inflect import inflect, lemma


@pytest.mark.parametrize(
    ("word", "upos", "xpos", "expected"),
    [
        ("found", "VERB", "VBD", "find"),
        ("found", "VERB", "VB", "found"),
        ("founded", "VERB", "VBN", "found"),
        ("saw", "VERB", "VBD", "see"),
        ("left", "VERB", "VBN", "leave"),
        ("lay", "VERB", "VBD", "lie"),
        ("lay", "VERB", "VB", "lay"),
        ("Discussed", "VERB", "VBD", "discuss"),
        ("born", "VERB", "VBN", "bear"),
        ("'s", "AUX", "VBZ", "be"),
        ("’re", "AUX", "VBP", "be"),
        ("wo", "AUX", "MD", "will"),
        ("n’t", "PART", "RB", "not"),
        ("would", "AUX", "MD", "would"),
        ("'d", "AUX", "VBD", "have"),
        ("countries", "NOUN", "NNS", "country"),
        ("people", "NOUN", "NNS", "person"),
        ("headquarters", "NOUN", "NN", "headquarters"),
        ("NGOs", "NOUN", "NNS", "NGO"),
        ("criteria", "NOUN", "NNS", "criterion"),
        ("Turkic", "ADJ", "JJ", "Turkic"),
        ("Regional", "ADJ", "JJ", "regional"),
        ("larger", "ADJ", "JJR", "large"),
        ("best", "ADV", "RBS", "well"),
        ("other", "ADJ", "JJ", "other"),
        ("States", "PROPN", "NNPS", "States"),
        ("National", "ADJ", "NNP", "National"),
        ("I", "PRON", "PRP", "I"),
        ("her", "PRON", "PRP", "she"),
        ("her", "PRON", "PRP$", "her"),
        ("An", "DET", "DT", "a"),
        ("However", "ADV", "RB", "however"),
        ("II", "NUM", "CD", "II"),
        ("Three", "NUM", "CD", "three"),
        (".", "PUNCT", ".", "."),
    ],
)
def test_lemma(word: str, upos: str, xpos: str, expected: str) -> None:
    assert lemma(word, upos, xpos) == expected


@pytest.mark.parametrize(("word", "upos", "expected"), [("found", "VERB", "find"), ("zblorbed", "VERB", "zblorb")])
def test_lemma_without_a_tag(word: str, upos: str, expected: str) -> None:
    assert lemma(word, upos) == expected


@pytest.mark.parametrize(
    ("base", "tag", "expected"),
    [
        ("find", "VBD", "found"),
        ("found", "VBD", "founded"),
        ("found", "VBN", "founded"),
        ("be", "VBD", "was"),
        ("be", "VBZ", "is"),
        ("have", "VBZ", "has"),
        ("go", "VBZ", "goes"),
        ("assume", "VBD", "assumed"),
        ("stop", "VBG", "stopping"),
        ("write", "VBN", "written"),
        ("lie", "VB", "lie"),
        ("country", "NNS", "countries"),
        ("person", "NNS", "people"),
        ("NGO", "NNS", "NGOs"),
        ("thanks", "NNS", "thanks"),
        ("bus", "NNS", "buses"),
        ("large", "JJS", "largest"),
    ],
)
def test_inflect(base: str, tag: str, expected: str) -> None:
    assert inflect(base, tag) == expected
