"""The list of decks."""

import pytest
from rich.style import Style
from textual.app import App
from tui_room import BROKEN, CAPITALS, CHOICE, CLOZE, TURKIC, MakeCollection, screen_text, study

from quiz.model.answer import Verdict
from quiz.model.memory import Rating
from quiz.tui.app import home_app
from quiz.tui.screens.home import HomeScreen
from quiz.tui.screens.stats import StatsScreen
from quiz.tui.screens.study import StudyScreen
from tests.clock import Clock


def _line(text: str, start: str) -> str:
    return next(line.strip() for line in text.splitlines() if line.strip().startswith(start))


async def test_every_deck_is_listed_with_its_counts_and_the_totals_come_first(
    collect: MakeCollection, clock: Clock
) -> None:
    collection = collect(turkic=TURKIC + CHOICE + CLOZE, capitals=CAPITALS)
    session = collection.start(collection.find_decks(["capitals"]))
    session.rate(Rating.GOOD, verdict=Verdict.RIGHT, typed="x", duration_ms=1)
    session.rate(Rating.EASY, verdict=Verdict.RIGHT, typed="x", duration_ms=1)
    app = home_app(collection)
    async with app.run_test():
        shown = screen_text(app)
    assert _line(shown, "Deck").split() == ["Deck", "New", "Learn", "Due", "Recall", "Next"]
    assert _line(shown, "All decks").split()[-5:] == ["3", "1", "0", "—", "now"]
    assert _line(shown, "Capitals").split()[-5:] == ["0", "1", "0", "—", "now"]
    assert _line(shown, "Security").split()[-5:] == ["3", "0", "0", "—", "now"]
    assert "15 Sep 2025" in shown
    assert "4 cards to study" in shown


