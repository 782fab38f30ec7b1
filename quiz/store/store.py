"""The one door to the database. All of it raises StoreError, with a sentence, when the database cannot be used."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, cast

from quiz.errors import StoreError
from quiz.model.ids import CardId, DeckId
from quiz.model.memory import CardState, Instant, StudyDay
from quiz.model.review import Action, Retraction, Review
from quiz.srs.queue import Counts
from quiz.store import index, log, study
from quiz.store.database import MIGRATIONS, Database, Row, open_database
from quiz.store.log import Fold, Watch
from quiz.store.made_with import MadeWith
from quiz.store.outlook import Outlook
from quiz.store.rows import STATE, Backlog, DeckRow, Due, Flags, Limits, Orphan, Stamp, state_from

if TYPE_CHECKING:
    from quiz.model.deck import Card, Deck, Source
    from quiz.model.plain import PlainNotes
    from quiz.store.browse import Browsing
    from quiz.store.exchange import LogExchange
    from quiz.store.moving import Moving
    from quiz.store.planned import Planned
    from quiz.store.progress import Progress
    from quiz.store.training import TrainingLog

__all__ = ["Backlog", "DeckRow", "Due", "Flags", "Fold", "Limits", "Orphan", "Stamp", "Store"]


class Store:
    """An open database; use it in a ``with`` statement."""

    def __init__(self, database: Database) -> None:
        """Use `open`."""
        self._db = database
        meta = {str(key): str(value) for key, value in database.rows("SELECT key, value FROM meta")}
        if "device" not in meta:
            raise StoreError(f"The database {database.path} is damaged: it does not know its own name.")
        self.device = meta["device"]
        """The name of this installation, made once."""
        self.made_with = MadeWith(database)
        self.outlook = Outlook(database)
        """What has been answered of late, and what comes."""

    @classmethod
    def open(cls, path: Path, *, migrations: Path = MIGRATIONS) -> Self:
        """Open the database at ``path``, or make it. Waits up to two seconds for another program that is writing."""
        database = open_database(path, migrations=migrations)
        try:
            return cls(database)
        except BaseException:
            database.close()
            raise

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file. All that was written is on the disk already."""
        self._db.close()

    def wait_at_most(self, seconds: float) -> None:
        """Wait no longer than that for another program that is writing; LockedError then."""
        self._db.wait_at_most(seconds)

    def interrupt(self) -> None:
        """End what another thread does here."""
        self._db.interrupt()

    @property
    def path(self) -> Path:
        """Where the database is."""
        return self._db.path

    @property
    def version(self) -> int:
        """A number that is another one once another program has written to the database."""
        return self._number("PRAGMA data_version", ())

    # deck files

    def stamps(self) -> dict[str, Stamp]:
        """Return the stamps with which the known deck files were read, by path."""
        return index.stamps(self._db)

    def index_deck(
        self,
        path: str,
        stamp: Stamp,
        deck: "Deck",
        problems: Sequence[str] = (),
        *,
        unnamed: int | None = None,
        day: StudyDay | None = None,
        plain: "PlainNotes | None" = None,
    ) -> None:
        """Take over what the file ``path`` holds; see `index.index_deck`. States stay with the ids of cards.

        ``unnamed`` is how many ids it lacks, by default the notes without; ``plain`` are its notes if they stand apart
        from ``deck``; ``day`` is the study day on which cards that are not known yet are added.
        """
        lacking = sum(note.id is None for note in deck.notes) if unnamed is None else unnamed
        index.index_deck(self._db, path, stamp, deck, problems, unnamed=lacking, day=day, plain=plain)

    def is_known(self, path: str, stamp: Stamp) -> bool:
        """Tell whether a file holds what it held when it was last read; see `index.is_known`."""
        return index.is_known(self._db, path, stamp)

    def index_broken(self, path: str, stamp: Stamp, problem: str) -> None:
        """Note that the file ``path`` cannot be read. Its cards keep their states and are not asked."""
        index.index_broken(self._db, path, stamp, problem)

    def forget_deck(self, path: str) -> None:
        """Note that the file ``path`` is gone. Its cards keep their states and are not asked."""
        index.forget_deck(self._db, path)

    def decks(self, family: DeckId | None = None) -> tuple[DeckRow, ...]:
        """Return what is known of every deck file, or of those of decks called ``family`` or ``family.N``, by path."""
        return index.deck_rows(self._db, family)

    def sources(self) -> "Iterator[tuple[DeckRow, Source | None]]":
        """Yield every deck file that can be asked, with where its facts come from."""
        return index.sources(self._db)

    def paths_from(self, source: "Source") -> tuple[str, ...]:
        """Return the deck files whose article was at the same place; see `index.paths_from`."""
        return index.paths_from(self._db, source)

    def title(self, deck: DeckId) -> str:
        """Return the title of a deck; an unknown one has none."""
        row = self._db.row("SELECT title FROM deck WHERE id = ? ORDER BY path", (deck,))
        return str(row[0]) if row is not None else ""

    def source(self, deck: DeckId) -> "Source | None":
        """Return where the facts of a deck come from."""
        from quiz.store.faces import unpack_source  # noqa: PLC0415 - 7 ms of JSON that counting does not pay

        row = self._db.row("SELECT source FROM deck WHERE id = ? AND asked", (deck,))
        return unpack_source(str(row[0])) if row is not None and row[0] is not None else None

    # cards

    def card(self, card: CardId) -> "Card":
        """Return a card as it stood in its file when that was last read; StoreError if there never was one."""
        found = self.cards((card,))
        if card not in found:
            raise StoreError(f"There is no card {card}.", hint="'quiz check' finds what is missing.")
        return found[card]

    def cards(self, ids: Sequence[CardId]) -> "dict[CardId, Card]":
        """Return the cards with these ids; those that are unknown are left out."""
        return index.cards(self._db, ids)

    def state(self, card: CardId) -> CardState:
        """Return the state of a card; one that is unknown is new."""
        row = self._db.row(f"SELECT {', '.join(STATE)} FROM card WHERE id = ?", (card,))  # noqa: S608
        return state_from(row or (None,) * len(STATE))

    def flags(self, card: CardId) -> Flags:
        """Return what the learner has done to a card besides answering it."""
        return study.flags(self._db, card)

    def states(self, decks: Sequence[DeckId] | None = None) -> dict[CardId, CardState]:
        """Return the states of the cards of ``decks``, or of all, that were answered and are not suspended."""
        where, keys = self._in_decks(decks)
        sql = f"SELECT id, {', '.join(STATE)} FROM card WHERE suspended = 0 AND phase IS NOT NULL AND {where}"  # noqa: S608
        return {CardId(cast("str", row[0])): state_from(row[1:]) for row in self._db.stream(sql, keys)}

    def marked(self) -> tuple[CardId, ...]:
        """Return the cards that carry a mark, in the order of their ids."""
        return study.marked(self._db)

    def siblings(self, card: CardId) -> tuple[CardId, ...]:
        """Return the other cards of the same note that stand in a file."""
        return study.siblings(self._db, card)

    def card_count(self, decks: Sequence[DeckId] | None = None) -> int:
        """Return how many cards ``decks``, or all decks, have."""
        where, keys = self._in_decks(decks)
        return self._number(f"SELECT count(*) FROM card WHERE {where}", keys)  # noqa: S608

    def suspended(self, decks: Sequence[DeckId] | None = None) -> tuple[CardId, ...]:
        """Return the suspended cards of ``decks``, or of all, in the order of their ids."""
        where, keys = self._in_decks(decks)
        rows = self._db.rows(f"SELECT id FROM card WHERE suspended = 1 AND {where} ORDER BY id", tuple(keys))  # noqa: S608
        return tuple(CardId(cast("str", row[0])) for row in rows)

    def suspended_counts(self) -> Mapping[DeckId, int]:
        """Return how many cards are suspended in each deck that can be asked."""
        return study.suspended_counts(self._db)

    def orphans(self) -> tuple[Orphan, ...]:
        """Return the cards that have a history and stand in no file any more."""
        return tuple(index.orphans(self._db))

    def prompts(self) -> dict[CardId, str]:
        """Return what each card asks that stands in a file."""
        return dict(index.prompts(self._db))

    # study

    def counts(self, day: StudyDay, limits: Limits) -> Mapping[DeckId, Counts]:
        """Return what is still to come on ``day`` in each deck that can be asked.

        ``limits`` hold for each deck, and what was done on that day already is taken off. Cards that wait for a step
        within the day are counted whether or not their time has come, and are not limited. Suspended cards and those
        buried on ``day`` are left out.
        """
        return study.counts(self._db, day, limits)

    def room(self, day: StudyDay, limits: Limits) -> study.Room:
        """Return how many new cards and reviews all decks together may still have on ``day``; ``None``: no limit."""
        return study.room_on(self._db, day, limits)

    def to_ask(self, cards: Sequence[CardId], day: StudyDay, *, put_away: bool) -> dict[CardId, CardState]:
        """Return the states of those of ``cards`` that stand in a file and are not put away on ``day``.

        With ``put_away``, those that are suspended or buried are returned as well.
        """
        return study.to_ask(self._db, cards, day, put_away=put_away)

    def done_on(self, day: StudyDay) -> Mapping[DeckId, Limits]:
        """Return how many new cards and reviews of each deck were answered on a day."""
        return study.done_in(self._db, day)

    def answered_on(self, day: StudyDay, decks: Sequence[DeckId] | None = None) -> int:
        """Return how many cards of ``decks``, or of all, were answered on a day, practice aside."""
        return study.answered_on(self._db, day, (key for _, key in index.deck_keys(self._db, decks)))

    def next_due(self, day: StudyDay, limits: Limits) -> Mapping[DeckId, Due]:
        """Return when each deck has something to ask again once today's new cards and reviews are done."""
        return study.next_due(self._db, day, limits)

    @cached_property
    def planned(self) -> "Planned":
        """The cards of planned sessions."""
        from quiz.store.planned import Planned  # noqa: PLC0415 - counting what is due plans nothing

        return Planned(self._db)

    # the log

    def record(self, review: Review) -> None:
        """Keep an answer and the state it leads to; both are on the disk when this returns.

        OvertakenError, with nothing kept, when another program has changed the state in which the card was asked.
        """
        log.record(self._db, review, self.device)

    def act(self, *actions: Action, watch: Watch | None = None) -> None:
        """Keep what was done to cards besides answering them, all or nothing; it is on the disk when this returns."""
        log.act(self._db, actions, self.device, watch)

    def retract(self, *retractions: Retraction, fold: Fold | None = None, watch: Watch | None = None) -> None:
        """Take back answers and actions, all or none; their rows stay in the log. It is on the disk when this returns.

        ``fold`` makes a state of the answers that are left, for a card that was answered again since: by another
        program, say. ValueError if it is needed and missing, or if the log has no such row.
        """
        log.retract(self._db, retractions, fold, self.device, watch)

    def reviews(
        self, decks: Sequence[DeckId] | None = None, since_day: StudyDay | None = None, *, retracted: bool = False
    ) -> Iterator[Review]:
        """Yield the answers to cards of ``decks``, or all, by time; with ``retracted``, those taken back as well."""
        keys = None if decks is None else [key for _, key in index.deck_keys(self._db, decks)]
        return log.reviews(self._db, keys, since_day, retracted=retracted)

    def reviews_of(self, card: CardId) -> Iterator[Review]:
        """Yield the answers to one card, oldest first, without those that were taken back."""
        return log.reviews(self._db, card=card)

    def actions(self, card: CardId | None = None) -> Iterator[Action]:
        """Yield all that was done to cards besides answering them, by time; of one ``card``, what still holds."""
        return log.actions(self._db, card)

    def retractions(self) -> Iterator[Retraction]:
        """Yield all retractions in the order of time."""
        return log.retractions(self._db)

    def last_event(self) -> Instant | None:
        """Return when the newest answer or action was kept; a clock that is earlier is wrong."""
        return log.last_event(self._db)

    @cached_property
    def exchange(self) -> "LogExchange":
        """The joining of this log with those of other devices."""
        from quiz.store.exchange import LogExchange  # noqa: PLC0415 - studying joins nothing

        return LogExchange(self._db, self.device)

    @cached_property
    def browsing(self) -> "Browsing":
        """Searches, and the cards they find."""
        from quiz.store.browse import Browsing  # noqa: PLC0415 - studying searches nothing

        return Browsing(self._db)

    @cached_property
    def moving(self) -> "Moving":
        """Moves of cards to other days."""
        from quiz.store.moving import Moving  # noqa: PLC0415 - studying moves nothing

        return Moving(self._db, self.device)

    @cached_property
    def training(self) -> "TrainingLog":
        """What the parameters of the scheduler are fitted to."""
        from quiz.store.training import TrainingLog  # noqa: PLC0415 - studying fits nothing

        return TrainingLog(self._db)

    @property
    def moment(self) -> tuple[int, int]:
        """What is another value once something was written, also by this program."""
        return self._db.moment

    def progress(self, decks: Sequence[DeckId] | None, tags: Sequence[str] = ()) -> "Progress":
        """Return what statistics are made from: of ``decks`` or all of them, of cards with one of ``tags`` or all."""
        from quiz.store.progress import Progress  # noqa: PLC0415 - as above

        return Progress(self._db, decks, tags)

    # health

    def integrity(self, fold: Fold | None = None) -> list[str]:
        """Return what is wrong with the database, as sentences; nothing is the usual answer.

        With ``fold`` every state is compared with what the log makes of it; without, with the last answer's.
        """
        from quiz.store.replaying import faults  # noqa: PLC0415 - studying compares nothing

        return faults(self._db, fold)

    def rebuild(self, fold: Fold, made_with: Mapping[str, str]) -> int:
        """Make the states of all cards anew from the log, by ``made_with``; return how many were different."""
        from quiz.store.replaying import rebuild  # noqa: PLC0415 - as above

        return rebuild(self._db, fold, made_with)

    def _in_decks(self, decks: Sequence[DeckId] | None) -> tuple[str, list[int]]:
        if decks is None:
            return "deck IS NOT NULL", []
        keys = [key for _, key in index.deck_keys(self._db, decks)]
        return f"deck IN ({', '.join('?' * len(keys))})", keys

    def _number(self, sql: str, values: Row | list[int]) -> int:
        row = self._db.row(sql, tuple(values))
        return cast("int", row[0]) if row is not None else 0
