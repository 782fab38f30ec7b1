"""Laws that hold for every text, hostile ones among them."""

import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quiz.grading import grade, grade_items
from quiz.grading.accepting import addition_of
from quiz.grading.diff import clusters, diff, key_of
from quiz.grading.evidence import find_answer
from quiz.grading.hints import hints_for
from quiz.model.answer import Mark, Standing, Verdict
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
@settings(max_examples=200)
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


LONG = (
    "w" * 10_000, "a," * 5_000, "a b " * 2_500, "1" * 10_000, "one " * 2_500, "\x1b[31m" * 2_000, "\ud800" * 10_000,
    "e\u0301" * 5_000, "(" * 10_000, " " * 10_000, "and " * 2_500, "1/2 " * 2_500, "from 1 to " * 1_000, "\n" * 10_000,
)  # fmt: skip


@pytest.mark.parametrize("text", LONG, ids=range(len(LONG)))
def test_no_length_makes_the_grader_hang(text: str):
    listed = card_of(*((f"item number {number}",) for number in range(12)), kind=CardKind.LIST)
    for card in (card_of(("Istanbul",), prompt=text), listed, card_of((text,))):
        graded = grade(card, text)
        assert graded.given == text
        addition_of(card, graded)
    assert hints_for(text) is not None
    assert find_answer(text, ["Istanbul", "1/2", text]) is not None


parts = st.lists(st.sampled_from(["Oslo", "Bergen", "bergen", "Begren", "Rome", "Oslo and Bergen", "x"]), max_size=8)


@given(parts, st.booleans())
def test_items_one_at_a_time_are_worth_what_they_are_together(given_parts: list[str], ordered: bool):
    card = replace(card_of(("Oslo",), ("Bergen",), ("Trondheim",), kind=CardKind.LIST), ordered=ordered)
    graded = grade_items(card, given_parts)
    assert [item.text for item in graded.items] == given_parts
    held = [item.place for item in graded.items if item.standing in {Standing.RIGHT, Standing.CLOSE, Standing.MOVED}]
    assert len(held) == len(set(held)) == len(card.answers) - len(graded.missing)
    assert ordered or all(item.standing is not Standing.MOVED for item in graded.items)
    again = grade_items(card, [*given_parts, *given_parts])
    assert graded.missing == again.missing


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
