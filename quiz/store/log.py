"""The log: what was answered, done and taken back. Each row is one durable step with the state it leads to."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast

from quiz.errors import OvertakenError, StoreError
from quiz.model.ids import CardId
from quiz.model.memory import NEW, CardState, Instant, StudyDay
from quiz.model.review import Action, ActionKind, EventId, Retraction, Review, ReviewKind
from quiz.store.database import Database, Row, Value
from quiz.store.moves import moved
from quiz.store.rows import (
    LOG_COLUMNS,
    NO_STATE,
    STATE,
    flags_after,
    review_from,
    review_values,
    state_from,
    state_values,
)

Fold = Callable[[Sequence[Review]], CardState]
"""Makes the state of a card from its answers, in the order of time.

Answers of which each begins with the state the one before ended with lead to when the last one says; their memory is
what the parameters in force make of them all.
"""

_COLUMNS = ", ".join("card.id" if name == "card" else f"review.{name}" for name in LOG_COLUMNS)
_FROM = "FROM review JOIN card ON card.key = review.card"
KEPT = "NOT EXISTS (SELECT 1 FROM retraction WHERE target = review.id)"
"""Answers that were not taken back."""
COUNTS = """
    NOT EXISTS (SELECT 1 FROM action WHERE kind = 'reset' AND action.card = review.card
                AND (action.at, action.id) > (review.at, review.id)
                AND NOT EXISTS (SELECT 1 FROM retraction WHERE target = action.id))
"""
"""What makes a state: the answers since a card was last begun anew."""
_ADD_REVIEW = f"INSERT INTO review ({', '.join(LOG_COLUMNS)}) VALUES ({', '.join('?' * len(LOG_COLUMNS))})"  # noqa: S608
SET_STATE = f"UPDATE card SET {', '.join(f'{name} = ?' for name in STATE)} WHERE key = ?"  # noqa: S608
_STORED = f"SELECT key, {', '.join(STATE)} FROM card WHERE id = ?"  # noqa: S608
_ASKED = f"""
    SELECT EXISTS (SELECT 1 FROM action WHERE kind = 'reset' AND action.card = key AND (at, id) > (:at, :id)
                   AND NOT EXISTS (SELECT 1 FROM retraction WHERE target = action.id)), key, {", ".join(STATE)}
    FROM card WHERE card.id = :card
"""  # noqa: S608
"""Whether a card was begun anew later than an answer to it, and how it stands."""
_STATE_OF = f"SELECT {', '.join(STATE)} FROM card WHERE key = ?"  # noqa: S608
_PREVIOUS = f"""
    SELECT {", ".join(f"after_{name}" for name in STATE)} FROM review
    WHERE card = ?1 AND kind <> 'cram' AND (at, id) < (?2, ?3) AND {KEPT} AND {COUNTS} ORDER BY at DESC, id DESC LIMIT 1
