"""Each rule on trees written by hand: what it must ask, and what it must leave alone."""

from datetime import date

import pytest
from generate_parts import cards, made, reasons

from quiz.generate.rules.table import FALLBACKS, RULES
from quiz.model.deck import CardKind


def test_every_rule_has_its_own_name() -> None:
    names = [rule.name for rule in (*RULES, *FALLBACKS)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("tree", "rule", "prompt", "answer"),
    [
        (
            "located",
            "located-in",
            "In which city is the headquarters of the River Trade Council located?",
            "Vienna",
        ),
        ("dated", "date", "In which year did Marta Keller found the Harbour Museum?", "1931"),
        (
            "event_date",
            "event-date",
            "On what date was the 4th summit of the River Trade Council held?",
            "May 3, 2021",
        ),
        ("number", "number", "How many engineers does the River Trade Council employ in Oslo?", "320"),
        (
            "listed",
            "list",
            "The ministers of which three countries did the River Trade Council bring together in 1998?",
            "Norway, Sweden, Finland",
        ),
        ("listed", "list", "Which three things does the Lakeside Treaty protect?", "salmon, sturgeon, eels"),
        ("subject", "subject", "Which country hosted the Lakeside Summit in 2019?", "Norway"),
        ("subject", "subject", "Which President of Norway praised the Lakeside Summit?", "Jon Berg"),
        ("agent", "agent", "Who designed the Harbour Museum?", "Marta Keller"),
        ("agent", "agent", "What damaged the Harbour Museum in 1990?", "heavy storms"),
        ("superlative", "superlative", "What is Norway's largest lake?", "Lake Arvin"),
        ("superlative", "subject", "What is the largest lake in Norway?", "Lake Arvin"),
        ("object", "object", "Which museum did Marta Keller direct?", "Harbour Museum"),
        ("object", "object", "Whom did Jon Berg succeed in Oslo?", "Marta Keller"),
        (
            "objective",
            "objective",
            "What is the main aim of the River Trade Council?",
            "to lower the tolls on river barges",
        ),
        ("renamed", "also-known-as", "By what name was the River Trade Council formerly known?", "Barge Board"),
        ("reported", "date", "In which year did Norway join the River Trade Council?", "1998"),
        ("reported", "subject", "Who founded the Harbour Museum?", "Ada Lorne"),
        ("renamed", "also-known-as", "By what other name is Oslo known?", "Tigerstaden"),
        ("lifespan", "lifespan", "On what date was Marta Keller born?", "3 May 1921"),
        ("lifespan", "lifespan", "On what date did Marta Keller die?", "9 June 1987"),
        ("lifespan_about", "lifespan", "On what date did Oda Brenn die?", "9 June 1487"),
        ("lifespan", "situated", "In which country is the town of Arvin?", "Norway"),
        ("pronouns", "date", "In which year did Ada Lorne move to Vienna?", "1987"),
    ],
)
def test_asks(tree: str, rule: str, prompt: str, answer: str) -> None:
    assert cards(tree, rule).get(prompt) == answer


def test_who_held_an_office_is_not_asked_by_a_meeting_of_nobody() -> None:
    assert cards("office", "office-holder") == {}
    assert "Who was the Prime Minister of Norway at the time of the meeting in Oslo?" in reasons(
        "office", "office-holder"
    )


def test_initials_that_do_not_fit_are_no_acronym() -> None:
    assert cards("acronym_not", "acronym") == {}


def test_an_office_is_dated_by_the_article_when_its_day_is_known() -> None:
    found = cards("office", "office-holder", as_of=date(2025, 9, 12))
    assert found["Who was the Prime Minister of Norway as of September 2025?"] == "Jon Berg"


def test_a_meeting_that_only_its_town_tells_says_no_time() -> None:
    asked = "Who was the Prime Minister of Norway at the time of the meeting in Oslo?"
    assert reasons("office", "office-holder")[asked] == "it does not say which meeting"


def test_a_former_holder_is_no_holder() -> None:
    assert "Eva Salo" not in cards("office", "office-holder").values()


def test_an_office_without_any_date_is_dropped() -> None:
    assert reasons("subject", "office-holder") == {
        "Who is the President of Norway?": "offices change and the article has no date"
    }


def test_what_has_gone_on_since_a_year_needs_the_day_of_the_article() -> None:
    assert reasons("dated", "date")["The Harbour Museum has employed divers since 1931."] == (
        "the article has no date to say as of when"
    )


def test_a_day_of_the_week_needs_the_day_of_the_article() -> None:
    assert reasons("dated", "date")["On Tuesday Marta Keller left Oslo."] == "the date is not certain (Tuesday)"
    found = cards("dated", "date", as_of=date(2025, 9, 12))
    assert found["On what date did Marta Keller leave Oslo?"] == "September 9, 2025"


def test_one_of_something_is_no_number() -> None:
    assert not any("lock?" in prompt for prompt in cards("number", "number"))


def test_an_open_list_is_not_asked_for() -> None:
    assert not any("group" in prompt for prompt in cards("listed", "list"))


def test_what_joined_as_an_afterthought_is_not_in_the_list() -> None:
    lists = [one for one in made("listed")[0] if one.kind is CardKind.LIST]
    assert all("Ada Lorne" not in item for one in lists for item in one.answers)


@pytest.mark.parametrize("verb", ["did not host", "may host"])
def test_what_is_negated_or_only_possible_is_never_asked(verb: str) -> None:
    sentence = f"Norway {verb} the Lakeside Summit."
    assert sentence in reasons("subject", "subject")
    assert all(one.sentence.text != sentence for one in made("subject")[0])


def test_a_date_behind_an_event_belongs_to_the_event() -> None:
    assert cards("event_date", "date") == {}


def test_the_first_mention_is_written_in_full() -> None:
    passed, _ = made("acronym")
    assert all("RTC" not in one.prompt for one in passed if one.rule != "acronym")


def test_a_pronoun_with_two_people_in_reach_stays_open() -> None:
    assert all("Oslo" not in one.prompt for one in made("pronouns")[0])


def test_a_question_comes_before_a_cloze() -> None:
    passed, _ = made("objective")
    clozes = [one for one in passed if one.kind is CardKind.CLOZE]
    asked = {id(one.sentence) for one in passed if one.kind is not CardKind.CLOZE}
    assert clozes
    assert all(id(one.sentence) not in asked for one in clozes)
    assert clozes[0].prompt == "The River Trade Council is a trade body in {{c1::Oslo::city}}."


def test_nobody_knows_the_day_of_a_birth_about_a_year() -> None:
    assert all("Oda Brenn born" not in prompt for prompt in cards("lifespan_about", "lifespan"))


def test_a_museum_has_no_lifespan() -> None:
    assert all("Museum" not in prompt for prompt in cards("lifespan", "lifespan"))
