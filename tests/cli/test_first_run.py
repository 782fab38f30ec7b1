"""The first start: a deck is there at once, and never a second time."""

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Quiz = Callable[..., Result]
STARTER = Path(__file__).resolve().parents[2] / "decks"


def test_the_starter_deck_is_due_at_once(quiz: Quiz, home: Path) -> None:
    assert int(quiz("due").stdout) > 0
    copied = {file.name: file.read_bytes() for file in (home / "decks").iterdir()}
    assert copied == {file.name: file.read_bytes() for file in STARTER.glob("*.toml")}


def test_a_deck_that_was_thrown_away_stays_away(quiz: Quiz, home: Path) -> None:
    quiz("due")
    for file in (home / "decks").iterdir():
        file.unlink()
    assert quiz("due").stdout == "0\n"
    assert json.loads(quiz("decks", "--json").stdout) == []


def test_decks_that_are_there_already_are_left_alone(quiz: Quiz, decks: Path) -> None:
    quiz("due")
    assert [file.name for file in decks.iterdir()] == ["capitals.toml"]
