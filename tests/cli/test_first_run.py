"""The first start: a deck is there at once, and never a second time."""

import json
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Quiz = Callable[..., Result]
Program = Callable[..., subprocess.CompletedProcess[bytes]]
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


def test_the_starter_deck_is_what_quiz_makes_of_its_article(program: Program, tmp_path: Path) -> None:
    """The committed file comes out again byte for byte, so that nobody has edited it and the generator is the same."""
    (committed,) = STARTER.glob("*.toml")
    article = tomllib.loads(committed.read_text(encoding="utf-8"))["source"]["path"]
    again = tmp_path / committed.name
    done = program("generate", article, "-o", str(again), cwd=STARTER.parent)
    assert done.returncode == 0, done.stderr.decode()
    assert again.read_bytes() == committed.read_bytes()
