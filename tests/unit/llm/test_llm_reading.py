"""Reading what a model wrote, however it wrote it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.generate.proposing.values import Proposal
from quiz.llm.reading import MOST, read_proposals

ONE = Proposal(question="Who built the mill?", answer="Jonas Kern", quote="Jonas Kern built the mill.")
CARD = {"quote": ONE.quote, "question": ONE.question, "answer": ONE.answer}
OTHER = {"question": "When was the mill built?", "answer": "1810"}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"cards": [CARD]}),
        json.dumps([CARD]),
        json.dumps(CARD),
        json.dumps({"result": {"flashcards": [CARD]}}),
        f"Sure! Here are your cards:\n```json\n{json.dumps([CARD], indent=2)}\n```\nHave fun!",
        f'<think>{{"question": "no", "answer": "no"}} hm</think>{json.dumps([CARD])}',
        json.dumps({"Q": ONE.question, "A": ONE.answer, "Evidence": ONE.quote}),
        json.dumps({"front": ONE.question, "back": [ONE.answer], "sentence": ONE.quote}),
        json.dumps({"cards": [CARD]})[:-2],
        json.dumps({"cards": [CARD, OTHER]})[:-14],
        '{"cards": [{"quote": "broken, ' + json.dumps({"cards": [CARD]}),
        f"Question: {ONE.question}\nAnswer: {ONE.answer}\nQuote: {ONE.quote}",
        f"1. **Question:** {ONE.question}\n   **Answer:** {ONE.answer}\n   **Quote:** {ONE.quote}",
    ],
)
def test_the_card_is_found(text: str) -> None:
    assert read_proposals(text)[0] == ONE


@pytest.mark.parametrize(
    "text", ["", "I'm sorry, I cannot do that.", "{}", "[]", "null", "7", "{" * 5_000, '{"a":' * 3_000]
)
def test_where_nothing_is_nothing_is_found(text: str) -> None:
    assert read_proposals(text) == ()


@pytest.mark.parametrize(
    "card",
    [
        {"question": "Who?"},
        {"question": "", "answer": "x"},
        {"question": {"text": "Who?"}, "answer": {"text": "x"}},
        {"question": "Who?", "answer": True},
        {"question": "Who?", "answer": ["a", "b"]},
        {"question": "x" * 401, "answer": "x"},
        {"question": "Who?", "answer": "x" * 201},
    ],
)
def test_half_a_card_is_none(card: object) -> None:
    assert read_proposals(json.dumps(card)) == ()


@pytest.mark.parametrize("number", [2, "2", "[2]", "2."])
def test_a_sentence_is_named_by_its_number(number: object) -> None:
    text = json.dumps({"sentence": number, "question": ONE.question, "answer": ONE.answer})
    assert read_proposals(text, ["First.", ONE.quote]) == (ONE,)


@pytest.mark.parametrize("number", [0, 3, 9999])
def test_a_number_that_no_sentence_has_is_none(number: int) -> None:
    (one,) = read_proposals(json.dumps({"sentence": number, "question": "Who?", "answer": "x"}), ["First.", "Second."])
    assert one.quote == ""


def test_a_number_is_an_answer() -> None:
    assert read_proposals('{"question": "How many?", "answer": 42}')[0].answer == "42"


def test_escape_sequences_and_line_ends_go() -> None:
    text = json.dumps({"question": "Who\x1b[31m is\n\u202e he?", "answer": "A\x07da"})
    assert read_proposals(text) == (Proposal(question="Who is he?", answer="Ada"),)


def test_each_card_comes_once_and_not_too_many() -> None:
    assert len(read_proposals(json.dumps([CARD] * 50))) == 1
    many = [{"question": f"Who is {i}?", "answer": str(i)} for i in range(500)]
    assert len(read_proposals(json.dumps(many))) == MOST


@given(st.text(alphabet='{}[]":, qa\\\n', max_size=300) | st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    assert all(one.question and one.answer for one in read_proposals(text))


@given(st.integers(min_value=0, max_value=200))
def test_an_answer_may_be_cut_anywhere(end: int) -> None:
    whole = json.dumps({"cards": [CARD, OTHER]})
    assert set(read_proposals(whole[:end])) <= set(read_proposals(whole))
