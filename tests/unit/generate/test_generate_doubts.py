"""What a careful person would not ask: each case is one sentence of a tree file that tempts a rule."""

from dataclasses import replace
from datetime import date

import pytest
from generate_parts import TREES, cards, context, made

from quiz.generate.choosing.distractors import distractors
from quiz.generate.choosing.gates import first_objection
from quiz.generate.facts import Candidate, Kind
from quiz.generate.pipeline import find_candidates
from quiz.generate.reading.context import Context
from quiz.language.conllu import read_conllu
from quiz.model.article import Article


def _prompts(tree: str) -> list[str]:
    """What takes a sentence apart; a statement with a hole leaves it whole."""
    return [one.prompt for one in made(tree)[0] if one.rule != "statement"]


@pytest.mark.parametrize(
    "words",
    [
        "convene",  # the object belongs to the second of two verbs
        "make history",  # an idiom
        "want",  # a wish
        "open the Harbour Museum",  # only planned
        "Norway joined",  # has joined, but by when?
        "has Norway joined",
        "Which city accused",  # a capital for its government
        "High Court",  # of which country?
        "die in",  # "in Vienna in Austria"
        "did Jon Berg return",  # once or often?
        "lead a group",
        "Around how many",
        "things did the River Trade Council invite",  # people, not things
        "By what",  # "gales in Norway" is no name for what did it
        "In which year did a revolution",
        "Lorne 60",  # an age
        "shame for",  # hides half of what the sentence is about
        "Sister Oda",  # Ada's other name, not the lake's
        "particular doubts",  # somebody's own words
        "report",  # the source of a statement
        "young country",
        "and a second",  # one of two dates
        "thank",  # happened nobody knows when
        "What is the Arvin Islands",  # several things, asked for as one
        "group border",
        "how many weeks",  # from the article's day on
        "How many ferries",  # the names would stay in the question
        "being held",  # soon over
        "nine ferries",  # wound into "and two more"
        "many ferries did Denmark",
        "In from",  # two prepositions in a row
        "Osvald",  # half a name
        "richest man",  # today's, not tomorrow's
        "United States $",  # a currency, no country
        "instance",
        "riefly",
        "23 residents",
        "many residents",  # those the article has spoken of
        "windy island",
        "flee to Finland",  # "in 2008 hours" is no year
        "Edda Nord",  # anybody's daughter
        "Which two people",  # first names alone
        "sloops",  # whose? a year is not enough
        "Swedish businessman",  # who is that?
        "What did Denmark issue",  # "a decree" says nothing
    ],
)
def test_leaves_alone(words: str) -> None:
    assert [prompt for prompt in _prompts("doubtful") if words in prompt] == []


@pytest.mark.parametrize("words", ["and a second", "richest man", "want", "being held", "thank"])
def test_leaves_alone_whole(words: str) -> None:
    assert [one.prompt for one in made("doubtful")[0] if words in one.prompt] == []


@pytest.mark.parametrize(
    ("rule", "prompt", "answer"),
    [
        ("date", "In which year did Ada Lorne found the Harbour Museum?", "1931"),
        ("subject", "Which country hosted the Barge Congress in 2001?", "Sweden"),
        ("subject", "Which country hosted the Ferry Congress in 2004?", "Denmark"),
        ("date", "In which year did Denmark leave Greenholm?", "1972"),
        ("share", "What share of Norwegians owned rowing boats in 1990?", "a third"),
    ],
)
def test_still_asks(rule: str, prompt: str, answer: str) -> None:
    assert cards("doubtful", rule).get(prompt) == answer


def test_only_news_is_given_the_month_of_its_article() -> None:
    prompts = _prompts("background")
    assert "In May 2015, which country hosted the Lakeside Summit in Oslo?" in prompts
    assert "Which council was founded by Ada Lorne?" in prompts  # founding is no news
    assert "Which country chaired the Ferry Congress?" in prompts  # it stands beside 1998
    assert [p for p in prompts if "Ferry Congress" in p and "2015" in p] == []


def test_a_first_name_alone_is_the_person_the_article_is_about() -> None:
    prompts = [one.prompt for one in _life()]
    assert "In which year did Marta Keller earn a doctorate in chemistry?" in prompts
    assert "In which year did Keller move to Lake Arvin?" not in prompts


def test_a_pronoun_behind_two_people_is_nobody() -> None:
    assert all("Sweden" not in (one.prompt, one.answer) for one in _life())


def test_without_a_day_the_present_is_no_answer() -> None:
    assert [p for p in _prompts("doubtful") if "funds the Ferry Museum" in p] == []


def _life() -> list[Candidate]:
    document = read_conllu((TREES / "given_name.conllu").read_text(encoding="utf-8"))
    return find_candidates(Context(Article(text=document.text, title="Marta Keller"), document))[0]


@pytest.mark.parametrize(
    ("prompt", "reason"),
    [
        ("Which country hosted the Lakeside Lakeside Summit?", "a word stands twice in a row"),
        ("Which country has between 7,000 people in Oslo?", "only one end of a range is left"),
        ("Which country hosted the Lakeside Summit in June?", "the time is relative (a month of no year)"),
        ("Which country hosted the ongoing Lakeside Summit?", "the time is relative (ongoing)"),
        ("Which country hosted last year's Lakeside Summit?", "the time is relative (last year)"),
        ("Which country hosted the Lakeside Summit for instance?", "the statement is only an example"),
        ("Which country set the date of for the Lakeside Summit?", "two prepositions stand in a row"),
        ("Which country hosted 882 + Lakeside people?", "the question holds a sign"),
        ("Which country have all hosted the Lakeside Summit?", "all of whom is lost"),
        ("Which country hosted the Lakeside Summit, 1602275-4958?", "a telephone number stands in it"),
    ],
)
def test_more_gates_on_wording(prompt: str, reason: str) -> None:
    one = next(c for c in made("subject")[0] if c.rule == "subject" and c.answer == "Norway")
    bare = replace(one, prompt=prompt, used=(), asked=(), clause=(), joints=())
    assert first_objection(bare, context("subject")) == reason


def test_the_family_name_comes_first_where_it_does() -> None:
    person = context("object").names.by_form("Jon Berg")
    assert person is not None
    wang = replace(person, full="Wang Daming", forms=frozenset({"Wang Daming"}))
    assert wang.surname == "Wang"
    assert replace(wang, forms=frozenset({"Wang Daming", "Daming"})).surname == "Daming"


def test_choices_fit_the_gender_a_question_shows() -> None:
    here = context("object", as_of=date(2020, 1, 1))
    one = next(c for c in made("object", as_of=date(2020, 1, 1))[0] if c.answer_kind is Kind.PERSON)
    assert distractors(replace(one, prompt="Who praised her career?"), here) == ()
