"""Keeps what the deck files hold, so that only a changed file is ever parsed again."""

import os
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import PurePath
from typing import TYPE_CHECKING, cast

from quiz.model.ids import CardId, DeckId
from quiz.model.memory import StudyDay
from quiz.model.text import one_line
from quiz.store.database import Database, Row, Value
from quiz.store.rows import STATE, DeckRow, Orphan, Stamp, state_from

if TYPE_CHECKING:
    from quiz.model.deck import Card, Deck, Source
    from quiz.model.plain import PlainNotes
    from quiz.store.sheet import Sheet

_AT_ONCE = 500
"""Cards asked for in one query."""
_PUT_DECK = """
    INSERT INTO deck (path, id, title, size, mtime_ns, sum, cards, unnamed, asked, problems, source)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (path) DO UPDATE SET id = excluded.id, title = excluded.title, size = excluded.size,
        mtime_ns = excluded.mtime_ns, sum = excluded.sum, cards = excluded.cards, unnamed = excluded.unnamed,
        asked = excluded.asked, problems = excluded.problems, source = excluded.source
"""
_KNOWN = """
    SELECT card.id, card.key, card.deck, place, face.text FROM card
    LEFT JOIN card_text ON card_text.card = key AND kind <> ''
    LEFT JOIN face ON face.card = card_text.card
"""
"""What cards show; nothing for those whose words cannot be searched yet."""
_PUT_FACE = """
    INSERT INTO face (card, text) VALUES (?, ?) ON CONFLICT (card) DO UPDATE SET text = excluded.text
"""
_PUT_TEXT = """
    INSERT INTO card_text (card, text, tags, rule, kind, source) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (card) DO UPDATE SET text = excluded.text, tags = excluded.tags, rule = excluded.rule,
        kind = excluded.kind, source = excluded.source
"""
_MANY = 5_000
"""So many new cards are worth making the indexes anew, if most cards are new."""
_DROP_UNKNOWN = """
    DELETE FROM card WHERE deck IS NULL AND phase IS NULL
    AND NOT EXISTS (SELECT 1 FROM review WHERE review.card = card.key)
    AND NOT EXISTS (SELECT 1 FROM action WHERE action.card = card.key)
"""


def stamps(db: Database) -> dict[str, Stamp]:
    """Return the stamp with which every known file was read, by path."""
    rows = db.stream("SELECT path, size, mtime_ns FROM deck")
    return {_name(path): Stamp(size=cast("int", size), mtime_ns=cast("int", mtime)) for path, size, mtime in rows}


def deck_rows(db: Database, family: DeckId | None = None) -> tuple[DeckRow, ...]:
    """Return all known deck files, or those of decks called ``family`` or ``family.N``, in the order of their paths."""
    named = "" if family is None else "WHERE id = ?1 OR (id > ?1 || '.' AND id < ?1 || '/')"  # next to each other
    rows = db.rows(
        f"SELECT path, id, title, cards, unnamed, asked, problems FROM deck {named} ORDER BY path",  # noqa: S608
        () if family is None else (family,),
    )
    return tuple(
        DeckRow(
            path=_name(path),
            id=DeckId(str(name)),
            title=str(title),
            cards=cast("int", cards),
            unnamed=cast("int", unnamed),
            broken=not asked,
            problems=tuple(str(problems).splitlines()),
        )
        for path, name, title, cards, unnamed, asked, problems in rows
    )


def sources(db: Database) -> Iterator[tuple[DeckRow, "Source | None"]]:
    """Yield every deck file that can be asked, with where its facts come from, however many there are."""
    from quiz.store.faces import unpack_source  # noqa: PLC0415 - 7 ms of JSON that counting does not pay

    rows = db.stream("SELECT path, id, title, cards, unnamed, source FROM deck WHERE asked ORDER BY path")
    for path, name, title, cards, unnamed, source in rows:
        row = DeckRow(
            path=_name(path),
            id=DeckId(str(name)),
            title=str(title),
            cards=cast("int", cards),
            unnamed=cast("int", unnamed),
            broken=False,
            problems=(),
        )
        yield row, unpack_source(str(source)) if source is not None else None


def paths_from(db: Database, source: "Source") -> tuple[str, ...]:
    """Return the deck files whose article was where that of ``source`` is; of those from nowhere, of the same text."""
    import json  # noqa: PLC0415 - 7 ms that counting does not pay

    place = one_line(source.url or source.path or "")  # as it is read back from a file
    rows = db.rows(
        # Looking for letters passes over a row in a fraction of the time that taking its JSON apart takes.
        "SELECT path FROM deck WHERE asked AND instr(source, ?1) > 0"
        " AND coalesce(nullif(json_extract(source, '$[2]'), ''), json_extract(source, '$[1]'), '') = ?2"
        " AND (?2 <> '' OR json_extract(source, '$[4]') = ?3) ORDER BY path",
        (json.dumps(place or source.sha256, ensure_ascii=False), place, source.sha256),
    )
    return tuple(_name(path) for (path,) in rows)


