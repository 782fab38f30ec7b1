"""Finds the cards that a planned session is made of, and counts them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from quiz.model.ids import CardId, DeckId
from quiz.model.memory import StudyDay
from quiz.model.plan import MOST_AT_ONCE, MOST_BEFORE_EXAM, Plan, PlanKind
from quiz.srs.order import Ranked, take_turns
from quiz.srs.queue import Counts, QueueCard
from quiz.store.database import Database, Value
from quiz.store.index import deck_keys
from quiz.store.rows import STATE, Backlog, Limits
from quiz.store.study import Room, done_on, left_of, queue_card, room_on

_STEPS = "phase IN ('learning', 'relearning') AND due_day <= :until"
_REVIEWS = "phase = 'review' AND due_day <= :until"
_NEW = "phase IS NULL AND due_day IS NULL"
_SEEN = "phase IN ('learning', 'relearning', 'review')"
_FAILED = """card.key IN (
    SELECT card FROM review WHERE day = :day AND rating = 1
    AND NOT EXISTS (SELECT 1 FROM retraction WHERE target = review.id)
)"""

_IN_STUDY = "suspended = 0 AND buried_day IS NOT :day"
# Letters of other alphabets are compared as they stand.
_TAGGED = """EXISTS (
    SELECT 1 FROM face, json_each(face.text, '$[8]') AS tag WHERE face.card = card.key AND ({})
)"""
_ONE_TAG = "substr(lower(tag.value || '::'), 1, length(:tag{0}) + 2) = lower(:tag{0} || '::')"
_ENDANGERED = "(:on - last_day) / stability DESC, due_day, place"
_PRIME = 2_147_483_647
_DRAWN = f"key * :salt % {_PRIME}"
"""An order in which nobody sees one, another on each day: the multiples of a number by a prime."""
_BY_DAY = ("due_day", f", {_DRAWN}")
_BY_SAFETY = ("-max(:on - last_day, 0) / stability", f", stability, {_DRAWN}")
"""As `quiz.srs.order` has it: the fewer units of their stability have passed, the safer cards are."""
_BY_PLACE = ("place", "")
_FEW = 1_000
"""Cards that are found by their keys faster than they are carried along."""
_LATER = 366
"""Days to look ahead for what comes on top of a backlog."""

_Values = dict[str, Value]


@dataclass(frozen=True, slots=True)
class _Search:
    """Where cards are looked for, and how many are wanted."""

    decks: Mapping[int, DeckId]
    """By their keys."""
    clause: str
    most: int | None
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueCards:
    """The cards of a session within the limits of the day."""

    steps: tuple[QueueCard, ...]
    """On steps, within the day or longer."""
    reviews: tuple[Ranked, ...]
    """With the day each is due; if they are ``crowded``, with how safe it is."""
    new: tuple[Sequence[CardId], ...]
    """By deck, in the order of the files."""
    crowded: bool
    """Whether more reviews are due than a limit lets in."""


class Planned:
    """Finds and counts the cards of sessions."""

    def __init__(self, db: Database) -> None:
        """Ask ``db``."""
        self._db = db

    def gather(self, plan: Plan, day: StudyDay, limits: Limits) -> tuple[QueueCard, ...]:
        """Return the cards of a session that no limit of the day holds for; those that it does, `due` returns."""
        db = self._db
        cards: list[QueueCard] = []
        values = _values(plan, day)
        room = MOST_AT_ONCE if plan.budget is None else MOST_BEFORE_EXAM
        for search in _searches(db, plan, day, limits):
            found = _find(db, plan, search, values, order=search.order, most=room)
            room -= len(found)
            cards += found
        return tuple(cards)

    def due(self, plan: Plan, day: StudyDay, limits: Limits) -> DueCards:
        """Return the cards of a session within the limits of the day, new ones in the order of the file.

        Where more reviews are due than the limit of a deck, or of all decks together, lets in, they are the most
        endangered ones. Little more than the names is read of those that are not on steps.
        """
        db = self._db
        searches = list(_searches(db, plan, day, limits))
        values = {**_values(plan, day), "salt": _salt(day)}
        most_new, most_reviews = _room(db, plan, day, limits)
        narrow = most_reviews is not None and _reviews(db, plan, searches, values) > most_reviews
        seen = [search for search in searches if search.clause is _REVIEWS]
        crowded = narrow or any(_is_more(db, plan, search, values) for search in seen)
        order = _BY_SAFETY if crowded else _BY_DAY
        steps = [card for each in searches if each.clause is _STEPS for card in _find(db, plan, each, values, most=-1)]
        reviews = [ranked for search in seen for ranked in _names(db, plan, search, values, order)]
        new = [
            [name for name, _ in _names(db, plan, each, values, _BY_PLACE)] for each in searches if each.clause is _NEW
        ]
        if narrow:
            reviews = sorted(reviews, key=lambda ranked: ranked[1])[:most_reviews]
        if most_new is not None:
            new = take_turns(new, day, most_new)
        return DueCards(steps=tuple(steps), reviews=tuple(reviews), new=tuple(new), crowded=crowded)

    def count(self, plan: Plan, day: StudyDay, limits: Limits) -> Counts:
        """Return how many cards `due` or `gather` would return."""
        db = self._db
        total = Counts()
        for search in _searches(db, plan, day, limits):
            most = MOST_AT_ONCE - total.total if search.most is None else search.most
            rows = f"SELECT phase FROM card WHERE {_where(plan, search)} LIMIT :most"  # noqa: S608 - constants, here and below
            sql = f"SELECT sum(phase IS NULL), sum(phase = 'review'), count(*) FROM ({rows})"  # noqa: S608
            row = db.row(sql, {**_values(plan, day), "most": most})
            new, review, every = cast("tuple[int | None, int | None, int]", row)
            total += Counts(new=new or 0, learning=every - (new or 0) - (review or 0), review=review or 0)
        return total.within(*_room(db, plan, day, limits))

    def backlogs(self, day: StudyDay, limits: Limits, decks: Sequence[DeckId] | None = None) -> tuple[Backlog, ...]:
        """Return, for each of ``decks``, or of all, in which reviews are due, how many of them ``limits`` let in."""
        db = self._db
        done = done_on(db, day)
        where = f"deck = :deck AND {_IN_STUDY} AND phase = 'review'"
        found: list[Backlog] = []
        for deck, key in deck_keys(db, decks):
            row = db.row(f"SELECT count(*) FROM card WHERE {where} AND due_day <= :day", {"deck": key, "day": day})  # noqa: S608
            due = cast("int", row[0]) if row is not None else 0
            if not due and limits.total_reviews is None:
                continue
            so_far = done[key].reviews if key in done else 0
            today = min(due, left_of(limits.of(deck), done.get(key)).reviews)
            coming: tuple[int, ...] = ()
            if due > today or limits.total_reviews is not None:
                ahead = "due_day > :day AND due_day <= :last"
                sql = f"SELECT due_day - :day, count(*) FROM card WHERE {where} AND {ahead} GROUP BY due_day"  # noqa: S608
                rows = cast("list[tuple[int, int]]", db.rows(sql, {"deck": key, "day": day, "last": day + _LATER}))
                later = dict(rows)
                coming = tuple(later.get(days, 0) for days in range(1, _LATER + 1))
            a_day = limits.of(deck).reviews
            found.append(Backlog(deck=deck, due=due, today=today, a_day=a_day, done=so_far, coming=coming))
        return tuple(found)

    def tags(self, decks: Sequence[DeckId] | None = None) -> Mapping[str, int]:
        """Return the tags in ``decks``, or in all, with the number of cards of each, the most frequent first."""
        db = self._db
        keys = [key for _, key in deck_keys(db, decks)]
        sql = f"""SELECT tag.value, count(*) FROM card
                  JOIN face ON face.card = card.key, json_each(face.text, '$[8]') AS tag
                  WHERE suspended = 0 AND deck IN ({", ".join("?" * len(keys))})
                  GROUP BY tag.value ORDER BY count(*) DESC, tag.value"""  # noqa: S608
        return {str(name): cast("int", number) for name, number in db.rows(sql, keys)}


def _searches(db: Database, plan: Plan, day: StudyDay, limits: Limits) -> Iterator[_Search]:
    """Yield where the cards of a plan are found: deck by deck where limits hold, in all decks together otherwise."""
    decks = {key: deck for deck, key in deck_keys(db, plan.decks)}
    match plan.kind:
        case PlanKind.DUE | PlanKind.NEW:
            done = done_on(db, day)
            for key, deck in decks.items():
                left = left_of(limits.of(deck), done.get(key))
                if plan.kind is PlanKind.DUE:
                    yield _Search({key: deck}, _STEPS, -1)
                    yield _Search({key: deck}, _REVIEWS, left.reviews)
                yield _Search({key: deck}, _NEW, left.new)
        case PlanKind.AHEAD:
            yield _Search(decks, _STEPS, None)
            yield _Search(decks, _REVIEWS, None, _ENDANGERED)
        case PlanKind.FAILED:
            yield _Search(decks, _FAILED, None, "card.key")
        case PlanKind.CRAM:
            yield _Search(decks, _SEEN, None, _ENDANGERED)
            yield _Search(decks, _NEW, None, "deck, place")


def _where(plan: Plan, search: _Search) -> str:
    # What failed is found by its key; the plus keeps the index of the deck, which has far more cards, out of it.
    only = "+" if search.clause is _FAILED else ""
    parts = [f"{only}deck IN ({', '.join(map(str, search.decks))})", search.clause]
    if not plan.put_away:
        parts += [f"{only}suspended = 0", "buried_day IS NOT :day"]
    if plan.tags:
        parts.append(_TAGGED.format(" OR ".join(_ONE_TAG.format(number) for number in range(len(plan.tags)))))
    return " AND ".join(parts)


def _values(plan: Plan, day: StudyDay) -> _Values:
    until = day + plan.days if plan.kind is PlanKind.AHEAD else day
    named: _Values = {f"tag{number}": tag for number, tag in enumerate(plan.tags)}
    return {"day": day, "until": until, "on": max(plan.exam or day, day), **named}


def _room(db: Database, plan: Plan, day: StudyDay, limits: Limits) -> Room:
    """Return how many new cards and reviews of all decks together a session may have."""
    return room_on(db, day, limits) if plan.kind in {PlanKind.DUE, PlanKind.NEW} else (None, None)


def _reviews(db: Database, plan: Plan, searches: Sequence[_Search], values: _Values) -> int:
    """Return how many reviews the limits of the decks let in."""
    total = 0
    for search in searches:
        if search.clause is _REVIEWS:
            sql = f"SELECT count(*) FROM (SELECT 1 FROM card WHERE {_where(plan, search)} LIMIT :most)"  # noqa: S608
            row = db.row(sql, {**values, "most": search.most})
            total += 0 if row is None else cast("int", row[0])
    return total


def _is_more(db: Database, plan: Plan, search: _Search, values: _Values) -> bool:
    """Tell whether there are more cards than are wanted."""
    most = search.most or 0
    sql = f"SELECT count(*) FROM (SELECT 1 FROM card WHERE {_where(plan, search)} LIMIT :most)"  # noqa: S608
    row = db.row(sql, {**values, "most": most + 1})
    return row is not None and cast("int", row[0]) > most


def _find(db: Database, plan: Plan, search: _Search, values: _Values, *, order: str = "", most: int) -> list[QueueCard]:
    columns = ", ".join(("deck", "id", *STATE))
    wanted = f"FROM card WHERE {_where(plan, search)} {f'ORDER BY {order}' if order else ''} LIMIT :most"
    # The index alone tells which ones they are; the rows of the others are not looked at.
    by_key = f"FROM card WHERE key IN (SELECT key {wanted})"
    sql = f"SELECT {columns} {by_key if order == _ENDANGERED else wanted}"
    rows = db.rows(sql, {**values, "most": most})
    return [queue_card(search.decks[cast("int", row[0])], row[1:]) for row in rows]


def _names(db: Database, plan: Plan, search: _Search, values: _Values, order: tuple[str, str]) -> list[Ranked]:
    """Return the names of cards in an order, with what sorts them; the index alone tells which ones they are."""
    rank, then = order
    most = search.most or 0
    wanted = f"FROM card WHERE {_where(plan, search)} ORDER BY rank"
    if order is _BY_SAFETY and most <= _FEW:
        # The less SQLite has to carry of the many cards that do not come, the faster it finds the few that do.
        few = f"SELECT key AS found, {rank} AS rank {wanted} LIMIT :most"
        sql = f"SELECT id, rank FROM ({few}) CROSS JOIN card ON card.key = found ORDER BY rank{then}"  # noqa: S608
        return cast("list[Ranked]", db.rows(sql, {**values, "most": most}))
    return cast("list[Ranked]", db.some(f"SELECT id, {rank} AS rank {wanted}{then}", values, most))


def _salt(day: StudyDay) -> int:
    return (2 * day + 1) * 0x9E3779B1 % _PRIME
