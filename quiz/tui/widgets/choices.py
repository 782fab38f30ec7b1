"""The options of a multiple choice card."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from quiz.tui.widgets.safe import show

LETTERS = "abcd"


class ChoiceRow(Static, can_focus=False):
    """One option, with its number and letter."""

    DEFAULT_CSS = """
    ChoiceRow {
        height: auto;
        padding: 0 1;
        pointer: pointer;
        &:hover { background: $block-hover-background; }
        &.-at { background: $block-cursor-background; }
        &.-told { pointer: default; }
        &.-right { color: $success; text-style: bold; }
        &.-wrong { color: $error; }
    }
    """

    @dataclass
    class Clicked(Message):
        """An option was clicked."""

        number: int
        """From 1."""

    def __init__(self, number: int) -> None:
        """Make the row of option ``number``, from 1."""
        super().__init__()
        self._number = number

    def put(self, text: str, *, at: bool, told: str) -> None:
        """Show an option; ``told`` is ``right``, ``wrong`` or ``other`` once the answer is known, else empty."""
        sign = {"right": "✓ ", "wrong": "✗ "}.get(told, "▸ " if at and not told else "  ")
        word = {"right": "  — right", "wrong": "  — your choice"}.get(told, "")
        label = f"{sign}{self._number} {LETTERS[self._number - 1]}  "
        self.set_class(at and not told, "-at")
        self.set_class(bool(told), "-told")
        self.set_class(told == "right", "-right")
        self.set_class(told == "wrong", "-wrong")
        self.update(Content.assemble((label, "bold" if at or told in {"right", "wrong"} else ""), show(text), word))

    def on_click(self, event: Click) -> None:
        """Tell which option was clicked."""
        event.stop()
        self.post_message(self.Clicked(self._number))


class Choices(Vertical, can_focus=False):
    """Up to four options; `at` is the highlighted one."""

    DEFAULT_CSS = """
    Choices { height: auto; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name Textual gives it
        """Start empty."""
        super().__init__(id=id)
        self.options: tuple[str, ...] = ()
        self.at = 0
        """The highlighted option from 1; 0 for none."""
        self._rows = tuple(ChoiceRow(number) for number in range(1, len(LETTERS) + 1))

    def compose(self) -> ComposeResult:
        """Yield a row for each option there can be."""
        yield from self._rows

    def ask(self, options: tuple[str, ...]) -> None:
        """Show ``options``, none of them highlighted."""
        self.options = options
        self.at = 0
        self._put()

    def move(self, by: int) -> None:
        """Highlight the next option in a direction."""
        count = len(self.options)
        self.at = (self.at - 1 + by) % count + 1 if self.at else (1 if by > 0 else count)
        self._put()

    @property
    def marked(self) -> tuple[ChoiceRow, ...]:
        """The rows that say what was chosen and, last, what is right; before the answer, the highlighted one."""
        return tuple(row for name in ("-at", "-wrong", "-right") for row in self._rows if row.has_class(name))

    def tell(self, *, right: str, chosen: str | None) -> None:
        """Mark the right option and, if it was another, the chosen one."""
        self._put(right, chosen)

    def _put(self, right: str | None = None, chosen: str | None = None) -> None:
        for number, row in enumerate(self._rows, 1):
            row.display = number <= len(self.options)
            if not row.display:
                continue
            text = self.options[number - 1]
            told = ""
            if right is not None:
                told = "right" if text == right else "wrong" if text == chosen else "other"
            row.put(text, at=number == self.at, told=told)
