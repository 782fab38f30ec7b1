"""Lists on trees written by hand: what is asked for all items at once, and which lists are left alone."""

import pytest
from generate_parts import cards, reasons


@pytest.mark.parametrize(
    ("prompt", "answer"),
    [
        ("In which two years did Ada Lorne receive the Lakeside Prize?", "2010, 2011"),
        ("Which two things caused the flood in Arvin?", "strong winds, heavy rain"),
        ("With which three people did Ada Lorne study?", "Jon Berg, Eva Salo, Marta Keller"),
        ("Which two Labour councillors were elected in Oslo in 2016?", "Ann Holm, Bo Lee"),
        ("In which two decades did Marta Keller design looms and presses for Norway?", "1960s, 1970s"),
    ],
)
def test_asks(prompt: str, answer: str) -> None:
    assert cards("lists", "list").get(prompt) == answer


@pytest.mark.parametrize(
    "sentence",
    [
        "The River Trade Council protects both salmon and sturgeon as well as eels.",
        "Norway admires men and women.",
        "Norway and peace is a film.",
    ],
)
def test_open_lists_pairs_and_mixed_items_are_left_alone(sentence: str) -> None:
    assert reasons("lists", "list")[sentence] == "it is not certain what sort the list is of"
