"""Answers what is due: how many cards, which ones, and when the next one comes.

Counting and gathering read one index, ``card_due``, and only as far as the daily limits go.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from quiz.model.ids import CardId, DeckId
from quiz.model.memory import CardState, Instant, StudyDay
from quiz.srs.queue import Counts, QueueCard
from quiz.store.database import Database, Row
from quiz.store.index import deck_keys
from quiz.store.rows import STATE, Due, Flags, Limits, split_id, state_from

Room = tuple[int | None, int | None]
"""How many new cards and reviews all decks together may still have; ``None``: as many as the decks have."""
_AT_ONCE = 500
"""Cards asked for in one query."""

_NEW = "suspended = 0 AND phase IS NULL AND due_day IS NULL"
_STEPS = "suspended = 0 AND phase IN ('learning', 'relearning') AND due_day <= :day"
_REVIEWS = "suspended = 0 AND phase = 'review' AND due_day <= :day"
_OPEN = "buried_day IS NOT :day"

_COUNT = f"""
    SELECT id, key,
        (SELECT count(*) FROM (SELECT 1 FROM card WHERE deck = deck.key AND {_NEW} AND {_OPEN} LIMIT :new)),
        (SELECT count(*) FROM card WHERE deck = deck.key AND {_STEPS} AND {_OPEN}),
        (SELECT count(*) FROM (SELECT 1 FROM card WHERE deck = deck.key AND {_REVIEWS} AND {_OPEN} LIMIT :reviews))
    FROM deck WHERE asked
"""  # noqa: S608 - made of constants, here and below
_DONE = """
    SELECT card.deck, sum(review.kind = 'learn' AND review.before_phase IS NULL), sum(review.kind = 'review')
    FROM review JOIN card ON card.key = review.card
    WHERE review.day = ? AND NOT EXISTS (SELECT 1 FROM retraction WHERE target = review.id)
    GROUP BY card.deck
"""

_LATER = "SELECT min(due_day) FROM card WHERE deck = deck.key AND suspended = 0 AND due_day > :day AND phase = "
_NEXT = f"""
    SELECT id,
        EXISTS (SELECT 1 FROM card WHERE deck = deck.key AND {_STEPS} AND {_OPEN}),
        (SELECT min(due_at) FROM card WHERE deck = deck.key AND {_STEPS} AND {_OPEN}),
        EXISTS (SELECT 1 FROM card WHERE deck = deck.key AND {_STEPS}),
        EXISTS (SELECT 1 FROM card WHERE deck = deck.key AND {_NEW}),
        EXISTS (SELECT 1 FROM card WHERE deck = deck.key AND {_REVIEWS}),
        ({_LATER} 'learning'), ({_LATER} 'review'), ({_LATER} 'relearning')
    FROM deck WHERE asked
