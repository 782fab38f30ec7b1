"""How answers are given, judged by the learner and kept, key by key, over a real collection."""

import pytest
from textual.events import Paste
from textual.pilot import Pilot
from tui_room import CHOICE, CLOZE, LIST, TURKIC, MakeCollection, answer, screen_text, study

from quiz.collection import Collection
from quiz.model.answer import Standing, Verdict
from quiz.model.memory import Rating
from quiz.model.options import AskMode
from quiz.tui.app import study_app
from quiz.tui.screens.study.keys import Stage
from tests.clock import Clock

ONE = TURKIC.partition("[[card]]")[0]
SEAT = "turkic/seat"
HOLES = """
[[card]]
id = "rhine"
prompt = "The Rhine rises in {{c1::Switzerland}} and ends in the {{c2::North Sea}}."
"""
PLANETS = """
[[card]]
id = "inner"
prompt = "Which planets are nearest to the Sun?"
answers = ["Mercury", "Venus", "Earth", "Mars"]
ordered = true
"""


async def give(pilot: Pilot[None], text: str) -> None:
    """Put a text into the field and press enter, whatever comes of it."""
    pilot.app.screen.query_one("#answer").value = text  # type: ignore[attr-defined]
    await pilot.press("enter")
    await pilot.pause()


def hints_of(app: object) -> str:
    return screen_text(app).splitlines()[-1]  # type: ignore[arg-type]


def file_of(collection: Collection) -> str:
    return (collection.paths.decks / "turkic.toml").read_text(encoding="utf-8")


# how well it is known


async def test_a_card_that_is_being_learned_is_helped_by_its_sentence(collect: MakeCollection, clock: Clock) -> None:
    collection = collect(turkic=TURKIC)
    app = study_app(collection)
    async with app.run_test() as pilot:
        assert "situated in" not in screen_text(app)
        await answer(pilot, "Istanbul")
        await pilot.press("3")
        clock.forward(seconds=700)
        await pilot.press("q")
        app = study_app(collection)
    async with app.run_test() as pilot:
        assert "General Secretariat of OTS is situated in [...]." in " ".join(screen_text(app).split())
        await answer(pilot, "Istanbul")
        assert "[...]" not in screen_text(app)


async def test_a_mature_card_has_no_hints(collect: MakeCollection, clock: Clock) -> None:
    collection = collect(turkic=TURKIC)
    for days in (40, 400):
        collection.start().rate(Rating.EASY, verdict=Verdict.RIGHT, typed=None, duration_ms=1)
        clock.forward(seconds=days * 86_400)
    app = study_app(collection)
    async with app.run_test() as pilot:
        assert study(app)._session.current.state.interval >= 21
        assert "Hint" not in hints_of(app)
        await pilot.press("tab")
        await pilot.pause()
        assert "letters" not in screen_text(app)


# hints


async def test_tab_shows_more_letters_each_time_and_the_answer_counts_as_hard(collect: MakeCollection) -> None:
    app = study_app(collect(turkic=TURKIC))
    async with app.run_test() as pilot:
        assert "tab Hint" in hints_of(app)
        for pattern in ("I·······  8 letters", "Ist·····", "Istanb··"):
            await pilot.press("tab")
            await pilot.pause()
            assert pattern in screen_text(app)
        assert "tab" not in hints_of(app)
        assert study(app)._view.typing
        await answer(pilot, "Istanbul")
        assert "✓ Right · with a hint" in screen_text(app)
        assert "▸2 Hard◂" in screen_text(app)


async def test_a_hint_of_one_card_is_not_held_against_the_next(collect: MakeCollection) -> None:
    app = study_app(collect(turkic=TURKIC + CLOZE))
    async with app.run_test() as pilot:
        await pilot.press("tab")
        await answer(pilot, "x")
        await pilot.press("4")
        await pilot.pause()
        await answer(pilot, study(app)._card.answer)
        assert "with a hint" not in screen_text(app)


