"""Lets the learner have the last word on what a typed answer is worth."""

from typing import TYPE_CHECKING

from quiz.errors import QuizError
from quiz.model.verdict import Verdict
from quiz.tui.screens.study.keys import Stage
from quiz.tui.screens.study.turning import TurningScreen

if TYPE_CHECKING:
    from quiz.grading.accepting import Addition
    from quiz.model.answer import Graded


class JudgingScreen(TurningScreen):
    """Asks whether a near miss was a typo, turns a verdict round, and adds what was typed to the answers of a card."""

    def _tell(self, graded: "Graded") -> None:
        """Show what an answer given now is worth; of a near miss the learner is asked first."""
        self._answered_at = self._collection.now()
        self._put_answer(self._proposed(graded), doubted=graded.verdict is Verdict.CLOSE and graded.slip)

    def action_typo(self, yes: bool) -> None:
        """Take a near miss for a typo, or for a mistake."""
        graded = self._graded
        if self.stage is Stage.DOUBTING and graded is not None:
            verdict = Verdict.CLOSE if yes else Verdict.WRONG
            self._count_as(graded, verdict)

    @property
    def overridable(self) -> Verdict | None:
        """What the verdict on a typed answer can be turned into; ``None`` if nothing was typed."""
        graded = self._graded
        if self.stage is not Stage.TOLD or graded is None or self._view.options or not graded.given.strip():
            return None
        return Verdict.WRONG if graded.verdict is Verdict.RIGHT else Verdict.RIGHT

    def action_override(self) -> None:
        """Count a wrong or close answer as right, or a right one as wrong."""
        verdict, graded = self.overridable, self._graded
        if verdict is not None and graded is not None:
            self._count_as(graded, verdict)

    def _count_as(self, graded: "Graded", verdict: Verdict) -> None:
        from quiz.grading.anew import as_said  # noqa: PLC0415 - not needed for the first card

        self._put_answer(self._proposed(as_said(graded, verdict)))

    @property
    def addable(self) -> "Addition | None":
        """What was typed and can be added to the accepted answers."""
        if self.overridable is None or self._graded is None or self._card is None:
            return None
        from quiz.grading.accepting import addition_of  # noqa: PLC0415 - not needed for the first card

        return addition_of(self._card, self._graded)

    def action_add(self) -> None:
        """Add what was typed to the accepted answers in the deck file; undo takes it out again."""
        card, addition = self._card, self.addable
        if card is None or addition is None:
            return
        from quiz.grading.accepting import changes_for  # noqa: PLC0415 - not needed for the first card

        try:
            changes = changes_for(self._collection.note_of(card), card, addition)
            edit = self._collection.edit_note(card, changes)
        except QuizError as error:
            self.tell(error)
            return
        self.keep_edit(edit)
        self.say(f"Accepted from now on: {addition.spelling}")