"""  # noqa: S608
_NOT_RETRACTED = "NOT EXISTS (SELECT 1 FROM retraction WHERE target = action.id)"
_AT_ONCE = 500
"""Rows that are looked up and written together."""

Watch = Callable[[int], None]
"""Is told how many rows were written so far; when it raises, none of them stay."""


def record(db: Database, review: Review, device: str) -> None:
    """Add an answer, and give the card the state after it, unless it was asked outside the schedule.

    OvertakenError, with nothing written, when the card is not in the state any more in which it was asked.
    """
    with db.transaction():
        asked = db.row(_ASKED, {"id": review.id, "at": review.at, "card": review.card})
        begun_anew, key, *stored = asked or (False, *_stored(db, review.card))
        key = cast("int", key)
        if review.kind is not ReviewKind.CRAM and tuple(stored) != state_values(review.before):
            raise OvertakenError
        at = _after_reset(db, key) if begun_anew else review.at
        db.run(_ADD_REVIEW, review_values(review if at == review.at else replace(review, at=at), key, device))
        if review.kind is not ReviewKind.CRAM:
            db.run(SET_STATE, (*state_values(review.after), key))


def _after_reset(db: Database, key: int) -> Instant:
    """Return a moment behind the reset of a card that was made by a clock that is ahead.

    An answer of the true moment would count as one of those before the reset. The state after it still tells when it
    was given.
    """
    sql = "SELECT max(at) FROM (SELECT at FROM action WHERE card = ?1 UNION ALL SELECT at FROM review WHERE card = ?1)"
    last = cast("tuple[int]", db.row(sql, (key,)))
    return Instant(last[0] + 1)


def act(db: Database, actions: Sequence[Action], device: str, watch: Watch | None = None) -> None:
    """Add things done to cards, all of them or none, and set what follows from them."""
    with db.transaction():
        for start in range(0, len(actions), _AT_ONCE):
            part = actions[start : start + _AT_ONCE]
            _act(db, part, device)
            if watch is not None:
                watch(start + len(part))


def _act(db: Database, actions: Sequence[Action], device: str) -> None:
    keys = _keys_of(db, [action.card for action in actions])
    db.run_many(
        "INSERT INTO action (id, card, at, day, kind, device) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (action.id, keys[action.card], at, action.day, action.kind.value, action.device or device)
            for action, at in zip(actions, _after_all(db, keys, actions), strict=True)
        ],
    )
    anew = [keys[action.card] for action in actions if action.kind is ActionKind.RESET]
    db.run_many(SET_STATE, [(*state_values(NEW), key) for key in anew])
    _set_flags(db, [*keys.values()])


def _after_all(db: Database, keys: Mapping[CardId, int], actions: Sequence[Action]) -> list[Instant]:
    """Return the moments of actions, each moved behind what was done to its card before.

    What another device did may lie in what is the future here, because a clock is wrong; the action would come to
    nothing.
    """
    done = _later(db, "action", keys, actions)
    resets = [action for action in actions if action.kind is ActionKind.RESET]
    answered = _later(db, "review", keys, resets) if resets else {}
    moments: list[Instant] = []
    for action in actions:
        key, at = keys[action.card], action.at
        for last in (done.get(key), answered.get(key) if action.kind is ActionKind.RESET else None):
            if last is not None and last > (at, action.id):
                at = Instant(last[0] + 1)
        moments.append(at)
    return moments


def _later(
    db: Database, table: str, keys: Mapping[CardId, int], actions: Sequence[Action]
) -> dict[int, tuple[int, str]]:
    """Return moment and id of the last row of each card that is not older than the first of ``actions``."""
    cards = [keys[action.card] for action in actions]
    sql = f"SELECT card, at, id FROM {table} WHERE card IN ({_marks(cards)}) AND at >= ? ORDER BY at, id"  # noqa: S608
    rows = db.rows(sql, (*cards, min(action.at for action in actions)))
    return {key: (at, row) for key, at, row in cast("list[tuple[int, int, str]]", rows)}


def retract(
    db: Database, retractions: Sequence[Retraction], fold: Fold | None, device: str, watch: Watch | None = None
) -> None:
    """Take back answers and actions, all of them or none.

    The card of an answer gets the state it had before. If another program has kept a later answer to the card, it
    gets what ``fold`` makes of the answers that are left, and so does a card that was begun anew. ValueError if that
    is needed and there is no ``fold``, or if there is no such row.
    """
    with db.transaction():
        for start in range(0, len(retractions), _AT_ONCE):
            part = retractions[start : start + _AT_ONCE]
            _retract(db, part, fold, device)
            if watch is not None:
                watch(start + len(part))


def _retract(db: Database, retractions: Sequence[Retraction], fold: Fold | None, device: str) -> None:
    db.run_many(
        "INSERT INTO retraction (id, target, at, device) VALUES (?, ?, ?, ?)",
        [(row.id, row.target, row.at, row.device or device) for row in retractions],
    )
    targets = [row.target for row in retractions]
    states = ", ".join(f"{side}_{name}" for side in ("before", "after") for name in STATE)
    sql = f"SELECT id, card, kind, at, {states} FROM review WHERE id IN ({_marks(targets)})"  # noqa: S608
    answers = {row[0]: row[1:] for row in db.rows(sql, targets)}
    others = [target for target in targets if target not in answers]
    sql = f"SELECT id, card, kind FROM action WHERE id IN ({_marks(others)})"  # noqa: S608
    actions = {row: (cast("int", key), kind) for row, key, kind in (db.rows(sql, others) if others else ())}
    for target in targets:
        if target in answers:
            key, kind, at, *states = answers[target]
            if kind != ReviewKind.CRAM.value:
                now = _state_before(db, (key, at, target), states, fold)
                db.run(SET_STATE, (*state_values(now), key))
        elif target not in actions:
            raise ValueError(f"no row {target} in the log")
        elif actions[target][1] == ActionKind.RESET.value:
            key = actions[target][0]
            db.run(SET_STATE, (*state_values(state_now(db, key, fold)), key))
    if actions:
        _set_flags(db, [*{key for key, _ in actions.values()}])


def _state_before(db: Database, target: Row, states: Sequence[Value], fold: Fold | None) -> CardState:
    """Return the state of a card without one of its answers, which other devices may have answered beside it.

    ``states`` are the columns of both sides of the answer.
    """
    key, before, after = cast("int", target[0]), tuple(states[: len(STATE)]), tuple(states[len(STATE) :])
    if fold is not None:
        if _is_last(db, target, before, after):
            return moved(db, key, state_from(before))
        return state_now(db, key, fold)
    later = db.row(
        f"""SELECT 1 FROM review WHERE card = ?1 AND kind <> 'cram' AND (at, id) > (?2, ?3) AND {KEPT}
            UNION ALL SELECT 1 FROM action WHERE card = ?1 AND kind = 'reset' AND (at, id) > (?2, ?3)""",  # noqa: S608
        target,
    )
    return state_from(before) if later is None else state_now(db, key, None)


def _is_last(db: Database, target: Row, before: Row, after: Row) -> bool:
    """Tell whether an answer led to the state its card has, from that to which the one before it had led.

    Then nothing came between or behind, and the parameters are those of then: what the log makes of the answers that
    are left need not be reckoned.
    """
    if db.row(_STATE_OF, target[:1]) != after:
        return False
    previous = db.row(_PREVIOUS, target)
    return (NO_STATE if previous is None else previous) == before


def state_now(db: Database, key: int, fold: Fold | None) -> CardState:
    """Return what the answers to a card make of it that are kept and were given since it was last begun anew."""
    if fold is None:
        raise ValueError("the card was answered again since, or begun anew")
    where = f"review.card = ? AND review.kind <> 'cram' AND {KEPT} AND {COUNTS}"
    sql = f"SELECT {_COLUMNS} {_FROM} WHERE {where} ORDER BY at, review.id"
    return moved(db, key, fold([review_from(row) for row in db.rows(sql, (key,))]))


def reviews(
    db: Database,
    keys: Sequence[int] | None = None,
    since_day: StudyDay | None = None,
    card: CardId | None = None,
    *,
    ids: Sequence[EventId] | None = None,
    retracted: bool = False,
) -> Iterator[Review]:
    """Yield answers in the order of their ids, which is that of time; those of one card strictly by time.

    Without ``retracted``, those that were taken back are left out.
    """
    where, values = ["1" if retracted else KEPT], list[int | str]()
    if keys is not None:
        where.append(f"card.deck IN ({', '.join('?' * len(keys))})")
        values += keys
    if since_day is not None:
        where.append("review.day >= ?")
        values.append(since_day)
    if card is not None:
        where.append("card.id = ?")
        values.append(card)
    if ids is not None:
        where.append(f"review.id IN ({', '.join('?' * len(ids))})")
        values += ids
    order = "review.id" if card is None else "review.at, review.id"
    sql = f"SELECT {_COLUMNS} {_FROM} WHERE {' AND '.join(where)} ORDER BY {order}"
    return (review_from(row) for row in db.stream(sql, values))


def actions(db: Database, card: CardId | None = None, *, ids: Sequence[EventId] | None = None) -> Iterator[Action]:
    """Yield everything done to cards besides answering them, taken back or not, in the order of ids.

    Of one ``card``, only what was not taken back.
    """
    sql = "SELECT action.id, card.id, at, day, kind, device FROM action JOIN card ON card.key = action.card"
    if card is not None:
        sql += " WHERE card.id = ? AND NOT EXISTS (SELECT 1 FROM retraction WHERE target = action.id)"
    if ids is not None:
        sql += f" WHERE action.id IN ({', '.join('?' * len(ids))})"
    found = db.stream(f"{sql} ORDER BY action.id", (*(() if card is None else (card,)), *(ids or ())))
    rows = cast("Iterator[tuple[str, str, int, int, str, str]]", found)
    for row, name, at, day, kind, device in rows:
        yield Action(
            id=EventId(row),
            card=CardId(name),
            at=Instant(at),
            day=StudyDay(day),
            kind=ActionKind(kind),
            device=device,
        )


def retractions(db: Database, *, ids: Sequence[EventId] | None = None) -> Iterator[Retraction]:
    """Yield what was taken back, in the order of ids."""
    where = "" if ids is None else f"WHERE id IN ({', '.join('?' * len(ids))})"
    sql = f"SELECT id, target, at, device FROM retraction {where} ORDER BY id"  # noqa: S608
    for row, target, at, device in cast("Iterator[tuple[str, str, int, str]]", db.stream(sql, ids or ())):
        yield Retraction(id=EventId(row), target=EventId(target), at=Instant(at), device=device)


def last_event(db: Database) -> Instant | None:
    """Return when the newest row of the log was made: what the clock should be past."""
    row = db.row("SELECT max(at) FROM (SELECT max(at) AS at FROM review UNION ALL SELECT max(at) FROM action)")
    return None if row is None else cast("Instant | None", row[0])


def remake(db: Database, key: int, fold: Fold) -> bool:
    """Make the state and flags of one card anew from the log; tell whether they are different now."""
    columns = f"SELECT suspended, buried_day, marked, {', '.join(STATE)} FROM card WHERE key = ?"  # noqa: S608
    before = db.row(columns, (key,))
    db.run(SET_STATE, (*state_values(state_now(db, key, fold)), key))
    _set_flags(db, [key])
    return db.row(columns, (key,)) != before


def _set_flags(db: Database, keys: Sequence[int]) -> None:
    done: dict[int, list[tuple[Value, Value]]] = {key: [] for key in keys}
    sql = f"SELECT card, kind, day FROM action WHERE card IN ({_marks(keys)}) AND {_NOT_RETRACTED} ORDER BY at, id"  # noqa: S608
    for key, kind, day in cast("list[tuple[int, str, int]]", db.rows(sql, keys)):
        done[key].append((kind, day))
    flags = {key: flags_after(actions) for key, actions in done.items()}
    db.run_many(
        "UPDATE card SET suspended = ?, buried_day = ?, marked = ? WHERE key = ?",
        [(each.suspended, each.buried_day, each.marked, key) for key, each in flags.items()],
    )


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _keys_of(db: Database, cards: Sequence[CardId]) -> dict[CardId, int]:
    """Return the keys of cards; those that no file was seen to hold get one as well."""
    sql = f"SELECT id, key FROM card WHERE id IN ({_marks(cards)})"  # noqa: S608
    known = dict(cast("list[tuple[CardId, int]]", db.rows(sql, cards)))
    return {card: known[card] if card in known else key_of(db, card) for card in cards}


def key_of(db: Database, card: CardId) -> int:
    """Return the key of a card; one that no file was seen to hold gets one as well."""
    return _stored(db, card)[0]


def _stored(db: Database, card: CardId) -> tuple[int, *Row]:
    """Return the key and the state of a card; one that no file was seen to hold gets a key as well."""
    row = db.row(_STORED, (card,))
    if row is None:
        db.run("INSERT INTO card (id) VALUES (?)", (card,))
        row = db.row(_STORED, (card,))
    if row is None:
        raise StoreError(f"The database {db.path} does not keep what is written to it.")
    return cast("tuple[int, *Row]", row)
