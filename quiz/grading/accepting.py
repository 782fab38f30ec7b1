"""Adds what was typed to the accepted answers of a card, as a change of its note."""

from collections.abc import Mapping
from dataclasses import dataclass

from quiz.model.answer import Graded, Standing, Verdict
from quiz.model.deck import Card, CardKind, Cloze, ListNote, Note, holes
from quiz.model.text import one_line

_LONGEST = 200
"""Letters; a longer text is no answer that will be typed again."""


@dataclass(frozen=True, slots=True)
class Addition:
    """A spelling that is not accepted yet."""

    spelling: str
    place: int
    """Which item of a list it belongs to, from 0; 0 for other cards."""


def addition_of(card: Card, graded: Graded) -> Addition | None:
    """Return what of a typed answer can be accepted from now on; ``None`` if nothing can, or all of it is already.

    Of a list it is an item that was close, or else the only one that is not in it, when only one is missing.
    """
    if card.id.endswith(":reverse"):
        return None  # its answer is the question of another card
    if card.kind is CardKind.LIST:
        found = _item_of(card, graded)
    elif (graded.said.about if graded.said else graded.verdict) is Verdict.RIGHT:
        found = None
    else:
        found = Addition(one_line(graded.given), 0)
    if found is None or not found.spelling or len(found.spelling) > _LONGEST:
        return None
    return None if found.spelling in card.answers[found.place] else found


def _item_of(card: Card, graded: Graded) -> Addition | None:
    for item in graded.items:
        if item.standing is Standing.CLOSE and item.place is not None:
            return Addition(one_line(item.text), item.place)
    others = [item.text for item in graded.items if item.standing is Standing.OTHER]
    missing = set(range(len(card.answers))) - {item.place for item in graded.items}
    return Addition(one_line(others[0]), missing.pop()) if len(others) == len(missing) == 1 else None


def changes_for(note: Note, card: Card, addition: Addition) -> Mapping[str, object]:
    """Return the keys of the note of ``card`` that change, as the collection's ``edit_note`` takes them."""
    spelling = addition.spelling
    if isinstance(note, ListNote):
        answers = [(*item, spelling) if place == addition.place else item for place, item in enumerate(note.answers)]
        return {"answers": [item[0] if len(item) == 1 else item for item in answers]}
    if isinstance(note, Cloze) and len({hole.number for hole in holes(note.prompt)}) > 1:
        return {"accept": (*note.accept, f"{card.id.rpartition(':')[2]}::{spelling}")}
    changes: dict[str, object] = {"accept": (*note.accept, spelling)}
    kept = tuple(text for text in note.distractors if text.casefold() != spelling.casefold())
    if kept != note.distractors:
        changes["distractors"] = kept or None
    return changes
