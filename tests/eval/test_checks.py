"""The checks on single cards and the floors find what they are for, and leave good cards alone."""

from dataclasses import replace

import pytest

from tests.eval.checks import faults
from tests.eval.evaluate import Measured, Result
from tests.eval.floors import Floors, dump_floors, floors_of, losses, raised, read_floors
from tests.eval.score import Card, compare, read_cards

FACT = {"id": "f01", "key": True, "answer": "Belém", "keywords": [["seat"]]}


def card(prompt: str, answer: str = "Belém") -> Card:
    return read_cards({"card": [{"prompt": prompt, "answer": answer, "rule": "located-in"}]})[0]


@pytest.mark.parametrize(
    ("prompt", "answer", "fault"),
    [
        ("Where is the seat of the Union of River Ports", "Belém", "no question mark at the end"),
        ("where is the seat of the Union of River Ports?", "Belém", "no capital at the beginning"),
        ("Where is the  seat of the Union of River Ports?", "Belém", "spacing"),
        ("Where is the seat of the Union of River Ports ?", "Belém", "spacing"),
        ("Where did they open the seat of the Union of River Ports?", "Belém", "a pronoun nobody can resolve"),
        ("Its seat is in which city?", "Belém", "a pronoun nobody can resolve"),
        ("Where did the Union of River Ports meet last week?", "Belém", "a relative time"),
        ("When did the Union of River Ports meet in Belém?", "Tuesday night", "a relative time"),
        ("Where in Belém is the seat of the Union of River Ports?", "Belém", "the answer stands in the question"),
        ("Where is the seat of the Union of River Ports?", "Belém,", "an untidy answer"),
        ("Where is the seat of the Union of River Ports (URP?", "Belém", "brackets or quotes do not match"),
        ("Which city is the seat of the Union of River Ports in?", "Belém", "a stranded preposition"),
        ("Is the seat of the Union of River Ports in Brazil?", "yes", "a yes-or-no question"),
        ("Where was the the seat of the Union of River Ports?", "Belém", "said twice"),
        ("Where was the seat of the Union of River Ports in 1976 in 1958?", "Belém", "said twice"),
        ("Where " + "very " * 3 + "long " + "and winding " * 13 + "is the road?", "Belém", "too long"),
    ],
)
def test_a_bad_card_is_found(prompt: str, answer: str, fault: str):
    assert fault in list(faults(card(prompt, answer)))


@pytest.mark.parametrize(
    "prompt",
    [
        "Where is the seat of the Union of River Ports?",
        "What does the abbreviation URP stand for?",
        "As of May 2024, in which city is the seat of the “Union of River Ports” (URP)?",
        "Which team lost to Wednesday Wanderers on the day before the feast of This and That?",
        "In which city did the Union of River Ports say that its seat is?",
    ],
)
def test_a_good_card_has_no_fault(prompt: str):
    assert list(faults(card(prompt))) == []


def test_a_headline_in_front_of_the_question_may_only_not_give_the_answer_away():
    headline = "Yesterday's vote on the seat of the ports"
    asked = card(f"{headline} (May 2024): In which city is the seat?")
    assert list(faults(asked)) == ["a relative time"]
    assert list(faults(asked, headline)) == []
    assert list(faults(card("Belém keeps its port: In which city is the seat?"), "Belém keeps its port")) == [
        "the answer stands in the question"
    ]


def measured(*cards: Card, words: int = 300) -> Measured:
    numbered = [replace(one, number=number) for number, one in enumerate(cards, 1)]
    return Measured([Result(name="ports", title="Ports", words=words, comparison=compare(numbered, [FACT]), drops=())])


GOOD = card("In which city is the seat of the Union of River Ports?")
STRICT = Floors(articles="", key_recall=1.0, all_recall=1.0, unmatched=0.0, empty=0, rules={}, faults={})


def test_the_gate_is_open_when_every_figure_reaches_its_floor():
    assert losses(measured(GOOD), STRICT) == []


def test_every_kind_of_loss_is_told():
    poor = measured(
        *[card(f"Which city has pier {number} in 1976 in 1958?") for number in (1, 2, 3, 4, 5, 5)], words=90
    )
    told = " ".join(losses(poor, STRICT))
    for loss in (
        "key facts asked",
        "ask no gold fact",
        "rule located-in",
        "said twice: 6",
        "asked twice",
        "at most one",
    ):
        assert loss in told


def test_an_article_without_a_card_is_a_loss():
    assert any("without a card: ports" in loss for loss in losses(measured(), STRICT))


def test_floors_only_rise_by_themselves():
    low = floors_of(measured(card("Which city has pier 1?")))
    high = floors_of(measured(GOOD))
    assert raised(high, low) == replace(high, articles=low.articles)
    assert raised(low, high) == high


def test_floors_are_read_as_they_were_written(tmp_path):
    floors = Floors(
        articles="abc",
        key_recall=0.5,
        all_recall=0.4,
        unmatched=0.3,
        empty=1,
        rules={"located-in": 0.25},
        faults={"spacing": 2},
    )
    file = tmp_path / "floors.toml"
    file.write_text(dump_floors(floors), encoding="utf-8")
    assert read_floors(file) == floors
