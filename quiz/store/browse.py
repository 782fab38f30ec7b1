"""Finds cards for a query, all of them in one order, and reads as many of them as a screen shows.

A search returns the keys of its cards, 8 bytes each, however many there are: a list over them stays as it is while
cards change, any page of it is read in a millisecond, and it can be acted on as a whole.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NewType, cast

from quiz.model.ids import CardId, DeckId, NoteId
from quiz.model.memory import CardState, StudyDay
from quiz.model.options import StudyOptions
from quiz.search.fold import fold
from quiz.search.query import (
    EVERYTHING,
    All,
    Either,
    Is,
    Named,
    Not,
    Order,
    Query,
    Status,
    Words,
)
from quiz.store.conditions import Conditions, Forgetting, PerDeck
from quiz.store.database import Database, Value
from quiz.store.rows import STATE, Flags, note_of, split_id, state_from
from quiz.store.texts import Texts

if TYPE_CHECKING:
    from quiz.model.deck import Card

CardKey = NewType("CardKey", int)
"""Identifies a card in one database."""
Keys = Sequence[CardKey]

_AT_ONCE = 500
_MANY = 10_000
"""Cards from which on looking at all is faster than asking for them by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowseRow:
    """One card of a list."""

    key: CardKey
    card: "Card"
    deck: str
    """The title of its deck; empty when no file has the card any more."""
    state: CardState
    flags: Flags


USUAL_LEECHES = PerDeck(StudyOptions().leech_threshold)
_NO_FORGETTING: PerDeck[Forgetting] = PerDeck(lambda _: 0.0)


class Browsing:
    """What a browser asks of the database."""

    def __init__(self, db: Database) -> None:
        """Ask ``db``."""
        self._db = db
        self._texts = Texts(db)

    def search(
        self,
        query: Query,
        order: Order,
        *,
        backwards: bool,
        day: StudyDay,
        forgetting: PerDeck[Forgetting],
        leeches: PerDeck[int] = USUAL_LEECHES,
    ) -> "array[int]":
        """Return the keys of the cards that ``query`` asks for on ``day``, in order."""
        if order is Order.DECK and (pieces := _pieces(query)):
            found = self._texts.holding(pieces)
            if backwards:
                found.reverse()
            return found
        clause = Conditions(self._db, day, forgetting, leeches)
        where = clause.of(query)
        orphans = _asks_for_orphans(query)
        match order:
            case Order.DECK:
                keys = _by_deck(self._db, where if orphans else f"deck IS NOT NULL AND {where}", clause.values)
            case Order.QUESTION if query == EVERYTHING:
                keys = [row[0] for row in self._db.rows(_ALL_BY_QUESTION)]
            case _:
                where = where if orphans else f"deck IS NOT NULL AND {where}"
                # Equal ones come as the index of what is due has them: by deck, and by the place in the file.
                by = f"{_COLUMNS[order]} {'DESC' if backwards else 'ASC'} NULLS LAST"
                texts = "JOIN card_text ON card_text.card = card.key" if order is Order.QUESTION else ""
                sql = f"SELECT card.key FROM card {texts} WHERE {where} ORDER BY {by}"  # noqa: S608 - see Conditions
                return array("q", [cast("int", key) for (key,) in self._db.rows(sql, clause.values)])
        if backwards:
            keys.reverse()
        return array("q", cast("list[int]", keys))

    def rows(self, keys: Keys) -> list[BrowseRow]:
        """Return the cards of ``keys``, in their order; those that are gone are left out."""
        from quiz.store.faces import unpack_card  # noqa: PLC0415 - 7 ms of JSON that counting does not pay

        columns = ", ".join(STATE)
        found: dict[int, BrowseRow] = {}
        for part in _parts(keys):
            sql = f"""SELECT card.key, card.id, face.text, deck.title, suspended, buried_day, marked, {columns}
                      FROM card JOIN face ON face.card = card.key LEFT JOIN deck ON deck.key = card.deck
                      WHERE card.key IN ({", ".join("?" * len(part))})"""  # noqa: S608
            for key, name, text, title, suspended, buried, marked, *state in self._db.rows(sql, part):
                found[cast("int", key)] = BrowseRow(
                    key=CardKey(cast("int", key)),
                    card=unpack_card(CardId(cast("str", name)), cast("str", text)),
                    deck=cast("str | None", title) or "",
                    state=state_from(tuple(state)),
                    flags=Flags(
                        suspended=bool(suspended), buried_day=cast("StudyDay | None", buried), marked=bool(marked)
                    ),
                )
        return [found[key] for key in keys if key in found]

    def ids(self, keys: Keys) -> list[CardId]:
        """Return the ids of the cards of ``keys``, in their order; those that are gone are left out."""
        found: dict[int, CardId] = {}
        for part in _parts(keys):
            sql = f"SELECT key, id FROM card WHERE key IN ({', '.join('?' * len(part))})"  # noqa: S608
            found.update(cast("list[tuple[int, CardId]]", self._db.rows(sql, part)))
        return [found[key] for key in keys if key in found]

    def key_of(self, card: CardId) -> CardKey | None:
        """Return the key of a card; ``None`` for one that is unknown."""
        row = self._db.row("SELECT key FROM card WHERE id = ?", (card,))
        return None if row is None else CardKey(cast("int", row[0]))

    def count_siblings(self, notes: Mapping[DeckId, Sequence[NoteId]]) -> int:
        """Return how many cards in files ``notes`` make."""
        names = [f"{deck}/{note}" for deck, some in notes.items() for note in some]
        if len(names) > _MANY:
            wanted = set(names)
            ids = cast("Iterable[tuple[str]]", self._db.stream("SELECT id FROM card WHERE deck NOT NULL"))
            return sum(note_of(card) in wanted for (card,) in ids)
        # The byte after the colon bounds the ids that begin with the note's and a colon.
        sql = "SELECT count(*) FROM card WHERE deck NOT NULL AND (id = ?1 OR (id > ?1 || ':' AND id < ?1 || ';'))"
        rows = (self._db.row(sql, (name,)) for name in names)
        return sum(cast("int", row[0]) for row in rows if row is not None)

    def only(self, keys: Keys, query: Is | Named, day: StudyDay) -> list[CardKey]:
        """Return those of ``keys`` that ``query``, which is no search for leeches, asks for, in their order."""
        clause = Conditions(self._db, day, _NO_FORGETTING, USUAL_LEECHES)
        where = clause.of(query)
        if len(keys) > _MANY:
            found = {cast("int", key) for (key,) in self._db.rows(f"SELECT key FROM card WHERE {where}", clause.values)}  # noqa: S608
            return [key for key in keys if key in found]
        found = set[int]()
        for part in _parts(keys):
            marks = ", ".join(f":k{number}" for number in range(len(part)))
            values = {**clause.values, **{f"k{number}": key for number, key in enumerate(part)}}
            sql = f"SELECT key FROM card WHERE key IN ({marks}) AND {where}"  # noqa: S608
            found.update(cast("int", key) for (key,) in self._db.rows(sql, values))
        return [key for key in keys if key in found]

    def notes(self, keys: Keys) -> dict[DeckId, list[NoteId]]:
        """Return the notes that make the cards of ``keys`` and stand in a file that can be read, by deck."""
        found: dict[DeckId, dict[NoteId, None]] = {}
        for part in _parts(keys):
            sql = f"""SELECT card.id FROM card JOIN deck ON deck.key = card.deck
                      WHERE asked AND card.key IN ({", ".join("?" * len(part))}) ORDER BY card.deck, place"""  # noqa: S608
            for (name,) in self._db.rows(sql, part):
                deck, note = split_id(cast("str", name))
                found.setdefault(deck, {})[note] = None
        return {deck: list(notes) for deck, notes in found.items()}


