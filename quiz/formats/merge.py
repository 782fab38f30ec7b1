"""What a deck that was made again adds to the deck file that is already there.

Notes are matched by id, and otherwise by the evidence and the answer: a card whose wording was changed by hand is
still the card of the same fact, so its history is kept and it is not made twice.
"""

from dataclasses import dataclass, replace

from quiz.model.deck import Basic, Choice, Deck, ListNote, Note, Source, holes
from quiz.model.ids import NoteId
from quiz.model.text import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How a made deck compares with the one on disk."""

    fresh: tuple[Note, ...]
    """Notes of facts the file does not ask for yet, with ids that are free in it."""
    gone: int
    """Generated notes of the file that were not made again."""


def is_same_article(old: Deck, new: Deck) -> bool:
    """Tell whether two decks come from one article, which may have been revised or have moved in between.

    They do when the text is the same to the byte; when it comes from the same place and at least one sentence with a
    question is still there; and, wherever it comes from, when most such sentences are. A deck written by hand comes
    from no article.
    """
    if old.source is None or new.source is None:
        return old.source is new.source
    if old.source.sha256 and old.source.sha256 == new.source.sha256:
        return True
    before, now = _sentences(old), _sentences(new)
    common = len(before & now)
    if _place(old.source) and _place(old.source) == _place(new.source):
        return common > 0
    return common * 2 > min(len(before), len(now))


def _sentences(deck: Deck) -> set[str]:
    return {one_line(note.evidence).casefold() for note in deck.notes if note.evidence}


def _place(source: Source) -> str:
    # Read back from a file, a name is without the characters that no deck file holds.
    return one_line(source.url or source.path or "")


def compare_decks(old: Deck, new: Deck) -> Comparison:
    """Return what ``new`` adds to ``old``."""
    old_ids = {note.id for note in old.notes}
    old_facts = {_fact(note) for note in old.notes}
    new_ids = {note.id for note in new.notes}
    new_facts = {_fact(note) for note in new.notes}
    # The same id with another fact under it is a chance meeting of two short ids, unless a hand has edited the card.
    fresh = [note for note in new.notes if _fact(note) not in old_facts and note.id not in old_ids]
    clashing = [
        note
        for note in new.notes
        if note.id in old_ids
        and _fact(note) not in old_facts
        and all(note.evidence != other.evidence for other in old.notes if other.id == note.id)
    ]
    fresh += [replace(note, id=_free(note.id, old_ids | new_ids)) for note in clashing]
    gone = sum(1 for note in old.notes if note.rule and note.id not in new_ids and _fact(note) not in new_facts)
    return Comparison(fresh=tuple(fresh), gone=gone)


def _fact(note: Note) -> tuple[str, str]:
    match note:
        case Basic() | Choice():
            answer = note.answer
        case ListNote():
            answer = ", ".join(item[0] for item in note.answers)
        case _:
            answer = ", ".join(hole.text for hole in holes(note.prompt))
    # A note without evidence was written by hand: only its own words tell what it is about.
    return one_line(note.evidence or note.prompt).casefold(), one_line(answer).casefold()


def _free(wanted: NoteId | None, taken: set[NoteId | None]) -> NoteId:
    number = 2
    while (name := NoteId(f"{wanted}-{number}")) in taken:
        number += 1
    return name
