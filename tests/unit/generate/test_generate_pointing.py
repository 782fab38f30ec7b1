"""Words that often point back, and where everybody knows to whom."""

import pytest

from quiz.generate.choosing.times import timeless
from quiz.generate.facts import Candidate, Fact, Kind
from quiz.generate.reading.context import Context
from quiz.generate.reading.grounding import dangling
from quiz.language.conllu import read_conllu
from quiz.model.article import Article

BLOG = """
1 Ada Ada PROPN NNP _ 3 nsubj
2 Lorne Lorne PROPN NNP _ 1 flat
3 wrote write VERB VBD _ 0 root
4 on on ADP IN _ 6 case
5 {word} {word} PRON PRP$ _ 6 nmod:poss
6 blog blog NOUN NN _ 3 obl
7 . . PUNCT . _ 3 punct
"""
SAME = """
1 Ada Ada PROPN NNP _ 3 nsubj
2 Lorne Lorne PROPN NNP _ 1 flat
3 left leave VERB VBD _ 0 root
4 the the DET DT _ 6 det
5 same same ADJ JJ _ 6 amod
6 day day NOUN NN _ 3 obl:unmarked
7 {word} {word} ADP IN _ 8 case
8 Jon Jon PROPN NNP _ 6 nmod
9 . . PUNCT . _ 3 punct
"""
ITSELF = """
1 {word} {word} PROPN NNP _ 2 nsubj
2 taught teach VERB VBD _ 0 root
3 himself himself PRON PRP _ 2 iobj
4 Norwegian Norwegian PROPN NNP _ 2 obj
5 . . PUNCT . _ 2 punct
"""


@pytest.mark.parametrize(
    ("tree", "word", "clear"),
    [(BLOG, "her", True), (BLOG, "his", False), (SAME, "as", True), (SAME, "before", False), (ITSELF, "Jon", True)],
)
def test_a_word_that_points_back_is_clear_where_the_question_says_to_whom(tree: str, word: str, clear: bool) -> None:
    document = read_conllu(tree.format(word=word).strip() + "\n")
    here = Context(Article(text=document.text), document)
    sentence = document.sentences[0]
    chosen = [t.index for t in sentence.tokens if t.upos != "PUNCT"]
    lost = dangling(here, sentence, chosen)
    reason = lost[1] if lost is not None else ""
    assert ("pointed at" in reason or "who or what" in reason) != clear


def test_no_place_is_who() -> None:
    tree = """
# entities = 1-1 PERSON, 6-6 LOC, 11-11 LOC
1 Ada Ada PROPN NNP _ 4 nsubj
2 was be AUX VBD _ 4 cop
3 a a DET DT _ 4 det
4 citizen citizen NOUN NN _ 0 root
5 of of ADP IN _ 6 case
6 Arvin Arvin PROPN NNP _ 4 nmod
7 , , PUNCT , _ 9 punct
8 who who PRON WP _ 9 nsubj
9 sailed sail VERB VBD _ 4 acl:relcl
10 to to ADP IN _ 11 case
11 Norvik Norvik PROPN NNP _ 9 obl
12 . . PUNCT . _ 4 punct
"""
    document = read_conllu(tree.strip() + "\n")
    here = Context(Article(text=document.text), document)
    subjects = [c.subject.top.text for c in here.clauses if c.kind == "relative"]
    assert subjects == ["Ada"]


def test_a_day_right_behind_a_name_is_a_caption_s() -> None:
    document = read_conllu(BLOG.format(word="her").strip() + "\n")
    here = Context(Article(text=document.text), document)
    sentence = document.sentences[0]

    def asked(prompt: str) -> str | None:
        fact = Fact(predicate="write/nsubj", subject="", value="Ada Lorne")
        one = Candidate(
            rule="subject",
            prompt=prompt,
            answers=(("Ada Lorne",),),
            answer_kind=Kind.PERSON,
            fact=fact,
            sentence=sentence,
        )
        return timeless(one, here)

    assert asked("Who waves to crowds in Arvin May 4, 2021?") is not None
    assert asked("Who waved to crowds in Arvin on May 4, 2021?") is None
    assert asked("From May 4, 2021 to what day did the Arvin fair last?") is None
