"""Which cards a planned session is made of."""

from dataclasses import replace

import pytest

from quiz.model.deck import Basic, Deck, DeckId, NoteId
from quiz.model.memory import Rating
from quiz.model.plan import Plan, PlanKind
from quiz.model.review import ActionKind, ReviewKind
from quiz.srs.queue import Counts
from quiz.store import planned
from quiz.store.store import Limits
from tests.unit.store.conftest import LIMITS, STAMP, Learner, asked, make_deck

AHEAD = Plan(kind=PlanKind.AHEAD)
FAILED = Plan(kind=PlanKind.FAILED)
NEW = Plan(kind=PlanKind.NEW)
CRAM = Plan(kind=PlanKind.CRAM)


def names(learner: Learner, plan: Plan, limits: Limits = LIMITS) -> list[str]:
    cards = asked(learner.store, plan, learner.today, limits)
    assert learner.store.planned.count(plan, learner.today, limits).total == len(cards)
    return [card.card.removeprefix("d/") for card in cards]


def test_ahead_takes_the_reviews_of_the_coming_days(learner: Learner) -> None:
    days = learner.answer("d/n0", Rating.EASY).after.interval
    learner.answer("d/n1", Rating.AGAIN)
    assert days > 2
    assert names(learner, replace(AHEAD, days=days - 1)) == ["n1"]
    assert names(learner, replace(AHEAD, days=days)) == ["n1", "n0"]
    assert names(learner, replace(AHEAD, days=days), Limits(new=0, reviews=0)) == ["n1", "n0"]
    learner.wait(days=days)
    assert names(learner, AHEAD) == ["n1", "n0"]  # what is due by now is not left out


def test_failed_is_what_was_rated_again_today_and_not_taken_back(learner: Learner) -> None:
    learner.answer("d/n0", Rating.AGAIN)
    learner.wait(days=1)
    learner.answer("d/n0", Rating.GOOD)
    learner.answer("d/n1", Rating.AGAIN)
    learner.answer("d/n1", Rating.EASY)
    undone = learner.answer("d/n2", Rating.AGAIN)
    assert names(learner, FAILED) == ["n1", "n2"]
    learner.take_back(undone.id)
    assert names(learner, FAILED) == ["n1"]
    learner.answer("d/n0", Rating.AGAIN, kind=ReviewKind.CRAM)
    assert names(learner, FAILED) == ["n0", "n1"]
    learner.wait(days=1)
    assert names(learner, FAILED) == []


def test_new_cards_keep_to_the_limit_of_the_day(learner: Learner) -> None:
    learner.answer("d/n0", Rating.EASY)
    assert names(learner, NEW) == ["n1", "n2"]
    assert names(learner, NEW, Limits(new=2, reviews=200)) == ["n1"]
    assert names(learner, NEW, Limits(new=1, reviews=200)) == []


def test_cramming_takes_everything_and_what_is_crammed_counts_for_no_limit(learner: Learner) -> None:
    learner.answer("d/n2", Rating.EASY)
    assert names(learner, CRAM, Limits(new=0, reviews=0)) == ["n2", "n0", "n1"]
    assert learner.store.planned.count(CRAM, learner.today, LIMITS) == Counts(new=2, review=1)
    learner.answer("d/n0", Rating.GOOD, kind=ReviewKind.CRAM)
    assert names(learner, NEW, Limits(new=3, reviews=0)) == ["n0", "n1"]


@pytest.mark.parametrize("plan", [Plan(), AHEAD, FAILED, NEW, CRAM])
def test_what_is_put_away_comes_only_when_it_is_asked_for(learner: Learner, plan: Plan) -> None:
    for card in ("d/n0", "d/n1"):
        if plan is not NEW:
            learner.answer(card, Rating.AGAIN)
    learner.act("d/n0", ActionKind.SUSPEND)
    learner.act("d/n1", ActionKind.BURY)
    assert {"n0", "n1"}.isdisjoint(names(learner, plan))
    assert {"n0", "n1"}.issubset(names(learner, replace(plan, put_away=True)))


def test_decks_and_tags_narrow_any_kind_down(learner: Learner) -> None:
    tags = (("news",), ("History::Rome",), ("historyx", 'odd " tag'), ())
    notes = tuple(
        Basic(id=NoteId(f"t{number}"), prompt=f"q {number}", answer="a", tags=each) for number, each in enumerate(tags)
    )
    learner.store.index_deck("e.toml", STAMP, Deck(id=DeckId("e"), title="E", notes=notes))
    assert names(learner, replace(NEW, tags=("news",))) == ["e/t0"]
    assert names(learner, replace(CRAM, tags=("NEWS", "history"))) == ["e/t0", "e/t1"]
    assert names(learner, Plan(tags=('odd " tag',))) == ["e/t2"]
    assert names(learner, Plan(tags=("news",), decks=(DeckId("d"),))) == []
    assert names(learner, Plan(tags=("news", "historyx")), Limits(new=1, reviews=0)) == ["e/t0"]
    assert learner.store.planned.tags() == {"History::Rome": 1, "historyx": 1, "news": 1, 'odd " tag': 1}
    assert learner.store.planned.tags([DeckId("d")]) == {}


