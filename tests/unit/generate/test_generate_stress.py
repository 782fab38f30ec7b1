"""Stressed verbs, years of an era, and with whom something was agreed."""

from generate_parts import cards, made


def test_a_stressed_verb_is_asked_for_plainly() -> None:
    assert cards("stress", "subject")["Who designed the Harbour Museum in 1951?"] == "Jon Berg"


def test_an_era_is_no_name() -> None:
    assert not any(one.answer in {"BCE", "CE"} for one in made("stress")[0])


def test_asks_with_whom_a_treaty_was_signed() -> None:
    found = {**cards("stress", "inner"), **cards("stress", "oblique")}
    assert found["With whom did Ada Lorne sign a treaty in 1952?"] == "Nils Holm"
