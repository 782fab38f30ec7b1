"""``quiz generate --review``: from made decks over a screen to saved ones."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.cli.making import Made, Order, settled
from quiz.cli.screens import open_review
from quiz.deck_saving import Making, Saved
from quiz.errors import DeckError
from quiz.formats.merge import Revision
from quiz.formats.same_fact import AskedFacts
from quiz.generate.facts import Generated
from quiz.model.deck import Deck, answer_of
from quiz.tui.proposals import Proposal, Reviewed, Standing

if TYPE_CHECKING:
    from quiz.collection import Collection
    from quiz.model.deck import Note
    from quiz.model.ids import NoteId

_UNWANTED = "you did not want this card: it was rejected, or deleted from the deck"

_TWICE = "another article has a card of the same"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """An article on the screen."""

    place: int
    """Which of the made ones it is."""
    generated: Generated
    proposal: Proposal


def review(made: Sequence[Made], order: Order, collection: "Collection") -> tuple[Made, ...]:
    """Put what was made before the learner on a screen, and write what is decided there.

    What is accepted is added, what is rejected is remembered and not proposed again, and what was left out can be
    rescued. When nothing is decided about an article nothing of it is written.
    """
    done = [*made]
    shown: list[_Shown] = []
    asked = AskedFacts()
    for place, one in enumerate(made):
        if one.generated is not None and _has_cards(one.generated):
            try:
                proposal = _compared(one.generated, order, collection)
            except DeckError as error:
                done[place] = replace(one, error=error)
            else:
                proposal = replace(proposal, twice=_asked_twice(one.generated.deck, Path(str(place)), asked))
                shown.append(_Shown(place=place, generated=one.generated, proposal=proposal))
    taken: dict[Path, str] = {}

    def save(decided: Reviewed) -> None:
        each = shown[decided.article]
        text = _text_of(each.generated.deck)
        closed = frozenset(path for path, other in taken.items() if other != text)
        saved = _save(each, decided, order, collection, closed)
        taken[saved.path] = text
        done[each.place] = settled(replace(made[each.place], error=None), decided.deck, saved)

    if shown:
        open_review(collection, [each.proposal for each in shown], save)
    return tuple(done)


def _text_of(deck: Deck) -> str:
    return deck.source.sha256 if deck.source is not None else ""


def _asked_twice(deck: Deck, place: Path, asked: AskedFacts) -> dict["NoteId", str]:
    """Return the cards of a deck that an article before it in this run has too; then count the deck among them."""
    twice = {note.id: _TWICE for note in deck.notes if note.id is not None and asked.find(note, place) is not None}
    asked.add(place, deck.notes)
    return twice


def _has_cards(generated: Generated) -> bool:
    return bool(generated.deck.notes) or any(drop.note is not None for drop in generated.drops)


def _compared(generated: Generated, order: Order, collection: "Collection") -> Proposal:
    """Return what was made of an article with what its deck knows of it already."""
    making = Making(sentences=generated.sentences)

    def plan(notes: "tuple[Note, ...]") -> Saved:
        deck = replace(generated.deck, notes=notes)
        return collection.plan_deck(deck, order.target, force=order.force, making=making)

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


def _asks_otherwise(revision: Revision) -> bool:
    was, made = revision.was, revision.made
    return (type(was), was.prompt, answer_of(was)) != (type(made), made.prompt, answer_of(made))


def _ids(notes: "tuple[Note, ...]") -> set["NoteId"]:
    return {note.id for note in notes if note.id is not None}


def _save(shown: _Shown, decided: Reviewed, order: Order, collection: "Collection", closed: frozenset[Path]) -> Saved:
    """Write what was decided; the cards that the deck has already go along, so that it is known they were made."""
    standings = shown.proposal.standings
    held = (note for note in shown.generated.deck.notes if note.id and standings.get(note.id) is Standing.KNOWN)
    making = Making(
        sentences=shown.generated.sentences, rejected=decided.rejected, rescued=decided.rescued, closed=closed
    )
    whole = replace(decided.deck, notes=(*held, *decided.deck.notes))
    return collection.save_deck(whole, order.target, force=order.force, making=making)
