"""What statistics are made from: the log summed up by day, and the cards as they stand."""

import json
import sys
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple, cast

from quiz.model.ids import CardId, DeckId
from quiz.model.memory import Phase, StudyDay
from quiz.search.fold import fold
from quiz.store.card_sums import DIFFICULTY, IN_REVIEW, INTERVAL, STABILITY, card_sums, cards_to_count, gone, gone_of
from quiz.store.database import Database, Value, literally
from quiz.store.day_sums import ANSWERED, Answered, Pack, day_sums, days_to_sum
from quiz.store.log import COUNTS, KEPT


class Fared(NamedTuple):
    """How cards have fared that share all of what cards are grouped by."""

    deck: DeckId
    title: str
    source: str | None
    """JSON, of the deck."""
    tags: str
    """Each between two line ends."""
    rule: str
    cards: "list[tuple[int, int, int, float | None, float | None]]"
    """Whether each is suspended, its answers, lapses and difficulty, and how many of its own stabilities have gone by
    since it was answered last; the last two are ``None`` for a card that was never answered."""


class Wrong(NamedTuple):
    """A wrong answer, as often as it was given to a card."""

    card: CardId
    typed: str
    times: int


class Histograms(NamedTuple):
    """How many cards have which value; the first four are about cards in review that are not suspended."""

    intervals: Mapping[int, int]
    """In days."""
    stabilities: Mapping[int, int]
    """Rounded down to days, long ones to hundreds of days."""
    gone: Sequence[tuple[float, int]]
    """How many of their own stabilities lie between the last answer and today, rounded to a hundredth, which moves a
    chance of recall by less than a thousandth."""
    difficulties: Mapping[int, int]
    """In tenths."""
    added: Mapping[StudyDay, int]
    """By the study day on which they were first seen."""
    places: Mapping[str, int]
    """Of all cards: the phase, ``new`` or ``suspended``."""
    due: Mapping[StudyDay, int]
    """Of the answered cards that are not suspended: the study day they come back on."""


_PACKED = f"""
    CASE WHEN {IN_REVIEW} THEN
        min({INTERVAL}, 65535) | (({STABILITY}) << 16) | (({{gone}}) << 32) | ({DIFFICULTY} << 48)
    END
"""
"""Interval, stability, stabilities gone by and difficulty of a card in review, 16 bits each."""
_PHASES = frozenset(Phase)
_OFTEN = 4
"""Lapses from which on a card is forgotten again and again: half of what makes a leech by default."""


