"""What a session looks like at the moment, as values for its widgets."""

import re
from typing import TYPE_CHECKING

from textual.content import Content

from quiz.grading.giving_away import whence
from quiz.model.card import CardKind
from quiz.model.memory import New, Phase, Scheduled
from quiz.tui.widgets.session_line import Progress
from quiz.words.plans import label

if TYPE_CHECKING:
    from quiz.collection import Collection
    from quiz.model.card import Card, Source
    from quiz.model.memory import CardState
    from quiz.srs.queue import QueueCard
    from quiz.srs.session import Session


def progress_of(
    session: "Session", title: str, *, card: "Card | None", source: "Source | None", told: bool
) -> Progress:
    """Return what is done and to come, and where the card at hand comes from.

    ``title`` is that of its deck. Until its answer is ``told``, what would give it away is left out.
    """
    counts, current, later = session.counts, session.current, session.later
    title, origin, published = whence(title, source, card, told=told)
    return Progress(
        title=title,
        kind=label(session.plan),
        done=session.summary.answered,
        new=counts.new,
        learning=counts.learning - later,
        review=counts.review,
        later=later,
        current=heading(current.state) if current is not None else "",
        marked=session.is_marked,
        origin=origin,
        published=published,
    )


def heading(state: "CardState") -> str:
    """Return under which count a card in ``state`` is: ``new``, ``learning`` or ``review``."""
    if isinstance(state, New):
        return "new"
    return "review" if state.phase is Phase.REVIEW else "learning"


def waiting(number: int, when: str) -> Content:
    """Return what is said while ``number`` cards wait for their step, the first of them coming back ``when``."""
    cards = "The last card comes back " if number == 1 else f"{number} cards come back later today, the next one "
    return Content.assemble(
        ("Nothing to ask just now.\n\n", "bold"),
        cards,
        (when, "bold"),
        ".\nIt is asked here as soon as it is time; leaving loses nothing.",
    )


def hole_of(card: "Card") -> int | None:
    """Return the number of the hole that a card of a cloze asks for; other cards ask for none."""
    found = re.search(r":c(\d+)$", card.id)
    return int(found[1]) if found and card.kind is CardKind.CLOZE else None


def leech_at_hand(collection: "Collection", card: "QueueCard") -> str:
    """Return what to say of a card that came back after it was forgotten once too often; of others nothing."""
    state = card.state
    if not isinstance(state, Scheduled) or state.phase is not Phase.RELEARNING:
        return ""
    if not collection.sittings.afterwards(card.deck).leeches.tells(state.lapses):
        return ""
    from quiz.words.common import leech  # noqa: PLC0415 - few cards are leeches

    return leech(state.lapses, suspended=False, here=True)
