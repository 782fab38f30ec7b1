"""Completion in the shells themselves: each loads our script and is asked what it would offer."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Program = Callable[..., subprocess.CompletedProcess[bytes]]
Ask = Callable[[str, str], str]

BASH = """
source "$1"
COMP_WORDS=({words}); COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 ))
_quiz_completion quiz
printf '%s\\n' "${{COMPREPLY[@]}}"
"""

# zsh completes only inside its line editor, which is replaced here by functions that print what they are offered.
ZSH = """
compdef() {{ :; }}
_describe() {{ shift; [[ $1 == -V ]] && shift; local name=$2; print -l -- "${{(@P)name}}"; }}
compadd() {{ shift $(( ${{@[(i)-a]}} )); print -l -- "${{(@P)1}}"; }}
_arguments() {{ :; }}
source "$1"
words=({words}); CURRENT=${{#words}}
_quiz_completion
"""

FISH = "source $argv[1]; complete --do-complete '{line}'"


@pytest.fixture
def ask(home: Path, tmp_path: Path, program: Program) -> Ask:
    """Ask a shell what it offers at the end of a line."""
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    launcher = bin_folder / "quiz"
    launcher.write_text(f'#!/bin/sh\nexec {sys.executable} -m quiz "$@"\n')
    launcher.chmod(0o755)

    def run(shell: str, line: str) -> str:
        if shutil.which(shell) is None:
            pytest.skip(f"{shell} is not installed")
        source = tmp_path / f"completion.{shell}"
        source.write_bytes(program("completion", shell).stdout)
        words = " ".join(f'"{word}"' for word in line.split(" "))
        script = {"bash": BASH, "zsh": ZSH, "fish": FISH}[shell].format(words=words, line=line)
        flags = {"bash": ["--norc"], "zsh": ["-f"], "fish": ["--no-config"]}[shell]
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("QUIZ_", "_QUIZ"))},
            "PATH": f"{bin_folder}:{os.environ['PATH']}",
            "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
            "QUIZ_HOME": str(home),
            "HOME": str(tmp_path),
        }
        # bash and zsh take a name for the script before its arguments, fish does not
        name = [] if shell == "fish" else [shell]
        result = subprocess.run(
            [shell, *flags, "-c", script, *name, str(source)],
            env=environment, capture_output=True, timeout=60, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert result.returncode == 0, result.stderr.decode()
        return result.stdout.decode()

    return run


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
class TestEachShell:
    def test_completes_a_command(self, shell: str, ask: Ask) -> None:
        offered = ask(shell, "quiz ge")
        assert "generate" in offered
        assert "decks" not in offered

    def test_completes_an_option(self, shell: str, ask: Ask) -> None:
        assert "--dry-run" in ask(shell, "quiz generate --dr")

    @pytest.mark.usefixtures("decks")
    def test_completes_a_deck(self, shell: str, ask: Ask) -> None:
        offered = ask(shell, "quiz run cap")
        assert "capitals" in offered
        assert "Traceback" not in offered


@pytest.mark.parametrize("line", ["quiz generate art", "quiz generate -o art", "quiz check art"])
def test_files_are_left_to_the_shell(line: str, program: Program) -> None:
    asked = {"_QUIZ_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    assert program(env=asked).stdout == b"file,art\n"


def test_asking_begins_no_collection(program: Program, tmp_path: Path) -> None:
    asked = {"_QUIZ_COMPLETE": "bash_complete", "COMP_WORDS": f"quiz --home {tmp_path}/typo run a", "COMP_CWORD": "4"}
    assert program(env=asked).stdout.strip() == b""
    assert not (tmp_path / "typo").exists()


def test_a_broken_collection_offers_nothing(ask: Ask, home: Path) -> None:
    home.mkdir()
    (home / "quiz.db").write_text("this is no database, whatever its name says" * 100)
    assert ask("bash", "quiz run cap").strip() == ""


def test_an_unknown_shell_is_a_usage_error(program: Program) -> None:
    result = program("completion", "tcsh")
    assert result.returncode == 2
    assert b"tcsh" in result.stderr
