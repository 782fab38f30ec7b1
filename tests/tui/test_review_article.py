"""Looking the cards of an article over: its sentences, what was left out of them, and what the deck has already."""

from dataclasses import replace

import pytest
from review_room import FERRY, MADE, RUN, SENTENCES, STATEMENT, WHO, YEAR
from textual.pilot import Pilot
from textual.widgets import Static
from tui_room import screen_text

from quiz.generate.facts import Generated
from quiz.model.deck import Basic, Choice, Cloze, Deck, DeckId, ListNote, Note, NoteId
from quiz.tui.app import review_app
from quiz.tui.proposals import Proposal, Reviewed, Standing
from quiz.tui.screens.help import HelpScreen
from quiz.tui.screens.review import ReviewScreen
from quiz.tui.widgets.candidate_list import CandidateList
from quiz.tui.widgets.note_form import NoteForm


class Desk:
    """A review of one article, and what was decided in it."""

    def __init__(self, proposal: Proposal | None = None) -> None:
        self.decided: list[Reviewed] = []
        self.app = review_app([proposal or Proposal(made=MADE)], self.decided.append)

    @property
    def text(self) -> str:
        return screen_text(self.app)

    @property
    def list(self) -> list[str]:
        shown = self.app.screen.query_one(CandidateList)
        return [str(option.prompt) for option in shown.options]


async def _saved(desk: Desk, pilot: Pilot[None]) -> Reviewed:
    await pilot.press("s")
    await pilot.pause()
    (decided,) = desk.decided
    return decided


async def test_cards_stand_under_their_sentences_in_the_order_of_the_article() -> None:
    desk = Desk()
    async with desk.app.run_test():
        assert desk.list == [
            f"▸ 1 {SENTENCES[0]}", f"  · {WHO.prompt}", f"  3 {SENTENCES[2]}", f"  · {RUN.prompt}", "▸ and 4 left out",
        ]  # fmt: skip
        assert "1 of 2" in desk.text


async def test_the_sentence_is_shown_with_what_the_answer_stands_on() -> None:
    desk = Desk()
    async with desk.app.run_test(size=(120, 40)):
        assert "Sentence 1 of 4" in desk.text
        assert "who or what did something (subject)" in desk.text
        spans = [
            segment
            for strip in desk.app.screen._compositor.render_strips(desk.app.size)
            for segment in strip
            if segment.style and segment.style.underline
        ]
        assert [segment.text for segment in spans] == ["Ann Marlowe"]
        assert spans[0].style is not None
        assert spans[0].style.bold


async def test_its_place_in_the_article_is_told() -> None:
    desk = Desk()
    async with desk.app.run_test(size=(120, 40)) as pilot:
        assert "rank      1 of 3 by worth" in desk.text
        assert "before" not in desk.text
        await pilot.press("down")
        assert "Sentence 3 of 4" in desk.text
        assert f"before    {SENTENCES[1]}" in desk.text


async def test_without_colours_brackets_mark_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    desk = Desk()
    async with desk.app.run_test(size=(120, 40)):
        assert "was opened by [Ann Marlowe] in 1931." in desk.text


async def test_what_else_was_tried_with_a_sentence_unfolds_and_folds() -> None:
    desk = Desk()
    async with desk.app.run_test(size=(120, 40)) as pilot:
        assert "x Unfold" in desk.text
        await pilot.press("x")
        assert f"▾ 1 {SENTENCES[0]}" in desk.list
        assert f"  - {YEAR.prompt}" in desk.list
        assert "  - no question: too little is said" in desk.list
        assert "x Fold" in desk.text
        await pilot.press("down")
        assert "because   the deck is full" in desk.text
        await pilot.press("down")
        assert "no question was made" in desk.text
        for reason in ("too little is said", "too much is said"):
            assert reason in desk.text
        assert "a Accept" not in desk.text
        await pilot.press("x")
        assert len(desk.list) == 5
        assert "Sentence 1 of 4" in desk.text


