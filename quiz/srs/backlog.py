"""How long it takes until what waits behind a daily limit is done."""

from collections.abc import Sequence


def days_to_clear(waiting: int, coming: Sequence[int], a_day: int) -> int | None:
    """Return after how many more days nothing waits any more, at ``a_day`` reviews a day; ``None`` if never.

    ``coming`` are the reviews that come due on each of the next days on top of what waits. What is answered
    meanwhile, and comes back, is not known and not among them.
    """
    if waiting <= 0:
        return 0
    for day, more in enumerate(coming, 1):
        waiting += more - a_day
        if waiting <= 0:
            return day
    return None


def a_day_to_clear(waiting: int, coming: Sequence[int], days: int) -> int:
    """Return how many reviews a day, from today on, are the fewest after which nothing waits within ``days`` days.

    ``coming`` are the reviews that come due on each of the days after today, as for `days_to_clear`.
    """
    fewest, total = max(waiting, 0), max(waiting, 0)
    for day, more in enumerate(coming[: max(days - 1, 0)], 2):
        total += more
        fewest = min(fewest, -(-total // day))
    return fewest
