"""The field an answer is typed in, and what all fields of one line have in common."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Key, Paste
from textual.widgets import Input

from quiz.model.text import clean

_SIGNS = frozenset({"at", "backslash", "minus", "plus", "slash", "underscore"})
"""Keys of signs whose characters Textual does not find by their names, so that it takes them for free."""
PLACEHOLDER = "Type the answer"


class OneLine(Input):
    """An input that takes every sign, and nothing that could reach the terminal as a command."""

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        max_length: int = 0,
        id: str | None = None,  # noqa: A002 - the name Textual gives it
    ) -> None:
        """Show ``value``, or ``placeholder`` while the field is empty; a ``max_length`` of 0 is none."""
        super().__init__(value, placeholder=placeholder, id=id, max_length=max_length, select_on_focus=False)
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Keep pasted escapes and control characters out; Textual would pass them on to the terminal."""
        return clean(value).replace("\n", " ").replace("\t", " ")

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Take every sign, also those that Textual does not know by their names."""
        return key in _SIGNS or super().check_consume_key(key, character)


class AnswerInput(OneLine):
    """An input that lets some keys through while it is empty, so that they do there what they do everywhere else.

    They are space, which shows the answer, and backspace, which takes back the last item of a list.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "Answer")]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name Textual gives it
        """Make an empty field."""
        super().__init__(placeholder=PLACEHOLDER, id=id, max_length=2_000)
        self.between = " "
        """What comes between the lines of a text that is pasted."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave backspace to the screen while there is nothing to delete."""
        return bool(self.value) if action == "delete_left" else super().check_action(action, parameters)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Leave the space bar to the screen while nothing is typed."""
        if key == "space" and not self.value:
            return False
        return super().check_consume_key(key, character)

    def _on_paste(self, event: Paste) -> None:
        # Textual would keep the first line only, and lose the rest of a list that is pasted.
        event.prevent_default()
        event.stop()
        text = self.between.join(line.strip() for line in event.text.splitlines() if line.strip())
        self.replace(text, *self.selection)

    async def _on_key(self, event: Key) -> None:
        if event.key == "space" and not self.value:
            event.prevent_default()
            return
        await super()._on_key(event)
