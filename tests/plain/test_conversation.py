"""The session as a conversation: what is asked, what a line does, and what is in the log afterwards."""

from collections.abc import Callable

import pytest
from plain_room import CAPITALS, CHOICE, CLOZE, LIST, SEAT, Talk

from quiz.cli.plain.commands import COMMANDS, Stage
from quiz.cli.plain.conversation import Conversation
from quiz.config.reading import reread_settings
from quiz.model.answer import Verdict
from quiz.model.ids import CardId
from quiz.model.memory import Rating
from quiz.model.options import AskMode
from quiz.stats.scope import Scope
from tests.clock import Clock

MakeTalk = Callable[..., Talk]


def option(talk: Talk, text: str) -> str:
    """Return the number of an option."""
    (line,) = [line for line in talk.reply.lines if line.endswith(text)]
    return line.split(".")[0].strip()


def test_a_typed_card_from_question_to_log(talk: MakeTalk, clock: Clock) -> None:
    now = talk(turkic=SEAT)
    assert now.reply.lines == (
        "1 card to study: 1 new. ? lists what works, :q leaves.",
        "",
        "New card. 0 done, 1 to come. Deck: The Turkic states meet. Source: Secretaries Meet in Bishkek, 12 Sep 2025.",
        "In which city is the General Secretariat of the Organization of Turkic States?",
    )
    assert now.prompt == "Your answer: "
    clock.forward(seconds=7)
    now.say("Istanbul")
    assert now.reply.lines == (
        "Right: Istanbul",
        "Evidence: The General Secretariat of OTS is situated in Istanbul, Türkiye.",
        "Source: Secretaries Meet in Bishkek, 12 Sep 2025, seeds/turkic.txt, as of 1 Sep 2025",
        "1 Again less than 1 minute, 2 Hard 6 minutes, 3 Good 10 minutes, 4 Easy 7 days.",
    )
    assert now.prompt == "Rating, Enter for 3 Good: "
    clock.forward(seconds=60)
    assert now.say("4").startswith("Easy: back in 7 days.\n\nThis session is done.")
    (review,) = now.collection.history(CardId("turkic/seat"))
    assert (review.rating, review.verdict, review.typed, review.duration_ms) == (
        Rating.EASY, Verdict.RIGHT, "Istanbul", 7_000,
    )  # fmt: skip
    assert "1 answer, 1 to new cards, in 7 s.\nRight: 100%, 1 of 1. Easy 1." in now.text
    assert "The next card comes back in 7 days." in now.text


def test_the_stated_wait_is_the_one_that_is_stored(talk: MakeTalk) -> None:
    now = talk(turkic=SEAT)
    told = now.say("Istanbul")
    assert "4 Easy 7 days" in told
    now.say("easy")
    (review,) = now.collection.history(CardId("turkic/seat"))
    assert review.after.interval == 7


def test_an_empty_line_shows_the_answer_and_the_next_takes_what_is_suggested(talk: MakeTalk) -> None:
    now = talk(turkic=SEAT)
    assert now.say("").startswith("Answer: Istanbul\n")
    assert "You typed" not in now.text
    now.say("")
    (review,) = now.collection.history(CardId("turkic/seat"))
    assert (review.rating, review.verdict, review.typed) == (Rating.AGAIN, Verdict.SHOWN, None)


def test_a_near_miss_is_told_in_words_and_asked_about(talk: MakeTalk) -> None:
    now = talk(turkic=SEAT)
    now.say("Istambul")
    told = ("Nearly right.", "You typed: Istambul", "Expected: Istanbul", 'Letters: "m" should be "n".')
    assert now.reply.lines == told
    assert now.prompt == "A typo? Enter for yes, n for no: "
    assert now.say("r").endswith("\n".join(told))
    assert now.say("maybe") == '"maybe" is neither yes nor no. Type y or n.'
    assert now.say("y").startswith("Close, a typo: Istanbul\nEvidence")
    assert now.prompt == "Rating, Enter for 2 Hard: "


def test_a_near_miss_may_be_a_mistake(talk: MakeTalk) -> None:
    now = talk(turkic=SEAT)
    assert now.say("Istambul", "n").startswith("Wrong. The answer is: Istanbul\n")
    assert now.prompt == "Rating, Enter for 1 Again: "


