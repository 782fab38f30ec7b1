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
        ("reasons", "cause", "Why did Marta Keller sell the Harbour Museum to Jon Berg in 1931?", "the roof leaked"),
        ("reasons", "cause", "Why did the River Trade Council close the Arvin Canal in 1962?", "heavy flooding"),
        (
            "reasons",
            "purpose",
            "For what purpose did Ada Lorne paint the ferry Salmon in 1948?",
            "to celebrate the Barge Congress",
        ),
        ("reasons", "action", "What did Jon Berg decide to do in 1955?", "rebuild the Harbour Museum in Arvin"),
        ("reasons", "agent", "Which council repaired the Arvin Canal in 1971?", "River Trade Council"),
        ("reasons", "agent", "By whom was the Arvin Canal dug in 1402?", "monks"),
        (
            "reasons",
            "object",
            "What did Ada Lorne present at the Barge Congress in 1949?",
            "a plan for floating bridges",
        ),
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


def test_a_wish_is_no_decision() -> None:
    assert all("want" not in one.prompt for one in made("reasons")[0])
