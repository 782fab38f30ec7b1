"""How "the exhibit" is written when the article has told before which exhibit that is."""

from quiz.generate.reading.context import Context
from quiz.generate.reading.discourse import Thing, of_year
from quiz.language.conllu import read_conllu
from quiz.model.article import Article

NAMED = """
1 Norvik Norvik PROPN NNP _ 2 nsubj
2 opened open VERB VBD _ 0 root
3 an a DET DT _ 4 det
4 exhibit exhibit NOUN NN _ 2 obj
5 of of ADP IN _ 8 case
6 Ada Ada PROPN NNP _ 8 nmod:poss
7 's 's PART POS _ 6 case
8 prints print NOUN NNS _ 4 nmod
9 . . PUNCT . _ 2 punct
"""
BARE = """
1 The the DET DT _ 2 det
2 exhibit exhibit NOUN NN _ 3 nsubj
3 drew draw VERB VBD _ 0 root
4 crowds crowd NOUN NNS _ 3 obj
5 . . PUNCT . _ 3 punct
"""
OTHER = """
1 Norvik Norvik PROPN NNP _ 2 nsubj
2 closed close VERB VBD _ 0 root
3 an a DET DT _ 4 det
4 exhibit exhibit NOUN NN _ 2 obj
5 of of ADP IN _ 6 case
6 maps map NOUN NNS _ 4 nmod
7 . . PUNCT . _ 2 punct

1 It it PRON PRP _ 2 nsubj
2 rained rain VERB VBD _ 0 root
3 . . PUNCT . _ 2 punct
"""


def _written(*trees: str) -> list[str]:
    document = read_conllu("\n\n".join(tree.strip() for tree in trees) + "\n")
    here = Context(Article(text=document.text), document)
    return [r.text for r in here.references.of(document.sentences[-1]).values() if r.start == 0]


def test_what_was_introduced_with_a_name_is_written_out() -> None:
    assert _written(NAMED, BARE) == ["the exhibit of Ada's prints"]


def test_what_is_introduced_later_stays_as_it_is() -> None:
    assert _written(BARE, NAMED, BARE.replace("exhibit", "ferry")) == []


def test_one_of_several_stays_as_it_is() -> None:
    assert _written(NAMED, OTHER, BARE) == []


def test_a_description_by_age_means_the_person_named_last() -> None:
    person = """
1 Ada Ada PROPN NNP _ 3 nsubj
2 Lorne Lorne PROPN NNP _ 1 flat
3 slept sleep VERB VBD _ 0 root
4 . . PUNCT . _ 3 punct
"""
    aged = """
1 The the DET DT _ 5 det
2 91 91 NUM CD _ 4 nummod
3 - - PUNCT HYPH _ 2 punct
4 year-old year-old ADJ JJ _ 5 amod
5 judge judge NOUN NN _ 6 nsubj
6 woke wake VERB VBD _ 0 root
7 . . PUNCT . _ 6 punct
"""
    assert _written(person, aged) == ["Ada Lorne"]


def test_what_opens_a_clause_is_of_the_subject_that_follows() -> None:
    before = """
1 Jon Jon PROPN NNP _ 3 nsubj
2 Berg Berg PROPN NNP _ 1 flat
3 slept sleep VERB VBD _ 0 root
4 . . PUNCT . _ 3 punct
"""
    opens = """
1 His his PRON PRP$ _ 2 nmod:poss
2 tenure tenure NOUN NN _ 6 obl
3 over over ADV RB _ 2 advmod
4 Ada Ada PROPN NNP _ 6 nsubj
5 Lorne Lorne PROPN NNP _ 4 flat
6 left leave VERB VBD _ 0 root
7 . . PUNCT . _ 6 punct
"""
    assert _written(before, opens) == ["Jon Berg's"]
    assert _written(before, opens.replace("Ada", "Tom").replace("Lorne", "Lind")) == ["Tom Lind's"]


def test_the_festival_of_another_year_is_the_festival_and_the_crash_another_crash() -> None:
    festival = Thing(key="a", text="the May 2015 Arvin festival", noun="festival")
    crash = Thing(key="b", text="the May 2015 Arvin crash", noun="crash")
    assert of_year(festival, {2014}) == "the Arvin festival"
    assert of_year(festival, {2015}) == of_year(festival, set()) == festival.text
    assert of_year(crash, {2014}) == ""


def test_the_family_in_a_life_is_that_of_who_lives_it() -> None:
    life = """
1 Ada Ada PROPN NNP _ 4 nsubj
2 Lorne Lorne PROPN NNP _ 1 flat
3 was be AUX VBD _ 4 cop
4 painter painter NOUN NN _ 0 root
5 . . PUNCT . _ 4 punct

1 The the DET DT _ 2 det
2 family family NOUN NN _ 3 nsubj
3 moved move VERB VBD _ 0 root
4 . . PUNCT . _ 3 punct
"""
    document = read_conllu(life.strip() + "\n")
    here = Context(Article(text=document.text, title="Ada Lorne"), document)
    assert [r.text for r in here.references.of(document.sentences[1]).values()] == ["Ada Lorne's family"]
