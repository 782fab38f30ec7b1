"""A question to be answered with yes or no."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from quiz.tui.widgets.safe import show


class Answer(Static, can_focus=False):
    """One of the two answers."""

    class Clicked(Message):
        """The answer was clicked."""

        def __init__(self, *, yes: bool) -> None:
            """Keep which one it was."""
            super().__init__()
            self.yes = yes

    def __init__(self, key: str, text: str, *, yes: bool) -> None:
        """Show the key and the word of an answer."""
        super().__init__(Content.assemble((key, "bold $accent"), " ", show(text)))
        self._yes = yes

    def on_click(self, event: Click) -> None:
        """Tell that it was clicked."""
        event.stop()
        self.post_message(self.Clicked(yes=self._yes))


class ConfirmScreen(ModalScreen[bool]):
    """Asks before something that cannot be taken back; anything but yes is no."""

    CSS_PATH = "confirm.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes"),
        Binding("n", "answer(False)", "No"),
        Binding("escape,q", "close", "No"),
    ]

    def __init__(self, question: str, *, yes: str, no: str, escapable: bool = True) -> None:
        """Ask ``question`` with the two answers spelled out; ``escapable`` is one where no loses nothing."""
        super().__init__()
        self._escapable = escapable
        self._question = question
        self._yes = yes
        self._no = no

    def compose(self) -> ComposeResult:
        """Yield the question and its answers."""
        with Vertical(id="box"):
            yield Static(show(self._question, "bold"), id="question")
            with Horizontal(id="answers"):
                yield Answer("y", self._yes, yes=True)
                yield Answer("n", self._no, yes=False)

    def on_answer_clicked(self, event: Answer.Clicked) -> None:
        """Take a click for the key."""
        self.dismiss(event.yes)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Where no loses something, it has to be said."""
        return self._escapable if action == "close" else True

    def action_close(self) -> None:
        """Close without a yes."""
        self.dismiss(False)

    def action_answer(self, yes: bool) -> None:
        """Close with the answer."""
        self.dismiss(yes)
