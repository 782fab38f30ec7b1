"""From the log back to the state of a card."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from quiz.model.memory import NEW, CardState, New, Scheduled
from quiz.model.review import Review, ReviewKind
from quiz.srs.fsrs import Fsrs
from quiz.srs.scheduler import Scheduler

Place = tuple[object, ...]
"""Where a card stands in its schedule: its state without the memory, and without the day on which it comes back.

That day may have been moved since, and what was answered on it holds all the same.
"""


def replay(reviews: Iterable[Review], scheduler: Scheduler) -> CardState:
    """Return the state of one card after its answers, given all of its rows that were not retracted, in any order.

    The rows are taken by time and id. A row that starts from the state reached so far says itself when the card
    comes back, so that a later change of options moves no card. Where the chain is broken, because rows of two devices
    were put together or one in the middle was taken back, the answer is scheduled anew as of its own moment.

    Stability and difficulty are no part of that chain: they are always what the parameters in force make of all
    answers, so that better parameters tell at once how well a card is known.
    """
    rows = sorted((row for row in reviews if row.kind is not ReviewKind.CRAM), key=lambda row: (row.at, row.id))
    state: CardState = NEW
    for row in rows:
        if _place(row.before) != _place(state):
            return _mend(rows, scheduler)
        state = _taken(row, state, scheduler.fsrs)
    return state


def follow(row: Review, state: CardState, fsrs: Fsrs) -> Scheduled | None:
    """Return the state after one more answer, as `replay` would; ``None`` if it does not start from ``state``."""
    return _taken(row, state, fsrs) if _place(row.before) == _place(state) else None


def _place(state: CardState) -> Place:
    if isinstance(state, New):
        return ()
    return (
        state.phase,
        state.step,
        state.due_at,
        state.last_at,
        state.last_day,
        state.reps,
        state.lapses,
    )


def _taken(row: Review, state: CardState, fsrs: Fsrs) -> Scheduled:
    """Return what a row that starts from ``state`` says, with the memory as the parameters have it."""
    after = row.after
    if isinstance(state, New):
        memory = fsrs.first(row.rating)
    else:
        memory = fsrs.next(state.memory, row.rating, max(after.last_day - state.last_day, 0))
    return after if memory == after.memory else replace(after, memory=memory)


def _mend(rows: Sequence[Review], scheduler: Scheduler) -> CardState:
    """Return the state after rows that, by time and id, do not start where the one before ended."""
    state: CardState = NEW
    for row in _as_given(rows):
        if _place(row.before) == _place(state):
            state = _taken(row, state, scheduler.fsrs)
        else:
            anew = scheduler.outcomes_on(row.after.last_day, row.card, state, row.after.last_at)[row.rating]
            state = _at_its_moment(anew, row.after)
    return state


def _at_its_moment(anew: Scheduled, told: Scheduled) -> Scheduled:
    """Let a step run past the end of the study day where its row says so, which knew when that day ended."""
    if told.due_at is not None or anew.due_at is None or (anew.phase, anew.step) != (told.phase, told.step):
        return anew
    return replace(anew, due_day=told.due_day, due_at=None)


def _as_given(rows: Sequence[Review]) -> list[Review]:
    """Sort rows by time, but none before the one it starts from: the clock may have been set back in between.

    A row whose start was itself made anew, when rows of two devices were put together, starts from one given at the
    moment of the last answer that its start knows of.
    """
    made = {_place(row.after): row for row in rows}
    given: dict[int, list[Review]] = {}
    for row in rows:
        given.setdefault(row.after.last_at, []).append(row)  # not `at`, which may lie behind a reset
    earliest: dict[str, int] = {}
    for row in sorted(rows, key=lambda row: (_reps(row.before), row.id)):
        earliest[row.id] = row.at
        if isinstance(row.before, New):
            continue
        source = made.get(_place(row.before))
        sources = given.get(row.before.last_at, []) if source is None else [source]
        # Only what stands before a row in the count of answers can be what it starts from.
        known = [earliest[one.id] for one in sources if _reps(one.before) < _reps(row.before) and one.id in earliest]
        earliest[row.id] = max(row.at, *known, row.at if source is not None else row.before.last_at)
    return sorted(rows, key=lambda row: (earliest[row.id], _reps(row.before), row.id))


def _reps(state: CardState) -> int:
    return 0 if isinstance(state, New) else state.reps
