"""What reports of news tell: deeds and ways, the event or headline that places them, deeds that need no day."""

from datetime import date

import pytest

from quiz.generate.pipeline import find_candidates
from quiz.generate.reading.context import Context
from quiz.language.analyser import analyse
from quiz.model.article import Article

THEFT = """Two sailors have been charged with stealing a lifeboat from the ferry Kestrel, the coastguard in Arvin said.

Eleven dockers who blocked the harbour gate during a storm were fined by a court in Arvin. The dockers had protested by
lying down in front of the cranes.

Ada Lorne, who owns the ferry, praised the coastguard for finding the lifeboat within two days.
""".replace("by\nlying", "by lying")
VOTE = """The Lakeside Council elected new members on Sunday, with a turnout of 61 percent.

Ada Lorne was elected with 14,200 votes. Jon Berg lost his seat in the northern district.
"""
THANKS = """Ada Lorne has thanked the Harbour Museum for returning a painting that her grandfather lost in a fire.

Jon Berg has thanked everybody.
"""


def _shown(text: str, title: str = "", *, day: date | None = None) -> dict[str, str]:
    article = Article(text=text, title=title, published=day)
    context = Context(article, analyse(text), heading=analyse(title) if title else None)
    return {one.shown: one.answer for one in find_candidates(context)[0]}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "According to the coastguard in Arvin, with what have two sailors been charged?",
            "stealing a lifeboat from the ferry Kestrel",
        ),
        ("How had the dockers protested?", "by lying down in front of the cranes"),
        ("For what did Ada Lorne praise the coastguard in Arvin?", "finding the lifeboat within two days"),
    ],
)
def test_deeds_and_ways(question: str, answer: str) -> None:
    title = "Sailors charged over lifeboat theft in Arvin"
    assert _shown(THEFT, title).get(f"{title}: {question}") == answer


def test_a_phrase_between_a_subject_and_its_verb_stays_with_the_clause_it_belongs_to() -> None:
    shown = _shown(THEFT, "Sailors charged over lifeboat theft in Arvin")
    assert any(
        "How many dockers who blocked the harbour gate during a storm were fined" in prompt and answer == "eleven"
        for prompt, answer in shown.items()
    )


def test_what_happened_in_an_event_is_asked_with_the_event_before_it() -> None:
    shown = _shown(VOTE, "Newcomers win seats in Lakeside Council election", day=date(2021, 5, 14))
    assert shown.get("In the May 2021 Lakeside Council election, who was elected with 14,200 votes?") == "Ada Lorne"
    assert not any("lost" in prompt for prompt in shown)


def test_a_deed_that_two_names_tell_apart_needs_no_day() -> None:
    shown = _shown(THANKS)
    asked = "Which museum has Ada Lorne thanked for returning a painting that her grandfather lost in a fire?"
    assert shown.get(asked) == "Harbour Museum"
    assert "Jon Berg" not in shown.values()


def test_an_abbreviation_may_end_a_sentence() -> None:
    text = "A team of divers from Arvin won a silver medal at the Lakeside Games in Washington D.C."
    assert Context(Article(text=text), analyse(text)).clauses


@pytest.mark.parametrize(
    ("title", "headline"),
    [("Mayor steps down", "Mayor steps down"), ("Early life", ""), ("Games open in Lakeside Games stadium", "")],
)
def test_a_headline_may_be_short_where_it_tells_of_a_deed(title: str, headline: str) -> None:
    assert Context(Article(text=THANKS, title=title), analyse(THANKS), heading=analyse(title)).headline == headline


def test_a_headline_that_calls_somebody_by_surname_does_not_ask_who_it_was() -> None:
    text = "The sailor Ada Lorne was arrested in the old harbour for selling 40 stolen boats, police in Arvin said."
    shown = _shown(text, "Lorne arrested after sale of stolen boats", day=date(2021, 5, 14))
    assert not any(answer == "Ada Lorne" and prompt.startswith("Lorne") for prompt, answer in shown.items())


def test_one_of_several_is_not_asked_for() -> None:
    text = "Arvin has been named one of the top 10 harbour towns by the magazine Night Ferry."
    assert not any(answer == "Arvin" for answer in _shown(text).values())


CLAIM = """Ada Arvin, a Norwegian woman and former sailor, has claimed that the Harbour Guild kept her passport for
twelve years.

Arvin was born in Norway but her parents moved to Sweden. In 1995, at age seventeen, she was told to leave the guild.
Jon Berg, a lawyer, said that the guild had paid her $4,000.
""".replace("for\ntwelve", "for twelve")


