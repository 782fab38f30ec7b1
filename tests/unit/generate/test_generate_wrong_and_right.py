"""Accepted forms and wrong answers: what counts, what never may, and that the right one is not known by its place."""

import re
from dataclasses import replace
from datetime import date

import pytest
from generate_parts import context, made
from hypothesis import given
from hypothesis import strategies as st

from quiz.generate.choosing.accepted import accepted
from quiz.generate.choosing.distractors import distractors
from quiz.generate.choosing.moved import dates, numbers, years
from quiz.generate.entities.places import other_names
from quiz.generate.facts import Kind


def _as_number(text: str) -> float:
    return float(re.sub(r"[^\d.]", "", text))


@given(st.integers(2, 9_999_999))
def test_moved_numbers_are_three_others_of_the_same_form(amount: int) -> None:
    shown = f"{amount:,}"
    found = numbers(shown, f"How many {amount}?", share=False)
    assert len(set(found)) == 3
    assert shown not in found
    for other in found:
        assert f"{int(_as_number(other)):,}" == other
        assert abs(_as_number(other) - amount) >= min(1, 0.15 * amount)


def test_moved_numbers_keep_their_unit_rounding_and_words() -> None:
    assert all(re.fullmatch(r"\$\d{1,2} million", other) for other in numbers("$26 million", "a", share=False))
    assert all(re.fullmatch(r"\d,\d00", other) for other in numbers("3,400", "b", share=False))
    assert all(other.isalpha() for other in numbers("seven", "c", share=False))
    assert all(_as_number(other) < 100 for other in numbers("58%", "d", share=True))


def test_the_right_number_is_not_known_by_its_place() -> None:
    places = {sum(_as_number(n) < 400 for n in numbers("400", f"question {i}", share=False)) for i in range(40)}
    assert places == {0, 1, 2, 3}


def test_years_and_days_stay_before_the_article_and_away_from_its_own() -> None:
    found = years("2010", "q", latest=2012, known={2008, 2010})
    assert len(found) == 3
    assert all(int(y) <= 2012 and y != "2008" for y in found)
    days = dates("March 3, 2020", "q", latest=date(2020, 3, 5), known={date(2020, 2, 4)})
    assert len(days) == 3
    assert all(re.fullmatch(r"(February|January) \d{1,2}, 2020", d) for d in days)
    assert len(dates("May 2020", "q", latest=None, known=())) == 3
    assert dates("a Tuesday", "q", latest=None, known=()) == []


def test_offices_are_set_beside_offices_of_their_sort() -> None:
    one = replace(made("subject")[0][0], answers=(("prime minister",),), answer_kind=Kind.THING, prompt="Which office?")
    found = distractors(one, context("subject"))
    assert len(found) == 3
    assert "president" in found or all("minister" in post for post in found)


def test_a_country_answers_to_its_other_names() -> None:
    assert "Turkey" in other_names("Türkiye")
    assert {"UK", "Britain"} <= set(other_names("United Kingdom"))
    assert other_names("Example") == []


def test_a_surname_counts_for_a_person() -> None:
    one = replace(made("object")[0][0], answers=(("Jon Berg", "the ferryman"),), prompt="Who?")
    assert accepted(one, context("object")) == (("Jon Berg", "the ferryman", "Berg"),)


@pytest.mark.parametrize("name", ["subject", "object", "located", "acronym", "listed", "office"])
def test_accepted_forms_never_name_somebody_else_nor_stand_in_the_question(name: str) -> None:
    here = context(name)
    for one in made(name)[0]:
        for shown, forms in zip(one.answers, accepted(one, here), strict=True):
            assert forms[0] == shown[0]
            assert len({form.casefold() for form in forms}) == len(forms)
            own = here.names.by_form(shown[0])
            for form in forms[1:]:
                other = here.names.by_form(form)
                assert other is None or own is None or other == own
                assert form.casefold() not in one.prompt.casefold().rstrip("?").split()
