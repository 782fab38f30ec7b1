"""Which answers teach the optimiser something, and that it finds what Anki's finds."""

import random
from importlib.util import find_spec
from itertools import groupby

import pytest

from quiz.errors import UsageError
from quiz.model.memory import Instant, StudyDay
from quiz.model.options import FSRS6_DEFAULTS
from quiz.srs.optimize import FEWEST, Answer, Fit, Score, fit, require_enough, training_of
from tests.unit.simulated import DAY, lives
from tests.unit.srs.anki_engine import ask
from tests.unit.srs.parts import DAYS, NOON, OPTIMISED


def answers(*told: tuple[int, int, str]) -> list[Answer]:
    """Answers as (study day, rating, kind), a second apart."""
    return [
        Answer(Instant(day * DAY + place * 1000), StudyDay(day), rating, kind)
        for place, (day, rating, kind) in enumerate(told)
    ]


def items(*cards: list[Answer]) -> list[list[tuple[int, int]]]:
    training = training_of(cards)
    return [list(training.histories[history][:length]) for history, length in training.items]


def test_each_answer_on_a_later_day_is_foretold_from_those_before():
    card = answers((0, 3, "learn"), (0, 3, "learn"), (4, 3, "review"), (4, 1, "review"), (14, 4, "review"))
    assert items(card) == [
        [(3, 0), (3, 0), (3, 4)],
        [(3, 0), (3, 0), (3, 4), (1, 0), (4, 10)],
    ]


def test_answers_before_a_card_was_learned_anew_do_not_count():
    card = answers((0, 1, "learn"), (3, 3, "review"), (9, 3, "learn"), (9, 3, "learn"), (12, 2, "review"))
    assert items(card) == [[(3, 0), (3, 0), (2, 3)]]


def test_a_card_that_was_never_learned_here_teaches_nothing():
    assert items(answers((0, 3, "review"), (9, 3, "review"))) == []


def test_crammed_answers_are_passed_over():
    card = answers((0, 1, "cram"), (1, 3, "learn"), (2, 1, "cram"), (4, 3, "review"))
    assert items(card) == [[(3, 0), (3, 3)]]


def test_cramming_between_learning_steps_begins_nothing_anew():
    card = answers((0, 1, "learn"), (0, 1, "cram"), (1, 3, "learn"), (4, 3, "review"))
    assert items(card) == [[(1, 0), (3, 1)], [(1, 0), (3, 1), (3, 3)]]


def test_a_clock_that_was_set_back_counts_as_the_same_day():
    card = answers((9, 3, "learn"), (4, 3, "review"), (6, 3, "review"))
    assert items(card) == [[(3, 0), (3, 0), (3, 2)]]


def test_items_come_in_the_order_of_time():
    one = answers((0, 3, "learn"), (20, 3, "review"))
    other = answers((1, 3, "learn"), (4, 1, "review"), (30, 2, "review"))
    assert items(one, other) == [[(3, 0), (1, 3)], [(3, 0), (3, 20)], [(3, 0), (1, 3), (2, 26)]]


def test_too_few_answers_are_told_with_the_numbers():
    card = answers((0, 3, "learn"), (4, 3, "review"))
    with pytest.raises(UsageError, match=f"There are 63 answers .* and {FEWEST} are needed"):
        require_enough(training_of([card] * 63))
    require_enough(training_of([card] * 64))


@pytest.mark.parametrize(
    ("before", "after", "better"),
    [
        (Score(0.5, 0.1), Score(0.4, 0.1), True),
        (Score(0.5, 0.1), Score(0.5, 0.1), False),
        (Score(0.5, 0.1), Score(0.4, 0.2), False),
        (Score(0.5, 0.1), Score(0.6, 0.05), False),
    ],
)
def test_nothing_may_get_worse(before: Score, after: Score, better: bool):
    assert Fit(parameters=OPTIMISED, before=before, after=after).is_better is better


def simulated(cards: int) -> list[list[Answer]]:
    end = Instant(NOON + 300 * DAY)
    rows = lives("d", cards, memory=OPTIMISED, days=DAYS, start=NOON, end=end)
    return [
        [Answer(row.at, row.day, row.rating.value, row.kind.value) for row in group]
        for _, group in groupby(rows, key=lambda row: row.card)
    ]


def test_the_fit_comes_close_to_the_memory_that_gave_the_answers():
    training = training_of(simulated(600))
    found = fit(training, FSRS6_DEFAULTS, 1)
    assert found.is_better
    # Nobody can do much better than the learner's own memory.
    truth = fit(training, OPTIMISED, 1).before
    assert found.after.log_loss < truth.log_loss + 0.002 < found.before.log_loss


@pytest.mark.skipif(find_spec("anki") is None, reason="anki has no wheel for this platform")
@pytest.mark.parametrize("relearning_steps", [1, 2])
def test_the_engine_of_anki_finds_the_same_parameters_from_the_same_log(relearning_steps):
    chance, cards, kinds = random.Random(5), simulated(150), {"learn": 0, "review": 1, "relearn": 2}
    for card in cards:
        # Some are crammed on the way, and some are learned once more from the beginning.
        if chance.random() < 0.2:
            place = chance.randrange(1, len(card))
            card.insert(place, card[place - 1]._replace(at=Instant(card[place - 1].at + 1), kind="cram", rating=1))
        if chance.random() < 0.2:
            last = card[-1]
            days = (5, 5, 9)
            card += [
                Answer(Instant(last.at + days[n] * DAY + n * 1000), StudyDay(last.day + days[n]), 3, kind)
                for n, kind in enumerate(("learn", "learn", "review"))
            ]
    log = [[(a.at, a.day, a.rating, kinds.get(a.kind, 3)) for a in card] for card in cards]
    request = {"command": "fit", "parameters": FSRS6_DEFAULTS, "cards": log, "steps": relearning_steps}
    count, *expected = ask(request)
    training = training_of(cards)
    assert len(training.items) == count
    assert fit(training, FSRS6_DEFAULTS, relearning_steps).parameters == pytest.approx(expected, abs=6e-5)
