"""Text from outside is shown as it stands: nothing in it is interpreted, on any screen."""

import unicodedata
from dataclasses import replace
from pathlib import Path

import hostile_scenes  # noqa: F401 - the scenes register themselves
import pytest
from hostile_room import SCENES, Look, all_screens
from tui_room import MakeCollection, answer, screen_text

from quiz.formats.toml_deck import write_deck
from quiz.tui.app import study_app
from quiz.tui.widgets.safe import show
from tests.hostile import CONTROLS, LETTERS, MARKUP, PAYLOADS, hostile_deck


@pytest.mark.parametrize("text", [*MARKUP, *CONTROLS, *LETTERS])
def test_shown_text_has_no_spans_and_no_control_characters(text: str) -> None:
    content = show(text)
    assert content.spans == []
    assert not {sign for sign in content.plain if unicodedata.category(sign) == "Cc"} - {"\n", "\t"}
    if text in MARKUP or text in LETTERS:
        assert content.plain == text


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("name", SCENES)
async def test_no_place_interprets_anything(collect: MakeCollection, name: str, payload: str) -> None:
    play, shown = SCENES[name]
    look = Look(payload)
    await play(look, collect)
    assert set(shown) <= look.seen


def test_every_screen_is_shown_in_a_scene() -> None:
    shown = {name for _, names in SCENES.values() for name in names}
    assert all_screens() - shown == set(), "give these a scene in hostile_scenes.py"


async def test_what_looks_like_markup_is_shown_letter_by_letter(collect: MakeCollection) -> None:
    text = PAYLOADS["markup"]
    deck = hostile_deck(text)
    collection = collect()
    write_deck(replace(deck, notes=deck.notes[:1]), collection.paths.decks / "hostile.toml")
    collection.refresh()
    app = study_app(collection)
    async with app.run_test(size=(120, 40)) as pilot:
        assert _letters(f"P {text}") in _letters(screen_text(app))
        await answer(pilot, "no")
        assert _letters(f"A {text}") in _letters(screen_text(app))
        assert _letters(f"S {text}") in _letters(screen_text(app))


def _letters(text: str) -> str:
    """Return text without what lines add to it: spaces and the bar beside the evidence."""
    return "".join(text.replace("▌", "").split())


async def test_a_pasted_escape_in_an_answer_reaches_neither_screen_nor_log(collect: MakeCollection) -> None:
    deck = hostile_deck("x")
    collection = collect()
    write_deck(replace(deck, notes=deck.notes[:1]), collection.paths.decks / "hostile.toml")
    collection.refresh()
    app = study_app(collection)
    async with app.run_test() as pilot:
        app.screen.query_one("#answer").value = "a\x1b]52;c;aGFja2Vk\x07b\u202e"  # type: ignore[attr-defined]
        await Look("controls").at(pilot)
        await pilot.press("enter")
        await Look("controls").at(pilot)
        await pilot.press("1")
        await pilot.pause()
    assert [review.typed for review in collection.history("hostile/basic")] == ["ab"]


def test_no_widget_is_given_a_formatted_string_or_an_escaped_one() -> None:
    """The ways around `show` are few; each is looked for by name."""
    room = Path(__file__).resolve().parents[2] / "quiz" / "tui"
    bad = ("escape(", "from_markup", "Static(f", "Label(f", ".update(f", "Option(f", "Option(str", "markup=True")
    found = [
        f"{path.name}: {sign}"
        for path in room.rglob("*.py")
        for sign in bad
        if sign in path.read_text(encoding="utf-8").replace("re.escape(", "")
    ]
    assert found == []
    notices = [
        line
        for path in room.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if ".notify(" in line and "markup=False" not in line
    ]
    assert notices == []