async def test_a_slow_answer_suggests_hard_and_says_so(collect: MakeCollection, clock: Clock) -> None:
    app = study_app(collect(turkic=TURKIC))
    async with app.run_test() as pilot:
        clock.forward(seconds=60)
        await answer(pilot, "Istanbul")
        assert "✓ Right · slow" in screen_text(app)
        await pilot.press("space")
        await pilot.pause()
    # It is only a proposal: it is what space takes.


# a click on the words below the field


async def test_a_click_gives_what_was_typed_and_says_so(collect: MakeCollection) -> None:
    app = study_app(collect(turkic=TURKIC))
    async with app.run_test() as pilot:
        await pilot.press(*"Istanbul")
        button = app.screen.query_one("#show")
        assert str(button.content) == "Answer"  # type: ignore[attr-defined]
        await pilot.click("#show")
        await pilot.pause()
        assert "✓ Right" in screen_text(app)


async def test_a_click_on_an_empty_field_shows_the_answer(collect: MakeCollection) -> None:
    app = study_app(collect(turkic=TURKIC))
    async with app.run_test() as pilot:
        await pilot.press("x", "backspace")
        assert str(app.screen.query_one("#show").content) == "Show answer"  # type: ignore[attr-defined]
        await pilot.click("#show")
        await pilot.pause()
        assert "Answer     Istanbul" in screen_text(app)


# the mode


async def test_a_key_asks_otherwise_until_the_session_is_over(collect: MakeCollection) -> None:
    collection = collect(turkic=ONE + CHOICE)
    app = study_app(collection)
    async with app.run_test(notifications=True) as pilot:
        assert study(app)._view.options
        await pilot.press("m")
        await pilot.pause()
        assert "everything is typed" in screen_text(app)
        assert screen_text(app).lstrip().startswith("all typed · ")
        await pilot.press(*"Kuba")
        assert app.screen.query_one("#answer").value == "Kuba"
        await pilot.press("ctrl+t")
        await pilot.pause()
        assert "nothing is typed" in screen_text(app)
        assert not app.screen.query_one("#answer").display
        await pilot.press("m")
        await pilot.pause()
        assert study(app)._view.options
        assert "nothing typed" not in screen_text(app).splitlines()[0]
    assert collection.settings.study.mode is AskMode.AUTO


# near misses


async def test_a_near_miss_is_asked_about_with_the_letters_that_differ(collect: MakeCollection) -> None:
    app = study_app(collect(turkic=TURKIC))
    async with app.run_test() as pilot:
        await give(pilot, "Istambul")
        shown = screen_text(app)
        assert study(app).stage is Stage.DOUBTING
        assert "Accept as a typo?" in shown
        assert "Ista[m]bul" in shown
        assert "Ista[n]bul" in shown
        assert "Again" not in shown
        assert hints_of(app).split("  ")[:2] == [" y Yes", "n No"]


@pytest.mark.parametrize(
    ("key", "verdict", "rating"),
    [
        ("y", Verdict.CLOSE, Rating.HARD),
        ("enter", Verdict.CLOSE, Rating.HARD),
        ("space", Verdict.CLOSE, Rating.HARD),
        ("n", Verdict.WRONG, Rating.AGAIN),
    ],
)
async def test_the_learner_says_whether_it_was_a_typo(
    collect: MakeCollection, key: str, verdict: Verdict, rating: Rating
) -> None:
    collection = collect(turkic=TURKIC)
    app = study_app(collection)
    async with app.run_test() as pilot:
        await give(pilot, "Istambul")
        await pilot.press(key)
        await pilot.pause()
        assert study(app).stage is Stage.TOLD
        await pilot.press("space")
        await pilot.pause()
    (review,) = collection.history(SEAT)
    assert (review.verdict, review.rating, review.typed) == (verdict, rating, "Istambul")


@pytest.mark.parametrize(("key", "verdict"), [("3", Verdict.CLOSE), ("1", Verdict.WRONG)])
async def test_a_rating_says_whether_it_was_a_typo(collect: MakeCollection, key: str, verdict: Verdict) -> None:
    collection = collect(turkic=TURKIC)
    app = study_app(collection)
    async with app.run_test() as pilot:
        await give(pilot, "Istambul")
        await pilot.press(key)
        await pilot.pause()
    (review,) = collection.history(SEAT)
    assert (review.verdict, review.rating, review.typed) == (verdict, Rating(int(key)), "Istambul")


