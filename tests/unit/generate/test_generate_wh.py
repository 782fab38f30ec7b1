"""Questions for any part of a clause: what they must ask, and what fits too many to be asked."""

from datetime import date

import pytest
from generate_parts import cards, made, reasons


@pytest.mark.parametrize(
    ("tree", "rule", "prompt", "answer"),
    [
        ("oblique", "oblique", "For which team did Ada Lorne play in the Nordic League in 1998?", "Arvin Rovers"),
        ("oblique", "oblique", "In which league did Ada Lorne play for the Arvin Rovers in 1998?", "Nordic League"),
        ("oblique", "oblique", "With whom did Ada Lorne build the Harbour Museum in 1931?", "Jon Berg"),
        ("oblique", "subject", "Who reviewed Marta Keller's paper on river tides?", "Ada Lorne"),
        ("oblique", "subject", "Who founded the River Trade Council in 1931?", "citizens of Arvin"),
        ("oblique", "subject", "What sank the barge Salmon in Arvin Harbour on 3 May 1921?", "a storm"),
        ("reasons", "cause", "Why did Marta Keller sell the Harbour Museum to Jon Berg in 1931?", "the roof leaked"),
        ("reasons", "cause", "Why did the River Trade Council close the Arvin Canal in 1962?", "heavy flooding"),
        (
            "reasons",
            "purpose",
            "For what purpose did Ada Lorne paint the ferry Salmon in 1948?",
            "to celebrate the Barge Congress",
        ),
        ("reasons", "action", "What did Jon Berg decide to do in 1955?", "rebuild the Harbour Museum in Arvin"),
        ("reasons", "agent", "Which council repaired the Arvin Canal in 1971?", "River Trade Council"),
        ("reasons", "agent", "By whom was the Arvin Canal dug in 1402?", "monks"),
        (
            "reasons",
            "object",
            "What did Ada Lorne present at the Barge Congress in 1949?",
            "a plan for floating bridges",
        ),
        ("spans", "date", "Between which years did the River Trade Council govern the Arvin Canal?", "1939 and 1945"),
        ("spans", "date", "Until which year did Jon Berg direct the Harbour Museum?", "1931"),
        ("spans", "date", "In which decade was the Harbour Museum in Oslo built?", "1960s"),
        ("spans", "date", "In which year did Ada Lorne found the Ferry Post?", "1904"),
        ("spans", "date", "In which century was the Arvin Canal in Norway dug?", "nineteenth century"),
        ("sides", "oblique", "In which comedy was Ada Lorne cast as Mother Goose in 1962?", "Night Ferry"),
        ("sides", "oblique", "With whom did Sten Moe live in Vienna?", "his aunt"),
        ("sides", "located-in", "In which city did Sten Moe live with his aunt?", "Vienna"),
        ("sides", "date", "In which year did the Arvin Rovers open the Lakeside Stadium in Oslo?", "1998"),
        ("orders", "action", "What did Marta Keller commission Jon Berg to do in 1930?", "paint the Arvin Canal"),
        ("orders", "oblique", "In which Norwegian series was Ada Lorne cast as Mother Goose in 1962?", "Salt Road"),
        ("orders", "date", "In which decade did Jon Berg retire?", "1980s"),
    ],
)
def test_asks(tree: str, rule: str, prompt: str, answer: str) -> None:
    assert cards(tree, rule).get(prompt) == answer


def test_a_step_of_many_lives_is_no_question() -> None:
    dropped = reasons("oblique", "subject")
    assert dropped["Who visited Oslo?"] == "the question fits others too"
    assert dropped["Which newspaper opened in 1887?"] == "the question fits others too"


def test_what_was_told_before_is_no_answer() -> None:
    assert all("request" not in one.answer for one in made("oblique")[0])


def test_a_wish_is_no_decision() -> None:
    assert all("want" not in one.prompt for one in made("reasons")[0])


def test_a_month_without_year_needs_the_day_of_the_article() -> None:
    assert all("Norway" not in prompt or "October" not in prompt for prompt in cards("spans", "date"))
    found = cards("spans", "date", as_of=date(2015, 9, 12))
    assert found["In which month and year did Ada Lorne leave Norway?"] == "October 2014"
    assert found["In which month and year did the River Trade Council close the Ferry Museum?"] == "September 2015"


def test_what_goes_on_is_asked_since_when() -> None:
    found = cards("spans", "date", as_of=date(2015, 9, 12))
    assert found["Since which year has Jon Berg directed the Ferry Museum?"] == "1999"


def test_what_the_article_tells_twice_is_not_asked_for() -> None:
    assert reasons("sides", "object")["What did Jon Berg paint?"] == "the question fits others too"


def test_a_season_is_no_thing_that_is_opened() -> None:
    dropped = reasons("sides", "subject")
    assert dropped["Ada Lorne opened 1964 with the Arvin Rovers."] == "only a season was begun or ended"


def test_who_plays_in_an_article_of_sport_is_a_team() -> None:
    assert cards("teams", "subject")["Which team beat the Ferry Wanderers in the Nordic Cup in 1998?"] == "Arvin Rovers"


def test_shortened_auxiliaries_are_written_in_full() -> None:
    dates = cards("shortened", "date", as_of=date(2015, 9, 12))
    assert dates["Since which year has Ada Lorne directed the Harbour Museum?"] == "1999"
    found = cards("shortened", "oblique", as_of=date(2015, 9, 12))
    assert found["To which council had Jon Berg sold the ferry Salmon?"] == "River Trade Council"
