"""A study session: one card after another until nothing is due."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import var
from textual.widgets import Static

from quiz.errors import QuizError
from quiz.grading.asking import Way
from quiz.model.answer import Graded, Verdict
from quiz.model.memory import Instant, Rating
from quiz.phrases import interval, wait
from quiz.tui.screens.base import QuizScreen
from quiz.tui.screens.study_keys import KEYS, Moment, Stage, works
from quiz.tui.session_view import asked_as, graded_anew, hole_of, progress_of, waiting
from quiz.tui.widgets.card_view import CardView
from quiz.tui.widgets.key_hints import KeyHints
from quiz.tui.widgets.session_line import SessionLine

if TYPE_CHECKING:
    from textual.timer import Timer

    from quiz.collection import Collection
    from quiz.model.deck import Card
    from quiz.model.memory import Outcomes
    from quiz.srs.queue import QueueCard
    from quiz.srs.session import Session
    from quiz.tui.widgets.rating_bar import RatingBar, RatingButton

_LONGEST_ANSWER = 60 * 60 * 1000
"""Milliseconds; whoever takes longer has left the table."""


class StudyScreen(QuizScreen[None]):
    """Asks the cards of a session; each answer is stored before the next card appears."""

    CSS_PATH = "study.tcss"
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    stage: var[Stage] = var(Stage.ASKING, init=False)
    """Decides which keys work."""

    def __init__(self, collection: "Collection", session: "Session", leave: Callable[[], object]) -> None:
        """Ask the cards of ``session``; ``leave`` is called when the learner is done here."""
        super().__init__()
        self._collection = collection
        self._session = session
        self._leave = leave
        self._card: Card | None = None
        self._graded: Graded | None = None
        self._asked_at = Instant(0)
        self._answered_at = Instant(0)
        self._timer: Timer | None = None
        self._line = SessionLine()
        self._view = CardView(id="card")
        self._ratings: RatingBar | None = None
        self._waiting = Static(id="waiting", markup=False)
        self._waiting.display = False

    def compose(self) -> ComposeResult:
        """Yield the lines at the edges and the card between them."""
        yield self._line
        yield self._view
        yield KeyHints()

    def on_mount(self) -> None:
        """Ask the first card."""
        self._next()
        self.call_after_refresh(self._furnish)

    async def _furnish(self) -> None:
        """Add what the first question does not need, while the learner reads it."""
        await self._view.furnish()
        await self.mount(self._waiting, after=self._view)
        self._rating_bar()
        import_module("quiz.grading.grader")

    def _rating_bar(self) -> "RatingBar":
        if self._ratings is None:
            from quiz.tui.widgets.rating_bar import RatingBar  # noqa: PLC0415 - not needed for the first card

            self._ratings = RatingBar(id="ratings")
            self._ratings.display = False
            self.mount(self._ratings, before=self.query_one(KeyHints))
        return self._ratings

    def _show_ratings(self, outcomes: "Outcomes") -> None:
        # Counted from the moment they were worked out, so that a minute is a minute however long one looks at it.
        intervals = {each: interval(state, state.last_at) for each, state in outcomes.items()}
        self._rating_bar().put(intervals, self._suggested())
        self._rating_bar().display = True

    def _hide_ratings(self) -> None:
        if self._ratings is not None:
            self._ratings.display = False

    # what the screen shows

    def _next(self) -> None:
        """Show whatever the session says comes now."""
        current = self._session.current
        self._card = self._graded = None
        if current is not None:
            self._ask(current)
        elif self._session.next_at is not None:
            self._wait(self._session.next_at)
        else:
            self._finish()
        self._show_progress()
        self.refresh_bindings()

    def _ask(self, current: "QueueCard") -> None:
        self._stop_waiting()
        self._card = self._collection.card(current.card)
        self.stage = Stage.ASKING
        self._view.display = True
        self._waiting.display = False
        self._put_question(self._card, current)
        self._asked_at = self._collection.now()

    def _put_question(self, card: "Card", current: "QueueCard") -> None:
        way, options = asked_as(card, current.state, self._collection.settings.study.mode)
        self._hide_ratings()
        self._view.ask(card, way, options)
        if way is not Way.TYPED:
            self.set_focus(None)

    def _tell(self, graded: Graded) -> None:
        self._answered_at = self._collection.now()
        self._put_answer(graded)

    def _put_answer(self, graded: Graded) -> None:
        current = self._session.current
        if self._card is None or current is None:
            return
        self._graded = graded
        self.stage = Stage.TOLD
        self.set_focus(None)
        self._show_ratings(self._session.outcomes())
        self._view.tell(graded, self._collection.source_of(current.deck))
        self.refresh_bindings()

    def _wait(self, until: Instant) -> None:
        self.stage = Stage.WAITING
        self.set_focus(None)
        self._view.display = False
        self._hide_ratings()
        self._waiting.display = True
        self._show_wait(until)
        if self._timer is None:
            self._timer = self.set_interval(1, self._look_again)

    def _show_wait(self, until: Instant) -> None:
        self._waiting.update(waiting(self._session.counts.learning, wait(until, self._collection.now())))

    def _look_again(self) -> None:
        if self._session.current is not None:
            self._next()
        elif self._session.next_at is not None:
            self._show_wait(self._session.next_at)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _finish(self) -> None:
        from quiz.tui.screens.summary import SummaryScreen  # noqa: PLC0415 - not needed for the first card

        self._stop_waiting()
        self.stage = Stage.OVER
        self._view.display = False
        self._hide_ratings()
        self._waiting.display = False
        summary = SummaryScreen(self._collection, self._session.summary, undo=self._session.can_undo)
        self.app.push_screen(summary, self._after_summary)

    def _after_summary(self, undo: bool | None) -> None:
        if undo:
            self.action_undo()
        else:
            self._leave()

    def _show_progress(self) -> None:
        current = self._session.current
        title = self._collection.title_of(current.deck) if current is not None else ""
        self._line.progress = progress_of(self._session, title)

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

    def _suggested(self) -> Rating:
        return (self._graded.rating if self._graded else None) or Rating.GOOD

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

    # keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let only those keys live that do something now."""
        view = self._view
        now = Moment(
            stage=self.stage,
            options=len(view.options),
            highlighted=view.highlighted,
            typed=view.way is Way.TYPED,
            typing=view.typing,
            scrolls=view.max_scroll_y > 0,
            can_undo=self._session.can_undo,
        )
        return works(action, parameters, now)

    def name_of(self, binding: Binding) -> str:
        """Name what space does after the rating it gives."""
        if binding.action == "accept":
            return self._suggested().name.capitalize()
        if binding.action == "mark" and self._session.is_marked:
            return "Unmark"
        return binding.description

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

    def action_move(self, by: int) -> None:
        """Go to another option, or scroll a card that is longer than the screen."""
        if self.stage is Stage.ASKING and self._view.options:
            self._view.move(by)
            self.refresh_bindings()
        else:
            self._view.scroll_relative(y=by, animate=False)

    def action_undo(self) -> None:
        """Take the last step back; a card that was only marked stays as it is."""
        before = self._session.current
        try:
            self._session.undo()
        except QuizError as error:
            self.tell(error)
            return
        self.unsay()
        if before is not None and self._session.current == before:
            self._show_progress()
            self.refresh_bindings()
        else:
            self._next()

    def action_bury(self, siblings: bool) -> None:
        """Hide the card, or all cards of its note, until tomorrow."""
        self._step(lambda: self._session.bury(siblings=siblings))

    def action_suspend(self, siblings: bool) -> None:
        """Take the card, or all cards of its note, out of study until it is put back."""
        self._step(lambda: self._session.suspend(siblings=siblings))

    def action_mark(self) -> None:
        """Mark the card, or take the mark off; it stays on the screen as it is."""
        try:
            self._session.mark()
        except QuizError as error:
            self.tell(error)
        self._show_progress()
        self.refresh_bindings()

    def action_info(self) -> None:
        """Show what is known of the card."""
        from quiz.tui.screens.info import InfoScreen  # noqa: PLC0415 - not needed for the first card

        current = self._session.current
        if self._card is not None and current is not None:
            self.app.push_screen(InfoScreen(self._collection, self._card, current.state, told=self.stage is Stage.TOLD))

    def action_edit(self) -> None:
        """Open the card's note in fields."""
        card, begun = self._card, self._collection.now()
        if card is None:
            return
        try:
            note = self._collection.note_of(card)
        except QuizError as error:
            self.tell(error)
            return
        from quiz.tui.screens.edit import EditScreen  # noqa: PLC0415 - not needed for the first card

        def back(changed: bool | None) -> None:
            # The time spent on editing is not time spent on answering.
            away = self._collection.now() - begun
            self._asked_at, self._answered_at = Instant(self._asked_at + away), Instant(self._answered_at + away)
            if changed:
                self._show_edited()

        title, save = self._collection.title_of(card.deck), partial(self._collection.edit_note, card)
        self.app.push_screen(EditScreen(note, title, save, hole=hole_of(card)), back)

    def _show_edited(self) -> None:
        """Put the card at hand as its file has it now; what was answered is graded anew."""
        current, graded = self._session.current, self._graded
        typed, chosen = self._view.typed, bool(self._view.options)
        if current is None:
            return
        card = self._card = self._collection.card(current.card)
        self._put_question(card, current)
        if graded is None:
            self._view.retype(typed)
        else:
            self._put_answer(graded_anew(card, graded, chosen=chosen))
        self._show_progress()
        self.refresh_bindings()

    def action_leave(self) -> None:
        """Go home; every answer is stored already."""
        self._stop_waiting()
        self._leave()
