"""Entries of guides: the name that opens a paragraph is what its sentences are about."""

import pytest
from generate_parts import cards, context, made

ABOUT = [
    ("agent", "By whom was the Tern Tower built between 1656 and 1662?", "Ada Lorne"),
    ("subject", "Which tower was built by Ada Lorne between 1656 and 1662?", "Tern Tower"),
    ("measure", "How high is the Tern Tower?", "forty metres"),
    ("existential", "How many floors are there in the Tern Tower?", "seven"),
    ("subject", "What is the oldest museum in Norway?", "Gull Museum"),
]


@pytest.mark.parametrize(("rule", "question", "answer"), ABOUT)
def test_what_an_entry_leaves_out_is_the_name_it_opens_with(rule: str, question: str, answer: str) -> None:
    assert cards("entries", rule).get(question) == answer


def test_a_name_and_what_is_said_of_it_are_two_sentences_and_the_text_stays() -> None:
    texts = [s.text for s in context("entries").document.sentences]
    assert "4 Mill Bridge." in texts
    assert "Built by Ada Lorne between 1656 and 1662." in texts


def test_the_entry_of_a_person_gets_no_it() -> None:
    assert not any("Painted" in one.sentence.text for one in made("entries")[0])


def test_the_castle_of_an_article_about_a_town_is_that_of_the_town() -> None:
    assert cards("landmarks", "agent").get("By whom was the castle of Tolvik built?") == "Ada Lorne"
    question = "In which year was the old harbour of Tolvik opened by King Olav II?"
    assert cards("landmarks", "date").get(question) == "1846"


def test_what_is_said_to_stand_elsewhere_is_not_the_towns() -> None:
    assert not any("museum in Tolvik" in one.prompt or "museum of Tolvik" in one.prompt for one in made("landmarks")[0])
