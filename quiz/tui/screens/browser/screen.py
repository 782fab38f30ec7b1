"""Changes the cards that are picked, or the one the cursor is on; every change can be taken back."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.binding import Binding, BindingType

from quiz.collection.browser import Done, unwatched
from quiz.collection.job import MANY, Job
from quiz.errors import LockedError, QuizError
from quiz.model.memory import NEW
from quiz.model.review import ActionKind
from quiz.model.text import counted
from quiz.search.query import Status
from quiz.tui.screens.browser.finding import FindingScreen
from quiz.tui.screens.browser.keys import KEYS, Moment, works
from quiz.tui.session_view import hole_of
from quiz.tui.widgets.key_hints import key_that

if TYPE_CHECKING:
    from quiz.collection.browser import Browser, CardKey, Watch
    from quiz.model.edit import NoteEdit
    from quiz.tui.quiz_app import QuizApp

_LOOKED_AT = 500
"""Cards whose tags are told before they are changed."""
T = TypeVar("T")
_TAG = re.compile(r'(-?)(?:"([^"]*)"|([^\s,]+))')
_NAMES = {
    "suspend": (Status.SUSPENDED, "Suspend", "Put back"),
    "bury": (Status.BURIED, "Bury", "Unbury"),
    "mark": (Status.MARKED, "Mark", "Unmark"),
}
"""What is done to cards, and what is undone when all of them have it already."""
_DOING = {
    ActionKind.SUSPEND: "Suspending",
    ActionKind.UNSUSPEND: "Putting back",
    ActionKind.BURY: "Burying",
    ActionKind.UNBURY: "Unburying",
    ActionKind.MARK: "Marking",
    ActionKind.UNMARK: "Unmarking",
}
"""What is said while it is done to very many."""


class BrowserScreen(FindingScreen):
    """All cards; the result tells whether any of them was changed."""

    CSS_PATH = "browser.tcss"
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def on_mount(self) -> None:
        """Remember what was there before; `FindingScreen` does the rest."""
        self._changes = self._browser.changes

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Let only those keys live that do something now."""
        row = self._table.at
        now = Moment(
            searching=self.searching,
            cards=len(self._table.keys),
            picked=len(self._table.picked),
            filtered=bool(self._text.strip()),
            orphan=row is None or not row.deck,
            new=not self._table.picked and row is not None and row.state == NEW,
            can_undo=self._browser.can_undo,
        )
        return works(action, now)

    def name_of(self, binding: Binding) -> str:
        """Name what a key does to the card at hand; to several it does what is not true of all of them."""
        row = self._table.at
        if binding.action == "pick_all" and 0 < len(self._table.picked) == len(self._table.keys):
            return "None"
        if binding.action not in _NAMES or row is None or self._table.picked:
            return binding.description
        flags = row.flags
        has = {
            "suspend": flags.suspended,
            "bury": flags.buried_day == self._collection.today(),
            "mark": flags.marked,
        }
        _, name, back = _NAMES[binding.action]
        return back if has[binding.action] else name

    # picking

    def action_pick(self) -> None:
        """Pick the card, or let it go."""
        self._table.toggle()

    def action_pick_all(self) -> None:
        """Pick all cards of the search, or none when all of them are picked."""
        everything = set(self._table.keys)
        self._table.pick(set() if self._table.picked == everything else everything)

    def action_let_go(self) -> None:
        """Pick none."""
        self._table.pick(set())

    # changing

    def _flag(self, there: ActionKind, back: ActionKind, what: str) -> None:
        keys = self._table.chosen
        status, name, undone = _NAMES[what]
        all_have = self._browser.all_are(keys, status)
        question = f"{undone if all_have else name} {counted(len(keys), 'card')}?"
        kind = back if all_have else there
        doing = f"{_DOING[kind]} {counted(len(keys), 'card')}"
        self._sure(keys, question, lambda: self._do(keys, doing, lambda browser, watch: browser.act(keys, kind, watch)))

    def action_suspend(self) -> None:
        """Take cards out of study, or put them back."""
        self._flag(ActionKind.SUSPEND, ActionKind.UNSUSPEND, "suspend")

    def action_bury(self) -> None:
        """Hide cards until tomorrow, or take them back."""
        self._flag(ActionKind.BURY, ActionKind.UNBURY, "bury")

    def action_mark(self) -> None:
        """Mark cards, or take their marks off."""
        self._flag(ActionKind.MARK, ActionKind.UNMARK, "mark")

    def action_reset(self) -> None:
        """Make cards new again."""
        keys = self._table.chosen
        question = f"Make {counted(len(keys), 'card')} new again? The history is kept."
        doing = f"Making {counted(len(keys), 'card')} new again"
        reset = ActionKind.RESET
        self._sure(keys, question, lambda: self._do(keys, doing, lambda there, watch: there.act(keys, reset, watch)))

    def action_delete(self) -> None:
        """Delete the notes of cards from their deck files."""
        keys = self._table.chosen
        notes = sum(map(len, self._browser.notes(keys).values()))
        if not notes:
            self.say("These cards are in no deck file that can be read.", severity="warning")
            return
        cards = self._browser.cards_of_notes(keys)
        with_cards = f" with {counted(cards, 'card')}" if cards != notes else ""
        question = f"Delete {counted(notes, 'note')}{with_cards} from the deck files? The history is kept."
        doing = f"Deleting {counted(notes, 'note')}"
        delete = partial(self._do, keys, doing, lambda browser, watch: browser.delete(keys, watch), search=True)
        self._sure(keys, question, delete, always=True)

    def action_tag(self) -> None:
        """Ask for tags, and set them."""
        from quiz.tui.screens.browser.tags import TagsScreen  # noqa: PLC0415 - few visits to the browser need it

        keys = self._table.chosen
        rows = self._browser.rows(keys[:_LOOKED_AT])
        tags = Counter(tag for row in rows for tag in row.card.tags)

        def back(text: str | None) -> None:
            add, remove = tags_in(text or "")
            if add or remove:
                number = counted(len(keys), "card")

                def tag(browser: "Browser", watch: "Watch") -> "Done":
                    return browser.tag(keys, watch, add=add, remove=remove)

                self._sure(keys, f"Tag {number}?", lambda: self._do(keys, f"Tagging {number}", tag))

        self.app.push_screen(TagsScreen(len(keys), [tag for tag, _ in tags.most_common()]), back)

    def _sure(
        self, keys: "Sequence[CardKey]", question: str, act: Callable[[], object], *, always: bool = False
    ) -> None:
        """Act; on more than one card only when the question is answered with yes."""
        several, key = len(keys) > 1 or always, key_that(self, "undo")
        yes = f"Yes; {key} takes it back" if key else "Yes"
        self.ask_before(question if several else "", act, yes=yes, no="No")

    def _do(
        self,
        keys: "Sequence[CardKey]",
        doing: str,
        act: "Callable[[Browser, Watch], Done]",
        *,
        search: bool = False,
    ) -> None:
        """Change cards, very many of them beside the screen; ``search`` tells whether others may be found then."""

        def back(done: "Done | QuizError | None") -> None:
            if isinstance(done, QuizError):
                self.tell(done)
                self._renew(search=True)
            elif done is not None:
                self._renew(search=search)
                self.say(done.said)

        if len(keys) < MANY:
            try:
                done = act(self._browser, unwatched)
            except QuizError as error:
                back(error)
            else:
                back(done)
            return

        def made(done: "Done | QuizError | None") -> None:
            if isinstance(done, LockedError):
                cast("QuizApp", self.app).put_off(done, lambda: self._work(act, doing, made))
            else:
                back(self._browser.keep(done) if isinstance(done, Done) else done)

        self._work(act, doing, made)

    def _work(
        self,
        change: "Callable[[Browser, Watch], T]",
        doing: str,
        then: "Callable[[T | QuizError | None], None]",
        *,
        stoppable: bool = True,
    ) -> None:
        from quiz.tui.screens.working import WorkingScreen  # noqa: PLC0415

        self.app.push_screen(WorkingScreen(Job(self._collection, change), doing, stoppable=stoppable), then)

    def action_undo(self) -> None:
        """Take back the last change."""
        steps = self._browser.steps
        if not steps:
            return
        from quiz.tui.screens.ways_back import take_back  # noqa: PLC0415 - few visits to the browser need it

        take_back(self.app, self._collection, steps[-1], self._undone)

    def _undone(self, said: str | QuizError | None) -> None:
        if isinstance(said, QuizError):
            self.tell(said)
        elif said:
            self.say(said)
        self._renew(search=True)

    def action_edit(self) -> None:
        """Open the card's note in fields."""
        row = self._table.at
        if row is None:
            return
        try:
            note = self._collection.note_of(row.card)
        except QuizError as error:
            self.tell(error)
            return
        from quiz.tui.screens.edit import EditScreen  # noqa: PLC0415 - few visits to the browser need it

        def back(edit: "NoteEdit | None") -> None:
            if edit is not None:
                self._renew(search=False)

        save = partial(self._browser.edit, row.card)
        self.app.push_screen(EditScreen(note, row.deck, save, hole=hole_of(row.card)), back)

    def action_info(self) -> None:
        """Show what is known of the card."""
        from quiz.tui.screens.info import InfoScreen  # noqa: PLC0415 - few visits to the browser need it

        row = self._table.at
        if row is not None:
            self.app.push_screen(InfoScreen(self._collection, row.card, row.state, told=True))

    def action_leave(self) -> None:
        """Go back."""
        self._stop_waiting()
        self.dismiss(self._browser.changes != self._changes)


def tags_in(text: str) -> tuple[list[str], list[str]]:
    """Return the tags to add and those to remove, which have a minus sign in front; with spaces they are quoted."""
    found = [(match[1], (match[2] if match[2] is not None else match[3]).strip()) for match in _TAG.finditer(text)]
    return [tag for sign, tag in found if tag and not sign], [tag for sign, tag in found if tag and sign]
