"""The event or topic that an article is about, and how questions say so."""

import pytest
from generate_parts import TREES

from quiz.generate.pipeline import find_candidates
from quiz.generate.reading.context import Context
from quiz.language.conllu import read_conllu
from quiz.model.article import Article

CRASH = """
1 Five five NUM CD _ 2 nsubj:pass
2 hurt hurt VERB VBN _ 0 root
3 in in ADP IN _ 6 case
4 Arvin Arvin PROPN NNP _ 6 compound
5 ferry ferry NOUN NN _ 6 compound
6 crash crash NOUN NN _ 2 obl
"""
BACK = """
1 Arvin Arvin PROPN NNP _ 2 nsubj
2 marks mark VERB VBZ _ 0 root
3 anniversary anniversary NOUN NN _ 2 obj
4 of of ADP IN _ 6 case
5 ferry ferry NOUN NN _ 6 compound
6 crash crash NOUN NN _ 3 nmod
"""
STRIKE = """
1 Dockers docker NOUN NNS _ 6 nsubj
2 in in ADP IN _ 3 case
3 Arvin Arvin PROPN NNP _ 6 compound
4 end end NOUN NN _ 6 compound
5 ferry ferry NOUN NN _ 6 compound
6 crash crash NOUN NN _ 0 root
"""
CUP = """
1 Arvin Arvin PROPN NNP _ 2 compound
2 Cup cup NOUN NN _ 0 root
3 2018 2018 NUM CD _ 2 nmod:unmarked
"""


def _framed(heading: str, tree: str = "event") -> Context:
    document = read_conllu((TREES / f"{tree}.conllu").read_text(encoding="utf-8"))
    title = read_conllu(heading.strip() + "\n")
    return Context(Article(text=document.text, title=title.text), document, heading=title)


@pytest.mark.parametrize(
    ("heading", "label", "opening"),
    [
        (CRASH, "the May 2015 Arvin ferry crash", "in the May 2015 Arvin ferry crash"),
        (CUP, "the 2018 Arvin Cup", "at the 2018 Arvin Cup"),
    ],
)
def test_the_title_names_the_event(heading: str, label: str, opening: str) -> None:
    event = _framed(heading).event
    assert event is not None
    assert (event.text, event.opening) == (label, opening)


def test_an_event_that_is_only_remembered_is_not_the_article_s_own() -> None:
    assert _framed(BACK).event is None


def test_a_verb_that_a_title_may_have_taken_for_a_noun_is_no_part_of_the_event() -> None:
    event = _framed(STRIKE).event
    assert event is None or "end" not in event.text.split()


def test_a_question_that_needs_the_event_begins_with_it() -> None:
    prompts = {one.prompt: one.answer for one in find_candidates(_framed(CRASH))[0]}
    assert prompts.get("In the May 2015 Arvin ferry crash, how many passengers were injured?") == "12"
    assert [p for p in prompts if p.startswith("In May 2015") and "passengers" in p] == []


def test_a_report_of_matches_says_which_match_a_question_is_about() -> None:
    here = _framed(CUP, "matches")
    prompts = {one.prompt: one.answer for one in find_candidates(here)[0]}
    assert prompts.get("At the 2018 Arvin Cup, at which stadium did Norway face Finland?") == "Harbour Stadium"
    told = [here.event_at(s) for s in here.document.sentences]
    match = "the match between Norway and Finland at the 2018 Arvin Cup"
    assert [label.text for label in told[2:] if label is not None] == [match, match, match, match]
    meant = [r.text for s in here.document.sentences for r in here.references.of(s).values() if "match" in r.text]
    assert meant == [match]


def test_an_event_of_another_year_is_not_this_one() -> None:
    rows = (
        "1 The the DET DT _ 2 det\n2 crash crash NOUN NN _ 3 nsubj\n3 began begin VERB VBD _ 0 root\n"
        "4 in in ADP IN _ 5 case\n5 {} {} NUM CD _ 3 obl\n6 . . PUNCT . _ 3 punct\n"
    )
    start = "1 Friday Friday PROPN NNP _ 0 root\n2 , , PUNCT , _ 3 punct\n3 May May PROPN NNP _ 1 appos\n"
    line = start + "4 8 8 NUM CD _ 3 nummod\n5 , , PUNCT , _ 6 punct\n6 2015 2015 NUM CD _ 3 nmod\n"
    document = read_conllu("\n".join((line, rows.format(1998, 1998), rows.format(2015, 2015))))
    here = Context(Article(text=document.text), document, heading=read_conllu(CRASH.strip() + "\n"))
    found = [[r.text for r in here.references.of(s).values()] for s in document.sentences]
    assert found == [[], [], ["the May 2015 Arvin ferry crash"]]
