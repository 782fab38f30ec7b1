"""Runs the program as a person would: in this process for speed, or in a process of its own where that matters."""

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quiz.cli.main import cli

ROOT = Path(__file__).resolve().parents[2]

Quiz = Callable[..., Result]
Program = Callable[..., subprocess.CompletedProcess[bytes]]

HAND_MADE = """\
format = 1
title = "Capitals"

[[card]]
id = "peru"
prompt = "What is the capital of Peru?"
answer = "Lima"

[[card]]
id = "chad"
prompt = "What is the capital of Chad?"
answer = "N'Djamena"
distractors = ["Abéché", "Moundou", "Sarh"]
"""


def bare_environment(home: Path) -> dict[str, str]:
    """Return an environment in which nothing of the developer's own settings is left."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QUIZ_", "_QUIZ", "XDG_"))}
    return {**kept, "QUIZ_HOME": str(home), "HOME": str(home), "PYTHONPATH": str(ROOT), "COLUMNS": "80"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder for everything, which does not exist yet: the first run makes it."""
    return tmp_path / "home"


@pytest.fixture
def decks(home: Path) -> Path:
    """A decks folder with one deck of two new cards, so that no starter deck is put there."""
    folder = home / "decks"
    folder.mkdir(parents=True)
    (folder / "capitals.toml").write_text(HAND_MADE, encoding="utf-8")
    return folder


@pytest.fixture
def quiz(home: Path, monkeypatch: pytest.MonkeyPatch) -> Quiz:
    """Run a command in this process."""
    for name in list(os.environ):
        if name.startswith(("QUIZ_", "XDG_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("QUIZ_HOME", str(home))
    monkeypatch.setenv("COLUMNS", "80")

    def run(*args: str, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(cli, args, prog_name="quiz", input=stdin)

    return run


@pytest.fixture
def program(home: Path) -> Program:
    """Run a command in a process of its own, with nothing of a terminal around it."""
    return partial(_run_python, home, "-m", "quiz")


@pytest.fixture
def python(home: Path) -> Program:
    """Run a fresh interpreter in the same surroundings."""
    return partial(_run_python, home)


def _run_python(home: Path, *args: str, **more: object) -> subprocess.CompletedProcess[bytes]:
    """Run the interpreter with ``args`` and return what it printed."""
    environment = {**bare_environment(home), **more.pop("env", {})}  # type: ignore[dict-item]
    usual: dict[str, object] = {
        "stdin": subprocess.DEVNULL,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.PIPE,
        "cwd": home.parent,
    }
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [sys.executable, *args], env=environment, timeout=120, check=False, **{**usual, **more}
    )
