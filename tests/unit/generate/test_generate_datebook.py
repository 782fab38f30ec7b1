"""Days without a year are read in the year that the story has come to."""

import pytest

from quiz.generate.values.datebook import Datebook
from quiz.language.analyser import analyse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She was freed on 29 April 1832.\n\nHer first voyage began on 30 May.", "30 May 1832"),
        ("She was freed on 29 April 1832.\n\nHer first voyage began on 2 March.", "2 March"),
        ("She was freed on 29 April 1832.\n\nHer first voyage began on 3 December.", "3 December"),
        ("She was freed on 29 April 1832. The war ended in 1833.\n\nHer first voyage began on 30 May.", "30 May"),
    ],
)
def test_a_day_goes_on_from_the_day_before(text: str, expected: str) -> None:
    document = analyse(text)
    book = Datebook(document.sentences, None)
    assert book.dates(document.sentences[-1])[-1].text == expected


def test_a_birth_in_brackets_is_not_where_the_story_has_come_to() -> None:
    document = analyse("Ada Lorne (born 11 June 1988) is a Norwegian rower. She has rowed for two clubs in Oslo.")
    book = Datebook(document.sentences, None)
    assert book.story_at(document.sentences[-1]) is None