@pytest.mark.parametrize(("line", "verdict"), [("3", Verdict.CLOSE), ("again", Verdict.WRONG)])
def test_a_near_miss_is_rated_at_once(talk: MakeTalk, line: str, verdict: Verdict) -> None:
    now = talk(turkic=SEAT)
    now.say("Istambul", line)
    (review,) = now.collection.history(CardId("turkic/seat"))
    assert (review.verdict, review.rating) == (verdict, Rating.GOOD if line == "3" else Rating.AGAIN)


def test_the_learner_has_the_last_word(talk: MakeTalk) -> None:
    now = talk(turkic=SEAT)
    assert now.say("Byzantium", "x") == "Counted as right."
    assert now.prompt == "Rating, Enter for 3 Good: "
    assert now.say("turn") == "Counted as wrong."
    now.say("x", "")
    (review,) = now.collection.history(CardId("turkic/seat"))
    assert (review.verdict, review.rating, review.typed) == (Verdict.RIGHT, Rating.GOOD, "Byzantium")


def test_what_was_typed_is_accepted_from_now_on_until_that_is_taken_back(talk: MakeTalk) -> None:
    now = talk(turkic=SEAT)
    assert now.say("Byzantium", "a") == "Accepted from now on: Byzantium"
    file = (now.collection.paths.decks / "turkic.toml").read_text()
    assert '"Byzantium"' in file
    assert now.prompt == "Rating, Enter for 3 Good: "
    assert now.say("a") == "There is nothing to accept that is not accepted already."
    assert now.say("u").startswith("Taken back: the card reads as before.\nWrong. The answer is: Istanbul")
    assert "Byzantium" not in (now.collection.paths.decks / "turkic.toml").read_text()


def test_nothing_typed_leaves_nothing_to_turn_or_accept(talk: MakeTalk) -> None:
    now = talk(turkic=SEAT)
    assert "turn" not in now.say("", "?")
    assert now.say("x") == "There is no verdict to turn round: nothing was typed."
    assert now.say("a").startswith("There is nothing to accept")


def test_hints_show_more_and_more_and_make_it_hard(talk: MakeTalk) -> None:
    now = talk(turkic=SEAT)
    assert now.say(":h") == "Hint: I... (8 letters)"
    assert now.say(":hint") == "Hint: Ist... (8 letters)"
    now.say(":h")
    assert now.say(":h") == "There are no more hints."
    assert ":h or :hint" not in now.say("?")
    assert now.say("Istanbul").startswith("Right, with a hint: Istanbul")
    assert now.prompt == "Rating, Enter for 2 Hard: "


def test_the_mode_changes_for_the_session(talk: MakeTalk) -> None:
    now = talk(turkic=CHOICE)
    assert now.say("m").startswith("Until the end of this session everything is typed.\nWho is")
    assert now.prompt == "Your answer: "
    now.say(":m")
    assert now.prompt == "Enter shows the answer: "
    now.say("m")
    assert now.prompt == "Your choice, 1 to 4: "


def test_a_wrong_answer_suggests_again(talk: MakeTalk) -> None:
    now = talk(turkic=SEAT)
    now.say("Ankara")
    assert now.reply.lines[:2] == ("Wrong. The answer is: Istanbul", "You typed: Ankara")
    assert now.prompt == "Rating, Enter for 1 Again: "


@pytest.mark.parametrize("way", ["number", "letter", "words", "dot"])
def test_an_option_is_chosen(talk: MakeTalk, way: str) -> None:
    now = talk(turkic=CHOICE)
    assert now.prompt == "Your choice, 1 to 4: "
    number = option(now, "Kubanychbek Omuraliev")
    line = {
        "number": number,
        "letter": "ABCD"[int(number) - 1],
        "words": "kubanychbek  omuraliev",
        "dot": f"{number}.",
    }
    assert now.say(line[way]).startswith("Right: Kubanychbek Omuraliev\nEvidence")
    now.say("3")
    assert now.ratings("turkic/head") == [Rating.GOOD]


def test_a_wrong_option_is_named(talk: MakeTalk) -> None:
    now = talk(turkic=CHOICE)
    now.say(option(now, "Ramil Hasanov"))
    assert now.reply.lines[:2] == ("Wrong. The answer is: Kubanychbek Omuraliev", "You chose: Ramil Hasanov")


