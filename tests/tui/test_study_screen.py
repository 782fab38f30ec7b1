"""Studying, key by key, over a real collection."""

import sqlite3

import pytest
from tui_room import CAPITALS, CHOICE, CLOZE, LIST, TURKIC, MakeCollection, answer, screen_text, study

from quiz.errors import StoreError
from quiz.model.answer import Verdict
from quiz.model.memory import Instant, Rating
from quiz.model.options import AskMode
from quiz.tui.app import study_app
from quiz.tui.screens.home import HomeScreen
from quiz.tui.screens.study.keys import Stage
from quiz.tui.screens.summary import SummaryScreen
from tests.clock import NOON, Clock

SEAT = "turkic/seat"


async def test_a_typed_answer_is_graded_shown_with_its_source_and_stored_when_rated(collect: MakeCollection) -> None:
    collection = collect(turkic=TURKIC)
    app = study_app(collection)
    async with app.run_test() as pilot:
        assert "In which city is the General Secretariat" in screen_text(app)
        await answer(pilot, "istanbul")
        shown = screen_text(app)
        assert "✓ Right" in shown
        assert "situated in Istanbul, Türkiye." in shown
        assert "Secretaries of Security Councils" in shown
        assert "12 Sep 2025" in shown
        assert "seeds/turkic.txt" in shown
        assert "as of 1 Sep 2025" in shown
        assert collection.history(SEAT) == ()
        await pilot.press("3")
        await pilot.pause()
        (review,) = collection.history(SEAT)
    assert (review.rating, review.verdict, review.typed) == (Rating.GOOD, Verdict.RIGHT, "istanbul")


async def test_the_interval_on_the_button_is_the_one_that_is_stored(collect: MakeCollection) -> None:
    collection = collect(turkic=TURKIC)
    app = study_app(collection)
    async with app.run_test() as pilot:
        await answer(pilot, "Istanbul")
        (names, intervals) = (screen_text(app).splitlines()[line].split() for line in (-3, -2))
        assert names == ["1", "Again", "2", "Hard", "▸3", "Good◂", "4", "Easy"]
        await pilot.press("4")
        await pilot.pause()
        (review,) = collection.history(SEAT)
        assert intervals[3] == f"{review.after.interval}d"


async def test_a_near_miss_marks_the_letters_and_suggests_hard(collect: MakeCollection) -> None:
    app = study_app(collect(turkic=TURKIC))
    async with app.run_test() as pilot:
        await answer(pilot, "Istambul")
        shown = screen_text(app)
        assert "≈ Close" in shown
        assert "Ista[m]bul" in shown
        assert "Ista[n]bul" in shown
        assert "▸2 Hard◂" in shown


async def test_a_wrong_answer_suggests_again_and_space_takes_the_suggestion(collect: MakeCollection) -> None:
    collection = collect(turkic=TURKIC)
    app = study_app(collection)
    async with app.run_test() as pilot:
        await answer(pilot, "Paris")
        assert "✗ Wrong" in screen_text(app)
        await pilot.press("space")
        await pilot.pause()
        assert collection.history(SEAT)[0].rating is Rating.AGAIN


@pytest.mark.parametrize("key", ["space", "enter"])
@pytest.mark.parametrize(("mode", "rating"), [(AskMode.FLIP, Rating.GOOD), (AskMode.TYPED, Rating.AGAIN)])
async def test_pressed_twice_a_key_calls_a_turned_card_known_and_an_empty_field_not(
    collect: MakeCollection, mode: AskMode, rating: Rating, key: str
) -> None:
    collection = collect(turkic=TURKIC, mode=mode)
    app = study_app(collection)
    async with app.run_test() as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert study(app).stage is Stage.TOLD
        assert f"space {rating.name.capitalize()}  " in screen_text(app)
        await pilot.press(key)
        await pilot.pause()
        (review,) = collection.history(SEAT)
        assert (review.rating, review.verdict, review.typed) == (rating, Verdict.SHOWN, None)


