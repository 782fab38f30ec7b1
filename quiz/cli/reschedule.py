"""``quiz reschedule``: the days on which cards come back, by the options of now."""

from typing import TYPE_CHECKING

import click

from quiz.cli import console
from quiz.cli.door import chosen, open_collection
from quiz.cli.exits import ExitCode
from quiz.cli.moved import agreed, moves_json, moves_line
from quiz.cli.options import decks_argument, json_option
from quiz.cli.progress import Progress
from quiz.errors import UsageError
from quiz.model.text import counted

if TYPE_CHECKING:
    from quiz.collection import Collection

EPILOG = """\b
Examples:
  quiz reschedule --dry-run      only tell how many cards would move
  quiz reschedule                all decks, after desired_retention was changed
  quiz reschedule rivers         one deck
  quiz reschedule --undo         all cards where they were

Cards in review are moved to where their stability and the options of their
deck (desired_retention, maximum_interval, fuzz, load_balance, easy_days) put
them, counted from their last answer. One that is within its spread stays.
The moves are rows of the log, so other devices follow when you sync.
"""


@click.command(epilog=EPILOG)
@decks_argument
@click.option("--dry-run", is_flag=True, help="Change nothing; only tell what would move.")
@click.option("--undo", is_flag=True, help="Take back what was rescheduled last.")
@click.option("--yes", is_flag=True, help="Do not ask before cards are moved.")
@json_option
def reschedule(names: tuple[str, ...], *, dry_run: bool, undo: bool, yes: bool, as_json: bool) -> ExitCode:
    """Have cards come back when the options of now say, instead of when they were answered.

    It tells how many cards move and what becomes due today, and asks.
    """
    if undo and (dry_run or names):
        raise UsageError("--undo takes back all that was moved together; it goes with nothing else.")
    with open_collection() as collection:
        if undo:
            cards = collection.rescheduler.undo()
            if as_json:
                console.write_json({"undone": cards})
            else:
                console.say(
                    f"Taken back: {counted(cards, 'card')} moved to where {'it' if cards == 1 else 'they'} were."
                )
            return ExitCode.OK
        return _move(collection, names, dry_run=dry_run, yes=yes, as_json=as_json)


def _move(collection: "Collection", names: tuple[str, ...], *, dry_run: bool, yes: bool, as_json: bool) -> ExitCode:
    wanted = chosen(collection, names)
    with Progress(1) as progress:
        progress.begin("reckoning where cards belong")
        planned = collection.rescheduler.plan(None if wanted is None else frozenset(wanted))
        progress.end()
    moves = planned.moves
    if not as_json:
        console.write(moves_line(moves))
    does = bool(moves.to) and not dry_run and agreed(yes=yes)
    if does:
        collection.rescheduler.keep(planned)
    if as_json:
        console.write_json({**moves_json(moves), "kept": does})
    elif does:
        console.say("Done; 'quiz reschedule --undo' takes it back.")
    elif moves.to:
        console.say("Nothing is changed.")
    return ExitCode.OK if does or dry_run or not moves.to else ExitCode.NO
