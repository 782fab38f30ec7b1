"""Looking made cards over before they are saved."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from textual.pilot import Pilot
from tui_room import screen_text

from quiz.errors import DeckError
from quiz.generate.facts import Generated
from quiz.model.deck import Basic, Cloze, Deck, DeckId, ListNote, Note, NoteId
from quiz.tui.app import review_app
from quiz.tui.proposals import Proposal, Reviewed, items_of
from quiz.tui.screens.confirm import ConfirmScreen
from quiz.tui.screens.review import ReviewScreen
from quiz.tui.widgets.candidate import detail_of, line_of
from quiz.tui.widgets.note_form import NoteForm

if TYPE_CHECKING:
    from quiz.tui.quiz_app import QuizApp

SEAT = Basic(
    id=NoteId("seat"),
    prompt="Where is the seat of the OTS?",
    answer="Istanbul",
    accept=("Constantinople",),
    distractors=("Ankara", "Baku"),
    evidence="The seat of OTS is in Istanbul.",
    rule="located-in",
)
NAME = Cloze(id=NoteId("name"), prompt="It was the {{c1::Turkic Council}}.", evidence="It was the Turkic Council.")
FIVE = ListNote(id=NoteId("five"), prompt="Which two?", answers=(("Kyrgyzstan",), ("Türkiye", "Turkey")))


def _deck(name: str, *notes: Note) -> Deck:
    return Deck(id=DeckId(name), title=f"Deck {name}", notes=notes)


class Desk:
    """A review of two decks, and what it saved."""

    def __init__(self, *decks: Deck, fails: bool = False) -> None:
        self.saved: list[Deck] = []
        self.decided: list[Reviewed] = []
        self.fails = fails
        self.app: QuizApp = review_app(
            [Proposal(made=Generated(deck=deck)) for deck in decks or (_deck("one", SEAT, NAME), _deck("two", FIVE))],
            self.save,
        )

    def save(self, decided: Reviewed) -> None:
        if self.fails:
            raise DeckError("The decks folder cannot be written.", hint="Free some space.")
        self.saved.append(decided.deck)
        self.decided.append(decided)

    @property
    def notes(self) -> list[Note]:
        return [note for deck in self.saved for note in deck.notes]


async def test_only_what_was_accepted_is_saved_deck_by_deck() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        assert "1 of 3" in screen_text(desk.app)
        await pilot.press("a", "r", "a", "s")
        await pilot.pause()
    assert [(deck.id, deck.notes) for deck in desk.saved] == [("one", (SEAT,)), ("two", (FIVE,))]


async def test_a_card_is_shown_with_answer_evidence_and_rule() -> None:
    desk = Desk()
    async with desk.app.run_test():
        shown = screen_text(desk.app)
    for text in ("Where is the seat", "Istanbul", "Constantinople", "Ankara, Baku", "located-in", "is in Istanbul."):
        assert text in shown


async def test_decisions_can_be_taken_back_one_by_one() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await pilot.press("r", "r", "a")
        assert "✓ 1 accepted · ✗ 2 rejected · s saves" in screen_text(desk.app)
        await pilot.press("u", "u")
        assert "✓ 0 accepted · ✗ 1 rejected · 2 open" in screen_text(desk.app)
        assert "2 of 3" in screen_text(desk.app)
        await pilot.press("u")
        assert "u Undo" not in screen_text(desk.app)


async def test_the_rest_can_be_accepted_at_once() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await pilot.press("r", "A", "ctrl+s")
        await pilot.pause()
    assert desk.notes == [NAME, FIVE]


async def _edit(pilot: Pilot[None], prompt: str | None, answer: str | None) -> None:
    await pilot.press("e")
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, ReviewScreen)
    form = screen.query_one(NoteForm)
    if prompt is not None:
        form.prompt.text = prompt
    if answer is not None:
        (form.items if form.items.display else form.answer).put(answer)
    await pilot.press("ctrl+s")
    await pilot.pause()


async def test_an_edited_card_is_accepted_and_its_other_answers_are_the_learners_to_judge() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await pilot.press("e")
        await pilot.pause()
        form = desk.app.screen.query_one(NoteForm)
        assert form.accept.text == "Constantinople"
        assert "belonged to the old answer" not in screen_text(desk.app)
        form.answer.put("Ankara")
        await pilot.pause()
        assert "belonged to the old answer" in screen_text(desk.app)
        form.accept.put("Angora\n\n Ancyra ")
        await pilot.pause()
        assert "belonged to the old answer" not in screen_text(desk.app)
        form.prompt.put("Where does the OTS sit?")
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert "accepted, edited" in screen_text(desk.app)
        await pilot.press("s")
        await pilot.pause()
    (note,) = desk.notes
    assert note == Basic(
        id=NoteId("seat"),
        prompt="Where does the OTS sit?",
        answer="Ankara",
        accept=("Angora", "Ancyra"),
        distractors=("Baku",),
        evidence=SEAT.evidence,
        rule="located-in",
    )


async def test_tab_goes_from_field_to_field_and_enter_in_a_cloze_keeps_it() -> None:
    desk = Desk(_deck("one", SEAT, NAME))
    async with desk.app.run_test() as pilot:
        await pilot.press("e")
        await pilot.pause()
        form = desk.app.screen.query_one(NoteForm)
        places = []
        for _ in range(4):
            await pilot.press("tab")
            places.append(desk.app.screen.focused)
        assert places == [form.answer, form.accept, form.wrong, form.prompt]
        await pilot.press("escape", "down", "e", "enter")
        await pilot.pause()
        assert "✓ 1 accepted" in screen_text(desk.app)
        await pilot.press("tab")
        assert desk.app.screen.focused is None


async def test_a_list_is_edited_item_by_item_with_its_spellings() -> None:
    desk = Desk(_deck("two", FIVE))
    async with desk.app.run_test() as pilot:
        await _edit(pilot, None, "Türkiye | Turkey\nKazakhstan | Qazaqstan")
        await pilot.press("s")
        await pilot.pause()
    (note,) = desk.notes
    assert isinstance(note, ListNote)
    assert note.answers == (("Türkiye", "Turkey"), ("Kazakhstan", "Qazaqstan"))


@pytest.mark.parametrize(
    ("note", "prompt", "answer", "says"),
    [
        (SEAT, " ", "Istanbul", "A card needs a question."),
        (SEAT, "Where?", "", "A card needs an answer."),
        (NAME, "No hole.", None, "The sentence needs a hole"),
        (FIVE, "Which?", " | \n", "A list needs at least one item."),
    ],
)
async def test_an_edit_that_makes_no_card_is_not_kept(note: Note, prompt: str, answer: str | None, says: str) -> None:
    desk = Desk(_deck("one", note))
    async with desk.app.run_test() as pilot:
        await _edit(pilot, prompt, answer)
        assert says in screen_text(desk.app)
        assert "esc Cancel" in screen_text(desk.app)
        await pilot.press("escape", "y", "a", "s")
        await pilot.pause()
    assert desk.notes == [note]


async def test_letters_typed_into_a_field_decide_nothing() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await pilot.press("e", "a", "r", "s", "q", "escape", "y")
        await pilot.pause()
        assert "✓ 0 accepted · ✗ 0 rejected · 3 open" in screen_text(desk.app)
        assert "Where is the seat of the OTS?" in screen_text(desk.app)


async def test_leaving_asks_and_stays_unless_told_otherwise() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await pilot.press("a", "q")
        await pilot.pause()
        assert isinstance(desk.app.screen, ConfirmScreen)
        assert "1 accepted card" in screen_text(desk.app)
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(desk.app.screen, ReviewScreen)
        await pilot.press("q")
        await pilot.pause()
        await pilot.click("Answer")
        await pilot.pause()
    assert desk.saved == []
    assert desk.app.return_code == 0


async def test_leaving_untouched_asks_nothing() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await pilot.press("q")
        await pilot.pause()
    assert desk.app.return_code == 0
    assert desk.saved == []


async def test_a_deck_that_cannot_be_saved_is_told_and_nothing_is_lost() -> None:
    desk = Desk(fails=True)
    async with desk.app.run_test(notifications=True) as pilot:
        await pilot.press("a", "s")
        await pilot.pause()
        (note,) = desk.app._notifications
        assert "cannot be written. Free some space." in note.message
        desk.fails = False
        await pilot.press("s")
        await pilot.pause()
    assert desk.notes == [SEAT]


async def test_the_list_follows_keys_and_clicks() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await pilot.press("down")
        assert "2 of 3" in screen_text(desk.app)
        await pilot.press("k")
        assert "1 of 3" in screen_text(desk.app)
        await pilot.click("#list", offset=(5, 4))
        await pilot.pause()
        assert "3 of 3" in screen_text(desk.app)


async def test_of_several_articles_each_has_its_line_and_its_decisions() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        assert "# Deck one" in screen_text(desk.app)
        assert "# Deck two" in screen_text(desk.app)
        await pilot.press("r", "down")
        assert "Deck two" in screen_text(desk.app).splitlines()[0]
        await pilot.press("a", "s")
        await pilot.pause()
    assert [(each.article, each.deck.notes, each.rejected) for each in desk.decided] == [
        (0, (), (SEAT,)),
        (1, (FIVE,), ()),
    ]


async def test_on_a_narrow_screen_one_card_fills_it() -> None:
    desk = Desk()
    async with desk.app.run_test(size=(40, 15)) as pilot:
        assert "Where is the seat of the OTS?" in screen_text(desk.app)
        await _edit(pilot, "Where?", None)
        assert "accepted, edited" in screen_text(desk.app)
        assert "✓ 1 · ✗ 0 · 2 open" in screen_text(desk.app)


async def test_a_card_longer_than_the_screen_is_read_page_by_page() -> None:
    long = replace(SEAT, evidence=" ".join(f"word{number}" for number in range(150)) + " end.")
    desk = Desk(_deck("one", long))
    async with desk.app.run_test(size=(40, 15)) as pilot:
        assert "end." not in screen_text(desk.app)
        await pilot.press("space", *["pagedown"] * 6)
        await pilot.pause()
        assert "end." in screen_text(desk.app)
        await pilot.press(*["pageup"] * 7)
        await pilot.pause()
        assert "Where is the seat" in screen_text(desk.app)


def test_of_a_text_longer_than_any_card_the_beginning_is_shown_and_what_is_missing() -> None:
    note = replace(SEAT, prompt="w" * 10_000, evidence="e" * 10_000)
    (candidate,) = items_of([Proposal(made=Generated(deck=_deck("one", note)))])
    detail = detail_of(candidate).plain
    assert len(detail) < 4_000
    assert detail.count("and 8,500 more characters") == 2
    assert line_of(candidate).cell_length < 300
