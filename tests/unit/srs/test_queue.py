from collections import Counter
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quiz.model.deck import DeckId
from quiz.model.memory import NEW, Phase, StudyDay
from quiz.model.options import ScheduleOptions
from quiz.srs.apart import GAP
from quiz.srs.order import build_queue
from quiz.srs.queue import Counts, QueueCard, count_of
from quiz.srs.scheduler import Scheduler
from tests.unit.srs.parts import DAYS, NOON, TODAY, queue_card, scheduled


def make(specs: list[tuple[str, int, int]]) -> list[QueueCard]:
    cards = []
    for number, (kind, note, days) in enumerate(specs):
        state = {
            "new": NEW,
            "review": scheduled(ago=30, interval=days),
            "step": scheduled(Phase.LEARNING, ago=0, interval=0, due_at=NOON + days * 60_000),
            "day step": scheduled(Phase.RELEARNING, ago=1, interval=1),
        }[kind]
        cards.append(queue_card(str(number), state, note=f"note {note}"))
    return cards


decks = st.lists(
    st.tuples(st.sampled_from(["new", "review", "step", "day step"]), st.integers(0, 12), st.integers(0, 30)),
    max_size=40,
).map(make)


@given(decks, st.integers())
def test_the_queue_holds_every_card_once(cards, seed):
    assert Counter(build_queue(cards, seed=seed % 1000)) == Counter(cards)


@given(decks, st.randoms(use_true_random=False))
def test_the_order_depends_on_cards_and_seed_alone(cards, chance):
    queue = build_queue(cards, seed=7)
    assert build_queue(iter(cards), seed=7) == queue
    reordered = [card for card in cards if card.state != NEW]
    chance.shuffle(reordered)
    # New cards keep the order they are given in; that of the others does not matter.
    assert build_queue([*reordered, *(card for card in cards if card.state == NEW)], seed=7) == queue


@given(decks)
def test_steps_come_first_by_the_moment_they_are_due(cards):
    queue = build_queue(cards, seed=1)
    due = [card.state.due_at for card in queue if card.state != NEW and card.state.due_at is not None]
    assert due == sorted(due)
    assert all(card.state != NEW and card.state.due_at is not None for card in queue[: len(due)])


@given(decks)
def test_siblings_stand_apart_wherever_that_can_be_done(cards):
    main = [card for card in build_queue(cards, seed=3) if card.state == NEW or card.state.due_at is None]
    most = max(Counter(card.note for card in main).values(), default=0)
    if most <= (len(main) + 1) // 2:
        assert all(one.note != other.note for one, other in pairwise(main))
    else:
        others = len(main) - most
        side_by_side = sum(one.note == other.note for one, other in pairwise(main))
        assert side_by_side == most - others - 1


def kinds(queue: tuple[QueueCard, ...]) -> str:
    return "".join("n" if card.state == NEW else "r" for card in queue)


def test_new_cards_are_spread_evenly():
    def mixed(reviews: int, new: int) -> str:
        specs = [("review", n, 5) for n in range(reviews)] + [("new", 100 + n, 0) for n in range(new)]
        return kinds(build_queue(make(specs), seed=0))

    assert mixed(3, 3) == "rnrnrn"
    assert mixed(3, 2) == "rnrnr"
    assert mixed(8, 3) == "rrnrrnrrnrr"
    assert mixed(3, 6) == "nrnnrnnrn"
    assert mixed(4, 0) == "rrrr"
    assert mixed(0, 4) == "nnnn"


def test_the_longest_overdue_come_first_and_a_day_is_shuffled_by_the_seed():
    cards = make([("review", n, 20 - n // 10) for n in range(40)])
    queues = [build_queue(cards, seed=seed) for seed in range(5)]
    for queue in queues:
        assert [card.state.due_day for card in queue] == sorted(card.state.due_day for card in cards)
    assert len(set(queues)) == 5


def test_new_cards_keep_the_order_of_the_deck():
    cards = make([("new", n, 0) for n in range(9)])
    assert build_queue(cards, seed=5) == tuple(cards)


def test_a_crowd_of_siblings_is_laid_apart_quickly():
    cards = make([("new", 0, 0)] * 4000 + [("new", n, 0) for n in range(1, 4000)])
    queue = build_queue(cards, seed=5)
    assert all(one.note != other.note for one, other in pairwise(queue))


def test_counts():
    cards = make([("new", 0, 0), ("new", 1, 0), ("step", 2, 0), ("day step", 3, 0), ("review", 4, 0)])
    counts = sum((count_of(card.state) for card in cards), Counts())
    assert counts == Counts(new=2, learning=2, review=1)
    assert counts.total == 5
    assert counts - Counts(new=1) == Counts(1, 2, 1)


@given(decks, st.integers(0, 400))
def test_the_most_endangered_come_first_when_that_is_asked_for(cards, later):
    scheduler = Scheduler(ScheduleOptions(), DAYS)
    on = StudyDay(TODAY + later)
    alone = [replace(card, note=card.card) for card in cards]
    queue = build_queue(alone, seed=5, endangered_on=on, steps_first=False, new_last=True)
    chances = [scheduler.retrievability(card.state, on) for card in queue if card.state != NEW]
    assert chances == sorted(chances)
    assert kinds(queue) == "r" * len(chances) + "n" * (len(queue) - len(chances))


def test_of_cards_answered_today_the_least_stable_comes_first():
    cards = [queue_card(str(days), scheduled(ago=0, interval=1, stability=days)) for days in (3, 1, 2)]
    assert [card.card for card in build_queue(cards, seed=0, endangered_on=TODAY)] == ["d/1", "d/2", "d/3"]


@given(st.lists(st.integers(1, 12), min_size=1, max_size=5), st.sampled_from(["new", "review"]), st.integers(0, 99))
def test_decks_are_spread_evenly(sizes, kind, seed):
    cards = [
        replace(card, deck=DeckId(str(number)), card=f"{number}/{card.card}", note=f"{number}/{card.note}")
        for number, size in enumerate(sizes)
        for card in make([(kind, at, 5) for at in range(size)])
    ]
    queue = build_queue(cards, seed=seed)
    for number, size in enumerate(sizes):
        places = [at for at, card in enumerate(queue) if card.deck == str(number)]
        # In any stretch of the queue a deck has its share, give or take one card for it and each other deck.
        for count, at in enumerate(places):
            assert abs(count - at * size / len(queue)) <= len(sizes)


@given(decks)
def test_siblings_have_some_cards_between_them_where_there_are_enough(cards):
    pair = [queue_card(name, note="pair") for name in ("one", "two")]
    others = [replace(card, note=card.card) for card in cards]
    main = [card for card in build_queue([*others, *pair], seed=3) if card.state == NEW or card.state.due_at is None]
    first, second = (at for at, card in enumerate(main) if card.note == "d/pair")
    assert second - first > min(GAP, len(main) - 2)
