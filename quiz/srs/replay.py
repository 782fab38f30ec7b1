"""From the log back to the state of a card."""

from collections.abc import Iterable

from quiz.model.memory import NEW, CardState
from quiz.model.review import Review, ReviewKind
from quiz.srs.scheduler import Scheduler


def replay(reviews: Iterable[Review], scheduler: Scheduler) -> CardState:
    """Return the state of one card after its answers, given all of its rows that were not retracted, in any order.

    The rows are taken by time and id. A row that starts from the state reached so far says itself what came of
    it, so that a later change of options rewrites nothing. Where the chain is broken, because rows of two devices
    were put together or one in the middle was taken back, the answer is scheduled anew as of its own moment.
    """
    state: CardState = NEW
    for row in sorted(reviews, key=lambda row: (row.at, row.id)):
        if row.kind is ReviewKind.CRAM:
            continue
        chained = row.before == state
        state = row.after if chained else scheduler.outcomes(row.card, state, row.at)[row.rating]
    return state
