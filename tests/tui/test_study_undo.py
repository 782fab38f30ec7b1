"""Every step of a session is taken back in its turn: answers, what was done to cards, and changes of their notes."""

from tui_room import CAPITALS, TURKIC, MakeCollection, answer, screen_text, study

from quiz.tui.app import study_app
from quiz.tui.screens.study.keys import Stage


async def _add(app, text: str) -> None:
    """Add an accepted answer to the card at hand, as a key that keeps what was typed does it."""
    screen = study(app)
    card = screen._card
    screen.keep_edit(screen._collection.edit_note(card, {"accept": [text]}))


async def test_undo_takes_back_an_edit_and_then_the_answer_before_it(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    path = collection.paths.decks / "capitals.toml"
    before = path.read_text()
    app = study_app(collection)
    async with app.run_test() as pilot:
        first = study(app)._card
        await answer(pilot, "x")
        await pilot.press("3")
        await pilot.pause()
        second = study(app)._card
        await answer(pilot, "my own words")
        assert "✗ Wrong" in screen_text(app)
        await _add(app, "my own words")
        await pilot.pause()
        assert "✓ Right" in screen_text(app)
        assert "my own words" in path.read_text()
        await pilot.press("u")
        await pilot.pause()
        assert path.read_text() == before
        assert "✗ Wrong" in screen_text(app)
        assert study(app)._card == second
        await pilot.press("u")
        await pilot.pause()
        assert study(app)._card == first
        assert collection.history(first.id) == ()


async def test_an_edit_that_somebody_changed_since_stays_and_is_told(collect: MakeCollection) -> None:
    collection = collect(turkic=TURKIC)
    path = collection.paths.decks / "turkic.toml"
    app = study_app(collection)
    async with app.run_test(notifications=True) as pilot:
        await answer(pilot, "x")
        await _add(app, "x")
        path.write_text(path.read_text().replace('"x"', '"y"'))
        await pilot.press("u")
        await pilot.pause()
        assert "changed" in next(iter(app._notifications)).message
        assert '"y"' in path.read_text()
        assert not study(app)._session.can_undo


async def test_thirty_steps_of_all_kinds_are_taken_back(collect: MakeCollection) -> None:
    cards = "".join(f'\n[[card]]\nid = "n{n}"\nprompt = "Number {n}?"\nanswer = "{n}"\n' for n in range(12))
    collection = collect(numbers='format = 1\nid = "numbers"\n' + cards)
    path = collection.paths.decks / "numbers.toml"
    file = path.read_text()
    app = study_app(collection)
    async with app.run_test() as pilot:
        session = study(app)._session
        start = (session.current, session.counts, session.remaining)
        for step in range(32):
            if study(app).stage is not Stage.ASKING:
                break
            if step % 4 == 1:
                study(app).keep_edit(collection.edit_note(study(app)._card, {"tags": [f"t{step}"]}))
            elif step % 4 == 2:
                study(app).action_mark()
            elif step in {3, 11, 19}:
                getattr(study(app), {3: "action_bury", 11: "action_suspend", 19: "action_bury"}[step])(False)
            else:
                study(app)._show_answer()
                study(app).action_rate(1 if step % 8 else 3)
        steps = 0
        while session.can_undo:
            study(app).action_undo()
            steps += 1
        await pilot.pause()
        assert steps >= 30
        assert (session.current, session.counts, session.remaining) == start
        assert not session.is_marked
    assert path.read_text() == file
    assert not any(collection.history(card) for card in (f"numbers/n{n}" for n in range(12)))
