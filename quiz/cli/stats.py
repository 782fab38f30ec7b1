"""``quiz stats``: what was studied, how much was remembered, what is coming."""

import click

from quiz.cli import console
from quiz.cli.door import chosen, open_collection
from quiz.cli.options import decks_argument, json_option
from quiz.stats.as_json import to_json
from quiz.stats.drawing.draw import draw
from quiz.stats.drawing.pieces import Pen, text_of
from quiz.stats.pages import PAGES, all_charts
from quiz.stats.scope import Scope

EPILOG = """\b
Examples:
  quiz stats
  quiz stats turkic-states-2025
  quiz stats --json | jq '.charts.retention.rows[] | select(.period == "month").all'
"""

NARROWEST = 20
WIDEST = 120


@click.command(epilog=EPILOG)
@decks_argument
@json_option
def stats(names: tuple[str, ...], *, as_json: bool) -> None:
    """Show today, retention, a forecast and a calendar, of all decks or of those named."""
    with open_collection() as collection:
        decks = chosen(collection, names)
        progress = collection.progress(Scope(decks=None if decks is None else tuple(decks)))
        if as_json:
            console.write_json(to_json(progress, all_charts(progress)))
            return
        charts = [figure(progress) for figure in PAGES[0].figures]
    pen = Pen(max(NARROWEST, min(WIDEST, console.terminal_width())), ascii=not console.speaks_unicode())
    lines: list[str] = []
    for chart in charts:
        lines += [*([""] if lines else []), chart.title, *text_of(draw(chart, pen))]
    console.write_lines(lines)
