"""Quantities on trees written by hand: how they are read, what is asked of them, and when nothing is."""

from datetime import date

import pytest
from generate_parts import cards, context, made, reasons

from quiz.generate.values.numbers import spellings, value
from quiz.generate.wording.amounts import quantities
from quiz.generate.wording.specificity import TOO_GENERAL


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("2 million", 2_000_000),
        ("forty-eight", 48),
        ("two hundred and five", 205),
        ("a hundred", 100),
        ("five hundred thousand", 500_000),
        ("3.5 million", 3_500_000),
        ("two dozen", 24),
        ("1 – 0", None),
        ("100 200", None),
        ("II", None),
    ],
)
def test_numbers_of_several_words_have_a_value(text: str, amount: float | None) -> None:
    assert value(text) == amount


def test_a_round_number_may_be_written_with_its_scale() -> None:
    assert {"2,000,000", "two million"} <= set(spellings("2 million"))
    assert {"5 million", "five million"} <= set(spellings("5,000,000"))


def _found(tree: str) -> dict[str, tuple[str, str, str]]:
    one = context(tree)
    return {q.whole: (q.sort.value, q.limit, q.text) for s in one.document.sentences for q in quantities(one, s)}


def test_a_quantity_is_read_with_limit_and_unit() -> None:
    found = _found("quantities")
    assert found["about 2 million"] == ("count", "about", "2 million")
    assert found["at least 76"] == ("count", "at least", "76")
    assert found["39 percent"] == ("percent", "", "39 percent")
    assert found["$3.5 million"] == ("money", "", "$3.5 million")
    assert found["eighteen years"] == ("span", "", "eighteen years")
    assert found["a quarter"] == ("fraction", "", "a quarter")
    assert "1998" not in found


@pytest.mark.parametrize(
    ("tree", "rule", "prompt", "answer"),
    [
        ("quantities", "number", "About how many barges did the River Trade Council move in 1998?", "2 million"),
        (
            "quantities",
            "number",
            "At least how many sailors of Norway drowned in the Lakeside Flood of 1931?",
            "76",
        ),
        ("quantities", "share", "What percentage of the votes in Norway did Ada Lorne receive in 2003?", "39 percent"),
        (
            "quantities",
            "share",
            "What share of the members of the River Trade Council left Oslo in 1998?",
            "a quarter",
        ),
        ("quantities", "change", "By what percentage did the River Trade Council raise its tolls in 2001?", "12.5%"),
        ("quantities", "change", "By what percentage did tolls in Norway rise in 1998?", "12 percent"),
        ("quantities", "money", "For how much did Norway sell the Harbour Museum in 1931?", "$3.5 million"),
        ("quantities", "money", "How large a contract with Sweden did Norway sign in 1998?", "$70 million"),
        ("quantities", "money", "On a bail of how much was Jon Berg released in Oslo in 1998?", "$500"),
        ("quantities", "number", "About how many divers did Norway have in 2002?", "5,000"),
        ("quantities", "number", "About how many divers did Sweden have as of 2002?", "215,000"),
        ("quantities", "money", "How much did the Arvin Bridge cost in 1998?", "20 million euros"),
        ("quantities", "duration", "For how many years did Ada Lorne work in Oslo?", "eighteen"),
        ("quantities", "duration", "How many days did the Lakeside Flood last in 1931?", "three"),
        ("quantities", "existential", "How many islands are there in Lake Arvin?", "twelve"),
        (
            "measures",
            "toll",
            "At least how many sailors were killed when a storm struck Lake Arvin on May 3, 2021?",
            "30",
        ),
        (
            "measures",
            "toll",
            "How many passengers were left dead when the ferry Osprey sank in Lake Arvin in 1931?",
            "twelve",
        ),
        ("measures", "toll", "At least how many people were killed in 1998 when a bus fell into Lake Arvin?", "12"),
        ("measures", "score", "By what score did Norway beat Sweden in Oslo in 1998?", "3–1"),
        ("measures", "score", "With what score did the match between Norway and Sweden end in 1999?", "2–2"),
        ("measures", "age", "At what age did Marta Keller die in Oslo?", "96"),
        ("measures", "age", "At what age did Marta Keller leave Oslo on May 3, 2021?", "42"),
        ("measures", "age", "How old was Jon Berg when he moved to Vienna?", "20"),
        ("measures", "measure", "About how high is the Arvin Tower?", "48 metres"),
        ("measures", "measure", "How far south of Oslo does the town of Arvin lie?", "430 km"),
        ("measures", "measure", "What is the population of the town of Arvin?", "7,500"),
        ("measures", "measure", "How many square kilometres does Lake Arvin cover?", "120"),
        (
            "number",
            "share",
            "How many of the old locks of Norway did the River Trade Council move?",
            "all but two",
        ),
    ],
)
def test_asks(tree: str, rule: str, prompt: str, answer: str) -> None:
    assert cards(tree, rule).get(prompt) == answer


