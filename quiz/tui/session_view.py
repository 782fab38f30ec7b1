"""What a session looks like at the moment, as values for its widgets."""

from typing import TYPE_CHECKING

from textual.content import Content

from quiz.model.memory import New, Phase
from quiz.tui.widgets.session_line import Progress

if TYPE_CHECKING:
    from quiz.model.memory import CardState
    from quiz.srs.session import Session


def progress_of(session: "Session", title: str) -> Progress:
    """Return what is done and to come; ``title`` is that of the deck of the card at hand."""
    counts, current = session.counts, session.current
    return Progress(
        title=title,
        done=session.summary.answered,
        new=counts.new,
        learning=counts.learning,
        review=counts.review,
        current=heading(current.state) if current is not None else "",
        marked=session.is_marked,
    )


def heading(state: "CardState") -> str:
    """Return under which count a card in ``state`` is: ``new``, ``learning`` or ``review``."""
    if isinstance(state, New):
        return "new"
    return "review" if state.phase is Phase.REVIEW else "learning"


def waiting(number: int, when: str) -> Content:
    """Return what is said while ``number`` cards wait for their step, the first of them coming back ``when``."""
    cards = "The last card comes" if number == 1 else f"{number} cards come"
    then = "" if number == 1 else "the next one "
    return Content.assemble(
        ("Nothing to ask just now.\n\n", "bold"),
        f"{cards} back later today, {then}",
        (when, "bold"),
        ".\nIt is asked here as soon as it is time; leaving loses nothing.",
    )
