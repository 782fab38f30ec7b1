"""What is remembered of the decks in a shared folder: the last common text of each, and what devices tell of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from quiz.model.memory import Instant
from quiz.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """When a deck was last the same on both sides, and the sum of its file then."""

    sum: str
    at: Instant


class DeckMemory:
    """The memory of one shared folder."""

    def __init__(self, db: Database, folder: int) -> None:
        """Remember for the folder that is known by the key ``folder``."""
        self._db = db
        self._folder = folder

    def bases(self) -> dict[str, Base]:
        """Return what both sides last had in common, by path."""
        rows = self._db.rows("SELECT path, sum, at FROM shared_deck WHERE folder = ?", (self._folder,))
        return {str(path): Base(sum=str(total), at=Instant(cast("int", at))) for path, total, at in rows}

    def keep(self, bases: Mapping[str, Base | None]) -> None:
        """Remember what both sides have in common now; ``None`` forgets a path."""
        self._db.run_many(
            "DELETE FROM shared_deck WHERE folder = ? AND path = ?", [(self._folder, path) for path in bases]
        )
        self._db.run_many(
            "INSERT INTO shared_deck (folder, path, sum, at) VALUES (?, ?, ?, ?)",
            [(self._folder, path, base.sum, base.at) for path, base in bases.items() if base is not None],
        )

    def writer(self, path: str, total: str) -> str | None:
        """Return the device that wrote a text of a deck."""
        return self._device(path, total, gone=False)

    def remover(self, path: str, total: str) -> str | None:
        """Return the device that put a text of a deck into its trash."""
        return self._device(path, total, gone=True)

    def _device(self, path: str, total: str, *, gone: bool) -> str | None:
        row = self._db.row(
            "SELECT min(device) FROM shared_note WHERE folder = ? AND path = ? AND sum = ? AND gone = ?",
            (self._folder, path, total, gone),
        )
        return None if row is None or row[0] is None else str(row[0])
