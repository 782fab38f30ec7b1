"""``quiz sync``: a folder that several devices share."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quiz.cli import console
from quiz.cli.door import open_collection
from quiz.cli.exits import ExitCode
from quiz.cli.joined import came_json
from quiz.cli.options import json_option
from quiz.model.text import counted
from quiz.words.syncing import came_line, notes_on

if TYPE_CHECKING:
    from quiz.collection.exchange import Synced

EPILOG = """\b
Examples:
  quiz sync ~/Sync/quiz                       share a folder of Syncthing, Dropbox or git
  quiz config set sync_folder ~/Sync/quiz     remember it: then 'quiz sync' is enough
  quiz sync --dry-run                         only tell what would come and go

\b
Each device adds to a file of its own in FOLDER/log and reads those of the
others; nothing is ever lost, and syncing twice changes nothing. Decks lie in
FOLDER/decks. One that was changed on two devices is kept in both forms, and
one that was deleted goes to the trash of the others.

\b
Exit codes:
  0  done
  1  done, and there is something for you to look at
  2  no folder is named, or it cannot be shared
  3  the folder of decks cannot be used
  5  the folder or the database cannot be used
"""


@click.command(epilog=EPILOG)
@click.argument("folder", metavar="[FOLDER]", type=click.Path(readable=False, path_type=Path), required=False)
@click.option("--dry-run", "dry", is_flag=True, help="Tell what would come and go, and change nothing.")
@click.option("--again", is_flag=True, help="Forget what is known of the folder, and compare everything anew.")
@json_option
def sync(folder: Path | None, *, dry: bool, again: bool, as_json: bool) -> ExitCode:
    """Bring answers and decks into FOLDER, and those of your other devices here.

    Without FOLDER, it is the one of the setting sync_folder.
    """
    is_new = folder is not None and not folder.exists()
    with open_collection() as collection:
        synced = collection.exchange.sync(folder, dry=dry, again=again)
        device = collection.exchange.device
    if as_json:
        console.write_json(_as_json(synced, dry=dry))
    else:
        _tell(synced, device, dry=dry)
        if is_new and not dry:
            console.say(f"There was no folder {synced.folder} before; it was made.")
    return ExitCode.NO if synced.open else ExitCode.OK


def _tell(synced: "Synced", device: str, *, dry: bool) -> None:
    console.write(came_line(synced.came, dry=dry))
    if synced.sent:
        console.write(f"{counted(synced.sent, 'row')} of the log {'would go' if dry else 'went'} to the others.")
    console.write_lines(f"{news.path}: {news.change}. {news.said}" for news in synced.decks)
    for note in (*notes_on(synced.came, device), *synced.problems):
        console.say(note)


def _as_json(synced: "Synced", *, dry: bool) -> dict[str, object]:
    return {
        "folder": str(synced.folder),
        **came_json(synced.came),
        "sent": synced.sent,
        "decks": [{"path": news.path, "change": news.change.value, "message": news.said} for news in synced.decks],
        "problems": list(synced.problems),
        "dry_run": dry,
    }
