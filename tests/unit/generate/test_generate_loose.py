"""What a question may not have lost: a year, a condition, what is counted, whose office is meant."""

from dataclasses import replace

import pytest
from generate_parts import context, made

from quiz.generate.choosing.loose import unbroken
from quiz.generate.reading.context import Context
from quiz.model.article import Article


@pytest.mark.parametrize(
    ("prompt", "reason"),
    [
        ("Who meant to leave Arvin in November?", "a month stands without its year"),
        ("Doubts about {{c1::Arvin::city}} do, however, remain.", "it goes back to the sentence before"),
        ("The lake is deeper than {{c1::10::number}} km.", "any smaller number fits as well"),
        ("A goal of 2.5 million more by {{c1::2010::year}} was set.", "what is counted is left out"),
        ("To which town did the Lorne family move when a young girl?", "it is not certain who is described"),
        ("They starred in the {{c1::Arvin Film::name}} a Ring of Gold.", "the name goes on behind the answer"),
        ("About what did Ada Lorne learn more?", "what there is more of is left out"),
        ("In which year did Ada Lorne's design play a key role?", "what it is part of is left out"),
        ("The pair held the record of {{c1::6.1::number}} seconds.", "it goes back to the sentence before"),
        ("One ferry was seen by {{c1::5::number}} million people.", "it goes back to the sentence before"),
        ("Two of the {{c1::three::number}} lists of ports were shown.", "it goes back to the sentence before"),
        ("What was the name of Ada Lorne's 12-year-old son?", "an age stands without its time"),
        ("In which city did the 30 year old win the crown?", "it is not certain who is described"),
        ("How many games did the Arvin born rower play?", "it is not certain who is described"),
        ("Who was the mayor of Arvin at the time of the meeting in Norway?", "it does not say which meeting"),
        ("After Ada Lorne's return she ruled {{c1::Arvin::city}}.", "it is not said when"),
        ("Who was honoured in Arvin after his return?", "it is not said when"),
        ("With what share of the vote was Ada Lorne re-elected?", "it is not said when"),
        ("Which woman stands on the front page the next day?", "it is not said when"),
        ("What did Ada Lorne study?", "many answers fit"),
        ("Where does Ada Lorne race?", "many answers fit"),
        ("Which two things did the Arvin Council highlight?", "many answers fit"),
        ("Arvin-based {{c1::Night Ferry::person}} won a prize.", "a body is taken for a person"),
    ],
)
def test_what_is_torn_off_is_not_asked(prompt: str, reason: str) -> None:
    one = replace(made("single")[0][0], prompt=prompt, used=(), headline="", rule="object")
    assert unbroken(one, context("single")) == reason


@pytest.mark.parametrize(
    "prompt",
    [
        "Who left Arvin in November 1931?",
        "More than how many people live in Arvin?",
        "Who went to Arvin on May 3?",
        "In which year did Ada Lorne play a role in the harbour strike?",
        "With what share of the vote was Ada Lorne re-elected in 1931?",
        "Where does Ada Lorne live?",
        "As what was Ada Lorne ordained?",
        "After Ada Lorne's return from {{c1::Norway::country}} she ruled Arvin.",
        "{{c1::Jon Berg::person}} is the 22 year old son of Ada Lorne.",
    ],
)
def test_what_is_whole_is_asked(prompt: str) -> None:
    one = replace(made("single")[0][0], prompt=prompt, used=(), headline="")
    assert unbroken(one, context("single")) is None


def test_the_leader_of_a_body_is_not_asked_for_without_a_time() -> None:
    here = Context(
        Article(text="Ada Lorne leads it.", title="Arvin Union leader quits her post"), context("single").document
    )
    one = replace(made("single")[0][0], used=(), headline="", prompt="Who was the leader of the Arvin Union?")
    assert unbroken(one, here) == "it is not said when"
    assert unbroken(replace(one, prompt="Who was the leader of the Arvin Union in 1931?"), here) is None
