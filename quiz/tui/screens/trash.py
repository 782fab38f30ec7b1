"""The decks in the trash, each of which can be taken back."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from quiz.collection.shelf import Step
from quiz.errors import QuizError
from quiz.model.text import counted
from quiz.tui.screens.base import QuizScreen
from quiz.tui.widgets.key_hints import KeyHints
from quiz.tui.widgets.laid_out import PlainList
from quiz.tui.widgets.safe import show_line
from quiz.words.common import day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quiz.collection import Collection
    from quiz.collection.trash import Trashed


class TrashList(PlainList):
    """Shows what is in the trash."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Restore"),
        Binding("j", "cursor_down", "Down", show=False),
        Binding("k", "cursor_up", "Up", show=False),
    ]


class TrashScreen(QuizScreen[Step]):
    """Lists deleted decks, newest first; the result is what was restored."""

    CSS_PATH = "trash.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,escape,T", "leave", "Back", id="trash.leave")]

    def __init__(self, collection: "Collection", found: "Sequence[Trashed]") -> None:
        """List ``found``."""
        super().__init__()
        self._collection = collection
        self._found = tuple(found)
        self._list = TrashList(*(Option(self._line(one)) for one in found), id="list")

    def compose(self) -> ComposeResult:
        """Yield the list under a line that tells what it is."""
        head = Content.assemble(("Trash", "bold $primary"), (f"   {counted(len(self._found), 'deck')}", "$quiet"))
        yield Static(head, id="head")
        yield self._list
        yield Static(
            Content.styled("quiz never empties it; the histories of these cards are kept.", "$quiet"), id="note"
        )
        yield KeyHints()

    def on_mount(self) -> None:
        """Begin with the newest."""
        self._list.highlighted = 0
        self._list.focus()

    def _line(self, trashed: "Trashed") -> Content:
        zone = self._collection.days.zone
        when = datetime.fromtimestamp(trashed.at / 1000, tz=UTC).astimezone(zone)
        told = f"\n  deleted {day(when.date())} {when:%H:%M} · "
        return Content.assemble(show_line(trashed.title), (told, "$quiet"), show_line(str(trashed.place), "$quiet"))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the chosen one back."""
        event.stop()
        try:
            step = self._collection.shelf.restore(self._found[event.option_index])
        except QuizError as error:
            self.tell(error)
        else:
            self.dismiss(step)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)
