"""Looks made cards over before any of them is saved."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.reactive import var
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from quiz.errors import QuizError
from quiz.model.deck import Deck
from quiz.model.text import counted
from quiz.tui.editing import Candidate, Fate, accepted, candidates_of, edit
from quiz.tui.screens.base import QuizScreen
from quiz.tui.screens.confirm import ConfirmScreen
from quiz.tui.widgets.candidate import detail_of, line_of, tally_of
from quiz.tui.widgets.key_hints import KeyHints
from quiz.tui.widgets.note_form import NoteForm
from quiz.tui.widgets.safe import show_line

_DONE = (Fate.ACCEPTED, Fate.REJECTED)


class ReviewScreen(QuizScreen[None]):
    """Shows the candidates one at a time: accept, edit, reject; then save what was accepted."""

    CSS_PATH = "review.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "accept", "Accept", id="review.accept"),
        Binding("r,d", "reject", "Reject", id="review.reject"),
        Binding("e", "edit", "Edit", id="review.edit"),
        Binding("ctrl+s", "keep", "Keep", id="review.keep", tooltip="Keep the edit, and accept"),
        Binding("tab", "next_field", "Next field", id="review.next-field"),
        Binding("escape", "drop", "Drop", id="review.drop", tooltip="Drop the edit"),
        Binding("s,ctrl+s", "save", "Save", id="review.save"),
        Binding("u,ctrl+z", "undo", "Undo", id="review.undo"),
        Binding("A", "accept_all", "Accept the rest", id="review.accept-all"),
        Binding("j,down", "go(1)", "Next", show=False),
        Binding("k,up", "go(-1)", "Previous", show=False),
        Binding("pagedown,space", "page(1)", "Page down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("q,escape", "leave", "Leave", id="review.leave"),
    ]

    editing: var[bool] = var(False)
    """Whether the fields are open."""

    def __init__(self, decks: Sequence[Deck], save: Callable[[Deck], object]) -> None:
        """Look over the notes of ``decks``; ``save`` takes each deck with what was accepted of it."""
        super().__init__()
        self._decks = tuple(decks)
        self._save = save
        self._candidates = candidates_of(decks)
        self._past: list[tuple[int, tuple[Candidate, ...]]] = []
        self._at = 0
        """How many of the steps were taken when it was last saved."""
        self._head = Static(id="head", markup=False)
        self._list = OptionList(id="list", markup=False)
        self._list.can_focus = False
        self._listed: list[Candidate] = []
        """What the lines of the list show."""
        self._detail = Static(id="detail", markup=False)
        self._one = VerticalScroll(self._detail, id="one", can_focus=False)
        self._form = NoteForm(id="form")

    def compose(self) -> ComposeResult:
        """Yield the list of candidates and the one at hand."""
        yield self._head
        with Horizontal(id="middle"):
            yield self._list
            yield self._one
            yield self._form
        yield KeyHints()

    def on_mount(self) -> None:
        """Show the first candidate."""
        self._listed = list(self._candidates)
        self._list.set_options([Option(line_of(each)) for each in self._listed])
        self._show()

    def on_resize(self) -> None:
        """Count in fewer words where there is less room."""
        self._show_head()

    @property
    def _now(self) -> Candidate | None:
        return self._candidates[self._at] if self._candidates else None

    def _show_head(self) -> None:
        now = self._now
        title = show_line(self._decks[now.deck].title, "bold") if now else Content("Nothing to look over")
        place = f"{self._at + 1} of {len(self._candidates)}" if now else ""
        tally = tally_of(self._candidates, short=self.has_class("-narrow"))
        self._head.update(Content.assemble(title, "\n", (place + "   ", "bold $primary"), (tally, "$quiet")))

    def _show(self) -> None:
        self._show_head()
        for number, each in enumerate(self._candidates):
            if each is not self._listed[number]:
                self._listed[number] = each
                self._list.replace_option_prompt_at_index(number, line_of(each))
        now = self._now
        if now is not None:
            self._list.highlighted = self._at
            self._detail.update(detail_of(now))
            self._one.scroll_home(animate=False)
        self.set_class(self.editing, "-editing")
        self.refresh_bindings()

    def _decide(self, fate: Fate) -> None:
        now = self._now
        if now is not None:
            self._change(self._at, replace(now, fate=fate))
            self._go_on()
            self._show()

    def _change(self, at: int, candidate: Candidate) -> None:
        self._past.append((self._at, self._candidates))
        self._candidates = (*self._candidates[:at], candidate, *self._candidates[at + 1 :])

    def _go_on(self) -> None:
        """Go to the next candidate that is open, if there is one."""
        count = len(self._candidates)
        order = (number % count for number in range(self._at + 1, self._at + count))
        self._at = next((number for number in order if self._candidates[number].fate is Fate.OPEN), self._at)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Follow a click in the list."""
        if event.option_index != self._at and not self.editing:
            self._at = event.option_index
            self._show()

    def on_descendant_focus(self) -> None:
        """Which keys work depends on the focus."""
        self.refresh_bindings()

    def on_note_form_done(self, event: NoteForm.Done) -> None:
        """Keep the edit."""
        event.stop()
        self.action_keep()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Let only those keys live that do something now."""
        match action:
            case "keep" | "drop" | "next_field":
                return self.editing
            case "accept" | "reject" | "edit" | "go" | "page":
                return not self.editing and self._now is not None
            case "accept_all":
                return not self.editing and any(each.fate is Fate.OPEN for each in self._candidates)
            case "save":
                return not self.editing and any(each.fate is Fate.ACCEPTED for each in self._candidates)
            case "undo":
                return not self.editing and bool(self._past)
            case "leave":
                return not self.editing
            case _:
                return True

    def action_accept(self) -> None:
        """Take the candidate into the deck."""
        self._decide(Fate.ACCEPTED)

    def action_reject(self) -> None:
        """Leave the candidate out."""
        self._decide(Fate.REJECTED)

    def action_accept_all(self) -> None:
        """Take every candidate that is still open."""
        self._past.append((self._at, self._candidates))
        self._candidates = tuple(
            replace(each, fate=Fate.ACCEPTED) if each.fate is Fate.OPEN else each for each in self._candidates
        )
        self._show()

    def action_undo(self) -> None:
        """Take the last decision or edit back."""
        self._at, self._candidates = self._past.pop()
        self._show()

    def action_go(self, by: int) -> None:
        """Look at a neighbour."""
        self._at = (self._at + by) % len(self._candidates)
        self._show()

    def action_edit(self) -> None:
        """Open the fields."""
        now = self._now
        if now is None:
            return
        self.editing = True
        self._show()
        self._form.put(now.note)

    def action_next_field(self) -> None:
        """Go to the next field."""
        self.focus_next()

    def action_page(self, by: int) -> None:
        """Scroll a card that is longer than the screen."""
        self._one.scroll_relative(y=by * max(1, self._one.size.height - 2), animate=False)

    def action_keep(self) -> None:
        """Take what stands in the fields, and accept the card."""
        now = self._now
        if now is None:
            return
        changed = edit(now.note, self._form.draft)
        if isinstance(changed, str):
            self._form.tell(changed)
            return
        edited = now.edited or changed != now.note
        self._change(self._at, replace(now, note=changed, edited=edited, fate=Fate.ACCEPTED))
        self.action_drop()

    def action_drop(self) -> None:
        """Close the fields."""
        self.editing = False
        self.set_focus(None)
        self._show()

    def action_save(self) -> None:
        """Save what was accepted, and leave."""
        try:
            for deck in accepted(self._decks, self._candidates):
                self._save(deck)
        except QuizError as error:
            self.tell(error)
            return
        self.app.exit()

    def action_leave(self) -> None:
        """Leave; ask first if something was decided."""
        if not any(each.fate in _DONE or each.edited for each in self._candidates):
            self.app.exit()
            return
        taken = sum(each.fate is Fate.ACCEPTED for each in self._candidates)
        question = f"Leave without saving the {counted(taken, 'accepted card')}?" if taken else "Leave without saving?"
        self.app.push_screen(ConfirmScreen(question, yes="Leave, save nothing", no="Stay"), self._after_question)

    def _after_question(self, leave: bool | None) -> None:
        if leave:
            self.app.exit()
