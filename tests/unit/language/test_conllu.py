"""Sentences written by hand, and what is wrong with some of them."""

import pytest

from quiz.language.conllu import ConlluError, read_conllu, to_conllu
from quiz.language.document import Entity

MET = """
# newpar
# text = "We met," said Biden's aide.
# entities = 6 PERSON
1 " " PUNCT `` _ 3 punct
2 We we PRON PRP _ 3 nsubj
3 met meet VERB VBD _ 6 ccomp
4 , , PUNCT , _ 3 punct
5 " " PUNCT '' _ 3 punct
6 said say VERB VBD _ 0 root
7 Biden Biden PROPN NNP _ 9 nmod:poss
8 's 's PART POS _ 7 case
9 aide aide NOUN NN _ 6 nsubj
10 . . PUNCT . _ 6 punct
"""

JOINED = """
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_
2\tUnion\tunion\tPROPN\tNNP\t_\t0\troot\t_\tEntity=B-ORG|SpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\tConfidence=0.5

# newdoc id = 2
1-2\tcan't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
1\tca\tcan\tAUX\tMD\t_\t0\troot\t_\t_
2\tn't\tnot\tPART\tRB\t_\t1\tadvmod\t_\t_
2.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t1:conj\t_
3\t!\t!\tPUNCT\t.\t_\t1\tpunct\t_\t_
"""


def test_a_sentence_with_its_text() -> None:
    document = read_conllu(MET)
    (sentence,) = document.sentences
    assert document.text == sentence.text == '"We met," said Biden\'s aide.'
    assert all(document.text[token.start : token.end] == token.text for token in sentence.tokens)
    assert sentence.root.text == "said"
    assert [token.text for token in sentence.children(sentence.root, "nsubj")] == ["aide"]
    assert sentence.entities == (Entity(5, 6, "PERSON"),)


def test_sentences_without_texts_are_joined_as_their_columns_say() -> None:
    first, second = read_conllu(JOINED)
    assert (first.text, second.text) == ("The Union.", "can't!")
    assert (first.paragraph, second.paragraph) == (0, 1)
    assert first.source == "The Union.\n\ncan't!"
    assert second.source[second.start : second.end] == second.text
    assert first.entities == (Entity(1, 2, "ORG"),)
    assert first.tokens[2].confidence == 0.5
    assert [token.text for token in second.tokens] == ["ca", "n't", "!"]


@pytest.mark.parametrize("text", [MET, JOINED, MET + JOINED, ""])
def test_written_and_read_again_it_is_the_same(text: str) -> None:
    document = read_conllu(text)
    assert read_conllu(to_conllu(document)) == document


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("6 said say VERB VBD _ 0 root", "6 said say VERB VBD _ 9 root", ["from line 2", "0 roots"]),
        ("7 Biden Biden PROPN NNP _ 9 nmod:poss", "7 Biden Biden PROPN NNP _ 8 nmod:poss", ["Line 11", "circle"]),
        ("2 We we PRON PRP _ 3 nsubj", "2 We we PRON PRP _ 30 nsubj", ["Line 6", "'30'"]),
        ("2 We we PRON PRP _ 3 nsubj", "2 We we PRON PRP _ x nsubj", ["Line 6", "'x'"]),
        ("2 We we PRON PRP _ 3 nsubj", "2 They they PRON PRP _ 3 nsubj", ["Line 6", "'They'", "text"]),
        ("2 We we PRON PRP _ 3 nsubj", "3 We we PRON PRP _ 3 nsubj", ["Line 6", "number 2"]),
        ("2 We we PRON PRP _ 3 nsubj", "2 We we", ["Line 6", "3 columns"]),
        ("6 PERSON", "6-99 PERSON", ["line 2", "6-99 PERSON"]),
        ("6 PERSON", "Biden", ["line 2", "'Biden'"]),
    ],
)
def test_what_is_wrong_is_told_with_its_line(old: str, new: str, words: list[str]) -> None:
    with pytest.raises(ConlluError) as caught:
        read_conllu(MET.replace(old, new))
    assert all(word in caught.value.message for word in words), caught.value.message
