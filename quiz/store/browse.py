"""Finds cards for a query, all of them in one order, and reads as many of them as a screen shows.

A search returns the keys of its cards, 8 bytes each, however many there are: a list over them stays as it is while
cards change, any page of it is read in a millisecond, and it can be acted on as a whole.
"""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import translate
from re import compile as compile_pattern
from typing import TYPE_CHECKING, NewType, cast

from quiz.model.ids import CardId, DeckId, NoteId
from quiz.model.memory import MATURE_DAYS, CardState, StudyDay
from quiz.model.options import StudyOptions
from quiz.search.fold import fold
from quiz.search.query import (
    EVERYTHING,
    All,
    Day,
    Days,
    Either,
    Is,
    Name,
    Named,
    Not,
    Number,
    Order,
    Query,
    Range,
    Status,
    Words,
)
from quiz.store.database import Database, Value, literally
from quiz.store.index import deck_keys
from quiz.store.rows import STATE, Flags, note_of, split_id, state_from
from quiz.store.texts import Texts

if TYPE_CHECKING:
    from quiz.model.deck import Card

CardKey = NewType("CardKey", int)
"""Identifies a card in one database."""
Keys = Sequence[CardKey]
Forgetting = Callable[[float], float]
"""Returns the days, as a multiple of the stability, after which the chance of recall has fallen to a number."""