async def test_in_doubt_the_answer_is_seen_beside_what_was_typed(collect: MakeCollection) -> None:
    card = '[[card]]\nid = "who"\nprompt = "Who was the Secretary-General?"\nanswer = "Kubanychbek Omuraliev"\n'
    app = study_app(collect(turkic=ONE + card + 'accept = ["Omuraliev"]\n'))
    async with app.run_test() as pilot:
        await give(pilot, "omuralyev")
        assert study(app).stage is Stage.DOUBTING
        assert "Omural[y]ev" in screen_text(app)
        assert "Omural[i]ev" in screen_text(app)


async def test_an_answer_that_is_right_in_part_is_no_typo(collect: MakeCollection) -> None:
    card = '[[card]]\nid = "when"\nprompt = "When was it?"\nanswer = "6 November 2024"\n'
    app = study_app(collect(turkic=ONE + card))
    async with app.run_test() as pilot:
        await give(pilot, "November 2024")
        assert study(app).stage is Stage.TOLD
        assert "≈ Close · not exact" in screen_text(app)


async def test_while_a_typo_is_in_doubt_the_card_can_be_put_away(collect: MakeCollection) -> None:
    collection = collect(turkic=TURKIC)
    app = study_app(collection)
    async with app.run_test() as pilot:
        await give(pilot, "Istambul")
        assert study(app).stage is Stage.DOUBTING
        await pilot.press("minus")
        await pilot.pause()
    assert collection.counts().total == 0


# the last word


async def test_x_turns_the_verdict_round_and_says_what_it_will_do(collect: MakeCollection) -> None:
    collection = collect(turkic=TURKIC)
    app = study_app(collection)
    async with app.run_test() as pilot:
        await answer(pilot, "Constantinople")
        assert "x Count as right" in hints_of(app)
        await pilot.press("x")
        await pilot.pause()
        assert "✓ Right · you say so" in screen_text(app)
        assert "▸3 Good◂" in screen_text(app)
        assert "x Count as wrong" in hints_of(app)
        await pilot.press("x")
        await pilot.pause()
        assert "✗ Wrong Istanbul" in " ".join(screen_text(app).split())
        await pilot.press("x", "space")
        await pilot.pause()
    (review,) = collection.history(SEAT)
    assert (review.verdict, review.rating) == (Verdict.RIGHT, Rating.GOOD)


async def test_there_is_nothing_to_turn_round_unless_something_was_typed(collect: MakeCollection) -> None:
    app = study_app(collect(turkic=ONE + CHOICE))
    async with app.run_test() as pilot:
        await pilot.press("1")
        await pilot.pause()
        assert "Count as" not in hints_of(app)
        assert "Accept always" not in hints_of(app)
    app = study_app(collect(turkic=TURKIC))
    async with app.run_test() as pilot:
        await pilot.press("space")
        await pilot.pause()
        await pilot.press("x", "A")
        await pilot.pause()
        assert "Count as" not in hints_of(app)
        assert "Answer Istanbul" in " ".join(screen_text(app).split())


async def test_capital_a_adds_what_was_typed_to_the_deck_file_and_undo_takes_it_out(collect: MakeCollection) -> None:
    collection = collect(turkic=TURKIC)
    before = file_of(collection)
    app = study_app(collection)
    async with app.run_test(notifications=True) as pilot:
        await answer(pilot, "Constantinople")
        await pilot.press("A")
        await pilot.pause()
        assert 'accept = ["Istanbul, Türkiye", "Constantinople"]' in file_of(collection)
        assert "✓ Right" in screen_text(app)
        assert "Accepted from now on: Constantinople" in screen_text(app)
        assert "Accept always" not in hints_of(app)
        await pilot.press("u")
        await pilot.pause()
        assert file_of(collection) == before
        assert "✗ Wrong" in screen_text(app)
        await pilot.press("A", "3")
        await pilot.pause()
    assert "Constantinople" in file_of(collection)
    assert collection.history(SEAT)[0].verdict is Verdict.RIGHT


