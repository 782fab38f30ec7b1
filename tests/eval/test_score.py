"""The scorer finds the cards that ask a gold fact, however they spell it, and no others."""

import tomllib

import pytest

from tests.eval.score import Comparison, answer_forms, compare, normalise, read_cards, read_deck, same_questions

GOLD = """
[[fact]]
id = "f01"
question = "In which city is the seat of the Union of River Ports?"
answer = "Belém"
accept = ["Belém, Brazil"]
keywords = [["URP", "River Ports"], ["seat"]]
kind = "place"
key = true

[[fact.alt]]
answer = "URP"
accept = ["Union of River Ports"]
keywords = [["seat"], ["Belém"]]

[[fact]]
id = "f02"
question = "Which five countries took part in the meeting in Basel?"
answer = "Austria, Brazil, Egypt, Türkiye and Zambia"
accept = []
items = ["Austria", "Brazil", "Egypt", ["Türkiye", "Turkey"], "Zambia"]
keywords = [["Basel", "River Council"]]
kind = "list"
key = true

[[fact]]
id = "f03"
question = "On what date was the 11th congress of the URP held?"
answer = "November 6, 2024"
accept = ["November 6"]
keywords = [["11th", "congress"]]
kind = "date"
key = false

[[fact]]
id = "f04"
question = "Which ship made the voyage RV-1?"
answer = "Araguaia"
accept = []
keywords = [["RV-1"]]
kind = "other"
key = true
"""

DECK = """
[[card]]
prompt = "Where is the URP’s seat?"
answer = "in Belem"
rule = "located-in"

[[card]]
prompt = "The River Council of {{c1::Austria}}, {{c2::Brazil}} and {{c3::Turkey::country}} met."

[[card]]
kind = "list"
prompt = "Who met in Basel?"
answers = ["Austria", "Brazil", ["Turkey", "Türkiye"], "Zambia"]

[[card]]
kind = "choice"
prompt = "When was the 11th congress?"
answer = "6 November 2024"
distractors = ["6 November 2023"]

[[card]]
prompt = "Which ship made the voyage RV-133?"
answer = "Araguaia"

[[card]]
prompt = "when was the 11th  congress"
answer = "2019"
"""


def compared(deck: str = DECK) -> Comparison:
    return compare(read_deck(deck), tomllib.loads(GOLD)["fact"])


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The Organization of River Ports", "organisation of river ports"),
        ("Türkiye", "turkiye"),
        ("1 – 0", "1-0"),
        ("Secretary-General", "secretary general"),
        ("Salt & Sons", "salt and sons"),
        ("84,121", "84121"),
        ("40 %", "40 per cent"),
        ("“Lady of the Locks”", "'Lady of the Locks'."),
        ("U.S. Navy", "US Navy"),
    ],
)
def test_spellings_of_one_text_are_equal(left: str, right: str):
    assert normalise(left) == normalise(right)


@pytest.mark.parametrize(("left", "right"), [("RV-133", "RV-134"), ("2.5", "25"), ("1-0", "10"), ("2022-2026", "2026")])
def test_different_texts_stay_different(left: str, right: str):
    assert normalise(left) != normalise(right)


@pytest.mark.parametrize(
    "text",
    ["November 6, 2024", "6 November 2024", "on the 6th of November 2024", "2024-11-06", "Wednesday, Nov 6 2024"],
)
def test_dates_have_one_form(text: str):
    assert "2024-11-06" in answer_forms(text)


def test_a_deck_is_compared():
    found = compared()
    assert found.covered == {"f01": (1,), "f02": (5,), "f03": (6,)}
    assert found.partial == {2, 3, 4}
    assert found.matched == {1, 2, 3, 4, 5, 6}
    assert [fact["id"] for fact in found.missed] == ["f04"]
    assert [(card.number, card.kind, card.rule) for card in found.cards[:2]] == [
        (1, "basic", "located-in"),
        (2, "cloze", ""),
    ]
    assert same_questions(list(found.cards)) == [(6, 8)]


def test_a_number_is_not_found_inside_a_longer_one():
    assert "f04" not in compared('[[card]]\nprompt = "Which ship made RV-12?"\nanswer = "Araguaia"').covered
    assert "f04" in compared('[[card]]\nprompt = "Which ship made RV-1?"\nanswer = "Araguaia"').covered


def test_a_list_needs_four_fifths_of_its_items():
    card = '[[card]]\nprompt = "Who met in Basel?"\nanswers = ["Austria", "Brazil", "Turkey", "Peru", "Chile"]'
    assert compared(card).covered == {}
    text = '[[card]]\nprompt = "Who met in Basel?"\nanswer = "Austria, Brazil, Turkey & Zambia"'
    assert compared(text).covered == {"f02": (1,)}


def test_cloze_cards_for_most_items_cover_a_list_together():
    deck = '[[card]]\nprompt = "In Basel met {{c1::Austria}}, {{c2::Brazil}}, {{c3::Turkey}}, {{c4::Zambia}}."'
    assert compared(deck).covered == {"f02": (1, 2, 3, 4)}


def test_a_card_that_asks_from_another_side_covers_one_fact():
    deck = '[[card]]\nprompt = "Whose seat is in Belém?"\nanswer = "Union of River Ports (URP)"'
    assert compared(deck).covered == {"f01": (1,)}


def test_the_right_answer_to_another_question_does_not_count():
    assert compared('[[card]]\nprompt = "Which city has the largest market?"\nanswer = "Belém"').covered == {}


def test_the_gap_of_a_cloze_is_no_part_of_its_question():
    (card,) = read_cards({"card": [{"prompt": "The seat is in {{c1::Belém::city}}."}]})
    assert card.shown == "The seat is in [city]."
    assert "belem" not in card.question
    assert "city" in card.question
