"""What can be done to decks from the list of them, each by its key, and taken back by u."""

import pytest
from textual.app import App
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import OptionList
from tui_room import BROKEN, CAPITALS, TURKIC, MakeCollection, screen_text

from quiz.collection import Collection
from quiz.editor import editor_of
from quiz.errors import UsageError
from quiz.formats.toml_deck import read_deck
from quiz.model.deck import Basic, Cloze, ListNote
from quiz.tui.app import home_app
from quiz.tui.screens.add import AddScreen
from quiz.tui.screens.ask import AskScreen
from quiz.tui.screens.confirm import ConfirmScreen
from quiz.tui.screens.home import HomeScreen
from quiz.tui.screens.study import StudyScreen
from quiz.tui.screens.trash import TrashScreen
from quiz.tui.widgets.note_form import NoteForm


def _files(collection: Collection) -> set[str]:
    home = collection.paths.home
    found = (str(path.relative_to(home)) for path in home.rglob("*.toml") if not path.name.startswith("."))
    return {place.replace("20250915T120000Z", "NOON") for place in found}


def _hints(app: App[None]) -> str:
    return screen_text(app).splitlines()[-1]


def _said(app: App[None]) -> str:
    return " ".join(note.message for note in app._notifications)


async def _type(pilot: Pilot[None], text: str) -> None:
    pilot.app.screen.query_one("#line").value = text  # type: ignore[attr-defined]
    await pilot.press("enter")
    await pilot.pause()


async def test_n_begins_a_deck_highlights_it_and_u_takes_it_back(collect: MakeCollection) -> None:
    collection = collect(turkic=TURKIC)
    app = home_app(collection)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("n")
        assert isinstance(app.screen, AskScreen)
        await _type(pilot, "SECURITY secretaries of the Turkic states meet in Bishkek")
        assert isinstance(app.screen, AskScreen)
        assert "There is a deck" in screen_text(app)
        await _type(pilot, "Rivers [b]of[/b] Europe")
        assert isinstance(app.screen, HomeScreen)
        assert app.screen.at is not None
        assert app.screen.at.title == "Rivers [b]of[/b] Europe"
        assert "Rivers [b]of[/b] Europe" in screen_text(app)
        assert "no cards yet, + adds some" in screen_text(app)
        assert _hints(app).strip().startswith("enter First card")
        await pilot.press("enter")
        await pilot.pause()
        assert "New card   in Rivers [b]of[/b] Europe" in screen_text(app)
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("u")
        await pilot.pause()
        assert _files(collection) == {"decks/turkic.toml", "trash/NOON/rivers-b-of-b-europe.toml"}
        assert "u Undo" not in _hints(app)


