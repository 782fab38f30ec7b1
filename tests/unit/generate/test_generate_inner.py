"""A name within a larger phrase is asked for with the phrase around it."""

import pytest
from generate_parts import cards


@pytest.mark.parametrize(
    ("prompt", "answer"),
    [
        ("As president of which society did Ada Lorne serve in 1945?", "Harbour Society"),
        ("Of which society did Ada Lorne design the badge after the Arvin War?", "Lakeside Society"),
        ("Whose theory of colour influenced Ada Lorne in 1950?", "Jon Berg"),
        ("With whose help was the Harbour Gallery opened in 1946?", "Marta Keller"),
    ],
)
def test_asks(prompt: str, answer: str) -> None:
    assert cards("inner", "inner").get(prompt) == answer


def test_the_topic_and_what_a_name_lies_in_are_left_alone() -> None:
    asked = " ".join(cards("inner", "inner"))
    assert "brushes" not in asked  # whose they were is no question in an article about their owner
    assert "which country" not in asked  # where a school of a name lies is no fact of the sentence