async def test_while_typing_the_plain_keys_are_letters(collect: MakeCollection) -> None:
    app = study_app(collect(turkic=TURKIC))
    async with app.run_test() as pilot:
        for key in ("u", "i", "q", "1", "minus", "equals_sign", "at", "asterisk", "exclamation_mark", "question_mark"):
            await pilot.press(key)
        await pilot.press("space")
        assert app.screen.query_one("#answer").value == "uiq1-=@*!? "
        hints = screen_text(app).splitlines()[-1]
        assert hints.split("  ")[:1] == [" enter Answer"]
        for plain in ("Bury", "Suspend", "Mark", "Info", "Leave  "):
            assert plain not in hints
        assert "f1 Help" in hints


async def test_escape_leaves_the_field_and_tab_goes_back(collect: MakeCollection) -> None:
    app = study_app(collect(turkic=TURKIC))
    async with app.run_test() as pilot:
        await pilot.press("x", "escape")
        assert app.focused is None
        hints = screen_text(app).splitlines()[-1]
        assert "q Leave" in hints
        assert "tab Type" in hints
        await pilot.press("tab", "y")
        assert app.screen.query_one("#answer").value == "xy"


@pytest.mark.parametrize("way", ["number", "letter", "arrows", "mouse"])
async def test_a_choice_is_made_by_number_letter_arrows_or_mouse(collect: MakeCollection, way: str) -> None:
    collection = collect(turkic=TURKIC.partition("[[card]]")[0] + CHOICE)
    app = study_app(collection)
    async with app.run_test() as pilot:
        options = study(app)._view.options
        assert sorted(options) == ["Baghdad Amreyev", "Binali Yıldırım", "Kubanychbek Omuraliev", "Ramil Hasanov"]
        place = options.index("Kubanychbek Omuraliev")
        if way == "number":
            await pilot.press(str(place + 1))
        elif way == "letter":
            await pilot.press("abcd"[place])
        elif way == "arrows":
            await pilot.press(*["down"] * (place + 1), "enter")
        else:
            await pilot.click(list(app.screen.query("ChoiceRow"))[place])
        await pilot.pause()
        assert "✓ Right" in screen_text(app)
        await pilot.click(list(app.screen.query("RatingButton"))[2])
        await pilot.pause()
        (review,) = collection.history("turkic/head")
        assert (review.rating, review.typed) == (Rating.GOOD, "Kubanychbek Omuraliev")


async def test_a_wrong_choice_shows_both_options_by_words(collect: MakeCollection) -> None:
    app = study_app(collect(turkic=TURKIC.partition("[[card]]")[0] + CHOICE))
    async with app.run_test() as pilot:
        wrong = next(n for n, text in enumerate(study(app)._view.options, 1) if text != "Kubanychbek Omuraliev")
        await pilot.press(str(wrong))
        await pilot.pause()
        lines = [line for line in screen_text(app).splitlines() if "—" in line]
        assert any("your choice" in line and "✗" in line for line in lines)
        assert any("right" in line and "Kubanychbek" in line for line in lines)


async def test_on_a_small_screen_a_long_question_stays_whole_beside_what_was_chosen(collect: MakeCollection) -> None:
    head = TURKIC.partition("[[card]]")[0]
    long = CHOICE.replace("Who is", "Who, of all the people who spoke at the meeting in Bishkek in September 2025, is")
    app = study_app(collect(turkic=head + long))
    async with app.run_test(size=(40, 15)) as pilot:
        first = screen_text(app).splitlines()[2]
        assert "Who, of all" in first
        wrong = max(n for n, text in enumerate(study(app)._view.options, 1) if text != "Kubanychbek Omuraliev")
        await pilot.press(*["down"] * wrong, "enter")
        await pilot.pause()
        shown = screen_text(app)
        assert shown.splitlines()[2] == first
        assert "your choice" in shown
        assert "— right" in " ".join(shown.split())


