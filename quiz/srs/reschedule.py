"""On which days cards would come back had they been answered under the options of now.

This is what Anki calls "reschedule cards on change" (rslib/src/scheduler/fsrs/memory_state.rs and rescheduler.rs):
the interval follows from the stability and the desired retention, and is counted from the last answer. It differs in
that a card stays on its day while that lies in the range into which the new interval may be spread. So nothing moves
without need, days that were balanced stay balanced, and doing it twice does nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from math import floor

from quiz.model.ids import CardId, DeckId
from quiz.model.memory import Scheduled, StudyDay
from quiz.srs.balance import LONGEST, Load, choose_day
from quiz.srs.fuzz import rounded, spread
from quiz.srs.scheduler import Scheduler, draw_for


@dataclass(frozen=True, slots=True)
class InReview:
    """A card in review."""

    card: CardId
    note: str
    """The same for all siblings and for no other card."""
    deck: DeckId
    state: Scheduled
    asked: bool = True
    """Whether it can be asked: it stands in a deck, and is not suspended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """Which cards come on another day, and what that does to today."""

    to: Mapping[CardId, StudyDay] = field(default_factory=dict[CardId, StudyDay])
    """The new days of those that move."""
    cards: int = 0
    """All that were looked at."""
    become_due: int = 0
    """How many are due today and were not."""
    leave_today: int = 0
    """How many were due today and are not."""
    due: int = 0
    """How many of those looked at are due today after that."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A card that is to move, and the intervals it may have."""

    at: InReview
    ideal: float
    """Days, before they are rounded and spread."""
    first: int
    last: int


def reschedule(
    cards: Iterable[InReview],
    wanted: Callable[[DeckId], bool],
    scheduler_of: Callable[[DeckId], Scheduler],
    *,
    today: StudyDay,
    done: int = 0,
) -> Moves:
    """Return where the cards of ``wanted`` decks belong by their schedulers; all others count for the load of days.

    ``done`` is how many reviews were answered today: today is no empty day. The same cards give the same moves.
    """
    counts: Counter[StudyDay] = Counter({today: done})
    notes: dict[str, dict[CardId, StudyDay]] = defaultdict(dict)
    places: list[_Place] = []
    looked_at = due = 0
    for each in sorted(cards, key=lambda each: each.card):
        place = _place(each, scheduler_of(each.deck)) if wanted(each.deck) else None
        looked_at += wanted(each.deck)
        due += wanted(each.deck) and each.asked and each.state.due_day <= today
        if place is not None:
            places.append(place)
        elif each.asked:
            counts[max(each.state.due_day, today)] += 1
            notes[each.note][each.card] = each.state.due_day
    to: dict[CardId, StudyDay] = {}
    come = leave = 0
    for place in sorted(places, key=lambda place: (place.at.state.last_day + place.ideal, place.at.card)):
        each = place.at
        siblings = frozenset(notes[each.note].values()) if each.note in notes else frozenset[StudyDay]()
        day = _day(place, scheduler_of(each.deck), Load(counts, siblings), today)
        if each.asked:
            counts[max(day, today)] += 1
            notes[each.note][each.card] = day
            come += day <= today < each.state.due_day
            leave += each.state.due_day <= today < day
        if day != each.state.due_day:
            to[each.card] = day
    return Moves(to=to, cards=looked_at, become_due=come, leave_today=leave, due=due + come - leave)


def _place(each: InReview, scheduler: Scheduler) -> _Place | None:
    """Return the intervals a card may have; ``None`` if the one it has is among them."""
    options, state = scheduler.options, each.state
    ideal = scheduler.fsrs.interval(state.memory.stability, options.desired_retention)
    longest = max(options.maximum_interval, 1)
    if options.fuzz:
        first, last = spread(ideal, 1, longest)
    else:
        first = last = min(max(rounded(ideal), 1), longest)
    return None if first <= state.interval <= last else _Place(each, ideal, first, last)


def _day(place: _Place, scheduler: Scheduler, load: Load, today: StudyDay) -> StudyDay:
    """Return the day for a card: not in the past, unless it is overdue however its interval is spread."""
    state = place.at.state
    # The draw is that of the answer that set the interval.
    draw = draw_for(place.at.card, state.reps - 1)
    first, last = place.first, place.last
    if (elapsed := today - state.last_day) <= last:
        first = max(first, elapsed)
        if scheduler.balances and floor(place.ideal) <= LONGEST and first <= LONGEST:
            days = choose_day(state.last_day, (first, last), load, draw, scheduler.options.easy_days)
            return StudyDay(state.last_day + days)
    return StudyDay(state.last_day + first + floor(draw * (1 + last - first)))
