"""Templates whose cards go wrong are held back or rank lower, and only with evidence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.stats.templates import ENOUGH, Tried, judge, weights


def tried(rule: str, cards: int, put_away: int = 0, forgotten: int = 0) -> Tried:
    return Tried(rule=rule, cards=cards, put_away=put_away, forgotten=forgotten)


GOOD = tried("subject", 200, 6, 4)


def test_a_template_whose_cards_are_put_away_is_held_back():
    (verdict,) = judge([GOOD, tried("cause", 52, 21)])
    assert verdict.weight == 0
    assert verdict.said == "The template cause is held back: 40% of its 52 cards were suspended or deleted."


def test_one_that_is_somewhat_worse_than_the_others_ranks_lower():
    (verdict,) = judge([GOOD, tried("cause", 60, 6, 7)])
    assert 0.8 <= verdict.weight < 1
    assert verdict.said == (
        "The template cause ranks lower: 22% of its 60 cards were suspended, deleted or forgotten again and again."
    )


def test_few_cards_decide_nothing():
    assert judge([GOOD, tried("cause", ENOUGH - 1, ENOUGH - 1)]) == ()
    assert judge([]) == ()


def test_who_suspends_everything_holds_nothing_back():
    assert weights(judge([tried(rule, 100, 50) for rule in ("a", "b", "c")])) == {}


def test_a_single_template_is_measured_by_what_is_usual():
    assert weights(judge([tried("cause", 40, 0, 30)])) == {"cause": 0}
    assert weights(judge([tried("cause", 40, 0, 3)])) == {}


def cut(rule: str, cards: int, put_away: int, forgotten: int) -> Tried:
    away = min(put_away, cards)
    return tried(rule, cards, away, min(forgotten, cards - away))


TRIED = st.builds(cut, st.sampled_from("abcdef"), st.integers(0, 300), st.integers(0, 200), st.integers(0, 200))


@given(st.lists(TRIED, unique_by=lambda each: each.rule), st.permutations(range(6)))
def test_the_order_does_not_matter_and_more_that_goes_wrong_never_weighs_more(found: list[Tried], order: list[int]):
    told = weights(judge(found))
    assert weights(judge([found[at] for at in order if at < len(found)])) == told
    assert all(0 <= weight < 1 for weight in told.values())
    for at, each in enumerate(found):
        if each.wrong < each.cards:
            worse = tried(each.rule, each.cards, each.put_away + 1, each.forgotten)
            then = weights(judge([*found[:at], worse, *found[at + 1 :]]))
            assert then.get(each.rule, 1) <= told.get(each.rule, 1) + 1e-9


@pytest.mark.parametrize(("put_away", "forgotten"), [(30, 0), (0, 30), (15, 15)])
def test_it_is_told_what_went_wrong(put_away: int, forgotten: int):
    (verdict,) = judge([GOOD, tried("cause", 50, put_away, forgotten)])
    assert ("suspended" in verdict.said, "forgotten" in verdict.said) == (put_away > 0, forgotten > 0)
