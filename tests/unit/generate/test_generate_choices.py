"""Wrong options: people who are people, of one form with the right one, none that may be right as well."""

from dataclasses import replace

from generate_parts import context, made

from quiz.generate.choosing.credits import is_credit
from quiz.generate.choosing.distractors import distractors
from quiz.generate.choosing.moved import numbers
from quiz.generate.facts import Candidate, Fact, Kind

HERE = context("choices")
FOUNDER = next(one for one in made("choices")[0] if one.answer == "Anna Lorne")


def _asked(prompt: str, answer: str = "Anna Lorne", *, verb: str = "found", kind: Kind = Kind.PERSON) -> Candidate:
    fact = Fact(predicate=f"{verb}/nsubj", subject="Arvin Society", value=answer)
    return replace(FOUNDER, prompt=prompt, answers=((answer,),), answer_kind=kind, fact=fact)


def test_people_that_sentences_speak_of() -> None:
    found = distractors(_asked("Who founded the Arvin Society in 1931?"), HERE)
    assert set(found) == {"Alice Holm", "Martin Vane", "Peter Rusk"}


def test_a_name_below_a_picture_is_no_choice() -> None:
    assert [name.full for name in HERE.names if is_credit(name, HERE) and name.kind is Kind.PERSON] == ["Jon Berg"]


def test_a_full_name_does_not_stand_beside_a_single_one() -> None:
    assert distractors(_asked("Who founded the Arvin Society in 1931?", "Lorne"), HERE) == ()


def test_those_who_may_have_taken_part_too_are_no_choice() -> None:
    assert distractors(_asked("Who attended the feast of the Arvin Society?", verb="attend"), HERE) == ()


def test_brothers_are_men() -> None:
    assert distractors(_asked("Who was Jon Berg's brother?", "Martin Vane"), HERE) == ()


def test_a_country_does_not_stand_beside_the_one_that_holds_it() -> None:
    found = distractors(_asked("In which country was it built?", "England", kind=Kind.COUNTRY), HERE)
    assert len(found) == 3
    assert not {"United Kingdom", "UK"} & set(found)


def test_a_number_of_the_question_is_no_choice() -> None:
    assert "£4.00" not in numbers("£2.50", "From how much was the toll raised to £4?", share=False)
