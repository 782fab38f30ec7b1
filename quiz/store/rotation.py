"""Which backups are kept: the last of each day for some days, of each week for some weeks, of each month for some."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from quiz.store.backup import Backup, Reason

SAFE = 3
"""The newest of those made before a change are kept, however many there are of one day."""


class Keep(NamedTuple):
    """How many of each there are."""

    days: int
    weeks: int
    months: int


def superseded(backups: Sequence[Backup], keep: Keep) -> tuple[Backup, ...]:
    """Return the backups that can be deleted; what a person asked for, and the newest of all, never is."""
    newest_first = sorted(backups, key=lambda backup: (backup.at, backup.name), reverse=True)
    kept = {backup.name for backup in newest_first if backup.reason is Reason.HAND}
    kept.update(backup.name for backup in newest_first[:1])
    safe = [backup for backup in newest_first if backup.reason not in {Reason.HAND, Reason.AUTO}]
    kept.update(backup.name for backup in safe[:SAFE])
    moments = [(backup, datetime.fromtimestamp(backup.at / 1000, tz=UTC)) for backup in newest_first]
    kept.update(_lasts(((backup, moment.date()) for backup, moment in moments), keep.days))
    kept.update(_lasts(((backup, moment.isocalendar()[:2]) for backup, moment in moments), keep.weeks))
    kept.update(_lasts(((backup, (moment.year, moment.month)) for backup, moment in moments), keep.months))
    return tuple(backup for backup in newest_first if backup.name not in kept)


def _lasts(spans: Iterable[tuple[Backup, object]], number: int) -> list[str]:
    """Return the names of the newest backup of each of the newest spans; backups come newest first."""
    lasts: dict[object, str] = {}
    for backup, span in spans:
        if span not in lasts and len(lasts) < number:
            lasts[span] = backup.name
    return list(lasts.values())
