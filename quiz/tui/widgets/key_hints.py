"""The line at the bottom that tells what can be done here and now."""

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, cast, runtime_checkable

from textual.binding import Binding
from textual.content import Content
from textual.keys import key_to_character
from textual.widget import Widget

if TYPE_CHECKING:
    from textual import events
    from textual.app import App
    from textual.dom import DOMNode
    from textual.screen import Screen
    from textual.signal import Signal

_NAMES = {
    "escape": "esc",
    "minus": "-",
    "plus": "+",
    "at": "@",
    "slash": "/",
    "backslash": "\\",
    "underscore": "_",
    "pageup": "page up",
    "pagedown": "page down",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}
_GAP = 2
_WITH_LEAVING = 60
"""Cells from which on the way out is always named; on fewer what can be done to the thing at hand counts more."""
HERE, EVERYWHERE, IN_FIELD = "Here", "Everywhere", "In the field"
"""The headings of what a screen, or a part of it, and what the application can do, and of how a text is written."""


def key_name(key: str) -> str:
    """Return what is printed on a key, for the name Textual gives it."""
    *modifiers, last = key.split("+")
    sign = key_to_character(last) or " "
    name = _NAMES.get(last) or (sign if unicodedata.category(sign)[0] in "PS" else last)
    return "+".join((*modifiers, name))


def key_that(screen: "Screen[Any]", action: str) -> str:
    """Return the first key that is bound to an action on a screen, by the name people know; empty when none is.

    It is told also while the action is at rest, which the active bindings leave out.
    """
    for _, bindings in screen._modal_binding_chain:  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
        for key, binding in bindings:
            if binding.action == action:
                return key_name(key)
    return ""


@runtime_checkable
class NamesActions(Protocol):
    """A screen whose actions are called differently from moment to moment."""

    def name_of(self, binding: Binding) -> str:
        """Return what ``binding`` does now, in a word or two; empty when it is better not named."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """An action that works now."""

    action: str
    keys: tuple[str, ...]
    """Its keys, the usual one first, as Textual names them."""
    name: str
    help: str
    """The same in a few words more."""
    group: str
    """Under which heading it stands where all are listed."""

    @property
    def label(self) -> Content:
        """The usual key and the name."""
        return Content.assemble((key_name(self.keys[0]), "bold $accent"), (f" {self.name}", "$quiet"))


def living(screen: "Screen[object]", *, hidden: bool = False) -> list[Hint]:
    """Return what works now, in the order a screen declares it; ``hidden`` adds what is kept off the hint line.

    What the focused widget does comes first, and what the application does last; how one moves about in the widget,
    which every program does alike, comes after what the screen does.
    """
    declared: dict[str, tuple[int, list[str]]] = {}
    for number, binding in enumerate(screen.BINDINGS):
        if isinstance(binding, Binding):
            declared.setdefault(binding.action, (number, binding.key.split(",")))
    found: dict[tuple[DOMNode, str], tuple[Binding, str, list[str]]] = {}
    for key, active in screen.active_bindings.items():
        binding = active.binding
        if not active.enabled or binding.system or not (binding.show or hidden):
            continue
        name = screen.name_of(binding) if isinstance(screen, NamesActions) else binding.description
        if name:
            found.setdefault((active.node, binding.action), (binding, name, []))[2].append(key)

    def order(place: "tuple[DOMNode, str]") -> int:
        node, action = place
        if node is screen:
            return declared.get(action, (len(declared), []))[0]
        if screen in node.ancestors:
            return -1 if found[place][0].show else len(declared) + 1
        return len(declared) + 2

    hints: list[Hint] = []
    for node, action in sorted(found, key=order):
        binding, name, keys = found[node, action]
        usual = declared[action][1] if node is screen and action in declared else []
        keys.sort(key=lambda key: usual.index(key) if key in usual else len(usual))
        group = binding.group.description if binding.group is not None else _group(node, binding, screen)
        hints.append(Hint(action=action, keys=tuple(keys), name=name, help=binding.tooltip or name, group=group))
    return hints


def _group(node: "DOMNode", binding: Binding, screen: "Screen[object]") -> str:
    if node is screen:
        return HERE
    if screen not in node.ancestors:
        return EVERYWHERE
    if binding.show:
        return HERE
    from textual.widgets import Input, TextArea  # noqa: PLC0415 - only help lists what is hidden

    return IN_FIELD if isinstance(node, Input | TextArea) else HERE


class KeyHints(Widget, can_focus=False):
    """Shows whole hints only: what does not fit is left to the help, whose key is always the last. A click acts."""

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = """
    KeyHints {
        dock: bottom;
        height: 1;
        padding: 0 1;
        background: $surface;
        color: $quiet;
        text-wrap: nowrap;
    }
    """

    def __init__(self) -> None:
        """Start without hints; they come with the first binding signal."""
        super().__init__()
        self._places: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        """Follow the bindings of the screen."""
        changed = cast("Signal[Screen[object]]", self.screen.bindings_updated_signal)  # pyright: ignore[reportUnknownMemberType]
        changed.subscribe(self, self._bindings_changed)

    def _bindings_changed(self, screen: "Screen[object]") -> None:
        if screen is self.screen:
            self.refresh()

    def render(self) -> Content:
        """Lay out as many hints as fit."""
        hints = [(hint, hint.label) for hint in living(self.screen)]
        always = {"help", "leave"} if self.size.width >= _WITH_LEAVING else {"help"}
        last = [(hint, label) for hint, label in hints if hint.action in always]
        room = self.size.width - sum(label.cell_length + _GAP for _, label in last)
        # Two keys may do the same, one of the focused field and one of the screen: that of the screen is shown.
        named = {hint.name: hint for hint, _ in hints}
        shown: list[tuple[Hint, Content]] = []
        for hint, label in hints:
            if hint.action in always or hint is not named[hint.name] or label.cell_length > room:
                continue
            shown.append((hint, label))
            room -= label.cell_length + _GAP
        shown += last
        self._places = []
        at = 0
        for hint, label in shown:
            end = at + label.cell_length
            self._places.append((at, end, hint.keys[0]))
            at = end + _GAP
        return Content(" " * _GAP).join(label for _, label in shown)

    def on_click(self, event: "events.Click") -> None:
        """Press the key whose hint was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for start, end, key in self._places:
            if start <= offset.x < end:
                event.stop()
                cast("App[object]", self.app).simulate_key(key)
