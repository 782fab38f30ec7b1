"""``quiz deck``: begin, rename, move, delete and restore decks."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from quiz.cli import console
from quiz.cli.door import open_collection
from quiz.cli.options import complete_decks, json_option
from quiz.words.common import day

if TYPE_CHECKING:
    from quiz.collection import Collection
    from quiz.collection.shelf import Step
    from quiz.collection.trash import Trashed

EPILOG = """\b
Examples:
  quiz deck new "Rivers of Europe"
  quiz deck rename rivers-of-europe "Rivers"
  quiz deck move rivers-of-europe geography/
  quiz deck delete rivers-of-europe
  quiz deck restore rivers

\b
A deck is named by its id, title or file. The path of its file is printed, or
nothing when it is in the trash. The history of its cards is kept throughout.

\b
Exit codes:
  0  done
  2  there is no such deck, or the title or place cannot be
  3  the file cannot be read, written or moved
"""


@click.group(epilog=EPILOG, no_args_is_help=True)
def deck() -> None:
    """Look after deck files: begin one, give it another title or place, put it in the trash and take it back.

    To add cards, write them into the file, or press + in the list of decks that 'quiz' opens.
    """


_one_deck = click.argument("name", metavar="DECK", shell_complete=complete_decks)


@deck.command(short_help="Begin a deck without cards.")
@click.argument("title")
@json_option
def new(title: str, *, as_json: bool) -> None:
    """Begin a deck without cards and print its file."""
    with open_collection() as collection:
        _tell(collection, collection.shelf.create(title), as_json=as_json)


@deck.command(short_help="Give a deck another title.")
@_one_deck
@click.argument("title")
@json_option
def rename(name: str, title: str, *, as_json: bool) -> None:
    """Give DECK another TITLE; its id and its file keep their names."""
    with open_collection() as collection:
        shelf = collection.shelf
        _tell(collection, shelf.rename(shelf.find(name), title), as_json=as_json)


@deck.command(short_help="Bring a deck's file to a folder or another name.")
@_one_deck
@click.argument("place")
@json_option
def move(name: str, place: str, *, as_json: bool) -> None:
    """Bring the file of DECK to PLACE in the decks folder: a folder with a slash behind it, or another name."""
    with open_collection() as collection:
        shelf = collection.shelf
        _tell(collection, shelf.move(shelf.find(name), place), as_json=as_json)


@deck.command(short_help="Put a deck into the trash.")
@_one_deck
@json_option
def delete(name: str, *, as_json: bool) -> None:
    """Put DECK into the trash, from which 'quiz deck restore' takes it back; quiz never empties it."""
    with open_collection() as collection:
        shelf = collection.shelf
        _tell(collection, shelf.delete(shelf.find(name)), as_json=as_json)


@deck.command(short_help="List the decks in the trash.")
@json_option
def trash(*, as_json: bool) -> None:
    """List the decks in the trash, newest first."""
    with open_collection() as collection:
        found = collection.shelf.trash()
        if as_json:
            console.write_json([_trashed_as_json(one) for one in found])
        elif found:
            rows = [(one.title, _day(one, collection), str(one.place), one.name) for one in found]
            console.write_table(("deck", "deleted", "file", "name"), rows)
        else:
            console.say("The trash is empty.")


@deck.command(short_help="Take a deck out of the trash.")
@click.argument("name", metavar="DECK")
@json_option
def restore(name: str, *, as_json: bool) -> None:
    """Take DECK, by title, file or the name that 'quiz deck trash' lists, out of the trash; of several the newest."""
    with open_collection() as collection:
        shelf = collection.shelf
        _tell(collection, shelf.restore(shelf.find_trashed(name)), as_json=as_json)


def _tell(collection: "Collection", step: "Step", *, as_json: bool) -> None:
    if as_json:
        row = next((row for row in collection.decks() if row.path == step.path), None)
        known = None if row is None else {"id": row.id, "title": row.title, "path": str(row.path)}
        console.write_json({"said": step.said, "deck": known})
        return
    if step.path is not None:
        console.write(str(step.path))
    console.say(step.said)


def _day(trashed: "Trashed", collection: "Collection") -> str:
    return day(datetime.fromtimestamp(trashed.at / 1000, tz=UTC).astimezone(collection.days.zone).date())


def _trashed_as_json(trashed: "Trashed") -> dict[str, object]:
    return {
        "name": trashed.name,
        "title": trashed.title,
        "deleted": datetime.fromtimestamp(trashed.at / 1000, tz=UTC).isoformat(),
        "place": str(trashed.place),
        "path": str(trashed.path),
    }
