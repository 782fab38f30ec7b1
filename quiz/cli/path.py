"""``quiz path``: where everything is."""

import click

from quiz.cli import console
from quiz.cli.door import find_places
from quiz.cli.options import json_option

EPILOG = """\b
Examples:
  quiz path                      list all places
  cd "$(quiz path decks)"        go to the decks
  quiz path --json | jq .database
"""

PLACES = ("home", "decks", "database", "config")


@click.command(epilog=EPILOG)
@click.argument("place", type=click.Choice(PLACES), required=False)
@json_option
def path(place: str | None, *, as_json: bool) -> None:
    """Print where decks, database and settings are; with PLACE, print only that path.

    QUIZ_HOME or --home moves all of them together.
    """
    paths = find_places(decks=place in {None, "decks"})
    places = {name: str(getattr(paths, name)) for name in PLACES}
    if place is not None:
        places = {place: places[place]}
    if as_json:
        console.write_json(places)
    elif place is not None:
        console.write(places[place])
    else:
        console.write_lines(f"{name:<10}{value}" for name, value in places.items())
