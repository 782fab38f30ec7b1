"""What stands above a question does not give its answer away."""

from datetime import date

import pytest

from quiz.grading.giving_away import may_say, without_answer
from quiz.model.deck import Card, CardId, CardKind, DeckId, NoteId


def card(prompt: str, *answers: str) -> Card:
    return Card(
        id=CardId("d/n"), deck=DeckId("d"), note=NoteId("n"), kind=CardKind.BASIC, prompt=prompt, answers=(answers,)
    )


@pytest.mark.parametrize(
    ("title", "prompt", "answers", "shown"),
    [
        ("Secretaries meet in Bishkek", "In which city did they meet?", ("Bishkek",), "Secretaries meet in …"),
        ("Turkic states meet", "Which Turkic body met?", ("the Turkic Council",), "Turkic states meet"),
        ("Kyrgyz parliament votes", "Which land votes?", ("Kyrgyzstan",), "… parliament votes"),
        ("José Martí's life", "Who wrote it?", ("Jose Marti",), "… life"),
        ("The war of the worlds", "Which war?", ("the war of 1812",), "The war of the worlds"),
        ("Apollo 11 lands", "Which flight was it?", ("Apollo 11",), "… lands"),
        ("Rates rise to 4 percent", "To what did they rise?", ("4%",), "Rates rise to … percent"),
        ("Rates rise", "Who said so?", ("Ada Byron", "Lovelace"), "Rates rise"),
        ("", "Who?", ("x",), ""),
        ("漢字の本", "Which?", ("漢字",), "漢字の本"),
    ],
)
def test_words_of_the_answer_are_left_out(title: str, prompt: str, answers: tuple[str, ...], shown: str) -> None:
    assert without_answer(title, card(prompt, *answers)) == shown


@pytest.mark.parametrize(
    ("prompt", "answer", "said"),
    [
        ("Who met?", "Ada", True),
        ("When did they meet?", "on Friday", False),
        ("In which year did they meet?", "2025", False),
        ("On what date was it founded?", "3 October", False),
        ("What is celebrated?", "Constitution Day in May", False),
        ("How many secretaries met?", "five", True),
        ("It was founded in [...].", "2009", False),
    ],
)
def test_the_day_is_left_out_when_it_could_be_the_answer(prompt: str, answer: str, said: bool) -> None:
    day = date(2025, 9, 12)
    assert may_say(day, card(prompt, answer)) == (day if said else None)
