"""Hints show more with every step, and never the whole answer."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.grading.hints import HIDDEN, hints_for


@pytest.mark.parametrize(
    ("answer", "patterns", "shape"),
    [
        ("Istanbul", ["I·······", "Ist·····", "Istanb··"], "8 letters"),
        ("Lima", ["L···", "Li··", "Lim·"], "4 letters"),
        ("Sadyr Zhaparov", ["S···· ········", "Sa··· Zha·····", "Sady· Zhapar··"], "2 words, 5 and 8 letters"),
        ("N'Djamena", ["N'·······", "N'Dj·····", "N'Djame··"], "8 letters"),
        ("2024", ["2···", "20··", "202·"], "4 digits"),
        ("EU", ["E·"], "2 letters"),
        ("6 May", ["· ···", "· M··", "· Ma·"], "2 words, 1 and 3 signs"),
        ("a b c d e", ["· · · · ·"], "5 words"),
        ("7", ["·"], "1 digit"),
        ("😀 !", [], ""),
    ],
)
def test_hints_show_letters_and_length(answer: str, patterns: list[str], shape: str) -> None:
    hints = hints_for(answer)
    assert [hint.pattern for hint in hints] == patterns
    assert {hint.shape for hint in hints} == ({shape} if patterns else set())


@given(st.text(st.characters(), max_size=40))
def test_each_hint_shows_more_and_none_shows_all(answer: str) -> None:
    patterns = [hint.pattern for hint in hints_for(answer)]
    plain = " ".join(answer.split())
    assert plain not in patterns
    counts = [pattern.count(HIDDEN) for pattern in patterns]
    assert all(more > less for more, less in pairwise(counts))
    assert all(len(pattern.split()) == len(plain.split()) for pattern in patterns)
