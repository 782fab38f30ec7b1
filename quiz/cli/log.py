"""``quiz log``: the whole log."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from quiz.cli import console
from quiz.cli.door import open_collection
from quiz.cli.options import json_option
from quiz.model.text import one_line
from quiz.srs.day import date_of

if TYPE_CHECKING:
    from quiz.store.wire import LogRow

EPILOG = """\b
Examples:
  quiz log                                    a line for everything that was kept
  quiz log --json > log.jsonl                 all of it, as 'quiz sync' shares it
  quiz log --json | jq -r 'select(.rating == 1) | .card' | sort | uniq -c
"""


@click.command(epilog=EPILOG)
@json_option
def log(*, as_json: bool) -> None:
    """Print every answer, what was done to cards and what was taken back, each in the order of time.

    With --json each line is an object, with the states of the card before and after. Nothing is left out: an answer
    that was taken back is followed by a row that says so.
    """
    from quiz.store.wire import encode  # noqa: PLC0415 - help needs no store

    with open_collection() as collection:
        for row in collection.exchange.log():
            console.write(encode(row).decode().rstrip("\n") if as_json else _as_text(row))


def _as_text(row: "LogRow") -> str:
    from quiz.model.review import Action, Move, Review  # noqa: PLC0415 - help needs no store

    moment = datetime.fromtimestamp(row.at / 1000, tz=UTC).strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(row, Review):
        typed = "" if row.typed is None else f"  {one_line(row.typed)}"
        return f"{moment}  {row.rating.name.lower():<9}  {row.card}  {row.verdict.value}{typed}"
    if isinstance(row, Action):
        return f"{moment}  {row.kind.value:<9}  {row.card}"
    if isinstance(row, Move):
        return f"{moment}  {'moved':<9}  {row.card}  to {date_of(row.due_day).isoformat()}"
    return f"{moment}  taken back  {row.target}"
