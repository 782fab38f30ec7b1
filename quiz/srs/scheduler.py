"""What each rating makes of a card: steps, intervals and fuzz, as Anki 26.9 schedules with FSRS on.

The rules are taken from Anki's behaviour (rslib/src/scheduler/states), which the golden tests hold this to. One
thing is left out on purpose: Anki makes learning steps up to a quarter longer than its buttons say, at most five
minutes. Here what the button shows is what is stored.
"""

from dataclasses import dataclass, field, replace
from math import floor
from typing import TYPE_CHECKING

from quiz.model.ids import CardId
from quiz.model.memory import (
    DAY_MS,
    CardState,
    Instant,
    MemoryState,
    New,
    Outcomes,
    Phase,
    Rating,
    Scheduled,
    StudyDay,
)
from quiz.model.options import ScheduleOptions
from quiz.model.review import ReviewKind
from quiz.srs.day import DayRule
from quiz.srs.fsrs import Fsrs
from quiz.srs.fuzz import rounded, spread

if TYPE_CHECKING:
    from quiz.srs.balance import Load

_DAY = 86_400
"""Seconds."""
_HALF_DAY = 0.5
"""Days; what FSRS wants back sooner may come again on the same day."""


def kind_of(state: CardState) -> ReviewKind:
    """Return the kind under which an answer to a card in this state is logged."""
    if isinstance(state, New) or state.phase is Phase.LEARNING:
        return ReviewKind.LEARN
    return ReviewKind.REVIEW if state.phase is Phase.REVIEW else ReviewKind.RELEARN


def draw_for(card: CardId, reps: int) -> float:
    """Return a number from 0 up to, not including, 1 that is always the same for a card at one of its repetitions."""
    from hashlib import blake2b  # noqa: PLC0415 - loads OpenSSL, and the first card is shown without it

    digest = blake2b(f"{card}\n{reps}".encode(), digest_size=8).digest()
    # 53 bits are what a float holds exactly; more could round up to 1.
    return (int.from_bytes(digest, "big") >> 11) / (1 << 53)


@dataclass(frozen=True, slots=True)
class _Moment:
    """One card at the moment it is answered, with what all four outcomes share."""

    now: Instant
    day: StudyDay
    day_ends: Instant
    """The first instant of the next day."""
    memory: dict[Rating, MemoryState]
    """After each rating."""
    interval: dict[Rating, float]
    """Days until the desired retention is reached, before rounding."""
    reps: int
    """Answers, this one among them."""
    lapses: int
    """Before this answer."""
    draw: float | None
    """The place in the fuzz range, from 0 up to, not including, 1; ``None``: no fuzz."""
    load: "Load | None"
    """What comes back on the days ahead; ``None``: days are not balanced."""


