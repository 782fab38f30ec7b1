"""Queues of names: the same order as with whole cards, and states that are read when they are asked for."""

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quiz.model.ids import CardId
from quiz.model.memory import NEW, Phase, Rating, StudyDay
from quiz.model.options import ScheduleOptions
from quiz.model.verdict import Verdict
from quiz.srs.apart import GAP
from quiz.srs.lineup import Lineup, Queue, named
from quiz.srs.order import build_queue, line_up, take_turns
from quiz.srs.queue import Counts, QueueCard
from quiz.srs.scheduler import Scheduler
from quiz.srs.session import Session
from tests.clock import Clock
from tests.unit.srs.parts import DAYS, NOON, TODAY, Notebook, ids, scheduled

AGO = 400


def card(number: int, kind: str, deck: int, days: int) -> QueueCard:
    state = {
        "new": NEW,
        "review": scheduled(ago=AGO, interval=days, stability=1 + days),
        "step": scheduled(Phase.LEARNING, ago=0, interval=0, due_at=NOON + days * 60_000),
        "day step": scheduled(Phase.RELEARNING, ago=AGO, interval=days, stability=1 + days),
    }[kind]
    return named(CardId(f"deck{deck}/n{number // 2}:c{number}"), state)


def sibling_free(cards: list[QueueCard]) -> list[QueueCard]:
    at = enumerate(cards)
    return [named(CardId(one.card.replace("/", f"/{n}").partition(":")[0]), one.state) for n, one in at]


cards_of = st.lists(
    st.tuples(
        st.sampled_from(["new", "review", "step", "day step"]),
        st.integers(0, 2),
        st.integers(1, 30),
    ),
    max_size=40,
).map(lambda specs: [card(number, *spec) for number, spec in enumerate(specs)])


class Shelf:
    """Keeps states, as a store does, and notes what is read."""

    def __init__(self, cards: list[QueueCard]) -> None:
        self.states = {each.card: each.state for each in cards if each.state != NEW}
        self.read: list[CardId] = []

    def __call__(self, names):
        self.read += names
        return {name: self.states[name] for name in names if name in self.states}


def queue_of(cards: list[QueueCard], shelf: Shelf, endangered_on: StudyDay | None = None) -> Queue:
    """Line cards up as a store finds them: each deck by itself, reviews by what sorts them."""
    decks = sorted({each.deck for each in cards})
    seen = [each for each in cards if each.state != NEW and each.state.phase is Phase.REVIEW]
    ranked: list[tuple[CardId, float]] = []
    for each in seen:
        passed = (endangered_on or TODAY) - each.state.last_day
        rank = each.state.due_day if endangered_on is None else -passed / each.state.memory.stability
        ranked.append((each.card, rank))
    ranked.sort(key=lambda pair: (pair[0].partition("/")[0], pair[1]))
    new = [[each.card for each in cards if each.state == NEW and each.deck == deck] for deck in decks]
    steps = [each for each in cards if each.state != NEW and each.state.phase is not Phase.REVIEW]
    return line_up(steps, ranked, new, shelf, endangered_on=endangered_on)


@given(cards_of, st.booleans())
def test_the_queue_holds_every_card_once_as_it_is(cards, crowded):
    queue = queue_of(cards, Shelf(cards), TODAY if crowded else None)
    assert Counter([*queue.waiting, *queue.main]) == Counter(cards)
    assert queue.counts == Queue.of(cards, waits=True).counts


@given(cards_of)
def test_cards_come_on_the_day_they_are_due_the_longest_overdue_first(cards):
    queue = queue_of(sibling_free(cards), Shelf(sibling_free(cards)))
    days = [each.state.due_day for each in queue.main if each.state != NEW]
    assert days == sorted(days)
    assert [each.state.due_at for each in queue.waiting] == sorted(each.state.due_at for each in queue.waiting)


@given(cards_of)
def test_in_a_crowd_the_most_endangered_come_first(cards):
    scheduler = Scheduler(ScheduleOptions(), DAYS)
    alone = sibling_free(cards)
    queue = queue_of(alone, Shelf(alone), TODAY)
    chances = [scheduler.retrievability(each.state, TODAY) for each in queue.main if each.state != NEW]
    assert chances == sorted(chances)


