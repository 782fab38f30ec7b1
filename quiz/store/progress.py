"""What statistics are made from: the log summed up by day, and the cards as they stand."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple, cast

from quiz.model.ids import CardId, DeckId
from quiz.model.memory import Instant, StudyDay
from quiz.search.fold import fold
from quiz.store.database import Database, Value
from quiz.store.log import COUNTS, KEPT


class Answered(NamedTuple):
    """An answer, as far as statistics look at it."""

    day: StudyDay
    card: int
    kind: str
    rating: int
    duration_ms: int
    interval: int | None
    """``None``: the card was new."""
    at: Instant


class Standing(NamedTuple):
    """A card of a deck file, as far as statistics look at it; what a new card has not is ``None``."""

    deck: DeckId
    phase: str | None
    suspended: int
    due_day: StudyDay | None
    last_day: StudyDay | None
    stability: float | None
    difficulty: float | None
    added_day: StudyDay | None


class Remembrance(NamedTuple):
    """The memory of a card after an answer."""

    card: int
    deck: DeckId
    day: StudyDay
    stability: float


class Fared(NamedTuple):
    """How a card has fared, with what it is grouped by."""

    deck: DeckId
    title: str
    source: str | None
    """JSON, of the deck."""
    tags: str
    """Each between two line ends."""
    rule: str
    suspended: int
    reps: int | None
    lapses: int | None
    last_day: StudyDay | None
    stability: float | None
    difficulty: float | None


class Wrong(NamedTuple):
    """A wrong answer, as often as it was given to a card."""

    card: CardId
    typed: str
    times: int


class Progress:
    """Reads what a statistic is about: some decks or all, and of them the cards with some tags or all."""

    def __init__(self, db: Database, decks: Sequence[DeckId] | None, tags: Sequence[str]) -> None:
        """Read from ``db``. Without ``decks`` and ``tags``, answers to cards that are in no deck any more count too."""
        self._db = db
        self._values: list[Value] = []
        conditions: list[str] = []
        if decks is not None:
            marks = ", ".join("?" * len(decks))
            conditions.append(f"card.deck IN (SELECT key FROM deck WHERE id IN ({marks}))")  # noqa: S608 - values
            self._values += decks
        if tags:
            likes = " OR ".join("tags LIKE ? ESCAPE '\\'" for _ in tags)
            conditions.append(f"card.key IN (SELECT card FROM card_text WHERE {likes})")  # noqa: S608 - values
            self._values += [f"%\n{_literally(fold(tag))}\n%" for tag in tags]
        self._where = " AND ".join(conditions) or "1"

    def days(self) -> Iterator[tuple[StudyDay, Iterator[Answered]]]:
        """Yield each study day with its answers, those not taken back, in the order they were given."""
        sql = f"""SELECT day, review.card, kind, rating, duration_ms,
                         CASE WHEN before_phase NOT NULL THEN before_due_day - before_last_day END, at
                  FROM review JOIN card ON card.key = review.card
                  WHERE {self._where} AND {KEPT} ORDER BY day, review.id"""  # noqa: S608
        rows = (Answered(*row) for row in self._stream(sql))
        return groupby(rows, key=lambda row: row.day)

    def standings(self) -> Iterator[Standing]:
        """Yield every card of the deck files, in no order."""
        sql = f"""SELECT deck.id, phase, suspended, due_day, last_day, stability, difficulty, added_day
                  FROM card JOIN deck ON deck.key = card.deck WHERE {self._where}"""  # noqa: S608
        return (Standing(*row) for row in self._stream(sql))

    def memories(self) -> Iterator[Remembrance]:
        """Yield the memory after each answer that makes a state, in the order they were given."""
        sql = f"""SELECT review.card, deck.id, day, after_stability
                  FROM review JOIN card ON card.key = review.card JOIN deck ON deck.key = card.deck
                  WHERE {self._where} AND kind <> 'cram' AND {KEPT} AND {COUNTS} ORDER BY day, review.id"""  # noqa: S608
        return (Remembrance(*row) for row in self._stream(sql))

    def fared(self) -> Iterator[Fared]:
        """Yield how every card of the deck files has fared."""
        sql = f"""SELECT deck.id, deck.title, deck.source, ifnull(tags, ''), ifnull(rule, ''), suspended, reps, lapses,
                         last_day, stability, difficulty
                  FROM card JOIN deck ON deck.key = card.deck LEFT JOIN card_text ON card_text.card = card.key
                  WHERE {self._where} ORDER BY deck.path, place"""  # noqa: S608
        return (Fared(*row) for row in self._stream(sql))

    def lapsed(self) -> list[tuple[CardId, DeckId, int, bool]]:
        """Return the cards that were forgotten at least once, worst first: id, deck, lapses, whether suspended."""
        sql = f"""SELECT card.id, deck.id, lapses, suspended FROM card JOIN deck ON deck.key = card.deck
                  WHERE {self._where} AND lapses > 0 ORDER BY lapses DESC, card.id"""  # noqa: S608
        rows = cast("Iterator[tuple[CardId, DeckId, int, int]]", self._stream(sql))
        return [(card, deck, lapses, bool(suspended)) for card, deck, lapses, suspended in rows]

    def wrong(self) -> list[Wrong]:
        """Return what was typed or chosen as a wrong answer to cards of deck files, the most frequent first."""
        sql = f"""SELECT card.id, typed, count(*) FROM review JOIN card ON card.key = review.card
                  WHERE {self._where} AND card.deck NOT NULL AND verdict = 'wrong' AND typed <> '' AND {KEPT}
                  GROUP BY review.card, typed ORDER BY count(*) DESC, max(review.id) DESC"""  # noqa: S608
        return [Wrong(*row) for row in cast("Iterator[tuple[CardId, str, int]]", self._stream(sql))]

    def _stream(self, sql: str) -> "Iterator[tuple[Any, ...]]":
        return self._db.stream(sql, self._values)


def _literally(text: str) -> str:
    """Return a text of which LIKE takes nothing for a pattern."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
