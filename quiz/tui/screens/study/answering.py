"""Takes the answers and ratings of a session, by key, mouse and field."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from quiz.errors import QuizError
from quiz.model.answer import Verdict
from quiz.model.memory import Rating
from quiz.tui.screens.study.asking import AskingScreen
from quiz.tui.screens.study.keys import Stage
from quiz.tui.widgets.card_view import CardView

if TYPE_CHECKING:
    from quiz.tui.widgets.rating_bar import RatingButton

_LONGEST_ANSWER = 60 * 60 * 1000
"""Milliseconds; whoever takes longer has left the table."""


class AnsweringScreen(AskingScreen):
    """Takes answers and ratings; each is stored before the next card appears."""

    # what is answered

    def on_card_view_answered(self, event: CardView.Answered) -> None:
        """Grade what was typed; an empty field asks for the answer."""
        from quiz.grading.grader import grade  # noqa: PLC0415 - loaded behind the first card

        if self.stage is not Stage.ASKING or self._card is None:
            return
        if event.text.strip():
            self._tell(grade(self._card, event.text))
        else:
            self.action_show()

    def on_card_view_chosen(self, event: CardView.Chosen) -> None:
        """Grade a chosen option."""
        from quiz.grading.grader import grade_choice  # noqa: PLC0415 - loaded behind the first card

        if self.stage is Stage.ASKING and self._card is not None:
            self._tell(grade_choice(self._card, event.text))

    def on_card_view_show_wanted(self) -> None:
        """Show the answer."""
        self.action_show()

    def on_rating_button_clicked(self, event: "RatingButton.Clicked") -> None:
        """Take a click for the key."""
        self._rate(event.rating)

    def on_descendant_focus(self) -> None:
        """Which keys work depends on the focus."""
        self.refresh_bindings()

    def on_descendant_blur(self) -> None:
        """Which keys work depends on the focus."""
        self.refresh_bindings()

    def on_input_changed(self) -> None:
        """Space shows the answer only while the field is empty."""
        self.refresh_bindings()

    def _rate(self, rating: Rating) -> None:
        graded = self._graded
        if self.stage is not Stage.TOLD or graded is None:
            return
        typed = None if graded.verdict is Verdict.SHOWN else graded.given
        taken = min(max(0, self._answered_at - self._asked_at), _LONGEST_ANSWER)
        self._step(lambda: self._session.rate(rating, verdict=graded.verdict, typed=typed, duration_ms=taken))

    def _step(self, act: Callable[[], object]) -> None:
        """Do something to the session and go on; if it cannot be stored, the card stays and the reason is told."""
        try:
            act()
        except QuizError as error:
            self.tell(error)
        else:
            self.unsay()
            self._next()

    def action_show(self) -> None:
        """Show the answer without comparing anything."""
        from quiz.grading.grader import grade_shown  # noqa: PLC0415 - loaded behind the first card

        if self._card is not None:
            self._tell(grade_shown(self._card))

    def action_choose(self, number: int) -> None:
        """Choose an option by its number."""
        self.post_message(CardView.Chosen(self._view.options[number - 1]))

    def action_choose_at(self) -> None:
        """Choose the highlighted option."""
        self.action_choose(self._view.highlighted)

    def action_accept(self) -> None:
        """Rate as suggested."""
        self._rate(self._suggested())

    def action_rate(self, value: int) -> None:
        """Rate by number."""
        self._rate(Rating(value))

    def action_type(self) -> None:
        """Go back into the field."""
        self._view.type()

    def action_leave_field(self) -> None:
        """Leave the field, so that the plain keys work; what was typed stays."""
        self.set_focus(None)
