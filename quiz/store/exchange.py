"""The door to what joins this log with those of other devices."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

from quiz.model.memory import DAY_MS, Instant
from quiz.store.database import Database
from quiz.store.differing import differing_decks
from quiz.store.log import Fold
from quiz.store.merge import Came, Skew, all_rows, merge, opened_copy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quiz.store.sync import SharedLog
    from quiz.store.wire import LogRow


class LogExchange:
    """Joins, shares and prints the log of one database."""

    def __init__(self, database: Database, device: str) -> None:
        """Speak for the installation called ``device``."""
        self._db = database
        self._device = device

    def rows(self) -> "Iterator[LogRow]":
        """Yield the whole log: answers, actions and what was taken back, each in the order of ids."""
        return all_rows(self._db)

    def look(self, other: Path, fold: Fold, now: Instant) -> Came:
        """Return what `merge` would bring; nothing is changed."""
        with opened_copy(other, self._db.path) as database:
            came = merge(self._db, database, fold, now, dry=True)
            came.differing = differing_decks(self._db, database)
            return came

    def merge(self, other: Path, fold: Fold, now: Instant) -> Came:
        """Join the log of another database to this one, all of it or nothing; the other file is only read."""
        with opened_copy(other, self._db.path) as database:
            came = merge(self._db, database, fold, now)
            came.differing = differing_decks(self._db, database)
            return came

    def shared(self, folder: Path, fold: Fold, now: Instant, *, dry: bool = False, again: bool = False) -> "SharedLog":
        """Return the logs in a folder that other devices share; with ``again``, all that is known of it is forgotten.

        With ``dry``, nothing is written, neither there nor here.
        """
        from quiz.store.sync import SharedLog  # noqa: PLC0415 - merging databases shares no folder

        return SharedLog(self._db, self._device, folder, fold, now, dry=dry, again=again)

    def clocks(self, now: Instant) -> tuple[Skew, ...]:
        """Return the devices whose clocks look wrong by a day or more.

        One whose answers lie in the future is ahead; one that answered before the answer it follows is behind, unless
        that one lies in the future.
        """
        ahead = self._db.rows(
            "SELECT device, max(after_last_at) - ?1 FROM review GROUP BY device HAVING max(after_last_at) - ?1 >= ?2",
            (now, DAY_MS),
        )
        behind = self._db.rows(
            """SELECT device, max(before_last_at - after_last_at) FROM review
               WHERE before_last_at - after_last_at >= ?2 AND before_last_at - ?1 < ?2 GROUP BY device""",
            (now, DAY_MS),
        )
        came = Came(
            ahead={str(device): cast("int", ms) for device, ms in ahead},
            behind={str(device): cast("int", ms) for device, ms in behind},
        )
        return came.skews
