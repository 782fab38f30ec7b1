"""Sums answers up by study day, so that reports need not look at single answers.

A day's sums are plain numbers that can be kept, filtered by deck and added to each other. Everything a report says
about the past is made from them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from quiz.model.memory import MATURE_DAYS, Rating
from quiz.model.review import ReviewKind

LONGEST_ANSWER_MS = 60_000
"""More time than this on one answer counts as this much: the learner was away. Anki's default."""
HOURS = 24

_COLUMNS = 5
"""Ratings are numbered from 1; column 0 stays empty."""


class Answer(NamedTuple):
    """What the sums need to know of one row of the log; a plain tuple, because there are a million of them."""

    card: int | str
    """Whatever tells cards apart."""
    kind: str
    rating: int
    duration_ms: int
    interval: int | None
    """Days that the card had waited to be asked, as it was planned; ``None`` for a card never answered before."""
    hour: int
    """Of the wall clock, 0 to 23."""


def no_answers() -> list[int]:
    """Return answers by rating number: none of any."""
    return [0] * _COLUMNS


@dataclass(slots=True)
class DaySums:
    """What happened on one study day."""

    learn: list[int] = field(default_factory=no_answers)
    """Answers by rating number to new cards and cards in their first steps; likewise for the next three."""
    review: list[int] = field(default_factory=no_answers)
    relearn: list[int] = field(default_factory=no_answers)
    cram: list[int] = field(default_factory=no_answers)
    young: list[int] = field(default_factory=no_answers)
    """Answers by rating number that count for retention, to cards with an interval under `MATURE_DAYS`."""
    mature: list[int] = field(default_factory=no_answers)
    ms: list[int] = field(default_factory=lambda: [0] * len(ReviewKind))
    """Time spent on each kind, in the order of `ReviewKind`; one answer counts for at most a minute."""
    introduced: int = 0
    """Cards answered for the first time."""
    asked: list[int] = field(default_factory=lambda: [0] * HOURS)
    """Answers in each hour, cramming left out."""
    right: list[int] = field(default_factory=lambda: [0] * HOURS)
    """Those of them not rated Again."""

    @property
    def by_kind(self) -> Mapping[ReviewKind, int]:
        """The number of answers of each kind."""
        return {kind: sum(numbers) for kind, numbers in zip(ReviewKind, self._kinds(), strict=True)}

    @property
    def by_rating(self) -> Mapping[Rating, int]:
        """The number of answers with each rating."""
        return {rating: sum(kind[rating] for kind in self._kinds()) for rating in Rating}

    @property
    def reviews(self) -> int:
        """All answers of the day."""
        return sum(map(sum, self._kinds()))

    @property
    def duration_ms(self) -> int:
        """Time spent answering."""
        return sum(self.ms)

    def add(self, other: "DaySums") -> None:
        """Add what happened elsewhere on the day, or on another day."""
        for name in _LISTS:
            mine: list[int] = getattr(self, name)
            mine[:] = map(sum, zip(mine, getattr(other, name), strict=True))
        self.introduced += other.introduced

    def _kinds(self) -> tuple[list[int], ...]:
        return self.learn, self.review, self.relearn, self.cram


_LISTS = ("learn", "review", "relearn", "cram", "young", "mature", "ms", "asked", "right")


def sum_day(answers: Iterable[Answer]) -> DaySums:
    """Sum up the answers of one study day, in the order they were given.

    What counts for retention is Anki's rule (rslib/src/stats/graphs/retention.rs): an answer that is not cramming and
    is a review, or comes after an interval of at least one day; of several such answers to a card on one day only the
    first counts. Anki's manual states the last part, its code leaves it to the relearning steps; here it also holds
    without such steps and for logs merged from two devices.
    """
    sums = DaySums()
    by_kind = {
        kind.value: (numbers, place)
        for place, (kind, numbers) in enumerate(
            zip(ReviewKind, (sums.learn, sums.review, sums.relearn, sums.cram), strict=True)
        )
    }
    cram, review = ReviewKind.CRAM.value, ReviewKind.REVIEW.value
    counted: set[int | str] = set()
    for card, kind, rating, duration, interval, hour in answers:
        numbers, place = by_kind[kind]
        numbers[rating] += 1
        if duration > 0:  # a clock that went back during the question may have made it negative
            sums.ms[place] += min(duration, LONGEST_ANSWER_MS)
        if kind == cram:
            continue
        sums.asked[hour] += 1
        sums.right[hour] += rating > Rating.AGAIN
        if interval is None:
            sums.introduced += 1
        elif (kind == review or interval >= 1) and card not in counted:
            counted.add(card)
            (sums.young if interval < MATURE_DAYS else sums.mature)[rating] += 1
    return sums
