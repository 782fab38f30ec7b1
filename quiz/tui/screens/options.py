"""What the screen of all settings and that of the options of one deck have in common."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import var
from textual.widgets import Input, OptionList, Static

from quiz.config import Origin
from quiz.config.table import Setting
from quiz.errors import QuizError
from quiz.tui.screens.base import QuizScreen
from quiz.tui.widgets.key_hints import KeyHints
from quiz.tui.widgets.safe import show_line
from quiz.tui.widgets.setting_list import SettingField, SettingLine, SettingList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quiz.collection import Collection
    from quiz.collection.preferences import Found
    from quiz.model.ids import DeckId

KEYS: list[BindingType] = [
    Binding("left", "turn(-1)", "Less", id="settings.less"),
    Binding("right", "turn(1)", "More", id="settings.more"),
    Binding("d,delete", "reset", "Reset", id="settings.reset", tooltip="Go back to the usual value"),
    Binding("escape", "cancel", "Cancel", id="settings.cancel"),
    Binding("q,escape", "leave", "Back", id="settings.leave"),
]


class OptionsScreen(QuizScreen[bool]):
    """Lists settings and changes the highlighted one; the result tells whether anything was changed.

    A change is written and holds at once, so there is nothing to save and nothing to lose.
    """

    CSS_PATH = "options.tcss"
    holds_settings = True
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    editing: var[bool] = var(default=False)
    """Whether a value is being typed."""

    def __init__(self, collection: "Collection", deck: "DeckId | None" = None) -> None:
        """Show the settings of ``collection``, or the options of one of its decks."""
        super().__init__()
        self._collection = collection
        self._preferences = collection.preferences
        self._deck = deck
        self._changed = False
        self._found: Sequence[Found] = ()
        self._head = Static(id="head", markup=False)
        self._list = SettingList(id="settings")
        self._label = Static(id="label", markup=False)
        self._field = SettingField(id="field")
        self._edit = Horizontal(self._label, self._field, id="edit")
        self._fault = Static(id="fault", markup=False)
        self._detail = Static(id="detail", markup=False)

    def compose(self) -> ComposeResult:
        """Yield the list, and under it what is said of the highlighted setting."""
        with Vertical(id="body"):
            yield self._head
            yield self._list
            yield self._edit
            yield self._fault
            yield self._detail
        yield KeyHints()

    def on_mount(self) -> None:
        """Show the settings."""
        self._edit.display = self._fault.display = False
        self._head.update(self.heading())
        self.put()
        self.begin()
        self._list.focus()

    def begin(self) -> None:
        """Go to where one begins; at first that is the first line."""

    # what each of the two screens has for itself

    def heading(self) -> Content:
        """Return what the screen is about."""
        raise NotImplementedError

    def usual(self, found: "Found") -> str:
        """Return what a setting is when it is not set here, as a sentence."""
        raise NotImplementedError

    def note(self, found: "Found") -> str:
        """Return a word or two on where a value comes from."""
        raise NotImplementedError

    def choices(self, setting: Setting) -> tuple[str, ...]:
        """Return all values there are, where they are few."""
        return setting.kind.choices

    def rows(self) -> "list[str | SettingLine]":
        """Return the lines under their headings."""
        rows: list[str | SettingLine] = []
        section = ""
        for found in self._found:
            if found.setting.section != section:
                section = found.setting.section
                rows.append(section)
            rows.append(
                SettingLine(
                    name=found.setting.title,
                    value=self.value_text(found),
                    note=self.note(found),
                    own=found.is_own,
                    fixed=found.is_fixed,
                )
            )
        return rows

    def value_text(self, found: "Found") -> str:
        """Return a value as the list shows it."""
        return found.shown

    # showing

    def put(self) -> None:
        """Show the settings as they are now."""
        self._found = self._preferences.found(self._deck)
        self._list.put(self.rows())
        self.put_detail()

    @property
    def at(self) -> "Found | None":
        """The highlighted setting."""
        number = self._list.at
        return self._found[number] if number is not None and number < len(self._found) else None

    def put_detail(self) -> None:
        """Say more of the highlighted line."""
        found = self.at
        if found is not None:
            lines = [
                Content(found.setting.doc),
                Content.styled(self._optimised(found), "$quiet"),
                show_line(f"Takes {found.setting.allowed}. {self.usual(found)}", "$quiet"),
                Content.styled(_from(found), "$warning" if found.is_fixed else "$quiet"),
            ]
            self._detail.update(Content("\n").join(line for line in lines if line.plain))
        self.refresh_bindings()

    def _optimised(self, found: "Found") -> str:
        """Return when and from how much the optimiser found a value; an empty text if it did not."""
        if found.setting.name != "parameters" or not found.is_own:
            return ""
        from quiz.srs.day import date_of  # noqa: PLC0415
        from quiz.words.common import day  # noqa: PLC0415 - most settings need neither

        last = self._collection.optimiser.last(self._deck)
        if last is None:
            return ""
        when = day(date_of(self._collection.days.day_of(last.at)))
        return f"Optimised on {when} from {last.reviews:,} answers."

    def tell_fault(self, text: str) -> None:
        """Say why a value cannot be set; an empty text takes that away."""
        self._fault.update(show_line(text, "bold $error"))
        self._fault.display = bool(text)

    def on_option_list_option_highlighted(self) -> None:
        """Say more of the line the highlight went to."""
        self.put_detail()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Change the line that was chosen."""
        event.stop()
        self.action_change()

    # changing

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Name only what can be done to the highlighted line."""
        found = self.at
        match action:
            case "turn":
                return not self.editing and found is not None and self._turns(found.setting)
            case "reset":
                return not self.editing and found is not None and self._is_set(found)
            case "cancel":
                return self.editing
            case "leave" | "help":
                return not self.editing
            case _:
                return True

    def name_of(self, binding: Binding) -> str:
        """Name the arrows after what they do to the highlighted setting."""
        found = self.at
        if binding.action.startswith("turn") and found is not None and self.choices(found.setting):
            return "Next" if binding.action == "turn(1)" else "Previous"
        return binding.description

    def _turns(self, setting: Setting) -> bool:
        return bool(self.choices(setting) or setting.kind.step)

    def _is_set(self, found: "Found") -> bool:
        """Tell whether there is something to take out of the file, though the environment may hide it."""
        layers = self._collection.settings.layers
        own = layers.file if self._deck is None else layers.decks.get(self._deck, {})
        return found.setting.name in own

    def action_change(self) -> None:
        """Take the next of a few values, or open the field."""
        found = self.at
        if found is None:
            return
        if self.choices(found.setting):
            self.action_turn(1)
        else:
            self._label.update(show_line(f"{found.setting.title}:", "bold"))
            self._field.put(found.text)
            self._edit.display = self.editing = True
            self._field.focus()
            self.refresh_bindings()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Set what was typed; what cannot be set stays in the field, with the reason."""
        event.stop()
        found = self.at
        if found is None:
            return
        try:
            value = self._preferences.read(found.setting, event.value)
        except QuizError as error:
            self.tell_fault(f"{error.message} {error.hint}")
            return
        if value != found.value and not self.set(found.setting, value):
            return
        self.action_cancel()

    def set(self, setting: Setting, value: object) -> bool:
        """Write a value and show what holds now; return whether that worked."""
        try:
            self._preferences.put(setting, value, self._deck)
        except QuizError as error:
            self.tell_fault(f"{error.message} {error.hint}")
            return False
        self._done(setting)
        return True

    def _done(self, setting: Setting) -> None:
        self._changed = True
        self.tell_fault("")
        self.took_effect(setting)
        self.put()

    def took_effect(self, setting: Setting) -> None:
        """Do what else a changed setting asks for."""

    def action_turn(self, by: int) -> None:
        """Take the next value in a direction."""
        found = self.at
        if found is None:
            return
        setting, choices = found.setting, self.choices(found.setting)
        if choices:
            there = choices.index(found.text) if found.text in choices else -1
            value = setting.kind.read(choices[(there + by) % len(choices)])
        else:
            value = setting.kind.turn(found.value, by)
        if value != found.value:
            self.set(setting, value)

    def action_reset(self) -> None:
        """Go back to the usual value."""
        found = self.at
        if found is None:
            return
        try:
            self._preferences.take(found.setting, self._deck)
        except QuizError as error:
            self.tell_fault(f"{error.message} {error.hint}")
        else:
            self._done(found.setting)

    def action_cancel(self) -> None:
        """Close the field; the value stays as it was."""
        self.tell_fault("")
        self._edit.display = self.editing = False
        self._list.focus()
        self.refresh_bindings()

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(self._changed)


def _from(found: "Found") -> str:
    match found.origin:
        case Origin.ENVIRONMENT:
            return f"{found.setting.variable} is set in the environment, and wins while it is."
        case Origin.ARGUMENT:
            return "An option of the command set it for this time."
        case _:
            return ""
