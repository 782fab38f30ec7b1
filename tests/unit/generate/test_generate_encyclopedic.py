"""What opens an entry of an encyclopedia: second names, pronunciations, dated counts, where it lies."""

import pytest

from quiz.generate.pipeline import find_candidates
from quiz.generate.reading.context import Context
from quiz.language.analyser import analyse
from quiz.model.article import Article


def asked(text: str, title: str = "") -> dict[str, str]:
    """The questions about a text with their answers, statements left out."""
    context = Context(Article(text=text, title=title), analyse(text), heading=analyse(title) if title else None)
    passed, _ = find_candidates(context)
    return {one.prompt: one.answer for one in passed if one.rule not in {"statement", "cloze"}}


def test_two_names_of_one_thing_are_one_subject() -> None:
    found = asked("The 1911 Arvin earthquake or the Great Arvin earthquake killed 812 people and left 97 missing.")
    assert found.get("How many people did the 1911 Arvin earthquake leave missing?") == "97"
    assert not any(" or " in prompt for prompt in found)


def test_brackets_between_a_count_and_what_is_counted() -> None:
    text = "Arvin is a city in Norway. The city is home to 61,546 (mid-2014 est.) people, making it third."
    assert asked(text, "Arvin").get("To how many people is Arvin home?") == "61,546"


@pytest.mark.parametrize("country", ["England", "Norway"])
def test_a_land_before_its_country_is_a_part_of_it(country: str) -> None:
    found = asked(f"Arvin is a city on the south coast of Devon, {country}, near the hills.", "Arvin")
    assert any(f"which part of {country}" in prompt and answer == "Devon" for prompt, answer in found.items())


def test_a_life_begins_behind_a_table() -> None:
    text = (
        "Ada Lorne\n\nTeam (2012).\n\nRecord (2013).\n\nChampion (2014).\n\n"
        "Ada Lorne (born 11 June 1988) is a Norwegian rower. She won the Harbour Cup in 2014."
    )
    assert asked(text, "Ada Lorne").get("On what date was Ada Lorne born?") == "11 June 1988"


def test_a_drafted_player_has_one_team() -> None:
    text = (
        "Jon Berg is an American baseball pitcher who played for the Boston Red Sox team in 2001. "
        "The Boston Red Sox are a baseball team. Berg was drafted by the Boston Red Sox."
    )
    assert asked(text, "Jon Berg").get("Which team drafted Jon Berg?") == "Boston Red Sox"


@pytest.mark.parametrize(
    ("prompt", "answer"),
    [
        ("Of what nationality was Ada Lorne's mother?", "English"),
        ("As what was Ada Lorne ordained?", "Baptist minister"),
        ("For what is Ada Lorne best known?", "work on inland harbours"),
    ],
)
def test_parents_and_callings(prompt: str, answer: str) -> None:
    text = (
        "Ada Lorne was a Norwegian engineer. Lorne's mother was English. "
        "Lorne was ordained as a Baptist minister. Lorne is best known for her later work on inland harbours."
    )
    assert asked(text, "Ada Lorne").get(prompt) == answer


def test_half_a_nation_is_no_nationality() -> None:
    text = "Ada Lorne was a Norwegian engineer. Lorne's mother was English by birth."
    assert not any("nationality" in prompt for prompt in asked(text, "Ada Lorne"))


def test_a_name_that_others_had_for_a_town() -> None:
    text = "Arvin is a town in Norway. Arvin was known as Tarnum by the Romans, who built a fort there in 71."
    assert asked(text, "Arvin").get("By what name was Arvin known to the Romans?") == "Tarnum"


@pytest.mark.parametrize(
    ("text", "prompt", "answer"),
    [
        (
            "The Tarn is a river in Norway. The Tarn is a tributary of the Glomma.",
            "tributary",
            "Glomma",
        ),
        (
            "Arvin Hall is a building in Norway. Arvin Hall is a replica of the old mill at Lorne.",
            "Of what is Arvin Hall a replica?",
            "old mill at Lorne",
        ),
    ],
)
def test_what_something_was_made_after_or_runs_into(text: str, prompt: str, answer: str) -> None:
    assert any(prompt in asked_ and told == answer for asked_, told in asked(text).items())
