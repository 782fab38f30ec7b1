"""A note in fields: what a learner may change, and the evidence to look at while doing so."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from quiz.model.deck import Basic, Cloze, ListNote, Note, holes
from quiz.model.text import one_line
from quiz.tui.editing import SEPARATOR, Draft, draft_of
from quiz.tui.widgets.candidate import evidence_of
from quiz.tui.widgets.edit_fields import AnswerField, LinesField, QuestionField
from quiz.tui.widgets.safe import show_line

_NARROW = 44
"""Cells below which fields have no frames."""
_QUESTION = "Question"
_SENTENCE = "Sentence; a hole: {{c1::Paris::city}}"
_STAYS = "These belonged to the old answer; take out what is no longer right."


class NoteForm(VerticalScroll, can_focus=False):
    """Shows a note in fields and tells when the learner is done; knows nothing of where notes are kept."""

    DEFAULT_CSS = """
    NoteForm {
        scrollbar-size-vertical: 1;

        & > * { max-width: 84; }
        .label { height: 1; padding: 0 1; color: $quiet; }
        .note { height: auto; padding: 0 1; }
        #evidence { height: auto; padding: 0 1 1 1; }
        AnswerField {
            border: round $border-blurred;
            background: $background;
            padding: 0 1;
            &:focus { border: round $border; background-tint: transparent; }
        }
        &.-narrow {
            AnswerField { border: none; height: 1; padding: 0 1; background: $surface; }
            LinesField { border: none; max-height: 5; padding: 0 1; background: $surface; }
            AnswerField:focus, LinesField:focus { border: none; background: $panel; }
        }
    }
    """

    class Done(Message):
        """The learner is done with the fields."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name Textual gives it
        """Make empty fields."""
        super().__init__(id=id)
        self._note: Note | None = None
        self.prompt = QuestionField(id="edit-prompt")
        self.answer = AnswerField(id="edit-answer")
        self.items = LinesField(id="edit-items")
        self.accept = LinesField(id="edit-accept")
        self.wrong = LinesField(id="edit-wrong")
        self._names = {
            field: Static(Content(name), classes="label")
            for field, name in (
                (self.prompt, _QUESTION),
                (self.answer, "Answer"),
                (self.items, f"Items, one a line; spellings: a {SEPARATOR} b"),
                (self.accept, "Also right, one a line"),
                (self.wrong, "Wrong options, one a line"),
            )
        }
        self._stays = Static(Content.styled(_STAYS, "$warning"), classes="note")
        self._fault = Static(classes="note", markup=False)
        self._evidence = Static(id="evidence", markup=False)

    def compose(self) -> ComposeResult:
        """Yield the fields from the top down, each under its name."""
        for field, name in self._names.items():
            if field is self.accept:
                # Next to what is judged by it, where it can be seen without scrolling.
                yield self._evidence
            yield name
            yield field
            if field is self.accept:
                yield self._stays
        yield self._fault

    def put(self, note: Note) -> None:
        """Show a note, and put the focus into its question."""
        self._note = note
        draft = draft_of(note)
        self.prompt.put(draft.prompt)
        self.answer.put(draft.answer)
        self.items.put(draft.items)
        self.accept.put(draft.accept)
        self.wrong.put(draft.wrong)
        self._lay_out(note)
        self._evidence.update(evidence_of(note))
        self._evidence.display = bool(note.evidence)
        self._stays.display = False
        self.tell("")
        self.scroll_home(animate=False)
        self.prompt.focus()

    def turn(self, note: Note) -> None:
        """Show the fields of a note of another kind; what was typed stays, also in fields that are not shown."""
        self._note = note
        if isinstance(note, ListNote) and not self.items.text.strip():
            self.items.put(self.answer.value)
        elif isinstance(note, Basic) and not self.answer.value.strip():
            self.answer.put(one_line(self.items.text))
        self._lay_out(note)
        self.tell("")
        if not any(field.has_focus and field.display for field in self._names):
            self.prompt.focus()

    def _lay_out(self, note: Note) -> None:
        """Show the fields that a note has."""
        listed, cloze = isinstance(note, ListNote), isinstance(note, Cloze)
        # Other answers of a cloze belong to its only hole; where there are several they have no meaning.
        several = cloze and len({hole.number for hole in holes(self.prompt.text)}) > 1
        beside = not listed and not several
        shown = {self.answer: not listed and not cloze, self.items: listed, self.accept: beside, self.wrong: beside}
        for field, yes in shown.items():
            field.display = self._names[field].display = yes
        self._names[self.prompt].update(Content(_SENTENCE if cloze else _QUESTION))

    @property
    def goes_on(self) -> bool:
        """Whether enter leads to another field, and not to the end."""
        return self.prompt.has_focus and (self.answer.display or self.items.display)

    @property
    def draft(self) -> Draft:
        """What stands in the fields."""
        return Draft(
            prompt=self.prompt.text,
            answer=self.answer.value,
            items=self.items.text,
            accept=self.accept.text,
            wrong=self.wrong.text,
        )

    @property
    def is_changed(self) -> bool:
        """Whether the fields say something else than the note that they were opened with."""
        return self._note is not None and self.draft != draft_of(self._note)

    def tell(self, fault: str) -> None:
        """Say why what stands in the fields cannot be kept; nothing is lost."""
        self._fault.update(show_line(fault, "bold $error"))
        self._fault.display = bool(fault)
        if fault:
            self.call_after_refresh(self.scroll_to_widget, self._fault, animate=False)

    def on_resize(self, event: Resize) -> None:
        """Leave the frames out where every line counts."""
        self.set_class(event.size.width < _NARROW, "-narrow")

    def on_question_field_submitted(self, event: QuestionField.Submitted) -> None:
        """Go on to the answer; a cloze has it in the question."""
        event.stop()
        following = next((field for field in (self.answer, self.items) if field.display), None)
        if following is None:
            self.post_message(self.Done())
        else:
            following.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Be done."""
        event.stop()
        self.post_message(self.Done())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Remind of the other answers when the one they belong to changes."""
        event.stop()
        self._remind()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Take the reminder away when they are seen to."""
        event.stop()
        self._remind()

    def _remind(self) -> None:
        if self._note is not None:
            before, now = draft_of(self._note), self.draft
            self._stays.display = bool(before.accept) and now.accept == before.accept and now.answer != before.answer