async def test_all_that_was_left_out_unfolds_and_folds() -> None:
    desk = Desk()
    async with desk.app.run_test(size=(120, 40)) as pilot:
        await pilot.press("X")
        assert f"▾ 2 {SENTENCES[1]}" in desk.list
        assert "  - no question: the day is grey" in desk.list
        assert "- no question: it is odd" in desk.list
        assert "left out" not in desk.list[-1]
        assert "of 6" in desk.text
        assert "x " not in desk.text.splitlines()[-1]
        await pilot.press("k", "k", "X")
        assert len(desk.list) == 5
        assert "of 2" in desk.text


async def test_what_was_left_out_can_be_rescued_and_put_back() -> None:
    desk = Desk()
    async with desk.app.run_test(size=(120, 40)) as pilot:
        await pilot.press("x", "down")
        assert "a Rescue" in desk.text
        assert "r Leave out" not in desk.text
        await pilot.press("a")
        assert "✓ accepted" in desk.text
        assert "r Leave out" in desk.text
        await pilot.press("x")
        assert f"  ✓ {YEAR.prompt}" in desk.list
        await pilot.press("r")
        assert f"  ✓ {YEAR.prompt}" not in desk.list
        await pilot.press("u", "A")
        decided = await _saved(desk, pilot)
    assert decided.deck.notes == (WHO, YEAR, RUN)
    assert [trace.id for trace in decided.deck.written] == ["year"]
    assert (decided.rejected, decided.rescued) == ((), frozenset())


async def test_a_rescued_card_can_be_edited() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await pilot.press("x", "down", "e")
        await pilot.pause()
        desk.app.screen.query_one(NoteForm).answer.put("1932")
        await pilot.press("ctrl+s")
        await pilot.pause()
        decided = await _saved(desk, pilot)
    assert decided.deck.notes == (replace(YEAR, answer="1932"),)


async def test_what_is_rejected_is_handed_over_as_it_was_made() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await pilot.press("3", "r")
        decided = await _saved(desk, pilot)
    assert decided.deck.notes == ()
    assert decided.rejected == (WHO,)


async def test_what_was_refused_once_is_folded_away_and_can_be_rescued() -> None:
    desk = Desk(Proposal(made=MADE, refused={NoteId("who"): "you did not want this card"}))
    async with desk.app.run_test(size=(120, 40)) as pilot:
        assert desk.list == [f"  3 {SENTENCES[2]}", f"  · {RUN.prompt}", "▸ and 5 left out"]
        await pilot.press("X", "k", "k", "k", "k")
        while WHO.prompt not in desk.text.partition("because")[2]:
            await pilot.press("k")
        assert "because   you did not want this card" in desk.text
        await pilot.press("a")
        decided = await _saved(desk, pilot)
    assert decided.deck.notes == (WHO,)
    assert decided.rescued == {"who"}


async def test_what_the_deck_has_is_folded_away_and_what_changed_is_offered() -> None:
    standings = {NoteId("who"): Standing.KNOWN, NoteId("run"): Standing.CHANGED}
    olds = {NoteId("run"): replace(RUN, prompt="Who runs the harbour?", answer="Oslo")}
    desk = Desk(Proposal(made=MADE, standings=standings, olds=olds))
    async with desk.app.run_test(size=(120, 40)) as pilot:
        assert desk.list == [f"  3 {SENTENCES[2]}", f"  ~ {RUN.prompt}", "▸ and 4 left out · 1 in the deck"]
        assert "~ changed" in desk.text
        assert "deck has  Who runs the harbour? Oslo" in desk.text
        assert "r Keep the old" in desk.text
        await pilot.press("X")
        while "= in the deck already" not in desk.text:
            await pilot.press("k")
        hints = desk.text.splitlines()[-1]
        assert not {"a", "r", "e", "c"} & set(hints.split())
        await pilot.press("a", "r", "e", "c", "2")
        assert "s Save" not in desk.text
        await pilot.press("X", "r")
        assert "✗ rejected, the old card stays" in desk.text
        assert "s Save" not in desk.text
        await pilot.press("a")
        decided = await _saved(desk, pilot)
    assert decided.deck.notes == (RUN,)
    assert decided.rejected == ()


