"""Guides to places: bynames and seats of lands are asked, beds and flights are not; dates keep what they are of."""

import pytest
from generate_parts import made, reasons


@pytest.mark.parametrize(
    ("prompt", "answer"),
    [
        ("Which town was known as Castra Alba by the Romans?", "Halmar"),
        ("Which town became the capital of Gotia Minor after 230?", "Halmar"),
        ("Which town is known as Norway's City of Bridges?", "Halmar"),
        ("In which year was a stone bridge over the Arvin River in Halmar built?", "1931"),
        ("In which year was Halmar founded?", "1871"),  # "Founded in 1871, it has become ..."
        ("In which desert is Halmar situated at an elevation of 900 ft?", "Arvin Desert"),
    ],
)
def test_is_asked(prompt: str, answer: str) -> None:
    assert answer in {one.answer for one in made("guides")[0] if one.prompt == prompt}


@pytest.mark.parametrize(
    "words",
    [
        "flight per week",  # it changes each season
        "is Lillevik situated with",  # the houses are not where it lies
        "was governed by Karl",  # by many others too
        "population of how many people",  # of the island, not of the town
        "Ada Lorne issue a decree?",  # one of many
        "How many sites",  # sites of what?
    ],
)
def test_is_not_asked(words: str) -> None:
    assert not any(words in one.prompt for one in made("guides")[0] if "{{" not in one.prompt)


def test_a_share_without_its_whole_is_no_card() -> None:
    assert any("what the share is of" in reason for reason in reasons("guides", "statement").values())


def test_what_is_joined_to_an_object_is_not_joined_to_a_noun_before_its_verb() -> None:
    prompts = {one.prompt for one in made("guides")[0]}
    assert any("White Harbour" in prompt for prompt in prompts)
    assert not any(
        "White Harbour" in prompt and prompt.endswith("events.") and "hosts" not in prompt for prompt in prompts
    )
