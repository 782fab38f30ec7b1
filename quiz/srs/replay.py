"""From the log back to the state of a card."""

from collections.abc import Iterable, Sequence

from quiz.model.memory import NEW, CardState, New
from quiz.model.review import Review, ReviewKind
from quiz.srs.scheduler import Scheduler


def replay(reviews: Iterable[Review], scheduler: Scheduler) -> CardState:
    """Return the state of one card after its answers, given all of its rows that were not retracted, in any order.

    The rows are taken by time and id. A row that starts from the state reached so far says itself what came of
    it, so that a later change of options rewrites nothing. Where the chain is broken, because rows of two devices
    were put together or one in the middle was taken back, the answer is scheduled anew as of its own moment.
    """
    rows = sorted((row for row in reviews if row.kind is not ReviewKind.CRAM), key=lambda row: (row.at, row.id))
    state: CardState = NEW
    for row in rows:
        if row.before != state:
            return _mend(rows, scheduler)
        state = row.after
    return state


def _mend(rows: Sequence[Review], scheduler: Scheduler) -> CardState:
    """Return the state after rows that, by time and id, do not start where the one before ended."""
    state: CardState = NEW
    for row in _as_given(rows):
        chained = row.before == state
        state = row.after if chained else scheduler.outcomes(row.card, state, row.at)[row.rating]
    return state


def _as_given(rows: Sequence[Review]) -> list[Review]:
    """Sort rows by time, but none before the one it starts from: the clock may have been set back in between."""
    made = {row.after: row for row in rows}
    earliest: dict[str, int] = {}
    for row in sorted(rows, key=lambda row: _reps(row.before)):
        source = None if isinstance(row.before, New) else made.get(row.before)
        follows = source is not None and _reps(source.before) < _reps(row.before)
        earliest[row.id] = max(row.at, earliest[source.id]) if source is not None and follows else row.at
    return sorted(rows, key=lambda row: (earliest[row.id], _reps(row.before), row.id))


def _reps(state: CardState) -> int:
    return 0 if isinstance(state, New) else state.reps
