"""Changes the card at hand in its deck file: in fields, in the learner's editor, or by taking it out."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from quiz.errors import QuizError
from quiz.model.text import one_line
from quiz.tui.screens.study.answering import AnsweringScreen
from quiz.tui.session_view import hole_of

if TYPE_CHECKING:
    from quiz.model.deck import Card
    from quiz.model.edit import NoteEdit

_SHOWN = 60
"""Letters of a question by which a learner knows it again."""


class ChangingScreen(AnsweringScreen):
    """Lets the learner change cards where they are asked; every change is a step that can be undone."""

    def action_edit(self) -> None:
        """Open the card's note in fields."""
        card = self._card
        if card is None:
            return
        try:
            note = self._collection.note_of(card)
        except QuizError as error:
            self.tell(error)
            return
        from quiz.tui.screens.edit import EditScreen  # noqa: PLC0415 - not needed for the first card

        def back(edit: "NoteEdit | None") -> None:
            if edit is not None:
                self.keep_edit(edit)

        title, save = self._collection.title_of(card.deck), partial(self._collection.edit_note, card)
        self.app.push_screen(EditScreen(note, title, save, hole=hole_of(card)), back)

    def action_edit_outside(self) -> None:
        """Open the card's table in the learner's editor."""
        card = self._card
        if card is None:
            return
        try:
            table = self._collection.table_of(card)
        except QuizError as error:
            self.tell(error)
        else:
            self._edit_outside(card, table, table)

    def _edit_outside(self, card: "Card", table: str, text: str) -> None:
        """Have ``text`` edited and put in the place of ``table``; when it is no card, it is offered once more."""
        from quiz.tui.outside import edit_card  # noqa: PLC0415 - not needed for the first card

        begun = self._collection.now()
        try:
            text = edit_card(self.app, text)
        except QuizError as error:
            self.tell(error)
            return
        finally:
            self._away(begun)
        if text == table:
            self.say("Nothing was changed.")
            return
        try:
            edit = self._collection.replace_table(card, table, text)
        except QuizError as error:
            again = f"{error.message} {error.hint}\n\nOpen what you wrote once more?"
            self._ask_first(again, "once more", "throw it away", lambda: self._edit_outside(card, table, text))
        else:
            self.unsay()
            self.keep_edit(edit)

    def action_remove(self) -> None:
        """Take the card's note out of its deck file, after a question."""
        card = self._card
        if card is None:
            return
        question = one_line(card.prompt)
        shown = question if len(question) <= _SHOWN else f"{question[:_SHOWN].rstrip()}…"
        siblings = self._collection.siblings(card.id)
        more = f", and {len(siblings)} more of the same note" if siblings else ""
        text = f"Delete this card{more} from its deck?\n\n{shown}\n\nIts history is kept, and undo puts it back."
        self._ask_first(text, "delete", "keep", lambda: self._remove(card))

    def _remove(self, card: "Card") -> None:
        try:
            edit = self._collection.remove_note(card)
        except QuizError as error:
            self.tell(error)
        else:
            self.keep_edit(edit)
            self.say("Deleted. Undo puts it back.")

    def _ask_first(self, question: str, yes: str, no: str, then: Callable[[], None]) -> None:
        from quiz.tui.screens.confirm import ConfirmScreen  # noqa: PLC0415 - not needed for the first card

        def back(agreed: bool | None) -> None:
            if agreed:
                then()

        self.app.push_screen(ConfirmScreen(question, yes=yes, no=no), back)

    def action_article(self) -> None:
        """Open the article at the sentence that the card was made from."""
        card = self._card
        if card is None:
            return
        try:
            passage = self._collection.articles.find(card)
        except QuizError as error:
            self.tell(error)
            return
        from quiz.tui.screens.article import ArticleScreen  # noqa: PLC0415 - not needed for the first card

        self.app.push_screen(ArticleScreen(passage))

    def action_browse(self) -> None:
        """Show the card among all others; what is done to cards there is done for this session too."""
        card = self._card
        if card is None:
            return
        from quiz.tui.screens.browser import BrowserScreen  # noqa: PLC0415 - not needed for the first card

        def back(changed: bool | None) -> None:
            if changed:
                self._catch_up(card)

        self.app.push_screen(BrowserScreen(self._collection, at=card.id), back)

    def _catch_up(self, card: "Card") -> None:
        """Go on with the cards as they are now."""
        browser, could_undo = self._collection.browser, self._session.can_undo
        try:
            self._session.catch_up(browser.to_ask, browser.marked())
        except QuizError as error:
            self.tell(error)
            return
        current = self._session.current
        if current is not None and current.card == card.id:
            self._show_edited()
            self._show_progress()
        else:
            self._next()
        if could_undo:
            self.say("Cards were changed: what was answered before stays, and undo begins here.")
