"""A study session: one card after another until nothing is due, and what can be done to a card besides answering."""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from quiz.errors import QuizError
from quiz.grading.asking import Way
from quiz.tui.screens.study.changing import ChangingScreen
from quiz.tui.screens.study.keys import KEYS, Moment, Stage, works

if TYPE_CHECKING:
    from quiz.model.ids import DeckId


class StudyScreen(ChangingScreen):
    """Asks the cards of a session; each answer is stored before the next card appears."""

    CSS_PATH = "study.tcss"
    BINDINGS: ClassVar[list[BindingType]] = KEYS

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
            hints=self.has_hints,
            items=bool(self._given),
            overridable=self.overridable is not None,
            # Only one key asks, and the answer takes a comparison.
            addable=action == "add" and self.addable is not None,
            scrolls=view.max_scroll_y > 0,
            can_undo=self.can_undo,
            leech=self._session.leech is not None,
        )
        return works(action, parameters, now)

    def name_of(self, binding: Binding) -> str:
        """Name keys after what they do at the moment."""
        match binding.action:
            case "accept":
                return self._suggested().name.capitalize()
            case "override":
                return f"Count as {self.overridable}"
            case "show" if self._view.pending and not self._view.typing:
                return "Give" if self._view.listed else "Answer"
            case "show" if self._given:
                return "That is all"
            case "submit" if not self._view.typed:
                return ""  # enter shows the answer, as space does
            case "submit" if self._view.listed:
                return "Give"
            case _:
                pass
        if binding.action == "mark" and self._session.is_marked:
            return "Unmark"
        if binding.action == "article" and not self._article_at_hand:
            return ""
        return binding.description

    def action_move(self, by: int) -> None:
        """Go to another option, or scroll a card that is longer than the screen."""
        if self.stage is Stage.ASKING and self._view.options:
            self._view.move(by)
            self.refresh_bindings()
        else:
            self._view.scroll_relative(y=by, animate=False)

    def action_bury(self, siblings: bool) -> None:
        """Hide the card, or all cards of its note, until tomorrow."""
        from quiz.words.study import buried  # noqa: PLC0415 - not needed for the first card

        self._put_away(lambda: self._session.bury(siblings=siblings), buried(siblings=siblings))

    def action_suspend(self, siblings: bool) -> None:
        """Take the card, or all cards of its note, out of study until it is put back."""
        from quiz.words.study import suspended  # noqa: PLC0415 - not needed for the first card

        self._put_away(lambda: self._session.suspend(siblings=siblings), suspended(siblings=siblings))

    def action_mark(self) -> None:
        """Mark the card, or take the mark off; it stays on the screen as it is."""
        try:
            self._session.mark()
        except QuizError as error:
            self.tell(error)
        self._show_progress()
        self.refresh_bindings()

    @property
    def at_hand(self) -> object:
        """The card and where it stands: what waits for the database is about these."""
        return self._card, self.stage

    @property
    def deck_here(self) -> "DeckId | None":
        """The deck of the card at hand."""
        current = self._session.current
        return None if current is None else current.deck

    def options_changed(self) -> None:
        """Ask and rate the card at hand as the options say now; what was typed or answered stays."""
        self._session.options_changed()
        self._show_edited()

    def action_info(self) -> None:
        """Show what is known of the card."""
        from quiz.tui.screens.info import InfoScreen  # noqa: PLC0415 - not needed for the first card

        current = self._session.current
        if self._card is not None and current is not None:
            self.app.push_screen(InfoScreen(self._collection, self._card, current.state, told=self.stage is Stage.TOLD))

    def action_leave(self) -> None:
        """Go home; every answer is stored already."""
        self._leave()
