"""Takes the answers and ratings of a session, by key, mouse and field."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from quiz.errors import QuizError
from quiz.model.memory import Rating, Scheduled
from quiz.model.options import AskMode
from quiz.model.review import answering_time
from quiz.model.verdict import Verdict
from quiz.tui.screens.study.judging import JudgingScreen
from quiz.tui.screens.study.keys import Stage
from quiz.tui.widgets.card_view import CardView

if TYPE_CHECKING:
    from quiz.grading.hints import Hint
    from quiz.model.deck import Card
    from quiz.srs.queue import QueueCard
    from quiz.tui.widgets.rating_bar import RatingButton


class AnsweringScreen(JudgingScreen):
    """Takes answers and ratings; each is stored before the next card appears."""

    # what is answered

    def on_card_view_answered(self, event: CardView.Answered) -> None:
        """Grade what was typed; an empty field asks for the answer."""
        if self.stage is not Stage.ASKING or self._card is None:
            return
        if not event.text.strip():
            self._show_answer()
        elif self._view.listed:
            self._take_items(self._card, event.text)
        else:
            from quiz.grading.grader import grade  # noqa: PLC0415 - loaded behind the first card

            self._tell(grade(self._card, event.text))

    def _take_items(self, card: "Card", text: str) -> None:
        """Take the items of a list that were typed; when none is missing the answer is complete."""
        from quiz.grading.grader import grade_items, split_items  # noqa: PLC0415 - loaded behind the first card

        graded = grade_items(card, (*(item.text for item in self._given), *split_items(card, text)))
        self._given, self._hints_here = graded.items, 0
        if graded.missing:
            self._view.give(graded.items)
            self.refresh_bindings()
        else:
            self._tell(graded)

    def action_take_back(self) -> None:
        """Put the last item of a list back into the field."""
        if self.stage is not Stage.ASKING or not self._given:
            return
        *given, last = self._given
        self._given, self._hints_here = tuple(given), 0
        self._view.give(())
        self._show_given()
        self._view.retype(last.text)
        self._view.type()
        self.refresh_bindings()

    def action_hint(self) -> None:
        """Show some letters of the answer, and more with every press; of a list, of the first item that is missing."""
        item, hints = self._hints_now()
        if self._hints_here < len(hints):
            self._view.hint(hints[self._hints_here], item=item)
            self._hints_here += 1
            self._hints += 1
            self.refresh_bindings()

    @property
    def has_hints(self) -> bool:
        """Whether there are more letters to show."""
        card = self._card
        if card is None or not self._asked.hints:
            return False
        if not self._hints_here:
            return any(map(str.isalnum, card.answer))  # the first question is painted without the hints
        return self._hints_here < len(self._hints_now()[1])

    def _hints_now(self) -> "tuple[int | None, tuple[Hint, ...]]":
        from quiz.grading.hints import hints_for  # noqa: PLC0415 - not needed for the first card

        card = self._card
        if card is None:
            return None, ()
        if not self._view.listed:
            return None, hints_for(card.answer)
        met = {item.place for item in self._given}
        place = next((place for place in range(len(card.answers)) if place not in met), 0)
        return place + 1 if card.ordered else None, hints_for(card.answers[place][0])

    def action_mode(self) -> None:
        """Ask otherwise until the session is over, the card at hand among them unless it was answered."""
        from quiz.words.study import MODES  # noqa: PLC0415 - not needed for the first card

        current = self._session.current
        if current is None:
            return
        modes = tuple(AskMode)
        self._mode = modes[(modes.index(self._mode_of(current)) + 1) % len(modes)]
        if self.stage is Stage.ASKING and self._card is not None:
            typed = self._view.typed
            self._put_question(self._card, current)
            self._show_given()
            self._view.retype(typed)
        self._show_progress()
        self.say(MODES[self._mode])
        self.refresh_bindings()

    def on_card_view_chosen(self, event: CardView.Chosen) -> None:
        """Grade a chosen option."""
        from quiz.grading.grader import grade_choice  # noqa: PLC0415 - loaded behind the first card

        if self.stage is Stage.ASKING and self._card is not None:
            self._tell(grade_choice(self._card, event.text))

    def on_card_view_show_wanted(self) -> None:
        """Show the answer."""
        self._show_answer()

    async def on_rating_button_clicked(self, event: "RatingButton.Clicked") -> None:
        """Take a click for the key."""
        await self.app.run_action(f"rate({event.rating.value})", self)

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
        taken = answering_time(self._asked_at, self._answered_at)
        before = self._session.leech
        self._step(lambda: self._session.rate(rating, verdict=graded.verdict, typed=typed, duration_ms=taken))
        if (found := self._session.leech) is not None and found is not before:
            self._tell_of_leech(found)

    def _step(self, act: Callable[[], object]) -> None:
        """Do something to the session and go on; if it cannot be stored, the card stays and the reason is told."""
        before = self._session.current
        try:
            act()
        except QuizError as error:
            self.tell(error)
            if self._session.current != before:
                self._next()
        else:
            self.unsay()
            self._next()

    def _tell_of_leech(self, found: "QueueCard") -> None:
        """Tell that the card just answered is forgotten again and again."""
        from quiz.words.common import leech  # noqa: PLC0415 - few answers find one

        if isinstance(found.state, Scheduled):
            suspends = self._collection.sittings.afterwards(found.deck).leeches.suspends
            self.say(leech(found.state.lapses, suspended=suspends), severity="warning")

    def _put_away(self, act: Callable[[], object], done: str) -> None:
        """Do something that takes the card away, and say what was done to it."""
        before = self._session.current
        self._step(act)
        if self._session.current != before:
            self.say(done)

    def action_show(self) -> None:
        """Show the answer without comparing anything; what was given of a list, or stands in the field, is compared."""
        # Done as a message of the screen, all that changes is painted in one frame.
        pending = self._view.pending
        self.post_message(CardView.Answered(pending) if pending else CardView.ShowWanted())

    def _show_answer(self) -> None:
        from quiz.grading.grader import grade_items, grade_shown  # noqa: PLC0415 - loaded behind the first card

        if self.stage is Stage.ASKING and self._card is not None:
            given = [item.text for item in self._given] if self._view.listed else []
            self._tell(grade_items(self._card, given) if given else grade_shown(self._card))

    def action_undo(self) -> None:
        """Take the last step back; the items given to a list are steps, too."""
        if self.stage is Stage.ASKING and self._given:
            self.action_take_back()
        else:
            super().action_undo()

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
        """Rate by number; that also says whether a near miss was a typo."""
        rating = Rating(value)
        self.action_typo(rating is not Rating.AGAIN)
        self._rate(rating)

    def action_type(self) -> None:
        """Go back into the field."""
        self._view.type()

    def action_leave_field(self) -> None:
        """Leave the field, so that the plain keys work; what was typed stays."""
        self.set_focus(None)
