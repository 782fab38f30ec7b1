"""What ``quiz cards`` prints, for people and for programs."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Quiz = Callable[..., Result]


@pytest.fixture(autouse=True)
def _decks(decks: Path) -> None:
    (decks / "rivers.toml").write_text(
        'id = "rivers"\ntitle = "Rivers"\n\n[[card]]\nid = "nile"\nprompt = "Longest?"\nanswer = "Nile"\ntags = ["x"]\n'
    )


def test_lists_all_cards_by_deck(quiz: Quiz) -> None:
    result = quiz("cards")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "question                      deck      state  next",
        "What is the capital of Peru?  Capitals  new    -",
        "What is the capital of Chad?  Capitals  new    -",
        "Longest?                      Rivers    new    -",
    ]


def test_words_and_options_narrow_sort_and_cut(quiz: Quiz) -> None:
    result = quiz("cards", "capital", "or", "tag:x", "--sort", "question", "--reverse", "--limit", "2")
    assert [line.split("  ")[0] for line in result.stdout.splitlines()[1:]] == [
        "What is the capital of Peru?",
        "What is the capital of Chad?",
    ]
    assert result.stderr == "1 more card.\n"


def test_json(quiz: Quiz) -> None:
    (card,) = json.loads(quiz("cards", "--json", "nile").stdout)
    assert card == {
        "id": "rivers/nile",
        "deck": "rivers",
        "deck_title": "Rivers",
        "kind": "basic",
        "question": "Longest?",
        "answers": [["Nile"]],
        "evidence": "",
        "tags": ["x"],
        "rule": "",
        "state": "new",
        "suspended": False,
        "buried": False,
        "marked": False,
        "due": None,
        "interval": None,
        "stability": None,
        "difficulty": None,
        "reps": None,
        "lapses": None,
    }


def test_a_search_that_begins_with_a_minus_sign(quiz: Quiz) -> None:
    assert len(json.loads(quiz("cards", "--json", "--", "-capital").stdout)) == 1


def test_nothing_found_is_a_no(quiz: Quiz) -> None:
    result = quiz("cards", "nowhere")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "No card" in result.stderr
    assert quiz("cards", "--json", "nowhere").stdout == "[]\n"


def test_a_wrong_search_is_an_error_with_its_place(quiz: Quiz) -> None:
    result = quiz("cards", "nile", "lapse:3")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "character 6" in result.stderr
    assert "lapses:" in result.stderr