def overdue(learner: Learner, cards: int) -> None:
    """Answer cards today, one a day later than the other, and come back after all are due."""
    learner.store.index_deck("d.toml", STAMP, make_deck(cards=cards))
    for number in range(cards):
        learner.answer(f"d/n{number}", Rating.EASY if number % 2 else Rating.HARD)
        learner.answer(f"d/n{number}", Rating.EASY)
        learner.wait(days=1)
    learner.wait(days=200)


def test_when_more_is_due_than_a_day_lets_in_the_most_endangered_come(learner: Learner) -> None:
    overdue(learner, 10)
    most = Limits(new=0, reviews=4)
    assert learner.store.planned.due(Plan(), learner.today, most).crowded
    assert not learner.store.planned.due(Plan(), learner.today, LIMITS).crowded
    cards, everything = (asked(learner.store, Plan(), learner.today, limits) for limits in (most, LIMITS))
    chance = {
        card.card: learner.scheduler.retrievability(card.state, learner.today)  # type: ignore[arg-type]
        for card in everything
    }
    assert {card.card for card in cards} == set(sorted(chance, key=chance.__getitem__)[:4])
    # The limit counts over the sessions of a day.
    learner.answer(cards[0].card, Rating.GOOD)
    assert len(names(learner, Plan(), Limits(new=0, reviews=4))) == 3


def test_few_and_many_are_found_in_the_same_order(learner: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    learner.store.index_deck("d.toml", STAMP, make_deck(cards=12))
    for number in range(12):
        learner.answer(f"d/n{number}", Rating.EASY if number % 3 else Rating.GOOD)
        learner.answer(f"d/n{number}", Rating.EASY if number % 3 else Rating.GOOD)
        if number % 4 == 3:
            learner.wait(days=1)
    learner.wait(days=200)
    few = learner.store.planned.due(Plan(), learner.today, Limits(new=0, reviews=11))
    monkeypatch.setattr(planned, "_FEW", 0)
    many = learner.store.planned.due(Plan(), learner.today, Limits(new=0, reviews=11))
    assert few.crowded
    assert len({rank for _, rank in few.reviews}) < len(few.reviews) == 11
    ties = {rank for _, rank in few.reviews[:-1]} - {few.reviews[-1][1]}  # of the last ones it is open which are in
    assert [each for each in few.reviews if each[1] in ties] == [each for each in many.reviews if each[1] in ties]


def test_the_backlog_is_counted_with_what_comes_on_top(learner: Learner) -> None:
    overdue(learner, 10)
    assert [each.today for each in learner.store.planned.backlogs(learner.today, LIMITS)] == [10]
    back = learner.answer("d/n0", Rating.GOOD).after.interval
    [found] = learner.store.planned.backlogs(learner.today, Limits(new=0, reviews=4))
    assert (found.due, found.today, found.a_day) == (9, 3, 4)
    assert [days for days, number in enumerate(found.coming, 1) if number] == [back]
    assert learner.store.planned.backlogs(learner.today, LIMITS, [DeckId("other")]) == ()


def test_a_session_without_a_daily_limit_has_an_end_and_holds_the_most_endangered(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planned, "MOST_AT_ONCE", 4)
    overdue(learner, 5)
    learner.store.index_deck("e.toml", STAMP, make_deck("e", cards=3))
    everything = asked(learner.store, Plan(), learner.today, LIMITS)
    chance = {
        card.card: learner.scheduler.retrievability(card.state, learner.today)  # type: ignore[arg-type]
        for card in everything
        if card.deck == "d"
    }
    assert set(names(learner, CRAM)) == {card.removeprefix("d/") for card in sorted(chance, key=chance.__getitem__)[:4]}
    monkeypatch.setattr(planned, "MOST_AT_ONCE", 6)
    assert len([name for name in names(learner, CRAM) if name.startswith("e/")]) == 1


def test_reviews_of_one_day_come_in_another_order_on_another_day(learner: Learner) -> None:
    learner.store.index_deck("d.toml", STAMP, make_deck(cards=30))
    cards = [f"d/n{number}" for number in range(30)]
    for card in cards:
        learner.answer(card, Rating.GOOD)
        learner.answer(card, Rating.GOOD)
    learner.wait(days=60)
    days = {card.state.due_day for card in asked(learner.store, Plan(), learner.today, LIMITS)}  # type: ignore[union-attr]
    orders = set()
    for _ in range(3):
        orders.add(tuple(names(learner, Plan())))
        learner.wait(days=1)
    assert len(days) < 15
    assert len(orders) == 3
    assert all(sorted(order) == sorted(card.removeprefix("d/") for card in cards) for order in orders)
