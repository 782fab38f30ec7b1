"""The headline before questions that nothing else places."""

from datetime import date

import pytest

from quiz.generate.choosing.placing import under_headline
from quiz.generate.facts import Options
from quiz.generate.pipeline import find_candidates, generate
from quiz.generate.reading.context import Context
from quiz.generate.wording.specificity import TOO_GENERAL
from quiz.language.analyser import analyse
from quiz.model.article import Article
from quiz.model.deck import cards_of

TITLE = "Parents sue school after science lesson goes wrong"
TEXT = """A science lesson at a village school ended with burns for nine pupils, and the parents sued the school.

The teacher had heated methanol in an open glass vessel. The headmistress apologized to the parents on Monday.
"""


def _context(title: str, *, day: date | None = date(2021, 5, 14)) -> Context:
    article = Article(text=TEXT, title=title, published=day)
    return Context(article, analyse(TEXT), heading=analyse(title) if title else None)


def test_a_question_about_the_teacher_is_asked_under_the_headline() -> None:
    made = generate(Article(text=TEXT, title=TITLE, published=date(2021, 5, 14)), Options(), analyse=analyse)
    prompts = [card.prompt for card in cards_of(made.deck)]
    assert prompts
    assert any(prompt.startswith(f"{TITLE} (May 2021): ") for prompt in prompts)
    assert all(prompt.endswith("?") for prompt in prompts)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (TITLE, f"{TITLE} (May 2021)"),
        (f"{TITLE}; head apologizes", f"{TITLE} (May 2021)"),
        ("Lessons go wrong in 2019 at a school", "Lessons go wrong in 2019 at a school"),
        ("Arvin", ""),
        ("", ""),
        ("Who is to blame for the burns of nine pupils?", ""),
        ("One headline " * 9, ""),
    ],
)
def test_what_serves_as_a_headline(title: str, expected: str) -> None:
    assert _context(title).headline == expected


def test_without_a_date_the_headline_stands_alone() -> None:
    assert _context(TITLE, day=None).headline == TITLE


def test_a_headline_never_gives_the_answer_away() -> None:
    context = _context("Nine pupils burnt with methanol at a village school")
    passed, drops = find_candidates(context)
    candidates = [*passed, *(d.candidate for d in drops if d.candidate is not None)]
    for one in candidates:
        placed = under_headline(one, context)
        assert placed is None or one.answer.casefold() not in placed.headline.casefold()
    assert not any(one.headline and one.answer.casefold() == "methanol" for one in passed)


REPORT = """Sales of ferry tickets have risen by 12% in Norway, the shipping group Northlake said.

The group carried 340,000 passengers in the spring. It has hired 120 sailors and plans to open an office in Bergen.
"""


def test_the_headline_places_what_an_undated_report_tells() -> None:
    article = Article(text=REPORT, title="Ferry ticket sales rise in Norway")
    found, _ = find_candidates(Context(article, analyse(REPORT), heading=analyse(article.title)))
    shown = {one.shown: one.answer for one in found}
    assert shown["Ferry ticket sales rise in Norway: How many sailors has Northlake hired?"] == "120"
    assert all(one.headline for one in found if one.answer == "340,000")


def test_without_date_and_headline_nobody_can_tell_when_it_was() -> None:
    found, _ = find_candidates(Context(Article(text=REPORT), analyse(REPORT)))
    assert not any(one.answer in {"120", "340,000"} for one in found)


def test_a_day_without_a_year_may_be_asked_for_under_an_undated_headline() -> None:
    text = (
        "The ferry company Northlake will open an office in Bergen on 21 December. It hired 120 sailors in the spring."
    )
    article = Article(text=text, title="Ferry company to open office in Bergen")
    found, _ = find_candidates(Context(article, analyse(text), heading=analyse(article.title)))
    assert "21 December" in {one.answer for one in found if one.rule == "date" and one.headline}
    left, _ = find_candidates(Context(Article(text=text), analyse(text)))
    assert "21 December" not in {one.answer for one in left}


RACE = """Ada Lorne ran in Bergen at the 2003 Harbour Games. The ferry company Northlake paid for the track.

Jon Berg and Marta Keller ran there too, before 3,000 people.
"""


def test_who_took_part_is_not_asked_where_a_report_names_one() -> None:
    article = Article(text=RACE, title="Northlake opens a track in Bergen")
    found, drops = find_candidates(Context(article, analyse(RACE), heading=analyse(article.title)))
    asked = "Who ran in Bergen at the 2003 Harbour Games?"
    assert asked not in {one.prompt for one in found}
    assert asked in {drop.text for drop in drops if drop.reason == TOO_GENERAL}
