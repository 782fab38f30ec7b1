"""What holds for a session, one line each with the key that changes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from textual.content import Content
from textual.widget import Widget

from quiz.tui.widgets.safe import fit, show_line

if TYPE_CHECKING:
    from textual import events
    from textual.app import App

_NAME = 10
_KEY = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One line."""

    key: str
    """Changes it, as Textual names it; empty where nothing does."""
    name: str
    value: str
    chosen: bool = False
    """Whether the value is another one than usual."""


class TermList(Widget, can_focus=False):
    """Shows terms; a click on one is its key."""

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = "TermList { text-wrap: nowrap; pointer: pointer; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name Textual gives it
        """Start without terms."""
        super().__init__(id=id)
        self._terms: tuple[Term, ...] = ()

    def put(self, terms: Sequence[Term]) -> None:
        """Show other terms."""
        longer = len(terms) != len(self._terms)
        self._terms = tuple(terms)
        self.refresh(layout=longer)

    def render(self) -> Content:
        """Lay the terms out, each on its line."""
        room = self.size.width - _KEY - _NAME
        return Content("\n").join(
            Content.assemble(
                (f"{term.key:<{_KEY}}", "bold $accent"),
                (f"{term.name:<{_NAME}}", "$quiet"),
                fit(show_line(term.value, "bold" if term.chosen else ""), room),
            )
            for term in self._terms
        )

    def on_click(self, event: "events.Click") -> None:
        """Press the key of the line that was clicked."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y >= len(self._terms):
            return
        event.stop()
        if key := self._terms[offset.y].key:
            cast("App[object]", self.app).simulate_key(key)