_AT_ONCE = 500
_MANY = 10_000
"""Cards from which on looking at all is faster than asking for them by name."""
_NO_CHANCE = 1e-6
"""A chance of recall that is as good as none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowseRow:
    """One card of a list."""

    key: CardKey
    card: "Card"
    deck: str
    """The title of its deck; empty when no file has the card any more."""
    state: CardState
    flags: Flags


@dataclass(frozen=True, slots=True)
class Leeches:
    """How many lapses make a card a leech; 0: none do."""

    usual: int = StudyOptions().leech_threshold
    own: Mapping[DeckId, int] = field(default_factory=dict[DeckId, int])
    """In decks with another number."""


USUAL_LEECHES = Leeches()
_NEVER = 1_000_000_000


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
        forgetting: Forgetting,
        leeches: Leeches = USUAL_LEECHES,
    ) -> "array[int]":
        """Return the keys of the cards that ``query`` asks for on ``day``, in order."""
        if order is Order.DECK and (pieces := _pieces(query)):
            found = self._texts.holding(pieces)
            if backwards:
                found.reverse()
            return found
        clause = _Compiler(self._db, day, forgetting, leeches)
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
                sql = f"SELECT card.key FROM card {texts} WHERE {where} ORDER BY {by}"  # noqa: S608 - see _Compiler
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
        clause = _Compiler(self._db, day, lambda _: 0.0, USUAL_LEECHES)
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


_SCHEDULED = "phase IS NOT NULL"
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
_STATUS = {
    Status.NEW: "phase IS NULL",
    Status.LEARNING: "phase IN ('learning', 'relearning')",
    Status.REVIEW: "phase = 'review'",
    Status.DUE: "(due_day <= :day AND suspended = 0 AND buried_day IS NOT :day)",
    Status.SUSPENDED: "suspended = 1",
    Status.BURIED: "buried_day = :day",
    Status.MARKED: "marked = 1",
    Status.YOUNG: f"(phase = 'review' AND due_day - last_day < {MATURE_DAYS})",
    Status.MATURE: f"(phase = 'review' AND due_day - last_day >= {MATURE_DAYS})",
    Status.ORPHAN: "deck IS NULL",
}
_NUMBERS = {
    Number.LAPSES: "ifnull(lapses, 0)",
    Number.REPS: "ifnull(reps, 0)",
    Number.INTERVAL: "(due_day - last_day)",
    Number.STABILITY: "stability",
    Number.DIFFICULTY: "difficulty",
}
_DAYS = {Day.DUE: "due_day", Day.ANSWERED: "last_day", Day.ADDED: "added_day"}
_TEXTS = {Name.RULE: "rule", Name.KIND: "kind"}


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


class _Compiler:
    """Turns a query into a condition over the table of cards; what people wrote only ever becomes a value."""

    def __init__(self, db: Database, day: StudyDay, forgetting: Forgetting, leeches: Leeches) -> None:
        self._db = db
        self._forgetting = forgetting
        self._leeches = leeches
        self.values: dict[str, Value] = {"day": day}

    def of(self, query: Query) -> str:
        """Return the condition of ``query``; it is true or false and never NULL."""
        match query:
            case Words():
                return self._in_text([query], "AND")
            case Named():
                return self._named(query)
            case Is():
                return f"ifnull({self._leech() if query.status is Status.LEECH else _STATUS[query.status]}, 0)"
            case Range():
                return f"ifnull({self._range(query)}, 0)"
            case Days():
                return f"ifnull({self._between(_DAYS[query.what], query.low, query.high)}, 0)"
            case Not():
                return f"NOT {self.of(query.part)}"
            case Either():
                return self._joined(query.parts, "OR")
            case All():
                return self._joined(query.parts, "AND")

    def _leech(self) -> str:
        """Return the condition of cards that were forgotten so often that they are leeches in their deck."""
        own = [(key, self._leeches.own[deck]) for deck, key in deck_keys(self._db, [*self._leeches.own])]
        cases = "".join(f" WHEN {key} THEN {lapses or _NEVER}" for key, lapses in own)
        usual = str(self._leeches.usual or _NEVER)
        return f"lapses >= CASE deck{cases} ELSE {usual} END" if cases else f"lapses >= {usual}"

    def _joined(self, parts: Sequence[Query], how: str) -> str:
        # All words are looked for in one pass over the texts.
        words = [part for part in parts if isinstance(part, Words)]
        conditions = [self.of(part) for part in parts if not isinstance(part, Words)]
        conditions += [self._in_text(words, how)] if words else []
        return f"({f' {how} '.join(conditions)})" if conditions else "1"

    def _value(self, value: Value) -> str:
        name = f"v{len(self.values)}"
        self.values[name] = value
        return f":{name}"

    def _in_text(self, words: Iterable[Words], how: str) -> str:
        likes = f" {how} ".join(f"text LIKE {self._value(_inside(word.text))} ESCAPE '\\'" for word in words)
        return f"key IN (SELECT card FROM card_text WHERE {likes})"  # noqa: S608 - values

    def _named(self, query: Named) -> str:
        match query.what:
            case Name.DECK:
                return self._in_decks(query.text, "title", "id")
            case Name.SOURCE:
                return f"({self._in_decks(query.text, 'source')} OR {self._like('source', _inside(query.text))})"
            case Name.TAG:
                return self._like("tags", _inside(f"\n{query.text}\n"))
            case Name.RULE | Name.KIND:
                return self._like(query.what, _like(query.text))

    def _like(self, column: str, pattern: str) -> str:
        condition = f"{column} <> '' AND {column} LIKE {self._value(pattern)} ESCAPE '\\'"
        return f"key IN (SELECT card FROM card_text WHERE {condition})"  # noqa: S608 - the pattern is a value

    def _in_decks(self, text: str, *columns: str) -> str:
        # Decks are few beside cards; their titles are folded here rather than kept folded.
        pattern = compile_pattern(translate(f"*{text.replace('[', '[[]').replace('?', '[?]')}*"))
        rows = self._db.rows(f"SELECT key, {', '.join(columns)} FROM deck")  # noqa: S608 - the columns are ours
        decks = [(str(key), [fold(str(name or "")) for name in names]) for key, *names in rows]
        # A deck that is called exactly so is meant alone, however many others have the word in their titles.
        exactly = [key for key, names in decks if text in names]
        keys = exactly or [key for key, names in decks if any(map(pattern.match, names))]
        return f"ifnull(deck IN ({', '.join(keys)}), 0)"

    def _range(self, query: Range) -> str:
        if query.what is Number.RETRIEVABILITY:
            return self._recall(query)
        column = _NUMBERS[query.what]
        if query.low is not None and query.low == query.high:
            return f"({column} = {self._value(query.low)})"
        return self._between(column, query.low, query.high, low_in=query.low_in, high_in=query.high_in)

    def _recall(self, query: Range) -> str:
        # A chance below a number is a time since the last answer that is beyond a multiple of the stability.

        def after(chance: float) -> float:
            return self._forgetting(min(max(chance, _NO_CHANCE), 1.0))

        column = "((:day - last_day) / stability)"
        low = None if query.high is None else after(query.high)
        high = None if query.low is None else after(query.low)
        between = self._between(column, low, high, low_in=query.high_in, high_in=query.low_in)
        return f"({_SCHEDULED} AND {between})"

    def _between(
        self, column: str, low: float | None, high: float | None, *, low_in: bool = True, high_in: bool = True
    ) -> str:
        parts = [f"{column} IS NOT NULL"]
        if low is not None:
            parts.append(f"{column} {'>=' if low_in else '>'} {self._value(low)}")
        if high is not None:
            parts.append(f"{column} {'<=' if high_in else '<'} {self._value(high)}")
        return f"({' AND '.join(parts)})"


def _like(text: str) -> str:
    """Return a pattern for LIKE in which ``*`` alone stands for anything."""
    return literally(text).replace("*", "%")


def _inside(text: str) -> str:
    return f"%{_like(text)}%"


def _parts(keys: Keys) -> Iterable[tuple[CardKey, ...]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield tuple(keys[start : start + _AT_ONCE])