@pytest.mark.parametrize("line", ["5", "0", "e", "Ankara", "²"])
def test_what_is_no_option_answers_nothing(talk: MakeTalk, line: str) -> None:
    now = talk(turkic=CHOICE)
    assert line in now.say(line)
    assert now.prompt == "Your choice, 1 to 4: "


def test_a_cloze_asks_for_each_hole(talk: MakeTalk) -> None:
    now = talk(turkic=CLOZE)
    seen = now.text + now.say("", "4")
    assert "The Organization of [adjective] States was formerly the Turkic Council." in seen
    now.leave()
    assert "1 to new cards" in now.text


def test_a_list_is_answered_one_item_at_a_time(talk: MakeTalk) -> None:
    now = talk(turkic=LIST)
    assert now.text.endswith("5 items, in any order, one a line.")
    assert now.prompt == "Item 1 of 5: "
    assert now.say("Turkey") == "Right: Turkey"
    assert now.prompt == "Item 2 of 5, Enter ends: "
    assert now.say("Uzbekistan, Kazakhstn") == "Right: Uzbekistan\nClose: Kazakhstan, you typed Kazakhstn"
    assert now.say("Türkiye") == "Already given: Türkiye"
    assert now.say("Germany") == "Not in the list: Germany"
    assert now.say(":u") == "Taken back: Germany"
    assert now.say(":h") == "Hint: K... (10 letters)"
    assert now.say(":r").endswith("Already given: Türkiye")
    assert now.say("").startswith("Close, not all, 3 of 5: Kyrgyzstan, Azerbaijan, Kazakhstan, Türkiye, Uzbekistan\n")
    assert "Missing: Kyrgyzstan, Azerbaijan" in now.text
    assert now.prompt.startswith("Rating")


def test_a_list_that_is_complete_needs_no_end(talk: MakeTalk) -> None:
    now = talk(turkic=LIST)
    now.say("Kyrgyzstan, Azerbaijan, Kazakhstan and Uzbekistan")
    assert now.prompt == "Item 5 of 5, Enter ends: "
    assert now.say("Türkiye").startswith("Right: Türkiye\nRight, 5 of 5: Kyrgyzstan, ")


def test_a_list_may_be_only_looked_at(talk: MakeTalk) -> None:
    now = talk(turkic=LIST)
    assert now.say("").startswith("Answer: Kyrgyzstan, ")
    now.say("")
    (review,) = now.collection.history(CardId("turkic/five"))
    assert review.verdict is Verdict.SHOWN


def test_nothing_is_typed_when_cards_are_flipped_but_may_be(talk: MakeTalk) -> None:
    now = talk(mode=AskMode.FLIP, capitals=CAPITALS)
    assert now.prompt == "Enter shows the answer: "
    now.say("")
    assert now.text.startswith("Answer: ")
    now.say("3", "Timbuktu")
    assert now.text.startswith("Wrong. The answer is: ")


@pytest.mark.parametrize("line", ["5", "0", "gut", "1 2", ":3"])
def test_what_is_no_rating_rates_nothing(talk: MakeTalk, line: str) -> None:
    now = talk(turkic=SEAT)
    now.say("x", line)
    assert now.prompt.startswith("Rating")
    assert now.ratings("turkic/seat") == []


def test_undo_takes_answers_back_one_by_one(talk: MakeTalk) -> None:
    now = talk(capitals=CAPITALS)
    now.say("x", "4", "x", "4")
    assert now.prompt == "Enter leaves, u undoes: "
    assert now.say("u").startswith("Taken back: Easy.\n\nNew card. 1 done, 1 to come.")
    now.say(":undo")
    assert "0 done, 2 to come" in now.text
    assert now.say(":u") == "There is nothing to take back."
    assert now.collection.counts().new == 2
    now.leave()
    assert "answer," not in now.text


def test_burying_suspending_and_back(talk: MakeTalk) -> None:
    now = talk(capitals=CAPITALS)
    assert now.say(":-").startswith("Buried until tomorrow.\n")
    assert "0 done, 1 to come" in now.text
    now.say("", "suspend")
    assert now.prompt == "Enter leaves, u undoes: "
    assert now.collection.counts().total == 0
    now.say("u", ":u")
    assert now.collection.counts().total == 2


