"""Every command explains itself, with examples, and the README names it."""

import re
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

from quiz import __version__
from quiz.cli.exits import MEANINGS
from quiz.cli.main import COMMANDS, cli

Quiz = Callable[..., Result]
ROOT = Path(__file__).resolve().parents[2]


def command_of(name: str) -> click.Command:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    return command


def test_the_help_lists_every_command_and_every_exit_code(quiz: Quiz) -> None:
    shown = quiz("--help").output
    for name, (_, line) in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(line)}$", shown, re.MULTILINE)
    for code, meaning in MEANINGS.items():
        folded = r"\s+".join(map(re.escape, meaning.split()))
        assert re.search(rf"^ +{code:d}  {folded}$", shown, re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
class TestEachCommand:
    def test_has_help_with_examples(self, name: str, quiz: Quiz) -> None:
        result = quiz(name, "--help")
        assert result.exit_code == 0
        assert re.search(r"^  (Examples|Set it up once):\n    ", result.stdout, re.MULTILINE)
        assert f"quiz {name}" in result.stdout.split("Options:")[1]
        assert max(map(len, result.stdout.splitlines())) <= 100

    def test_explains_every_option(self, name: str) -> None:
        command = command_of(name)
        assert command.help
        assert all(param.help for param in command.params if isinstance(param, click.Option))

    def test_goes_by_the_name_in_the_table(self, name: str) -> None:
        assert command_of(name).name == name

    def test_stands_in_the_readme(self, name: str) -> None:
        readme = ROOT / "README.md"
        if not readme.exists():
            pytest.skip("this copy of the source has no README")
        assert f"quiz {name}" in readme.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["due", "decks", "stats", "check", "config", "path", "generate"])
def test_whatever_lists_something_can_do_so_as_json(name: str) -> None:
    assert any("--json" in param.opts for param in command_of(name).params)


def test_version(quiz: Quiz) -> None:
    assert quiz("--version").stdout == f"quiz {__version__}\n"
