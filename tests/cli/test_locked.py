"""A database that cannot be written says so soon, whatever was asked of it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

Quiz = Callable[..., Result]


@pytest.mark.parametrize(
    "args",
    [
        ("check", "--rebuild"),
        ("check", "--fix"),
        ("deck", "new", "Other"),
        ("decks",),
    ],
)
def test_a_locked_database(quiz: Quiz, home: Path, decks: Path, args: tuple[str, ...]) -> None:
    quiz("decks")
    with closing(sqlite3.connect(home / "quiz.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        (decks / "more.toml").write_text('title = "More"\n[[card]]\nprompt = "p"\nanswer = "a"\n')
        result = quiz(*args)
        assert result.exit_code == 5
        assert "is locked by another program" in result.stderr
        other.execute("ROLLBACK")
    assert quiz("decks").exit_code == 0


def test_what_only_reads_is_held_up_by_nobody(quiz: Quiz, home: Path, decks: Path) -> None:
    quiz("decks")
    with closing(sqlite3.connect(home / "quiz.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for args in (("decks",), ("due",), ("stats",), ("cards",), ("check",), ("backup",), ("backup", "--list")):
            assert quiz(*args).exit_code in {0, 1}, args
