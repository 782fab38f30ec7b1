"""``quiz check``: mistakes in decks and in the database."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quiz.cli import console
from quiz.cli.door import open_collection
from quiz.cli.exits import ExitCode
from quiz.cli.options import json_option
from quiz.errors import DeckError, UsageError
from quiz.model.text import counted

if TYPE_CHECKING:
    from quiz.checks import Finding
    from quiz.collection import Collection

EPILOG = """\b
Exit codes:
  0  nothing is wrong, or everything was mended
  1  something is wrong
  2  and above: an error, see 'quiz --help'

\b
Examples:
  quiz check                  all decks and the database
  quiz check mine.toml        one file, or all in a folder, wherever it is
  quiz check --fix            give ids to new cards, mend the database
  quiz check --rebuild        make the state of each card anew from its answers
  quiz check --attach rivers/a rivers/b  give b the history of a, which was removed
  quiz check --json | jq -r '.[].message'
"""


@click.command(epilog=EPILOG)
@click.argument("files", metavar="[FILE]...", type=click.Path(readable=False), nargs=-1)
@click.option("--fix", is_flag=True, help="After a backup, write missing ids, make states anew, shut out others.")
@click.option("--rebuild", is_flag=True, help="Only make the states of all cards anew from the log.")
@click.option("--attach", nargs=2, metavar="OLD NEW", help="Give card NEW the history of OLD, which is in no file.")
@json_option
def check(
    files: tuple[str, ...], *, fix: bool, rebuild: bool, attach: tuple[str, str] | None, as_json: bool
) -> ExitCode:
    """Look for mistakes in the deck FILEs, or in folders of them; without any, in all decks and in the database."""
    if (rebuild or attach) and (files or fix or (rebuild and attach)):
        raise UsageError("--rebuild and --attach go alone.")
    if attach is not None:
        with open_collection(keeping=False) as collection:
            said = collection.health.attach(*attach)
        if as_json:
            console.write_json({"said": said, "card": attach[0]})
        else:
            console.say(said)
        return ExitCode.OK
    if rebuild:
        with open_collection(keeping=False) as collection:
            findings = collection.rebuild()
    elif files:
        findings = tuple(_check_files(files, fix=fix))
    else:
        with open_collection() as collection:
            findings = (*collection.check(fix=fix), *_check_keys(collection))
    wrong = sum(not (finding.harmless or finding.fixed) for finding in findings)
    if as_json:
        console.write_json([_as_json(finding) for finding in findings])
    else:
        console.write_lines(_as_text(finding) for finding in findings)
        console.say(f"{counted(wrong, 'mistake')} found." if wrong else "No mistakes found.")
    return ExitCode.NO if wrong else ExitCode.OK


def _check_keys(collection: "Collection") -> "Iterator[Finding]":
    from quiz.checks import Finding  # noqa: PLC0415 - as below
    from quiz.cli.screens import key_faults  # noqa: PLC0415

    for fault in key_faults(collection.settings):
        yield Finding(path=collection.paths.config, message=fault)


def _check_files(names: Sequence[str], *, fix: bool) -> "Iterator[Finding]":
    from quiz.checks import check_file, mend_file  # noqa: PLC0415 - help needs no TOML reader

    for path in _deck_files(names):
        if fix:
            yield from mend_file(path)
        yield from check_file(path)


def _deck_files(names: Sequence[str]) -> Iterator[Path]:
    from quiz.deck_folder import deck_files  # noqa: PLC0415 - help needs no store

    for name in names:
        if not name:
            raise UsageError("The name of a deck file is empty.")
        path = Path(name)
        if not os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises for a name that is too long
            yield path
        elif found := deck_files(path):
            yield from map(Path, sorted(found))
        else:
            raise DeckError(f"There is no deck file in the folder {name}.", hint="Deck files end in .toml.")


def _as_text(finding: "Finding") -> str:
    place = f"{finding.path}:{finding.line}" if finding.line is not None else str(finding.path)
    card = f" card {finding.card}:" if finding.card is not None else ""
    return f"{place}:{card} {finding.message}"


def _as_json(finding: "Finding") -> dict[str, object]:
    return {
        "path": str(finding.path),
        "line": finding.line,
        "card": finding.card,
        "message": finding.message,
        "harmless": finding.harmless,
        "fixed": finding.fixed,
    }
