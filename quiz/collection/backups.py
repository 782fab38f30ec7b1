"""Backups of everything a learner has: made each day behind what is on the screen, listed, and put back."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.model.memory import StudyDay

if TYPE_CHECKING:
    from collections.abc import Callable

    from quiz.collection.library import Library
    from quiz.store.backup import Backup, Files, Reason

_STAMP = "%Y%m%dT%H%M%SZ"


class Backups:
    """Makes backups and lists them. All of it can be called in a thread of its own."""

    def __init__(self, library: "Library") -> None:
        """Back up what ``library`` opens."""
        self._library = library
        self._tried: StudyDay | None = None

    @property
    def folder(self) -> Path:
        """Where the backups are; it need not be there yet."""
        return self._library.paths.home / "backups"

    def now(self, reason: "Reason") -> "Backup":
        """Make a backup of the database and all deck files; StoreError when it cannot be made.

        One that somebody asks for holds the kept articles, too. Those that are made by themselves do not: the articles
        never change, and two dozen backups of them would be nothing but copies.
        """
        from quiz.store import backup as store  # noqa: PLC0415 - studying makes a backup once a day

        library = self._library
        articles = sorted(library.kept.files()) if reason is store.Reason.HAND else []
        return store.backup_now(
            library.paths.database, reason, at=library.now(), files=self._files(), articles=articles
        )

    def save(self, reason: "Reason") -> "Backup":
        """Make a backup unless the newest one holds all there is; return the one that does."""
        from quiz.store.backup import content_now  # noqa: PLC0415 - as above

        found = self.all()
        as_it_is = found and found[0].content == content_now(self._library.paths.database, self._files())
        return found[0] if as_it_is else self.now(reason)

    def all(self) -> "tuple[Backup, ...]":
        """Return the backups, newest first."""
        from quiz.store.backup import backups  # noqa: PLC0415 - as above

        return backups(self._library.paths.database)

    def keep(self, stop: "Callable[[], bool]" = lambda: False) -> "Backup | None":
        """Make the backup of this study day if there is none and something has changed; let old ones go.

        Looking takes a moment when there is nothing to do. Raises StoreError when it cannot be made, once a day in
        one program, and gives up soon after ``stop`` says so.
        """
        today = self._library.today()
        if self._tried == today:
            return None
        self._tried = today
        self._sweep()
        if not any(self._library.settings.backups):
            return None
        return self._keep(stop) if self._is_due(today) else None

    def _sweep(self) -> None:
        """Take away what a program that was killed left half written."""
        from quiz.collection.leftovers import sweep  # noqa: PLC0415 - studying leaves nothing behind

        sweep(self._library.paths, self._library.now())

    def _keep(self, stop: "Callable[[], bool]") -> "Backup | None":
        from quiz.store import backup as store  # noqa: PLC0415 - as above
        from quiz.store.rotation import Keep, superseded  # noqa: PLC0415

        database, now, files = self._library.paths.database, self._library.now(), self._files()
        found = store.backups(database)
        if found and found[0].content == store.content_now(database, files):
            store.looked_at(found[0])
            return None
        try:
            made = store.backup_now(database, store.Reason.AUTO, at=now, files=files, stop=stop)
        except store.StoppedError:
            return None
        store.sweep(made)
        for backup in superseded((made, *found), Keep(*self._library.settings.backups)):
            store.remove(backup)
        return made

    def _is_due(self, today: StudyDay) -> bool:
        """Tell from names and times of files alone whether a backup may be missing."""
        first, last = (_stamp(self._library.days.start_of(StudyDay(day))) for day in (today, today + 1))
        try:
            made = {entry.name: entry.stat().st_mtime_ns for entry in os.scandir(self.folder)}
        except OSError:
            return True
        made = {name: looked for name, looked in made.items() if not name.startswith(".")}
        if any(first <= name < last for name in made):
            return False
        return self._changed_ns() >= max(made.values(), default=0)

    def _changed_ns(self) -> int:
        """Return when something was last written to the database; reading decks anew is written there, too."""
        database = self._library.paths.database
        changed = 0
        for path in (database, database.with_name(database.name + "-wal")):
            with suppress(OSError):
                status = path.stat()
                changed = max(changed, status.st_mtime_ns if status.st_size else 0)
        return changed

    def _files(self) -> "Files":
        from quiz.collection.restoring import list_files  # noqa: PLC0415 - as above

        return list_files(self._library.paths.decks)


def _stamp(at: int) -> str:
    return datetime.fromtimestamp(at // 1000, tz=UTC).strftime(_STAMP)