def test_all_cards_of_a_note_go_together(talk: MakeTalk) -> None:
    now = talk(turkic=CLOZE)
    now.say(":=")
    assert now.prompt == "Enter leaves, u undoes: "
    now.say("u", ":suspend all")
    assert sum(deck.suspended for deck in now.collection.decks()) == 2


def test_a_mark_is_told_and_taken_off(talk: MakeTalk) -> None:
    now = talk(turkic=SEAT)
    assert now.say(":*") == "Marked."
    assert now.say(":r").startswith("In which city")
    now.say("")
    assert now.say("mark") == "The mark is off."
    assert now.say("u") == "Taken back: unmark."
    assert now.prompt.startswith("Rating")


def test_a_card_is_deleted_by_its_whole_word_and_comes_back(talk: MakeTalk) -> None:
    now = talk(turkic=CLOZE)
    now.say(":m", ":m")
    assert now.prompt == "Enter shows the answer: "
    assert now.say("delete").startswith("Wrong")  # without its sign it is an answer
    assert now.say(":delete").startswith("Deleted, and 1 more card of the same note. Undo puts it back.\n")
    file = now.collection.paths.decks / "turkic.toml"
    assert "[[card]]" not in file.read_text()
    assert now.say("u").startswith("Taken back: the card is in its deck again.")
    assert "[[card]]" in file.read_text()


def test_options_of_the_deck_are_told_and_changed(talk: MakeTalk) -> None:
    now = talk(turkic=CHOICE)
    assert "\n  New cards a day, new_per_day: 20, as everywhere\n" in now.say("o")
    assert now.say(":o mode flip").startswith("Way of asking, mode: flip, for this deck\nWho is the Secretary General?")
    assert now.prompt == "Enter shows the answer: "
    now.say("")
    assert now.say(":o learning_steps 5m").splitlines()[1].startswith("1 Again 5 minutes, ")
    assert now.say(":o mode") == "Way of asking, mode: flip, for this deck"
    assert now.say(":o mode usual").startswith("Way of asking, mode: auto, as everywhere\n")
    assert now.say(":o mode sung") == 'Way of asking takes "auto", "typed" or "flip".'
    assert "learn_ahead is the same for all decks" in now.say(":o learn_ahead 5m")


def test_all_that_happened_to_a_card_is_in_its_history(talk: MakeTalk) -> None:
    now = talk(turkic=SEAT)
    now.say("Istanbul", "*", "1", ":i")
    assert now.reply.lines[-2].endswith("Again, back in less than 1 minute, took 0 s")
    assert now.reply.lines[-1] == "  15 Sep 2025 12:00: marked"


def test_a_card_is_edited_as_text_and_taken_back(talk: MakeTalk, clock: Clock) -> None:
    now = talk(turkic=SEAT)
    assert now.say(":e") == "There is no terminal for an editor here."

    def edit(text: str) -> str:
        clock.forward(seconds=600)
        return text.replace("Istanbul", "Bursa")

    now.conversation._editor = edit
    now.say("Bursa")
    assert now.text.startswith("Wrong. The answer is: Istanbul")
    assert now.say("e").startswith("Changed.\nRight: Bursa\n")
    assert now.say("u").startswith("Taken back: the card reads as before.\nWrong. The answer is: Istanbul\n")
    now.say("2")
    (review,) = now.collection.history(CardId("turkic/seat"))
    assert review.duration_ms == 0  # editing is not answering