@dataclass(frozen=True, slots=True)
class Scheduler:
    """Computes outcomes; a value of its own for every set of options."""

    options: ScheduleOptions
    days: DayRule
    fsrs: Fsrs = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "fsrs", Fsrs(self.options.parameters))

    def retrievability(self, state: Scheduled, day: StudyDay) -> float:
        """Return the chance, 0 to 1, that the card is remembered on a study day."""
        return self.fsrs.retrievability(state.memory.stability, day - state.last_day)

    @property
    def balances(self) -> bool:
        """Whether what is due on the days ahead matters to it."""
        return self.options.fuzz and self.options.load_balance

    def outcomes(self, card: CardId, state: CardState, now: Instant, load: "Load | None" = None) -> Outcomes:
        """Return what each of the four ratings, given now, makes of a card.

        Where in its fuzz range an interval falls depends only on the card, its repetition and, with load balancing,
        on the ``load`` of the days ahead without the card itself: the same question always gets the same answer. A
        clock that stands before the last answer counts as the same day.
        """
        reps = 0 if isinstance(state, New) else state.reps
        load = load if self.balances else None
        return self.outcomes_at(state, now, draw_for(card, reps) if self.options.fuzz else None, load)

    def outcomes_on(self, day: StudyDay, card: CardId, state: CardState, now: Instant) -> Outcomes:
        """Return what an answer given on a study day made of a card, wherever this is computed.

        Where and when the day ended is not known any more: a wait of less than half a day is taken to lie in it.
        """
        reps = 0 if isinstance(state, New) else state.reps
        draw = draw_for(card, reps) if self.options.fuzz else None
        return self._outcomes(state, self._moment(state, now, (day, Instant(now + DAY_MS // 2)), draw, None))

    def outcomes_at(self, state: CardState, now: Instant, draw: float | None, load: "Load | None" = None) -> Outcomes:
        """Return the outcomes for a place in the fuzz range: 0 its first day, close to 1 its last, ``None`` no fuzz."""
        day = self.days.day_of(now)
        ends = self.days.start_of(StudyDay(day + 1))
        return self._outcomes(state, self._moment(state, now, (day, ends), draw, load))

    def _outcomes(self, state: CardState, moment: _Moment) -> Outcomes:
        if isinstance(state, New):
            return self._steps(moment, Phase.LEARNING, 0)
        if state.phase is Phase.REVIEW:
            return self._review(moment, state)
        return self._steps(moment, state.phase, state.step)

    def _moment(
        self, state: CardState, now: Instant, span: tuple[StudyDay, Instant], draw: float | None, load: "Load | None"
    ) -> _Moment:
        day, ends = span
        if isinstance(state, New):
            memory = {rating: self.fsrs.first(rating) for rating in Rating}
            reps = lapses = 0
        else:
            elapsed = max(day - state.last_day, 0)
            memory = {rating: self.fsrs.next(state.memory, rating, elapsed) for rating in Rating}
            reps, lapses = state.reps, state.lapses
        retention = self.options.desired_retention
        return _Moment(
            now=now,
            day=day,
            day_ends=ends,
            memory=memory,
            interval={rating: self.fsrs.interval(after.stability, retention) for rating, after in memory.items()},
            reps=reps + 1,
            lapses=lapses,
            draw=draw,
            load=load,
        )

    def _review(self, at: _Moment, state: Scheduled) -> Outcomes:
        """Outcomes of a card in review: Hard, Good and Easy each come at least a day after the one before.

        Fuzz does not shorten what is to grow: an interval longer than the last one stays so, and one that could be
        fuzzed to the last one is at least as long. Any other is meant to shrink and may.
        """
        last = state.interval
        outcomes = {Rating.AGAIN: self._lapse(at)}
        shortest = 1
        for rating in (Rating.HARD, Rating.GOOD, Rating.EASY):
            interval = at.interval[rating]
            if rounded(interval) > last:
                shortest = max(shortest, last + 1)
            elif last <= spread(interval, 1, self._longest)[1]:
                shortest = max(shortest, last)
            days = self._days(at, interval, shortest)
            outcomes[rating] = self._in_days(at, rating, days)
            shortest = days + 1
        return outcomes

    def _lapse(self, at: _Moment) -> Scheduled:
        """Again in review: back to the first relearning step with one more lapse.

        Without relearning steps the card stays in review with an interval that is not fuzzed, or is asked again
        the same day when FSRS wants it back within half a day.
        """
        lapses = at.lapses + 1
        steps = self.options.relearning_steps
        if steps:
            return self._in_seconds(at, Rating.AGAIN, Phase.RELEARNING, 0, steps[0], lapses=lapses)
        interval = at.interval[Rating.AGAIN]
        if self._soon(interval):
            return self._in_seconds(at, Rating.AGAIN, Phase.RELEARNING, 0, int(interval * _DAY), lapses=lapses)
        days = min(max(rounded(interval), 1), self._longest)
        return self._in_days(at, Rating.AGAIN, days, lapses=lapses)

    def _steps(self, at: _Moment, phase: Phase, step: int) -> Outcomes:
        """Outcomes of a new card and of one in its learning or relearning steps.

        A Good that leaves the steps comes no sooner than Hard would, and Easy at least a day after Good. With steps
        of a day and more Anki may say "Hard 3 days, Good 2 days", which its users take for a mistake.
        """
        steps = self.options.learning_steps if phase is Phase.LEARNING else self.options.relearning_steps
        # The steps may have been made fewer since the card was put on one.
        step = min(step, max(len(steps) - 1, 0))
        if steps:
            again = self._in_seconds(at, Rating.AGAIN, phase, 0, steps[0])
            hard = self._in_seconds(at, Rating.HARD, phase, step, _hard_delay(steps, step))
        else:
            again = self._graduate(at, Rating.AGAIN, phase)
            hard = self._graduate(at, Rating.HARD, phase)
        if step + 1 < len(steps):
            good = self._in_seconds(at, Rating.GOOD, phase, step + 1, steps[step + 1])
        else:
            good = self._no_sooner(self._graduate(at, Rating.GOOD, phase), hard.interval)
        # Were Good to leave the steps now, it would come after this many days.
        after_good = self._days(at, at.interval[Rating.GOOD], 1)
        easy = self._in_days(at, Rating.EASY, self._days(at, max(rounded(at.interval[Rating.EASY]), 1), after_good + 1))
        easy = self._no_sooner(easy, good.interval + 1)
        return {Rating.AGAIN: again, Rating.HARD: hard, Rating.GOOD: good, Rating.EASY: easy}

    def _graduate(self, at: _Moment, rating: Rating, phase: Phase) -> Scheduled:
        """Leave the steps for review, unless there are none and FSRS wants the card back within half a day."""
        interval = at.interval[rating]
        steps = self.options.learning_steps if phase is Phase.LEARNING else self.options.relearning_steps
        if not steps and self._soon(interval):
            return self._in_seconds(at, rating, phase, 0, int(interval * _DAY))
        return self._in_days(at, rating, self._days(at, max(rounded(interval), 1), 1))

    def _no_sooner(self, outcome: Scheduled, days: int) -> Scheduled:
        """Return an outcome in review with an interval of at least ``days``, as far as the maximum allows."""
        days = min(days, self._longest)
        if outcome.phase is not Phase.REVIEW or outcome.interval >= days:
            return outcome
        return replace(outcome, due_day=StudyDay(outcome.last_day + days))

    def _soon(self, interval: float) -> bool:
        """Whether FSRS itself may set a step within the day: its same-day parameters must be in use."""
        w = self.fsrs.parameters
        return interval < _HALF_DAY and w[17] > 0.0 and w[18] > 0.0

    @property
    def _longest(self) -> int:
        return max(self.options.maximum_interval, 1)

    def _days(self, at: _Moment, interval: float, shortest: int) -> int:
        """Return whole days, fuzzed, from ``shortest`` to the maximum interval; the maximum wins."""
        longest = self._longest
        shortest = min(max(shortest, 1), longest)
        if at.draw is None:
            return min(max(rounded(interval), shortest), longest)
        lower, upper = spread(interval, shortest, longest)
        if at.load is not None:
            from quiz.srs.balance import LONGEST, choose_day  # noqa: PLC0415 - the first card is shown without a load

            if floor(interval) <= LONGEST and shortest <= LONGEST:
                return choose_day(at.day, (lower, upper), at.load, at.draw, self.options.easy_days)
        return lower + floor(at.draw * (1 + upper - lower))

    def _in_days(self, at: _Moment, rating: Rating, days: int, *, lapses: int | None = None) -> Scheduled:
        return Scheduled(
            phase=Phase.REVIEW,
            step=0,
            memory=at.memory[rating],
            due_day=StudyDay(at.day + days),
            due_at=None,
            last_at=at.now,
            last_day=at.day,
            reps=at.reps,
            lapses=at.lapses if lapses is None else lapses,
        )

    def _in_seconds(
        self, at: _Moment, rating: Rating, phase: Phase, step: int, seconds: int, *, lapses: int | None = None
    ) -> Scheduled:
        """Put a card on a step; one that ends after the study day is due on the whole of the day it ends in."""
        due_at = Instant(at.now + seconds * 1000)
        beyond = due_at - at.day_ends
        days = 0 if beyond < 0 else beyond // DAY_MS + 1
        return Scheduled(
            phase=phase,
            step=step,
            memory=at.memory[rating],
            due_day=StudyDay(at.day + days),
            due_at=None if days else due_at,
            last_at=at.now,
            last_day=at.day,
            reps=at.reps,
            lapses=at.lapses if lapses is None else lapses,
        )


def _hard_delay(steps: tuple[int, ...], step: int) -> int:
    """Return the seconds Hard waits on a step.

    On the first step it lies between Again and Good: their mean, or half as long again when there is only one
    step, at most a day more. Longer than a day it is rounded to days. On later steps it repeats the step.
    """
    if step > 0:
        return steps[step]
    first, *later = steps
    delay = (first + later[0]) // 2 if later else min(first * 3 // 2, first + _DAY)
    return rounded(delay / _DAY) * _DAY if delay > _DAY else delay
