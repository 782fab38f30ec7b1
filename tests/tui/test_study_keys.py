"""What can be done to a card besides answering it: delete, edit in an editor, read its article, set options."""

import contextlib
import stat
from pathlib import Path

import pytest
from textual.app import App
from tui_room import CAPITALS, CLOZE, TURKIC, MakeCollection, answer, screen_text, settled, study

from quiz.collection import Collection
from quiz.tui.app import study_app
from quiz.tui.screens.article import ArticleScreen
from quiz.tui.screens.confirm import ConfirmScreen
from quiz.tui.screens.deck_options import DeckOptionsScreen
from quiz.tui.screens.stats import StatsScreen
from quiz.tui.screens.study.keys import Stage
from quiz.tui.screens.summary import SummaryScreen
from tests.clock import Clock
from tests.unit.sources.packed import docx, paragraph

ARTICLE = (
    "Secretaries meet\n\n"
    + "They met.\n\n" * 60
    + "It rained. The General Secretariat of OTS is situated in Istanbul,\n"
    "Türkiye. So it is.\n\n" + "[@click=app.quit]They left.[/]\n\n" * 60
)


def _hints(app: App[None]) -> str:
    return screen_text(app).splitlines()[-1]


def _article(text: str = ARTICLE) -> None:
    Path("seeds").mkdir(exist_ok=True)
    Path("seeds/turkic.txt").write_text(text)


def _document(data: bytes = b"") -> bytes:
    """Put a Word document where the article is to be; what it is shows in it."""
    data = data or docx(paragraph("The General Secretariat of OTS is situated in Istanbul, Türkiye. So it is."))
    Path("seeds").mkdir(exist_ok=True)
    Path("seeds/turkic.txt").write_bytes(data)
    return data


