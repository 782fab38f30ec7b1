"""What a question may not have lost: a year, a condition, what is counted, whose office is meant."""

from dataclasses import replace

import pytest
from generate_parts import context, made

from quiz.generate.choosing.loose import unbroken


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
        ("Arvin-based {{c1::Night Ferry::person}} won a prize.", "a body is taken for a person"),
    ],
)
def test_what_is_torn_off_is_not_asked(prompt: str, reason: str) -> None:
    one = replace(made("single")[0][0], prompt=prompt, used=(), headline="")
    assert unbroken(one, context("single")) == reason


@pytest.mark.parametrize(
    "prompt",
    [
        "Who left Arvin in November 1931?",
        "More than how many people live in Arvin?",
        "Who went to Arvin on May 3?",
    ],
)
def test_what_is_whole_is_asked(prompt: str) -> None:
    one = replace(made("single")[0][0], prompt=prompt, used=(), headline="")
    assert unbroken(one, context("single")) is None
