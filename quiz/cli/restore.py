"""``quiz restore``: put a backup back."""

from typing import TYPE_CHECKING

import click

from quiz.cli import console
from quiz.cli.backup import as_json_of, list_backups
from quiz.cli.door import find_places
from quiz.cli.exits import ExitCode
from quiz.cli.options import json_option
from quiz.model.text import counted

if TYPE_CHECKING:
    from quiz.collection.restoring import PutBack

EPILOG = """\b
Examples:
  quiz restore                                     list the backups
  quiz restore 20261126T070000Z-auto               the database
  quiz restore 20261126T070000Z-auto --decks       the deck files and kept articles, too

\b
What is there now is backed up first, so that restoring that backup takes it
back. A damaged database is kept beside the new one. Deck files that the backup
does not have stay where they are.

\b
Exit codes:
  0  done
  1  the database is back, and not all deck files are
  2  there is no such backup
  5  the backup is damaged, or the database cannot be written; nothing changed
"""


@click.command(epilog=EPILOG)
@click.argument("name", required=False)
@click.option("--decks", is_flag=True, help="Put back the deck files and kept articles, too.")
@json_option
def restore(name: str | None, *, decks: bool, as_json: bool) -> ExitCode:
    """Make the database what it was when the backup NAME was made; without NAME, list the backups."""
    if name is None:
        from quiz.store.backup import backups  # noqa: PLC0415 - help needs no store

        list_backups(backups(find_places(decks=False).database), as_json=as_json)
        return ExitCode.OK
    from quiz.collection import system_clock  # noqa: PLC0415 - as above
    from quiz.collection.restoring import find_backup, put_back  # noqa: PLC0415

    paths = find_places()
    done = put_back(paths, find_backup(paths, name), system_clock(), decks=decks)
    if as_json:
        console.write_json(_as_json(done))
    else:
        _tell(done, decks=decks)
    for problem in done.problems:
        console.say_error(problem)
    return ExitCode.NO if done.problems else ExitCode.OK


def _tell(done: "PutBack", *, decks: bool) -> None:
    console.say(f"The database is as it was in {done.backup.name}.")
    if decks:
        console.say(f"{counted(len(done.decks), 'deck file')} written; the others were the same.")
    if done.articles:
        console.say(f"{counted(done.articles, 'kept article')} put back.")
    if done.saved is not None:
        console.say(f"What was there before is in {done.saved.name}; restore that to take this back.")
    if done.aside is not None:
        console.say(f"The damaged database is kept as {done.aside}.")


def _as_json(done: "PutBack") -> dict[str, object]:
    return {
        "restored": as_json_of(done.backup),
        "saved": None if done.saved is None else as_json_of(done.saved),
        "aside": None if done.aside is None else str(done.aside),
        "decks": [str(path) for path in done.decks],
        "articles": done.articles,
        "problems": list(done.problems),
    }
