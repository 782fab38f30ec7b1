"""What somebody served as, played, was the first to win, and what stands behind a verb's own preposition."""

import pytest
from generate_parts import cards


@pytest.mark.parametrize(
    ("rule", "prompt", "answer"),
    [
        ("capacity", "In what role did Marta Keller serve in Norway in 1931?", "minister of fisheries"),
        ("capacity", "As which character did Ada Lorne appear in the film Night Ferry in 1948?", "Salka Brenn"),
        ("foremost", "Which prize was Marta Keller the first woman to receive in 1935?", "Arvin Prize"),
        ("oblique", "In what did Ada Lorne's funeral end?", "riots"),
        ("oblique", "Aboard what did Jon Berg sail into the Baltic Sea in 1957?", "Salmon"),
    ],
)
def test_asks(rule: str, prompt: str, answer: str) -> None:
    assert cards("capacity", rule).get(prompt) == answer


def test_a_manner_is_no_role() -> None:
    assert all("usual" not in answer for answer in cards("capacity", "capacity").values())


def test_what_one_of_many_does_is_not_what_he_was_the_first_to_do() -> None:
    assert list(cards("capacity", "foremost").values()) == ["Arvin Prize"]