async def test_when_nothing_is_new_that_is_said_and_the_rest_can_be_seen() -> None:
    standings = {NoteId("who"): Standing.KNOWN, NoteId("run"): Standing.KNOWN}
    desk = Desk(Proposal(made=MADE, standings=standings))
    async with desk.app.run_test() as pilot:
        assert "Nothing new to look over." in desk.text
        await pilot.press("j", "a", "x", "space", "u")
        await pilot.press("X")
        assert "Nothing new" not in desk.text
        await pilot.press("X")
        assert "Nothing new to look over." in desk.text
        await pilot.press("q")
        await pilot.pause()
    assert desk.decided == []
    assert desk.app.return_code == 0


@pytest.mark.parametrize(
    ("keys", "kind", "prompt"),
    [
        (["2"], Choice, WHO.prompt),
        (["3"], Cloze, STATEMENT),
        (["c"], Choice, WHO.prompt),
        (["c", "c"], Cloze, STATEMENT),
        (["c", "c", "c"], Basic, WHO.prompt),
        (["3", "1"], Basic, WHO.prompt),
        (["3", "u"], Basic, WHO.prompt),
        (["4"], Basic, WHO.prompt),
        (["down", "4", "up"], Basic, WHO.prompt),
    ],
)
async def test_a_card_becomes_one_of_another_kind(keys: list[str], kind: type[Note], prompt: str) -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await pilot.press(*keys, "a")
        decided = await _saved(desk, pilot)
    (note,) = decided.deck.notes
    assert isinstance(note, kind)
    assert (note.prompt, note.id, note.evidence, note.rule) == (prompt, "who", SENTENCES[0], "subject")


async def test_an_enumeration_can_be_a_list() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await pilot.press("down")
        assert "question  4 list" in desk.text
        await pilot.press("4", "a")
        decided = await _saved(desk, pilot)
    (note,) = decided.deck.notes
    assert isinstance(note, ListNote)
    assert note.answers == (("Oslo",), ("Bergen",), ("Moss",))


async def test_a_cloze_can_be_a_question_and_only_kinds_that_work_are_offered() -> None:
    cloze = Cloze(id=NoteId("gap"), prompt="Lorne is in {{c1::Peru::country}}.", evidence="Lorne is in Peru.")
    several = Cloze(id=NoteId("two"), prompt="{{c1::Lorne}} is in {{c2::Peru}}.", evidence="Lorne is in Peru.")
    made = Generated(deck=Deck(id=DeckId("lorne"), title="Lorne", notes=(cloze, several, FERRY)))
    desk = Desk(Proposal(made=made))
    async with desk.app.run_test() as pilot:
        assert "cloze  1 question" in desk.text
        await pilot.press("1", "a")
        assert "c Kind" not in desk.text
        await pilot.press("a")
        assert "c Kind" not in desk.text
        decided = await _saved(desk, pilot)
    assert [(note.prompt, getattr(note, "answer", None)) for note in decided.deck.notes] == [
        ("Lorne is in [country].", "Peru"),
        (several.prompt, None),
    ]


async def test_an_edited_card_changes_kind_as_it_is_now() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await pilot.press("e")
        await pilot.pause()
        desk.app.screen.query_one(NoteForm).prompt.put("Who was there?")
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("3", "2")
        decided = await _saved(desk, pilot)
    (note,) = decided.deck.notes
    assert isinstance(note, Choice)
    assert (note.prompt, note.answer) == ("Who was there?", "Ann Marlowe")


async def test_an_edited_card_of_another_kind_can_be_what_it_was_again() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await pilot.press("3", "e")
        await pilot.pause()
        desk.app.screen.query_one(NoteForm).prompt.put("It was {{c1::Ann Marlowe}}.")
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("1")
        assert "It was [...]." in desk.text
        assert "c Kind" in desk.text
        await pilot.press("c", "c")
        decided = await _saved(desk, pilot)
    (note,) = decided.deck.notes
    assert isinstance(note, Cloze)
    assert note.prompt == "It was {{c1::Ann Marlowe}}."


