"""Looks made cards over before any of them is saved."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.reactive import var
from textual.widgets import Static

from quiz.errors import QuizError
from quiz.model.deck import CardKind
from quiz.model.text import counted
from quiz.tui.editing import edit
from quiz.tui.kinds import forms_of, kind_of
from quiz.tui.proposals import Candidate, Fate, Item, Proposal, Reviewed, Standing, items_of, reviewed
from quiz.tui.review_rows import Folds, Group, group_of, is_aside, rows_of
from quiz.tui.screens.base import QuizScreen
from quiz.tui.screens.review_keys import KEYS, Moment, name_of, works
from quiz.tui.widgets.candidate import tally_of
from quiz.tui.widgets.candidate_detail import CandidateDetail
from quiz.tui.widgets.candidate_list import CandidateList
from quiz.tui.widgets.key_hints import KeyHints, key_that
from quiz.tui.widgets.note_form import NoteForm
from quiz.tui.widgets.safe import show_line

_NOTHING = "Nothing new to look over."


class ReviewScreen(QuizScreen[None]):
    """Shows the cards of articles one at a time: accept, edit, reject; then save what was decided."""

    CSS_PATH = "review.tcss"
    can_be_left = False
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    editing: var[bool] = var(False)
    """Whether the fields are open."""

    def __init__(
        self,
        proposals: Sequence[Proposal],
        save: Callable[[Reviewed], object],
        leave: Callable[[], object] | None = None,
    ) -> None:
        """Look ``proposals`` over; ``save`` is called for each article about which something was decided.

        ``leave`` is called at the end, with or without something saved; by default the program ends.
        """
        super().__init__()
        self._leave = leave
        self._proposals = tuple(proposals)
        self._save = save
        self._items = items_of(proposals)
        self._folds = Folds()
        self._past: list[tuple[int | None, tuple[Item, ...]]] = []
        """Where the cursor was and what was decided before each step."""
        self._at = next((number for number, item in enumerate(self._items) if self._folds.shows(item)), None)
        """Which item is looked at; ``None`` when all is folded away."""
        self._known_moment: Moment | None = None
        self._head = Static(id="head", markup=False)
        self._list = CandidateList(id="list")
        self._detail = CandidateDetail(id="detail")
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
        self._show()

    def on_resize(self) -> None:
        """Count in fewer words where there is less room, once it is known how much there is."""
        self.call_after_refresh(self._show_head)

    @property
    def _now(self) -> Item | None:
        return None if self._at is None else self._items[self._at]

    @property
    def _candidate(self) -> Candidate | None:
        return self._now if isinstance(self._now, Candidate) else None

    @property
    def _visible(self) -> list[int]:
        return [number for number, item in enumerate(self._items) if self._folds.shows(item)]

    # showing

    def _show_head(self) -> None:
        now, visible = self._now, self._visible
        deck = self._proposals[now.deck if now is not None else 0].made.deck if self._proposals else None
        title = show_line(deck.title, "bold") if deck is not None else Content("")
        place = f"{visible.index(self._at) + 1} of {len(visible)}" if self._at in visible else ""
        saves = self._moment.decided and not self.editing
        tally = tally_of(self._items, short=self.has_class("-narrow"), saves=saves)
        self._head.update(Content.assemble(title, "\n", (place and place + "   ", "bold $primary"), (tally, "$quiet")))

    def _show(self) -> None:
        self._known_moment = None
        self._show_head()
        self._list.put([*rows_of(self._proposals, self._items, self._folds)], self._at)
        self._show_detail()
        self._one.scroll_home(animate=False)
        self.set_class(self.editing, "-editing")
        self.refresh_bindings()

    def _show_detail(self) -> None:
        now = self._now
        if now is None:
            key = key_that(self, "turn_all") if self._items else ""
            self._detail.say(f"{_NOTHING} Press {key} to see what was left out, and why." if key else _NOTHING)
        else:
            self._detail.put(now, self._proposals[now.deck].made.sentences)

    def on_descendant_focus(self) -> None:
        """Which keys work depends on the focus."""
        self.refresh_bindings()

    @property
    def _moment(self) -> Moment:
        """What decides which keys work; every key asks for it after every step."""
        if self._known_moment is None:
            self._known_moment = self._make_moment()
        return self._known_moment

    def _make_moment(self) -> Moment:
        candidate = self._candidate
        return Moment(
            editing=self.editing,
            item=self._now,
            kinds=forms_of(candidate) if candidate is not None else (),
            visible=len(self._visible),
            open=any(isinstance(item, Candidate) and item.is_open for item in self._items),
            decided=any(True for _ in reviewed(self._proposals, self._items)),
            can_undo=bool(self._past),
            aside=not self._folds.all and self._now is not None and self._has_aside(group_of(self._now)),
            aside_anywhere=self._folds.all or any(is_aside(item) for item in self._items),
        )

    def _has_aside(self, group: Group) -> bool:
        return any(is_aside(item) for item in self._items if group_of(item) == group)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let only those keys live that do something now."""
        if action == "page" and self._one.max_scroll_y <= 0:
            return False
        return works(action, parameters, self._moment)

    def name_of(self, binding: Binding) -> str:
        """Return what a key does at the moment."""
        if binding.action == "submit":
            return "Next field" if self._form.goes_on else "Keep"
        here = self._now is not None and group_of(self._now) in self._folds.open
        return name_of(binding, self._moment, open_here=here, open_all=self._folds.all)

    # deciding

    def _change(self, candidate: Candidate) -> None:
        assert self._at is not None  # noqa: S101 - only a candidate that is looked at is changed
        self._past.append((self._at, self._items))
        self._items = (*self._items[: self._at], candidate, *self._items[self._at + 1 :])

    def _go_on(self) -> None:
        """Go to the next candidate that is open, if there is one."""
        count = len(self._items)
        start = self._at or 0
        order = (number % count for number in range(start + 1, start + count))
        waiting = (number for number in order if isinstance(item := self._items[number], Candidate) and item.is_open)
        self._at = next(waiting, self._at)
        self._stay_visible()

    def _stay_visible(self) -> None:
        """Go to the nearest item that can be seen, when the one at hand cannot."""
        visible = self._visible
        if self._at not in visible:
            at = self._at or 0
            self._at = min(visible, key=lambda number: (abs(number - at), number), default=None)

    def action_accept(self) -> None:
        """Take the candidate into the deck; one that was left out is rescued."""
        self._decide(Fate.ACCEPTED)

    def action_reject(self) -> None:
        """Leave the candidate out; one that was rescued goes back to what was left out."""
        candidate = self._candidate
        aside = candidate is not None and candidate.standing is Standing.LEFT_OUT
        self._decide(Fate.OPEN if aside else Fate.REJECTED)

    def _decide(self, fate: Fate) -> None:
        candidate = self._candidate
        if candidate is not None:
            self._change(replace(candidate, fate=fate))
            if candidate.is_offered:
                self._go_on()
            self._stay_visible()
            self._show()

    def action_accept_all(self) -> None:
        """Take every candidate that is still open."""
        self._past.append((self._at, self._items))
        self._items = tuple(
            replace(item, fate=Fate.ACCEPTED) if isinstance(item, Candidate) and item.is_open else item
            for item in self._items
        )
        self._show()

    def action_next_kind(self) -> None:
        """Make the candidate a card of the next kind it can be."""
        candidate = self._candidate
        if candidate is not None:
            kinds = [*forms_of(candidate)]
            self._make(candidate, kinds[(kinds.index(kind_of(candidate.note)) + 1) % len(kinds)])

    def action_kind(self, kind: str) -> None:
        """Make the candidate a card of one kind."""
        if self._candidate is not None:
            self._make(self._candidate, CardKind(kind))

    def _make(self, candidate: Candidate, kind: CardKind) -> None:
        self._change(replace(candidate, note=forms_of(candidate)[kind]))
        self._show()

    def action_undo(self) -> None:
        """Take the last decision or edit back."""
        self._at, self._items = self._past.pop()
        if self._now is not None and not self._folds.shows(self._now):
            self._folds = self._folds.toggled(group_of(self._now))
        self._show()

    # looking around

    def on_candidate_list_chosen(self, event: CandidateList.Chosen) -> None:
        """Follow a click on a card."""
        if not self.editing:
            self._at = event.number
        self._show()

    def on_candidate_list_turned(self, event: CandidateList.Turned) -> None:
        """Unfold or fold what was clicked."""
        if event.group is None:
            self.action_turn_all()
        elif not self.editing and not self._folds.all and self._has_aside(event.group):
            self._turn(event.group)
        else:
            self._show()

    def action_turn(self) -> None:
        """Show what else there is of the sentence, or fold it away."""
        if self._now is not None:
            self._turn(group_of(self._now))

    def _turn(self, group: Group) -> None:
        self._folds = self._folds.toggled(group)
        self._stay_visible()
        self._show()

    def action_turn_all(self) -> None:
        """Show everything that was left out of all articles, or fold all of it away."""
        if not self.editing:
            self._folds = Folds(all=not self._folds.all)
            self._stay_visible()
        self._show()

    def action_go(self, by: int) -> None:
        """Look at a neighbour."""
        visible = self._visible
        place = visible.index(self._at) if self._at in visible else 0
        self._at = visible[(place + by) % len(visible)]
        self._show()

    def action_page(self, by: int) -> None:
        """Scroll a card that is longer than the screen."""
        self._one.scroll_relative(y=by * max(1, self._one.size.height - 2), animate=False)

    # editing

    def action_edit(self) -> None:
        """Open the fields."""
        candidate = self._candidate
        if candidate is not None:
            self.editing = True
            self._show()
            self._form.put(candidate.note)

    def on_note_form_done(self, event: NoteForm.Done) -> None:
        """Keep the edit."""
        event.stop()
        self.action_keep()

    def action_next_field(self) -> None:
        """Go to the next field."""
        self.focus_next()

    def action_keep(self) -> None:
        """Take what stands in the fields, and accept the card."""
        candidate = self._candidate
        if candidate is None:
            return
        changed = edit(candidate.note, self._form.draft)
        if isinstance(changed, str):
            self._form.tell(changed)
            return
        worded = candidate.worded if changed == candidate.note else changed
        self._change(replace(candidate, note=changed, worded=worded, fate=Fate.ACCEPTED))
        self._shut()

    def action_drop(self) -> None:
        """Close the fields; ask first if something was changed in them."""
        self.ask_before(self._unkept, self._shut)

    def _shut(self) -> None:
        self.editing = False
        self.set_focus(None)
        self._show()

    # leaving

    def action_save(self) -> None:
        """Save what was decided, and leave."""
        try:
            for each in reviewed(self._proposals, self._items):
                self._save(each)
        except QuizError as error:
            self.tell(error)
            return
        self._end()

    @property
    def _unkept(self) -> str:
        """What to ask before fields are closed that say something else than the card."""
        return "Leave without keeping what you changed?" if self.editing and self._form.is_changed else ""

    @property
    def loses(self) -> str:
        """What was decided is lost, and while the fields are open what was changed in them."""
        fates = [item.fate for item in self._items if isinstance(item, Candidate) and item.fate is not Fate.OPEN]
        taken = fates.count(Fate.ACCEPTED)
        decided = f"Leave without saving the {counted(taken, 'accepted card')}?" if taken else "Leave without saving?"
        return self._unkept or (decided if fates else "")

    def action_leave(self) -> None:
        """Leave; ask first if something was decided."""
        self.ask_before(self.loses, self._end, yes="Leave, save nothing")

    def _end(self) -> None:
        (self._leave or self.app.exit)()
