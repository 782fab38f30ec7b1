"""A learner with a memory of known parameters, who answers cards as the scheduler brings them back."""

import random
from collections.abc import Iterator

from quiz.model.answer import Verdict
from quiz.model.ids import CardId
from quiz.model.memory import NEW, Instant, New, Rating
from quiz.model.options import ScheduleOptions
from quiz.model.review import EventId, Review
from quiz.srs.day import DayRule
from quiz.srs.fsrs import Fsrs
from quiz.srs.scheduler import Scheduler, kind_of

DAY = 86_400_000


def lives(
    deck: str, cards: int, *, memory: tuple[float, ...], days: DayRule, start: Instant, end: Instant, seed: int = 1
) -> Iterator[Review]:
    """Yield the answers to the cards of a deck, card after card, from ``start`` until ``end``."""
    chance, truth = random.Random(seed), Fsrs(memory)
    scheduler = Scheduler(ScheduleOptions(), days)
    serial = 0
    for number in range(cards):
        card, now, state = CardId(f"{deck}/{number:05}"), Instant(start + number % 40 * DAY + number * 1000), NEW
        real = None
        while now < end:
            if real is None:
                rating = chance.choices(list(Rating), (3, 1, 4, 1))[0]
                real = truth.first(rating)
            else:
                assert not isinstance(state, New)
                gap = max(days.day_of(now) - state.last_day, 0)
                remembered = chance.random() < truth.retrievability(real.stability, gap)
                rating = (
                    chance.choices([Rating.HARD, Rating.GOOD, Rating.EASY], (1, 8, 1))[0]
                    if remembered
                    else Rating.AGAIN
                )
                real = truth.next(real, rating, gap)
            after = scheduler.outcomes(card, state, now)[rating]
            serial += 1
            yield Review(
                id=EventId(f"{deck}-{number:05}-{serial:06}"),
                card=card,
                at=now,
                day=days.day_of(now),
                rating=rating,
                kind=kind_of(state),
                verdict=Verdict.RIGHT if rating > Rating.AGAIN else Verdict.WRONG,
                typed=None,
                duration_ms=1000,
                before=state,
                after=after,
                device="simulated",
            )
            state = after
            wait = after.due_at if after.due_at is not None else days.start_of(after.due_day) + 4 * DAY // 24
            now = Instant(max(wait, now) + chance.randint(1, 60_000))
