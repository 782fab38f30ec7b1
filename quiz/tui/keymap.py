"""Keys that a learner chooses: which actions there are, what the file says of them, and what is wrong with it.

Textual forgets actions that share a key with one that is moved, and takes a key away from the action that had it.
So what shares keys is moved together, and a key is given away only where its action has moved on.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from textual.binding import Binding, InvalidBinding
from textual.keys import REPLACED_KEYS, Keys, key_to_character

from quiz.model.text import one_line
from quiz.tui.widgets.key_hints import key_name

if TYPE_CHECKING:
    from textual.dom import DOMNode

PLACES: tuple[tuple[str, ...], ...] = (
    ("Everywhere", "quiz.tui.quiz_app:QuizApp", "quiz.tui.screens.base:QuizScreen"),
    ("List of decks", "quiz.tui.screens.home:HomeScreen", "quiz.tui.widgets.deck_list:DeckList"),
    ("Session", "quiz.tui.screens.study:StudyScreen"),
    ("End of a session", "quiz.tui.screens.summary:SummaryScreen"),
    ("Choosing a session", "quiz.tui.screens.plan:PlanScreen"),
    ("All cards", "quiz.tui.screens.browser:BrowserScreen"),
    ("Statistics", "quiz.tui.screens.stats:StatsScreen"),
    ("Editing a card", "quiz.tui.screens.edit:EditScreen"),
    ("Making a deck", "quiz.tui.screens.generate:GenerateScreen"),
    ("Adding cards", "quiz.tui.screens.add:AddScreen"),
    ("Trash", "quiz.tui.screens.trash:TrashScreen"),
    ("Choosing a tag", "quiz.tui.screens.tags:TagScreen"),
    ("Article", "quiz.tui.screens.article:ArticleScreen"),
    ("Settings", "quiz.tui.screens.settings:SettingsScreen", "quiz.tui.widgets.setting_list:SettingList"),
    ("List of keys", "quiz.tui.screens.keys:KeysScreen", "quiz.tui.widgets.setting_list:SettingList"),
    ("Looking over made cards", "quiz.tui.screens.review:ReviewScreen"),
)
"""Where keys do something, and the classes whose bindings say what."""

_NAMED = frozenset({*(key.value for key in Keys if not key.value.startswith("<")), *REPLACED_KEYS})
_SENT = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "ctrl+[": "escape",
    "ctrl+left_square_bracket": "escape",
}
"""What terminals send in the place of a key, but for those of the newest kind."""
_TAKEN = {"ctrl+q": "quits", "ctrl+c": "copies", "ctrl+p": "opens the palette"}
"""What keys do everywhere, whatever a screen has them for."""
_LIKE = "Keys are called like b, B, ctrl+b, f5, space, left or comma."
_MODIFIERS = frozenset({"ctrl", "shift", "alt", "super", "meta", "hyper"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place with all that keys do there."""

    title: str
    bindings: tuple[Binding, ...]
    """One for each action, those of all places included."""
    own: tuple[str, ...]
    """The names of the actions that are this place's own and can be moved, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keymap:
    """What is made of the keys in the file."""

    chosen: Mapping[str, str]
    """Keys by action, of what the learner has moved, separated by commas."""
    full: Mapping[str, str]
    """The same with what must be said of other actions, for Textual."""
    faults: tuple[str, ...] = ()
    """What in the file is wrong, as sentences; it is left out."""


@cache
def all_places() -> tuple[Place, ...]:
    """Return all places; this loads their screens."""
    places: list[Place] = []
    seen: set[str] = set()
    common: dict[object, Binding] = {}
    for title, *classes in PLACES:
        here: dict[object, Binding] = {}
        for name in classes:
            for each in _bindings_of(_class(name)):
                here.setdefault(each.id or (each.action, each.key), each)
        own = tuple(dict.fromkeys(each.id for each in here.values() if each.id and each.id not in seen))
        seen |= set(own)
        common = common or here
        places.append(Place(title=title, bindings=tuple((common | here).values()), own=own))
    return tuple(places)


def _class(name: str) -> "type[DOMNode]":
    module, _, attribute = name.partition(":")
    return getattr(import_module(module), attribute)


def _bindings_of(kind: "type[DOMNode]") -> Iterator[Binding]:
    """Return the bindings of a class and of those it is made from, without what Textual gives to everything."""
    for each in kind.__mro__:
        if each.__module__.startswith(("quiz.", "textual.widgets.")):
            yield from (binding for binding in vars(each).get("BINDINGS", ()) if isinstance(binding, Binding))


def read_keys(text: str) -> tuple[str, ...] | None:
    """Return the keys, as Textual names them, that a text such as ``b``, ``ctrl+b`` or ``space,enter`` means."""
    keys: list[str] = []
    for part in [","] if text.strip() == "," else text.split(","):
        key = "comma" if part == "," else part.strip()
        try:
            [binding] = Binding.make_bindings([(key, "", "")])
        except (InvalidBinding, ValueError):
            return None
        *modifiers, last = binding.key.split("+")
        if not set(modifiers) <= _MODIFIERS or not _is_key(last):
            return None
        keys.append(binding.key)
    return tuple(keys)


def _not_typed(keys: Iterable[str]) -> str | None:
    """Return why one of ``keys`` cannot be pressed in a terminal, or would do something else."""
    for key in keys:
        letter = key.removeprefix("shift+")
        if (sent := _SENT.get(key)) is not None:
            return f"most terminals send {sent} for {key}"
        if key != letter and len(letter) == 1 and letter.isalpha():
            return f"with shift it is called {letter.upper()}"
        if key in _TAKEN:
            return f"{key} {_TAKEN[key]} everywhere"
    return None


def _is_key(name: str) -> bool:
    return name in _NAMED or (bool(name) and key_to_character(name) is not None)


def keys_of(binding: Binding) -> tuple[str, ...]:
    """Return the keys that an action has by itself."""
    return tuple(key.strip() for key in binding.key.split(","))


def keymap_of(raw: Mapping[str, object], places: Sequence[Place]) -> Keymap:
    """Return what is made of the keys in the file, for ``places``."""
    usual = {each.id: keys_of(each) for place in places for each in place.bindings if each.id}
    chosen: dict[str, tuple[str, ...]] = {}
    faults: list[str] = []
    for action, value in raw.items():
        keys = read_keys(value) if isinstance(value, str) else None
        if action not in usual:
            faults.append(f"There is no action {one_line(repr(action))}{_nearest(action, usual)}.")
        elif keys is None:
            faults.append(f"{action} cannot be on {one_line(repr(value))[:40]}: there is no such key. {_LIKE}")
        elif why := _not_typed(keys):
            faults.append(f"{action} cannot be on {one_line(repr(value))[:40]}: {why}.")
        elif fault := _clash(action, keys, chosen, places):
            faults.append(fault)
        else:
            chosen[action] = keys
    full = _with_neighbours(chosen, places)
    return Keymap(chosen=_joined(chosen), full=_joined(full), faults=tuple(faults))


def _joined(keys: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {action: ",".join(each) for action, each in keys.items()}


def _nearest(action: str, known: Iterable[str]) -> str:
    import difflib  # noqa: PLC0415 - only on the way to an error

    near = difflib.get_close_matches(action, known, n=1)
    return f"; did you mean {near[0]}" if near else ""


def _clash(
    action: str, keys: tuple[str, ...], chosen: Mapping[str, tuple[str, ...]], places: Sequence[Place]
) -> str | None:
    """Return why an action cannot be on keys: another one would be left without a key where both can work.

    Actions that share a key anyway, such as showing an answer and taking a rating, may share others.
    """
    for place, other in _rivals(action, places):
        now = chosen.get(other.id or "", keys_of(other))
        both = [key for key in keys if key in now]
        if both and (other.id in chosen or other.id is None or set(now) <= set(keys)):
            name = other.id or other.description or other.action
            return f"{action} cannot be on {key_name(both[0])}, which is {name} ({place.title.lower()})."
    return None


def _rivals(action: str, places: Sequence[Place]) -> Iterator[tuple[Place, Binding]]:
    """Return the actions that work where an action does, and share no key with it by themselves."""
    for place in places:
        mine = {key for each in place.bindings if each.id == action for key in keys_of(each)}
        if mine:
            yield from ((place, each) for each in place.bindings if each.id != action and not mine & set(keys_of(each)))


def _with_neighbours(chosen: Mapping[str, tuple[str, ...]], places: Sequence[Place]) -> dict[str, tuple[str, ...]]:
    """Return the keys of what was moved and of everything that Textual would forget or rob because of it."""
    full = dict(chosen)
    for action, keys in chosen.items():
        for _, other in _rivals(action, places):
            if other.id and other.id not in chosen and set(keys) & set(keys_of(other)):
                left = full.get(other.id, keys_of(other))
                full[other.id] = tuple(key for key in left if key not in keys)
    waiting = list(full)
    while waiting:
        action = waiting.pop()
        for place in places:
            touched = {key for each in place.bindings if each.id == action for key in keys_of(each)}
            if not touched:
                continue
            touched |= set(full[action])
            for other in place.bindings:
                if other.id and other.id not in full and touched & set(keys_of(other)):
                    full[other.id] = keys_of(other)
                    waiting.append(other.id)
    return full