async def test_what_the_learner_said_holds_when_the_change_is_taken_back(collect: MakeCollection) -> None:
    app = study_app(collect(turkic=TURKIC))
    async with app.run_test() as pilot:
        await pilot.press("tab")
        await give(pilot, "Istambul")
        await pilot.press("n")
        await pilot.pause()
        assert "✗ Wrong" in screen_text(app)
        await pilot.press("A")
        await pilot.pause()
        assert "✓ Right · with a hint" in screen_text(app)
        await pilot.press("u")
        await pilot.pause()
        assert "✗ Wrong" in screen_text(app)
        await pilot.press("x")
        await pilot.pause()
        assert "✓ Right" in screen_text(app)
        assert "A Accept always" in hints_of(app)


async def test_what_is_added_is_no_wrong_option_any_more(collect: MakeCollection) -> None:
    collection = collect(turkic=ONE + CHOICE, mode=AskMode.TYPED)
    app = study_app(collection)
    async with app.run_test() as pilot:
        await answer(pilot, "ramil hasanov")
        await pilot.press("A")
        await pilot.pause()
        assert "✓ Right" in screen_text(app)
    assert 'distractors = ["Binali Yıldırım", "Baghdad Amreyev"]' in file_of(collection)


async def test_what_is_added_to_a_sentence_counts_for_its_hole_only(collect: MakeCollection) -> None:
    collection = collect(turkic=ONE + HOLES)
    app = study_app(collection)
    async with app.run_test() as pilot:
        assert study(app)._card.id == "turkic/rhine:c1"
        await answer(pilot, "Helvetia")
        await pilot.press("A")
        await pilot.pause()
        assert "✓ Right" in screen_text(app)
    assert 'accept = ["c1::Helvetia"]' in file_of(collection)
    assert collection.card("turkic/rhine:c1").answers == (("Switzerland", "Helvetia"),)
    assert collection.card("turkic/rhine:c2").answers == (("North Sea",),)


async def test_the_answer_of_a_reversed_card_is_a_question_and_is_not_added_to(collect: MakeCollection) -> None:
    card = '[[card]]\nid = "r"\nprompt = "water"\nanswer = "agua"\nreverse = true\n'
    collection = collect(turkic=ONE + card)
    session = collection.start()
    if not session.current.card.endswith(":reverse"):
        session.bury()
    app = study_app(collection)
    async with app.run_test() as pilot:
        assert study(app)._card.id.endswith(":reverse")
        await answer(pilot, "aqua")
        assert "Accept always" not in hints_of(app)


async def test_an_item_of_a_list_is_added_to_the_item_it_is(collect: MakeCollection) -> None:
    collection = collect(turkic=ONE + LIST)
    app = study_app(collection)
    async with app.run_test() as pilot:
        await give(pilot, "Kyrgyzstan, Azerbaijan, Kazakhstan, Uzbekistan, Anatolia")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("A")
        await pilot.pause()
        assert "✓ Right · 5 of 5" in screen_text(app)
    assert '["Türkiye", "Turkey", "Anatolia"]' in file_of(collection)


# lists


async def test_items_are_taken_one_at_a_time_in_any_order_and_ticked(collect: MakeCollection) -> None:
    collection = collect(turkic=ONE + LIST)
    app = study_app(collection)
    async with app.run_test() as pilot:
        for text in ("Turkey", "Kazakstan", "Iran", "turkiye"):
            await give(pilot, text)
        shown = screen_text(app)
        assert "2 of 5 items, in any order" in shown
        for line in ("✓ Turkey", "≈ Kazakhstan  you typed Kazakstan", "✗ Iran  not in the list", "= turkiye  already"):
            assert line in shown
        assert study(app)._view.typing
        assert hints_of(app).startswith(" space That is all")
        await pilot.press("enter")
        await pilot.pause()
        shown = screen_text(app)
        assert "≈ Close" not in shown
        assert "✗ Wrong · 2 of 5" in shown
        assert [line.split()[1] for line in shown.splitlines() if line.rstrip().endswith("missing")] == [
            "Kyrgyzstan", "Azerbaijan", "Uzbekistan",
        ]  # fmt: skip
        assert "✗ Iran  not in the list" in shown
        await pilot.press("space")
        await pilot.pause()
    (review,) = collection.history("turkic/five")
    assert (review.rating, review.typed) == (Rating.AGAIN, "Turkey, Kazakstan, Iran, turkiye")


