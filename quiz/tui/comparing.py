"""From a made deck to a proposal that knows what its file has already, and from decisions to what is saved."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.deck_saving import Making, Saved
from quiz.model.deck import answer_of
from quiz.tui.proposals import Proposal, Reviewed, Standing

if TYPE_CHECKING:
    from quiz.collection import Collection
    from quiz.formats.merge import Revision
    from quiz.generate.facts import Generated
    from quiz.model.deck import Note
    from quiz.model.ids import NoteId

_UNWANTED = "you did not want this card: it was rejected, or deleted from the deck"


def has_cards(generated: "Generated") -> bool:
    """Tell whether there is anything to look over: a card, or a question that was left out."""
    return bool(generated.deck.notes) or any(drop.note is not None for drop in generated.drops)


def compare(
    generated: "Generated", collection: "Collection", target: Path | None = None, *, force: bool = False
) -> Proposal:
    """Return what was made of an article with what its deck knows of it already; DeckError when it cannot be read."""
    making = Making(sentences=generated.sentences)

    def plan(notes: "tuple[Note, ...]") -> Saved:
        return collection.plan_deck(replace(generated.deck, notes=notes), target, force=force, making=making)

    notes = generated.deck.notes
    dropped = tuple(drop.note for drop in generated.drops if drop.note is not None)
    planned = plan(notes)
    # A card of the deck may match a drop as well; it is then that of what was made, if it can be.
    both = plan((*notes, *dropped))
    refused = {*_ids(planned.refused), *_ids(both.refused) & _ids(dropped)}
    known = _ids(notes) - _ids(planned.fresh) | _ids(dropped) - _ids(both.fresh)
    standings = dict.fromkeys(known - refused, Standing.KNOWN)
    # What changed in nothing but its wrong options and the like follows its article without a question.
    olds = {each.made.id: each.was for each in planned.revised if each.made.id and _asks_otherwise(each)}
    standings |= dict.fromkeys(olds, Standing.CHANGED)
    return Proposal(made=generated, standings=standings, olds=olds, refused=dict.fromkeys(refused, _UNWANTED))


def keep(
    proposal: Proposal,
    decided: Reviewed,
    collection: "Collection",
    target: Path | None = None,
    *,
    force: bool = False,
    closed: frozenset[Path] = frozenset(),
    titled: bool = False,
) -> Saved:
    """Write what was decided; the cards that the deck has already go along, so that it is known they were made.

    ``titled`` says that the title was given, and not found.
    """
    made = proposal.made
    held = (note for note in made.deck.notes if note.id and proposal.standings.get(note.id) is Standing.KNOWN)
    making = Making(
        sentences=made.sentences, rejected=decided.rejected, rescued=decided.rescued, closed=closed, titled=titled
    )
    whole = replace(decided.deck, notes=(*held, *decided.deck.notes))
    return collection.save_deck(whole, target, force=force, making=making)


def _asks_otherwise(revision: "Revision") -> bool:
    was, made = revision.was, revision.made
    return (type(was), was.prompt, answer_of(was)) != (type(made), made.prompt, answer_of(made))


def _ids(notes: "tuple[Note, ...]") -> "set[NoteId]":
    return {note.id for note in notes if note.id is not None}
