"""Places within places, families, plural sorts, works of which one has many."""

from generate_parts import cards, made


def test_where_a_place_lies_is_no_part_of_the_question_for_it() -> None:
    assert cards("places", "oblique")["To which place did Ada Lorne move with Jon Berg in 1901?"] == "Lillevik"
    assert not any("In which country" in prompt for prompt in cards("places", "located-in"))


def test_several_are_asked_for_in_the_plural() -> None:
    assert "Which gardens were opened by Ada Lorne in 1950?" in cards("places", "subject")


def test_one_of_many_works_is_not_asked_for_by_whose_it_is() -> None:
    assert all("book" not in one.prompt for one in made("places")[0])


def test_an_object_does_not_leave_its_infinitive() -> None:
    assert not any("cause to run" in one.prompt and one.prompt.startswith("What") for one in made("places")[0])
