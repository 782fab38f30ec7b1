"""Text from outside is shown as it stands: nothing in it is interpreted, on any screen."""

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot
from tui_room import MakeCollection, answer, screen_text

from quiz.errors import StoreError
from quiz.formats.toml_deck import write_deck
from quiz.generate.facts import Drop, Generated, Origin
from quiz.model.deck import Basic, Cloze, Deck, DeckId, ListNote, Note, NoteId, Source
from quiz.tui.app import home_app, review_app, study_app
from quiz.tui.proposals import Proposal
from quiz.tui.screens.confirm import ConfirmScreen
from quiz.tui.widgets.safe import show

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
    "a\x9b31mb\x90q\x9c",
    "a\x07\x08\x00\x7fb",
    "a\u202egnp.exe\u202c \u2066x\u2069",
    "one\ntwo\r\nthree\u2028four",
    "a\tb",
)
LETTERS = (
    "שלום עולם ١٢٣",
    "👨‍👩‍👧‍👦 🏳️‍🌈 🇰🇬",
    "Z̷̢̛a̶l̸g̵o̷ e\u0301",
    "漢字かな交じり文",
)
PAYLOADS = {
    "markup": " ".join(MARKUP),
    "controls": " ".join(CONTROLS),
    "letters": " ".join(LETTERS),
    "long": "w" * 10_000,
}
SIZES = [(80, 24), (40, 15)]


def _deck(text: str) -> Deck:
    notes: tuple[Note, ...] = (
        Basic(
            id=NoteId("basic"),
            prompt=f"P {text}",
            answer=f"A {text}",
            accept=(f"B {text}",),
            evidence=f"E {text} A {text}",
            rule=f"R {text}"[:60],
            tags=(f"T {text}",),
        ),
        Basic(
            id=NoteId("choice"),
            prompt=f"P {text}",
            answer=f"A {text}",
            distractors=(f"D {text}", f"F {text}"),
            evidence=f"E {text}",
        ),
        Cloze(id=NoteId("cloze"), prompt=f"C {{{{c1::hidden::{text.replace('}', '')}}}}} {text}", evidence=text),
        ListNote(id=NoteId("list"), prompt=f"L {text}", answers=((f"I {text}",), ("other", f"J {text}"))),
    )
    source = Source(title=f"S {text}", path=f"path {text}", url=f"https://example.org/{text}")
    return Deck(id=DeckId("hostile"), title=f"Title {text}", notes=notes, source=source)


@pytest.mark.parametrize("text", [*MARKUP, *CONTROLS, *LETTERS])
def test_shown_text_has_no_spans_and_no_control_characters(text: str) -> None:
    content = show(text)
    assert content.spans == []
    assert not {sign for sign in content.plain if unicodedata.category(sign) == "Cc"} - {"\n", "\t"}
    if text in MARKUP or text in LETTERS:
        assert content.plain == text


def assert_harmless(app: App[None]) -> None:
    """Look at every segment that would be painted."""
    for strip in app.screen._compositor.render_strips(app.size):
        for segment in strip:
            bad = [
                sign for sign in segment.text if unicodedata.category(sign) in {"Cc", "Cs"} or sign in "\u202e\u2066"
            ]
            assert not bad, f"{bad!r} in {segment.text[:80]!r}"
            if segment.style is not None:
                assert segment.style.link is None
                assert "@click" not in segment.style.meta


async def _look(pilot: Pilot[None]) -> None:
    await pilot.pause()
    assert pilot.app._exception is None
    assert_harmless(pilot.app)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAYLOADS)
async def test_studying_and_the_screens_around_it(collect: MakeCollection, name: str, size: tuple[int, int]) -> None:
    text = PAYLOADS[name]
    collection = collect()
    write_deck(_deck(text), collection.paths.decks / "hostile.toml")
    collection.refresh()
    assert [deck.cards for deck in collection.decks() if deck.id == "hostile"] == [4]
    app = home_app(collection)
    async with app.run_test(size=size, notifications=True) as pilot:
        await _look(pilot)
        await pilot.press("down", "down")
        await _look(pilot)
        await pilot.press("t")
        await _look(pilot)
        await pilot.press("right", "q", "a")
        for _ in range(4):
            await _look(pilot)
            if app.screen.query_one("#answer").display:
                await answer(pilot, f"A {text} {text}")
            else:
                await pilot.press("1")
            await _look(pilot)
            await pilot.press("i")
            await _look(pilot)
            await pilot.press("escape", "question_mark")
            await _look(pilot)
            await pilot.press("escape", "e")
            await _look(pilot)
            await pilot.press("escape", "4")
        await _look(pilot)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAYLOADS)
async def test_looking_made_cards_over(name: str, size: tuple[int, int]) -> None:
    # A deck file cannot hold half a character; a text that was just made could.
    app = review_app([Proposal(made=Generated(deck=_deck(PAYLOADS[name] + "\ud800")))], lambda _: None)
    async with app.run_test(size=size) as pilot:
        for _ in range(4):
            await _look(pilot)
            await pilot.press("e")
            await _look(pilot)
            await pilot.press("escape", "a")
        await _look(pilot)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAYLOADS)
async def test_looking_over_what_was_left_out(name: str, size: tuple[int, int]) -> None:
    text = PAYLOADS[name] + "\ud800"
    deck = _deck(text)
    origin = Origin(sentence=0, why=text, marks=((0, 1), (2, 5_000)), cloze=f"{text} {{{{c1::{text}}}}}")
    drops = (
        Drop(rule=text, text=text, reason=text, evidence=text, origin=origin),
        *(Drop(rule=text, text=note.prompt, reason=text, note=note, origin=origin) for note in deck.notes[:2]),
    )
    origins = {note.id: origin for note in deck.notes[2:] if note.id is not None}
    made = Generated(deck=replace(deck, notes=deck.notes[2:]), sentences=(text, text), drops=drops, origins=origins)
    refused = {note.id: text for note in deck.notes[3:] if note.id is not None}
    app = review_app([Proposal(made=made, refused=refused), Proposal(made=made)], lambda _: None)
    async with app.run_test(size=size) as pilot:
        await _look(pilot)
        await pilot.press("X")
        for _ in range(10):
            await _look(pilot)
            await pilot.press("3")
            await _look(pilot)
            await pilot.press("a", "j")
        await pilot.press("q")
        await _look(pilot)


@pytest.mark.parametrize("name", PAYLOADS)
async def test_errors_and_questions(collect: MakeCollection, name: str) -> None:
    text = PAYLOADS[name]
    app = home_app(collect())
    async with app.run_test(notifications=True) as pilot:
        app.screen.tell(StoreError(f"The file {text} is bad.", hint=text))  # type: ignore[attr-defined]
        await _look(pilot)
        app.push_screen(ConfirmScreen(text, yes="Yes", no="No"))
        await _look(pilot)


async def test_what_looks_like_markup_is_shown_letter_by_letter(collect: MakeCollection) -> None:
    text = PAYLOADS["markup"]
    deck = _deck(text)
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
    deck = _deck("x")
    collection = collect()
    write_deck(replace(deck, notes=deck.notes[:1]), collection.paths.decks / "hostile.toml")
    collection.refresh()
    app = study_app(collection)
    async with app.run_test() as pilot:
        app.screen.query_one("#answer").value = "a\x1b]52;c;aGFja2Vk\x07b\u202e"  # type: ignore[attr-defined]
        await _look(pilot)
        await pilot.press("enter")
        await _look(pilot)
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