"""  # noqa: S608


def counts(db: Database, day: StudyDay, limits: Limits) -> Mapping[DeckId, Counts]:
    """Return what is still to come on ``day`` in every deck that is asked."""
    done = done_on(db, day)
    most, room = limits.most, room_in(limits, done)
    rows = db.rows(_COUNT, {"day": day, "new": most.new, "reviews": most.reviews})
    found: dict[DeckId, Counts] = {}
    for name, key, new, steps, reviews in cast("list[tuple[str, int, int, int, int]]", rows):
        left = left_of(limits.of(DeckId(name)), done.get(key))
        counted = Counts(new=min(new, left.new), learning=steps, review=min(reviews, left.reviews))
        found[DeckId(name)] = counted.within(*room)
    return found


def next_due(db: Database, day: StudyDay, limits: Limits) -> Mapping[DeckId, Due]:
    """Return when each deck has a card to ask after today's new cards and reviews are done.

    That is the first card that waits for its step on ``day``; without one, the next day if something was left over
    by the limits or is buried, or else the first day on which a card is due. Decks with nothing to come are left out.
    """
    rows = db.rows(_NEXT, {"day": day})
    found: dict[DeckId, Due] = {}
    for name, waits, at, *rest in rows:
        if waits:
            found[DeckId(cast("str", name))] = Due(day=day, at=cast("Instant | None", at))
            continue
        steps, new, reviews, *later = rest
        may = limits.of(DeckId(cast("str", name)))
        left_over = (
            steps,
            new and may.new and limits.total_new != 0,
            reviews and may.reviews and limits.total_reviews != 0,
        )
        days = [cast("int", value) for value in later if value is not None]
        days += [day + 1] if any(left_over) else []
        if days:
            found[DeckId(cast("str", name))] = Due(day=StudyDay(min(days)))
    return found


def done_on(db: Database, day: StudyDay) -> Mapping[int, Limits]:
    """Return what was done on ``day``, by the key of the deck."""
    rows = cast("list[tuple[int, int, int]]", db.rows(_DONE, (day,)))
    return {deck: Limits(new=new, reviews=reviews) for deck, new, reviews in rows}


def done_in(db: Database, day: StudyDay) -> Mapping[DeckId, Limits]:
    """Return what was done on ``day``, by deck."""
    done = done_on(db, day)
    return {deck: done[key] for deck, key in deck_keys(db, None) if key in done}


def answered_on(db: Database, day: StudyDay, decks: Iterable[int]) -> int:
    """Return how many cards of some decks, named by their keys, were answered on a day, practice aside."""
    keys = [*decks]
    sql = f"""SELECT count(DISTINCT card.key) FROM review JOIN card ON card.key = review.card
              WHERE review.day = ? AND review.kind <> 'cram' AND card.deck IN ({", ".join("?" * len(keys))})
              AND NOT EXISTS (SELECT 1 FROM retraction WHERE target = review.id)"""  # noqa: S608
    row = db.row(sql, (day, *keys))
    return 0 if row is None else cast("int", row[0])


def room_on(db: Database, day: StudyDay, limits: Limits) -> Room:
    """Return how many new cards and reviews all decks together may still have on ``day``."""
    return room_in(limits, done_on(db, day)) if limits.has_total else (None, None)


def room_in(limits: Limits, done: Mapping[int, Limits]) -> Room:
    """Return what is left for all decks together after what was done."""
    if not limits.has_total:
        return None, None
    new, reviews = sum(each.new for each in done.values()), sum(each.reviews for each in done.values())
    return (
        None if limits.total_new is None else max(0, limits.total_new - new),
        None if limits.total_reviews is None else max(0, limits.total_reviews - reviews),
    )


def left_of(limits: Limits, done: Limits | None) -> Limits:
    """Return what may still come of a deck today."""
    if done is None:
        return limits
    return Limits(new=max(0, limits.new - done.new), reviews=max(0, limits.reviews - done.reviews))


def to_ask(db: Database, cards: Sequence[CardId], day: StudyDay, *, put_away: bool) -> dict[CardId, CardState]:
    """Return the states of those of ``cards`` that can be asked on ``day``; those put away only with ``put_away``."""
    which = "deck IS NOT NULL" if put_away else "deck IS NOT NULL AND suspended = 0 AND buried_day IS NOT ?"
    more = () if put_away else (day,)
    found: dict[CardId, CardState] = {}
    for start in range(0, len(cards), _AT_ONCE):
        some = cards[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        sql = f"SELECT id, {', '.join(STATE)} FROM card WHERE id IN ({marks}) AND {which}"  # noqa: S608
        found |= {cast("CardId", row[0]): state_from(row[1:]) for row in db.rows(sql, (*some, *more))}
    return found


def queue_card(deck: DeckId, row: Row) -> QueueCard:
    """Return the card of a row of its id and the columns of its state."""
    card = cast("CardId", row[0])
    note = "/".join(split_id(card)) if ":" in card else card
    return QueueCard(card, note, deck, state_from(row[1:]))


def flags(db: Database, card: CardId) -> Flags:
    """Return what the learner has done to a card besides answering it."""
    row = db.row("SELECT suspended, buried_day, marked FROM card WHERE id = ?", (card,))
    if row is None:
        return Flags()
    return Flags(suspended=bool(row[0]), buried_day=cast("StudyDay | None", row[1]), marked=bool(row[2]))


def marked(db: Database) -> tuple[CardId, ...]:
    """Return the cards that carry a mark, in the order of their ids."""
    rows = db.rows("SELECT id FROM card WHERE marked = 1 AND deck IS NOT NULL ORDER BY id")
    return tuple(CardId(cast("str", row[0])) for row in rows)


def siblings(db: Database, card: CardId) -> tuple[CardId, ...]:
    """Return the other cards of the same note that stand in a file."""
    note = "/".join(split_id(card))
    rows = db.rows(
        # The byte after the colon bounds the ids that begin with the note's and a colon.
        "SELECT id FROM card WHERE (id = ?1 OR (id > ?1 || ':' AND id < ?1 || ';')) AND deck IS NOT NULL",
        (note,),
    )
    return tuple(CardId(cast("str", row[0])) for row in rows if row[0] != card)


def suspended_counts(db: Database) -> Mapping[DeckId, int]:
    """Return how many cards are suspended in each deck that can be asked."""
    sql = "SELECT id, (SELECT count(*) FROM card WHERE deck = deck.key AND suspended = 1) FROM deck WHERE asked"
    return {DeckId(cast("str", name)): cast("int", number) for name, number in db.rows(sql)}
