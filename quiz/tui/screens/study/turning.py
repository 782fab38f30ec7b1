"""Goes on after a session and back in it: the summary, another session, and the last step taken back."""

from typing import TYPE_CHECKING

from quiz.errors import QuizError
from quiz.model.plan import Plan
from quiz.tui.screens.study.asking import AskingScreen
from quiz.tui.screens.study.keys import Stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from quiz.collection import Collection
    from quiz.model.edit import NoteEdit
    from quiz.srs.queue import QueueCard
    from quiz.srs.session import Session
    from quiz.tui.screens.summary import Ending


class TurningScreen(AskingScreen):
    """Knows the sessions that were held on this screen, and takes back what was done in them."""

    def __init__(self, collection: "Collection", session: "Session", leave: "Callable[[], object]") -> None:
        """Ask the cards of ``session``; see `AskingScreen`."""
        super().__init__(collection, session, leave)
        self._earlier: list[Session] = []
        """The sessions before this one of which something can be taken back."""

    def _finish(self) -> None:
        from quiz.tui.screens.summary import SummaryScreen  # noqa: PLC0415 - not needed for the first card

        self.stage = Stage.OVER
        self._view.display = False
        self._hide_ratings()
        self._waiting.display = False
        self.app.push_screen(SummaryScreen(self._collection, self._session), self._after_summary)

    def _after_summary(self, chosen: "Ending | Plan | None") -> None:
        from quiz.tui.screens.summary import Ending  # noqa: PLC0415 - as above

        match chosen:
            case Ending.UNDO:
                self.action_undo()
            case Ending.MORE:
                self._session.go_on()
                self._next()
                self._show_time()
            case Plan():
                self._begin(chosen)
            case Ending.HOME | None:
                self._leave()

    def _begin(self, plan: Plan) -> None:
        """Go on with another session, on this screen."""
        before = self._session
        try:
            self._session = self._collection.sittings.start(plan)
        except QuizError as error:
            self.tell(error)
            self._leave()
            return
        if before.can_undo:
            self._earlier.append(before)
        self._started_at = self._collection.now()
        self._next()
        self._show_time()
        self.call_after_refresh(self._settle)

    def keep_edit(self, edit: "NoteEdit") -> None:
        """Make a change of a note, which its deck file has already, a step that `action_undo` takes back in its turn.

        The card is shown as it is now; if its note does not make it any more, the next one comes.
        """
        before = self._session.current
        self._session.edited(edit)
        self._show_after(before)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back, in this session or in one before it."""
        return self._session.can_undo or bool(self._earlier)

    def action_undo(self) -> None:
        """Take the last step back: an answer, what was done to a card, or a change of its note."""
        before = self._session.current
        if not self._session.can_undo and self._earlier:
            before = None
            self._go_back()
        step = self._session.last_step
        if step is None:
            self._next()
            return
        try:
            self._session.undo()
        except QuizError as error:
            self.tell(error)
            self.refresh_bindings()
            return
        from quiz.words.study import taken_back  # noqa: PLC0415 - not needed for the first card

        self._show_after(before)
        self.say(taken_back(step))

    def _show_after(self, before: "QueueCard | None") -> None:
        """Go on with the card that was at hand ``before``, or with another one if that is what comes now."""
        if before is None or self._session.current != before:
            self._next()
        elif self._collection.card(before.card) != self._card:
            self._show_edited()
        else:
            self._show_progress()
            self.refresh_bindings()

    def _go_back(self) -> None:
        """Go on with the session before, when nothing of this one can be taken back."""
        from quiz.tui.screens.ways_back import forget_gone  # noqa: PLC0415 - seldom is one session begun after another

        self._session = self._earlier.pop()
        forget_gone(self._collection, self._session)
