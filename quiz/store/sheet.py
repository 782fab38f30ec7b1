"""The cards of a deck as columns, as the index keeps them: what they show, and what they are searched by."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, TypeVar, cast

from quiz.model.ids import CardId
from quiz.search.fold import fold_all
from quiz.store.faces import folded_card, pack_card

if TYPE_CHECKING:
    from quiz.model.card import Card
    from quiz.model.deck import Deck
    from quiz.model.plain import PlainNotes

Item = TypeVar("Item")
Words = Sequence[Sequence[str]]
"""Columns of what `folded_card` makes of cards: texts, tags, rules, kinds and further sources."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cards of a deck in the order of the file."""

    ids: Sequence[CardId]
    faces: Sequence[str]
    """What `pack_card` makes of each."""
    words: Callable[[Sequence[int]], Words]
    """Returns what the cards at some places are searched by."""


def sheet_of_cards(cards: "Sequence[Card]") -> Sheet:
    """Return the sheet of cards of any kind."""

    def words(places: Sequence[int]) -> Words:
        return tuple(zip(*(folded_card(cards[place]) for place in places), strict=True))

    return Sheet([card.id for card in cards], [pack_card(card) for card in cards], words)


def sheet_of_plain(deck: "Deck", notes: "PlainNotes") -> Sheet:
    """Return the sheet of plain notes of ``deck``, whose own notes are left aside."""
    own = {tags: tuple(dict.fromkeys((*deck.tags, *tags))) for tags in set(notes.tags)}
    labels = {tags: f"[{','.join(map(encode_basestring, all_tags))}]" for tags, all_tags in own.items()}
    also = {texts: "".join(f",{encode_basestring(text)}" for text in texts) for texts in set(notes.accept)}
    prompts, answers = map(encode_basestring, notes.prompts), map(encode_basestring, notes.answers)
    rest = list(zip(notes.accept, notes.evidence, notes.tags, strict=True))
    ends = {
        one: f'{also[one[0]]}]],false,[],{encode_basestring(one[1])},null,"",{labels[one[2]]},[]]' for one in set(rest)
    }
    faces = [
        f'["basic",{prompt},[[{answer}{ends[one]}' for prompt, answer, one in zip(prompts, answers, rest, strict=True)
    ]

    def words(places: Sequence[int]) -> Words:
        parts = [fold_all(at(column, places)) for column in (notes.prompts, notes.answers, notes.evidence)]
        if any(also):
            spellings = {texts: "".join(f"\n{text}" for text in fold_all(texts)) for texts in also}
            more = (spellings[texts] for texts in at(notes.accept, places))
            parts[1] = [answer + text for answer, text in zip(parts[1], more, strict=True)]
        joined = {tags: "\n".join(fold_all(all_tags)) for tags, all_tags in own.items()}
        found = {tags: text and f"\n{text}\n" for tags, text in joined.items()}
        return (
            list(map("\n".join, zip(*parts, strict=True))),
            [found[tags] for tags in at(notes.tags, places)],
            *([text] * len(places) for text in ("", "basic", "")),
        )

    return Sheet(cast("list[CardId]", [f"{deck.id}/{name}" for name in notes.ids]), faces, words)


def at(column: "Sequence[Item]", places: Sequence[int]) -> "Sequence[Item]":
    """Return what stands in a column at some places, or the column itself when they are all there are in order."""
    return column if places == range(len(column)) else [column[place] for place in places]
