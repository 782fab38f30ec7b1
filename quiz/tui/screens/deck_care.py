"""What can be done to decks from the list of them: begin, name, move, delete, edit; each can be taken back."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.binding import Binding, BindingType

from quiz.errors import DeckError, QuizError, UsageError
from quiz.model.text import counted
from quiz.tui.screens.base import QuizScreen
from quiz.tui.widgets.key_hints import key_that
from quiz.words.common import to_come

if TYPE_CHECKING:
    from collections.abc import Callable

    from quiz.collection import Collection, DeckSummary
    from quiz.collection.browser import Done
    from quiz.collection.shelf import Step
    from quiz.deck_saving import Saved
    from quiz.tui.screens.ways_back import Elsewhere

_STEPS = 30
"""How many steps can be taken back."""

CARE_KEYS: list[BindingType] = [
    Binding("g", "generate", "Make a deck", id="home.generate", tooltip="Make a deck from an article"),
    Binding("n", "new", "New deck", id="home.new", tooltip="Begin an empty deck"),
    Binding("plus", "add", "Add cards", id="home.add", tooltip="Add cards to the deck by hand"),
    Binding("e", "open", "Edit file", id="home.open", tooltip="Open the deck's file in your editor"),
    Binding("R,f2", "rename", "Rename", id="home.rename", tooltip="Give the deck another title"),
    Binding("m", "move", "Move", id="home.move", tooltip="Move the deck's file to a folder or another name"),
    Binding("d,delete", "delete", "Delete", id="home.delete", tooltip="Put the deck into the trash"),
    Binding("T", "trash", "Trash", id="home.trash", tooltip="Look into the trash and restore decks"),
]


class DeckCareScreen(QuizScreen[None]):
    """The part of the list of decks that changes them."""

    def __init__(self, collection: "Collection") -> None:
        """Look after the decks of ``collection``."""
        super().__init__()
        self._collection = collection
        self._steps: list[Step | Elsewhere] = []
        self._known: tuple[Done, ...] = ()
        """The changes of cards that are steps here, or were."""

    @property
    def at(self) -> "DeckSummary | None":
        """The highlighted deck; ``None`` where no single one is."""
        raise NotImplementedError

    def put(self, select: Path | None = None) -> None:
        """Show the decks as they are now, with that in the file ``select`` highlighted."""
        raise NotImplementedError

    def cares(self, action: str) -> bool | None:
        """Tell whether an action on deck files does something now; ``None`` for one that is none."""
        deck = self.at
        match action:
            case "delete" | "open":
                return deck is not None
            case "add" | "rename" | "move":
                return deck is not None and not deck.broken
            case "undo":
                return bool(self._steps)
            case "trash":
                return self._collection.has_trash
            case _:
                return None

    def done(self, step: "Step | None") -> None:
        """Show what was done, and remember the way back."""
        if step is None:
            return
        self._remember(step)
        self.put(step.path)
        self.say(step.said + self.way_back("it"))

    def way_back(self, what: str) -> str:
        """Return the sentence that tells the key by which something is taken back; empty when no key does that."""
        key = key_that(self, "undo")
        return f" {key} undoes {what}." if key else ""

    def _remember(self, *steps: "Step | Elsewhere") -> None:
        self._steps += steps
        del self._steps[:-_STEPS]
        self.refresh_bindings()

    def follow(self) -> None:
        """Take over what was done in sessions and to cards, so that u takes back the last of all that was done."""
        changes = tuple(self._collection.changes)
        if not self._collection.begun and not changes and not self._known:
            return
        from quiz.tui.screens.ways_back import Elsewhere, since  # noqa: PLC0415 - the list appears before anything was done

        gone = [done for done in self._known if not any(done is each for each in changes)]
        self._steps = [
            step
            for step in self._steps
            if not isinstance(step, Elsewhere) or not any(step.done is done for done in gone)
        ]
        self._remember(*since(self._collection, self._known))
        self._known = changes

    def _ask(self, question: str, do: "Callable[[str], Step]", *, value: str = "", note: str = "") -> None:
        from quiz.tui.screens.ask import AskScreen  # noqa: PLC0415 - the list appears before it is needed

        self.app.push_screen(AskScreen[Any](question, do, value=value, note=note), self.done)

    def action_generate(self) -> None:
        """Make a deck from an article."""
        from quiz.tui.screens.generate import GenerateScreen  # noqa: PLC0415 - the list appears before it is needed

        self.app.push_screen(GenerateScreen(self._collection), self._generated)

    def _generated(self, saved: "tuple[Saved, ...] | None") -> None:
        decks = saved or ()
        try:
            for deck in decks:
                step = self._step_of(deck)
                if step is not None:
                    self.done(step)
                elif len(decks) == 1:
                    self.put(deck.path)
                    self.say(f"{deck.title!r} has all of it already.")
        except QuizError as error:
            self.tell(error)
        else:
            if len(decks) > 1:
                cards = counted(sum(deck.added for deck in decks), "new card")
                self.say(f"{len(decks):,} decks with {cards}.{self.way_back('them one by one')}")

    def _step_of(self, deck: "Saved") -> "Step | None":
        """Return what making a deck did to its file, with the way back; ``None`` for nothing."""
        from quiz.collection.shelf import Step  # noqa: PLC0415 - the list appears before it is needed

        shelf = self._collection.shelf
        cards = counted(deck.added, "card") if deck.added else "no new card"
        if not deck.before:
            said = f"Made {deck.title!r} with {cards}."
            return Step(said=said, path=deck.path, back=lambda: shelf.delete(deck.path))
        step = shelf.edited(deck.path, deck.before)
        return step and replace(step, said=f"{deck.title!r} follows the article: {cards} added.")

    def action_new(self) -> None:
        """Begin a deck."""
        add, edit = key_that(self, "add"), key_that(self, "open")
        note = f"Then {add} adds cards to it, and {edit} opens its file in your editor." if add and edit else ""
        self._ask("What is the new deck called?", self._collection.shelf.create, note=note)

    def action_rename(self) -> None:
        """Give the highlighted deck another title."""
        deck = self.at
        if deck is not None:
            shelf = self._collection.shelf
            self._ask("What is this deck to be called?", lambda title: shelf.rename(deck.path, title), value=deck.title)

    def action_move(self) -> None:
        """Bring the highlighted deck's file to another place."""
        deck = self.at
        if deck is not None:
            shelf = self._collection.shelf
            place = str(self._collection.place(deck.path)).removesuffix(".toml")
            note = "A folder ends in a slash: history/ or history/rome"
            question = "Where in the decks folder is this deck to be?"
            self._ask(question, lambda to: shelf.move(deck.path, to), value=place, note=note)

    def action_put_back(self) -> None:
        """Put the suspended cards of what is highlighted back into study."""
        deck = self.at
        try:
            number = self._collection.put_back(None if deck is None else [deck.id])
        except QuizError as error:
            self.tell(error)
            return
        self.follow()
        self.put(None if deck is None else deck.path)
        self.say(f"{counted(number, 'card')} put back into study.{self.way_back('it')}")

    def action_reload(self) -> None:
        """Read the deck files that changed."""
        deck = self.at
        try:
            self._collection.refresh()
        except QuizError as error:
            self.tell(error)
        self.put(None if deck is None else deck.path)
        self.say(f"The deck files were read again: {to_come(self._collection.counts())}.")

    def taken_in(self) -> None:
        """Read the deck files that came, and show the numbers as they are now."""
        try:
            self._collection.refresh()
        except QuizError as error:
            self.tell(error)
        self.put(self.at.path if self.at is not None else None)

    def action_delete(self) -> None:
        """Put the highlighted deck into the trash."""
        deck = self.at
        if deck is None:
            return

        def delete() -> None:
            self._try(lambda: self._collection.shelf.delete(deck.path))

        cards = f" with its {counted(deck.cards, 'card')}" if deck.cards else ""
        question = f"Put {deck.title!r}{cards} into the trash? The answers you gave are kept."
        self.ask_before(question, delete, yes="To the trash", no="Keep it")

    def _try(self, do: "Callable[[], Step]") -> None:
        try:
            step = do()
        except QuizError as error:
            self.tell(error)
        else:
            self.done(step)

    def action_trash(self) -> None:
        """Look into the trash."""
        from quiz.tui.screens.trash import TrashScreen  # noqa: PLC0415 - the list appears before it is needed

        try:
            found = self._collection.shelf.trash()
        except QuizError as error:
            self.tell(error)
            return
        if found:
            self.app.push_screen(TrashScreen(self._collection, found), self.done)
        else:
            self.say("The trash is empty.")

    def action_add(self) -> None:
        """Add cards to the highlighted deck."""
        from quiz.tui.screens.add import AddScreen  # noqa: PLC0415 - the list appears before it is needed

        deck = self.at
        if deck is None:
            return

        def after(steps: "list[Step] | None") -> None:
            for step in steps or ():
                self._remember(step)
            self.put(deck.path)
            if steps:
                self.say(f"{counted(len(steps), 'card')} added.{self.way_back('the last one')}")

        shelf = self._collection.shelf
        self.app.push_screen(AddScreen(deck.title, lambda note: shelf.add(deck.path, note)), after)

    def action_open(self) -> None:
        """Open the highlighted deck's file in the person's editor, and read what became of it."""
        from quiz.tui.outside import edit_file  # noqa: PLC0415 - the list appears before it is needed

        deck = self.at
        if deck is None:
            return
        shelf, said = self._collection.shelf, ""
        try:
            before = shelf.text_of(deck.path)
            try:
                edit_file(self.app, deck.path)
            except QuizError as error:
                said = f"{error.message} {error.hint}".strip()
            step = shelf.edited(deck.path, before)
        except QuizError as error:
            step, said = None, f"{error.message} {error.hint}".strip()
        wrong = bool(said)
        self.put(deck.path)
        self.done(step)
        now = self.at
        if step is None:
            said = f"{said} Nothing was changed."
        elif not said and now is not None and now.path == deck.path and now.problems:
            # With line and card; the list tells it too, for as long as it is so.
            wrong, said = True, now.problems[0] + self.way_back("the edit")
        if said:
            self.say(said, severity="warning" if wrong else "information")

    def action_undo(self) -> None:
        """Take back the last of what was done, here or on another screen."""
        from quiz.tui.screens.ways_back import Elsewhere, take_back  # noqa: PLC0415 - the list appears before it is needed

        step, path = self._steps[-1], None if self.at is None else self.at.path
        if isinstance(step, Elsewhere) and step.done is not None:
            take_back(self.app, self._collection, step.done, lambda said: self._undone(step, said, path))
            return
        try:
            back = step.back()
        except QuizError as error:
            self._undone(step, error, path)
        else:
            said, path = (back, path) if isinstance(back, str) else (back.said, back.path)
            self._undone(step, said, path)

    def _undone(self, step: "Step | Elsewhere", said: str | QuizError | None, path: Path | None) -> None:
        """Tell what was taken back, or why it was not; what cannot be taken back any more is no step."""
        if not isinstance(said, QuizError) or isinstance(said, DeckError | UsageError):
            self._steps = [each for each in self._steps if each is not step]
        if isinstance(said, QuizError):
            self.tell(said)
        else:
            self.follow()
            self.put(path)
            self.say(said or "")
        self.refresh_bindings()
