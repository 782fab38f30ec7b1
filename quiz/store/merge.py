"""Joins logs: the union of their rows, and the cards they touch made anew from it.

In whatever order and however often logs are joined, the same rows and the same states come of it: rows are known by
their ids, and a state follows from the set of its rows alone.
"""

import shutil
import tempfile
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import cast

from quiz.errors import StoreError
from quiz.model.ids import CardId, DeckId
from quiz.model.memory import DAY_MS, Instant, New
from quiz.model.review import Action, EventId, Move, Retraction, Review, ReviewKind
from quiz.model.text import counted
from quiz.store import log, moves
from quiz.store.chains import Chains
from quiz.store.database import MIGRATIONS, Database, Row, open_database
from quiz.store.faces import folded_card, pack_card, unpack_card
from quiz.store.log import Fold
from quiz.store.rows import LOG_COLUMNS, review_values
from quiz.store.wire import LogRow, checked

_YEAR = 365
_AT_ONCE = 500
_TRIES = 5
_LONGEST_FACE = 1_000_000
_WAL = "-wal"

_ADD_REVIEW = (
    f"INSERT INTO review ({', '.join(LOG_COLUMNS)}) VALUES ({', '.join('?' * len(LOG_COLUMNS))}) "  # noqa: S608
    "ON CONFLICT (id) DO NOTHING"
)
_ADD_ACTION = (
    "INSERT INTO action (id, card, at, day, kind, device) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING"
)
_ADD_RETRACTION = "INSERT INTO retraction (id, target, at, device) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING"
_ADD_MOVE = f"{moves.ADD} ON CONFLICT (id) DO NOTHING"
_CARD_OF = " UNION ALL ".join(f"SELECT card FROM {table} WHERE id = ?1" for table in ("review", "action", "move"))  # noqa: S608


