"""Lists on trees written by hand: what is asked for all items at once, and which lists are left alone."""

import pytest
from generate_parts import cards, made, reasons


@pytest.mark.parametrize(
    ("prompt", "answer"),
    [
        ("In which two years did Ada Lorne receive the Lakeside Prize?", "2010, 2011"),
        ("In which two years did Marta Keller design bridges for Norway?", "1956, 1957"),
        ("Which two things caused the flood in Arvin?", "strong winds, heavy rain"),
        ("Which two Labour councillors were elected in Oslo in 2016?", "Ann Holm, Bo Lee"),
        ("In which two decades did Marta Keller design looms and presses for Norway?", "1960s, 1970s"),
    ],
)
def test_asks(prompt: str, answer: str) -> None:
    assert cards("lists", "list").get(prompt) == answer


def test_with_whom_somebody_studied_is_not_asked_where_nothing_says_when() -> None:
    assert "With which three people did Ada Lorne study?" not in cards("lists", "list")


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


@pytest.mark.parametrize(
    ("prompt", "answer"),
    [
        ("Which four hotels are there in Arvin?", "Grand Hotel, Lake Hotel, Harbour Hotel, Summer Hotel"),
        ("Between which three parties was Norway divided in 1931?", "Red, Green, Blue"),
        ("Which two types of locks did Ada Lorne identify in 1998?", "sea locks, river locks"),
    ],
)
def test_asks_for_the_names_of_what_is_counted(prompt: str, answer: str) -> None:
    assert cards("enumeration", "enumeration").get(prompt) == answer


def test_names_that_are_fewer_than_the_count_are_no_full_list() -> None:
    assert not any("towns" in prompt for prompt in cards("enumeration", "enumeration"))


def test_the_length_of_a_pause_is_asked_for_but_not_that_of_a_known_plan() -> None:
    assert cards("enumeration", "duration") == {
        "After a pause of how many years did Norway reopen the Harbour Museum in 1998?": "11"
    }


def test_two_things_deep_in_a_sentence_are_part_of_its_wording() -> None:
    sentence = "Marta Keller lived a life of toil and prayer in Oslo in 1987."
    assert reasons("lists", "list")[sentence] == "two things deep in a sentence belong to its wording"


@pytest.mark.parametrize("part", ["In which two things", "With which three things", "Including", "that must"])
def test_says_nothing_of_vague_or_borrowed_lists(part: str) -> None:
    assert not any(part in prompt for prompt in cards("vague_lists", "list"))


def test_a_list_far_inside_a_phrase_stays_there() -> None:
    assert not any("which two countries" in prompt or "genres of" in prompt for prompt in cards("far_lists", "list"))


def test_nothing_belongs_to_a_percentage() -> None:
    assert not any("its survey" in one.prompt for one in made("far_lists")[0] if one.rule == "share")
