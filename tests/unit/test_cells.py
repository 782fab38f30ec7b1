"""Letters stay whole and columns line up, whatever script a text is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from quiz.model.cells import cell_width, clusters, cut, fit, wrap

WHOLE = {
    "e\u0301": 1,
    "漢": 2,
    "👨‍👩‍👧‍👦": 2,
    "🏳️‍🌈": 2,
    "🇰🇬": 2,
    "👍🏽": 2,
    "1️⃣": 2,
    "☂️": 2,
    "\u1100\u1161\u11a8": 2,
    "가\u0301": 2,
    "นี้": 1,
    "ש": 1,
    "か\u3099": 2,
    "Z̷̢̛": 1,
}
LETTERS = st.sampled_from([*WHOLE, "a", "B", " ", "ü", "क्षि", "\u200b", "\u200d", "\u0301"])
TEXTS = st.lists(LETTERS, max_size=30).map("".join)


@pytest.mark.parametrize(("letter", "cells"), WHOLE.items())
def test_a_letter_is_one_and_as_wide_as_the_screens_take_it(letter: str, cells: int) -> None:
    assert clusters(letter) == [letter]
    assert cell_width(letter) == cell_len(letter) == cells


@given(st.lists(LETTERS.filter(lambda letter: letter != "\u200d"), max_size=30).map("".join))
def test_widths_are_those_of_the_screens(text: str) -> None:
    assert cell_width(text) == cell_len(text)


def _is_cut_between_letters(head: str, text: str) -> bool:
    letters = clusters(text)
    return any(head == "".join(letters[:count]) for count in range(len(letters) + 1))


@given(TEXTS, st.integers(0, 40))
def test_cutting_takes_whole_letters_and_never_more_cells(text: str, cells: int) -> None:
    shown = cut(text, cells)
    assert cell_width(shown) <= cells
    assert shown == text or not cells or (shown[-1] == "…" and _is_cut_between_letters(shown[:-1], text))


@given(TEXTS, st.integers(1, 40))
def test_fitting_fills_a_column(text: str, cells: int) -> None:
    assert cell_width(fit(text, cells)) == cells


@pytest.mark.parametrize(("text", "cells", "expected"), [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("日本語", 5, "日本…")])
def test_cut(text: str, cells: int, expected: str) -> None:
    assert cut(text, cells) == expected


@given(st.text("ab 漢ü", max_size=60), st.integers(2, 30))
def test_wrapping_loses_nothing_and_keeps_the_width(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert max(map(cell_width, lines)) <= cells


@given(st.lists(st.sampled_from(list(WHOLE)), min_size=1, max_size=30), st.integers(2, 12))
def test_a_word_that_is_too_long_is_broken_between_letters(letters: list[str], cells: int) -> None:
    lines = wrap("".join(letters), cells)
    assert "".join(lines) == "".join(letters)
    assert [letter for line in lines for letter in clusters(line)] == clusters("".join(letters))
    assert max(map(cell_width, lines)) <= cells


def test_the_text_of_an_option_hangs_under_itself() -> None:
    assert wrap("  1. the quick brown fox", 16) == ["  1. the quick", "     brown fox"]
    assert wrap("", 10) == [""]


def test_a_very_long_word_is_cut_and_broken_without_a_wait() -> None:
    word = "w" * 10_000
    assert cut(word, 10) == "w" * 9 + "…"
    assert wrap(word, 100) == ["w" * 100] * 100
