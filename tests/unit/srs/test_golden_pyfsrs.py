"""The formulas against py-fsrs, on thousands of random histories."""

import random
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec

import pytest

from quiz.model.memory import MemoryState, Rating
from quiz.model.options import FSRS6_DEFAULTS
from quiz.srs.fsrs import Fsrs

OPTIMISED = (
    0.2508, 0.5649, 1.0443, 7.3003, 6.7686, 0.384, 2.2308, 0.233, 1.3754, 0.0556, 0.6315,
    1.4088, 0.041, 0.3745, 1.5169, 0.5245, 1.6385, 0.5162, 0.05, 0.01, 0.1841,
)  # fmt: skip
"""Parameters as an optimiser makes them; the large eighth one makes the target of mean reversion matter."""


def random_histories(count: int, seed: int) -> list[list[tuple[int, int]]]:
    """Histories of (rating, days since the last answer), a quarter of the answers on the day of the one before."""
    chance = random.Random(seed)
    histories = []
    for _ in range(count):
        history, gap = [(chance.randint(1, 4), 0)], 1
        for _ in range(chance.randint(1, 9)):
            if chance.random() < 0.25:
                history.append((chance.randint(1, 4), 0))
            else:
                history.append((chance.choices((1, 2, 3, 4), (2, 2, 5, 1))[0], chance.randint(1, gap * 2)))
                gap = min(300, gap * 2)
        histories.append(history)
    return histories


def remember(parameters: tuple[float, ...], history: list[tuple[int, int]]) -> MemoryState:
    """The memory after a history."""
    fsrs = Fsrs(parameters)
    memory = fsrs.first(Rating(history[0][0]))
    for rating, days in history[1:]:
        memory = fsrs.next(memory, Rating(rating), days)
    return memory


@pytest.mark.skipif(find_spec("fsrs") is None, reason="fsrs (py-fsrs) is not installed")
@pytest.mark.parametrize("parameters", [FSRS6_DEFAULTS, OPTIMISED], ids=["default", "optimised"])
def test_memory_agrees_with_py_fsrs(parameters):
    import fsrs

    reference = fsrs.Scheduler(parameters=parameters, enable_fuzzing=False, desired_retention=0.85)
    ours = Fsrs(parameters)
    for history in random_histories(2000, seed=11):
        at, card = datetime(2020, 1, 1, 12, tzinfo=UTC), fsrs.Card(card_id=1)
        for rating, days in history:
            at += timedelta(days=days)
            card, _ = reference.review_card(card, fsrs.Rating(rating), at)
        memory = remember(parameters, history)
        assert memory.stability == pytest.approx(card.stability, rel=1e-4)
        assert memory.difficulty == pytest.approx(card.difficulty, rel=1e-4)
        later = at + timedelta(days=17)
        assert ours.retrievability(memory.stability, 17) == pytest.approx(
            reference.get_card_retrievability(card, later), rel=1e-4
        )
        expected = min(max(round(ours.interval(memory.stability, 0.85)), 1), 36_500)
        assert expected == reference._next_interval(stability=memory.stability)
