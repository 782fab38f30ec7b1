"""``quiz backup``: a copy of everything, now, and a list of those there are."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

import click

from quiz.cli import console
from quiz.cli.door import find_places, open_collection
from quiz.cli.options import json_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quiz.store.backup import Backup

_REASONS = {
    "auto": "a new day",
    "hand": "by hand",
    "migration": "before an update",
    "merge": "before a merge",
    "restore": "before a restore",
    "repair": "before a repair",
}
_UNIT = 1_000

EPILOG = """\b
Examples:
  quiz backup            copy the database, all deck files and kept articles
  quiz backup --list     newest first; 'quiz restore NAME' puts one back
  quiz backup --list --json | jq -r '.[0].path'

\b
Backups are made by themselves, too: on each day on which something has changed,
and before anything that changes the whole database. Of these the last of 7 days,
4 weeks and 12 months are kept, or what 'quiz config set backups' says; those
made by this command stay until you delete their folders. Only they hold the
articles that 'quiz sources' lists, which never change.
"""


@click.command(epilog=EPILOG)
@click.option("--list", "listing", is_flag=True, help="List the backups instead of making one.")
@json_option
def backup(*, listing: bool, as_json: bool) -> None:
    """Back up the database, all deck files and kept articles, and print the folder that holds the copy."""
    if listing:
        from quiz.store.backup import backups  # noqa: PLC0415 - help needs no store

        list_backups(backups(find_places(decks=False).database), as_json=as_json)
        return
    with open_collection(keeping=False) as collection:
        from quiz.store.backup import Reason  # noqa: PLC0415 - as above

        made = collection.backups.now(Reason.HAND)
        if as_json:
            console.write_json(as_json_of(made))
        else:
            console.write(str(made.path))


def list_backups(found: "Sequence[Backup]", *, as_json: bool) -> None:
    """Print what backups there are, newest first."""
    if as_json:
        console.write_json([as_json_of(one) for one in found])
    elif found:
        rows = [(one.name, _moment(one), _REASONS[one.reason], f"{_answers(one):,}", _size(one.size)) for one in found]
        console.write_table(("name", "made", "because of", "answers", "size"), rows, right=frozenset({3, 4}))
    else:
        console.say("There are no backups yet. 'quiz backup' makes one.")


def as_json_of(one: "Backup") -> dict[str, object]:
    """Return what is told of a backup to programs."""
    return {
        "name": one.name,
        "path": str(one.path),
        "made": datetime.fromtimestamp(one.at / 1000, tz=UTC).isoformat(),
        "reason": str(one.reason),
        "schema": one.content.get("schema"),
        "answers": _answers(one),
        "decks": one.content.get("decks", 0) if one.decks else 0,
        "bytes": one.size,
    }


def _answers(one: "Backup") -> int:
    rows = cast("dict[str, list[int]]", one.content.get("rows", {}))
    return rows.get("review", [0])[0]


def _moment(one: "Backup") -> str:
    return f"{datetime.fromtimestamp(one.at / 1000, tz=UTC).astimezone():%Y-%m-%d %H:%M}"


def _size(size: int) -> str:
    for unit in ("B", "kB", "MB"):
        if size < _UNIT:
            return f"{size:,} {unit}"
        size = -(-size // _UNIT)
    return f"{size:,} GB"
