"""The formulas against py-fsrs, on thousands of random histories."""

from datetime import UTC, datetime, timedelta
from importlib.util import find_spec

import pytest

from quiz.model.options import FSRS6_DEFAULTS
from quiz.srs.fsrs import Fsrs
from tests.unit.srs.parts import OPTIMISED, random_histories, remember


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
