"""Studying for an exam, day by day, with chance: the plan against doing what is due in the usual order."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

import pytest

from quiz.model.memory import NEW, CardState, MemoryState, Phase, Rating, Scheduled, StudyDay
from quiz.model.options import FSRS6_DEFAULTS
from quiz.srs.exam import FIRST, choose, recall
from quiz.srs.fsrs import Fsrs
from quiz.srs.order import build_queue
from quiz.srs.queue import QueueCard
from tests.unit.srs.parts import TODAY, queue_card, scheduled

FSRS = Fsrs(FSRS6_DEFAULTS)
CARDS, BUDGET = 200, 12
Choice = Callable[[list[QueueCard], StudyDay, StudyDay], list[QueueCard]]


def planned(cards: list[QueueCard], today: StudyDay, exam: StudyDay) -> list[QueueCard]:
    return [*choose(cards, today=today, exam=exam, budget=BUDGET, left=BUDGET, fsrs=lambda _: FSRS)]


def usual(cards: list[QueueCard], today: StudyDay, exam: StudyDay) -> list[QueueCard]:
    """What is due, as a session of every day has it, and new cards for the rest of the time."""
    del exam
    due = [card for card in cards if isinstance(card.state, Scheduled) and card.state.due_day <= today]
    fresh = [card for card in cards if card.state == NEW]
    return [*build_queue(due, seed=today), *fresh][:BUDGET]


def endangered(cards: list[QueueCard], today: StudyDay, exam: StudyDay) -> list[QueueCard]:
    """All cards, the least likely to be known on the day of the exam first, as cramming has it."""
    return sorted(cards, key=lambda card: recall(FSRS, card.state, exam))[:BUDGET]


@dataclass
class Learner:
    """Answers by chance: what is remembered is what the forgetting curve says, with the luck of the seed."""

    chance: Random

    def answer(self, state: CardState, today: StudyDay) -> Scheduled:
        if not isinstance(state, Scheduled):
            rating = self.chance.choices([each for each, _ in FIRST], [share for _, share in FIRST])[0]
            memory = FSRS.first(rating)
        else:
            days = today - state.last_day
            known = self.chance.random() < FSRS.retrievability(state.memory.stability, days)
            rating = Rating.GOOD if known else Rating.AGAIN
            memory = FSRS.next(state.memory, rating, days)
        if rating is Rating.AGAIN:
            memory = FSRS.next(memory, Rating.GOOD, 0)
        days = max(1, round(FSRS.interval(memory.stability, 0.9)))
        return replace(scheduled(Phase.REVIEW), memory=memory, last_day=today, due_day=StudyDay(today + days))


def known_on_the_day(chosen: Choice, days: int, seed: int) -> float:
    """Return the mean chance of recall on the day of the exam."""
    chance = Random(seed)
    cards: list[QueueCard] = []
    for number in range(CARDS):
        state: CardState = NEW
        if number % 4:
            stability = 10 ** chance.uniform(-0.3, 2.2)
            interval = max(1, round(stability))
            state = scheduled(stability=stability, ago=chance.randint(0, 2 * interval) + 1, interval=interval)
            state = replace(state, memory=MemoryState(stability, chance.uniform(1, 10)))
        cards.append(queue_card(f"c{number:03}", state))
    exam, learner = StudyDay(TODAY + days), Learner(Random(seed + 1))
    for day in range(days):
        today = StudyDay(TODAY + day)
        answered = {card.card: learner.answer(card.state, today) for card in chosen(cards, today, exam)}
        assert len(answered) <= BUDGET
        cards = [replace(card, state=answered.get(card.card, card.state)) for card in cards]
    return sum(recall(FSRS, card.state, exam) for card in cards) / CARDS


@pytest.mark.parametrize("days", [3, 10, 25])
def test_the_plan_knows_more_on_the_day_than_the_usual_order_and_no_less_than_cramming(days: int) -> None:
    means = {
        choice: [known_on_the_day(choice, days, seed) for seed in range(4)] for choice in (planned, usual, endangered)
    }
    for ours, theirs in zip(means[planned], means[usual], strict=True):
        assert ours > theirs + 0.1
    # On few days both take the cards that fade most; the luck of the answers is what differs.
    assert sum(means[planned]) > sum(means[endangered]) - 0.01
