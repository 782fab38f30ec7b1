"""Very many values in little memory."""

import pickle
from pathlib import Path

import pytest

from quiz.crew.packed import Packed, once
from quiz.sources.origin import Link, Part


@pytest.mark.parametrize("number", [0, 1, 499, 500, 501, 1_700])
def test_what_was_put_in_comes_out_in_order_as_often_as_one_likes(number: int) -> None:
    packed = Packed(range(number))
    assert len(packed) == number
    assert list(packed) == list(packed) == list(range(number))
    packed.append(-1)
    assert list(packed) == [*range(number), -1]


def test_places_of_every_kind_come_out_as_they_were() -> None:
    places = [
        Path("a/\udcff.txt"),
        "-",
        Link("https://example.org/a", fault="No."),
        Part(Path("b.epub"), 1, "One", "ab"),
    ]
    assert list(Packed(places * 300)) == places * 300


def test_a_hundred_thousand_paths_lie_in_ten_bytes_each() -> None:
    folder = Path("/home/somebody/articles/of/the/year")
    packed = Packed(folder / f"{number:06}-how-it-came.txt" for number in range(100_000))
    assert len(packed) == 100_000
    assert len(pickle.dumps(packed)) < 1_000_000


def test_what_was_there_before_is_left_out() -> None:
    assert list(once(["b", "a", "b", "\ud800", "\ud800", "c"], str)) == ["b", "a", "\ud800", "c"]
