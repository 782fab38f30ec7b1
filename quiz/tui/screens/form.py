"""What screens that fill in a form share: its keys, what enter is called, and that nothing in it goes unasked."""

from abc import abstractmethod
from typing import ClassVar

from textual.binding import Binding

from quiz.tui.screens.base import QuizScreen, Result
from quiz.tui.widgets.note_form import NoteForm


class FormScreen(QuizScreen[Result]):
    """A screen around the fields of a note."""

    can_be_left = False
    takes_keys = False
    name_of_end: ClassVar[str]
    """What enter does in the last field, in a word or two."""

    def __init__(self) -> None:
        """Make empty fields."""
        super().__init__()
        self._form = NoteForm(id="form")

    def on_descendant_focus(self) -> None:
        """Which keys work depends on the focus."""
        self.refresh_bindings()

    def name_of(self, binding: Binding) -> str:
        """Name enter after what it does in the field that has the focus."""
        if binding.action == "submit":
            return "Next field" if self._form.goes_on else self.name_of_end
        return binding.description

    def on_note_form_done(self, event: NoteForm.Done) -> None:
        """Take what stands in the fields."""
        event.stop()
        self.action_save()

    def action_next_field(self) -> None:
        """Go to the next field."""
        self.focus_next()

    @abstractmethod
    def action_save(self) -> None:
        """Take what stands in the fields, or tell why that cannot be."""
