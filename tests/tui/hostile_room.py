"""Shows hostile texts on the screens, and looks at what is painted."""

import importlib
import pkgutil
from collections.abc import Awaitable, Callable, Iterator
from contextlib import asynccontextmanager

from rich.cells import cell_len
from textual.app import App
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen
from tui_room import MakeCollection

from quiz.collection import Collection
from quiz.formats.toml_deck import write_deck
from quiz.tui import screens
from tests.hostile import NEVER, PAYLOADS, hostile_deck, torn

SIZES = {
    "markup": (80, 24),
    "controls": (40, 15),
    "letters": (40, 15),
    "unbroken": (40, 15),
    "long": (80, 24),
    "flood": (40, 15),
}
"""The screen each is shown on; every text on every size would take long and tell nothing more."""

_BARS = {"grab", "release", "scroll_up", "scroll_down", "scroll_left", "scroll_right"}
"""The actions of scroll bars, which are the only ones that a mouse may find in a line."""


def hostile_collection(collect: MakeCollection, text: str, **more: object) -> Collection:
    """Return a collection of that deck, a second one like it, and one that cannot be read."""
    collection = collect(broken='title = "Broken \\u001b]0;x\\u0007', **more)
    for name in ("hostile", "other"):
        write_deck(hostile_deck(text, name), collection.paths.decks / f"{name}.toml")
    collection.refresh()
    assert [deck.cards for deck in collection.decks() if deck.id == "hostile"] == [5]
    return collection


def assert_harmless(app: App[None]) -> None:
    """Look at every segment that would be painted, and at every line as a whole.

    A box or a note over a screen may cut through a wide letter below it: Textual lays them over each other by cells.
    Its text area, in which articles are read, breaks a word that is longer than a line between code points.
    """
    whole = not isinstance(app.screen, ModalScreen) and not app._notifications and not app.screen.query("ArticleText")
    for strip in app.screen._compositor.render_strips(app.size):
        for segment in strip:
            bad = NEVER.findall(segment.text)
            assert not bad, f"{bad!r} in {segment.text[:80]!r}"
            if segment.style is not None:
                assert segment.style.link is None, segment.text
                actions = {value for name, value in segment.style.meta.items() if name.startswith("@")}
                assert actions <= _BARS, actions
        line = "".join(segment.text for segment in strip)
        if whole:
            assert cell_len(line) == app.size.width, repr(line)
            assert not torn(line, flags=False), line


class Look:
    """Checks what is on the screen, and remembers which screens there were."""

    def __init__(self, name: str) -> None:
        self.text = PAYLOADS[name]
        self.size = SIZES[name]
        self.seen: set[str] = set()

    async def at(self, pilot: Pilot[None]) -> None:
        """Look at what is on the screen now."""
        await pilot.pause()
        assert pilot.app._exception is None
        self.seen.add(type(pilot.app.screen).__name__)
        assert_harmless(pilot.app)

    async def press(self, pilot: Pilot[None], *keys: str) -> None:
        """Look after each of some keys."""
        for key in keys:
            await pilot.press(key)
            await self.at(pilot)

    @asynccontextmanager
    async def over(self, app: App[None]) -> "Iterator[Pilot[None]]":  # type: ignore[misc]
        """Run an application on a screen of the size that is looked at."""
        async with app.run_test(size=self.size, notifications=True) as pilot:
            await self.at(pilot)
            yield pilot


Scene = Callable[[Look, MakeCollection], Awaitable[None]]
SCENES: dict[str, tuple[Scene, tuple[str, ...]]] = {}


def scene(*shown: str) -> Callable[[Scene], Scene]:
    """Keep a scene that shows the screens with these names."""

    def keep(play: Scene) -> Scene:
        SCENES[play.__name__] = (play, shown)
        return play

    return keep


def all_screens() -> set[str]:
    """Return the names of all screens there are; those that others are made from are none."""
    for module in pkgutil.walk_packages(screens.__path__, screens.__name__ + "."):
        importlib.import_module(module.name)
    waiting, found = list(Screen.__subclasses__()), []
    while waiting:
        each = waiting.pop()
        waiting += each.__subclasses__()
        if each.__module__.startswith(screens.__name__) and not any(
            other.__module__.startswith(screens.__name__) for other in each.__subclasses__()
        ):
            found.append(each.__name__)
    return set(found)
