"""The articles and gold facts hold together."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.eval.checks import faults
from tests.eval.evaluate import HERE, gold_files
from tests.eval.score import Card, answer_forms, compare, normalise, read_cards

KINDS = frozenset(
    (
        "person",
        "place",
        "organization",
        "date",
        "number",
        "list",
        "definition",
        "role",
        "cause",
        "quote",
        "event",
        "other",
    )
)
GOLD = pytest.mark.parametrize("path", gold_files(), ids=lambda path: path.stem)


def read(path: Path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


def own_card(fact: dict[str, Any]) -> Card:
    answer = {"answers": fact["items"]} if fact["kind"] == "list" else {"answer": fact["answer"]}
    return read_cards({"card": [{"prompt": fact["question"], **answer}]})[0]


def holds(text: str, answer: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(answer)}(?!\w)", normalise(text)) is not None


def test_every_article_has_gold_facts():
    assert [path.stem for path in gold_files()] == [path.stem for path in sorted((HERE / "articles").glob("*.txt"))]


@GOLD
def test_the_file_is_complete(path: Path):
    gold = read(path)
    assert gold["article"] == f"{path.stem}.txt"
    assert isinstance(gold.get("as_of", date.min), date)
    facts = gold["fact"]
    assert [fact["id"] for fact in facts] == [f"f{n:02}" for n in range(1, len(facts) + 1)]
    assert 15 <= len(facts) <= 35
    assert 0.4 <= sum(fact["key"] for fact in facts) / len(facts) <= 0.6


@GOLD
def test_every_fact_is_sound(path: Path):
    gold = read(path)
    article = (HERE / "articles" / gold["article"]).read_text(encoding="utf-8")
    for fact in gold["fact"]:
        assert fact["sentence"] in article, fact["id"]
        assert fact["kind"] in KINDS, fact["id"]
        assert fact["kind"] != "list" or len(fact["items"]) > 1, fact["id"]
        assert not holds(fact["question"], normalise(fact["answer"])), fact["id"]


@GOLD
def test_no_keyword_holds_the_answer(path: Path):
    for fact in read(path)["fact"]:
        for part in (fact, *fact.get("alt", [])):
            assert 1 <= len(part["keywords"]) <= 3, fact["id"]
            answers = {form for text in (part["answer"], *part["accept"]) for form in answer_forms(text)}
            for keyword in (keyword for group in part["keywords"] for keyword in group):
                assert keyword == keyword.strip(), fact["id"]
                assert [one for one in answers if holds(keyword, one)] == [], (fact["id"], keyword)


@GOLD
def test_a_gold_question_passes_the_checks_on_cards(path: Path):
    for fact in read(path)["fact"]:
        assert list(faults(own_card(fact))) == [], fact["id"]


@GOLD
def test_a_gold_question_covers_its_own_fact_and_no_other(path: Path):
    facts = read(path)["fact"]
    for fact in facts:
        assert list(compare([own_card(fact)], facts).covered) == [fact["id"]]
