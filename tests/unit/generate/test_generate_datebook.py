"""Days without a year are read in the year that the story has come to."""

from datetime import date

import pytest

from quiz.generate.pipeline import find_candidates
from quiz.generate.reading.context import Context
from quiz.generate.values.datebook import Datebook
from quiz.language.analyser import analyse
from quiz.model.article import Article


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


def _asked(text: str, title: str = "", *, day: date | None = None) -> dict[str, str]:
    article = Article(text=text, title=title, published=day)
    found, _ = find_candidates(Context(article, analyse(text), heading=analyse(title) if title else None))
    return {one.shown: one.answer for one in found}


def test_the_age_of_somebody_whose_death_was_told_is_asked_for() -> None:
    text = (
        "Ada Lorne was a Norwegian painter. Lorne left Oslo in 1928, and she moved to Arvin. She died in Arvin on "
        "4 May 1931. The house was sold by the bank. She was 43 years old."
    )
    assert _asked(text, "Ada Lorne").get("How old was Ada Lorne when she died?") == "43"


def test_the_first_of_two_votes_is_known_under_the_headline() -> None:
    text = (
        "Norvik has begun to look for a new flag for its ferries. The town plans two votes on the flag. The first vote "
        "is to be held from November 20 to December 11."
    )
    prompt = "Norvik begins search for new ferry flag (May 2015): Between which dates is the first vote to be held?"
    asked = _asked(text, "Norvik begins search for new ferry flag", day=date(2015, 5, 7))
    assert asked.get(prompt) == "November 20, 2015 and December 11, 2015"


def test_a_moment_after_liftoff_is_on_the_same_day() -> None:
    text = "The rocket Osprey exploded 73 seconds after liftoff on January 28, 1986. Ada Lorne saw it in Oslo."
    assert any("exploded" in q or "explode" in q for q, a in _asked(text).items() if a == "January 28, 1986")


def test_a_named_work_is_published_once() -> None:
    text = "Ada Lorne wrote the novel Harbour Lights in Oslo. Harbour Lights was published in 1931."
    assert _asked(text).get("In which year was Harbour Lights published?") == "1931"
