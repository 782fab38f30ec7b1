"""One fact, one card: of two questions that turn one statement round, the better one stays."""

from dataclasses import replace

import pytest
from generate_parts import context, made

from quiz.generate.choosing.doubles import doubles
from quiz.generate.choosing.rank import choose
from quiz.generate.facts import Candidate, Kind
from quiz.model.deck import CardKind

BASE = made("object")[0][0]


def _card(rule: str, kind: Kind, prompt: str, answer: str, *, weight: float = 0.6) -> Candidate:
    return replace(BASE, rule=rule, answer_kind=kind, prompt=prompt, answers=((answer,),), weight=weight)


WHAT = _card("subject", Kind.THING, "What was raised from £2.50 to £4 a leg?", "ferry surcharge", weight=0.9)
MUCH = _card("money", Kind.MONEY, "From how much was the ferry surcharge raised to £4 a leg?", "£2.50")
WHO = _card("subject", Kind.PERSON, "Who bought the Kestrel from Jon Berg for £4?", "Ada Lorne")
WHOM = _card("oblique", Kind.PERSON, "From whom did Ada Lorne buy the Kestrel for £4?", "Jon Berg")
SAID = _card("quote", Kind.PERSON, "Who said that the ferries would add eight cabins?", "Ada Lorne", weight=0.9)
MANY = _card("number", Kind.NUMBER, "How many cabins would the ferries add?", "eight")
HOLDER = _card("office-holder", Kind.PERSON, "Who was the chairman of Arvin Lines in 1931?", "Jon Berg")
OF = _card("role", Kind.ORGANIZATION, "Of which organization was Jon Berg the chairman in 1931?", "Arvin Lines")
TOWARDS = _card("money", Kind.MONEY, "To how much was the ferry surcharge raised from £2.50 a leg?", "£4")


@pytest.mark.parametrize(
    ("worse", "better"),
    [(WHAT, MUCH), (SAID, MANY), (OF, HOLDER), (TOWARDS, MUCH)],
    ids=["a phrase beside a sum", "the speaker of what is asked", "a post turned round", "two sums"],
)
def test_the_exact_side_of_a_statement_stays(worse: Candidate, better: Candidate) -> None:
    worth = {id(worse): 0.5, id(better): 0.6}
    assert doubles([worse, better], worth) == {id(worse): better}


def test_two_names_may_both_be_asked_for_at_a_price() -> None:
    assert doubles([WHO, WHOM], {id(WHO): 0.6, id(WHOM): 0.6}) == {}
    chosen, _ = choose([WHO, WHOM], context("object"), 24)
    assert len(chosen) == 2
    chosen, drops = choose([WHO, replace(WHOM, weight=0.2)], context("object"), 24)
    assert [one.prompt for one in chosen] == [WHO.prompt]
    assert [drop.reason for drop in drops] == ["it is worth too little"]


RICH = _card("object", Kind.THING, "What did Ada Lorne steer on May 3, 1931?", "the oldest ferry of Arvin", weight=0.9)
DAY = _card("date", Kind.DATE, "On what date did Ada Lorne steer the oldest ferry of Arvin?", "May 3, 1931")
POOR = _card("object", Kind.THING, "What did Ada Lorne steer on May 3, 1931?", "ferries", weight=0.9)
DAYS = _card("date", Kind.DATE, "On what date did Ada Lorne steer ferries?", "May 3, 1931")
COLLEGE = _card("subject", Kind.ORGANIZATION, "Which college was founded in 1920?", "College of Arvin")
YEAR = _card("date", Kind.YEAR, "In which year was the College of Arvin founded?", "1920")
HOLE = replace(YEAR, kind=CardKind.CLOZE, rule="statement", prompt="The {{c1::College of Arvin}} was founded in 1920.")


def test_a_phrase_that_tells_enough_may_stand_beside_a_date() -> None:
    assert doubles([RICH, DAY], {id(RICH): 0.9, id(DAY): 0.6}) == {}
    assert doubles([POOR, DAYS], {id(POOR): 0.9, id(DAYS): 0.6}) == {id(POOR): DAYS}


def test_only_a_date_does_not_tell_which_one_is_meant() -> None:
    assert doubles([COLLEGE, YEAR], {id(COLLEGE): 0.9, id(YEAR): 0.6}) == {id(COLLEGE): YEAR}


def test_a_part_of_an_answer_is_asked_for_once() -> None:
    flag = _card("oblique", Kind.THING, "On what is the flag of Arvin partly based?", "Norway's flag", weight=0.9)
    land = _card("inner", Kind.COUNTRY, "On which country's flag is the flag of Arvin partly based?", "Norway")
    assert doubles([flag, land], {id(flag): 0.9, id(land): 0.6}) == {id(flag): land}


def test_a_question_goes_before_a_hole() -> None:
    hole = replace(HOLE, answers=(("College of Arvin",),), answer_kind=Kind.ORGANIZATION)
    assert doubles([hole, YEAR], {id(hole): 0.9, id(YEAR): 0.6}) == {id(hole): YEAR}


def test_what_the_article_is_about_stays_in_the_question() -> None:
    worth = {id(WHO): 0.9, id(WHOM): 0.5}
    assert doubles([WHO, WHOM], worth, {"Ada Lorne"}) == {id(WHO): WHOM}


def test_two_facts_of_a_sentence_are_no_doubles() -> None:
    other = _card("subject", Kind.THING, "What carries 40 people across the bay?", "ferry")
    assert doubles([MUCH, other], {id(MUCH): 0.5, id(other): 0.5}) == {}


def test_the_reason_names_the_card_that_stays() -> None:
    _, drops = choose([WHAT, MUCH], context("object"), 24)
    assert [drop.reason for drop in drops] == [f"another card asks the same from its other end ({MUCH.prompt})"]