def test_a_leech_is_rewritten_at_once(talk: MakeTalk, clock: Clock) -> None:
    now = talk(turkic=SEAT)
    path = now.collection.paths.config
    path.write_text('leech_threshold = 1\nrelearning_steps = "1h"\nlearn_ahead = "1m"\n', encoding="utf-8")
    now.collection.use(reread_settings(path, now.collection.settings))
    now.say("Istanbul", "4")
    clock.forward(seconds=30 * 86_400)
    now = Talk(now.collection, Conversation(now.collection, now.collection.start()))
    said = now.say("Rome", "1")
    assert "A leech: forgotten 1 time. Rewrite it now" in said
    assert ":w" not in said
    assert now.say(":w") == "There is no terminal for an editor here."
    now.conversation._editor = lambda text: text.replace("In which city", "Where")
    assert ":w or :rewrite" in now.say("?") or "w or rewrite" in now.text
    assert now.say(":w").startswith("Changed.")
    assert now.collection.card(CardId("turkic/seat")).prompt.startswith("Where")
    assert now.say(":w") == "No leech was answered just now."
    now.say("u")
    assert now.collection.card(CardId("turkic/seat")).prompt.startswith("In which city")
    assert now.conversation.stage is Stage.WAITING
    now.say("u")
    assert ":w rewrites it." in now.say("Rome", "1")
    clock.forward(seconds=3_600)
    now.say("")
    assert "Answered: 2 times, forgotten 1 time, a leech" in now.say(":i")


def test_what_is_no_card_is_told_and_kept_for_another_try(talk: MakeTalk) -> None:
    now = talk(turkic=SEAT)
    seen: list[str] = []

    def edit(text: str) -> str:
        seen.append(text)
        return text.replace('prompt = "', "prompt = ") if len(seen) == 1 else text.replace("prompt = ", 'prompt = "')

    now.conversation._editor = edit
    assert now.say(":e").endswith("\nEdit again to go on with what you wrote.")
    assert now.prompt == "Your answer: "
    assert now.say(":e") == "Nothing was changed."
    assert seen[1] != seen[0]


def test_the_article_is_read_around_the_sentence(talk: MakeTalk, monkeypatch: pytest.MonkeyPatch) -> None:
    now = talk(turkic=SEAT)
    monkeypatch.chdir(now.collection.paths.decks)
    assert "does nothing here" in now.say(":s")
    now.say("Istanbul")
    assert now.say("s") == "The article seeds/turkic.txt is not at hand. Its sentence is kept with the card."
    (now.collection.paths.decks / "seeds").mkdir()
    told = (
        "Secretaries meet\n\nOne.\n\nTwo. The General Secretariat of OTS is situated in Istanbul, Türkiye.\n\nThree.\n"
    )
    (now.collection.paths.decks / "seeds" / "turkic.txt").write_text(told + "\nFour.\n")
    assert now.say("s").split("\n")[1:] == [
        "One.", "Two. The General Secretariat of OTS is situated in Istanbul, Türkiye.", "Three.",
    ]  # fmt: skip


def test_info_keeps_the_answer_until_it_was_told(talk: MakeTalk) -> None:
    now = talk(turkic=SEAT)
    now.say("Istambul", "1", ":i")
    assert "Kind: basic\nMade by: located-in\nTags: news\nState: learning\n" in now.text
    assert "Answered: 1 time, forgotten 0 times" in now.text
    assert "15 Sep 2025 12:00: Again, back in less than 1 minute, took 0 s" in now.text
    assert "Constantinople" not in now.text
    assert "Istambul" not in now.text
    now.say("", "i")
    assert "Also right: Constantinople" in now.text
    assert "took 0 s; Istambul" in now.text


def test_repeating_says_question_and_verdict_again(talk: MakeTalk) -> None:
    now = talk(turkic=CHOICE)
    asked = now.reply.lines[-5:]
    now.say("r")
    assert now.reply.lines == asked
    told = now.say("1")
    assert now.say("r").endswith(told)


def test_help_lists_what_works_here_and_every_line_of_it_does(talk: MakeTalk) -> None:
    now = talk(turkic=SEAT)
    now.say("?")
    assert ":u or :undo" not in now.text  # there is nothing to take back yet
    assert ":- or :bury: not again today" in now.text
    now.say("", "?")
    assert "  - or bury: not again today" in now.text
    names = [line.split(" or ")[0].strip() for line in now.reply.lines if " or " in line]
    for name in names:
        if name != "q":
            assert "does nothing here" not in now.say(name)
            now.say("u") if name in "-=@!*" else None
            if not now.prompt.startswith("Rating"):
                now.say("")


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.OVER])
def test_every_command_has_a_word_and_a_sign_of_its_own(stage: Stage) -> None:
    here = [command for command in COMMANDS if stage in command.stages]
    words = [word for command in here for word in command.words]
    assert len(words) == len(set(words))
    assert all(command.signed or len(command.words[0]) == 1 < len(command.words[1]) for command in here)
    taken = {Stage.CHOOSING: "1234abcd", Stage.DOUBTING: "1234yn"}.get(stage, "1234")
    assert not set(taken) & set(words)


