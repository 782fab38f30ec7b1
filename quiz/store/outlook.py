"""What is told beside what is due now: how much was remembered, what comes, and days in a row.

Each answer reads no more than the days it is about, however long the log is.
"""

from collections.abc import Mapping
from typing import cast

from quiz.model.ids import CardId, DeckId
from quiz.model.memory import StudyDay
from quiz.store.database import Database

_KEPT = "NOT EXISTS (SELECT 1 FROM retraction WHERE target = review.id)"
_ON_DAY = f"EXISTS (SELECT 1 FROM review WHERE review.day = {{}} AND {_KEPT})"  # noqa: S608 - all made of constants
# Of several answers to a card on one day the first counts: with min() the other columns are those of its row.
_REMEMBERED = f"""
    SELECT deck.id, sum(rating > 1), sum(rating = 1) FROM (
        SELECT card, rating, min(review.id) FROM review
        WHERE day BETWEEN ? AND ? AND kind <> 'cram' AND before_phase IS NOT NULL
            AND (kind = 'review' OR before_due_day - before_last_day >= 1) AND {_KEPT}
        GROUP BY card, day
    ) AS first JOIN card ON card.key = first.card LEFT JOIN deck ON deck.key = card.deck AND asked GROUP BY deck.id
"""  # noqa: S608
_AHEAD = """
    SELECT deck.id, max(due_day, :first) AS day, count(*) FROM deck CROSS JOIN card
    WHERE asked AND card.deck = deck.key AND suspended = 0
        AND phase IN ('learning', 'review', 'relearning') AND due_day <= :last
    GROUP BY deck.key, day
"""
_DUE_DAYS = """
    SELECT due_day, count(*) FROM deck CROSS JOIN card
    WHERE asked AND card.deck = deck.key AND suspended = 0 AND phase = 'review' AND due_day BETWEEN ? AND ?
    GROUP BY due_day
"""
# The byte after the colon bounds the ids that begin with the note's and a colon.
_COMES_BACK = "id <> :card AND deck IS NOT NULL AND suspended = 0 AND phase = 'review'"
_SIBLING_DAYS = f"""
    SELECT due_day FROM card WHERE id = :note AND {_COMES_BACK}
    UNION ALL SELECT due_day FROM card WHERE id > :note || ':' AND id < :note || ';' AND {_COMES_BACK}
"""  # noqa: S608
_IN_A_ROW = f"""
    WITH RECURSIVE run (day) AS (
        SELECT :day WHERE {_ON_DAY.format(":day")}
        UNION ALL
        SELECT run.day - 1 FROM run WHERE {_ON_DAY.format("run.day - 1")}
    )
    SELECT count(*) FROM run
"""  # noqa: S608


class Outlook:
    """What has been answered of late, and what comes."""

    def __init__(self, db: Database) -> None:
        """Ask ``db``."""
        self._db = db

    def remembered(self, first: StudyDay, last: StudyDay) -> Mapping[DeckId | None, tuple[int, int]]:
        """Return how many answers of some days were remembered and how many not, by deck: Anki's true retention.

        ``None`` stands for cards that are in no deck any more.
        """
        rows = cast("list[tuple[DeckId | None, int, int]]", self._db.rows(_REMEMBERED, (first, last)))
        return {deck: (passed, failed) for deck, passed, failed in rows}

    def ahead(self, first: StudyDay, days: int) -> Mapping[DeckId, tuple[int, ...]]:
        """Return how many answered cards come due on each of ``days`` days, by deck.

        What is overdue is due on the first. Suspended cards are left out, and decks with nothing to come.
        """
        rows = self._db.rows(_AHEAD, {"first": first, "last": first + days - 1})
        found: dict[DeckId, list[int]] = {}
        for deck, day, number in cast("list[tuple[DeckId, int, int]]", rows):
            found.setdefault(deck, [0] * days)[day - first] = number
        return {deck: tuple(numbers) for deck, numbers in found.items()}

    def due_days(self, first: StudyDay, last: StudyDay) -> Mapping[StudyDay, int]:
        """Return how many cards in review come back on each of some days, in all decks; days with none are left out."""
        return dict(cast("list[tuple[StudyDay, int]]", self._db.rows(_DUE_DAYS, (first, last))))

    def sibling_days(self, card: CardId, note: str) -> frozenset[StudyDay]:
        """Return the days on which the other cards of ``note``, which is ``deck/note``, come back."""
        rows = cast("list[tuple[StudyDay]]", self._db.rows(_SIBLING_DAYS, {"note": note, "card": card}))
        return frozenset(day for (day,) in rows)

    def days_in_a_row(self, last: StudyDay) -> int:
        """Return on how many days in a row up to ``last`` something was answered; none if nothing was on that day."""
        row = self._db.row(_IN_A_ROW, {"day": last})
        return 0 if row is None else cast("int", row[0])
