"""``quiz export``: the cards of a deck as a table."""

from pathlib import Path

import click

from quiz.cli import console
from quiz.cli.door import open_collection
from quiz.cli.options import complete_decks

EPILOG = """\b
Examples:
  quiz export rivers > rivers.csv      for a spreadsheet, or 'quiz import'
  quiz export rivers -o rivers.csv

\b
The columns are id, kind, question, answer, also, wrong, evidence and tags;
'quiz import' reads them again, and knows the cards by their ids. Dates,
templates and sources of made cards stay in the deck file alone.

\b
Exit codes:
  0  done
  2  there is no such deck
  3  the deck cannot be read, or FILE is there already
"""


@click.command(epilog=EPILOG)
@click.argument("name", metavar="DECK", shell_complete=complete_decks)
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(readable=False), help="Write the table there; it must be new."
)
def export(name: str, *, output: str | None) -> None:
    """Print the cards of DECK as CSV."""
    from quiz.formats.atomic import write_atomically  # noqa: PLC0415 - help writes nothing

    with open_collection() as collection:
        (deck,) = collection.find_decks([name])
        table = collection.importing.table_of(deck)
    if output is None or output == "-":
        console.write(table, end="")
        return
    write_atomically(Path(output), table, overwrite=False)
    console.say(f"Wrote {output}.")
