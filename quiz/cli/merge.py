"""``quiz merge``: the answers of another device's database."""

from pathlib import Path

import click

from quiz.cli import console
from quiz.cli.door import open_collection
from quiz.cli.joined import came_json
from quiz.cli.options import json_option
from quiz.words.syncing import came_line, notes_on

EPILOG = """\b
Examples:
  quiz merge /media/stick/quiz.db             take in the answers given on the other device
  quiz merge old/quiz.db --dry-run            only tell what would come

\b
The other database is only read. Answers are joined by their ids, so merging
twice changes nothing, and both devices may have asked the same card. A
backup is made before. For several devices, or again and again, 'quiz sync'
is easier. Decks are files: copy them yourself.

\b
Exit codes:
  0  done
  5  one of the databases cannot be used; nothing was changed
"""


@click.command(epilog=EPILOG)
@click.argument("other", metavar="OTHER.db", type=click.Path(readable=False, path_type=Path))
@click.option("--dry-run", "dry", is_flag=True, help="Tell what would come, and change nothing.")
@json_option
def merge(other: Path, *, dry: bool, as_json: bool) -> None:
    """Take in every answer and action of the database OTHER.db that is not here yet.

    The state of each card that it touches is made anew from all its answers, in the order in which they were given.
    """
    with open_collection() as collection:
        merged = collection.exchange.merge(other, dry=dry)
        device = collection.exchange.device
    if as_json:
        console.write_json({**came_json(merged.came), "dry_run": dry, "backup": merged.backup})
        return
    console.write(came_line(merged.came, dry=dry))
    for note in notes_on(merged.came, device):
        console.say(note)
    if merged.backup is not None:
        console.say(f"Everything as it was before is in the backup {merged.backup}.")