async def test_the_clock_of_a_card_begins_with_it(collect: MakeCollection, clock: Clock) -> None:
    app = study_app(collect(capitals=CAPITALS))
    async with app.run_test() as pilot:
        await pilot.pause()
        clock.forward(seconds=20)
        await answer(pilot, "x")
        study(app)._show_time()
        assert "card 20 s" in screen_text(app)
        await pilot.press("1")
        await pilot.pause()
        assert "card 20 s" not in screen_text(app)


async def test_the_answer_is_put_into_the_hole_of_its_sentence(collect: MakeCollection) -> None:
    head = TURKIC.partition("[[card]]")[0]
    app = study_app(collect(turkic=head + '[[card]]\nprompt = "The Rhine rises in {{c1::Switzerland::country}}."\n'))
    async with app.run_test() as pilot:
        assert "The Rhine rises in [country]." in screen_text(app)
        await answer(pilot, "Austria")
        assert "The Rhine rises in Switzerland." in screen_text(app)


async def test_options_keep_their_places_until_the_card_is_answered(collect: MakeCollection) -> None:
    collection = collect(turkic=TURKIC.partition("[[card]]")[0] + CHOICE)
    seen = []
    for _ in range(2):
        app = study_app(collection)
        async with app.run_test():
            seen.append(study(app)._view.options)
    assert seen[0] == seen[1]


async def test_a_known_card_with_distractors_is_typed(collect: MakeCollection, clock: Clock) -> None:
    collection = collect(turkic=TURKIC.partition("[[card]]")[0] + CHOICE)
    session = collection.start()
    session.rate(Rating.GOOD, verdict=Verdict.RIGHT, typed=None, duration_ms=1)
    clock.forward(seconds=700)
    app = study_app(collection)
    async with app.run_test():
        assert study(app)._view.options == ()
        assert app.focused is not None


async def test_in_flip_mode_nothing_is_typed(collect: MakeCollection) -> None:
    app = study_app(collect(turkic=TURKIC, mode=AskMode.FLIP))
    async with app.run_test() as pilot:
        assert app.focused is None
        assert not app.screen.query_one("#answer").display
        await pilot.click("#show")
        await pilot.pause()
        assert "Istanbul" in screen_text(app)


async def test_a_list_says_how_many_items_and_what_is_missing(collect: MakeCollection) -> None:
    app = study_app(collect(turkic=TURKIC.partition("[[card]]")[0] + LIST))
    async with app.run_test() as pilot:
        assert "5 items, in any order" in screen_text(app)
        await answer(pilot, "Turkey, Kyrgyzstan, Azerbaijan")
        missing = [line.split()[1] for line in screen_text(app).splitlines() if line.rstrip().endswith("missing")]
        assert missing == ["Kazakhstan", "Uzbekistan"]


async def test_a_cloze_is_asked_with_its_hole(collect: MakeCollection) -> None:
    app = study_app(collect(turkic=TURKIC.partition("[[card]]")[0] + CLOZE))
    async with app.run_test() as pilot:
        assert "formerly the [old name]." in " ".join(screen_text(app).split())
        await answer(pilot, "Turkic Council")
        assert "✓ Right" in screen_text(app)


