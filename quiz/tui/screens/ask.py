"""A line to be typed, for something that is done at once or told why it cannot be."""

from collections.abc import Callable
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from quiz.errors import QuizError
from quiz.tui.screens.base import take_keys
from quiz.tui.widgets.edit_fields import AnswerField
from quiz.tui.widgets.safe import show, show_line

Result = TypeVar("Result")


class AskScreen(ModalScreen[Result], Generic[Result]):
    """Asks for a line; what is done with it is the result."""

    CSS_PATH = "ask.tcss"
    takes_keys = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave")]

    def __init__(self, question: str, do: Callable[[str], Result], *, value: str = "", note: str = "") -> None:
        """Ask ``question``, with ``value`` in the field; a QuizError of ``do`` is told, and the line stays."""
        super().__init__()
        self._question = question
        self._do = do
        self._value = value
        self._note = note
        self._field = AnswerField(id="line")
        self._fault = Static(id="fault", markup=False)

    def compose(self) -> ComposeResult:
        """Yield the question and the field."""
        with Vertical(id="box") as box:
            box.border_subtitle = Content("enter does it · esc leaves")
            yield Static(show(self._question, "bold"), id="question")
            yield self._field
            if self._note:
                yield Static(show(self._note, "$quiet"), id="note")
            yield self._fault

    def on_mount(self) -> None:
        """Begin in the field."""
        self._fault.display = False
        self._field.put(self._value)
        self._field.focus()
        take_keys(self)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Take the fault away: what was wrong may be right now."""
        event.stop()
        self._fault.display = False

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Do it."""
        event.stop()
        try:
            result = self._do(event.value)
        except QuizError as error:
            self._fault.update(show_line(f"{error.message} {error.hint}", "$error"))
            self._fault.display = True
        else:
            self.dismiss(result)

    def action_leave(self) -> None:
        """Leave it."""
        self.dismiss(None)
