"""Shows a session: the card that comes now, what an answer was worth, the wait and the end."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.reactive import var
from textual.widgets import Static

from quiz.errors import QuizError
from quiz.grading.asking import Asked, Way, how_to_ask
from quiz.model.memory import Instant, Rating
from quiz.srs.others import News
from quiz.tui.screens.base import QuizScreen
from quiz.tui.screens.study.keys import Stage
from quiz.tui.session_view import leech_at_hand, progress_of, waiting
from quiz.tui.widgets.card_view import CardView
from quiz.tui.widgets.key_hints import KeyHints
from quiz.tui.widgets.session_line import SessionLine, Times
from quiz.words.common import interval, wait

if TYPE_CHECKING:
    from quiz.collection import Collection
    from quiz.model.answer import GivenItem, Graded
    from quiz.model.card import Card
    from quiz.model.options import AskMode
    from quiz.srs.queue import QueueCard
    from quiz.srs.session import Session
    from quiz.tui.widgets.rating_bar import RatingBar


class AskingScreen(QuizScreen[None]):
    """Puts on the screen whatever the session says comes now, and what an answer was worth."""

    stage: var[Stage] = var(Stage.ASKING, init=False)
    """Decides which keys work."""

    def __init__(self, collection: "Collection", session: "Session", leave: Callable[[], object]) -> None:
        """Ask the cards of ``session``; ``leave`` is called when the learner is done here."""
        super().__init__()
        self._collection = collection
        self._session = session
        self._leave = leave
        self._card: Card | None = None
        self._mode: AskMode | None = None
        """How cards are asked in this session, if the learner said so."""
        self._asked = Asked(way=Way.FLIP)
        """How the card at hand is asked."""
        self._given: tuple[GivenItem, ...] = ()
        """The items given to a list so far, and what they are worth."""
        self._hints = 0
        """How often a hint was asked for."""
        self._hints_here = 0
        """The same for the item of a list that is given next."""
        self._graded: Graded | None = None
        self._asked_at = Instant(0)
        self._answered_at = Instant(0)
        self._started_at = collection.now()
        self._covered_at: Instant | None = None
        """When another screen was put over this one."""
        self._article_at_hand = False
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

    def on_screen_suspend(self) -> None:
        """Note when something else was opened."""
        self._covered_at = self._collection.now()

    def on_screen_resume(self) -> None:
        """Take the time that was spent elsewhere off the card at hand."""
        if self._covered_at is not None:
            self._away(self._covered_at)
            self._covered_at = None

    def _away(self, since: Instant) -> None:
        """Take the time since then off the card, unless it came later: it was not spent on answering."""
        away = self._collection.now() - since
        if self._asked_at <= since:
            self._asked_at = Instant(self._asked_at + away)
            self._answered_at = Instant(self._answered_at + away)
        self._show_time()

    def on_mount(self) -> None:
        """Ask the first card."""
        self._next()
        # The application takes this up once the first card is painted; a callback of the screen would come before.
        self.app.call_later(self.call_after_refresh, self._furnish)

    def _furnish(self) -> None:
        """Add what the first question does not need, while the learner reads it."""
        from quiz.tui.screens.study.preparing import prepare  # noqa: PLC0415 - the first card appears without it

        self._view.furnish()
        self._waiting_note()
        self._rating_bar()
        self._show_time()
        self.set_interval(1, self._tick)
        self._settle()
        self.run_worker(prepare())

    def _settle(self) -> None:
        """See to what a session that has just begun needs and its first card does not."""
        from quiz.words.plans import backlog  # noqa: PLC0415 - the first card appears without it

        plan = self._session.plan
        self._session.arrange()
        if not plan.keeps_limits:
            return
        try:
            waits = self._collection.sittings.waiting(plan.decks)
        except QuizError as error:
            self.tell(error)
        else:
            if waits is not None and waits.today:
                self.say(backlog(waits))

    def _rating_bar(self) -> "RatingBar":
        if self._ratings is None:
            from quiz.tui.widgets.rating_bar import RatingBar  # noqa: PLC0415 - not needed for the first card

            self._ratings = RatingBar(id="ratings")
            self._ratings.display = False
            self.mount(self._ratings, before=self.query_one(KeyHints))
        return self._ratings

    def _waiting_note(self) -> Static:
        if not self._waiting.is_attached:
            self.mount(self._waiting, after=self._view)
        return self._waiting

    def _show_outcomes(self) -> None:
        """Show what each rating gives, once the answer is told."""
        if self.stage is not Stage.TOLD:
            return
        if self._session.practises:
            intervals = dict.fromkeys(Rating, "no change") | {Rating.AGAIN: "once more"}
        else:
            # Counted from the moment they were worked out: a minute is a minute however long one looks at it.
            intervals = {each: interval(after, after.last_at) for each, after in self._session.outcomes().items()}
        self._rating_bar().put(intervals, self._suggested())
        self._rating_bar().display = True

    def _hide_ratings(self) -> None:
        if self._ratings is not None:
            self._ratings.display = False

    def _finish(self) -> None:
        """Show what was done, because nothing is left to be asked."""
        raise NotImplementedError

    # what the screen shows

    def _next(self) -> None:
        """Show whatever the session says comes now."""
        current = self._session.current
        self._card = self._graded = None
        self._article_at_hand = False
        if current is not None:
            self._ask(current)
        elif self._session.next_at is not None:
            self._wait(self._session.next_at)
        else:
            self._finish()
        self._show_progress()
        if self._line.times is not None:
            self._show_time()
        self.refresh_bindings()

    def _ask(self, current: "QueueCard") -> None:
        self._card = self._collection.card(current.card)
        self._given, self._hints, self._hints_here = (), 0, 0
        self._view.display = True
        self._waiting.display = False
        self._put_question(self._card, current)
        self._asked_at = self._collection.now()

    def _mode_of(self, current: "QueueCard") -> "AskMode":
        return self._mode or self._collection.settings.of(current.deck).study.mode

    def _mode_chosen(self, current: "QueueCard | None") -> str:
        """Return how cards are asked, if that is another way than the options of the deck say."""
        from quiz.words.study import MODES_SHORT  # noqa: PLC0415 - few sessions are asked in another way

        usual = None if current is None else self._collection.settings.of(current.deck).study.mode
        return "" if self._mode is None or self._mode is usual else MODES_SHORT[self._mode]

    def _put_question(self, card: "Card", current: "QueueCard") -> None:
        self.stage = Stage.ASKING
        self._asked = how_to_ask(card, current.state, self._mode_of(current))
        self._hide_ratings()
        self._view.ask(card, self._asked)
        if self._asked.way is not Way.TYPED:
            self.set_focus(None)

    def _show_given(self) -> None:
        """Show what was given to a list so far, and what it is worth now."""
        if self._card is not None and self._view.listed and self._given:
            from quiz.grading.grader import grade_items  # noqa: PLC0415 - loaded behind the first card

            self._given = grade_items(self._card, [item.text for item in self._given]).items
            self._view.give(self._given)

    def _proposed(self, graded: "Graded") -> "Graded":
        """Return what an answer is worth with the rating it suggests."""
        from quiz.grading.proposal import propose  # noqa: PLC0415 - loaded behind the first card

        assert self._card is not None  # noqa: S101  nothing else is answered
        taken = self._answered_at - self._asked_at
        return propose(graded, self._card, self._asked, hints=self._hints, taken=taken)

    def _put_answer(self, graded: "Graded", *, doubted: bool = False) -> None:
        """Show what an answer is worth, or ask whether it was a typo."""
        card = self._card
        self.keep_up()
        current = self._session.current
        if card is None or self._card is not card or current is None:
            return
        self._graded = graded
        self.stage = Stage.DOUBTING if doubted else Stage.TOLD
        self.set_focus(None)
        if doubted:
            self._view.doubt(graded)
        else:
            self._show_outcomes()
            self._view.tell(graded, self._collection.source_of(current.deck))
            if word := leech_at_hand(self._collection, current):
                self.say(word, severity="warning")
        self._show_progress()
        self.refresh_bindings()
        self.call_after_refresh(self._look_for_article, self._card)

    def _look_for_article(self, card: "Card") -> None:
        """Offer the article once it is known to be at hand; the answer need not wait for that."""
        if card is self._card and self.stage is Stage.TOLD:
            self._article_at_hand = self._collection.articles.at_hand(card)
            if self._article_at_hand:
                self.refresh_bindings()

    def _wait(self, until: Instant) -> None:
        self.stage = Stage.WAITING
        self.set_focus(None)
        self._view.display = False
        self._hide_ratings()
        self._waiting_note().display = True
        self._show_wait(until)

    def _show_wait(self, until: Instant) -> None:
        self._waiting.update(waiting(self._session.counts.learning, wait(until, self._collection.now())))

    def _tick(self) -> None:
        """Let a second pass: tell the time, and look whether a card's time has come."""
        if self.app.screen is not self:
            return
        self.keep_up()
        if self.stage is Stage.WAITING:
            self._look_again()
        elif self._session.later != self._line.progress.later:
            self._show_progress()
        self._show_time()

    def keep_up(self) -> None:
        """Go on with the cards as other programs have left them: answered, put away, changed."""
        try:
            self._collection.catch_up()
        except QuizError as error:
            self.tell(error)
        news, card = self._session.keep_up(), self._card
        if news is News.CARD:
            self._next()
            self.say("The card was answered or put away by another program.")
        elif news is News.WRITTEN:
            try:
                if card is not None and self._collection.card(card.id) != card:
                    self._show_edited()
                    self.say("The card was changed by another program.")
            except QuizError as error:
                self.tell(error)
            self._show_progress()

    def _look_again(self) -> None:
        if self._session.current is not None:
            self._next()
        elif self._session.next_at is not None:
            self._show_wait(self._session.next_at)
        else:
            self._next()

    def _show_time(self) -> None:
        now = self._collection.now()
        answered = self._answered_at - self._asked_at
        times = {Stage.ASKING: now - self._asked_at, Stage.DOUBTING: answered, Stage.TOLD: answered}
        on_card = times.get(self.stage)
        card = None if on_card is None else max(0, on_card) // 1000
        left = self._session.time_left
        seconds = None if left is None else -(-left // 1000)
        self._line.times = Times(max(0, now - self._started_at) // 1000, card, seconds)

    def _show_progress(self) -> None:
        current, title, source = self._session.current, "", None
        if current is not None:
            title, source = self._collection.title_of(current.deck), self._collection.source_of(current.deck)
        told = self.stage is Stage.TOLD
        progress = progress_of(self._session, title, card=self._card, source=source, told=told)
        self._line.progress = replace(progress, mode=self._mode_chosen(current)) if self._mode else progress

    def _suggested(self) -> Rating:
        return (self._graded.rating if self._graded else None) or Rating.GOOD

    def _show_edited(self) -> None:
        """Put the card at hand as its file has it now; what was answered is graded anew."""
        current, graded, doubted = self._session.current, self._graded, self.stage is Stage.DOUBTING
        typed, chosen = self._view.typed, bool(self._view.options)
        if current is None:
            return
        card = self._card = self._collection.card(current.card)
        self._put_question(card, current)
        if graded is None:
            self._show_given()
            self._view.retype(typed)
        else:
            from quiz.grading.anew import graded_anew  # noqa: PLC0415 - loaded behind the first card

            anew = graded_anew(card, graded, chosen=chosen)
            self._put_answer(self._proposed(anew), doubted=doubted and anew.slip)
        self._show_progress()
        self.refresh_bindings()
