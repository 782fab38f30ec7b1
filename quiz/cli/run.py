"""``quiz run``: straight into what is due."""

import click

from quiz.cli import console
from quiz.cli.door import chosen, open_collection
from quiz.cli.options import decks_argument
from quiz.cli.screens import open_session
from quiz.phrases import coming

EPILOG = """\b
Examples:
  quiz run                     everything that is due
  quiz run turkic-states-2025  one deck, by its id, title or file
"""


@click.command(epilog=EPILOG)
@decks_argument
def run(names: tuple[str, ...]) -> None:
    """Study what is due in all decks, or in the decks named."""
    console.require_terminal("Studying", "'quiz due' and 'quiz decks' work without one.")
    with open_collection() as collection:
        decks = chosen(collection, names)
        if collection.counts(decks).total:
            open_session(collection, decks)
            return
        waiting = [
            deck.next_due for deck in collection.decks() if deck.next_due and (decks is None or deck.id in decks)
        ]
        if waiting:
            soonest = min(waiting, key=lambda due: (due.day, due.at or 0))
            console.write(
                f"Nothing is due. The next card comes back {coming(soonest, collection.now(), collection.days)}."
            )
        else:
            console.write("Nothing is due. Make a deck with 'quiz generate ARTICLE'.")
