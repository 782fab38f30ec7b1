"""Questions to which the text's answer is one of many true ones are left alone."""

from dataclasses import replace

import pytest
from generate_parts import context, made

from quiz.generate.choosing.open_ended import narrow
from quiz.generate.facts import Candidate, Kind
from quiz.generate.reading.context import Context
from quiz.generate.wording.specificity import TOO_GENERAL
from quiz.language.conllu import read_conllu
from quiz.model.article import Article

SHARED = """
1 Norway Norway PROPN NNP _ 2 nsubj
2 leads lead VERB VBZ _ 0 root
3 to to ADP IN _ 4 case
4 tolls toll NOUN NNS _ 2 obl
5 . . PUNCT . _ 2 punct

1 Ada Ada PROPN NNP _ 3 nsubj
2 Lorne Lorne PROPN NNP _ 1 flat
3 proposed propose VERB VBD _ 0 root
4 tolls toll NOUN NNS _ 3 obj
5 . . PUNCT . _ 3 punct

1 Ada Ada PROPN NNP _ 3 nsubj
2 Lorne Lorne PROPN NNP _ 1 flat
3 made make VERB VBD _ 0 root
4 her her PRON PRP$ _ 5 nmod:poss
5 remarks remark NOUN NNS _ 3 obj
6 in in ADP IN _ 7 case
7 Oslo Oslo PROPN NNP _ 3 obl
8 . . PUNCT . _ 3 punct
"""


def _here() -> Context:
    document = read_conllu(SHARED.strip() + "\n")
    return Context(Article(text=document.text), document)


def _asked(here: Context, rule: str, prompt: str, place: int, asked: int) -> Candidate:
    sentence = here.document.sentences[place]
    used = tuple(t.index for t in sentence.tokens if t.index != asked and t.upos != "PUNCT")
    first = made("single")[0][0]
    return replace(
        first, rule=rule, prompt=prompt, answer_kind=Kind.THING, sentence=sentence, used=used, asked=(asked,), clause=()
    )


@pytest.mark.parametrize(
    ("rule", "prompt", "place", "asked"),
    [
        ("oblique", "To what does Norway lead?", 0, 3),
        ("object", "What did Ada Lorne propose?", 1, 3),
        ("subject", "Who made her remarks in Oslo?", 2, 0),
    ],
)
def test_what_many_answers_fit_is_not_asked(rule: str, prompt: str, place: int, asked: int) -> None:
    here = _here()
    assert narrow(_asked(here, rule, prompt, place, asked), here) == TOO_GENERAL


def test_a_year_leaves_one_answer() -> None:
    here = _here()
    assert narrow(_asked(here, "object", "What did Ada Lorne propose in 1931?", 1, 3), here) is None


def test_half_of_a_row_is_not_left_over() -> None:
    one = replace(made("single")[0][0], prompt="In which country do they meet near the lake, and Arvin?")
    assert narrow(one, context("single")) == "half of a row is left over"


def test_a_text_without_title_day_and_topic_asks_for_what_has_a_year() -> None:
    said = "1 They they PRON PRP _ 2 nsubj\n2 said say VERB VBD _ 0 root\n3 . . PUNCT . _ 2 punct\n"
    document = read_conllu(f"{said}\n{said}")
    nowhere = Context(Article(text=document.text), document)
    one = replace(made("single")[0][0], rule="share", prompt="With what share did Ada Lorne lead the Arvin School?")
    assert narrow(one, nowhere) == TOO_GENERAL
    assert narrow(replace(one, prompt=f"{one.prompt[:-1]} in 1931?"), nowhere) is None


@pytest.mark.parametrize(
    "prompt",
    ["Who stayed with a brother from the Arvin monastery?", "With whom did a friend of Ada Lorne stay?"],
)
def test_somebody_without_a_name_stands_in_no_question(prompt: str) -> None:
    one = replace(made("single")[0][0], prompt=prompt)
    assert narrow(one, context("single")) == TOO_GENERAL


def test_any_of_those_that_are_among_many_would_do() -> None:
    here = _here()
    one = _asked(here, "list", "Teams from which two countries are among the 80 teams in Oslo?", 1, 3)
    assert narrow(one, here) == TOO_GENERAL
