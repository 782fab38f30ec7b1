"""``quiz run``: straight into what is due."""

from typing import TYPE_CHECKING

import click

from quiz.cli import console
from quiz.cli.door import chosen, open_collection
from quiz.cli.exits import ExitCode
from quiz.cli.options import decks_argument
from quiz.cli.screens import open_session
from quiz.phrases import coming

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quiz.collection import Collection
    from quiz.model.ids import DeckId

EPILOG = """\b
Examples:
  quiz run                     everything that is due
  quiz run turkic-states-2025  one deck, by its id, title or file
  quiz run --plain             line by line, for screen readers and pipes

\b
With --plain each question is a line of text and each answer another; type ? for
what works. QUIZ_PLAIN=1 has it always so; TERM=dumb does, too.
"""


@click.command(epilog=EPILOG)
@decks_argument
@click.option("--plain", is_flag=True, envvar="QUIZ_PLAIN", help="Study line by line, without painting the screen.")
def run(names: tuple[str, ...], plain: bool) -> ExitCode:
    """Study what is due in all decks, or in the decks named."""
    plain = plain or console.is_plain()
    if not plain:
        console.require_terminal("Studying", "'quiz run --plain' studies line by line, in a pipe too.")
    with open_collection() as collection:
        decks = chosen(collection, names)
        if collection.counts(decks).total:
            if plain:
                return _study_plainly(collection, decks)
            open_session(collection, decks)
            return ExitCode.OK
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
        return ExitCode.OK


def _study_plainly(collection: "Collection", decks: "Sequence[DeckId] | None") -> ExitCode:
    from quiz.cli.plain.line import study  # noqa: PLC0415 - the screens need none of it

    return study(collection, collection.start(decks))
