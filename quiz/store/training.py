"""What the parameters of the scheduler are fitted to, and which of them were found."""

import json
from collections.abc import Container, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, cast

from quiz.model.ids import DeckId
from quiz.srs.optimize import Answer
from quiz.store.database import Database
from quiz.store.log import COUNTS, KEPT
from quiz.store.rows import split_id

if TYPE_CHECKING:
    from quiz.model.memory import Instant, StudyDay


class TrainingLog:
    """The log as the optimiser reads it, and a place for what it found."""

    def __init__(self, database: Database) -> None:
        """Use `Store.training`."""
        self._db = database

    def histories(self, decks: Container[DeckId]) -> Iterator[Sequence[Answer]]:
        """Yield the answers to each card of ``decks`` that make its state, in the order of time.

        Cards that stand in no file any more are among them; what was learned of them tells as much.
        """
        keys = [key for key, card in self._db.rows("SELECT key, id FROM card") if split_id(str(card))[0] in decks]
        rows = self._db.stream(
            f"""SELECT card, at, day, rating, kind FROM review
                WHERE card IN (SELECT value FROM json_each(?)) AND {KEPT} AND {COUNTS}
                ORDER BY card, at, id""",  # noqa: S608 - two constants
            (json.dumps(keys),),
        )
        found = cast("Iterator[tuple[int, Instant, StudyDay, int, str]]", rows)
        for _, group in groupby(found, key=lambda row: row[0]):
            yield [Answer(*row[1:]) for row in group]

    def decks(self) -> frozenset[DeckId]:
        """Return all decks that ever had a card."""
        return frozenset(split_id(str(card))[0] for (card,) in self._db.rows("SELECT id FROM card"))

    def found(self, scope: str) -> str:
        """Return what was noted for a scope; an empty text if nothing was."""
        row = self._db.row("SELECT value FROM meta WHERE key = ?", (_key(scope),))
        return "" if row is None else str(row[0])

    def note(self, scope: str, text: str) -> None:
        """Note something for a scope in the place of what was noted; it is on the disk when this returns."""
        with self._db.transaction():
            self._db.run("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (_key(scope), text))


def _key(scope: str) -> str:
    return f"optimised:{scope}"
