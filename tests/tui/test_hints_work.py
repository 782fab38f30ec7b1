"""No hint on any screen names a key that does nothing: each is pressed, and something happens."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
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


async def _go(pilot: Pilot[None], keys: tuple[str, ...]) -> None:
    await pilot.pause()
    for key in keys:
        await pilot.press(key)
    await pilot.pause()
    await pilot.pause()


async def _walk(make: Callable[[], App[None]], keys: tuple[str, ...]) -> None:
    app = make()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await _go(pilot, keys)
        hinted = [(hint.keys[0], hint.name) for hint in living(app.screen)]
    assert hinted
    for key, name in hinted:
        app = make()
        async with app.run_test(size=SIZE, notifications=True) as pilot:
            await _go(pilot, keys)
            before = _look(app)
            await pilot.press(key)
            await pilot.pause()
            await pilot.pause()
            assert _look(app) != before, f"{key} {name}"
            assert app._exception is None


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
