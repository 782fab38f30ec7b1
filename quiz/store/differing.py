"""Tells of which decks another database has read other texts than this one: their files differ on the two devices."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import cast

from quiz.model.ids import CardId, DeckId
from quiz.store.database import Database
from quiz.store.rows import split_id

_AT_ONCE = 500
_CARDS = "SELECT card.id, face.text FROM card JOIN face ON face.card = card.key WHERE deck IS NOT NULL"
_DECKS = "SELECT DISTINCT id FROM deck WHERE asked"


def differing_decks(db: Database, other: Database) -> Mapping[DeckId, int]:
    """Return the decks that both have and of which some cards are not the same, with how many cards that are."""
    both = {str(row[0]) for row in db.stream(_DECKS)} & {str(row[0]) for row in other.stream(_DECKS)}
    here = Counter(deck for deck, _, _ in _cards(db, both))
    found, met = Counter[str](), Counter[str]()
    theirs = _cards(other, both)
    while part := list(islice(theirs, _AT_ONCE)):
        marks = ", ".join("?" * len(part))
        rows = db.rows(f"{_CARDS} AND card.id IN ({marks})", [card for _, card, _ in part])
        known = {str(card): str(text) for card, text in rows}
        for deck, card, text in part:
            met[deck] += card in known
            found[deck] += card not in known or not _same(CardId(card), known[card], text)
    found.update({deck: number - met[deck] for deck, number in here.items()})
    return {DeckId(deck): number for deck, number in sorted(found.items()) if number}


def _cards(db: Database, decks: set[str]) -> Iterator[tuple[str, str, object]]:
    for card, text in db.stream(_CARDS):
        deck = split_id(cast("str", card))[0]
        if deck in decks:
            yield deck, cast("str", card), text


def _same(card: CardId, ours: str, theirs: object) -> bool:
    """Tell whether two cards say the same; another version of quiz may have kept the same words otherwise."""
    if ours == theirs:
        return True
    from quiz.store.faces import unpack_card  # noqa: PLC0415 - the texts are the same most often

    try:
        return unpack_card(card, ours) == unpack_card(card, cast("str", theirs))
    except (ValueError, TypeError, AttributeError, RecursionError, KeyError):
        return False
