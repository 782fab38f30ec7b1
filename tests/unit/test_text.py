"""What all texts share."""

from hypothesis import given
from hypothesis import strategies as st

from quiz.model.text import in_order


def test_numbers_in_titles_are_sorted_by_what_they_are_worth() -> None:
    titles = ["Chapter 10", "chapter 2", "Chapter", "Chapter 2b", "10 words", "9 words", "Chapter " + "9" * 5_000]
    assert sorted(titles, key=in_order) == [
        "9 words", "10 words", "Chapter", "chapter 2", "Chapter 2b", "Chapter 10", "Chapter " + "9" * 5_000,
    ]  # fmt: skip


@given(st.lists(st.text()))
def test_any_texts_can_be_sorted(texts: list[str]) -> None:
    assert sorted(sorted(texts, key=in_order)) == sorted(texts)
