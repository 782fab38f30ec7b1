"""How commands and screens put times, counts and states into words."""

from datetime import date
from typing import TYPE_CHECKING

from quiz.model.memory import Instant, New, Phase, Scheduled, StudyDay
from quiz.model.text import counted
from quiz.srs.day import date_of

if TYPE_CHECKING:
    from quiz.model.memory import CardState
    from quiz.srs.day import DayRule
    from quiz.srs.leech import LeechRule
    from quiz.srs.queue import Counts
    from quiz.store.store import Due, Flags

_SECOND = 1_000
_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_YEAR = 365
_IN_DAYS = 31
"""Days from which on months, or a date, say more than a number of days."""
_IN_MINUTES = 90
"""Minutes from which on hours are enough."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH = _YEAR / 12
_UNITS = {"m": "minute", "h": "hour", "d": "day", "mo": "month", "y": "year"}


def span(seconds: float) -> str:
    """Return a wait in the fewest letters: ``<1m``, ``10m``, ``2h``, ``3d``, ``1.4mo``, ``2.1y``."""
    if seconds <= _MINUTE:
        return "<1m"
    if seconds < _HOUR - _MINUTE / 2:
        return f"{round(seconds / _MINUTE)}m"
    if seconds < _DAY - _HOUR / 2:
        return f"{round(seconds / _HOUR)}h"
    return days(round(seconds / _DAY))


def days(number: int) -> str:
    """Return an interval in days, months or years: ``3d``, ``1.4mo``, ``2.1y``."""
    if number < _IN_DAYS:
        return f"{number}d"
    if number < _YEAR:
        return f"{number / _MONTH:.1f}mo".replace(".0mo", "mo")
    return f"{number / _YEAR:.1f}y".replace(".0y", "y")


def interval(state: Scheduled, now: Instant) -> str:
    """Return when a card in ``state`` comes back, seen from ``now``."""
    if state.due_at is not None:
        return span((state.due_at - now) / _SECOND)
    return days(max(1, state.interval))


def spoken(short: str) -> str:
    """Return a wait of `span` or `days` as it is said: ``less than 1 minute``, ``10 minutes``, ``1.4 months``."""
    number, unit = short.lstrip("<").rstrip("mohdy"), short.lstrip("<0123456789.")
    less = "less than " if short.startswith("<") else ""
    return f"{less}{number} {_UNITS[unit]}{'' if number == '1' else 's'}"


def duration(milliseconds: int) -> str:
    """Return how long something took: ``45 s``, ``3 min 20 s``, ``1 h 05 min``."""
    seconds = round(milliseconds / _SECOND)
    if seconds < _MINUTE:
        return f"{seconds} s"
    if seconds < _HOUR:
        return f"{seconds // _MINUTE} min {seconds % _MINUTE:02} s"
    return f"{seconds // _HOUR} h {seconds % _HOUR // _MINUTE:02} min"


def day(when: date) -> str:
    """Return a date as ``12 Sep 2025``, the same in every locale."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def coming(due: "Due | None", now: Instant, rule: "DayRule") -> str:
    """Return when a card comes back: ``now``, ``in 7 min``, ``tomorrow``, ``in 5 days``, a date; empty for never."""
    if due is None:
        return ""
    ahead = due.day - rule.day_of(now)
    if ahead <= 0:
        return "now" if due.at is None else wait(due.at, now)
    if ahead == 1:
        return "tomorrow"
    return f"in {ahead} days" if ahead < _IN_DAYS else day(date_of(due.day))


def next_of(state: "CardState", now: Instant, rule: "DayRule") -> str:
    """Return when a card in ``state`` comes back; empty for one that was never answered."""
    from quiz.store.rows import Due  # noqa: PLC0415 - few tell of single cards

    return "" if isinstance(state, New) else coming(Due(day=state.due_day, at=state.due_at), now, rule)


def standing(state: "CardState", flags: "Flags", today: StudyDay) -> str:
    """Return where a card stands, in a word or two: what keeps it from being asked comes before its phase."""
    if flags.suspended:
        return "suspended"
    if flags.buried_day == today:
        return "buried"
    return "new" if isinstance(state, New) else PHASES[state.phase]


def often(state: Scheduled, leeches: "LeechRule") -> str:
    """Return how often a card was answered and forgotten, and whether that makes it a leech."""
    leech = ", a leech" if leeches.holds(state) else ""
    return f"{counted(state.reps, 'time')}, forgotten {counted(state.lapses, 'time')}{leech}"


def leech(lapses: int, *, suspended: bool, here: bool = False) -> str:
    """Return what is said of a card that is forgotten again and again; when it is ``here``, it can be dealt with."""
    often = f"A leech: forgotten {counted(lapses, 'time')}."
    if suspended:
        return f"{often} It is suspended; rewrite it, or undo takes that back."
    if here:
        return f"{often} Edit it so that it asks in another way, or suspend it."
    return f"{often} Rewrite it now so that it asks in another way, or suspend it when it comes back."


def wait(until: Instant, now: Instant) -> str:
    """Return how long it is to a moment of today: ``now``, ``in 7 min``, ``in 2 h``."""
    if until <= now:
        return "now"
    minutes = -(-(until - now) // (_MINUTE * _SECOND))
    return f"in {minutes} min" if minutes < _IN_MINUTES else f"in {round(minutes / 60)} h"


def to_come(counts: "Counts") -> str:
    """Return what is still to come today: ``3 new · 1 learning · 12 due``, without what is zero."""
    parts = ((counts.new, "new"), (counts.learning, "learning"), (counts.review, "due"))
    return " · ".join(f"{number:,} {name}" for number, name in parts if number) or "nothing due"


PHASES = {Phase.LEARNING: "learning", Phase.REVIEW: "in review", Phase.RELEARNING: "learning again"}
"""The phases in words."""
