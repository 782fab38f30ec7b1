"""One right answer: what somebody may do often is asked only with what says which time is meant."""

import pytest
from generate_parts import made


@pytest.mark.parametrize(
    "prompt",
    [
        "Which college did Ada Lorne attend?",  # one goes to many
        "Whom did Ada Lorne marry?",  # the article tells of two
        "Who became a member of the Arvin Society?",  # with many others
        "What did Jon Berg design after the Arvin War?",  # and much else
        "Who left school in Oslo to join the Arvin Society?",
    ],
)
def test_is_not_asked(prompt: str) -> None:
    assert prompt not in {one.prompt for one in made("single")[0]}


@pytest.mark.parametrize(
    ("prompt", "answer"),
    [
        ("Whom did Ada Lorne marry in 1950?", "Nils Holm"),
        ("What did Jon Berg direct with Marta Keller?", "Night Ferry"),
        ("Who designed a museum for Marta Keller in 1950?", "Jon Berg"),
    ],
)
def test_is_asked_with_what_makes_it_one(prompt: str, answer: str) -> None:
    assert answer in {one.answer for one in made("single")[0] if one.prompt == prompt}