class Progress:
    """Reads what a statistic is about: some decks or all, and of them the cards with some tags or all."""

    def __init__(self, db: Database, decks: Sequence[DeckId] | None, tags: Sequence[str]) -> None:
        """Read from ``db``. Without ``decks`` and ``tags``, answers to cards that are in no deck any more count too."""
        self._db = db
        self._decks = decks
        self._tags = tags
        self._values: list[Value] = []
        conditions: list[str] = []
        if decks is not None:
            marks = ", ".join("?" * len(decks))
            conditions.append(f"card.deck IN (SELECT key FROM deck WHERE id IN ({marks}))")  # noqa: S608 - values
            self._values += decks
        if tags:
            likes = " OR ".join("tags LIKE ? ESCAPE '\\'" for _ in tags)
            conditions.append(f"card.key IN (SELECT card FROM card_text WHERE {likes})")  # noqa: S608 - values
            self._values += [f"%\n{literally(fold(tag))}\n%" for tag in tags]
        self._where = " AND ".join(conditions) or "1"
        self._in_files = f"card.deck NOT NULL AND {self._where}"

    def days(self, *, today: StudyDay, rule: str, pack: Pack) -> Iterator[tuple[StudyDay, bytes]]:
        """Yield packed sums of study days, of which several may be of one day; see `day_sums`."""
        if not self._tags:
            yield from day_sums(self._db, self._decks, today=today, rule=rule, pack=pack)
            return
        sql = f"""SELECT {ANSWERED} FROM review JOIN card ON card.key = review.card
                  WHERE {self._where} AND {KEPT} ORDER BY day, review.id"""  # noqa: S608
        rows = (Answered(*row) for row in self._stream(sql))
        for day, answers in groupby(rows, key=lambda row: row.day):
            yield day, pack(day, [*answers])

    def to_sum_up(self, today: StudyDay, rule: str) -> tuple[int, int]:
        """Return how many days and cards have to be looked at before the sums are kept that are not kept yet."""
        return days_to_sum(self._db, today, rule), cards_to_count(self._db)

    def histograms(self, today: StudyDay, decks: Sequence[DeckId] | None) -> Histograms:
        """Return the cards, those of some decks of the scope or of all of it, by what is known of them."""
        sums = None if self._tags else card_sums(self._db, self._decks if decks is None else decks, today)
        if sums is None:
            return self.all_counted(today, decks)
        found: dict[str, Counter[int]] = {name: Counter() for name in ("interval", "stability", "gone", "difficulty")}
        found["added"] = Counter()
        places, due = Counter[str](), Counter[int]()
        for what, value, number in sums:
            if what in found:
                found[what][value] = number
            else:
                places[what] += number
                if what in _PHASES:
                    due[value] += number
        return Histograms(
            intervals=found["interval"],
            stabilities=found["stability"],
            gone=[(gone_of(code), number) for code, number in found["gone"].items()],
            difficulties=found["difficulty"],
            added=cast("Mapping[StudyDay, int]", found["added"]),
            places=places,
            due=cast("Mapping[StudyDay, int]", due),
        )

    def all_counted(self, today: StudyDay, decks: Sequence[DeckId] | None) -> Histograms:
        """Return the same from a look at each card.

        Each becomes one number that holds four, and SQLite strings the numbers together: a row a card, or a sorter for
        each of the four, would take several times as long.
        """
        where, values = self._of(decks)
        whole = "NOT INDEXED" if self._are_many(decks) else ""
        packed = _PACKED.format(gone=gone(today))
        sql = f"SELECT group_concat({packed}), group_concat(added_day) FROM card {whole} WHERE {where}"  # noqa: S608
        row = self._db.row(sql, values)
        cards, days = row or ("", "")
        parts = memoryview(array("q", json.loads(f"[{cards or ''}]"))).cast("B").cast("H")
        order = range(4) if sys.byteorder == "little" else range(3, -1, -1)
        intervals, stabilities, codes, difficulties = (Counter(parts[place::4].tolist()) for place in order)
        places, due = Counter[str](), Counter[StudyDay]()
        sql = f"""SELECT suspended, phase, due_day, count(*) FROM card WHERE {where}
                  GROUP BY deck, suspended, phase, due_day"""  # noqa: S608 - values, as above
        rows = cast("Iterator[tuple[int, str | None, StudyDay, int]]", self._db.stream(sql, values))
        for suspended, phase, day, number in rows:
            places["suspended" if suspended else phase or "new"] += number
            if not suspended and phase is not None:
                due[day] += number
        return Histograms(
            intervals=intervals,
            stabilities=stabilities,
            gone=[(gone_of(code), number) for code, number in codes.items()],
            difficulties=difficulties,
            added=Counter(json.loads(f"[{days or ''}]")),
            places=places,
            due=due,
        )

    def on_steps(self) -> Iterator[tuple[DeckId, StudyDay, float]]:
        """Yield deck, day of the last answer and stability of the cards that were answered and are not in review."""
        sql = f"""SELECT deck.id, last_day, stability FROM deck CROSS JOIN card ON card.deck = deck.key
                  WHERE {self._where} AND suspended = 0 AND phase IN ('learning', 'relearning')"""  # noqa: S608
        return self._stream(sql)

    def memories(self, decks: Sequence[DeckId] | None) -> Iterator[tuple[int, StudyDay, float]]:
        """Yield card, study day and stability after each answer that makes a state, in the order they were given.

        Those of some decks of the scope, or of all of it.
        """
        where, values = self._of(decks)
        some = self._tags or self._decks is not None or decks is not None
        if some or self._db.row("SELECT 1 FROM card WHERE deck IS NULL AND phase NOT NULL LIMIT 1"):
            # The sign keeps SQLite from looking up the answers of each card where most of them are read anyway.
            where = f"{'+' if self._are_many(decks) else ''}review.card IN (SELECT key FROM card WHERE {where})"  # noqa: S608
        else:
            where, values = "1", []
        counts = COUNTS if self._db.row("SELECT 1 FROM action WHERE kind = 'reset' LIMIT 1") else "1"
        sql = f"""SELECT review.card, day, after_stability FROM review
                  WHERE {where} AND kind <> 'cram' AND {KEPT} AND {counts} ORDER BY review.id"""  # noqa: S608
        return self._db.stream(sql, values)  # pyright: ignore[reportReturnType] - as the table has them

    def fared(self, today: StudyDay) -> Iterator[Fared]:
        """Yield how the cards of the deck files have fared, in the order of the decks."""
        sql = f"""SELECT card.deck, tags, rule, suspended, ifnull(reps, 0), ifnull(lapses, 0), difficulty,
                         max({today:d} - last_day, 0) / stability
                  FROM card LEFT JOIN card_text ON card_text.card = card.key WHERE {self._in_files}"""  # noqa: S608
        found: dict[tuple[int, str, str], list[tuple[int, int, int, float | None, float | None]]] = {}
        for deck, tags, rule, *fared in self._stream(sql):
            found.setdefault((deck, tags or "", rule or ""), []).append(tuple(fared))
        decks = self._db.rows("SELECT key, id, title, source FROM deck ORDER BY path")
        named = cast("dict[int, tuple[DeckId, str, str | None]]", {deck: rest for deck, *rest in decks})
        places = {deck: place for place, deck in enumerate(named)}
        for deck, tags, rule in sorted(found, key=lambda key: places[key[0]]):
            yield Fared(*named[deck], tags, rule, found[deck, tags, rule])

    def tried(self) -> "Iterator[tuple[str, int, int, int]]":
        """Yield how the cards of each template have fared that were answered or put away, over all decks there are.

        How many there are, how many of them are suspended or were deleted after an answer, and how many of the others
        were forgotten again and again. Cards of a deck that is gone say nothing: all of them went with it.
        """
        away = "(suspended = 1 OR card.deck IS NULL)"
        sql = f"""SELECT rule, count(*), sum({away}), sum(NOT {away} AND lapses >= {_OFTEN})
                  FROM card_text JOIN card ON card.key = card_text.card
                  WHERE rule <> '' AND (phase NOT NULL OR suspended = 1) AND (card.deck NOT NULL OR EXISTS (
                      SELECT 1 FROM deck WHERE substr(card.id, 1, length(deck.id) + 1) = deck.id || '/'))
                  GROUP BY rule"""  # noqa: S608 - made of constants
        return cast("Iterator[tuple[str, int, int, int]]", self._db.stream(sql))

    def facts(self) -> Iterator[tuple[CardId, StudyDay | None, float | None]]:
        """Yield every card of deck files in their order, with its last study day and stability if it was answered."""
        return self._stream(f"""SELECT card.id, last_day, stability FROM card WHERE {self._in_files}
                                ORDER BY card.deck, place""")  # noqa: S608

    def saying(self, text: str, most: int) -> list[CardId]:
        """Return cards of all deck files that have a folded text in question, answers or evidence, at most so many."""
        sql = """SELECT card.id FROM card_text JOIN card ON card.key = card_text.card
                 WHERE card.deck NOT NULL AND text LIKE ? ESCAPE '\\' LIMIT ?"""
        rows = cast("list[tuple[CardId]]", self._db.rows(sql, (f"%{literally(text)}%", most)))
        return [card for (card,) in rows]

    def lapsed(self, least: int) -> list[tuple[CardId, DeckId, int, bool]]:
        """Return the cards that were forgotten so often at least, worst first: id, deck, lapses, whether suspended."""
        sql = f"""SELECT card.id, deck.id, lapses, suspended FROM card JOIN deck ON deck.key = card.deck
                  WHERE {self._where} AND lapses >= {max(1, least):d} ORDER BY lapses DESC, card.id"""  # noqa: S608
        rows = cast("Iterator[tuple[CardId, DeckId, int, int]]", self._stream(sql))
        return [(card, deck, lapses, bool(suspended)) for card, deck, lapses, suspended in rows]

    def wrong(self) -> list[Wrong]:
        """Return what was typed or chosen as a wrong answer to cards of deck files, the most frequent first."""
        sql = f"""SELECT card.id, typed, count(*) FROM review JOIN card ON card.key = review.card
                  WHERE {self._where} AND card.deck NOT NULL AND verdict = 'wrong' AND typed <> '' AND {KEPT}
                  GROUP BY review.card, typed ORDER BY count(*) DESC, max(review.id) DESC"""  # noqa: S608
        return [Wrong(*row) for row in cast("Iterator[tuple[CardId, str, int]]", self._stream(sql))]

    def _of(self, decks: Sequence[DeckId] | None) -> tuple[str, list[Value]]:
        """Return the condition that a card is of the scope, and of one of some decks."""
        if decks is None:
            return self._in_files, [*self._values]
        marks = ", ".join("?" * len(decks))
        where = f"{self._in_files} AND card.deck IN (SELECT key FROM deck WHERE id IN ({marks}))"  # noqa: S608 - values
        return where, [*self._values, *decks]

    def _are_many(self, decks: Sequence[DeckId] | None) -> bool:
        """Whether reading everything from end to end is faster than looking up the cards of some decks."""
        decks = self._decks if decks is None else decks
        if self._tags or decks is None:
            return not self._tags
        marks = ", ".join("?" * len(decks))
        sql = f"SELECT sum(cards) FILTER (WHERE id IN ({marks})) * 4 > sum(cards) FROM deck"  # noqa: S608 - values
        row = self._db.row(sql, tuple(decks))
        return bool(row and row[0])

    def _stream(self, sql: str) -> "Iterator[tuple[Any, ...]]":
        return self._db.stream(sql, self._values)
