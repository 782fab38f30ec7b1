"""One right answer: what somebody may do often is asked only with what says which time is meant."""

from dataclasses import replace

import pytest
from generate_parts import context, made

from quiz.generate.choosing.single import outspoken
from quiz.generate.facts import Candidate, Fact, Kind

CONTEXT = context("single")
TREE = CONTEXT.document.sentences[0]


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


def question(prompt: str, rule: str = "subject") -> Candidate:
    fact = Fact(predicate="sign/nsubj", subject="deal", value="Arvin Rail")
    return Candidate(
        rule=rule, prompt=prompt, answers=(("Arvin Rail",),), answer_kind=Kind.ORGANIZATION, fact=fact, sentence=TREE
    )


@pytest.mark.parametrize(
    ("one", "passes"),
    [
        (question("Which firm signed the deal?"), False),  # a stranger has no deal in mind
        (question("Which firm signed the Oslo deal?"), True),
        (question("Which firm signed a deal worth 40 million crowns?"), True),
        (question("Which firm signed the deal that ended the long strike of its drivers?"), True),
        (question("Which firm signed the deal?", rule="superlative"), True),
        (replace(question("What binds water to clay?"), general=True), True),
    ],
)
def test_short_question_about_a_deed_names_something(one: Candidate, passes: bool) -> None:
    assert (outspoken(one, CONTEXT) is None) is passes
