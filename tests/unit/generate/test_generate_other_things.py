"""A question says what the text says of a thing, not of one with a like name, and asks for it by what it is."""

import pytest
from generate_parts import context, made

from quiz.generate.entities.names import Names
from quiz.generate.grammar.flaws import unsound
from quiz.generate.reading.context import Context
from quiz.generate.reading.frame import title_event
from quiz.generate.rules import renown
from quiz.generate.wording.holes import holes
from quiz.language.conllu import read_conllu
from quiz.model.article import Article

HEADING = """
1 2008 2008 NUM CD _ 3 nummod
2 Summer Summer PROPN NNP _ 3 compound
3 Olympics olympics PROPN NNPS _ 5 compound
4 torch torch NOUN NN _ 5 compound
5 relay relay NOUN NN _ 0 root
"""
GOALS = """
1 He he PRON PRP _ 3 nsubj
2 has have AUX VBZ _ 3 aux
3 earned earn VERB VBN _ 0 root
4 caps cap NOUN NNS _ 3 obj
5 and and CCONJ CC _ 6 cc
6 scored score VERB VBD _ 3 conj
7 goals goal NOUN NNS _ 6 obj
8 . . PUNCT . _ 3 punct
"""
HIDDEN = """
# entities = 4-{end} ORG, 7 LOC
1 In in ADP IN _ 2 case
2 1903 1903 NUM CD _ 6 obl
3 the the DET DT _ 5 det
4 {first} {first} PROPN NNP _ 5 compound
5 {last} {last} PROPN NNP _ 6 nsubj
6 reached reach VERB VBD _ 0 root
7 Norway Norway PROPN NNP _ 6 obj
8 . . PUNCT . _ 6 punct
"""


def _prompts(name: str) -> list[str]:
    return [one.prompt for one in made(name)[0]]


def test_a_science_is_not_its_branch_that_is_named_later() -> None:
    assert "In which year did Jon Keller teach Ceramics at the University of Arvin?" in _prompts("branch_of_science")


def test_a_participle_that_begins_a_title_belongs_to_it() -> None:
    found = _prompts("title_participle")
    assert "In which year did Ada Lorne publish the bestselling Being Digital in Norway?" in found
    assert not any("Being Go Digital" in prompt for prompt in found)


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("future_advisor", "Whom did Ada Lorne meet"),
        ("party_leader", "Who was the leader of Tory"),
        ("early_land", "In which country was Tidal Norse"),
        ("shire", "In which city"),
        ("largest_body", "Which organization"),
        ("first_name", "Who founded"),
        ("distances", "Over how many metres"),
    ],
)
def test_what_names_nobody_another_sort_or_a_part_is_not_asked_for(name: str, start: str) -> None:
    assert not [prompt for prompt in _prompts(name) if prompt.startswith(start)]


def test_a_shire_is_asked_for_with_where() -> None:
    assert "Where was Jon Keller born in 1890?" in _prompts("shire")


def test_a_government_is_no_base() -> None:
    assert not [one for one in made("body_no_base")[0] if one.rule == "equative"]


def test_one_of_two_things_that_somebody_is_known_for_is_no_answer() -> None:
    assert not list(renown.RULE.find(context("known_for_more")))


def test_a_relay_to_games_is_not_the_games() -> None:
    heading = read_conllu(HEADING.strip() + "\n")
    here = context("shire").document
    event = title_event(heading, here, Names(here, title=heading.text), None)
    assert event is not None
    assert event.opening == "in the 2008 Summer Olympics torch relay"


def test_what_goes_on_from_a_perfect_has_no_time_of_its_own() -> None:
    sentence = read_conllu(GOALS.strip() + "\n").sentences[0]
    assert unsound(sentence, sentence.tokens[5], quoted=False)
    assert not unsound(sentence, sentence.tokens[2], quoted=False)


@pytest.mark.parametrize(
    ("first", "last", "hint"), [("Harbour", "Campaign", "campaign"), ("Harbour", "Council", "council")]
)
def test_a_campaign_is_no_organization(first: str, last: str, hint: str) -> None:
    document = read_conllu(HIDDEN.format(first=first, last=last, end=5).strip() + "\n")
    found = holes(Context(Article(text=document.text), document), document.sentences[0])
    assert hint in [hole.hint for hole in found if hole.text == f"{first} {last}"]
