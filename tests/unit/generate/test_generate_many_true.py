"""Questions whose form leaves many true answers are not asked."""

from dataclasses import replace

import pytest
from generate_parts import context, made

from quiz.generate.choosing.many_true import many_true
from quiz.generate.facts import Candidate, Kind
from quiz.generate.reading.context import Context
from quiz.generate.wording.specificity import TOO_GENERAL
from quiz.language.conllu import read_conllu
from quiz.model.article import Article
from quiz.model.deck import CardKind

PLAIN = context("single")

DEEDS = """
1 Ada Ada PROPN NNP _ 2 nsubj
2 joined join VERB VBD _ 0 root
3 Tern Tern PROPN NNP _ 2 obj
4 . . PUNCT . _ 2 punct

1 Ada Ada PROPN NNP _ 2 nsubj
2 met meet VERB VBD _ 0 root
3 Tern Tern PROPN NNP _ 2 obj
4 to to PART TO _ 5 mark
5 trade trade VERB VB _ 2 advcl
6 . . PUNCT . _ 2 punct

1 Ada Ada PROPN NNP _ 2 nsubj
2 found find VERB VBD _ 0 root
3 herself herself PRON PRP _ 2 obj
4 . . PUNCT . _ 2 punct

1 Ada Ada PROPN NNP _ 2 nsubj
2 had have VERB VBD _ 0 root
3 impact impact NOUN NN _ 2 obj
4 . . PUNCT . _ 2 punct
"""


def _one(rule: str, prompt: str, answer: str = "Tern", kind: CardKind = CardKind.BASIC) -> Candidate:
    one = made("single")[0][0]
    return replace(one, rule=rule, prompt=prompt, answers=((answer,),), kind=kind, asked=(), joints=(), clause=())


def _asked(place: int, rule: str, prompt: str) -> tuple[Candidate, Context]:
    document = read_conllu(DEEDS.strip() + "\n")
    here = Context(Article(text=document.text), document)
    sentence = document.sentences[place]
    one = replace(_one(rule, prompt), sentence=sentence, asked=(0,), used=(1, 2), answer_kind=Kind.PERSON)
    return one, here


@pytest.mark.parametrize(
    ("rule", "prompt", "kind"),
    [
        ("life", "What did Ada Lorne become in 1931?", CardKind.BASIC),
        ("renown", "As what was Ada Lorne recognized?", CardKind.BASIC),
        ("renown", "For what is Arvin famous?", CardKind.BASIC),
        ("office-holder", "Who was the mayor of Oslo at the time of the meeting in Vienna?", CardKind.BASIC),
        ("cloze", "Arvin is located southeast of {{c1::Tern Island::island}}.", CardKind.CLOZE),
        ("subject", "Which town lies south of the Tern Islands?", CardKind.BASIC),
        ("share", "With what percentage of the vote was Ada Lorne re-elected?", CardKind.BASIC),
        ("subject", "Who plans to be selling ferries by the end of 2006?", CardKind.BASIC),
        ("located-in", "At the meeting in Oslo, to which city were the lists sent?", CardKind.BASIC),
        ("subject", "Which trail connects Tern Path?", CardKind.BASIC),
        ("subject", "What was dubbed the Tern for its white sails?", CardKind.BASIC),
        ("located-in", "Where does Ada Lorne race?", CardKind.BASIC),
        ("located-in", "In which country was the Tern Guard stationed?", CardKind.BASIC),
        ("cloze", "Low tolls: The former ferry pilot was dubbed {{c1::Tern::bird}}.", CardKind.CLOZE),
        ("statement", "Leaders of the Tern Union sent a letter to {{c1::Ada Lorne::person}}.", CardKind.CLOZE),
    ],
)
def test_many_answers_fit_the_form(rule: str, prompt: str, kind: CardKind) -> None:
    assert many_true(_one(rule, prompt, kind=kind), PLAIN) == TOO_GENERAL


@pytest.mark.parametrize(
    ("rule", "prompt", "answer"),
    [
        ("renown", "For what is Ada Lorne best known?", "work on inland harbours"),
        ("renown", "As what was Ada Lorne recognized in 1931?", "founder of the Tern School"),
        ("office-holder", "Who was the chair of the Tern Union at the time of its meeting in Oslo?", "Jon Berg"),
        ("share", "With what percentage of the vote was Ada Lorne re-elected in 1931?", "61%"),
        ("life", "What did Ada Lorne study?", "music"),
        ("situated", "In which region is Arvin?", "Lakeland"),
        ("subject", "Which trail connects Arvin with the Tern Path?", "Gull Trail"),
        ("located-in", "In which country was the Tern Guard stationed in 1931?", "Norway"),
    ],
)
def test_what_narrows_it_leaves_one(rule: str, prompt: str, answer: str) -> None:
    assert many_true(_one(rule, prompt, answer), PLAIN) is None


def test_a_state_is_no_region_and_doing_is_no_plan() -> None:
    assert many_true(_one("situated", "In which region is Arvin?", "northeastern Oklahoma"), PLAIN)
    assert many_true(_one("action", "What does Ada Lorne plan to do?", "be selling ferries by 2006"), PLAIN)
    assert many_true(_one("life", "What did Ada Lorne study?", "play of the Norwegian team"), PLAIN)


@pytest.mark.parametrize("place", [0, 2, 3])
def test_what_others_do_too_is_not_asked_of_one(place: int) -> None:
    assert many_true(*_asked(place, "subject", "Who did so?")) == TOO_GENERAL


def test_a_purpose_says_which_meeting() -> None:
    assert many_true(*_asked(1, "subject", "Who met Tern to trade?")) is None
