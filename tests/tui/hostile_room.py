"""Texts that mean harm, a deck full of them, and what a screen must never show."""

import importlib
import pkgutil
import re
import unicodedata
from collections.abc import Awaitable, Callable, Iterator
from contextlib import asynccontextmanager

from rich.cells import cell_len
from textual.app import App
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen
from tui_room import MakeCollection

from quiz.collection import Collection
from quiz.formats.toml_deck import write_deck
from quiz.model.cells import clusters
from quiz.model.deck import Basic, Choice, Cloze, Deck, DeckId, ListNote, Note, NoteId, Source, Support
from quiz.tui import screens

MARKUP = (
    "[@click=app.quit]CLICK[/]",
    "[ @click=app.simulate_key('q')]x[/]",
    "[/oops] x [/]",
    "[b]bold[/b] [red on blue]x[/] [$error]y",
    "[link='http://evil.example']x[/link]",
    "x: list[int] = {'a': [1, 2]}[0]",
    '[@click="',
    "end\\",
)
CONTROLS = (
    "\x1b[31mred\x1b[0m",
    "a\x1b]52;c;aGFja2Vk\x07b",
    "a\x1b]0;owned\x1b\\b",
    "\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "a\x9b31mb\x90q\x9c",
    "a\x07\x08\x00\x7fb",
    "a\u202egnp.exe\u202c \u2066x\u2069 \u061c\u200e\u200f",
    "one\ntwo\r\nthree\u2028four\n\n\n\n\n",
    "a\x1b z",
    "a\tb \ufeff\ufff9c\ufffb",
)
LETTERS = (
    "👨‍👩‍👧‍👦 🏳️‍🌈 🇰🇬 👍🏽 1️⃣",
    "שלום עולם ١٢٣",
    "漢字かな交じり文か\u3099",
    "Z̷̢̛a̶l̸g̵o̷ e\u0301",
    "a\u200b\u200c\u2060b क्षि นี้",
)
PAYLOADS = {
    "markup": " ".join(MARKUP),
    "controls": " ".join(CONTROLS),
    "letters": " ".join(LETTERS),
    "long": "w" * 10_000,
    "flood": "\n" * 2_000 + "e" + "\u0301" * 2_000 + "\u200b" * 2_000 + "end",
}
SIZES = {"markup": (80, 24), "controls": (40, 15), "letters": (40, 15), "long": (80, 24), "flood": (40, 15)}
"""The screen each is shown on; every text on every size would take long and tell nothing more."""

_NEVER = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")

_BARS = {"grab", "release", "scroll_up", "scroll_down", "scroll_left", "scroll_right"}
"""The actions of scroll bars, which are the only ones that a mouse may find in a line."""


def hostile_deck(text: str, name: str = "hostile") -> Deck:
    """Return a deck of a card of every kind that says ``text`` wherever it can."""
    also = (Support(title=f"U {text}", path=f"V {text}", url=f"https://example.org/{text}", evidence=f"W A {text}"),)
    notes: tuple[Note, ...] = (
        Basic(
            id=NoteId("basic"),
            prompt=f"P {text}",
            answer=f"A {text}",
            accept=(f"B {text}",),
            evidence=f"E {text} A {text}",
            rule=f"R {text}"[:60],
            tags=(f"T {text}",),
            also=also,
        ),
        Basic(
            id=NoteId("options"),
            prompt=f"P {text}",
            answer=f"A {text}",
            distractors=(f"D {text}", f"F {text}"),
            evidence=f"E {text}",
        ),
        Choice(id=NoteId("choice"), prompt=f"Q {text}", answer=f"A {text}", distractors=(f"D {text}",)),
        Cloze(id=NoteId("cloze"), prompt=f"C {{{{c1::hidden::{text.replace('}', '')}}}}} {text}", evidence=text),
        ListNote(id=NoteId("list"), prompt=f"L {text}", answers=((f"I {text}",), ("other", f"J {text}"))),
    )
    source = Source(title=f"S {text}", path=f"path {text}", url=f"https://example.org/{text}")
    return Deck(id=DeckId(name), title=f"Title {text}", notes=notes, source=source)


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
    """
    alone = not isinstance(app.screen, ModalScreen) and not app._notifications
    for strip in app.screen._compositor.render_strips(app.size):
        for segment in strip:
            bad = _NEVER.findall(segment.text)
            assert not bad, f"{bad!r} in {segment.text[:80]!r}"
            if segment.style is not None:
                assert segment.style.link is None, segment.text
                actions = {value for name, value in segment.style.meta.items() if name.startswith("@")}
                assert actions <= _BARS, actions
        line = "".join(segment.text for segment in strip)
        if alone:
            assert cell_len(line) == app.size.width, repr(line)
            assert not torn(line), f"{torn(line)!r} in {line!r}"


def torn(line: str) -> list[str]:
    """Return what in a line is only a part of a letter: a mark without a base, a joiner that joins nothing."""
    return [
        letter
        for letter in clusters(line)
        if letter[-1] == "\u200d"
        or (letter[0] not in "\u200b\u2060" and unicodedata.category(letter[0]) in {"Mn", "Me"})
        or (len(letter) == 1 and "\U0001f1e6" <= letter <= "\U0001f1ff")
        or letter in {"👨", "👩", "👧", "👦", "🏳", "🏳️", "🌈", "\U0001f3fd"}
    ]


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
