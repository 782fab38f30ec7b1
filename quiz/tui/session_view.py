"""What a session looks like at the moment, as values for its widgets."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.content import Content

from quiz.grading.giving_away import may_say, without_answer
from quiz.model.answer import Reason, Verdict
from quiz.model.deck import CardKind
from quiz.model.edit import NoteEdit
from quiz.model.memory import New, Phase, Rating
from quiz.plan_words import label
from quiz.tui.widgets.session_line import Progress

if TYPE_CHECKING:
    from quiz.model.answer import Graded
    from quiz.model.deck import Card, Source
    from quiz.model.memory import CardState
    from quiz.srs.session import Session, Step


def progress_of(
    session: "Session", title: str, *, card: "Card | None", source: "Source | None", told: bool
) -> Progress:
    """Return what is done and to come, and where the card at hand comes from.

    ``title`` is that of its deck. Until its answer is ``told``, what would give it away is left out.
    """
    counts, current, later = session.counts, session.current, session.later
    origin, published = (source.title, source.published) if source is not None else ("", None)
    if origin.casefold() == title.casefold():
        origin = ""
    if card is not None and not told:
        title, origin, published = without_answer(title, card), without_answer(origin, card), may_say(published, card)
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


def taken_back(step: "Step") -> str:
    """Return what is said when a step of a session was taken back."""
    if isinstance(step, NoteEdit):
        return "Taken back: the card reads as before." if step.after else "Taken back: the card is in its deck again."
    if isinstance(step, Rating):
        return f"Taken back: {step.name.capitalize()}."
    return f"Taken back: {step.value}."


def hole_of(card: "Card") -> int | None:
    """Return the number of the hole that a card of a cloze asks for; other cards ask for none."""
    found = re.search(r":c(\d+)$", card.id)
    return int(found[1]) if found and card.kind is CardKind.CLOZE else None


def graded_anew(card: "Card", graded: "Graded", *, chosen: bool) -> "Graded":
    """Return what an answer is worth now that its card was edited; ``chosen`` tells whether it was an option.

    What the learner said of the answer holds.
    """
    from quiz.grading import grader  # noqa: PLC0415 - loaded behind the first card

    if graded.verdict is Verdict.SHOWN:
        return grader.grade_shown(card)
    if chosen:
        return grader.grade_choice(card, graded.given)
    if graded.items and card.kind is CardKind.LIST:
        anew = grader.grade_items(card, [item.text for item in graded.items])
    else:
        anew = grader.grade(card, graded.given)
    if graded.reason is Reason.OWN and anew.verdict is not graded.verdict:
        return replace(anew, verdict=graded.verdict, reason=graded.reason)
    return anew
