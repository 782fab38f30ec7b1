"""Laws that hold for every text, hostile ones among them."""

import subprocess
import sys
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from quiz.grading import grade
from quiz.grading.diff import clusters, diff, key_of
from quiz.model.answer import Mark, Verdict
from quiz.model.deck import Card, CardId, CardKind, DeckId, NoteId

hostile = st.one_of(
    st.text(),
    st.text(st.characters()),  # lone surrogates, too
    st.text(alphabet="aé\u0301\u200d👩👧🇰🇬 ,;&-1½٣.%$€[]{}\x1b\u202e\n", max_size=30),
    st.lists(st.sampled_from(["one", "two", "million", "Nov", "2024", "6", "the", "Dr", "and", ",", "%", "II"])).map(
        " ".join
    ),
)


def card_of(*answers: tuple[str, ...], kind: CardKind = CardKind.BASIC, prompt: str = "?") -> Card:
    return Card(id=CardId("d/n"), deck=DeckId("d"), note=NoteId("n"), kind=kind, prompt=prompt, answers=answers)


@given(hostile)
@example("The")
@example("ß\u0301")
def test_the_answer_itself_is_right(text: str):
    assert grade(card_of((text,)), text).verdict is Verdict.RIGHT


@given(hostile, hostile, hostile)
@settings(max_examples=200, deadline=None)
def test_no_text_makes_the_grader_fail(answer: str, typed: str, prompt: str):
    assert grade(card_of((answer,), prompt=prompt), typed).given == typed
    assert grade(card_of((answer,), ("other",), kind=CardKind.LIST, prompt=prompt), typed).given == typed


@given(hostile, hostile)
def test_the_pieces_join_to_both_texts(expected: str, typed: str):
    pieces = diff(expected, typed)
    assert "".join(piece.text for piece in pieces if piece.mark is not Mark.EXTRA) == expected
    shown = [letter for piece in pieces if piece.mark is not Mark.MISSING for letter in clusters(piece.text)]
    assert [key_of(letter) for letter in shown] == [key_of(letter) for letter in clusters(typed)]
    assert all(piece.text for piece in pieces)
    assert all(one.mark is not other.mark for one, other in pairwise(pieces))


@given(st.text(alphabet="abcXYZ .", max_size=40), st.text(alphabet="abcxyz .", max_size=40))
def test_the_pieces_join_to_what_was_typed_but_for_case(expected: str, typed: str):
    shown = "".join(piece.text for piece in diff(expected, typed) if piece.mark is not Mark.MISSING)
    assert shown.casefold() == typed.casefold()


@given(hostile)
def test_letters_join_to_the_text(text: str):
    assert "".join(clusters(text)) == text


def test_a_letter_is_never_cut():
    family, accent = "👩\u200d👩\u200d👧", "e\u0301"
    pieces = diff(f"a{family}b{accent}", "ab")
    assert [(piece.mark, piece.text) for piece in pieces] == [
        (Mark.SAME, "a"),
        (Mark.MISSING, family),
        (Mark.SAME, "b"),
        (Mark.MISSING, accent),
    ]
    assert diff("Türkiye", "turkiye") == diff("Türkiye", "Türkiye")


def test_texts_that_share_only_chance_letters_are_shown_one_after_the_other():
    assert [piece.mark for piece in diff("Bishkek", "Rome and so on")] == [Mark.EXTRA, Mark.MISSING]


def test_a_book_pasted_as_an_answer_is_wrong_and_whole():
    book = "lorem ipsum " * 50_000
    graded = grade(card_of(("Paris",)), book)
    assert graded.verdict is Verdict.WRONG
    assert [piece.text for piece in graded.pieces] == [book, "Paris"]


def test_a_start_of_the_program_loads_no_comparer():
    code = (
        "import sys, quiz.grading;"
        "print([m for m in ('rapidfuzz', 'anyascii', 'text_to_num', 'countryinfo', 'regex') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