async def test_undo_brings_the_last_card_back_and_takes_its_answer_out_of_the_log(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    app = study_app(collection)
    async with app.run_test() as pilot:
        first = study(app)._session.current.card
        await answer(pilot, "x")
        await pilot.press("1")
        await pilot.pause()
        assert study(app)._session.current.card != first
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert study(app)._session.current.card == first
        assert study(app).stage is Stage.ASKING
        assert collection.history(first) == ()
        assert "Undo" not in screen_text(app).splitlines()[-1]


@pytest.mark.parametrize(("key", "left"), [("minus", 1), ("at", 1)])
async def test_bury_and_suspend_take_the_card_out_and_undo_brings_it_back(
    collect: MakeCollection, key: str, left: int
) -> None:
    collection = collect(capitals=CAPITALS)
    app = study_app(collection)
    async with app.run_test() as pilot:
        await pilot.press("escape", key)
        await pilot.pause()
        assert collection.counts().total == left
        await pilot.press("escape", "u")
        await pilot.pause()
        assert collection.counts().total == 2


@pytest.mark.parametrize("key", ["equals_sign", "exclamation_mark"])
async def test_bury_and_suspend_of_the_note_take_its_siblings_too(collect: MakeCollection, key: str) -> None:
    cards = 'title = "T"\n[[card]]\nid = "a"\nprompt = "{{c1::one}} and {{c2::two}} and {{c3::three}}"\n'
    collection = collect(t=cards)
    app = study_app(collection)
    async with app.run_test() as pilot:
        await pilot.press("escape", key)
        await pilot.pause()
        assert collection.counts().total == 0
        assert isinstance(app.screen, SummaryScreen)


async def test_a_mark_shows_beside_the_title_and_stays(collect: MakeCollection) -> None:
    collection = collect(turkic=TURKIC)
    app = study_app(collection)
    async with app.run_test() as pilot:
        await pilot.press("escape", "asterisk")
        assert "★" in screen_text(app).splitlines()[0]
        await pilot.press("space")
        await pilot.pause()
        assert "* Unmark" in screen_text(app).splitlines()[-1]
    app = study_app(collection)
    async with app.run_test():
        assert "★" in screen_text(app).splitlines()[0]


async def test_info_keeps_the_answer_to_itself_until_it_was_told(collect: MakeCollection) -> None:
    app = study_app(collect(turkic=TURKIC))
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("escape", "i")
        await pilot.pause()
        assert "About this card" in screen_text(app)
        assert "Istanbul" not in screen_text(app)
        await pilot.press("escape", "space")
        await pilot.pause()
        await pilot.press("i")
        await pilot.pause()
        assert "Istanbul, Türkiye" in screen_text(app)
        assert "located-in" in screen_text(app)


async def test_the_end_is_a_summary_and_then_the_decks(collect: MakeCollection, clock: Clock) -> None:
    collection = collect(turkic=TURKIC)
    app = study_app(collection)
    async with app.run_test() as pilot:
        clock.forward(seconds=5)
        await answer(pilot, "Istanbul")
        await pilot.press("4")
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)
        shown = screen_text(app)
        assert "1 answer, 1 to new cards" in shown
        assert "100%" in shown
        assert "5 s" in shown
        assert "comes back in" in shown
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)


async def test_a_summary_longer_than_the_screen_can_be_read_to_its_end(collect: MakeCollection) -> None:
    app = study_app(collect(turkic=TURKIC))
    async with app.run_test(size=(40, 9)) as pilot:
        await answer(pilot, "Istanbul")
        await pilot.press("4")
        await pilot.pause()
        assert all("█ 1" in line for line in screen_text(app).splitlines() if "Easy" in line)
        assert "comes back" not in screen_text(app)
        await pilot.press(*["down"] * 12)
        await pilot.pause()
        assert "comes back" in screen_text(app)


async def test_undo_in_the_summary_asks_the_last_card_again(collect: MakeCollection) -> None:
    collection = collect(turkic=TURKIC)
    app = study_app(collection)
    async with app.run_test() as pilot:
        await answer(pilot, "Istanbul")
        await pilot.press("4")
        await pilot.pause()
        await pilot.press("u")
        await pilot.pause()
        assert study(app).stage is Stage.ASKING
        assert collection.history(SEAT) == ()


async def test_when_only_later_cards_are_left_it_says_when_and_asks_them_in_time(
    collect: MakeCollection, clock: Clock
) -> None:
    collection = collect(turkic=TURKIC)
    app = study_app(collection)
    object.__setattr__(collection.settings.study, "learn_ahead", 0)
    app = study_app(collection)
    async with app.run_test() as pilot:
        await answer(pilot, "Istanbul")
        await pilot.press("3")
        await pilot.pause()
        assert study(app).stage is Stage.WAITING
        assert "in 10 min" in screen_text(app)
        assert "q Leave" in screen_text(app).splitlines()[-1]
        clock.forward(seconds=601)
        study(app)._look_again()
        await pilot.pause()
        assert study(app).stage is Stage.ASKING


