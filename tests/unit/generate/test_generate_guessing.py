"""What a question may not tell, an answer may not lack, and English does not say."""

import re
from dataclasses import replace

import pytest
from generate_parts import context, made

from quiz.generate.choosing.gates import first_objection
from quiz.generate.facts import Candidate, Kind
from quiz.model.deck import CardKind


def _objection(prompt: str, answer: str, kind: Kind, *, rule: str = "number") -> str | None:
    base = next(one for one in made("guessing")[0] if one.rule == "object")
    card = CardKind.CLOZE if "{{" in prompt else CardKind.BASIC
    one: Candidate = replace(
        base, rule=rule, prompt=prompt, answers=((answer,),), answer_kind=kind, kind=card, used=(), asked=(), clause=(),
        joints=(),
    )  # fmt: skip
    return first_objection(one, context("guessing"))


@pytest.mark.parametrize(
    ("prompt", "answer", "kind"),
    [
        ("How many routes between the two harbours and Arvin did Ada Lorne find?", "two", Kind.NUMBER),
        ("How many goals did Jon Berg score in his 3 matches for Arvin?", "three", Kind.NUMBER),
        ("Ada Lorne lived for a short time in Oslo, {{c1::Norway::country}}.", "Norway", Kind.COUNTRY),
        ("Arvin is twinned with Paris in {{c1::France::country}} since the war.", "France", Kind.COUNTRY),
    ],
)
def test_what_tells_its_answer_is_refused(prompt: str, answer: str, kind: Kind) -> None:
    assert "tells" in (_objection(prompt, answer, kind) or "")


def test_what_tells_another_number_or_no_country_passes() -> None:
    assert (
        _objection("How many routes between the two harbours and Arvin did Ada Lorne find?", "four", Kind.NUMBER)
        is None
    )
    assert _objection("Ada Lorne lived for a short time in {{c1::Norway::country}}.", "Norway", Kind.COUNTRY) is None


@pytest.mark.parametrize(
    "prompt",
    [
        "How many and a half hours does the ferry to Arvin take?",
        "How much money will it invest in a factory in Arvin?",
        "Who wrote the Night Ferry in his memory in 1931?",
        "Mostly to which city did Ada Lorne force the poets of Arvin to move?",
        "To which place did Ada Lorne force the poets to move mostly to Arvin?",
    ],
)
def test_broken_english_is_refused(prompt: str) -> None:
    assert _objection(prompt, "three", Kind.NUMBER) is not None


def test_an_object_is_not_torn_from_what_belongs_to_it() -> None:
    prompts = {one.prompt for one in made("guessing")[0]}
    assert "Whom did Jon Berg attack from the Arvin Society in 1950?" not in prompts
    assert "From which society did Jon Berg attack rich critics in 1950?" not in prompts
    assert "What did Jon Berg borrow from the Arvin Society in 1951?" in prompts


def test_an_answer_is_more_than_a_word_for_its_class() -> None:
    assert "lies" not in {one.answer for one in made("guessing")[0]}


@pytest.mark.parametrize(
    ("prompt", "answer", "kind"),
    [
        ("Ada Lorne went to {{c1::Arvin School::school}} in Arvin near Oslo.", "Arvin School", Kind.FACILITY),
        ("Jon Berg wrote a book on the {{c1::British Empire::empire}} in Arvin.", "British Empire", Kind.PLACE),
        ("The abbot of Arvin walked home to {{c1::Arvin::place}} on foot.", "Arvin", Kind.PLACE),
        ("Ada Lorne told her plans on {{c1::Facebook::name}} in Arvin.", "Facebook", Kind.NAME),
        ("Ada Lorne lived in {{c1::Norway::country}} with Norwegian friends.", "Norway", Kind.COUNTRY),
        ("The ferries of Arvin stood still for {{c1::three::number}} months from May to July.", "three", Kind.NUMBER),
    ],
)
def test_a_hole_that_the_sentence_fills_is_refused(prompt: str, answer: str, kind: Kind) -> None:
    assert re.search("tell|everybody", _objection(prompt, answer, kind) or "")