def test_the_limit_counts_as_part_of_a_right_answer() -> None:
    one = next(c for c in made("quantities")[0] if c.rule == "number" and c.answer == "2 million")
    assert {"about 2 million", "2,000,000", "two million"} <= set(one.answers[0])


def test_the_first_four_are_not_how_many_there_are() -> None:
    assert reasons("quantities", "number")["Marta Keller led the first four divers of Norway in 1990."] == (
        "the number only says which of several"
    )


def test_an_age_needs_a_time() -> None:
    assert reasons("measures", "age")["Eva Salo was 20 years old."] == "nothing says when that was the age"


@pytest.mark.parametrize("rule", ["toll", "score", "age", "measure"])
def test_training_pages_and_old_towers_are_no_measures(rule: str) -> None:
    asked = " ".join(cards("measures", rule))
    assert "trained" not in asked
    assert "pages" not in asked
    assert "old is the Arvin Tower" not in asked


@pytest.mark.parametrize("rule", ["number", "share", "money", "duration", "existential"])
def test_years_later_and_vague_numbers_are_never_asked(rule: str) -> None:
    asked = " ".join(cards("quantities", rule))
    assert "later" not in asked
    assert "longer" not in asked
    assert "old lake" not in asked


def test_a_count_of_something_done_more_than_once_needs_an_occasion() -> None:
    assert reasons("quantities", "number")["How many divers did Marta Keller train?"] == TOO_GENERAL


@pytest.mark.parametrize(
    ("rule", "prompt", "answer"),
    [
        ("number", "By a team of how many engineers was the Arvin Bridge built in 1931?", "17"),
        ("number", "An exhibition with how many paintings was held at the Harbour Museum in 1992?", "64"),
        ("number", "From how many countries does the Lake League have ten clubs?", "five"),
        ("number", "With a turnout of about how many members did the Lake League elect Ann Lee in 2001?", "200"),
        ("share", "With what share did the Lake League elect Ann Lee in 2001?", "58 percent"),
        ("money", "How large a grant did Norway pay the Harbour Museum in 1998?", "$5 million"),
        ("money", "How much revenue did the River Trade Council report in 2002?", "$12 million"),
    ],
)
def test_what_holds_a_number_goes_to_the_front(rule: str, prompt: str, answer: str) -> None:
    assert cards("deep", rule).get(prompt) == answer


def test_a_number_of_a_plan_keeps_what_measures_it() -> None:
    found = cards("deep", "money", as_of=date(2003, 5, 1))
    assert any("at what estimated cost does the River Trade Council plan" in prompt for prompt in found)


def test_what_is_told_of_a_part_is_not_told_of_all() -> None:
    assert cards("deep", "number").get("About how many people work for the River Trade Council?") == "240"


def test_a_number_before_two_nouns_may_count_both() -> None:
    found = cards("deep", "number", as_of=date(2003, 5, 1))
    assert any("geese and ducks does" in prompt for prompt in found)
    assert not any("90 geese" in answer for answer in cards("deep", "list", as_of=date(2003, 5, 1)).values())


def test_halves_belong_to_their_number() -> None:
    assert value("three and a half") == 3.5
    found = cards("deep", "duration", as_of=date(2003, 5, 1))
    assert "three and a half" in found.values()


def test_a_sum_for_each_of_several_is_not_torn_from_them() -> None:
    asked = " ".join((*cards("deep", "money"), *cards("deep", "number")))
    assert "each" not in asked


def test_a_list_inside_an_item_of_another_is_not_asked_for() -> None:
    assert not any("degrees in which" in prompt for prompt in cards("quantities", "list"))


def test_a_short_auxiliary_is_written_in_full_and_what_goes_on_gets_its_month() -> None:
    found = cards("quantities", "duration", as_of=date(2025, 9, 12))
    assert found["As of September 2025, for how many years has Jon Berg been in Norway?"] == "two"


def test_a_known_number_of_things_is_not_asked_for() -> None:
    assert reasons("quantities", "number")["The 12 islands that form Norway joined Sweden in 1998."] == (
        "the number only points back"
    )


def test_a_known_sum_is_not_asked_for() -> None:
    assert not any("refuse" in prompt for prompt in cards("quantities", "money"))


