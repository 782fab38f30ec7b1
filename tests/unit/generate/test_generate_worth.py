"""What is worth a place in the deck: no statistics of a season, and no fact from both of its sides."""

from dataclasses import replace

from generate_parts import context, made

from quiz.generate.choosing.rank import choose
from quiz.generate.choosing.worth import is_slight
from quiz.model.deck import CardKind


def test_counts_of_a_season_are_slight() -> None:
    slight = {one.prompt for one in made("slight")[0] if is_slight(one)}
    assert "In how many games did Ada Lorne play for the Arvin Rovers in 1932?" in slight
    assert "In which year did Ada Lorne found the Arvin Rovers?" not in slight


def test_only_what_is_worth_something_fills_a_deck() -> None:
    _, drops = choose(made("slight")[0], context("slight"), 24)
    little = {drop.text for drop in drops if drop.reason == "it is worth too little"}
    assert "In which year did Ada Lorne play for the Arvin Rovers in 40 games?" in little


def test_who_did_it_and_what_was_done_share_a_place() -> None:
    passed = made("slight")[0]
    chosen, _ = choose(passed, context("slight"), 24)
    sides = {
        "Who bought the Arvin Rovers from Ada Lorne in 1934?",
        "From whom did Jon Berg buy the Arvin Rovers in 1934?",
    }
    assert sides <= {one.prompt for one in passed}
    assert len(sides & {one.prompt for one in chosen}) == 1
    assert "In which year did Jon Berg buy the Arvin Rovers from Ada Lorne?" in {one.prompt for one in chosen}


def test_a_statement_with_a_hole_must_be_worth_more() -> None:
    base = next(one for one in made("slight")[0] if one.kind is CardKind.BASIC)
    weak = replace(base, weight=0.0)
    hole = replace(weak, kind=CardKind.CLOZE, prompt="The Arvin Rovers were founded by {{c1::Ada Lorne::person}}.")
    assert choose([hole], context("slight"), 24)[0] == []
    assert choose([replace(hole, weight=0.3)], context("slight"), 24)[0] != []
