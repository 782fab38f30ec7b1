"""What somebody is called in quotation marks; long questions go without one circumstance at a time."""

from generate_parts import cards, made


def test_asks_for_what_stands_in_quotation_marks() -> None:
    found = cards("nickname", "capacity")
    assert found["As what was Ada Lorne described by the Arvin Gazette in 1950?"] == "Lady of the Lake"


def test_a_long_question_loses_what_stood_before_it_first() -> None:
    prompts = {one.prompt for one in made("nickname")[0]}
    assert "Who built a stone lighthouse in Arvin with granite from Norway for the Harbour Society in 1951?" in prompts