async def test_R_gives_a_deck_another_title_and_escape_leaves_it(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    app = home_app(collection)
    async with app.run_test() as pilot:
        assert not any(key in _hints(app) for key in ("Rename", "Move", "Delete"))
        await pilot.press("down", "R")
        await pilot.pause()
        assert app.screen.query_one("#line").value == "Capitals"  # type: ignore[attr-defined]
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("f2")
        await pilot.pause()
        await _type(pilot, "Cities")
        assert read_deck(collection.paths.decks / "capitals.toml").deck.title == "Cities"
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert read_deck(collection.paths.decks / "capitals.toml").deck.title == "Capitals"


async def test_m_moves_a_file_and_says_in_place_what_cannot_be(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    app = home_app(collection)
    async with app.run_test() as pilot:
        await pilot.press("down", "m")
        await pilot.pause()
        await _type(pilot, "../../elsewhere")
        assert "decks stay in their folder" in screen_text(app)
        await _type(pilot, "geo/")
        assert _files(collection) == {"decks/geo/capitals.toml"}
        assert isinstance(app.screen, HomeScreen)
        assert app.screen.at is not None
        assert "geo/capitals.toml" in screen_text(app)
        await pilot.press("u")
        await pilot.pause()
        assert _files(collection) == {"decks/capitals.toml"}


async def test_d_asks_first_and_the_trash_gives_everything_back(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS, turkic=TURKIC)
    app = home_app(collection)
    async with app.run_test(notifications=True, size=(120, 40)) as pilot:
        await pilot.press("down", "d")
        await pilot.pause()
        assert isinstance(app.screen, ConfirmScreen)
        assert "'Capitals' with its 2 cards" in screen_text(app)
        await pilot.press("n")
        assert "decks/capitals.toml" in _files(collection)
        await pilot.press("delete", "y")
        await pilot.pause()
        assert _files(collection) == {"decks/turkic.toml", "trash/NOON/capitals.toml"}
        assert isinstance(app.screen, HomeScreen)
        assert app.screen.at is not None, "the next deck is at hand"
        await pilot.press("u")
        await pilot.pause()
        assert _files(collection) == {"decks/capitals.toml", "decks/turkic.toml"}
        assert app.screen.at.title == "Capitals"
        await pilot.press("d", "y")
        await pilot.pause()
        await pilot.press("T")
        await pilot.pause()
        assert isinstance(app.screen, TrashScreen)
        assert "deleted 15 Sep 2025 12:00 · capitals.toml" in screen_text(app)
        await pilot.press("escape", "T", "enter")
        await pilot.pause()
        assert _files(collection) == {"decks/capitals.toml", "decks/turkic.toml"}
        assert "'Capitals' is back." in _said(app)
        assert app.screen.check_action("trash", ()) is False


async def test_a_broken_deck_can_be_deleted_and_opened_but_not_renamed(collect: MakeCollection) -> None:
    app = home_app(collect(broken=BROKEN))
    async with app.run_test(size=(140, 24)) as pilot:
        await pilot.press("down")
        await pilot.pause()
        hints = _hints(app)
        assert "d Delete" in hints
        assert "e Edit file" in hints
        assert "Rename" not in hints
        assert "Add cards" not in hints


async def test_plus_adds_cards_of_each_kind_one_after_the_other(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    path = collection.paths.decks / "capitals.toml"
    app = home_app(collection)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("down", "plus")
        await pilot.pause()
        assert isinstance(app.screen, AddScreen)
        await pilot.press(*"Togo?", "enter", *"Lome", "enter")
        await pilot.pause()
        assert "1 card added" in screen_text(app)
        await pilot.press(*"Mali?", "tab", *"Bamako", "ctrl+t")
        await pilot.pause()
        assert "[Cloze]" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "needs a hole" in screen_text(app)
        app.screen.query_one("#edit-prompt").text = "{{c1::Bamako}} lies in Mali."  # type: ignore[attr-defined]
        await pilot.press("ctrl+s", "ctrl+t")
        await pilot.pause()
        await pilot.press(*"Benin?", "enter", *"Cotonou", "enter", *"Porto-Novo", "ctrl+s")
        await pilot.pause()
        await pilot.press(*"Togo", "escape")
        await pilot.pause()
        assert isinstance(app.screen, ConfirmScreen)
        await pilot.press("y")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        added = read_deck(path).deck.notes[2:]
        assert [type(note) for note in added] == [Basic, Cloze, ListNote]
        assert [note.prompt for note in added] == ["Togo?", "{{c1::Bamako}} lies in Mali.", "Benin?"]
        assert "3 cards added." in _said(app)
        await pilot.press("u", "u", "u")
        await pilot.pause()
        assert len(read_deck(path).deck.notes) == 2


async def test_a_note_goes_with_the_screen_whose_keys_it_names(collect: MakeCollection) -> None:
    app = home_app(collect(capitals=CAPITALS))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "plus")
        await pilot.press(*"Mali?", "enter", *"Bamako", "enter", "escape")
        await pilot.pause()
        assert "u undoes the last one" in _said(app)
        await pilot.press("slash")
        await pilot.pause()
        assert not _said(app)  # u is a letter in the field
        await pilot.press("escape", "r")
        await pilot.pause()
        assert "read again" in _said(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, StudyScreen)
        assert not _said(app)


async def test_what_was_typed_goes_along_from_kind_to_kind_and_nothing_is_lost_on_the_way(
    collect: MakeCollection,
) -> None:
    collection = collect(capitals=CAPITALS)
    app = home_app(collection)
    async with app.run_test() as pilot:
        await pilot.press("down", "plus")
        await pilot.pause()
        form = app.screen.query_one(NoteForm)
        form.prompt.put("Seat of Togo?")
        form.answer.focus()
        form.answer.post_message(Paste("Lome\n (Lomé)\n"))
        await pilot.pause()
        form.accept.put("Lomé")
        form.wrong.put("Accra\nCotonou")
        await pilot.press("ctrl+t")
        await pilot.pause()
        assert not form.answer.display
        assert "Sentence; a hole: {{c1" in screen_text(app)
        await pilot.press("ctrl+t")
        await pilot.pause()
        assert form.items.text == "Lome (Lomé)"
        await pilot.press("ctrl+t", "ctrl+s")
        await pilot.pause()
        assert form.answer.value == form.items.text == form.wrong.text == ""
        note = read_deck(collection.paths.decks / "capitals.toml").deck.notes[-1]
        assert isinstance(note, Basic)
        assert (note.answer, note.accept, note.distractors) == ("Lome (Lomé)", ("Lomé",), ("Accra", "Cotonou"))


async def test_a_question_that_the_deck_asks_is_told_and_the_fields_stay(collect: MakeCollection) -> None:
    app = home_app(collect(capitals=CAPITALS))
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.press("down", "plus")
        await pilot.pause()
        app.screen.query_one("#edit-prompt").text = "what is the capital of PERU?"  # type: ignore[attr-defined]
        await pilot.press("enter", *"Lima", "enter")
        await pilot.pause()
        assert "asks that already" in " ".join(screen_text(app).split())
        assert app.screen.query_one("#edit-answer").value == "Lima"  # type: ignore[attr-defined]


async def test_where_no_editor_can_be_opened_it_is_told(
    collect: MakeCollection, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = home_app(collect(capitals=CAPITALS))
    monkeypatch.setenv("EDITOR", "true")
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("down", "e")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert "No editor can be opened in this terminal." in _said(app)


def test_the_editor_is_the_one_that_is_named() -> None:
    assert editor_of({"VISUAL": "code --wait", "EDITOR": "vi"}) == ["code", "--wait"]
    assert editor_of({"VISUAL": " ", "EDITOR": "'my editor' -x"}) == ["my editor", "-x"]
    with pytest.raises(UsageError, match="EDITOR cannot be read"):
        editor_of({"EDITOR": "'open"})


async def test_a_step_that_cannot_be_taken_back_does_not_hide_those_before(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    app = home_app(collection)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("down", "R")
        await pilot.pause()
        await _type(pilot, "Cities")
        await pilot.press("m")
        await pilot.pause()
        await _type(pilot, "geo/")
        (collection.paths.decks / "capitals.toml").write_text(TURKIC, encoding="utf-8")
        await pilot.press("u")
        await pilot.pause()
        assert "is there already" in _said(app)
        (collection.paths.decks / "capitals.toml").unlink()
        await pilot.press("r", "u")
        await pilot.pause()
        assert "is no deck of the decks folder any more" in _said(app)
        assert "decks/geo/capitals.toml" in _files(collection)


async def test_of_two_notes_in_one_breath_the_last_is_shown(collect: MakeCollection) -> None:
    app = home_app(collect(capitals=CAPITALS))
    async with app.run_test(notifications=True) as pilot:
        assert isinstance(app.screen, HomeScreen)
        app.screen.say("The first.")
        app.screen.say("The second.")
        await pilot.pause()
        assert _said(app) == "The second."


async def test_a_deck_of_which_no_card_can_be_read_tells_why_when_it_is_opened(collect: MakeCollection) -> None:
    app = home_app(collect(capitals=CAPITALS, half='format = 1\ntitle = "Half"\n[[card]]\nprompt = "x"\n'))
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert "The card has no `answer`." in _said(app)
        assert "enter First card" not in _hints(app)


async def test_the_last_deck_stays_in_sight_when_more_is_told_of_it(collect: MakeCollection) -> None:
    many = {f"deck{number:02}": CAPITALS.replace("Capitals", f"Deck {number:02}") for number in range(30)}
    app = home_app(collect(**many, zz=BROKEN))
    async with app.run_test() as pilot:
        await pilot.press("end")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert app.screen.at is not None
        assert app.screen.at.broken
        decks = app.screen.query_one("#decks", OptionList)
        assert "zz" in screen_text(app).partition("zz.toml")[0].splitlines()[decks.region.bottom - 1]