async def test_lines_begin_below_one_another_also_after_an_edit_of_what_was_rescued() -> None:
    reason = "another card asks the same from its other end, and one of the two is enough"
    drops = tuple(replace(drop, reason=reason) for drop in MADE.drops)
    desk = Desk(Proposal(made=replace(MADE, drops=drops)))
    async with desk.app.run_test() as pilot:
        await pilot.press("x", "down")
        assert "because   another card" in desk.text
        before = [line[36:] for line in desk.text.splitlines() if "its other end" in line]
        await pilot.press("e")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "though    another card" in desk.text
        assert before == [line[36:] for line in desk.text.splitlines() if "its other end" in line]


async def test_on_a_narrow_screen_the_tally_is_short_from_the_start() -> None:
    desk = Desk()
    async with desk.app.run_test(size=(40, 15)) as pilot:
        await pilot.pause()
        assert "✓ 0 · ✗ 0 · 2 open" in desk.text


async def test_the_headline_before_several_questions_is_left_out_of_the_list() -> None:
    head = "Ferry sinks off Arvin: 12 dead (May 2021): "
    notes = (replace(WHO, prompt=f"{head}Who saved {{it}}?"), replace(RUN, prompt=f"{head}Who was there?"), FERRY)
    desk = Desk(Proposal(made=replace(MADE, deck=replace(MADE.deck, notes=notes), drops=())))
    async with desk.app.run_test() as pilot:
        assert [line for line in desk.list if "·" in line] == [
            "  · … Who saved {it}?", "  · … Who was there?", f"  · {FERRY.prompt}",
        ]  # fmt: skip
        await pilot.pause()
        assert "Ferry sinks off Arvin: 12 dead" in desk.text


async def test_clicks_choose_cards_and_unfold_sentences() -> None:
    desk = Desk()
    async with desk.app.run_test(size=(120, 40)) as pilot:
        await pilot.click("#list", offset=(5, 3))
        assert "Sentence 3 of 4" in desk.text
        await pilot.click("#list", offset=(5, 0))
        assert f"  - {YEAR.prompt}" in desk.list
        assert "Sentence 3 of 4" in desk.text
        await pilot.click("#list", offset=(5, 2))
        assert "because   the deck is full" in desk.text
        await pilot.click("#list", offset=(5, 0))
        assert "Sentence 1 of 4" in desk.text
        await pilot.click("#list", offset=(5, 4))
        assert len(desk.list) == 9
        await pilot.click("#list", offset=(5, 0))
        assert len(desk.list) == 9
        line = desk.text.splitlines()[-1]
        await pilot.click("KeyHints", offset=(line.index("X Fold all"), 0))
        await pilot.pause()
        assert len(desk.list) == 5


async def test_undo_shows_again_what_it_takes_back() -> None:
    desk = Desk()
    async with desk.app.run_test(size=(120, 40)) as pilot:
        await pilot.press("x", "down", "a", "x", "r")
        assert "✓ 0 accepted" in desk.text
        await pilot.press("u")
        assert "✓ 1 accepted" in desk.text
        await pilot.press("u")
        assert "✓ 0 accepted" in desk.text
        assert "because   the deck is full" in desk.text


@pytest.mark.parametrize("size", [(80, 24), (40, 15), (120, 40)])
async def test_help_lists_the_keys_that_work(size: tuple[int, int]) -> None:
    desk = Desk()
    async with desk.app.run_test(size=size) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(desk.app.screen, HelpScreen)
        assert "accept" in desk.text.lower()
        labels = desk.app.screen.query(".keys").results(Static)
        listed = {key for label in labels for key in str(label.content).split(", ")}
        assert {"a", "r", "e", "c", "2", "3", "x", "X", "A", "j", "q"} <= listed
        assert not {"1", "4", "s", "u", "tab"} & listed


@pytest.mark.parametrize("size", [(40, 15), (20, 8)])
async def test_on_a_narrow_screen_what_was_left_out_is_reached_with_the_same_keys(size: tuple[int, int]) -> None:
    desk = Desk()
    async with desk.app.run_test(size=size) as pilot:
        await pilot.press("x", "j")
        assert "left out" in desk.text
        await pilot.press("a")
        assert "accepted" in desk.text
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert isinstance(desk.app.screen, ReviewScreen)
        assert f"  ✓ {YEAR.prompt}" in desk.list
