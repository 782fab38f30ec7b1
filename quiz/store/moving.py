"""Moves of cards to other days: many at once, and all of them taken back together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import cast

from quiz.model.ids import CardId, DeckId
from quiz.model.memory import Instant, Phase, Scheduled, StudyDay
from quiz.model.review import EventId, Move
from quiz.store.database import Database, Row
from quiz.store.log import Fold, remake
from quiz.store.moves import ADD, HOLDS, moves_where
from quiz.store.replaying import differences, remake_all
from quiz.store.rows import STATE, split_id, state_from

_ONE_BY_ONE = 2_000
"""Cards up to which each is made anew by itself; of more, all are in one pass over the log."""
_SET = "UPDATE card SET due_day = ? WHERE key = ? AND phase = 'review' AND last_at = ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Cards that were moved together."""

    at: Instant
    cards: int
    device: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A card in review, with what moving it must know."""

    key: int
    card: CardId
    deck: DeckId
    state: Scheduled
    asked: bool
    """Whether it stands in a deck and is not suspended."""


class Moving:
    """Moves cards of one database."""

    def __init__(self, database: Database, device: str) -> None:
        """Use `Store.moving`."""
        self._db = database
        self._device = device

    def of(self, card: CardId) -> Iterator[Move]:
        """Yield the moves of one card that were not taken back, in the order of time."""
        return moves_where(self._db, f"WHERE card.id = ? AND {HOLDS} ORDER BY move.at, move.id", (card,))

    def standing(self, fold: Fold | None = None) -> Iterator[Standing]:
        """Yield the cards in review; with ``fold``, as they would be if it made their states."""
        others: dict[int, Row] = {}
        if fold is not None:
            flags = 3
            others = {key: values[flags:] for key, _, values in differences(self._db, fold)}
        sql = f"SELECT key, id, deck IS NOT NULL AND suspended = 0, {', '.join(STATE)} FROM card WHERE phase = 'review'"  # noqa: S608
        for key, name, asked, *values in self._db.stream(sql):
            state = state_from(others.get(cast("int", key), tuple(values)))
            card = CardId(cast("str", name))
            if isinstance(state, Scheduled) and state.phase is Phase.REVIEW:
                yield Standing(cast("int", key), card, split_id(card)[0], state, asked=bool(asked))

    def keep(self, moves: Iterable[tuple[Standing, StudyDay, EventId]], at: Instant) -> Instant:
        """Move cards, all of them or none, unless they were answered meanwhile; return the moment it counts as done at.

        That is later than all moves before, whatever the clock says.
        """
        with self._db.transaction():
            row = self._db.row("SELECT max(at) FROM move")
            if row is not None and row[0] is not None:
                at = max(at, Instant(cast("int", row[0]) + 1))
            rest = iter(moves)
            while part := list(islice(rest, _ONE_BY_ONE)):
                still = [(one, day, name) for one, day, name in part if self._stands(one)]
                self._db.run_many(
                    ADD, [(name, one.key, at, one.state.last_at, day, self._device) for one, day, name in still]
                )
                self._db.run_many(_SET, [(day, one.key, one.state.last_at) for one, day, _ in still])
        return at

    def _stands(self, one: Standing) -> bool:
        row = self._db.row("SELECT phase, last_at FROM card WHERE key = ?", (one.key,))
        return row == ("review", one.state.last_at)

    def last(self) -> Moved | None:
        """Return the cards that were moved together last and not taken back; ``None`` if none were."""
        row = self._db.row(
            f"""SELECT at, count(*), device FROM move
                WHERE at = (SELECT max(at) FROM move WHERE {HOLDS}) AND {HOLDS} GROUP BY at"""  # noqa: S608
        )
        if row is None:
            return None
        at, cards, device = cast("tuple[int, int, str]", row)
        return Moved(at=Instant(at), cards=cards, device=device)

    def take_back(self, at: Instant, now: Instant, new_id: Iterator[EventId], fold: Fold) -> int:
        """Take back what was moved together ``at`` a moment; return how many cards come on another day by it."""
        with self._db.transaction():
            sql = f"SELECT id, card FROM move WHERE at = ? AND {HOLDS}"  # noqa: S608
            found = cast("list[tuple[str, int]]", self._db.rows(sql, (at,)))
            self._db.run_many(
                "INSERT INTO retraction (id, target, at, device) VALUES (?, ?, ?, ?)",
                [(name, target, now, self._device) for name, (target, _) in zip(new_id, found, strict=False)],
            )
            if len(found) > _ONE_BY_ONE:
                return remake_all(self._db, fold)
            return sum(remake(self._db, key, fold) for _, key in found)
