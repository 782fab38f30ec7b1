"""How days, shares, times and other values are written in charts, the same in every face."""

from quiz.model.memory import StudyDay
from quiz.model.text import counted
from quiz.srs.day import date_of
from quiz.stats.chart import Unit, Value

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
NOTHING = "–"
"""Stands for what there is no value for."""
_MINUTE = 60
_SMALL = 10


def day_name(day: StudyDay) -> str:
    """Return a study day as people read it: ``Tue 24 Nov 2026``."""
    on = date_of(day)
    return f"{WEEKDAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]} {on.year}"


def day_tick(day: StudyDay) -> str:
    """Return a study day in few letters: ``24 Nov``."""
    on = date_of(day)
    return f"{on.day} {MONTHS[on.month - 1]}"


def iso(day: StudyDay) -> str:
    """Return a study day as scripts read it: ``2026-11-24``."""
    return date_of(day).isoformat()


def month_name(day: StudyDay) -> str:
    """Return the month of a study day: ``Nov 2026``."""
    on = date_of(day)
    return f"{MONTHS[on.month - 1]} {on.year}"


def percent(share: float | None, none: str = NOTHING) -> str:
    """Return a share as a whole percentage; 100% and 0% only when it is exactly so."""
    if share is None:
        return none
    rounded = round(share * 100)
    if 0 < share < 1:
        rounded = min(99, max(1, rounded))
    return f"{rounded}%"


def time_text(duration_ms: float) -> str:
    """Return a time as a learner says it: ``40 s``, ``12 min``, ``2 h 05 min``."""
    seconds = int(duration_ms // 1000)
    if seconds < _MINUTE:
        return f"{seconds} s"
    hours, rest = divmod(round(seconds / _MINUTE), _MINUTE)
    return f"{hours} h {rest:02} min" if hours else f"{rest} min"


def value_text(value: Value, unit: Unit) -> str:
    """Return one value with its unit: ``12 cards``, ``87 %``, ``40 min``, ``3.4``."""
    if value is None:
        return NOTHING
    match unit:
        case Unit.SHARE:
            return percent(value)
        case Unit.MINUTES:
            return time_text(value * 60_000)
        case Unit.NUMBER:
            return plain_number(value)
        case _:
            noun = unit.value.removesuffix("s")
            return counted(round(value), noun) if value == round(value) else f"{plain_number(value)} {unit.value}"


def plain_number(value: float) -> str:
    """Return a number without a unit, with one decimal where it is small and has one."""
    whole = value == round(value) or abs(value) >= _SMALL * _SMALL
    return f"{round(value):,}" if whole else f"{value:.1f}"
