"""``quiz stats``: what was studied, how much was remembered, what is coming."""

import click

from quiz.cli import console
from quiz.cli.door import chosen, open_collection
from quiz.cli.options import decks_argument, json_option
from quiz.stats.as_json import to_json
from quiz.stats.charts import report_lines

EPILOG = """\b
Examples:
  quiz stats
  quiz stats turkic-states-2025
  quiz stats --json | jq '.retention.month.all.share'
"""

NARROWEST = 20
WIDEST = 120


@click.command(epilog=EPILOG)
@decks_argument
@json_option
def stats(names: tuple[str, ...], *, as_json: bool) -> None:
    """Show today, retention, a forecast and a calendar, of all decks or of those named."""
    with open_collection() as collection:
        report = collection.report(chosen(collection, names))
    if as_json:
        console.write_json(to_json(report))
    else:
        width = max(NARROWEST, min(WIDEST, console.terminal_width()))
        console.write_lines(report_lines(report, width=width, ascii=not console.speaks_unicode()))