def _by_deck(db: Database, where: str, values: Mapping[str, Value]) -> list[Value]:
    """Return keys by the titles of the decks, and in a deck by place; joining the titles would take twice as long."""
    found: dict[Value, list[Value]] = {}
    for deck, key in db.rows(f"SELECT deck, key FROM card WHERE {where} ORDER BY deck, place", values):  # noqa: S608
        found.setdefault(deck, []).append(key)
    titles = {key: fold(cast("str", title)) for key, title in db.rows("SELECT key, title FROM deck")}
    return [key for deck in sorted(found, key=lambda deck: titles.get(deck, "")) for key in found[deck]]


_ALL_BY_QUESTION = """
    SELECT card FROM card_text INDEXED BY card_text_head
    WHERE card NOT IN (SELECT key FROM card WHERE deck IS NULL) ORDER BY substr(text, 1, 24)
"""
_COLUMNS: dict[Order, str] = {
    Order.PLACE: "place",
    Order.DUE: "due_day",
    Order.INTERVAL: "due_day - last_day",
    Order.STABILITY: "stability",
    Order.DIFFICULTY: "difficulty",
    Order.LAPSES: "lapses",
    Order.REPS: "reps",
    Order.QUESTION: "substr(text, 1, 24)",
}


def _asks_for_orphans(query: Query) -> bool:
    match query:
        case Is():
            return query.status is Status.ORPHAN
        case Not():
            return False
        case All() | Either():
            return any(map(_asks_for_orphans, query.parts))
        case _:
            return False


def _pieces(query: Query) -> list[str]:
    """Return the pieces of text of a query that asks for nothing but some; none of any other query."""
    parts = query.parts if isinstance(query, All) else (query,)
    pieces = [part.text for part in parts if isinstance(part, Words) and part.text and "*" not in part.text]
    return pieces if len(pieces) == len(parts) else []


def _parts(keys: Keys) -> Iterable[tuple[CardKey, ...]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield tuple(keys[start : start + _AT_ONCE])