@pytest.mark.parametrize(
    ("rule", "prompt", "answer"),
    [
        ("figure", "What was the budget of the Lake League in 2002?", "38.6 million dollars"),
        ("figure", "What was the annual budget of the Lake League in 2002?", "38.6 million dollars"),
        ("figure", "What was the estimated population of Arvin in 2001?", "9,600"),
        ("figure", "What was the turnout in the Arvin Vote of 1998?", "64 per cent"),
        ("figure", "What is the population of Arvin?", "9,600"),
        ("toll", "How many people were killed when the Arvin Ferry hit the Harbour Bridge in 1931?", "six"),
        (
            "toll",
            "How many people were injured when the Arvin Ferry hit the Harbour Bridge above the Great Lock in 1931?",
            "17",
        ),
        (
            "toll",
            "How many people were injured when a cabin of the Arvin Railway slammed into a support pylon in 1934?",
            "17",
        ),
        ("measure", "Under how many metres of sand was the Arvin Bridge buried in 1936?", "90"),
    ],
)
def test_a_figure_is_asked_for_by_its_name(rule: str, prompt: str, answer: str) -> None:
    assert cards("figures", rule).get(prompt) == answer


def test_a_figure_of_what_is_planned_needs_a_day() -> None:
    prompt = "As of May 2003, what annual capacity will the Arvin Mine have?"
    assert cards("figures", "figure", as_of=date(2003, 5, 1)).get(prompt) == "9 million tonnes"
    assert not any("will" in asked for asked in cards("figures", "figure"))


def test_a_verb_of_one_form_is_in_the_tense_of_its_neighbours() -> None:
    found = cards("figures", "money", as_of=date(2003, 5, 1))
    assert any("how much do tickets of the Lake League cost" in prompt for prompt in found)


def test_a_list_goes_to_the_front_with_what_holds_it() -> None:
    prompt = "By joint purchasing of which three things did the River Trade Council save money in 1998?"
    assert prompt in cards("figures", "list")


def test_a_list_within_the_subject_stays_there() -> None:
    prompt = "Ministers from which three countries signed the Lakeside Treaty in 1998?"
    assert cards("figures", "list").get(prompt) == "Norway, Sweden, Finland"


@pytest.mark.parametrize(
    ("rule", "prompt", "answer"),
    [
        (
            "score",
            "By how many votes to how many was the ferry law of Norway backed in the lower house in 1998?",
            "312 to 245",
        ),
        ("money", "How much did Jon Berg accuse the Harbour Bank of wasting on ferries in 1998?", "$12 million"),
        ("money", "How much did Ada Lorne announce plans to spend on canals in Norway in 1999?", "$40 million"),
        ("share", "What percentage drop in profits did the Harbour Bank report in 2001?", "40%"),
        ("share", "What share of sailors of Norway left the Lake League in 1998?", "one in four"),
        ("duration", "How long a contract did Jon Berg sign with the River Trade Council in 1998?", "three years"),
        ("number", "How large a crowd watched the Arvin Match in 1931?", "38,412"),
        ("number", "How many prizes did Ada Lorne win at the Arvin Festival in 1998?", "three"),
    ],
)
def test_a_number_inside_a_phrase_is_asked_for_in_plain_words(rule: str, prompt: str, answer: str) -> None:
    assert cards("parts", rule).get(prompt) == answer


def test_one_side_of_a_vote_is_no_count() -> None:
    assert "312" not in cards("parts", "number").values()
    assert reasons("parts", "number")[
        "The ferry law of Norway was backed by 312 votes to 245 in the lower house in 1998."
    ] == ("the number is half of a vote")


def test_what_stands_in_a_phrase_of_its_own_stays_there() -> None:
    assert not any("asked about" in prompt for prompt in cards("parts", "number"))


@pytest.mark.parametrize(
    ("rule", "prompt", "answer"),
    [
        ("number", "How many people did the Lakeside Flood leave missing in Norway in 1931?", "182"),
        ("number", "How many people did the Lakeside Flood kill in Norway in 1931?", "47"),
        ("money", "How much profit did the Harbour Bank make in 2004?", "$75 million"),
        (
            "duration",
            "How many months did divers from Norway spend looking into the fate of the ferry Kestrel in 1931?",
            "15",
        ),
    ],
)
def test_victims_spans_and_what_a_sum_is_compared_with(rule: str, prompt: str, answer: str) -> None:
    assert cards("victims", rule).get(prompt) == answer


def test_a_name_alone_does_not_say_what_happened() -> None:
    assert reasons("victims", "date")["The Harbour Police were tipped off in 1998."] == (
        "too little is said of what happened then"
    )
