"""No hint on any screen names a key that does nothing: each is pressed, and something happens."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from textual import events
from textual.app import App
from textual.pilot import Pilot
from tui_room import CAPITALS, CHOICE, CLOZE, LIST, TURKIC, MakeCollection

from quiz.formats.toml_deck import read_deck
from quiz.generate.facts import Generated
from quiz.model.ids import DeckId
from quiz.model.options import AskMode
from quiz.model.plan import Plan
from quiz.tui.app import home_app, review_app, study_app
from quiz.tui.proposals import Proposal
from quiz.tui.widgets.key_hints import living

HEAD = TURKIC.partition("[[card]]")[0]
LONG = TURKIC.replace("In which city", "word " * 400 + "In which city")
ARTICLE = (
    "Secretaries met\n\n" + "Some did.\n\n" * 90 + "The General Secretariat of OTS is situated in Istanbul, Türkiye.\n"
)
SIZE = (150, 40)
ROUNDS = 4
PAUSES = 3


@dataclass(frozen=True)
class Place:
    """How to get to a screen."""

    keys: tuple[str, ...] = ()
    deck: str = TURKIC
    home: bool = False
    mode: AskMode = AskMode.AUTO
    learn_ahead: int = 1200


PLACES = {
    "typed": Place(),
    "typing": Place(("x",)),
    "not typing": Place(("x", "escape")),
    "flip": Place(mode=AskMode.FLIP),
    "long": Place(("escape",), deck=LONG),
    "choice": Place(deck=HEAD + CHOICE),
    "choosing": Place(("down",), deck=HEAD + CHOICE),
    "cloze": Place(("escape",), deck=HEAD + CLOZE),
    "list": Place((*"Turkey", "enter"), deck=HEAD + LIST),
    "list, not typing": Place((*"Turkey", "enter", "escape"), deck=HEAD + LIST),
    "near miss": Place((*"Istambul", "enter")),
    "right": Place((*"Istanbul", "enter")),
    "wrong": Place((*"Rome", "enter")),
    "shown": Place(("space",)),
    "marked": Place(("space", "asterisk")),
    "second card": Place(("space", "3", "escape"), deck=CAPITALS),
    "waiting": Place(("space", "3"), learn_ahead=0),
    "summary": Place(("space", "4")),
    "summary of nothing": Place(("escape", "at")),
    "article": Place(("space", "s")),
    "information": Place(("space", "i")),
    "help": Place(("space", "question_mark")),
    "edit": Place(("escape", "e")),
    "delete?": Place(("escape", "ctrl+delete")),
    "options": Place(("escape", "o")),
    "home": Place(home=True),
    "settings": Place(("comma",), home=True),
    "statistics": Place(("t",), home=True),
    "plan": Place(("s",), home=True),
}


def _make(place: Place, collect: MakeCollection) -> App[None]:
    Path("seeds").mkdir(exist_ok=True)
    Path("seeds/turkic.txt").write_text(ARTICLE)
    rivers = CAPITALS.replace("capitals", "rivers").replace("Capitals", "Rivers")
    collection = collect(mode=place.mode, turkic=place.deck, rivers=rivers)
    object.__setattr__(collection.settings.study, "learn_ahead", place.learn_ahead)
    deck = "capitals" if place.deck is CAPITALS else "turkic"
    return home_app(collection) if place.home else study_app(collection, Plan(decks=(DeckId(deck),)))


def _look(app: App[None]) -> object:
    """Return all that a learner could notice."""
    strips = app.screen._compositor.render_strips(app.size)
    cells = tuple((segment.text, str(segment.style)) for strip in strips for segment in strip)
    notes = tuple(note.message for note in app._notifications)
    decks = tuple(sorted((path, path.read_bytes()) for path in Path("quiz/decks").glob("*.toml")))
    return (tuple(map(type, app.screen_stack)), app.current_mode, app._exit, notes, decks, id(app.focused), cells)


async def _settle(pilot: Pilot[None]) -> None:
    """Wait until what is under way is done, without the sleeps of `Pilot.press`; a new screen needs some rounds."""
    for _ in range(ROUNDS):
        await pilot._wait_for_screen()
        await pilot.app._animator.wait_until_complete()


def _send(pilot: Pilot[None], key: str) -> None:
    event = events.Key(key, key if len(key) == 1 else None)
    event.set_sender(pilot.app)
    assert pilot.app._driver is not None
    pilot.app._driver.send_message(event)


async def _press(pilot: Pilot[None], key: str) -> None:
    _send(pilot, key)
    await _settle(pilot)


async def _go(pilot: Pilot[None], keys: tuple[str, ...]) -> None:
    await pilot.pause()
    for key, then in pairwise((*keys, "")):
        _send(pilot, key)
        if len(key) != 1 or len(then) != 1:  # the letters of a word all go to the field
            await _settle(pilot)
    await pilot.pause()
    await pilot.pause()


async def _does_something(pilot: Pilot[None], key: str, before: object) -> bool:
    await _press(pilot, key)
    for _ in range(PAUSES):
        if _look(pilot.app) != before:
            return True
        await pilot.pause()
    return _look(pilot.app) != before


async def _goes_back(pilot: Pilot[None], depth: int, before: object) -> bool:
    """Return whether all is as before when the screens that a key opened are closed again."""
    app = pilot.app
    if app._exit or app._exception is not None or len(app.screen_stack) <= depth:
        return False
    while len(app.screen_stack) > depth:
        await app.pop_screen()
    await _settle(pilot)
    await pilot.pause()
    return _look(app) == before


async def _walk(make: Callable[[], App[None]], keys: tuple[str, ...]) -> None:
    """Press each hinted key; in one program as long as what it does can be closed again, or else in a new one."""
    hinted: list[tuple[str, str]] | None = None
    while hinted is None or hinted:
        app = make()
        async with app.run_test(size=SIZE, notifications=True) as pilot:
            await _go(pilot, keys)
            before, depth = _look(app), len(app.screen_stack)
            if hinted is None:
                hinted = [(hint.keys[0], hint.name) for hint in living(app.screen)]
                assert hinted
            again = True
            while hinted and again:
                key, name = hinted.pop(0)
                assert await _does_something(pilot, key, before), f"{key} {name}"
                assert app._exception is None
                again = await _goes_back(pilot, depth, before)


@pytest.mark.parametrize("name", PLACES)
async def test_every_hinted_key_does_something(collect: MakeCollection, name: str) -> None:
    place = PLACES[name]
    number = 0

    def make() -> App[None]:
        nonlocal number
        number += 1
        for database in Path("quiz").glob("quiz.db*"):
            database.unlink()
        return _make(place, collect)

    await _walk(make, place.keys)


@pytest.mark.parametrize("keys", [(), ("a",), ("x",), ("e",)])
async def test_every_hinted_key_of_a_review_does_something(tmp_path: Path, keys: tuple[str, ...]) -> None:
    path = tmp_path / "turkic.toml"
    path.write_text(TURKIC + CHOICE + CLOZE + LIST, encoding="utf-8")
    deck = read_deck(path).deck
    await _walk(lambda: review_app([Proposal(made=Generated(deck=deck))], lambda _: None), keys)
