"""What somebody served as, played, was the first to win, and what stands behind a verb's own preposition."""

import pytest
from generate_parts import cards

from quiz.generate.wording.answers import ends_sentence


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


@pytest.mark.parametrize(
    ("rule", "prompt", "answer"),
    [
        (
            "purpose",
            "For what purpose was work underway at the Harbour Museum in 1931?",
            "to enlarge the reading room and dry the cellars",
        ),
        (
            "object",
            "What did Ada Lorne use to weave a flag for the River Trade Council in 1948?",
            "a loom of birch",
        ),
        ("subject", "Who chaired the Harbour Guild until its collapse in 1962?", "Marta Keller"),
    ],
)
def test_asks_what_was_used_and_what_went_on(rule: str, prompt: str, answer: str) -> None:
    assert cards("workings", rule).get(prompt) == answer


def test_what_was_merely_used_is_not_asked_for() -> None:
    assert all("oar" not in answer for answer in cards("workings", "object").values())


def test_what_somebody_is_makes_a_question_specific() -> None:
    found = cards("described", "subject")
    assert found["Which Danish set designer encouraged Ousmane Lorne-Faye to draw?"] == "Marta Keller"
    assert found["Which ship painter taught Ousmane Lorne-Faye to swim?"] == "Jon Berg"


def test_two_things_with_a_year_each_are_two_statements() -> None:
    found = cards("apart", "date")
    assert found["In which year did Ada Lorne receive the Arvin Prize?"] == "1961"
    assert found["In which year did Ada Lorne receive an honorary doctorate from the Harbour Museum?"] == "1970"


def test_two_things_with_one_year_stay_together() -> None:
    assert "In which year did Jon Berg repair the Harbour Museum?" not in cards("apart", "date")
    assert "In which year did Jon Berg repair the Arvin Canal and the Harbour Museum?" in cards("apart", "date")


@pytest.mark.parametrize(
    ("answer", "ends"),
    [("Lorne Barges Inc.", False), ("Salmon N.V.", False), ("the ferry.", True), ("the ferry", False)],
)
def test_the_stop_of_an_abbreviation_is_part_of_an_answer(answer: str, *, ends: bool) -> None:
    assert ends_sentence(answer) is ends
