"""What somebody was made or appointed; letters that only one body of the article can be meant by."""

import pytest
from generate_parts import cards, made


@pytest.mark.parametrize(
    ("prompt", "answer"),
    [
        ("What was Ada Lorne made in 1950?", "a Dame"),
        ("To which position was Ada Lorne appointed in 1951?", "director of the Harbour Museum"),
    ],
)
def test_asks_what_somebody_became(prompt: str, answer: str) -> None:
    assert cards("appointed", "appointed").get(prompt) == answer


def test_newcomers_hold_no_position() -> None:
    assert all("newcomers" not in one.answer for one in made("appointed")[0])


def test_letters_are_written_out_and_an_aim_before_a_statement_follows_it() -> None:
    found = cards("appointed", "object")
    assert found["Which ferry did the Harbour Rescue Society build in 1960 to save fuel?"] == "Tern"
