"""The ``quiz`` command: its table of commands and its entry point."""

import gc
import sys
from functools import partial
from typing import Any

import click

from quiz import __version__
from quiz.cli import console
from quiz.cli.exits import exit_table
from quiz.cli.guard import guarded
from quiz.cli.lazy import LazyGroup, Table

COMMANDS: Table = {
    "run": ("quiz.cli.run:run", "Study what is due."),
    "generate": ("quiz.cli.generate:generate", "Make a deck of questions from an article."),
    "sources": ("quiz.cli.sources:sources", "List the articles that were fetched, pasted or piped."),
    "import": ("quiz.cli.import_:import_", "Make cards of a table: CSV, TSV, or text from Anki or Quizlet."),
    "export": ("quiz.cli.export:export", "Print the cards of a deck as CSV."),
    "decks": ("quiz.cli.decks:decks", "List the decks and what is due in each."),
    "deck": ("quiz.cli.deck:deck", "Begin, rename, move, delete or restore a deck."),
    "cards": ("quiz.cli.cards:cards", "Search the cards and list them."),
    "due": ("quiz.cli.due:due", "Print how many cards are due."),
    "stats": ("quiz.cli.stats:stats", "Show today, retention, a forecast and a calendar."),
    "simulate": ("quiz.cli.simulate:simulate", "Compare desired retentions: reviews a day and what is remembered."),
    "backup": ("quiz.cli.backup:backup", "Back up the database and all decks; list the backups."),
    "optimize": ("quiz.cli.optimize:optimize", "Fit the scheduler to your answers."),
    "reschedule": ("quiz.cli.reschedule:reschedule", "Have cards come back when the options of now say."),
    "restore": ("quiz.cli.restore:restore", "Put a backup back, or list the backups."),
    "check": ("quiz.cli.check:check", "Look for mistakes in decks and in the database."),
    "sync": ("quiz.cli.sync:sync", "Share answers and decks with your other devices by a folder."),
    "merge": ("quiz.cli.merge:merge", "Take in the answers of another device's database."),
    "log": ("quiz.cli.log:log", "Print every answer, and all that was done to cards."),
    "config": ("quiz.cli.config:config", "List, read and change the settings."),
    "path": ("quiz.cli.path:path", "Print where decks, database and settings are."),
    "completion": ("quiz.cli.completion:completion", "Print the script that completes commands in your shell."),
}

EPILOG = f"""\b
Examples:
  quiz                           open the list of decks
  quiz generate article.txt      make a deck from an article
  quiz run                       study everything that is due
  quiz due --quiet && quiz run   study, if there is something to study

\b
Exit codes:
{exit_table()}
"""


class QuizGroup(LazyGroup):
    """The top of the command line, with the error boundary around everything below it."""

    def main(self, *args: Any, standalone_mode: bool = True, **more: Any) -> Any:
        """Run and leave the interpreter with an exit code, as click does, but with our sentences."""
        run = partial(super().main, *args, standalone_mode=False, **more)
        if not standalone_mode:
            return run()
        code = guarded(run)
        if code:
            console.mute()
        sys.exit(code)


@click.group(
    cls=QuizGroup,
    table=COMMANDS,
    invoke_without_command=True,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--home",
    metavar="DIR",
    type=click.Path(file_okay=False),
    help="Keep decks, database and settings in DIR, as the variable QUIZ_HOME does.",
)
@click.version_option(__version__, "--version", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, home: str | None) -> None:  # noqa: ARG001 - read by the door
    """Learn articles by heart, in the terminal.

    Without a command, quiz opens the list of decks.
    """
    if ctx.invoked_subcommand is None:
        from quiz.cli.screens import open_home  # noqa: PLC0415 - the screens cost more than all of the rest

        open_home()


def main() -> None:
    """Run the command line of this process."""
    console.prepare()
    try:
        cli.main(prog_name="quiz")
    finally:
        # The interpreter ends with a search for garbage in all that was loaded: a tenth of the time of `quiz due`.
        gc.freeze()
