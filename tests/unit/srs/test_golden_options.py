"""What follows from options, against the engine of Anki: where rescheduled cards come back, and what is a leech."""

from dataclasses import replace
from importlib.util import find_spec

import pytest

from quiz.model.deck import CardId, DeckId
from quiz.model.options import FSRS6_DEFAULTS, ScheduleOptions
from quiz.srs.leech import LeechRule
from quiz.srs.reschedule import InReview, reschedule
from quiz.srs.scheduler import Scheduler
from tests.unit.srs.anki_engine import ask
from tests.unit.srs.parts import DAYS, OPTIMISED, TODAY, random_histories, remember, scheduled

pytestmark = pytest.mark.skipif(find_spec("anki") is None, reason="anki has no wheel for this platform")


@pytest.mark.parametrize(
    ("parameters", "then", "longest"), [(FSRS6_DEFAULTS, 0.95, 36_500), (OPTIMISED, 0.8, 36_500), (OPTIMISED, 0.7, 90)]
)
def test_cards_are_moved_to_where_anki_moves_them(parameters, then, longest):
    histories = random_histories(2000, seed=7)
    request = {"command": "move", "parameters": parameters, "cards": histories, "then": then, "maximum": longest}
    told = ask(request)
    options = ScheduleOptions(
        parameters=parameters, desired_retention=then, maximum_interval=longest, fuzz=False, load_balance=False
    )
    scheduler = Scheduler(options, DAYS)
    # The engine's cards were answered yesterday, and came back by what it was made of: a day that nothing says.
    rows = [
        InReview(
            CardId(f"d/{number:05}"),
            f"d/{number:05}",
            DeckId("d"),
            replace(scheduled(ago=1, interval=30_000), memory=remember(parameters, history)),
        )
        for number, history in enumerate(histories)
    ]
    made = reschedule(rows, lambda _: True, lambda _: scheduler, today=TODAY)
    for row, (interval, ahead) in zip(rows, told, strict=True):
        day = made.to.get(row.card, row.state.due_day)
        # Stability agrees to 1e-4, and where that is the edge of a day, the days are next to each other.
        exact = scheduler.fsrs.interval(row.state.memory.stability, then)
        assert day - row.state.last_day == interval or abs(exact % 1 - 0.5) < 1e-4 * exact
        assert day - TODAY == ahead or abs(exact % 1 - 0.5) < 1e-4 * exact


@pytest.mark.parametrize("threshold", [1, 2, 3, 5, 7, 8, 9])
def test_leeches_are_found_where_anki_finds_them(threshold):
    told = ask({"command": "leech", "parameters": FSRS6_DEFAULTS, "cards": [*range(40)], "threshold": threshold})
    assert told == [LeechRule(threshold).tells(lapses + 1) for lapses in range(40)]
