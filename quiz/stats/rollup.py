"""Sums the log up by study day, in one pass, so that reports need not look at single reviews.

A day's sums are plain numbers that can be kept and added to. Everything a report says about the past is made from
them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quiz.model.memory import MATURE_DAYS, Rating, Scheduled, StudyDay
from quiz.model.review import Review, ReviewKind

if TYPE_CHECKING:
    from quiz.model.ids import CardId

LONGEST_ANSWER_MS = 60_000
"""More time than this on one answer counts as this much: the learner was away. Anki's default."""

_COLUMNS = 5
"""Ratings are numbered from 1; column 0 stays empty."""


@dataclass(slots=True)
class DaySums:
    """What happened on one study day."""

    learn: list[int] = field(default_factory=lambda: [0] * _COLUMNS)
    """Answers by rating number to new cards and cards in their first steps; likewise for the next three."""
    review: list[int] = field(default_factory=lambda: [0] * _COLUMNS)
    relearn: list[int] = field(default_factory=lambda: [0] * _COLUMNS)
    cram: list[int] = field(default_factory=lambda: [0] * _COLUMNS)
    duration_ms: int = 0
    introduced: int = 0
    """Cards answered for the first time."""
    young: list[int] = field(default_factory=lambda: [0] * _COLUMNS)
    """Answers by rating number that count for retention, to cards with an interval under `MATURE_DAYS`."""
    mature: list[int] = field(default_factory=lambda: [0] * _COLUMNS)

    @property
    def by_kind(self) -> Mapping[ReviewKind, int]:
        """The number of answers of each kind."""
        return {
            ReviewKind.LEARN: sum(self.learn),
            ReviewKind.REVIEW: sum(self.review),
            ReviewKind.RELEARN: sum(self.relearn),
            ReviewKind.CRAM: sum(self.cram),
        }

    @property
    def by_rating(self) -> Mapping[Rating, int]:
        """The number of answers with each rating."""
        kinds = (self.learn, self.review, self.relearn, self.cram)
        return {rating: sum(kind[rating] for kind in kinds) for rating in Rating}

    @property
    def reviews(self) -> int:
        """All answers of the day."""
        return sum(self.learn) + sum(self.review) + sum(self.relearn) + sum(self.cram)


def sum_days(reviews: Iterable[Review]) -> dict[StudyDay, DaySums]:
    """Sum up ``reviews``, in the order they were given, by study day; the days come in no particular order.

    What counts for retention is Anki's rule: an answer that is not cramming and is a review, or comes after an
    interval of at least one day; of several such answers to a card on one day only the first counts. Anki's manual
    states the last part, its code leaves it to the relearning steps; here it also holds without such steps and for
    logs merged from two devices.
    """
    days: dict[StudyDay, DaySums] = {}
    counted: dict[CardId, StudyDay] = {}
    # Names of this function are quicker than attributes; with a million reviews it shows.
    learn, review, cram = ReviewKind.LEARN, ReviewKind.REVIEW, ReviewKind.CRAM
    today: StudyDay | None = None
    sums = DaySums()
    for row in reviews:
        day = row.day
        if day != today:
            today = day
            sums = days.get(day) or days.setdefault(day, DaySums())
        kind, rating, before = row.kind, row.rating, row.before
        duration = row.duration_ms
        if duration > 0:  # a clock that went back during the question may have made it negative
            sums.duration_ms += duration if duration < LONGEST_ANSWER_MS else LONGEST_ANSWER_MS  # noqa: FURB136
        if kind is review:
            sums.review[rating] += 1
        elif kind is learn:
            sums.learn[rating] += 1
        elif kind is cram:
            sums.cram[rating] += 1
            continue
        else:
            sums.relearn[rating] += 1
        if type(before) is not Scheduled:
            sums.introduced += 1
            continue
        interval = before.due_day - before.last_day
        if (kind is review or interval >= 1) and counted.get(row.card) != day:
            counted[row.card] = day
            (sums.young if interval < MATURE_DAYS else sums.mature)[rating] += 1
    return days