def index_deck(
    db: Database,
    path: str,
    stamp: Stamp,
    deck: "Deck",
    problems: Sequence[str],
    *,
    unnamed: int,
    day: StudyDay | None,
    plain: "PlainNotes | None" = None,
) -> None:
    """Replace what is known of a file by ``deck``, or by ``plain`` notes of it; states of cards stay with their ids.

    Vanished cards become orphans. When another file has the same deck id, that one keeps the cards, and this one is
    listed as broken. Files that are gone had better be forgotten first, so that a deck can move to another file.
    """
    from quiz.model.deck import cards_of  # noqa: PLC0415 - counting what is due needs no decks
    from quiz.store.sheet import sheet_of_cards, sheet_of_plain  # noqa: PLC0415 - 7 ms of JSON, as below

    with db.transaction():
        _let_others_in(db, path, deck.id)
        first = db.row(
            "SELECT path FROM deck WHERE id = ? AND path <> ? AND (asked OR cards)", (deck.id, os.fsencode(path))
        )
        if first is not None:
            message = (
                f"The deck id {deck.id} is that of {_name(first[0])} already. Give one of the two files another id."
            )
            _empty(db, path)
            _put_deck(db, path, stamp, deck, cards=0, unnamed=unnamed, problems=(message, *problems), asked=False)
            return
        sheet = sheet_of_cards(list(cards_of(deck))) if plain is None else sheet_of_plain(deck, plain)
        _put_deck(db, path, stamp, deck, cards=len(sheet.ids), unnamed=unnamed, problems=problems, asked=True)
        key = _key(db, path)
        before = {name for (name,) in db.rows("SELECT id FROM card WHERE deck = ?", (key,))}
        gone = before.difference(sheet.ids)
        db.run_many("UPDATE card SET deck = NULL WHERE id = ?", [(card,) for card in gone])
        _put_cards(db, deck.id, key, sheet, day)
        if gone:
            db.run(_DROP_UNKNOWN)


def _put_cards(db: Database, deck: DeckId, key: int | None, sheet: "Sheet", day: StudyDay | None) -> None:
    """Keep where cards stand, what they show and what they are searched by, of those that are new or changed."""
    # The byte after the slash bounds the ids that begin with the deck's and a slash.
    rows = db.stream(f"{_KNOWN} WHERE card.id > ?1 || '/' AND card.id < ?1 || '0'", (deck,))
    known = {name: others for name, *others in rows}
    if not known:
        _add_cards(db, key, sheet, range(len(sheet.ids)), day)
        return
    fresh: list[int] = []
    moved: list[Row] = []
    changed: list[int] = []
    keys: list[Value] = []
    for place, name in enumerate(sheet.ids):
        card = known.get(name)
        if card is None:
            fresh.append(place)
            continue
        if card[1] != key or card[2] != place:
            moved.append((key, place, card[0]))
        if card[3] != sheet.faces[place]:
            changed.append(place)
            keys.append(card[0])
    db.run_many("UPDATE card SET deck = ?, place = ? WHERE key = ?", moved)
    db.run_many(_PUT_FACE, zip(keys, (sheet.faces[place] for place in changed), strict=True))
    if changed:
        db.run_many(_PUT_TEXT, zip(keys, *sheet.words(changed), strict=True))
    if fresh:
        _add_cards(db, key, sheet, fresh, day)


def _add_cards(db: Database, deck: int | None, sheet: "Sheet", places: Sequence[int], day: StudyDay | None) -> None:
    from quiz.store.sheet import at  # noqa: PLC0415 - as above

    last = _number(db, "SELECT ifnull(max(key), 0) FROM card")
    number = len(places)
    keys = range(last + 1, last + 1 + number)
    # Counting takes the longer, the more cards there are: not for each of ten thousand decks.
    most_are_new = number > _MANY and number > _number(db, "SELECT count(*) FROM card")
    with db.in_bulk("card", "card_text") if most_are_new else nullcontext():
        columns = (keys, at(sheet.ids, places), [deck] * number, places, [day] * number)
        db.put_columns("INSERT INTO card (key, id, deck, place, added_day) VALUES", columns)
        db.put_columns("INSERT INTO face (card, text) VALUES", (keys, at(sheet.faces, places)))
        columns = (keys, *sheet.words(places))
        db.put_columns("INSERT INTO card_text (card, text, tags, rule, kind, source) VALUES", columns)


def is_known(db: Database, path: str, stamp: Stamp) -> bool:
    """Tell whether a file holds what it held when it was last read; if so, it is known by ``stamp`` from now on.

    A file that is to be read again for another reason is not known.
    """
    changed = db.run(
        "UPDATE deck SET size = ?, mtime_ns = ? WHERE path = ? AND sum = ? AND sum <> '' AND size >= 0",
        (stamp.size, stamp.mtime_ns, os.fsencode(path), stamp.sum),
    )
    return changed > 0