async def test_the_last_item_that_is_missing_ends_the_list(collect: MakeCollection) -> None:
    app = study_app(collect(turkic=ONE + LIST))
    async with app.run_test() as pilot:
        await give(pilot, "Uzbekistan, Kyrgyzstan and Kazakhstan")
        await give(pilot, "Turkey")
        assert study(app).stage is Stage.ASKING
        await give(pilot, "Azerbaijan")
        assert study(app).stage is Stage.TOLD
        assert "✓ Right · 5 of 5" in screen_text(app)


@pytest.mark.parametrize("key", ["backspace", "ctrl+z"])
async def test_the_last_item_can_be_taken_back_and_mended(collect: MakeCollection, key: str) -> None:
    app = study_app(collect(turkic=ONE + LIST))
    async with app.run_test() as pilot:
        await give(pilot, "Turkey")
        await give(pilot, "Kazakst")
        await pilot.press(key)
        await pilot.pause()
        assert app.screen.query_one("#answer").value == "Kazakst"
        assert "1 of 5" in screen_text(app)
        await pilot.press("backspace")
        assert app.screen.query_one("#answer").value == "Kazaks"
        assert [item.standing for item in study(app)._given] == [Standing.RIGHT]


async def test_an_ordered_list_numbers_its_items_and_tells_those_out_of_order(collect: MakeCollection) -> None:
    app = study_app(collect(turkic=ONE + PLANETS))
    async with app.run_test() as pilot:
        assert "4 items, in order" in screen_text(app)
        await give(pilot, "Venus")
        await give(pilot, "Mercury")
        assert "1. Venus" in screen_text(app)
        assert "2. Mercury  out of order" in screen_text(app)
        await give(pilot, "Earth, Mars")
        assert "≈ Close" in screen_text(app)
        assert "1. Mercury  out of order" in screen_text(app)


async def test_a_hint_to_a_list_is_of_the_first_item_that_is_missing(collect: MakeCollection) -> None:
    app = study_app(collect(turkic=ONE + LIST))
    async with app.run_test() as pilot:
        await pilot.press("tab")
        await pilot.pause()
        assert "K·········" in screen_text(app)
        await give(pilot, "Kyrgyzstan")
        assert "K·········" not in screen_text(app)
        await pilot.press("tab")
        await pilot.pause()
        assert "A·········" in screen_text(app)


async def test_a_list_of_which_nothing_was_given_is_only_shown(collect: MakeCollection) -> None:
    app = study_app(collect(turkic=ONE + LIST))
    async with app.run_test() as pilot:
        await pilot.press("enter")
        await pilot.pause()
        shown = screen_text(app)
        assert "Answer" in shown
        assert "Türkiye" in shown
        assert "missing" not in shown


async def test_a_list_is_pasted_line_by_line(collect: MakeCollection) -> None:
    app = study_app(collect(turkic=ONE + LIST))
    async with app.run_test() as pilot:
        app.screen.query_one("#answer").post_message(Paste("Turkey\n\n  Kyrgyzstan\x1b[2J\r\nKazakhstan\n"))
        await pilot.pause()
        assert app.screen.query_one("#answer").value == "Turkey, Kyrgyzstan, Kazakhstan"
        await pilot.press("enter")
        await pilot.pause()
        assert "3 of 5" in screen_text(app)


async def test_an_edit_keeps_what_was_given_of_a_list(collect: MakeCollection) -> None:
    collection = collect(turkic=ONE + LIST)
    app = study_app(collection)
    async with app.run_test() as pilot:
        await give(pilot, "Turkey")
        await give(pilot, "Persia")
        note = collection.edit_note(study(app)._card, {"prompt": "Which five countries?"})
        study(app).keep_edit(note)
        await pilot.pause()
        shown = screen_text(app)
        assert "Which five countries?" in shown
        assert "1 of 5" in shown
        assert "✗ Persia" in shown
