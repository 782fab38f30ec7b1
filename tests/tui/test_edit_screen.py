"""Editing the card being studied, in its deck file."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from tui_room import CHOICE, CLOZE, LIST, TURKIC, MakeCollection, answer, screen_text, study

from quiz.collection import Collection
from quiz.tui.app import study_app
from quiz.tui.screens.edit import EditScreen
from quiz.tui.screens.home import HomeScreen
from quiz.tui.screens.study.keys import Stage
from quiz.tui.widgets.note_form import NoteForm
from tests.clock import Clock

ONE = TURKIC.partition("[[card]]")[0]
NOTED = TURKIC.replace('answer = "Istanbul"', '# checked in 2025\nanswer   =   "Istanbul"  # the seat') + CLOZE
SEAT = "turkic/seat"


def _file(collection: Collection) -> Path:
    return collection.paths.decks / "turkic.toml"


async def _open(pilot: Pilot[None]) -> NoteForm:
    if study(pilot.app).stage is Stage.ASKING:
        await pilot.press("escape") if study(pilot.app)._view.typing else None
    await pilot.press("e")
    await pilot.pause()
    assert isinstance(pilot.app.screen, EditScreen)
    return pilot.app.screen.query_one(NoteForm)


async def test_what_is_saved_stands_in_the_file_and_on_the_screen_and_nothing_else_moves(
    collect: MakeCollection,
) -> None:
    collection = collect(turkic=NOTED)
    app = study_app(collection)
    async with app.run_test() as pilot:
        await answer(pilot, "Istambul")
        form = await _open(pilot)
        assert "located-in" not in screen_text(app)
        assert "is situated in Istanbul" in screen_text(app)
        form.answer.put("Istambul")
        form.accept.put("Istanbul\nStambul")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert study(app).stage is Stage.TOLD
        assert "✓ Right    Istambul" in screen_text(app)
        assert "▸3 Good◂" in screen_text(app)
        await pilot.press("3")
        await pilot.pause()
        assert [review.typed for review in collection.history(SEAT)] == ["Istambul"]
    wanted = NOTED.replace('answer   =   "Istanbul"', 'answer   =   "Istambul"')
    wanted = wanted.replace('accept = ["Istanbul, Türkiye"]', 'accept = ["Istanbul", "Stambul"]')
    assert _file(collection).read_text(encoding="utf-8") == wanted


async def test_editing_before_the_answer_keeps_what_was_typed_and_history_and_undo_go_on(
    collect: MakeCollection, clock: Clock
) -> None:
    collection = collect(turkic=TURKIC + CLOZE)
    app = study_app(collection)
    async with app.run_test() as pilot:
        await answer(pilot, "Istanbul")
        await pilot.press("2")
        await pilot.pause()
        await pilot.press(*"Tur")
        form = await _open(pilot)
        form.prompt.put("The OTS was once the {{c1::Turkic Council::old name}}.")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "The OTS was once the [old name]." in screen_text(app)
        assert "Tur" in screen_text(app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "formerly the [old name]." in " ".join(screen_text(app).split())
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "In which city" in screen_text(app)
        assert collection.history(SEAT) == ()
        form = await _open(pilot)
        form.prompt.put("Which city is the seat?")
        clock.forward(seconds=500)
        await pilot.press("ctrl+s")
        await pilot.pause()
        await answer(pilot, "Istanbul")
        await pilot.press("3")
        await pilot.pause()
        (review,) = collection.history(SEAT)
        assert review.duration_ms == 0
    assert collection.card(SEAT).prompt == "Which city is the seat?"


async def test_escape_changes_nothing(collect: MakeCollection) -> None:
    collection = collect(turkic=TURKIC)
    before = _file(collection).stat()
    app = study_app(collection)
    async with app.run_test() as pilot:
        await answer(pilot, "Istambul")
        form = await _open(pilot)
        form.answer.put("Paris")
        await pilot.press("escape")
        await pilot.pause()
        assert "Leave without saving what you changed?" in screen_text(app)
        await pilot.press("n")
        await pilot.pause()
        assert form.answer.value == "Paris"
        await pilot.press("escape", "y")
        await pilot.pause()
        assert study(app).stage is Stage.TOLD
        assert "≈ Close · a typo   Istanbul" in screen_text(app)
        await _open(pilot)
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert study(app).stage is Stage.TOLD
    assert _file(collection).stat() == before


async def test_a_choice_is_put_again_with_its_new_answer(collect: MakeCollection) -> None:
    app = study_app(collect(turkic=ONE + CHOICE))
    async with app.run_test() as pilot:
        form = await _open(pilot)
        form.answer.put("K. Omuraliev")
        form.prompt.focus()
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert "K. Omuraliev" in screen_text(app)
        assert study(app).stage is Stage.ASKING
        await pilot.press("1")
        await pilot.pause()
        await _open(pilot)
        await pilot.press("enter", "enter")
        assert study(app).stage is Stage.TOLD


async def test_a_list_is_edited_one_item_a_line(collect: MakeCollection) -> None:
    collection = collect(turkic=ONE + LIST)
    app = study_app(collection)
    async with app.run_test() as pilot:
        form = await _open(pilot)
        assert form.items.text.splitlines()[3] == "Türkiye | Turkey"
        await pilot.press("enter", "enter", *"Hungary", "ctrl+s")
        await pilot.pause()
        assert "6 items" in screen_text(app)
    assert '["Türkiye", "Turkey"], "Uzbekistan", "Hungary"]' in _file(collection).read_text(encoding="utf-8")


async def test_the_hole_that_is_asked_stays(collect: MakeCollection) -> None:
    collection = collect(turkic=ONE + CLOZE)
    app = study_app(collection)
    async with app.run_test() as pilot:
        form = await _open(pilot)
        form.prompt.put("It was the {{c2::Turkic Council}}.")
        await pilot.press("enter")
        await pilot.pause()
        assert "asks for the hole c1" in screen_text(app)
        assert form.prompt.text == "It was the {{c2::Turkic Council}}."


async def test_a_file_that_cannot_be_changed_says_so_and_what_was_typed_stays(collect: MakeCollection) -> None:
    collection = collect(turkic=TURKIC)
    app = study_app(collection)
    async with app.run_test(notifications=True) as pilot:
        form = await _open(pilot)
        text = _file(collection).read_text(encoding="utf-8")
        _file(collection).write_text(text.replace('id = "seat"', 'id = "sofa"'), encoding="utf-8")
        form.answer.put("Stambul")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "has no card seat" in screen_text(app)
        assert form.answer.value == "Stambul"
        await pilot.press("escape", "y", "e")
        await pilot.pause()
        assert study(app).stage is Stage.ASKING
        (note,) = app._notifications
        assert "does not hold this card any more" in note.message


@pytest.mark.parametrize("broken", ["gone", "title = [", ""])
async def test_a_deck_file_that_is_gone_or_broken_ends_neither_editing_nor_the_session(
    collect: MakeCollection, broken: str
) -> None:
    collection = collect(turkic=TURKIC)
    app = study_app(collection)
    async with app.run_test(notifications=True) as pilot:
        if broken == "gone":
            _file(collection).unlink()
        else:
            _file(collection).write_text(broken, encoding="utf-8")
        await pilot.press("escape", "e")
        await pilot.pause()
        assert len(app._notifications) == 1
        collection.refresh()
        await pilot.press("e")
        await pilot.pause()
        assert len(app._notifications) == 1
        await pilot.press("space", "4")
        await pilot.pause()
        assert len(collection.history(SEAT)) == 1
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)


async def test_a_deck_without_ids_is_given_them(collect: MakeCollection) -> None:
    collection = collect(turkic=TURKIC.replace('id = "seat"\n', ""))
    app = study_app(collection)
    async with app.run_test() as pilot:
        form = await _open(pilot)
        form.answer.put("Stambul")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert study(app).stage is Stage.ASKING
    assert 'answer = "Stambul"' in _file(collection).read_text(encoding="utf-8")


async def test_hint_and_help_show_the_key(collect: MakeCollection) -> None:
    app = study_app(collect(turkic=TURKIC))
    async with app.run_test() as pilot:
        await pilot.press("escape")
        assert "e Edit" in screen_text(app).splitlines()[-1]
        await pilot.press("question_mark")
        await pilot.pause()
        assert "Edit the card" in screen_text(app)
