"""Edits the note of a card in its deck file."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from quiz.errors import QuizError
from quiz.model.deck import Cloze, Note, holes
from quiz.tui.editing import changes, edit
from quiz.tui.screens.base import take_keys
from quiz.tui.screens.form import FormScreen
from quiz.tui.widgets.key_hints import KeyHints
from quiz.tui.widgets.safe import show_line

if TYPE_CHECKING:
    from quiz.model.edit import NoteEdit

Changes = Mapping[str, object]


class EditScreen(FormScreen["NoteEdit | None"]):
    """Opens a note in fields; the result is what was changed in its file, if anything was."""

    CSS_PATH = "edit.tcss"
    name_of_end = "Save"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", id="edit.save"),
        Binding("tab", "next_field", "Next field", id="edit.next-field"),
        Binding("escape", "leave", "Cancel", id="edit.leave", tooltip="Leave the card as it was"),
    ]

    def __init__(
        self, note: Note, deck: str, save: Callable[[Changes], "NoteEdit"], *, hole: int | None = None
    ) -> None:
        """Open ``note`` of the deck with the title ``deck``.

        ``save`` writes the keys that changed; a QuizError it raises is told, and the fields stay. ``hole`` is the
        number of the hole that the card at hand asks for, which must stay.
        """
        super().__init__()
        self._note = note
        self._save = save
        self._hole = hole
        head = Content.assemble(("Edit the card", "bold $primary"), ("   of ", "$quiet"), show_line(deck, "bold"))
        self._head = Static(head, id="head")

    def compose(self) -> ComposeResult:
        """Yield the fields under a line that tells whose they are."""
        yield self._head
        yield self._form
        yield KeyHints()

    def on_mount(self) -> None:
        """Fill the fields."""
        self._form.put(self._note)
        take_keys(self)

    def action_save(self) -> None:
        """Write what changed into the deck file, and go back; nothing is written when nothing changed."""
        edited = edit(self._note, self._form.draft)
        if isinstance(edited, str):
            self._form.tell(edited)
            return
        if isinstance(edited, Cloze) and self._hole not in {None, *(hole.number for hole in holes(edited.prompt))}:
            self._form.tell(f"This card asks for the hole c{self._hole}: keep it in the sentence.")
            return
        changed = changes(self._note, edited)
        if not changed:
            self.dismiss(None)
            return
        try:
            edit_of_note = self._save(changed)
        except QuizError as error:
            self._form.tell(f"{error.message} {error.hint}")
        else:
            self.dismiss(edit_of_note)

    @property
    def loses(self) -> str:
        """What was changed in the fields and is not in the file yet."""
        return "Leave without saving what you changed?" if self._form.is_changed else ""

    def action_leave(self) -> None:
        """Go back and leave the card as it was; ask first if something was changed."""
        self.ask_before(self.loses, lambda: self.dismiss(None))
