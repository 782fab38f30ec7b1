"""Adds cards to a deck by hand, one after the other."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from quiz.collection.shelf import Step
from quiz.errors import QuizError
from quiz.model.deck import Basic, Cloze, ListNote, Note
from quiz.model.text import counted
from quiz.tui.editing import edit
from quiz.tui.screens.base import take_keys
from quiz.tui.screens.form import FormScreen
from quiz.tui.widgets.key_hints import KeyHints
from quiz.tui.widgets.safe import show_line

_KINDS: tuple[tuple[str, Note, str], ...] = (
    (
        "Question",
        Basic(prompt="", answer=""),
        "A question with one answer; with wrong options a choice while it is new.",
    ),
    ("Cloze", Cloze(prompt=""), "A sentence with holes, like: {{c1::Paris}} lies on the {{c2::Seine::river}}."),
    ("List", ListNote(prompt="", answers=()), "A question with several answers, given in any order."),
)


class AddScreen(FormScreen[list[Step]]):
    """Opens empty fields again and again; the result is what was added."""

    CSS_PATH = "add.tcss"
    name_of_end = "Add it"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Add it", id="add.save"),
        Binding("tab", "next_field", "Next field", id="add.next-field"),
        Binding("ctrl+t", "next_kind", "Kind", id="add.kind", tooltip="A question, a cloze or a list"),
        Binding("escape", "leave", "Back", id="add.leave"),
    ]

    def __init__(self, deck: str, add: Callable[[Note], Step]) -> None:
        """Add cards to the deck with the title ``deck``; a QuizError of ``add`` is told, and the fields stay."""
        super().__init__()
        self._deck = deck
        self._add = add
        self._steps: list[Step] = []
        self._kind = 0
        self._head = Static(id="head", markup=False)
        self._kinds = Static(id="kinds", markup=False)

    def compose(self) -> ComposeResult:
        """Yield the fields under lines that tell where the card goes and what kind it is."""
        yield self._head
        yield self._kinds
        yield self._form
        yield KeyHints()

    def on_mount(self) -> None:
        """Show empty fields."""
        self._begin()
        take_keys(self)

    def _begin(self) -> None:
        self._form.put(_KINDS[self._kind][1])
        self._tell()

    def _tell(self) -> None:
        done = f"   {counted(len(self._steps), 'card')} added" if self._steps else ""
        head = (("New card", "bold $primary"), ("   in ", "$quiet"), show_line(self._deck, "bold"), (done, "$success"))
        self._head.update(Content.assemble(*head))
        names = [
            Content.styled(f"[{name}]" if place == self._kind else f" {name} ", "bold" if place == self._kind else "")
            for place, (name, _, _) in enumerate(_KINDS)
        ]
        self._kinds.update(Content.assemble(Content(" ").join(names), "\n", (_KINDS[self._kind][2], "$quiet")))

    def action_next_kind(self) -> None:
        """Make it a card of another kind."""
        self._kind = (self._kind + 1) % len(_KINDS)
        self._form.turn(_KINDS[self._kind][1])
        self._tell()

    def action_save(self) -> None:
        """Put the card into the deck's file, and open empty fields for the next one."""
        note = edit(_KINDS[self._kind][1], self._form.draft)
        if isinstance(note, str):
            self._form.tell(note)
            return
        try:
            self._steps.append(self._add(note))
        except QuizError as error:
            self._form.tell(f"{error.message} {error.hint}")
            return
        self._begin()

    @property
    def loses(self) -> str:
        """What stands in the fields goes with them."""
        draft = self._form.draft
        typed = any(text.strip() for text in (draft.prompt, draft.answer, draft.items, draft.accept, draft.wrong))
        return "Leave without adding what stands in the fields?" if typed else ""

    def action_leave(self) -> None:
        """Go back; ask first if something is in the fields."""
        self.ask_before(self.loses, lambda: self.dismiss(self._steps))
