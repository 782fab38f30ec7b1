"""Help is whole at every width: no line is wider than the terminal, and none is cut in a word by it."""

import re
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from quiz.cli.helping import folded
from quiz.cli.main import cli


def _commands(command: click.Command, *path: str) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from _commands(below, *path, name)


def _help(path: tuple[str, ...], width: int, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    result = CliRunner().invoke(cli, [*path, "--help"])
    assert result.exit_code == 0
    return result.output


@pytest.mark.parametrize("width", [60, 80])
def test_no_line_of_any_help_is_wider_than_the_terminal(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in _commands(cli):
        text = _help(path, width, monkeypatch)
        wide = [line for line in text.splitlines() if len(line) > width]
        assert not wide, (path, wide)


def test_folding_loses_no_word(monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (("run",), ("cards",), ("stats",)):
        text = _help(path, 100, monkeypatch)
        assert re.sub(r"\s+", " ", folded(text, 50)) == re.sub(r"\s+", " ", text)


def test_words_stay_in_their_column_and_sentences_together() -> None:
    text = (
        "    quiz run --ahead 3        also what comes due soon\n"
        "                              and what is due\n"
        "    quiz run                  what is due\n"
        "\n"
        "  A sentence that is long enough for its line, and that goes on in\n"
        "  the next one.\n"
    )
    assert folded(text, 66) == text
    assert folded(text, 56).splitlines() == [
        "    quiz run --ahead 3        also what comes due soon",
        "                              and what is due",
        "    quiz run                  what is due",
        "",
        "  A sentence that is long enough for its line, and that",
        "  goes on in the next one.",
    ]
    assert folded(text, 50).splitlines()[:3] == [
        "    quiz run --ahead 3        also what comes due",
        "        soon and what is due",
        "    quiz run                  what is due",
    ]