@given(cards_of)
def test_new_cards_stand_where_they_stand_among_whole_cards(cards):
    """Decks are spread and siblings kept apart by the same rules; only the draw within a day is another one."""
    alone = [each for each in sibling_free(cards) if each.state == NEW or each.state.phase is Phase.REVIEW]
    decks = sorted({each.deck for each in alone})
    in_order = [each for deck in decks for each in alone if each.deck == deck]
    ours, theirs = queue_of(in_order, Shelf(in_order)).main, build_queue(in_order, seed=1)
    assert [each.state == NEW and each.card for each in ours] == [each.state == NEW and each.card for each in theirs]


@given(cards_of)
def test_siblings_stand_apart_wherever_there_are_enough_others(cards):
    pair = [named(CardId(f"deck0/pair:c{number}")) for number in (1, 2)]
    others = sibling_free(cards)
    main = queue_of([*others, *pair], Shelf(others)).main
    first, second = (at for at, each in enumerate(main) if each.note == "deck0/pair")
    assert second - first > min(GAP, len(main) - 2)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=5), st.integers(0, 99), st.integers(0, 30))
def test_decks_take_turns_where_few_new_cards_may_come(sizes, day, most):
    decks = [[CardId(f"{deck}/{number}") for number in range(size)] for deck, size in enumerate(sizes)]
    taken = take_turns(decks, StudyDay(day), most)
    assert sum(map(len, taken)) == min(most, sum(sizes))
    assert all(own == deck[: len(own)] for own, deck in zip(taken, decks, strict=True))
    whole = [len(own) for own, deck in zip(taken, decks, strict=True) if len(own) < len(deck)]
    assert all(abs(one - other) <= 1 for one, other in pairwise(whole))


def test_states_are_read_some_at_a_time():
    cards = [named(CardId(f"d/{number}"), scheduled()) for number in range(1000)]
    shelf = Shelf(cards)
    lineup = Lineup([each.card for each in cards], shelf)
    assert len(lineup) == 1000
    assert shelf.read == []
    assert [lineup[0], lineup[3], lineup[-1]] == [cards[0], cards[3], cards[-1]]
    assert 3 < len(shelf.read) < 300
    assert [*lineup] == cards
    assert len(shelf.read) == 1000


def test_what_was_read_stays_as_it_was():
    cards = [named(CardId(f"d/{number}"), scheduled()) for number in range(9)]
    shelf = Shelf(cards)
    lineup = Lineup([each.card for each in cards], shelf)
    assert lineup[2] == cards[2]
    shelf.states.clear()
    later = lineup.behind([lineup[8]], 2)
    assert [*later] == [cards[8], *cards[2:9]]
    assert [*later.without({cards[3].card}, 1)] == [cards[2], *cards[4:9]]
    assert later.places_of({cards[8].card}, 1) == [7]


@given(st.integers(1, 300), st.lists(st.sampled_from(["rate", "bury", "undo"]), max_size=12))
def test_a_session_over_names_asks_what_one_over_cards_asks(size, moves):
    cards = [named(CardId(f"d/{number}"), scheduled(stability=1 + number)) for number in range(size)]
    scheduler, clock = Scheduler(ScheduleOptions(), DAYS), Clock(NOON)
    lazy = Queue(Lineup([each.card for each in cards], Shelf(cards)), (), Counts(review=size))
    sessions = [Session(queue, scheduler, clock, Notebook(), ids(), 1200) for queue in (lazy, cards)]
    for move in moves:
        for session in sessions:
            if move == "undo":
                session.undo()
            elif session.current is not None:
                if move == "bury":
                    session.bury()
                else:
                    session.rate(Rating.GOOD, verdict=Verdict.RIGHT, typed=None, duration_ms=1)
        one, other = sessions
        assert (one.current, one.counts, one.remaining) == (other.current, other.counts, other.remaining)
