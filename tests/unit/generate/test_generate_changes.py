"""How far something rose or fell, and to what: each figure is asked for without the others."""

import pytest
from generate_parts import cards, reasons

from quiz.generate.pipeline import find_candidates
from quiz.generate.reading.context import Context
from quiz.language.analyser import analyse
from quiz.model.article import Article


@pytest.mark.parametrize(
    ("prompt", "answer"),
    [
        ("By what percentage did sales of the River Trade Council rise in 1998?", "2%"),
        ("To how much did sales of the River Trade Council rise in 1998?", "$11 million"),
        ("To what percentage did the Harbour Bank cut its key rate in 2003?", "4.5%"),
        ("To what number did the number of ferries in Norway fall in 2001?", "3,221"),
        ("By what percentage was turnover of the River Trade Council up in 2002?", "4.3%"),
        ("By what percentage a year did fares in Denmark climb until 1976?", "3%"),
    ],
)
def test_asks(prompt: str, answer: str) -> None:
    assert cards("changes", "change").get(prompt) == answer


def test_where_a_figure_came_from_is_not_asked_for() -> None:
    assert not {"$9 million", "3,508"} & set(cards("changes", "change").values())


def test_one_of_two_figures_is_not_the_answer() -> None:
    assert not {"5 percent", "7 percent"} & set(cards("changes", "change").values())
    assert "the number is one of several" in reasons("changes", "change").values()


def test_how_high_a_tower_rises_is_no_change() -> None:
    assert not any("Tower" in prompt for prompt in cards("changes", "change"))


def test_two_thirds_are_a_share_without_of() -> None:
    assert "two thirds" in cards("changes", "share").values()


@pytest.mark.parametrize(
    ("rule", "prompt", "answer"),
    [
        ("change", "To how much a trip did the Harbour Bank raise its fee in 2004?", "$10"),
        ("change", "What level did the crown reach against the euro in Oslo in 2004?", "$1.28"),
        ("share", "With what percentage of marks did Ada Lorne top the Arvin School in 1998?", "92%"),
        ("money", "An average of how much did the Harbour Bank charge for a ferry in 1998?", "$5 million"),
        ("number", "About how many people did the Lakeside Flood leave homeless in Norway in 1931?", "48,000"),
        ("existential", "How many ferries were there in Lake Arvin in 1931?", "two"),
    ],
)
def test_levels_and_what_became_of_the_counted(rule: str, prompt: str, answer: str) -> None:
    assert cards("levels", rule).get(prompt) == answer


def test_a_fee_is_not_asked_for_by_what_it_was() -> None:
    assert "$6" not in {*cards("levels", "money").values(), *cards("levels", "change").values()}


@pytest.mark.parametrize(
    ("rule", "prompt", "answer"),
    [
        ("standing", "In which place did Ana Tellis finish at the Lakeside Games in Oslo in 2001?", "third"),
        ("standing", "In which place did Jon Berg end in the Arvin Race in 1931?", "sixth"),
        ("money", "A deal worth how much did the Harbour Bank sign with Norway in 1998?", "$5 million"),
        ("money", "How much was Jon Berg fined in Oslo in 1998?", "$500"),
        ("duration", "For the first time in how many years did Norway win the Lakeside Games in 1931?", "42"),
        ("date", "For the first time since which year did Sweden win the Harbour Cup in 1998?", "1958"),
        ("date", "In which year did Sweden win the Harbour Cup for the first time since 1958?", "1998"),
    ],
)
def test_places_first_times_and_worths(rule: str, prompt: str, answer: str) -> None:
    assert cards("standings", rule).get(prompt) == answer


def test_who_came_first_to_a_town_was_in_no_contest() -> None:
    assert not any("Ada Lorne" in prompt for prompt in cards("standings", "standing"))


def test_a_figure_of_a_change_is_asked_for_once() -> None:
    assert not {"2%", "$11 million", "4.5%"} & {
        *cards("changes", "share").values(),
        *cards("changes", "money").values(),
    }


def test_an_undated_change_needs_a_time() -> None:
    text = "Sales of ferry tickets rose by 12% in Norway. Sales of ferry food rose by 7% in May."
    article = Article(text=text, title="Ferry ticket sales rise in Norway")
    found, _ = find_candidates(Context(article, analyse(text), heading=analyse(article.title)))
    assert [one.answer for one in found if one.rule == "change"] == ["7%"]


def test_one_end_of_a_range_is_no_sum() -> None:
    text = "Tickets for the Arvin Ferry cost between $5 and $45 in 1998."
    found, _ = find_candidates(Context(Article(text=text), analyse(text)))
    assert not {"$5", "$45"} & {one.answer for one in found if one.rule in {"money", "change"}}