def index_broken(db: Database, path: str, stamp: Stamp, problem: str) -> None:
    """Note that a file cannot be read; its cards are kept and not asked."""
    from quiz.model.deck import Deck  # noqa: PLC0415

    stem = one_line(PurePath(path).stem)
    with db.transaction():
        known = db.run(
            "UPDATE deck SET size = ?, mtime_ns = ?, sum = '', asked = 0, problems = ? WHERE path = ?",
            (stamp.size, stamp.mtime_ns, one_line(problem), os.fsencode(path)),
        )
        if not known:
            deck = Deck(id=DeckId(stem), title=stem)
            _put_deck(db, path, stamp, deck, cards=0, unnamed=0, problems=(problem,), asked=False)


def forget_deck(db: Database, path: str) -> None:
    """Note that a file is gone; cards that have a history are kept."""
    with db.transaction():
        _let_others_in(db, path, None)
        _empty(db, path)
        db.run("DELETE FROM deck WHERE path = ?", (os.fsencode(path),))


def deck_keys(db: Database, decks: Sequence[DeckId] | None) -> list[tuple[DeckId, int]]:
    """Return the decks that are asked, of ``decks`` or of all, with their keys."""
    rows = db.rows("SELECT id, key FROM deck WHERE asked ORDER BY path")
    wanted = None if decks is None else set(decks)
    found = [(DeckId(str(name)), cast("int", key)) for name, key in rows]
    return [(name, key) for name, key in found if wanted is None or name in wanted]


def cards(db: Database, ids: Sequence[CardId]) -> "dict[CardId, Card]":
    """Return the cards with these ids, as their files had them; those that are unknown are left out."""
    from quiz.store.faces import unpack_card  # noqa: PLC0415 - 7 ms of JSON that counting does not pay

    found: dict[CardId, Card] = {}
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(part))
        sql = f"SELECT card.id, text FROM card JOIN face ON face.card = card.key WHERE card.id IN ({marks})"  # noqa: S608
        for name, text in cast("list[tuple[CardId, str]]", db.rows(sql, part)):
            found[name] = unpack_card(name, text)
    return found


def orphans(db: Database) -> Iterator[Orphan]:
    """Yield the cards that stand in no file, in the order of their ids."""
    from quiz.store.faces import unpack_card  # noqa: PLC0415 - 7 ms of JSON that counting does not pay

    columns = ", ".join(STATE)
    sql = f"SELECT id, text, {columns} FROM card LEFT JOIN face ON face.card = key WHERE deck IS NULL ORDER BY id"  # noqa: S608
    for name, text, *state in db.rows(sql):
        card = CardId(cast("str", name))
        prompt = unpack_card(card, str(text)).prompt if text is not None else ""
        yield Orphan(card=card, state=state_from(tuple(state)), prompt=prompt)


def prompts(db: Database) -> Iterator[tuple[CardId, str]]:
    """Yield each card that stands in a file, and what it asks."""
    from quiz.store.faces import unpack_card  # noqa: PLC0415 - as above

    rows = db.stream("SELECT id, text FROM card JOIN face ON face.card = key WHERE deck IS NOT NULL")
    for name, text in cast("Iterator[tuple[CardId, str]]", rows):
        yield name, unpack_card(name, text).prompt


def _let_others_in(db: Database, path: str, new: DeckId | None) -> None:
    """When a file gives up its deck id, have files that were refused for having the same id read again."""
    db.run(
        """UPDATE deck SET size = -1 WHERE NOT asked AND cards = 0 AND path <> ?1
           AND id = (SELECT id FROM deck WHERE path = ?1 AND id IS NOT ?2)""",
        (os.fsencode(path), new),
    )


def _put_deck(
    db: Database,
    path: str,
    stamp: Stamp,
    deck: "Deck",
    *,
    cards: int,
    unnamed: int,
    problems: Sequence[str],
    asked: bool,
) -> None:
    from quiz.store.faces import pack_source  # noqa: PLC0415 - 7 ms of JSON that counting does not pay

    lines = "\n".join(one_line(problem) for problem in problems)
    source = pack_source(deck.source)
    row: Row = (
        os.fsencode(path),
        deck.id,
        deck.title,
        stamp.size,
        stamp.mtime_ns,
        stamp.sum,
        cards,
        unnamed,
        asked,
        lines,
        source,
    )
    db.run(_PUT_DECK, row)


def _empty(db: Database, path: str) -> None:
    key = _key(db, path)
    if key is not None:
        db.run("UPDATE card SET deck = NULL WHERE deck = ?", (key,))
        db.run(_DROP_UNKNOWN)


def _key(db: Database, path: str) -> int | None:
    row = db.row("SELECT key FROM deck WHERE path = ?", (os.fsencode(path),))
    return None if row is None else cast("int", row[0])


def _number(db: Database, sql: str) -> int:
    row = db.row(sql)
    return cast("int", row[0]) if row is not None else 0


def _name(path: Value) -> str:
    """Return a path from its column, which holds bytes because file names need not be text."""
    return os.fsdecode(cast("bytes", path))
