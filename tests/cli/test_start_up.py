"""What a start costs: in a fresh interpreter, none of the heavy libraries may be loaded by the small commands."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Program = Callable[..., subprocess.CompletedProcess[bytes]]

HEAVY = (
    "textual", "rich", "onnxruntime", "numpy", "lemminflect", "syntok", "tomlkit", "rapidfuzz", "anyascii",
    "text_to_num",
    "countryinfo", "platformdirs", "asyncio", "http.client", "urllib.request", "requests", "httpx", "quiz.tui.app",
    "quiz.generate", "quiz.language", "quiz.sources",
)  # fmt: skip

CHECK = """
import sys
sys.argv = ["quiz", *{args!r}]
try:
    {statement}
except SystemExit as end:
    assert not end.code, end.code
print("LOADED", *[name for name in {heavy!r} if name in sys.modules])
"""

START = "from quiz.cli.main import main; main()"


def loaded(statement: str, args: tuple[str, ...], python: Program) -> list[str]:
    script = CHECK.format(statement=statement, args=args, heavy=HEAVY)
    result = python("-c", script)
    assert result.returncode == 0, result.stderr.decode()
    last = result.stdout.decode().splitlines()[-1].split()
    assert last[0] == "LOADED"
    return last[1:]


@pytest.mark.parametrize(
    ("statement", "args"),
    [
        ("import quiz", ()),
        (START, ("--help",)),
        (START, ("--version",)),
        (START, ("path",)),
        (START, ("due",)),
        (START, ("due", "--json")),
        (START, ("config",)),
        (START, ("config", "get", "mode")),
        (START, ("decks",)),
        (START, ("stats",)),
        (START, ("stats", "--json")),
        (START, ("completion", "bash")),
        (START, ("generate", "--help")),
        (START, ("run", "--help")),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_small_commands_load_nothing_heavy(statement: str, args: tuple[str, ...], decks: Path, python: Program) -> None:
    assert loaded(statement, args, python) == []


def test_the_check_sees_a_heavy_library(decks: Path, python: Program) -> None:
    assert loaded("import asyncio", (), python) == ["asyncio"]


def test_importing_the_package_imports_nothing_else(decks: Path, python: Program) -> None:
    script = "import sys; before = set(sys.modules); import quiz; print(*sorted(set(sys.modules) - before))"
    assert python("-c", script).stdout.decode().split() == ["quiz"]


def test_a_session_line_by_line_loads_no_screen(decks: Path, python: Program) -> None:
    found = loaded(START, ("run", "--plain"), python)
    assert not {"textual", "rich", "asyncio", "quiz.tui.app"} & set(found)


def test_help_imports_no_command(decks: Path, python: Program) -> None:
    script = f"import sys; sys.argv = ['quiz', '--help']\ntry:\n    {START}\nfinally:\n    print(*sys.modules)"
    modules = python("-c", script).stdout.decode().splitlines()[-1].split()
    commands = {name for name in modules if name.startswith("quiz.")}
    assert commands <= {
        "quiz.cli", "quiz.cli.console", "quiz.cli.exits", "quiz.cli.guard", "quiz.cli.helping", "quiz.cli.lazy",
        "quiz.cli.main", "quiz.errors", "quiz.model", "quiz.model.text",
    }  # fmt: skip
    assert "sqlite3" not in modules


def test_behind_the_first_card_all_is_loaded_that_an_answer_needs(decks: Path, python: Program) -> None:
    script = """
import asyncio, sys
import quiz.tui.app
from quiz.tui.screens.study.preparing import prepare
asyncio.run(prepare())
before = set(sys.modules)
from quiz.grading.grader import grade
from quiz.grading.proposal import propose
from quiz.collection.articles import Articles
from quiz.tui.widgets.verdict import verdict_of
from quiz.model.deck import Card, CardKind
card = Card(id="d/a", deck="d", note="a", kind=CardKind.BASIC, prompt="When?", answers=(("12 May 1998",),))
for given in ("12 May 1998", "five", "Istanbul", "12.5.1998", "1989"):
    verdict_of(card, grade(card, given), chosen=False, width=80)
print(*(set(sys.modules) - before))
"""
    result = python("-c", script)
    assert result.returncode == 0, result.stderr.decode()
    assert result.stdout.split() == []
