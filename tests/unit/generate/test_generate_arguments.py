"""What verbs take: no question with an object cut off, a date hung on the wrong word, or an intention of any day."""

import pytest
from generate_parts import made


@pytest.mark.parametrize(
    "prompt",
    [
        "With what did the reopening of the Harbour Museum coincide in 1987?",  # somebody died in that year
        "In which year did the reopening of the Harbour Museum coincide with the anniversary of Jon Berg's death?",
        "What did Jon Berg try to do?",  # many things
        "What does the Arvin Society encourage painters to do?",  # the object of the verb is lost
        "Which society encourages painters to regularly disseminate?",
        "Who travelled to Norway and Sweden in 1931?",  # with countless others
    ],
)
def test_is_not_asked(prompt: str) -> None:
    assert prompt not in {one.prompt for one in made("frames")[0]}


@pytest.mark.parametrize(
    ("prompt", "answer"),
    [
        ("To which museum did Ada Lorne travel on May 4, 1931?", "Harbour Museum"),  # elsewhere in another year
        ("To which two countries did Ada Lorne travel in 1931?", "Norway, Sweden"),
        ("Who tried to repair the ferry of the Arvin Society in 1950?", "Jon Berg"),
    ],
)
def test_is_asked(prompt: str, answer: str) -> None:
    assert answer in {one.answer for one in made("frames")[0] if one.prompt == prompt}
