"""The range within which an interval may be moved, so that cards learned together come apart.

The ranges are Anki's (rslib/src/scheduler/states/fuzz.rs); balancing the load of the days chooses within them too.
"""

from math import floor, inf

_RANGES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, inf, 0.05))
"""From and to how many days, and what share of the days in between is added to the fuzz."""
_SHORTEST = 2.5
"""Intervals of fewer days are not fuzzed."""


def rounded(interval: float) -> int:
    """Return the nearest whole number of days, half a day up; Python's ``round`` goes to the even neighbour."""
    return floor(interval + 0.5)


def delta(interval: float) -> float:
    """Return by how many days an interval may be moved either way: one, and a share of its length."""
    if interval < _SHORTEST:
        return 0.0
    moved = 1.0
    for start, end, share in _RANGES:
        if interval > start:
            moved += share * (min(interval, end) - start)
    return moved


def spread(interval: float, shortest: int, longest: int) -> tuple[int, int]:
    """Return the first and last day an interval may be moved to, with ``shortest <= first <= last <= longest``.

    When the bounds leave a single day, the day after is allowed as well if it lies before ``longest`` and the
    interval is longer than two days.
    """
    shortest = min(shortest, longest)
    interval = min(max(interval, float(shortest)), float(longest))
    move = delta(interval)
    lower = min(max(rounded(interval - move), shortest), longest)
    upper = min(max(rounded(interval + move), shortest), longest)
    if lower == upper and 2 < upper < longest:  # noqa: PLR2004  two days are as short as a fuzzed interval gets
        upper = lower + 1
    return lower, upper
