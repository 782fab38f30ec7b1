"""Sums answers up by study day, so that reports need not look at single answers.

A day's sums are plain numbers that can be kept, filtered by deck and added to each other. Everything a report says
about the past is made from them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import sub
from struct import Struct
from typing import NamedTuple

from quiz.model.memory import MATURE_DAYS, Rating
from quiz.model.review import ReviewKind

LONGEST_ANSWER_MS = 60_000
"""More time than this on one answer counts as this much: the learner was away. Anki's default."""
HOURS = 24

_COLUMNS = 5
"""Ratings are numbered from 1; column 0 stays empty."""


class Answer(NamedTuple):
    """What the sums need to know of one row of the log."""

    card: int | str
    """Whatever tells cards apart."""
    kind: str
    rating: int
    duration_ms: int
    interval: int | None
    """Days that the card had waited to be asked, as it was planned; ``None`` for a card never answered before."""
    hour: int
    """Of the wall clock, 0 to 23."""


_Plain = tuple[int | str, str, int, int, int | None, int]
"""The same without names, for a million of them."""

_MS = slice(0, 4)
_LEARN, _REVIEW, _RELEARN, _CRAM, _OLD, _YOUNG, _MATURE = (
    slice(at, at + _COLUMNS) for at in range(_MS.stop, _MS.stop + 7 * _COLUMNS, _COLUMNS)
)
_ASKED = slice(_MATURE.stop, _MATURE.stop + HOURS)
_RIGHT = slice(_ASKED.stop, _ASKED.stop + HOURS)
_INTRODUCED = _RIGHT.stop
_LENGTH = _INTRODUCED + 1
_TIGHT, _USUAL, _WIDE = (
    Struct(f"<{_MS.stop}{times}{_LENGTH - _MS.stop}{counts}") for times, counts in ("IB", "IH", "QQ")
)
_BY_SIZE = {each.size: each for each in (_TIGHT, _USUAL, _WIDE)}
PACKED_FORM = "3"
"""Raised when the packed sums are made up or counted in another way."""


@dataclass(frozen=True, slots=True)
class DaySums:
    """What happened on one study day, or on several: numbers in a row, so that they are added up as fast as can be."""

    numbers: tuple[int, ...] = (0,) * _LENGTH

    @property
    def learning(self) -> tuple[int, ...]:
        """Answers by rating number to cards in their first steps, or back in steps after a lapse."""
        return tuple(map(sum, zip(self.numbers[_LEARN], self.numbers[_RELEARN], strict=True)))

    @property
    def young(self) -> tuple[int, ...]:
        """Answers by rating number that count for retention, to cards with an interval under `MATURE_DAYS`."""
        return self.numbers[_YOUNG]

    @property
    def mature(self) -> tuple[int, ...]:
        """Answers by rating number that count for retention, to all other cards."""
        return self.numbers[_MATURE]

    @property
    def reviews_young(self) -> tuple[int, ...]:
        """Answers by rating number to cards in review with an interval under `MATURE_DAYS`, all of them."""
        return tuple(map(sub, self.numbers[_REVIEW], self.numbers[_OLD]))

    @property
    def reviews_mature(self) -> tuple[int, ...]:
        """Answers by rating number to all other cards in review."""
        return self.numbers[_OLD]

    @property
    def by_kind(self) -> Mapping[ReviewKind, int]:
        """The number of answers of each kind."""
        return {kind: sum(self.numbers[part]) for kind, part in zip(ReviewKind, _KINDS, strict=True)}

    @property
    def by_rating(self) -> Mapping[Rating, int]:
        """The number of answers with each rating."""
        return {rating: sum(self.numbers[part.start + rating] for part in _KINDS) for rating in Rating}

    @property
    def ms(self) -> tuple[int, ...]:
        """Time spent on each kind, in the order of `ReviewKind`; one answer counts for at most a minute."""
        return self.numbers[_MS]

    @property
    def asked(self) -> tuple[int, ...]:
        """Answers in each hour of the wall clock, cramming left out."""
        return self.numbers[_ASKED]

    @property
    def right(self) -> tuple[int, ...]:
        """Those of `asked` that were not rated Again."""
        return self.numbers[_RIGHT]

    @property
    def introduced(self) -> int:
        """Cards answered for the first time."""
        return self.numbers[_INTRODUCED]

    @property
    def reviews(self) -> int:
        """All answers."""
        return sum(self.numbers[_LEARN.start : _CRAM.stop])

    @property
    def duration_ms(self) -> int:
        """Time spent answering."""
        return sum(self.ms)

    def pack(self) -> bytes:
        """Return the sums as bytes, to be kept: as few as hold them, because a learner of many decks has many days."""
        time, most = max(self.numbers[_MS]), max(self.numbers[_MS.stop :])
        form = _WIDE if time >= 1 << 32 or most >= 1 << 16 else _USUAL if most >= 1 << 8 else _TIGHT
        return form.pack(*self.numbers)

    @classmethod
    def unpack(cls, packed: bytes) -> "DaySums":
        """Return the sums that `pack` made bytes of."""
        return cls(_BY_SIZE[len(packed)].unpack(packed))


_KINDS = (_LEARN, _REVIEW, _RELEARN, _CRAM)
"""In the order of `ReviewKind`."""


def together(days: Iterable[DaySums]) -> DaySums:
    """Return the sums of several days, or of several decks."""
    rows = [day.numbers for day in days]
    return DaySums(tuple(map(sum, zip(*rows, strict=True)))) if rows else DaySums()


def sum_day(answers: Iterable[Answer | _Plain]) -> DaySums:
    """Sum up the answers of one study day, in the order they were given.

    What counts for retention is Anki's rule (rslib/src/stats/graphs/retention.rs): an answer that is not cramming and
    is a review, or comes after an interval of at least one day; of several such answers to a card on one day only the
    first counts. Anki's manual states the last part, its code leaves it to the relearning steps; here it also holds
    without such steps and for logs merged from two devices.
    """
    numbers = [0] * _LENGTH
    starts = {
        kind.value: (part.start, _MS.start + at) for at, (kind, part) in enumerate(zip(ReviewKind, _KINDS, strict=True))
    }
    cram, review = ReviewKind.CRAM.value, ReviewKind.REVIEW.value
    counted: set[int | str] = set()
    for card, kind, rating, duration, interval, hour in answers:
        start, time = starts[kind]
        numbers[start + rating] += 1
        if duration > 0:  # a clock that went back during the question may have made it negative
            numbers[time] += min(duration, LONGEST_ANSWER_MS)
        if kind == cram:
            continue
        numbers[_ASKED.start + hour] += 1
        numbers[_RIGHT.start + hour] += rating > Rating.AGAIN
        if kind == review and interval is not None and interval >= MATURE_DAYS:
            numbers[_OLD.start + rating] += 1
        if interval is None:
            numbers[_INTRODUCED] += 1
        elif (kind == review or interval >= 1) and card not in counted:
            counted.add(card)
            numbers[(_YOUNG if interval < MATURE_DAYS else _MATURE).start + rating] += 1
    return DaySums(tuple(numbers))
