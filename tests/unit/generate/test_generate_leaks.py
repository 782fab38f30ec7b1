"""What a headline gives away, and answers that say nothing or are cut."""

from dataclasses import replace

import pytest
from generate_parts import context, made, reasons

from quiz.generate.choosing.gates import first_objection
from quiz.generate.choosing.leaks import gives_away
from quiz.generate.facts import Candidate, Kind
from quiz.model.deck import CardKind


def _asking_for(answer: str, kind: Kind) -> Candidate:
    return replace(made("object")[0][0], answers=((answer,),), answer_kind=kind)


@pytest.mark.parametrize(
    ("headline", "answer", "kind"),
    [
        ("High ferry tolls hit sailors", "ferry fees", Kind.THING),
        ("Lorne to race in Arvin", "Ada Lorne", Kind.PERSON),
        ("Court allows worship of harbour gods", "worshippers of the gods", Kind.THING),
        ("Northlake axes 90 jobs", "90", Kind.NUMBER),
        ("Kestrel Society sues Arvin", "Royal Kestrel Society", Kind.ORGANIZATION),
        ("Norwegian ferries sink", "Norway", Kind.COUNTRY),
    ],
)
def test_a_headline_that_tells_the_answer(headline: str, answer: str, kind: Kind) -> None:
    assert gives_away(headline, _asking_for(answer, kind))


@pytest.mark.parametrize(
    ("headline", "answer", "kind"),
    [
        ("Norwegian ferries sink", "Maritime Journal of Norway", Kind.ORGANIZATION),
        ("Northlake profits fall", "a 40% drop in profits", Kind.THING),
        ("Lorne to race in Arvin", "Jon Berg", Kind.PERSON),
        ("Arvin changes its flag", "Iceland's flag", Kind.THING),
        ("Northlake axes 90 jobs", "40", Kind.NUMBER),
        ("Harbour of Arvin closed", "Harbour Museum", Kind.FACILITY),
    ],
)
def test_a_headline_that_tells_something_else(headline: str, answer: str, kind: Kind) -> None:
    assert not gives_away(headline, _asking_for(answer, kind))


def test_dozens_are_no_number() -> None:
    asked = "How many divers did the River Trade Council hire in 1987?"
    assert reasons("quantities", "number")[asked] == "the answer is no number (dozens)"


def test_a_noun_that_needs_a_complement_is_no_answer_without_one() -> None:
    asked = "What did Ada Lorne face in Oslo in 1931?"
    assert reasons("shapes", "object")[asked] == "the answer says nothing (competition)"


def test_a_name_is_not_asked_for_without_the_small_word_before_it() -> None:
    assert "Kestrel" not in {one.answer for one in made("shapes")[0] if one.kind is CardKind.BASIC}


def test_one_of_many_is_no_answer() -> None:
    one = next(c for c in made("shapes")[0] if c.rule == "located-in")
    here = context("shapes")
    bare = replace(
        one, rule="subject", answers=(("a strike",),), answer_kind=Kind.THING, prompt="What hit Oslo in 1931?"
    )
    assert first_objection(bare, here) == "the answer is one of many (a strike)"


def test_a_large_audience_is_an_audience() -> None:
    found = [reason for reason in reasons("shapes", "object").values() if "crowds" in reason]
    assert found == ["the answer is only the word for its class (large crowds)"]
