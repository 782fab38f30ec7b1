"""All keys, and a way to choose other ones."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from quiz.errors import QuizError
from quiz.tui.keymap import all_places, keymap_of, keys_of
from quiz.tui.screens.base import QuizScreen
from quiz.tui.widgets.key_hints import KeyHints, key_name
from quiz.tui.widgets.safe import show_line
from quiz.tui.widgets.setting_list import SettingLine, SettingList

if TYPE_CHECKING:
    from quiz.collection import Collection
    from quiz.tui.quiz_app import QuizApp


class PressScreen(ModalScreen[str]):
    """Waits for a key; the result is its name, or nothing for escape."""

    CSS_PATH = "keys.tcss"

    def __init__(self, action: str) -> None:
        """Ask for the key of what is called ``action``."""
        super().__init__()
        self._action = action

    def compose(self) -> ComposeResult:
        """Yield the question."""
        with Vertical(id="box") as box:
            box.border_subtitle = Content("esc leaves it")
            yield Static(Content.assemble("Press the key for\n", (self._action, "bold $primary")))

    def on_key(self, event: Key) -> None:
        """Take the key."""
        event.stop()
        event.prevent_default()
        self.dismiss(None if event.key == "escape" else event.key)


class KeysScreen(QuizScreen[None]):
    """Lists what every key does, place by place; a change is written and holds at once."""

    CSS_PATH = "keys.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d,delete", "reset", "Reset", id="keys.reset", tooltip="Go back to the usual key"),
        Binding("q,escape", "leave", "Back", id="keys.leave"),
    ]

    def __init__(self, collection: "Collection") -> None:
        """Show the keys and those that ``collection`` has settings for."""
        super().__init__()
        self._preferences = collection.preferences
        self._actions: list[tuple[str, str]] = []
        self._head = Static(Content.styled("Keys", "bold $primary"), id="head")
        self._list = SettingList(id="keys", names=44)
        self._fault = Static(id="fault", markup=False)

    def compose(self) -> ComposeResult:
        """Yield the list, and under it what is wrong with a key."""
        with Vertical(id="body"):
            yield self._head
            yield self._list
            yield self._fault
        yield KeyHints()

    def on_mount(self) -> None:
        """Show the keys."""
        self._put()
        self.tell_faults(*keymap_of(self._preferences.keys, all_places()).faults)
        self._list.focus()

    def tell_faults(self, *faults: str) -> None:
        """Say what is wrong with keys in the file, or with the one that was pressed."""
        self._fault.update(Content("\n").join(show_line(fault, "$warning") for fault in faults))
        self._fault.display = bool(faults)

    def _put(self) -> None:
        keymap = keymap_of(self._preferences.keys, all_places())
        rows: list[str | SettingLine] = []
        self._actions = []
        for place in all_places():
            if place.own:
                rows.append(place.title)
            by_id = {each.id: each for each in place.bindings}
            for action in place.own:
                binding = by_id[action]
                now = keymap.full.get(action, ",".join(keys_of(binding)))
                name = binding.tooltip or binding.description
                own = action in keymap.chosen
                keys = "  ".join(key_name(key) for key in now.split(",") if key)
                rows.append(SettingLine(name=name, value=keys, note=action, own=own))
                self._actions.append((action, name))
        self._list.put(rows)
        self.refresh_bindings()

    @property
    def _at(self) -> tuple[str, str] | None:
        number = self._list.at
        return self._actions[number] if number is not None and number < len(self._actions) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Let only a key be reset that is not the usual one."""
        return action != "reset" or (self._at is not None and self._at[0] in self._preferences.keys)

    def on_option_list_option_highlighted(self) -> None:
        """Name what can be done to the line the highlight went to."""
        self.refresh_bindings()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Ask for another key."""
        event.stop()
        if self._at is None:
            return
        action, name = self._at

        def pressed(key: str | None) -> None:
            if key is not None:
                self._set(action, key)

        self.app.push_screen(PressScreen(name), pressed)

    def _set(self, action: str, key: str) -> None:
        others = {name: value for name, value in self._preferences.keys.items() if name != action}
        faults = keymap_of({**others, action: key}, all_places()).faults
        if mine := [fault for fault in faults if fault.startswith(action)]:
            self.tell_faults(*mine)
            return
        self._write(action, key)

    def _write(self, action: str, keys: str | None) -> None:
        try:
            self._preferences.put_keys(action, keys)
        except QuizError as error:
            self.tell_faults(f"{error.message} {error.hint}")
            return
        self.tell_faults()
        cast("QuizApp", self.app).use_keys()
        self._put()

    def action_reset(self) -> None:
        """Go back to the usual key."""
        if self._at is not None:
            self._write(self._at[0], None)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()
