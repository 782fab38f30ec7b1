"""``quiz generate --review``: from made decks over a screen to saved ones."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.cli.making import Made, Order, settled
from quiz.cli.screens import open_review
from quiz.errors import DeckError
from quiz.formats.same_fact import AskedFacts
from quiz.generate.facts import Generated
from quiz.model.deck import Deck
from quiz.tui.comparing import compare, has_cards, keep
from quiz.tui.proposals import Proposal, Reviewed

if TYPE_CHECKING:
    from quiz.collection import Collection
    from quiz.model.ids import NoteId

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
        if one.generated is not None and has_cards(one.generated):
            try:
                proposal = compare(one.generated, collection, order.target, force=order.force)
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
        titled = order.title is not None
        saved = keep(each.proposal, decided, collection, order.target, force=order.force, closed=closed, titled=titled)
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
