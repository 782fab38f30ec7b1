"""What many do or what is done often is not asked without a time; scores stay out of names."""

import pytest
from generate_parts import made


@pytest.mark.parametrize(
    "prompt",
    [
        "Who reiterated the need for better roads at a conference with Jon Berg in Oslo?",
        "What killed only four?",  # four of what?
        "What did Nils Holm finish with the Lakeside Owls?",
        "For what purpose did the Lakeside Owls defeat the Harbour Herons 3-1?",  # that came of it
        "Who was named Arvin Player of the Year?",  # somebody each year
    ],
)
def test_is_not_asked(prompt: str) -> None:
    assert prompt not in {one.prompt for one in made("many")[0]}


def test_a_score_is_no_part_of_a_name() -> None:
    answers = {one.answer for one in made("many")[0]}
    assert not any("3-1" in answer for answer in answers)
    asked = [drop.text for drop in made("many")[1] if drop.rule == "score"]  # of which season, nothing says
    assert "By what score did the Lakeside Owls defeat the Harbour Herons in the Arvin Cup final?" in asked


@pytest.mark.parametrize(
    "prompt",
    [
        "What did Arvin experience as a centre of the salmon trade?",  # it went through much
        "Which town exports salmon to the west of Sweden?",  # "west" is no superlative
    ],
)
def test_hollow_verbs_and_common_deeds_are_not_asked(prompt: str) -> None:
    assert prompt not in {one.prompt for one in made("hollow")[0]}


def test_a_superlative_makes_a_question_specific() -> None:
    assert "Which town has the oldest lighthouse of any town in Norway?" in {one.prompt for one in made("hollow")[0]}
