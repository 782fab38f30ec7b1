"""By which parameters and options the states of cards were made from the log."""

from contextlib import suppress
from typing import cast

from quiz.errors import StoreError
from quiz.store.database import Database

_READ = "SELECT key, value FROM meta WHERE key IN ('parameters', 'options')"
MIXED = "mixed"
"""Stands for the options when single states may have been made by others."""


class MadeWith:
    """What is remembered of it in a database."""

    def __init__(self, db: Database) -> None:
        """Ask ``db``."""
        self._db = db

    def read(self) -> dict[str, str]:
        """Return the parameters and options as texts; what is as usual is an empty one."""
        found = dict(cast("list[tuple[str, str]]", self._db.rows(_READ)))
        return {key: found.get(key, "") for key in ("parameters", "options")}

    def mix(self) -> None:
        """Remember that options other than those of all states are at work.

        A merge or an undo makes single states by them, which a check has to know even when the old ones are back.
        """
        # Where nothing can be written, no state is made either; the next start is early enough.
        with suppress(StoreError):
            self._db.run("INSERT OR REPLACE INTO meta VALUES ('options', ?)", (MIXED,))