@dataclass(frozen=True, slots=True, kw_only=True)
class Skew:
    """A device whose clock looks wrong, by the answers it gave."""

    device: str
    days: int
    """How far it is ahead, or, below zero, behind."""

    def told(self, own: str) -> str:
        """Return in words which clock looks wrong, and what comes of it; ``own`` is the name of this device."""
        whose = "of this device" if self.device == own else f"of the device {self.device}"
        days = abs(self.days)
        far = counted(days // _YEAR, "year") if days >= _YEAR else counted(days, "day")
        if self.days > 0:
            return f"The clock {whose} looks {far} ahead: what it answered comes back that much later. Set it right."
        return f"The clock {whose} looks {far} behind. Set it right; no answer is lost."


@dataclass(slots=True, kw_only=True)
class Came:
    """What joining brought."""

    answers: int = 0
    actions: int = 0
    moves: int = 0
    """Cards that were moved to another day."""
    undone: int = 0
    """Answers and actions that are taken back."""
    known: int = 0
    """Rows that were here already."""
    refused: int = 0
    """Rows that quiz cannot have written."""
    cards: int = 0
    """Cards that are in another state now, or bear other marks."""
    fresh: list[CardId] = field(default_factory=list[CardId])
    """Cards that were not known here; their history waits for the deck file."""
    differing: Mapping[DeckId, int] = field(default_factory=dict[DeckId, int])
    """Decks whose files are not the same on the two devices, with how many cards that are."""
    ahead: dict[str, int] = field(default_factory=dict[str, int])
    behind: dict[str, int] = field(default_factory=dict[str, int])
    """By device, the most milliseconds by which its clock looks wrong."""

    @property
    def rows(self) -> int:
        """How many rows are new here."""
        return self.answers + self.actions + self.moves + self.undone

    @property
    def skews(self) -> tuple[Skew, ...]:
        """Devices whose clocks look wrong by a day or more."""
        found = [Skew(device=device, days=ms // DAY_MS) for device, ms in self.ahead.items()]
        found += [Skew(device=device, days=-(ms // DAY_MS)) for device, ms in self.behind.items()]
        return tuple(sorted(found, key=lambda skew: (skew.device, skew.days)))


class Joiner:
    """Takes rows of other logs into a database, inside a transaction of the caller."""

    def __init__(self, db: Database, fold: Fold, now: Instant) -> None:
        """Join into ``db``; ``fold`` makes the state of a card from its answers."""
        self._db = db
        self._fold = fold
        self._now = now
        self._chains = Chains(db, fold)
        self._touched: dict[int, list[Review]] = {}
        """The cards that are to be settled, with the answers that came."""
        self._changed: set[int] = set()
        self._keys: dict[CardId, int] = {}
        self.came = Came()

    def take(self, rows: Iterable[LogRow]) -> None:
        """Add the rows that are not here yet."""
        answers: dict[EventId, Review] = {}
        others: list[Action | Move | Retraction] = []
        for row in rows:
            if not isinstance(row, Review):
                others.append(row)
            elif row.id in answers:
                self.came.known += 1
            else:
                answers[row.id] = row
        self._take_answers(answers)
        for row in others:
            self._take_other(row)

    def _take_answers(self, answers: dict[EventId, Review]) -> None:
        known = set(self._of("SELECT id FROM review WHERE id", list(answers)))
        new = [row for row in answers.values() if row.id not in known]
        self.came.known += len(known)
        self.came.answers += len(new)
        values: list[Row] = []
        for row in new:
            key = self._key(row.card)
            came = self._touched.setdefault(key, [])
            if row.kind is not ReviewKind.CRAM:
                came.append(row)
            values.append(review_values(row, key, row.device))
            self._watch(row)
        self._db.run_many(_ADD_REVIEW, values)
        for target in self._of("SELECT target FROM retraction WHERE target", [row.id for row in new]):
            self._chains.leave(self._key(answers[target].card))

    def _take_other(self, row: "Action | Move | Retraction") -> None:
        if isinstance(row, Retraction):
            added = self._db.run(_ADD_RETRACTION, (row.id, row.target, row.at, row.device))
            self.came.undone += added
            # What is taken back may come later; its card is made anew then.
            touched = [cast("int", key) for (key,) in self._db.rows(_CARD_OF, (row.target,))]
        elif isinstance(row, Move):
            touched = [self._key(row.card)]
            added = self._db.run(_ADD_MOVE, (row.id, *touched, row.at, row.last_at, row.due_day, row.device))
            self.came.moves += added
        else:
            touched = [self._key(row.card)]
            added = self._db.run(_ADD_ACTION, (row.id, *touched, row.at, row.day, row.kind.value, row.device))
            self.came.actions += added
        if not added:
            self.came.known += 1
            return
        for key in touched:
            self._chains.leave(key)
            self._touched.setdefault(key, [])

    def _of(self, select: str, ids: Sequence[EventId]) -> Iterator[EventId]:
        for start in range(0, len(ids), _AT_ONCE):
            part = ids[start : start + _AT_ONCE]
            for (name,) in self._db.rows(f"{select} IN ({', '.join('?' * len(part))})", part):
                yield EventId(cast("str", name))

    def settle(self) -> None:
        """Make the cards anew that the rows taken so far touch."""
        for key in sorted(self._touched):
            changed = self._chains.take(key, self._touched[key])
            if log.remake(self._db, key, self._fold) if changed is None else changed:
                self._changed.add(key)
        self._touched.clear()
        self.came.cards = len(self._changed)

    def _key(self, card: CardId) -> int:
        key = self._keys.get(card)
        if key is None:
            if self._db.row("SELECT 1 FROM card WHERE id = ?", (card,)) is None:
                self.came.fresh.append(card)
            key = self._keys[card] = log.key_of(self._db, card)
            self._chains.begin(key)
        return key

    def _watch(self, review: Review) -> None:
        """Note what an answer says about the clock of its device."""
        at = review.after.last_at  # what its clock said; the row may have been moved behind a reset
        ahead = at - self._now
        if ahead >= DAY_MS:
            self.came.ahead[review.device] = max(ahead, self.came.ahead.get(review.device, 0))
        if isinstance(review.before, New) or review.before.last_at - self._now >= DAY_MS:
            return  # begins nothing before it, or follows an answer of a clock that is ahead
        behind = review.before.last_at - at
        if behind >= DAY_MS:
            self.came.behind[review.device] = max(behind, self.came.behind.get(review.device, 0))


def merge(db: Database, other: Database, fold: Fold, now: Instant, *, dry: bool = False) -> Came:
    """Join the log of ``other`` to that of ``db``, all of it or nothing; with ``dry``, tell what would come."""
    joiner = Joiner(db, fold, now)
    with db.snapshot() if dry else db.transaction():
        for rows in _missing(db, other, joiner.came):
            joiner.take(rows)
        _take_faces(db, other, joiner.came.fresh)
        joiner.settle()
    return joiner.came


def all_rows(db: Database) -> Iterator[LogRow]:
    """Yield the whole log: answers, actions and what was taken back, each in the order of ids."""
    yield from log.reviews(db, retracted=True)
    yield from log.actions(db)
    yield from moves.moves(db)
    yield from log.retractions(db)


def rows_with(db: Database, ids: Sequence[str]) -> Iterator[LogRow]:
    """Yield the rows with these ids."""
    for start in range(0, len(ids), _AT_ONCE):
        part = [EventId(name) for name in ids[start : start + _AT_ONCE]]
        yield from log.reviews(db, ids=part, retracted=True)
        yield from log.actions(db, ids=part)
        yield from moves.moves(db, ids=part)
        yield from log.retractions(db, ids=part)


def _missing(db: Database, other: Database, came: Came) -> Iterator[list[LogRow]]:
    """Yield the rows of ``other`` that ``db`` lacks, some at a time, without those that quiz cannot have written."""
    for table in ("review", "action", "move", "retraction"):
        names = (cast("str", row[0]) for row in other.stream(f"SELECT id FROM {table} ORDER BY id"))  # noqa: S608
        while part := list(islice(names, _AT_ONCE)):
            marks = ", ".join("?" * len(part))
            here = {row[0] for row in db.rows(f"SELECT id FROM {table} WHERE id IN ({marks})", part)}  # noqa: S608
            came.known += len(here)
            found: list[LogRow] = []
            wanted = [name for name in part if name not in here]
            try:
                found = [checked(row) for row in rows_with(other, wanted)]
            except (ValueError, TypeError, KeyError, AttributeError):
                found = list(_one_by_one(other, wanted))
            came.refused += len(wanted) - len(found)
            yield found


def _one_by_one(other: Database, names: Sequence[str]) -> Iterator[LogRow]:
    for name in names:
        try:
            yield from [checked(row) for row in rows_with(other, [name])]
        except (ValueError, TypeError, KeyError, AttributeError):
            continue  # counted by the caller: it is among those wanted and not among those found


def _take_faces(db: Database, other: Database, cards: Sequence[CardId]) -> None:
    """Keep what cards ask that no file here holds, so that an orphan can be told from another."""
    for card in cards:
        sql = "SELECT text FROM face JOIN card ON card.key = face.card WHERE card.id = ?"
        row = other.row(sql, (card,))
        if row is None or not isinstance(row[0], str) or len(row[0]) > _LONGEST_FACE:
            continue
        try:
            face = unpack_card(card, row[0])
            words = (pack_card(face), *folded_card(face))
        except (ValueError, TypeError, AttributeError, RecursionError):
            continue  # the history counts; what is asked comes with the deck file
        key = log.key_of(db, card)
        db.run("INSERT INTO face (card, text) VALUES (?, ?) ON CONFLICT (card) DO NOTHING", (key, words[0]))
        db.run(
            "INSERT INTO card_text (card, text, tags, rule, kind, source) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (card) DO NOTHING",
            (key, *words[1:]),
        )


@contextmanager
def opened_copy(path: Path, own: Path, *, migrations: Path = MIGRATIONS) -> Generator[Database]:
    """Open a copy of another database, brought up to date; the file itself is only read.

    Raises StoreError when it is not there, newer than this program, damaged or no database of quiz.
    """
    _check_other(path, own)
    with tempfile.TemporaryDirectory(prefix="quiz-merge-") as folder:
        copy = Path(folder) / "other.db"
        try:
            _copy(path, copy)
            database = open_database(copy, migrations=migrations)
            try:
                _check_sound(database)
                yield database
            finally:
                database.close()
        except StoreError as error:
            # The person knows the file by its own name.
            raise StoreError(error.message.replace(str(copy), str(path)), hint=error.hint) from error
        except OSError as error:
            raise StoreError(f"{path} cannot be read: {error.strerror or error}.") from error


def _check_other(path: Path, own: Path) -> None:
    if not path.is_file():
        raise StoreError(f"There is no database {path}.", hint="On the other device, 'quiz path database' names it.")
    if own.exists() and path.samefile(own):
        raise StoreError(f"{path} is the database that quiz works with here.", hint="Name that of the other device.")


def _check_sound(database: Database) -> None:
    row = database.row("PRAGMA quick_check(1)")
    if row is None or row[0] != "ok":
        said = row[0] if row is not None else "no answer"
        raise StoreError(f"The database {database.path} is damaged: {said}.", hint="Nothing was taken from it.")


def _copy(path: Path, target: Path) -> None:
    """Copy a database with the newest answers, which may lie beside it, all of one moment."""
    wal = path.with_name(path.name + _WAL)
    for _ in range(_TRIES):
        before = _stamps(path, wal)
        shutil.copyfile(path, target)
        beside = target.with_name(target.name + _WAL)
        beside.unlink(missing_ok=True)
        if before[1] is not None:
            shutil.copyfile(wal, beside)
        if _stamps(path, wal) == before:
            return
    raise StoreError(f"{path} is being written to by another program.", hint="Close the other quiz and try again.")


def _stamps(*files: Path) -> list[tuple[int, int] | None]:
    found: list[tuple[int, int] | None] = []
    for file in files:
        try:
            status = file.stat()
        except FileNotFoundError:
            found.append(None)
        else:
            found.append((status.st_size, status.st_mtime_ns))
    return found