async def test_leaving_half_way_keeps_what_was_rated(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    app = study_app(collection)
    async with app.run_test() as pilot:
        await answer(pilot, "x")
        await pilot.press("3")
        await pilot.pause()
        await pilot.press("escape", "q")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
    assert sum(len(collection.history(card)) for card in ("capitals/peru", "capitals/chad")) == 1


async def test_an_answer_that_cannot_be_stored_says_so_and_the_card_stays(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    app = study_app(collection)
    async with app.run_test(notifications=True) as pilot:
        await answer(pilot, "x")
        other = sqlite3.connect(collection.paths.database, isolation_level=None)
        try:
            other.execute("BEGIN IMMEDIATE")
            await pilot.press("3")
            await pilot.pause()
        finally:
            other.close()
        assert study(app).stage is Stage.TOLD
        assert any("is locked by another program" in note.message for note in app._notifications)
        await pilot.press("3")
        await pilot.pause()
        assert study(app).stage is Stage.ASKING


async def test_help_lists_the_keys_of_the_moment(collect: MakeCollection) -> None:
    app = study_app(collect(turkic=TURKIC))
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("f1")
        await pilot.pause()
        assert "Keys that work here" in screen_text(app)
        assert "Bury" not in screen_text(app)
        await pilot.press("escape")
        await answer(pilot, "x")
        await pilot.press("question_mark")
        await pilot.pause()
        shown = screen_text(app)
        for name in ("Again", "Hard", "Good", "Easy", "Bury all cards of the note", "Suspend all", "State and history"):
            assert name in shown


async def test_taking_a_mark_back_leaves_question_and_answer_as_they_are(collect: MakeCollection) -> None:
    collection = collect(turkic=TURKIC)
    app = study_app(collection)
    async with app.run_test() as pilot:
        await pilot.press(*"Ist", "escape", "asterisk", "u")
        await pilot.pause()
        assert "Ist" in screen_text(app)
        assert "★" not in screen_text(app)
        await pilot.press("tab")
        await answer(pilot, "Istambul")
        await pilot.press("asterisk", "u")
        await pilot.pause()
        assert study(app).stage is Stage.TOLD
        assert "Ista[m]bul" in screen_text(app)


async def test_a_rating_shows_its_whole_interval_however_fast_the_clock_runs(collect: MakeCollection) -> None:
    collection = collect(turkic=TURKIC)
    ticking = iter(range(10**6))
    collection._clock = lambda: Instant(NOON + next(ticking) * 7)
    app = study_app(collection)
    async with app.run_test() as pilot:
        await answer(pilot, "Istanbul")
        assert screen_text(app).splitlines()[-2].split()[:3] == ["<1m", "6m", "10m"]


async def test_an_error_goes_away_when_the_next_try_succeeds(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    app = study_app(collection)
    async with app.run_test(notifications=True) as pilot:
        for _ in range(2):
            study(app).tell(StoreError("It is locked.", hint="Wait."))
            await pilot.pause()
        assert len(app._notifications) == 1
        await answer(pilot, "x")
        await pilot.press("3")
        await pilot.pause()
        assert not app._notifications


async def test_a_hint_can_be_clicked(collect: MakeCollection) -> None:
    app = study_app(collect(turkic=TURKIC))
    async with app.run_test() as pilot:
        line = screen_text(app).splitlines()[-1]
        await pilot.click("KeyHints", offset=(line.index("space"), 0))
        await pilot.pause()
        assert study(app).stage is Stage.TOLD


async def test_a_session_with_nothing_due_says_so(collect: MakeCollection) -> None:
    app = study_app(collect())
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Nothing is due now." in screen_text(app)
        assert "Undo" not in screen_text(app)


async def test_what_was_typed_counts_when_the_field_was_left(collect: MakeCollection) -> None:
    app = study_app(collect(turkic=TURKIC))
    async with app.run_test() as pilot:
        await pilot.press(*"Ankara", "escape")
        await pilot.pause()
        assert screen_text(app).splitlines()[-1].strip().startswith("space Answer")
        await pilot.press("space")
        await pilot.pause()
        assert "✗ Wrong" in screen_text(app)
