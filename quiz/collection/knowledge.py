"""How much was known on days of the past, from the answers up to them."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter

from quiz.model.memory import StudyDay
from quiz.srs.fsrs import Fsrs

_TURNED = 2
"""Days by which answers may lie back before others that were given earlier: a learner crossed the date line."""


def known_on(days: Sequence[StudyDay], answers: Iterable[tuple[int, StudyDay, float]], fsrs: Fsrs) -> Sequence[float]:
    """Return the sum of the chances of recall at the end of each of some days, which are in order.

    ``answers`` are card, study day and stability after each answer, in the order in which they were given.
    """
    waiting: list[list[tuple[int, StudyDay, float]]] = [[] for _ in days]
    last: dict[int, tuple[int, StudyDay, float]] = {}
    found: list[float] = []

    def settle() -> None:
        rows = waiting[len(found)]
        last.update(zip(map(itemgetter(0), rows), rows, strict=True))
        rows.clear()
        found.append(fsrs.remembered(days[len(found)], last.values()))

    for day, some in groupby(answers, itemgetter(1)):
        while len(found) < len(days) and day > days[len(found)] + _TURNED:
            settle()
        place = max(bisect_left(days, day), len(found))
        if place < len(days):
            waiting[place].extend(some)
    while len(found) < len(days):
        settle()
    return found
