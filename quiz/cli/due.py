"""``quiz due``: how many cards are due, for prompts, scripts and cron."""

import click

from quiz.cli import console
from quiz.cli.door import chosen, open_collection
from quiz.cli.exits import ExitCode
from quiz.cli.options import decks_argument, json_option

EPILOG = """\b
Exit codes:
  0  the count was printed; with --quiet: something is due
  1  with --quiet: nothing is due
  2  and above: an error, see 'quiz --help'

\b
Examples:
  quiz due                                     print one number
  PS1='[$(quiz due)] $ '                       show it in the prompt
  quiz due --quiet && notify-send "Quiz time"  tell me, from cron
  quiz due --json | jq .total
"""


@click.command(epilog=EPILOG)
@decks_argument
@json_option
@click.option("-q", "--quiet", is_flag=True, help="Print nothing; say by the exit code whether something is due.")
def due(names: tuple[str, ...], *, as_json: bool, quiet: bool) -> ExitCode:
    """Print how many cards are due today: new, learning and review, within the daily limits."""
    with open_collection(keeping=False) as collection:
        wanted = chosen(collection, names)
        decks = [deck for deck in collection.decks() if wanted is None or deck.id in wanted]
        total = collection.day_limits.together(deck.counts for deck in decks).total
    if as_json and not quiet:
        console.write_json(
            {
                "total": total,
                "decks": [
                    {
                        "id": deck.id,
                        "title": deck.title,
                        "new": deck.counts.new,
                        "learning": deck.counts.learning,
                        "review": deck.counts.review,
                        "total": deck.counts.total,
                    }
                    for deck in decks
                ],
            }
        )
    elif not quiet:
        console.write(str(total))
    return ExitCode.NO if quiet and not total else ExitCode.OK
