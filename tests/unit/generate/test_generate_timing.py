"""When and where a question says its happening belongs: months, headlines, the place an article is about."""

import pytest
from generate_parts import TREES, cards, context, reasons

from quiz.generate.pipeline import find_candidates
from quiz.generate.reading.context import Context
from quiz.generate.wording.timing import is_news, opening_of
from quiz.language.conllu import read_conllu
from quiz.model.article import Article

TITLE = "Ferry sinks off Arvin harbour"


def _report() -> Context:
    document = read_conllu((TREES / "stamps.conllu").read_text(encoding="utf-8"))
    return Context(Article(text=document.text, title=TITLE), document)


@pytest.mark.parametrize(
    ("verb", "opening"),
    [
        ("carry", ""),  # what all fishermen do
        ("runs", "as of June 2018"),
        ("owned", ""),  # since 2007
    ],
)
def test_only_what_may_change_is_said_as_of_the_article_s_month(verb: str, opening: str) -> None:
    here = _report()
    clause = next(c for c in here.clauses if c.head.text == verb)
    told = [t.index for t in clause.tokens]
    assert opening_of(here, clause, clause.sentence.text, told, []) == opening


def test_what_is_told_from_further_back_is_no_news_of_the_month() -> None:
    here = _report()
    assert [c.head.text for c in here.clauses if is_news(here, c)] == []
    asked = [c for c in here.clauses if c.head.text == "asked"]
    assert len(asked) == 1


def test_a_happening_that_only_the_headline_dates_is_asked_under_it() -> None:
    found = [one for one in find_candidates(_report())[0] if one.sentence.root.text == "asked"]
    assert found
    assert {one.headline for one in found} == {f"{TITLE} (June 2018)"}


def test_a_question_about_a_place_says_where_when_it_names_no_place() -> None:
    assert cards("setting", "date")["In Norvik, in which year did the Harbour Company reopen the old copper mines?"]
    assert [p for p in cards("setting", "list") if p.startswith("In Norvik, which three things were taken away")]
    setting = context("setting").setting
    assert setting is not None
    assert setting.full == "Norvik"


def test_a_renaming_is_asked_with_the_time_the_sentence_before_opens() -> None:
    assert cards("setting", "naming") == {"What was Norvik renamed during the Baltic War?": "Frederikshavn"}


def test_who_arrived_did_so_where_the_sentence_before_says() -> None:
    assert cards("goings", "age") == {"At what age did Ada Lorne arrive in Norway in 1877?": "27"}
    assert reasons("goings", "subject")["She returned in 1879."] == "nothing says where to"


def test_a_day_is_of_the_year_that_the_paragraph_has_come_to() -> None:
    assert cards("goings", "date")["On what date did Ada Lorne meet Jon Berg?"] == "17 May 1881"
    assert reasons("goings", "date")["She joined the Northern Academy on 3 March."].startswith("the date is not")


def test_what_somebody_came_to_think_is_no_fact() -> None:
    assert [c for c in context("goings").clauses if c.head.text == "lies"] == []


def test_a_result_as_a_heading_says_which_match_is_told_under_it() -> None:
    match = "In the November 2019 match between Arvin Ravens and Norvik Gulls"
    assert cards("results", "object") == {}  # what is scored is a goal
    assert f"{match}, who scored the winner from a narrow angle?" in cards("results", "subject")
    assert [p for p in cards("results", "subject") if "penalty" in p] == []


def test_what_a_sportsman_does_every_year_is_asked_with_the_year_its_paragraph_has_come_to() -> None:
    here = context("seasons")
    assert here.plays
    clause = next(c for c in here.clauses if c.head.text == "led")
    told = [t.index for t in clause.tokens]
    assert opening_of(here, clause, clause.sentence.text, told, []) == "in 1981"
    other = next(c for c in here.clauses if c.head.text == "finished")
    assert opening_of(here, other, other.sentence.text, [t.index for t in other.tokens], []) == ""


def test_what_a_private_person_says_stays_what_that_person_says() -> None:
    claims = {c.head.text: c.source is not None and c.source.claim for c in context("claims").clauses}
    assert claims == {"sold": True, "bought": False}
    assert "According to Ada Lorne, in which year did the Harbour Company sell the ferry Kestrel to Jon Berg?" in cards(
        "claims", "date"
    )