def test_a_command_without_its_sign_is_asked_about_before_it_counts_as_an_answer(talk: MakeTalk) -> None:
    now = talk(turkic=SEAT)
    assert now.say("q") == 'To do that here, type ":q". If it is your answer, type it once more.'
    assert now.say("q").startswith("Wrong. The answer is: Istanbul\nYou typed: q")


def test_an_answer_that_is_right_is_never_taken_for_a_command(talk: MakeTalk) -> None:
    now = talk(turkic=SEAT.replace("Istanbul", "U"))
    assert now.say("u").startswith("Right: U\n")


def test_two_colons_begin_an_answer_with_one(talk: MakeTalk) -> None:
    now = talk(turkic=SEAT.replace('"Istanbul"', '":quit"'))
    assert now.say("::quit").startswith("Right: :quit\n")


def test_an_unknown_command_does_nothing(talk: MakeTalk) -> None:
    now = talk(turkic=SEAT)
    assert now.say(":udno") == '":udno" does nothing here. ? lists what works.'
    assert now.prompt == "Your answer: "


def test_waiting_for_a_step_and_going_on(talk: MakeTalk, clock: Clock) -> None:
    now = talk(learn_ahead=0, turkic=SEAT)
    now.say("x", "3")
    assert "Nothing to ask just now. The last card comes back in 10 min" in now.text
    assert now.prompt == "Enter looks again, q leaves: "
    assert now.conversation.wait == 600
    clock.forward(seconds=300)
    assert "in 5 min" in now.say("")
    assert "does nothing here" in now.say("Istanbul")
    clock.forward(seconds=300)
    assert now.conversation.wait == 0
    assert "Learning card. 1 done, 1 to come." in now.say("")
    assert now.conversation.wait is None


def test_leaving_in_the_middle_keeps_what_was_rated(talk: MakeTalk) -> None:
    now = talk(capitals=CAPITALS)
    now.say("x", "3", ":q")
    assert now.prompt == ""
    assert "Left. Every answer is stored." in now.text
    assert "1 card in your decks is still due today.\n1 card comes back later today, in 10 min." in now.text
    [today] = now.collection.progress(Scope()).days.values()
    assert sum(today.by_kind.values()) == 1


def test_the_end_of_input_leaves_and_says_so_once(talk: MakeTalk) -> None:
    now = talk(capitals=CAPITALS)
    assert "Left." in now.leave()
    assert now.leave() == ""


def test_decks_are_named_when_they_change(talk: MakeTalk) -> None:
    now = talk(capitals=CAPITALS, turkic=SEAT)
    headings = [now.text.split("\n")[2]]
    for _ in range(2):
        now.say("x", "4")
        headings.append(now.text.split("\n")[2])
    # Decks take turns as long as they can.
    assert ["Deck: " in heading for heading in headings] == [True, True, True]


def test_a_deck_that_stays_the_same_is_named_once(talk: MakeTalk) -> None:
    now = talk(capitals=CAPITALS)
    assert "Deck: " in now.text
    assert "Deck: " not in now.say("x", "4")


def test_progress_tells_what_is_done_and_to_come(talk: MakeTalk, clock: Clock) -> None:
    now = talk(capitals=CAPITALS)
    clock.forward(seconds=5)
    now.say("x", "1")
    assert now.say(":p") == "1 done, 2 to come: 1 new, 1 learning.\nAnswering took 5 s."


def test_a_step_that_cannot_be_stored_is_told_and_the_card_stays(
    talk: MakeTalk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from quiz.errors import StoreError

    def fail(*_: object, **__: object) -> None:
        raise StoreError("The disk is full.", hint="Make room.")

    now = talk(capitals=CAPITALS)
    now.say("x")
    monkeypatch.setattr(now.conversation._session._journal, "record", fail)
    assert now.say("3") == "The disk is full. Make room."
    assert now.prompt.startswith("Rating")
