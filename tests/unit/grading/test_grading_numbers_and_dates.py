"""Numbers and dates are compared by what they say, however they are written."""

import pytest

from quiz.grading.dates import compare_dates
from quiz.grading.numbers import compare_quantities
from quiz.grading.ranges import compare_ranges
from quiz.model.answer import Verdict

RIGHT, CLOSE, WRONG = Verdict.RIGHT, Verdict.CLOSE, Verdict.WRONG


@pytest.mark.parametrize(
    ("expected", "given", "verdict"),
    [
        ("8,000", "eight thousand", RIGHT), ("8000", "8k", RIGHT), ("8,000", "8 000", RIGHT), ("8,000", "8.000", RIGHT),
        ("2.5 million", "2,500,000", RIGHT), ("2.5 million", "2.5m", RIGHT), ("$5 million", "5m dollars", RIGHT),
        ("$5 million", "5 million", CLOSE), ("$5m", "€5m", WRONG), ("100 m", "100 metres", RIGHT),
        ("8 km", "8000 m", RIGHT), ("5 miles", "8 km", CLOSE), ("8 km", "8 kg", WRONG), ("12%", "12 per cent", RIGHT),
        ("five countries", "5", RIGHT), ("five", "5 states", RIGHT), ("five", "6", WRONG), ("a dozen", "12", RIGHT),
        ("about 8,000", "7,900", CLOSE), ("8,000", "7,900", WRONG), ("about 8,000", "6,000", WRONG),
        ("more than 8,000", "8,000", RIGHT), ("more than 8,000", "less than 8,000", WRONG),
        ("8,000", "eigth thousand", CLOSE), ("sixteen", "sixty", WRONG), ("-5", "5", WRONG),
        ("-5 °C", "minus 5 °C", RIGHT),
        ("103 million", "one hundred and three million", RIGHT), ("1.5 million", "one and a half million", RIGHT),
        ("half a million", "500,000", RIGHT), ("3.14", "3,14", RIGHT), ("3.14", "314", WRONG),
        ("1,234.5", "1234.5", RIGHT),
        ("500 km²", "500 square kilometres", RIGHT), ("2 hundred", "200", RIGHT), ("2 hundred", "2100", WRONG),
        ("7-Eleven", "7", None), ("12 Angry Men", "12", None), ("World War 2", "2", None), ("five", "many", None),
    ],
)  # fmt: skip
def test_quantities(expected: str, given: str, verdict: Verdict | None):
    assert compare_quantities(expected, given, "") is verdict


def test_a_unit_in_the_question_need_not_be_typed():
    assert compare_quantities("12%", "12", "By what percent did it grow?") is RIGHT
    assert compare_quantities("12%", "12", "By how much did it grow?") is CLOSE


@pytest.mark.parametrize(
    ("expected", "given", "prompt", "verdict"),
    [
        ("10 km", "10", "How many km is it?", RIGHT), ("10 km", "10", "How many kilometres?", RIGHT),
        ("10 km", "10", "How far?", CLOSE), ("10 km", "10", "How many miles?", CLOSE),
        ("100 °C", "100 degrees celsius", "", RIGHT), ("60 mph", "60 miles per hour", "", RIGHT),
        ("60 km/h", "60 kilometres per hour", "", RIGHT), ("60 mph", "97 km/h", "", CLOSE),
        ("60 mph", "60 km/h", "", WRONG), ("90 minutes", "1.5 hours", "", RIGHT),
    ],
)  # fmt: skip
def test_units(expected: str, given: str, prompt: str, verdict: Verdict):
    assert compare_quantities(expected, given, prompt) is verdict


@pytest.mark.parametrize(
    ("expected", "given", "verdict"),
    [
        ("1939-1945", "1939 to 1945", RIGHT), ("1939–1945", "1939-45", RIGHT), ("1939-1945", "1939-1944", WRONG),
        ("from 2008 to 2012", "2008–2012", RIGHT), ("between 10 and 20", "10 to 20", RIGHT),
        ("10 to 20 years", "10-20", RIGHT), ("10 to 20 years", "10 to 20 months", WRONG), ("1939-1945", "1939", None),
        ("1990s", "nineties", RIGHT), ("1990s", "the '90s", RIGHT), ("the 1850s", "eighteen-fifties", RIGHT),
        ("1990s", "1890s", WRONG), ("1990s", "eighties", WRONG), ("1990s", "1990", None),
        ("a third", "one third", RIGHT), ("1/3", "one third", RIGHT), ("half", "50%", RIGHT),
        ("three quarters", "75 percent", RIGHT), ("two thirds of voters", "2/3", RIGHT),
        ("a third", "a quarter", WRONG),
        ("half", "the better half", None), ("the third", "one third", None), ("1/0", "1/2", None), ("", "1/2", None),
    ],
)  # fmt: skip
def test_ranges_decades_and_shares(expected: str, given: str, verdict: Verdict | None):
    assert compare_ranges(expected, given) is verdict


@pytest.mark.parametrize(
    ("expected", "given", "verdict"),
    [
        ("2024", "twenty twenty-four", RIGHT), ("1066", "ten sixty-six", RIGHT),
        ("1984", "nineteen eighty-four", RIGHT),
        ("6 November 2024", "Nov 6 2024", RIGHT), ("6 November 2024", "November 6th, 2024", RIGHT),
        ("6 November 2024", "6/11/2024", RIGHT), ("6 November 2024", "11/6/2024", RIGHT),
        ("6 November 2024", "06.11.24", RIGHT), ("6 November 2024", "2024-11-06", RIGHT),
        ("6 November 2024", "on Wednesday, the sixth of November 2024", RIGHT), ("6 November 2024", "2024", CLOSE),
        ("6 November 2024", "6 November", CLOSE), ("6 November 2024", "November 2024", CLOSE),
        ("6 November 2024", "November", WRONG), ("6 November 2024", "7 November 2024", WRONG),
        ("6 November 2024", "6 November 2023", WRONG), ("6 November 2024", "6 Novmber 2024", CLOSE),
        ("2024", "2022", WRONG), ("2024", "6 November 2024", RIGHT), ("2024", "'24", RIGHT), ("2024", "in 2024", RIGHT),
        ("November 2024", "11/2024", RIGHT), ("November", "november", RIGHT), ("44 BC", "44 BCE", RIGHT),
        ("44 BC", "AD 44", None), ("May", "Theresa", None), ("6 November 2024", "soon", None),
        ("31 February 2024", "3", None),
    ],
)  # fmt: skip
def test_dates(expected: str, given: str, verdict: Verdict | None):
    assert compare_dates(expected, given, "") is verdict


def test_a_year_in_the_question_need_not_be_typed():
    assert compare_dates("6 November 2024", "6 November", "When in 2024 did they meet?") is RIGHT