def test_whoever_is_said_to_be_a_woman_is_one_however_she_is_called() -> None:
    shown = _shown(CLAIM, "Harbour Guild accused of keeping passport", day=date(2021, 5, 14))
    assert shown.get("At what age was Ada Arvin told to leave the guild in 1995?") == "seventeen" or any(
        "Ada Arvin" in prompt and answer == "seventeen" for prompt, answer in shown.items()
    )


def test_a_question_may_speak_of_her_whose_claim_it_tells() -> None:
    shown = _shown(CLAIM, "Harbour Guild accused of keeping passport", day=date(2021, 5, 14))
    assert any("According to Ada Arvin" in prompt and answer == "twelve" for prompt, answer in shown.items())


def test_what_a_sentence_of_a_childhood_tells_is_no_news() -> None:
    shown = _shown(CLAIM, "Harbour Guild accused of keeping passport", day=date(2021, 5, 14))
    assert not any(prompt.startswith("In May 2021") and "parents" in prompt for prompt in shown)


GUILD = """The National Harbour Guild has cut 1,300 jobs since the 11 May 2001 fire in Arvin.

All 28 dockers of the port are suspected of being involved in the fire. The NHG said 14 ships had been lost.
"""


def test_letters_stand_for_the_name_that_they_begin() -> None:
    context = Context(Article(text=GUILD), analyse(GUILD))
    name = context.names.by_form("NHG")
    assert name is not None
    assert name.full == "National Harbour Guild"


def test_a_day_between_article_and_noun_stays_there() -> None:
    shown = _shown(GUILD, "Guild cuts jobs after harbour fire", day=date(2005, 5, 14))
    asked = [prompt for prompt, answer in shown.items() if answer == "1,300"]
    assert asked
    assert all("since the 11 May 2001 fire in Arvin" in prompt for prompt in asked)


def test_what_somebody_is_suspected_of_is_a_deed() -> None:
    shown = _shown(GUILD, "Guild cuts jobs after harbour fire", day=date(2005, 5, 14))
    assert any("suspected of being involved" in prompt for prompt in shown) or any(
        answer.startswith("being involved") for answer in shown.values()
    )


MEDAL = """A group of divers from Arvin was awarded a silver medal at the Lakeside Games on Tuesday.

The ferry Kestrel was freed a day after the Harbour Guild closed the port of Arvin. Most of the ferries were held in the
port because they were leaking oil. Those arrested are accused of selling stolen lifeboats.
""".replace("in the\nport", "in the port")


@pytest.mark.parametrize(
    ("part", "answer"),
    [
        ("was a group of divers from Arvin awarded", "a silver medal"),
        ("Why were most of the ferries held", "they were leaking oil"),
        ("Of what are those arrested accused?", "selling stolen lifeboats"),
    ],
)
def test_what_was_given_why_and_of_what(part: str, answer: str) -> None:
    shown = _shown(MEDAL, "Divers honoured and ferries held in Arvin", day=date(2021, 5, 14))
    assert any(part in prompt and answer == given for prompt, given in shown.items())


def test_how_long_after_something_left_out_is_left_out_too() -> None:
    shown = _shown(MEDAL, "Divers honoured and ferries held in Arvin", day=date(2021, 5, 14))
    assert not any("freed a day?" in prompt or "freed a day." in prompt for prompt in shown)


PLANS = """"Sailors have lost their ferries by leaving them in the ice," said Ada Lorne of the Harbour Guild.

Shadow Harbour Secretary Jon Berg said the two ferries would carry 80 more passengers in the coming months.
"""


def test_plans_and_words_at_the_beginning_of_a_quotation() -> None:
    shown = _shown(PLANS, "Guild warns of ice in Arvin", day=date(2021, 5, 14))
    assert not any("coming" in prompt or "Sailors" in prompt.partition(": ")[2] for prompt in shown)
    assert not any("{{c1::two::" in prompt or answer == "Shadow" for prompt, answer in shown.items())
    assert "80" in shown.values()


ALERT = """Arvin's coastguard has been told to prepare a night watch of the harbour, the Harbour Guild said on Tuesday.

The coastguard lost two boats in the last storm.
"""


def test_what_the_headline_tells_is_asked_with_month_and_name() -> None:
    shown = _shown(ALERT, "Arvin's coastguard told to prepare night watch of harbour", day=date(2021, 5, 14))
    asked = [prompt for prompt, answer in shown.items() if answer.startswith("prepare a night watch")]
    assert asked
    assert all(prompt.startswith("As of May 2021, ") and "Arvin" in prompt for prompt in asked)


def test_its_does_not_go_back_to_the_subject_it_stands_in() -> None:
    text = "According to the Harbour Guild, 87 percent of the sailors in its survey have praised the ferry Kestrel."
    shown = _shown(text, "Sailors praise ferry in Arvin", day=date(2021, 5, 14))
    assert not any("its survey" in prompt.replace("Guild's", "") and "Guild" not in prompt for prompt in shown)
