"""``quiz import``: cards from a table."""

import errno
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quiz.cli import console
from quiz.cli.door import open_collection
from quiz.cli.exits import ExitCode
from quiz.cli.options import json_option
from quiz.errors import SourceError
from quiz.model.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quiz.collection.importing import Imported, ImportedDeck

_MOST_TOLD = 20
STDIN = "-"

EPILOG = """\b
Examples:
  quiz import words.csv                   into the deck 'words', new or not
  quiz import anki.txt --deck Spanish     Anki's 'Notes in Plain Text'
  quiz import list.tsv --columns question,answer,-,tags
  quiz import list.csv --columns 'question=Deutsch,answer=English'
  pbpaste | quiz import - --deck Biology  what Quizlet exports

\b
A row is a card: question and answer, and more if the first row names the
columns: also (further answers that count, with | between them), wrong
(answers to choose from), hint, evidence, tags, kind, deck, id. Commas, tabs,
semicolons or bars separate columns; the head lines of Anki are understood;
HTML becomes text.

\b
Importing a table again adds what is new and changes what the table changed;
what you edited or deleted in the deck stays so. Nothing is ever taken out,
and what a change replaced is in the trash ('quiz deck trash').

\b
Exit codes:
  0  every row is a card
  1  rows were left out; each is told with its line
  2  a column or deck cannot be
  3  the deck file cannot be read or written
  4  the table cannot be read
"""


@click.command("import", epilog=EPILOG)
@click.argument("file", metavar="FILE", type=click.Path(readable=False))
@click.option("--deck", metavar="NAME", help="Put all cards into this deck; it is begun if there is none.")
@click.option("--columns", metavar="LIST", default="", help="What the columns mean; see below.")
@click.option("--html/--no-html", default=None, help="Take cells for HTML, or as they stand; else as they look.")
@click.option("--dry-run", is_flag=True, help="Tell what would come of it and save nothing.")
@json_option
def import_(file: str, *, deck: str | None, columns: str, html: bool | None, dry_run: bool, as_json: bool) -> ExitCode:
    """Make cards of the rows of FILE: CSV, TSV, text from Anki or Quizlet; '-' for standard input."""
    from quiz.collection.importing import Order  # noqa: PLC0415 - help needs no reader of tables

    raw, name = _read(file)
    order = Order(deck=deck, columns=columns, html=html, dry=dry_run)
    with open_collection() as collection:
        done = collection.importing.take(raw, name, order)
    if as_json:
        console.write_json(_as_json(done))
    else:
        for one in done.decks:
            console.write(str(one.path))
        console.say("\n".join(_told(done, dry=dry_run)))
    return ExitCode.NO if done.faults else ExitCode.OK


def _read(file: str) -> tuple[bytes, str]:
    from quiz.formats.csv_table import LARGEST  # noqa: PLC0415 - help reads nothing

    if file == STDIN:
        return sys.stdin.buffer.read(LARGEST + 1) if sys.stdin else b"", "Imported cards"
    try:
        with Path(file).open("rb") as table:
            return table.read(LARGEST + 1), file
    except FileNotFoundError:
        raise SourceError(f"There is no file {file}.") from None
    except (OSError, ValueError) as error:
        code = error.errno if isinstance(error, OSError) else None
        why = "is a folder" if code == errno.EISDIR else f"cannot be read: {getattr(error, 'strerror', None) or error}"
        raise SourceError(f"{file} {why}.") from None


def _told(done: "Imported", *, dry: bool) -> "Iterator[str]":
    for one in done.decks:
        yield _sentence(one, dry=dry)
    if not done.decks:
        yield "There is no row that makes a card."
    if done.encoding != "utf-8":
        yield f"The file was read as {done.encoding}."
    if done.left_out:
        names = ", ".join(done.left_out)
        yield f"Left out: {'column' if len(done.left_out) == 1 else 'columns'} {names}. --columns says what they mean."
    if done.faults:
        yield f"{counted(len(done.faults), 'row')} left out:"
    for fault in done.faults[:_MOST_TOLD]:
        yield f"  {fault}"
    if len(done.faults) > _MOST_TOLD:
        yield f"  and {len(done.faults) - _MOST_TOLD:,} more; --json lists all."


def _sentence(one: "ImportedDeck", *, dry: bool) -> str:
    parts = [f"{counted(one.added, 'card')} {'would be ' if dry else ''}added"]
    parts += [f"{one.updated:,} updated"] * bool(one.updated)
    parts += [f"{one.unchanged:,} unchanged"] * bool(one.unchanged)
    parts += [f"{one.edited:,} stay as they are in the deck"] * bool(one.edited)
    parts += [f"{one.away:,} stay away, as they were deleted"] * bool(one.away)
    joined = f" {counted(one.joined, 'row')} asked what another one asks: the answers count as well." * bool(one.joined)
    return f"{one.title!r}{' (new)' if one.is_new else ''}: {', '.join(parts)}.{joined}"


def _as_json(done: "Imported") -> dict[str, object]:
    return {
        "decks": [
            {
                "id": one.id,
                "title": one.title,
                "path": str(one.path),
                "new": one.is_new,
                "added": one.added,
                "updated": one.updated,
                "unchanged": one.unchanged,
                "edited": one.edited,
                "away": one.away,
                "joined": one.joined,
            }
            for one in done.decks
        ],
        "faults": [{"line": fault.line, "message": fault.message} for fault in done.faults],
        "left_out": list(done.left_out),
        "encoding": done.encoding,
    }
