"""Questions for any part of a clause: what they must ask, and what fits too many to be asked."""

import pytest
from generate_parts import cards, made, reasons


@pytest.mark.parametrize(
    ("tree", "rule", "prompt", "answer"),
    [
        ("oblique", "oblique", "For which team did Ada Lorne play in the Nordic League in 1998?", "Arvin Rovers"),
        ("oblique", "oblique", "In which league did Ada Lorne play for the Arvin Rovers in 1998?", "Nordic League"),
        ("oblique", "oblique", "With whom did Ada Lorne build the Harbour Museum in 1931?", "Jon Berg"),
        ("oblique", "subject", "Who reviewed Marta Keller's paper on river tides?", "Ada Lorne"),
        ("oblique", "subject", "Who founded the River Trade Council in 1931?", "citizens of Arvin"),
        ("oblique", "subject", "What sank the barge Salmon in Arvin Harbour on 3 May 1921?", "a storm"),
    ],
)
def test_asks(tree: str, rule: str, prompt: str, answer: str) -> None:
    assert cards(tree, rule).get(prompt) == answer


def test_a_step_of_many_lives_is_no_question() -> None:
    dropped = reasons("oblique", "subject")
    assert dropped["Who visited Oslo?"] == "the question fits others too"
    assert dropped["Which newspaper opened in 1887?"] == "the question fits others too"


def test_what_was_told_before_is_no_answer() -> None:
    assert all("request" not in one.answer for one in made("oblique")[0])
