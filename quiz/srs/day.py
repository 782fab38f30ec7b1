"""Owns the study day: which instants belong to which day, in which time zone.

A study day begins at a local hour in the small of the night (04:00 unless the learner says otherwise), so that an
evening that ends after midnight is still one day. Everything that counts days asks here.
"""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from quiz.model.memory import Instant, StudyDay

_EPOCH = date(1970, 1, 1).toordinal()


def date_of(day: StudyDay) -> date:
    """Return the calendar date on which a study day begins."""
    return date.fromordinal(day + _EPOCH)


def day_from_date(on: date) -> StudyDay:
    """Return the study day that begins on a calendar date."""
    return StudyDay(on.toordinal() - _EPOCH)


@dataclass(frozen=True, slots=True)
class DayRule:
    """Where one study day ends and the next begins.

    Days are the half-open spans between two starts, so every instant lies in exactly one of them, whatever the
    clocks do. A day with a daylight-saving change is an hour shorter or longer; a date that a zone left out
    altogether (Samoa has no 30 December 2011) is a day without instants.
    """

    rollover: int = 4
    """The local hour at which a day begins, 0 to 23."""
    zone: tzinfo | None = None
    """``None`` is the zone of the system."""

    def day_of(self, at: Instant) -> StudyDay:
        """Return the study day an instant belongs to."""
        local = datetime.fromtimestamp(at // 1000, self.zone)
        day = local.toordinal() - _EPOCH - (local.hour < self.rollover)
        # The wall clock can show an hour twice or not at all; the starts of the days are what counts.
        while at < self.start_of(StudyDay(day)):
            day -= 1
        while at >= self.start_of(StudyDay(day + 1)):
            day += 1
        return StudyDay(day)

    def start_of(self, day: StudyDay) -> Instant:
        """Return the first instant of a study day.

        When the clock shows the rollover hour twice, it is the first time; when it leaves the hour out, the day
        begins where the hour would have been had the clock not been moved.
        """
        on = date_of(day)
        # A naive timestamp() is the system's zone, which is what no zone means here.
        start = datetime(on.year, on.month, on.day, self.rollover, tzinfo=self.zone)
        return Instant(int(start.timestamp()) * 1000)

    def hour_of(self, at: Instant) -> int:
        """Return the hour that the clock on the wall shows at an instant, 0 to 23."""
        return datetime.fromtimestamp(at // 1000, self.zone).hour
