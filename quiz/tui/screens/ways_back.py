"""What was done elsewhere, in sessions and to cards, as steps that the list of decks takes back in their turn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quiz.collection.browser import Done
from quiz.errors import ChangedSinceError, QuizError
from quiz.model.text import counted
from quiz.srs.sitting import Outside
from quiz.words.study import taken_back

if TYPE_CHECKING:
    from textual.app import App

    from quiz.collection import Collection
    from quiz.collection.browser import Browser, Watch
    from quiz.srs.session import Session


_LONGEST = 40
"""Letters of a title by which a deck is known again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A step that was made on another screen."""

    back: Callable[[], str]
    """Takes it back, and returns what was, as a sentence. Raises QuizError when that cannot be done."""
    done: Done | None = None
    """The change of cards that it was, if it was one."""


def since(collection: "Collection", known: Sequence[Done]) -> list[Elsewhere]:
    """Return the steps of the sessions that were begun, and the changes of cards besides those ``known``, oldest first.

    The sessions are taken over: nobody else is given their steps.
    """
    begun = [*collection.begun]
    collection.begun.clear()
    steps = [step for session in begun for step in _of_session(collection, session)]
    inside = [*known, *(step.done for step in steps if step.done is not None)]
    apart = [done for done in collection.changes if not any(done is each for each in inside)]
    return [*(_of_change(collection, done) for done in apart), *steps]


def _of_session(collection: "Collection", session: "Session") -> list[Elsewhere]:
    def back() -> str:
        forget_gone(collection, session)
        step = session.last_step
        if step is None:
            raise ChangedSinceError("That was taken back already.")
        card = session.undo()
        title = collection.title_of(card.deck) if card is not None else ""
        if len(title) > _LONGEST:
            title = f"{title[:_LONGEST].rstrip()}…"
        where = f", in {title!r}" if title else ""
        return f"{taken_back(step).removesuffix('.')}{where}."

    steps = [step.about if isinstance(step, Outside) else None for step in session.steps]
    return [_of_change(collection, step) if isinstance(step, Done) else Elsewhere(back=back) for step in steps]


def _of_change(collection: "Collection", done: Done) -> Elsewhere:
    return Elsewhere(back=lambda: collection.browser.undo(done), done=done)


def forget_gone(collection: "Collection", session: "Session") -> None:
    """Let changes of cards be no steps of a session any more that were taken back elsewhere."""
    outside = [step for step in session.steps if isinstance(step, Outside)]
    gone = [step for step in outside if not any(step.about is done for done in collection.changes)]
    if gone:
        session.catch_up((), gone)


def take_back(
    app: "App[None]", collection: "Collection", done: Done, then: Callable[[str | QuizError | None], object]
) -> None:
    """Take back a change of cards, one of very many beside the screen; ``then`` is told what was, or what was wrong."""
    from quiz.collection.job import MANY, Job  # noqa: PLC0415 - few changes are taken back

    browser = collection.browser
    if done.cards < MANY:
        try:
            said = browser.undo(done)
        except QuizError as error:
            then(error)
        else:
            then(said)
        return
    from quiz.tui.screens.working import WorkingScreen  # noqa: PLC0415

    def change(there: "Browser", watch: "Watch") -> str:
        return there.take_back(done, watch)

    def taken(said: str | QuizError | None) -> None:
        if isinstance(said, str | ChangedSinceError):
            browser.forget(done)
        then(said)

    doing = f"Taking back {counted(done.cards, 'change')}"
    app.push_screen(WorkingScreen(Job(collection, change), doing, stoppable=False), taken)
