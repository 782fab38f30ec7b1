"""What a form makes of a note."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.model.deck import Basic, Choice, Cloze, ListNote, Note
from quiz.tui.editing import Draft, changes, draft_of, edit

SEAT = Basic(prompt="Where?", answer="Istanbul", accept=("Istanbul, Türkiye",), distractors=("Ankara", "Baku"))
FIVE = ListNote(prompt="Which?", answers=(("a | b",), ("Türkiye", "Turkey"), ("c",)))

TEXT = st.text(min_size=1).filter(lambda text: bool(text.strip()))
SPELLINGS = st.lists(TEXT, max_size=3).map(tuple)
NOTES = st.one_of(
    st.builds(Basic, prompt=TEXT, answer=TEXT, accept=SPELLINGS, distractors=SPELLINGS),
    st.builds(Cloze, prompt=TEXT.map(lambda text: f"{text} {{{{c1::x}}}}"), accept=SPELLINGS, distractors=SPELLINGS),
    st.builds(ListNote, prompt=TEXT, answers=st.lists(st.lists(TEXT, min_size=1).map(tuple), min_size=1).map(tuple)),
)


@given(NOTES)
def test_what_is_not_touched_stays_to_the_letter(note: Note) -> None:
    kept = edit(note, draft_of(note))
    if isinstance(kept, str):
        # What is nothing but control characters cannot be shown, nor kept.
        assert kept.startswith("A card needs")
        return
    assert changes(note, kept) == {}


def test_items_that_stay_keep_their_spellings_whatever_they_hold() -> None:
    draft = draft_of(FIVE)
    edited = edit(FIVE, Draft(prompt=draft.prompt, items=f"new | neu\n{draft.items}\n\n| |"))
    assert isinstance(edited, ListNote)
    assert edited.answers == (("new", "neu"), *FIVE.answers)
    assert changes(FIVE, edited) == {"answers": [("new", "neu"), "a | b", ("Türkiye", "Turkey"), "c"]}


def test_only_what_changed_is_written_and_what_is_empty_is_removed() -> None:
    edited = edit(SEAT, replace(draft_of(SEAT), answer="Baku", accept=""))
    assert not isinstance(edited, str)
    assert changes(SEAT, edited) == {"answer": "Baku", "accept": None, "distractors": ("Ankara",)}


def test_an_answer_that_is_accepted_is_no_wrong_option_and_not_accepted_twice() -> None:
    edited = edit(SEAT, replace(draft_of(SEAT), accept="ankara\nIstanbul\nankara"))
    assert not isinstance(edited, str)
    assert changes(SEAT, edited) == {"accept": ("ankara",), "distractors": ("Baku",)}


@pytest.mark.parametrize(
    ("note", "draft", "says"),
    [
        (SEAT, Draft(prompt="\x1b[2J ", answer="x"), "A card needs a question."),
        (SEAT, Draft(prompt="Where?", answer=" "), "A card needs an answer."),
        (Cloze(prompt="{{c1::x}}"), Draft(prompt="x"), "The sentence needs a hole"),
        (FIVE, Draft(prompt="Which?", items="|"), "A list needs at least one item."),
        (
            Choice(prompt="?", answer="a", distractors=("b",)),
            Draft(prompt="?", answer="B", wrong="b"),
            "This card needs a wrong option",
        ),
        (SEAT, Draft(prompt="Where?", answer="Istanbul", wrong="Baku\nistanbul"), "'istanbul' is right, so it is no"),
        (Cloze(prompt="{{c1::x}}"), Draft(prompt="{{c1::x}}", accept="y", wrong="Y"), "'Y' is right, so it is no"),
    ],
)
def test_what_is_no_card_is_told(note: Note, draft: Draft, says: str) -> None:
    fault = edit(note, draft)
    assert isinstance(fault, str)
    assert fault.startswith(says)


def test_wrong_options_can_be_written_anew_and_taken_away() -> None:
    edited = edit(SEAT, replace(draft_of(SEAT), wrong="Ankara\n\nBishkek"))
    assert not isinstance(edited, str)
    assert changes(SEAT, edited) == {"distractors": ("Ankara", "Bishkek")}
    plain = edit(SEAT, replace(draft_of(SEAT), wrong=" "))
    assert not isinstance(plain, str)
    assert changes(SEAT, plain) == {"distractors": None}
