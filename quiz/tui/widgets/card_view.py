"""One card: the question, the way to answer it, and what is said to the answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Input, Static

from quiz.grading.asking import Asked, Way
from quiz.model.card import Card, CardKind, Source
from quiz.tui.widgets.answer_input import PLACEHOLDER, AnswerInput
from quiz.tui.widgets.choices import ChoiceRow, Choices
from quiz.tui.widgets.prompt import prompt_of, whole_of
from quiz.tui.widgets.safe import show

if TYPE_CHECKING:
    from quiz.grading.hints import Hint
    from quiz.model.answer import GivenItem, Graded

_WIDEST = 84
"""Cells of a line, which is read more easily when it is not longer."""
_EDGES = 3
"""Cells that the bar beside the evidence and what is left free around it take."""
_LABELS = {False: "Show answer", True: "That is all"}
"""What the button says, without and with items of a list that were given."""


class ShowButton(Static, can_focus=False):
    """Asks for the answer by a click."""

    class Clicked(Message):
        """The answer is wanted."""

    def put(self, label: str) -> None:
        """Say something else, if it is something else."""
        if str(self.content) != label:
            self.update(Content(label), layout=False)

    def on_click(self, event: Click) -> None:
        """Ask for the answer."""
        event.stop()
        self.post_message(self.Clicked())


class CardView(VerticalScroll, can_focus=False):
    """Shows a card and takes the answer; knows nothing of grading, sessions or schedules."""

    DEFAULT_CSS = """
    CardView {
        align-horizontal: center;
        scrollbar-size-vertical: 1;

        & > * { width: 100%; max-width: 84; height: auto; }
        #prompt { text-style: bold; }
        #answer { border: round $border-blurred; background: $background; }
        #answer:focus { border: round $border; background-tint: transparent; }
        #show { width: 13; padding: 0 1; pointer: pointer; background: $surface; color: $quiet; }
        #show:hover { background: $block-hover-background; }
    }
    """

    @dataclass
    class Answered(Message):
        """An answer was typed; it may be empty."""

        text: str

    @dataclass
    class Chosen(Message):
        """An option was chosen."""

        text: str

    class ShowWanted(Message):
        """The learner wants to see the answer."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name Textual gives it
        """Start with nothing to ask."""
        super().__init__(id=id)
        self._card: Card | None = None
        self._asked = Asked(way=Way.FLIP)
        self._prompt = Static(id="prompt", markup=False)
        self._field = AnswerInput(id="answer")
        self._choices = Choices(id="choices")
        self._show = ShowButton(Content(_LABELS[False]), id="show")
        self._given = Static(id="given", markup=False)
        self._hint = Static(id="hint", markup=False)
        self._verdict = Static(id="verdict", markup=False)
        self._evidence = Static(id="evidence", markup=False)

    def compose(self) -> ComposeResult:
        """Yield the parts from the top down; what only an answer needs comes with `furnish`."""
        yield self._prompt
        yield self._field
        yield self._show

    def furnish(self) -> None:
        """Add the parts that the first question does not need."""
        if not self._verdict.is_attached:
            self.mount(self._verdict, self._evidence)
            self.mount(self._given, before=self._field)
            self.mount(self._hint, after=self._field)

    @property
    def way(self) -> Way:
        """How the card at hand is asked."""
        return self._asked.way

    @property
    def listed(self) -> bool:
        """Whether the items of a list are typed one at a time."""
        return self.way is Way.TYPED and self._card is not None and self._card.kind is CardKind.LIST

    @property
    def typing(self) -> bool:
        """Whether the field has the focus."""
        return self._field.has_focus

    @property
    def typed(self) -> str:
        """What stands in the field."""
        return self._field.value

    @property
    def pending(self) -> str:
        """What was typed for an answer and not given yet."""
        return self.typed if self.way is Way.TYPED and self.typed.strip() else ""

    @property
    def options(self) -> tuple[str, ...]:
        """The options on offer; none unless the card is asked as multiple choice."""
        return self._choices.options if self.way is Way.CHOICE else ()

    @property
    def highlighted(self) -> int:
        """The highlighted option from 1; 0 for none."""
        return self._choices.at

    def ask(self, card: Card, asked: Asked) -> None:
        """Show the question, and put the focus where the answer is typed."""
        self._card = card
        self._asked = asked
        way = asked.way
        self._prompt.update(prompt_of(card, asked.sentence))
        if self.listed:
            self.give(())
        self._field.placeholder = "Type one item" if self.listed else PLACEHOLDER
        self._field.between = ", " if self.listed else " "
        if way is Way.CHOICE and not self._choices.is_attached:
            self.mount(self._choices, after=self._prompt)
        self._choices.ask(asked.options)
        self._choices.display = way is Way.CHOICE
        self._field.value = ""
        self._field.display = way is Way.TYPED
        self._field.disabled = way is not Way.TYPED
        self._show.put(_LABELS[False])
        self._show.display = True
        for part in (self._given, self._hint, self._verdict, self._evidence):
            part.display = False
        self.scroll_home(animate=False)
        if way is Way.TYPED:
            self.type()

    def give(self, items: Sequence["GivenItem"]) -> None:
        """Show which items of a list were given, and make room for the next one."""
        from quiz.tui.widgets.list_verdict import given_rows, task_of  # noqa: PLC0415 - few cards are lists

        card = self._card
        if card is None:
            return
        if items:
            self.furnish()
        self._prompt.update(Content.assemble(prompt_of(card), "\n\n", task_of(card, items)))
        self._given.update(given_rows(items, ordered=card.ordered))
        self._given.display = bool(items)
        self._show.put(_LABELS[bool(items)])
        self._hint.display = False
        self._field.value = ""
        self._field.placeholder = "The next one; enter when that is all" if items else "Type one item"
        self.call_after_refresh(self._field.scroll_visible, animate=False)

    def hint(self, hint: "Hint", *, item: int | None) -> None:
        """Show some letters of the answer; ``item`` is the place of the item of a list that they are of, from 1."""
        self.furnish()
        which = f" · item {item}" if item else ""
        self._hint.update(
            Content.assemble(("hint  ", "$quiet"), show(hint.pattern, "bold"), (f"  {hint.shape}{which}", "$quiet"))
        )
        self._hint.display = True
        self.call_after_refresh(self._hint.scroll_visible, animate=False)

    def retype(self, text: str) -> None:
        """Put what was typed before back into the field."""
        self._field.value = text
        self._field.action_end()

    def type(self) -> None:
        """Put the focus into the field."""
        self._field.focus(scroll_visible=False)

    def move(self, by: int) -> None:
        """Highlight another option, and have it in sight."""
        self._choices.move(by)
        self._bring_marked()

    def doubt(self, graded: "Graded") -> None:
        """Ask whether a near miss was a typo."""
        from quiz.tui.widgets.verdict import doubt_of  # noqa: PLC0415 - the first question is painted without it

        self._close()
        self._verdict.update(doubt_of(graded))
        self._verdict.display = True
        self._evidence.display = False
        self._bring_verdict()

    def tell(self, graded: "Graded", source: Source | None) -> None:
        """Show what the answer was worth, and where the fact comes from."""
        from quiz.tui.widgets.verdict import also_of, evidence_of, origin_of, verdict_of  # noqa: PLC0415 - as above

        card = self._card
        if card is None:
            return
        self._close()
        if self.way is Way.CHOICE:
            self._choices.tell(right=card.answer, chosen=graded.given or None)
        if card.kind is CardKind.CLOZE:
            self._prompt.update(whole_of(card))
        elif self.listed or self._asked.sentence:
            self._prompt.update(prompt_of(card))
        room = min(_WIDEST, self.content_size.width) - _EDGES
        self._verdict.update(verdict_of(card, graded, chosen=self.way is Way.CHOICE, width=room))
        parts = (evidence_of(card), origin_of(source, card.as_of, room), *also_of(card, room))
        support = [part for part in parts if part.plain.strip()]
        self._evidence.update(Content("\n").join(support))
        self._verdict.display = True
        self._evidence.display = bool(support)
        if self.way is Way.CHOICE:
            # The options say what is right and what was chosen; so the question moves no further than they need.
            self.call_after_refresh(self._bring_marked)
        else:
            self._bring_verdict()

    def _close(self) -> None:
        """Take no more answers."""
        self.furnish()
        self._field.disabled = True
        for part in (self._field, self._show, self._given, self._hint):
            part.display = False

    def _bring_verdict(self) -> None:
        # The question stays in sight unless it fills the screen by itself.
        self.call_after_refresh(self.scroll_to_widget, self._verdict, animate=False, top=self.max_scroll_y > 0)

    def _bring_marked(self) -> None:
        for row in self._choices.marked:
            self.scroll_to_widget(row, animate=False)

    def on_choice_row_clicked(self, event: ChoiceRow.Clicked) -> None:
        """Take a click on an option for the choice."""
        event.stop()
        if event.number <= len(self.options):
            self.post_message(self.Chosen(self.options[event.number - 1]))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Pass on what was typed."""
        event.stop()
        self.post_message(self.Answered(event.value))

    def on_input_changed(self) -> None:
        """Name the button after what it does: what was typed is compared, not thrown away."""
        if not self.pending:
            self._show.put(_LABELS[self._given.display])
        else:
            self._show.put("Give" if self.listed else "Answer")

    def on_show_button_clicked(self, event: ShowButton.Clicked) -> None:
        """Pass on what was typed, or the wish to see the answer."""
        event.stop()
        self.post_message(self.Answered(self.pending) if self.pending else self.ShowWanted())