async def test_when_nothing_is_due_it_says_when_the_next_card_comes(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    session = collection.start()
    for _ in range(2):
        session.rate(Rating.EASY, verdict=Verdict.RIGHT, typed="x", duration_ms=1)
    app = home_app(collection)
    async with app.run_test(notifications=True) as pilot:
        assert "nothing to study" in screen_text(app)
        assert _line(screen_text(app), "Capitals").split()[-3:][0] == "in"
        assert "Study all" not in screen_text(app)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert any("Nothing is due in this deck." in note.message for note in app._notifications)


async def test_a_broken_deck_is_listed_with_what_is_wrong_with_it(collect: MakeCollection) -> None:
    app = home_app(collect(capitals=CAPITALS, broken=BROKEN))
    async with app.run_test(notifications=True) as pilot:
        assert "⚠ broken" in screen_text(app)
        assert "cannot be read" in screen_text(app)
        await pilot.press("down")
        await pilot.pause()
        assert "line 2" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert any("not valid TOML" in note.message for note in app._notifications)


@pytest.mark.parametrize(
    ("keys", "cards"), [(["down", "enter"], 2), (["down", "s", "enter"], 2), (["enter"], 3), (["a"], 3)]
)
async def test_a_deck_or_all_of_them_are_studied_by_a_key(collect: MakeCollection, keys: list[str], cards: int) -> None:
    app = home_app(collect(turkic=TURKIC, capitals=CAPITALS))
    async with app.run_test() as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert isinstance(app.screen, StudyScreen)
        assert study(app)._session.counts.total == cards


async def test_a_click_on_a_deck_studies_it_and_leaving_comes_back(collect: MakeCollection) -> None:
    app = home_app(collect(turkic=TURKIC, capitals=CAPITALS))
    async with app.run_test() as pilot:
        await pilot.click("#decks", offset=(4, 1))
        await pilot.pause()
        assert study(app)._session.counts.total == 2
        await pilot.press("escape", "q")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert app.focused is app.screen.query_one("#decks")


async def test_numbers_are_new_after_a_session(collect: MakeCollection) -> None:
    app = home_app(collect(turkic=TURKIC))
    async with app.run_test() as pilot:
        await pilot.press("a", "space", "4", "enter")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert "nothing to study" in screen_text(app)


async def test_without_decks_it_says_how_to_begin(collect: MakeCollection) -> None:
    collection = collect()
    app = home_app(collection)
    async with app.run_test() as pilot:
        shown = screen_text(app)
        assert "There are no decks yet." in shown
        assert "quiz generate ARTICLE" in shown
        for name in ("Study", "Statistics"):
            assert name not in shown.splitlines()[-1]
        (collection.paths.decks / "capitals.toml").write_text(CAPITALS)
        await pilot.press("r")
        await pilot.pause()
        assert "Capitals" in screen_text(app)


async def test_t_opens_statistics_and_q_quits(collect: MakeCollection) -> None:
    app = home_app(collect(capitals=CAPITALS))
    async with app.run_test() as pilot:
        await pilot.press("t")
        await pilot.pause()
        assert isinstance(app.screen, StatsScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("q")
        await pilot.pause()
    assert app.return_code == 0


async def test_on_a_narrow_screen_every_number_has_its_name(collect: MakeCollection) -> None:
    app = home_app(collect(turkic=TURKIC, capitals=CAPITALS))
    async with app.run_test(size=(40, 15)):
        shown = screen_text(app)
        assert "2 new  0 learning  0 due  now" in shown
        assert shown.splitlines()[-1].rstrip().endswith("? Help")
        assert all(len(line) <= 40 for line in shown.splitlines())


async def test_an_unknown_theme_gives_the_usual_one(collect: MakeCollection) -> None:
    app = home_app(collect(capitals=CAPITALS, theme="no-such-theme"))
    async with app.run_test():
        assert app.theme == "quiz-dark"


@pytest.mark.parametrize("theme", ["quiz-light", "nord", "textual-light"])
async def test_other_themes_can_be_set(collect: MakeCollection, theme: str) -> None:
    app = home_app(collect(capitals=CAPITALS, theme=theme))
    async with app.run_test() as pilot:
        await pilot.press("a")
        await pilot.pause()
        assert app.theme == theme


def _painted(app: App[None]) -> list[tuple[str, Style]]:
    """Return what reaches the terminal, after the filters of the application."""
    painted = []
    for strip in app.screen._compositor.render_strips(app.size):
        for line_filter in app._filters:
            if line_filter.enabled:
                strip = strip.apply_filter(line_filter, app.screen.background_colors[1])  # noqa: PLW2901 - a pipeline
        painted += [(segment.text, segment.style) for segment in strip if segment.style is not None]
    return painted


async def test_without_colours_nothing_is_coloured_and_cursors_are_underlined(
    collect: MakeCollection, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection = collect(turkic=TURKIC)
    monkeypatch.setenv("NO_COLOR", "1")
    app = home_app(collection)
    async with app.run_test() as pilot:
        seen = _painted(app)
        assert any("All decks" in text and style.underline for text, style in seen)
        await pilot.press("a")
        await pilot.pause()
        seen += _painted(app)
        assert any(text == "T" and style.underline for text, style in seen)
        await pilot.press("space")
        await pilot.pause()
        seen += _painted(app)
    assert {style.color.name for _, style in seen if style.color is not None} <= {"default"}
    assert {style.bgcolor.name for _, style in seen if style.bgcolor is not None} <= {"default"}


async def test_decks_that_come_back_can_be_chosen_at_once(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    file = collection.paths.decks / "capitals.toml"
    app = home_app(collection)
    async with app.run_test() as pilot:
        text = file.read_text(encoding="utf-8")
        file.unlink()
        await pilot.press("r")
        await pilot.pause()
        assert "There are no decks yet." in screen_text(app)
        file.write_text(text, encoding="utf-8")
        await pilot.press("r")
        await pilot.pause()
        assert "enter Study" in screen_text(app).splitlines()[-1]
        await pilot.press("j", "j", "k", "enter")
        await pilot.pause()
        assert isinstance(app.screen, StudyScreen)


async def test_help_names_each_thing_once_and_says_how_to_close_on_the_smallest_screen(collect: MakeCollection) -> None:
    app = home_app(collect(capitals=CAPITALS))
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert "esc closes" in screen_text(app)
        assert "Scroll Left" not in screen_text(app)
        await pilot.press("pagedown")
        await pilot.pause()
        assert screen_text(app).count("Study all") == 1
        assert "r, f5" in screen_text(app)


async def test_suspended_cards_are_told_and_put_back(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    app = home_app(collection)
    async with app.run_test(notifications=True) as pilot:
        assert "Put back" not in screen_text(app)
        collection.start().suspend()
        await pilot.press("r")
        await pilot.pause()
        assert "1 suspended" in screen_text(app)
        assert "@ Put back" in screen_text(app)
        await pilot.press("@")
        await pilot.pause()
        assert "suspended" not in screen_text(app)
        assert any("1 card put back into study." in note.message for note in app._notifications)
    assert collection.counts().total == 2