def _editor(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Make a shell script the editor; the application of a test has no terminal to hand over."""
    path = Path("editor.sh").absolute()
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(path))


def _app(collection: Collection) -> App[None]:
    app = study_app(collection)
    app.suspend = contextlib.nullcontext
    return app


async def test_a_card_is_deleted_after_a_question_and_comes_back_with_undo(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    path = collection.paths.decks / "capitals.toml"
    before = path.read_text()
    app = study_app(collection)
    async with app.run_test(notifications=True) as pilot:
        card = study(app)._card
        await pilot.press("escape", "ctrl+delete")
        await pilot.pause()
        assert isinstance(app.screen, ConfirmScreen)
        assert card.prompt in screen_text(app)
        await pilot.press("n")
        await pilot.pause()
        assert path.read_text() == before
        await pilot.press("ctrl+delete", "y")
        await pilot.pause()
        assert card.prompt not in path.read_text()
        assert study(app)._card != card
        assert collection.counts().total == 1
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert path.read_text() == before
        assert study(app)._card == card
        assert "in its deck again" in next(iter(app._notifications)).message


async def test_deleting_the_last_card_of_a_session_ends_it_and_the_summary_takes_it_back(
    collect: MakeCollection,
) -> None:
    collection = collect(turkic=TURKIC + CLOZE)
    app = study_app(collection)
    async with app.run_test() as pilot:
        study(app).action_suspend(False)
        await pilot.press("escape", "ctrl+delete", "y")
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)
        await pilot.press("u")
        await pilot.pause()
        assert study(app).stage is Stage.ASKING


async def test_a_card_is_edited_in_the_editor_and_taken_back(
    collect: MakeCollection, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection = collect(turkic=TURKIC)
    path = collection.paths.decks / "turkic.toml"
    before = path.read_text()
    _editor(monkeypatch, "sed -i 's/In which city/Where/' \"$1\"")
    app = _app(collection)
    async with app.run_test() as pilot:
        await pilot.press(*"Ist", "escape", "E")
        await pilot.pause()
        assert "Where is the General Secretariat" in screen_text(app)
        assert "Ist" in screen_text(app)
        assert path.read_text() == before.replace("In which city", "Where")
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "In which city" in screen_text(app)
    assert path.read_text() == before


async def test_what_is_no_card_any_more_leaves_the_file_and_can_be_mended(
    collect: MakeCollection, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection = collect(turkic=TURKIC)
    path = collection.paths.decks / "turkic.toml"
    before = path.read_text()
    # The first time a quote is lost, the second time it is put back.
    _editor(monkeypatch, 'if grep -q \'"Istanbul"\' "$1"; then sed -i \'s/"Istanbul"/"Ankara/\' "$1"; '
                         'else sed -i \'s/"Ankara/"Ankara"/\' "$1"; fi')  # fmt: skip
    app = _app(collection)
    async with app.run_test() as pilot:
        await pilot.press("escape", "E")
        await pilot.pause()
        assert isinstance(app.screen, ConfirmScreen)
        assert "line 4" in screen_text(app)
        assert path.read_text() == before
        await pilot.press("escape", "q")
        await pilot.pause()
        assert isinstance(app.screen, ConfirmScreen)  # what was written is thrown away by its key only
        await pilot.press("y")
        await pilot.pause()
        assert study(app)._card.answer == "Ankara"
        assert path.read_text() == before.replace('"Istanbul"', '"Ankara"')


@pytest.mark.parametrize(
    ("script", "told"),
    [("exit 3", "ended with the error 3"), ("true", "Nothing was changed"), ("printf '\\377' > \"$1\"", "not UTF-8")],
)
async def test_an_editor_that_changes_nothing_or_fails_is_told(
    collect: MakeCollection, monkeypatch: pytest.MonkeyPatch, script: str, told: str
) -> None:
    _editor(monkeypatch, script)
    app = _app(collect(turkic=TURKIC))
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("escape", "E")
        await pilot.pause()
        assert told in next(iter(app._notifications)).message
        assert not study(app)._session.can_undo


@pytest.mark.parametrize(
    ("name", "told"), [("no-such-editor -w", "cannot be started"), ("a 'b", "cannot be read as a command")]
)
async def test_an_editor_that_is_missing_is_told(
    collect: MakeCollection, monkeypatch: pytest.MonkeyPatch, name: str, told: str
) -> None:
    monkeypatch.setenv("VISUAL", name)
    app = _app(collect(turkic=TURKIC))
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("escape", "E")
        await pilot.pause()
        assert told in next(iter(app._notifications)).message


async def test_without_a_terminal_to_hand_over_that_is_told(
    collect: MakeCollection, monkeypatch: pytest.MonkeyPatch
) -> None:
    _editor(monkeypatch, "true")
    app = study_app(collect(turkic=TURKIC))
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("escape", "E")
        await pilot.pause()
        assert "No editor can be opened" in next(iter(app._notifications)).message


async def test_from_the_article_one_sees_what_is_still_known_of_it(collect: MakeCollection) -> None:
    _article()
    app = study_app(collect(turkic=TURKIC))
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot, "x")
        await pilot.pause()
        await pilot.press("s")
        await pilot.pause()
        assert "t What I know" in screen_text(app)
        await pilot.press("t")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, StatsScreen)
        assert "What you still know of the article" in screen_text(app)
        assert "Secretaries meet" in screen_text(app)
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.screen, ArticleScreen)


@pytest.mark.parametrize("size", [(80, 24), (40, 15)])
async def test_the_article_opens_at_the_marked_sentence(collect: MakeCollection, size: tuple[int, int]) -> None:
    _article()
    app = study_app(collect(turkic=TURKIC))
    async with app.run_test(size=size) as pilot:
        assert "Article" not in _hints(app)
        await answer(pilot, "x")
        await pilot.pause()
        assert "s Article" in _hints(app) or size[0] < 80
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(app.screen, ArticleScreen)
        assert "seeds/turkic.txt" in screen_text(app)
        marked = "".join(
            segment.text
            for strip in app.screen._compositor.render_strips(app.size)
            for segment in strip
            if segment.style is not None and segment.style.underline and segment.style.bold
        )
        assert marked.replace(" ", "") == "TheGeneralSecretariatofOTSissituatedinIstanbul,Türkiye."
        await pilot.press("home")
        await pilot.pause()
        assert "Secretaries meet" in screen_text(app)
        assert "situated" not in screen_text(app)
        await pilot.press("n")
        await pilot.pause()
        assert "situated" in screen_text(app)
        await pilot.press("end")
        await pilot.pause()
        assert "[@click=app.quit]They left.[/]" in screen_text(app)
        await pilot.press("pageup", "up", "down", "pagedown", "s")
        await pilot.pause()
        assert study(app).stage is Stage.TOLD


async def test_an_article_in_a_document_is_read_beside_the_screen(collect: MakeCollection) -> None:
    document = _document()
    app = study_app(collect(turkic=TURKIC))
    async with app.run_test(notifications=True) as pilot:
        await answer(pilot, "x")
        await pilot.pause()
        assert "s Article" in _hints(app)
        await pilot.press("s")
        await settled(pilot)
        assert isinstance(app.screen, ArticleScreen)
        assert "Istanbul" in screen_text(app)
        await pilot.press("q")
        await pilot.pause()
        _document(document[:400])
        await pilot.press("s")
        await settled(pilot)
        assert study(app).stage is Stage.TOLD
        assert "is damaged" in [*app._notifications][-1].message


async def test_an_article_that_comes_too_late_is_not_shown(collect: MakeCollection) -> None:
    _document()
    app = study_app(collect(turkic=TURKIC, capitals=CAPITALS))
    async with app.run_test() as pilot:
        await answer(pilot, "x")
        await pilot.pause()
        await pilot.press("s", "1")
        await settled(pilot)
        assert study(app).stage is Stage.ASKING


@pytest.mark.parametrize(("text", "told"), [(None, "is not at hand"), ("Another text.\n", "was changed")])
async def test_an_article_that_is_gone_or_changed_has_no_hint_and_the_key_says_why(
    collect: MakeCollection, text: str | None, told: str
) -> None:
    if text is not None:
        _article(text)
    app = study_app(collect(turkic=TURKIC))
    async with app.run_test(notifications=True, size=(120, 24)) as pilot:
        await answer(pilot, "x")
        await pilot.pause()
        assert "Article" not in _hints(app)
        await pilot.press("s")
        await pilot.pause()
        assert told in next(iter(app._notifications)).message


async def test_an_article_that_fits_the_screen_has_no_keys_to_scroll(collect: MakeCollection) -> None:
    _article("The General Secretariat of OTS is situated in Istanbul, Türkiye.\n")
    app = study_app(collect(turkic=TURKIC))
    async with app.run_test() as pilot:
        await answer(pilot, "x")
        await pilot.pause()
        await pilot.press("s")
        await pilot.pause()
        assert "Down" not in _hints(app)
        assert "Back to the card" in _hints(app)


async def test_options_of_the_deck_are_one_key_away(collect: MakeCollection) -> None:
    app = study_app(collect(turkic=TURKIC))
    async with app.run_test() as pilot:
        await answer(pilot, "x")
        await pilot.press("o")
        await pilot.pause()
        assert isinstance(app.screen, DeckOptionsScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert study(app).stage is Stage.TOLD


async def test_what_was_put_away_and_taken_back_is_said(collect: MakeCollection) -> None:
    app = study_app(collect(capitals=CAPITALS))
    async with app.run_test(notifications=True) as pilot:
        for key, said in (("minus", "Buried until tomorrow"), ("u", "Taken back: bury"), ("at", "Suspended")):
            await pilot.press("escape", key)
            await pilot.pause()
            assert said in next(iter(app._notifications)).message


async def test_help_lists_the_keys_under_headings(collect: MakeCollection) -> None:
    app = study_app(collect(turkic=TURKIC))
    async with app.run_test(size=(80, 50)) as pilot:
        await answer(pilot, "x")
        await pilot.press("question_mark")
        await pilot.pause()
        shown = [line.split("│")[1].strip() for line in screen_text(app).splitlines() if "│" in line]
        order = [shown.index(heading) for heading in ("Rate", "This card", "Session", "Everywhere")]
        assert order == sorted(order)
        assert any(line.startswith("ctrl+delete") and "Delete the card" in line for line in shown)
        assert any(line.startswith("=") and "Bury all cards" in line for line in shown)


async def test_keys_of_ones_own_work_and_are_told(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    app = study_app(collection)
    app.set_keymap({"study.bury": "z,full_stop", "study.good": "j", "study.choose-1": "y", "study.undo": "b"})
    async with app.run_test(size=(120, 50)) as pilot:
        await answer(pilot, "x")
        assert "z Bury" in _hints(app)
        await pilot.press("question_mark")
        await pilot.pause()
        shown = [line.split("│")[1].split(maxsplit=2) for line in screen_text(app).splitlines() if "│" in line]
        assert ["z,", ".", "Bury: not again today"] in [[word.strip() for word in line] for line in shown]
        assert ["j", "Good"] in shown
        await pilot.press("escape", "j")
        await pilot.pause()
        await pilot.press("escape", "minus")
        await pilot.pause()
        assert collection.counts().total == 2
        await pilot.press("full_stop")
        await pilot.pause()
        assert collection.counts().total == 1
        await pilot.press("escape", "b", "escape", "b")
        await pilot.pause()
        assert not study(app)._session.can_undo


async def test_the_key_that_ends_other_programs_tells_how_to_leave(collect: MakeCollection) -> None:
    app = study_app(collect(capitals=CAPITALS))
    async with app.run_test() as pilot:
        await pilot.press("escape", "ctrl+c")
        await pilot.pause()
        (note,) = app._notifications
        assert note.message == "ctrl+q quits, from anywhere. Every answer is stored."
