"""Changes the card at hand in its deck file: in fields, in the learner's editor, or by taking it out."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from quiz.errors import QuizError
from quiz.model.text import one_line
from quiz.srs.session import Outside
from quiz.tui.screens.study.answering import AnsweringScreen
from quiz.tui.screens.study.keys import Stage
from quiz.tui.session_view import hole_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quiz.collection import Collection
    from quiz.collection.articles import Passage, Search
    from quiz.collection.browser import Done
    from quiz.model.deck import Card
    from quiz.model.edit import NoteEdit
    from quiz.srs.session import Session

_SHOWN = 60
"""Letters of a question by which a learner knows it again."""


class ChangingScreen(AnsweringScreen):
    """Lets the learner change cards where they are asked; every change is a step that can be undone."""

    def __init__(self, collection: "Collection", session: "Session", leave: Callable[[], object]) -> None:
        """Ask the cards of ``session``; see `AskingScreen`."""
        super().__init__(collection, session, leave)
        self._done_before: tuple[Done, ...] = tuple(collection.changes)

    def action_edit(self) -> None:
        """Open the card's note in fields."""
        if self._card is not None:
            self._edit(self._card)

    def action_rewrite(self) -> None:
        """Open the note of the leech that was just answered in fields."""
        leech = self._session.leech
        if leech is None:
            return
        try:
            card = self._collection.card(leech.card)
        except QuizError as error:
            self.tell(error)
        else:
            self._edit(card)

    def _edit(self, card: "Card") -> None:
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
            self.ask_before(
                again,
                lambda: self._edit_outside(card, table, text),
                yes="once more",
                no="throw it away",
                escapable=False,
            )
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
        more = f", and {len(siblings)} more of the same note," if siblings else ""
        text = f"Delete this card{more} from its deck?\n\n{shown}\n\nIts history is kept, and undo puts it back."
        self.ask_before(text, lambda: self._remove(card), yes="delete", no="keep")

    def _remove(self, card: "Card") -> None:
        from quiz.words.study import deleted  # noqa: PLC0415 - not needed for the first card

        siblings = len(self._collection.siblings(card.id))
        try:
            edit = self._collection.remove_note(card)
        except QuizError as error:
            self.tell(error)
        else:
            self.keep_edit(edit)
            self.say(deleted(siblings))

    def action_article(self) -> None:
        """Open the article at the sentence that the card was made from."""
        card = self._card
        if card is None:
            return
        try:
            search = self._collection.articles.search(card)
        except QuizError as error:
            self.tell(error)
            return
        if search.is_quick:
            self._show_article(search.find)
        else:
            self.say("Opening the article …")
            self.run_worker(self._open_article(card, search), group="article", exclusive=True)

    async def _open_article(self, card: "Card", search: "Search") -> None:
        """Read a document beside the screen, and show it unless the learner went on meanwhile."""
        from quiz.tui.beside import read_beside  # noqa: PLC0415 - not needed for the first card

        try:
            passage = await read_beside(search.find)
        except QuizError as error:
            if card is self._card:
                self.tell(error)
            return
        if card is self._card and self.is_current:
            self.unsay()
            self._show_article(lambda: passage)

    def _show_article(self, find: "Callable[[], Passage]") -> None:
        from quiz.tui.screens.article import ArticleScreen  # noqa: PLC0415 - not needed for the first card

        try:
            passage = find()
        except QuizError as error:
            self.tell(error)
        else:
            self.app.push_screen(ArticleScreen(passage, self._tell_known))

    def _tell_known(self) -> None:
        """Open what is still known of the article of the card's deck."""
        from quiz.tui.screens.stats import ARTICLE_PAGE, StatsScreen  # noqa: PLC0415 - as above

        deck = self.deck_here
        try:
            decks = self._collection.decks()
        except QuizError as error:
            self.tell(error)
            return
        at = next((number for number, each in enumerate(decks, 1) if each.id == deck), 0)
        self.app.push_screen(StatsScreen(self._collection, decks, at, page=ARTICLE_PAGE))

    def action_browse(self) -> None:
        """Show the card among all others; what is done to cards there is done for this session too."""
        card = self._card
        if card is None:
            return
        from quiz.tui.screens.browser import BrowserScreen  # noqa: PLC0415 - not needed for the first card

        self.app.push_screen(BrowserScreen(self._collection, at=card.id))

    def action_undo(self) -> None:
        """Take the last step back; a change of very many cards beside the screen."""
        step = None if self._given else self._session.last_step
        if not isinstance(step, Outside):
            super().action_undo()
            return
        from quiz.collection.browser import Done  # noqa: PLC0415 - few steps are made elsewhere
        from quiz.collection.job import MANY  # noqa: PLC0415
        from quiz.tui.screens.ways_back import take_back  # noqa: PLC0415

        if isinstance(step.about, Done) and step.about.cards >= MANY:
            take_back(self.app, self._collection, step.about, self._taken_back)
        else:
            super().action_undo()

    def _taken_back(self, said: str | QuizError | None) -> None:
        self.on_screen_resume()
        if isinstance(said, QuizError):
            self.tell(said)
        else:
            self.say(said or "")

    def on_screen_suspend(self) -> None:
        """Note what was done to cards before."""
        self._done_before = tuple(self._collection.changes)

    def on_screen_resume(self) -> None:
        """Take over what was done to cards in the browser meanwhile, from wherever it was opened."""
        before, now = self._done_before, tuple(self._collection.changes)
        made = [done for done in now if not any(done is each for each in before)]
        gone = [done for done in before if not any(done is each for each in now)]
        self._done_before = now
        if made or gone:
            self._catch_up(made, gone)

    def _catch_up(self, made: "Sequence[Done]", gone: "Sequence[Done]") -> None:
        """Go on with the cards as they are now; what was done to them can be taken back from here as well."""
        card, undo = self._card, self._collection.browser.undo
        new = [Outside(done.said, partial(undo, done), about=done) for done in made]
        steps = [step for step in self._session.steps if isinstance(step, Outside)]
        back = [step for step in steps if any(step.about is done for done in gone)]
        self._session.catch_up(new, back)
        if self.stage is Stage.OVER:
            return  # the screen that tells of it goes on from here
        current = self._session.current
        if card is not None and current is not None and current.card == card.id:
            self._show_edited()
            self._show_progress()
        else:
            self._next()
