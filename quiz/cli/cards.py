"""``quiz cards``: the cards that a search finds."""

from typing import TYPE_CHECKING

import click

from quiz.cli import console
from quiz.cli.door import open_collection
from quiz.cli.exits import ExitCode
from quiz.cli.options import json_option
from quiz.model.memory import New
from quiz.model.text import counted
from quiz.search.query import Order
from quiz.srs.day import date_of
from quiz.words.common import next_of, standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quiz.collection import Collection
    from quiz.collection.browser import BrowseRow, CardKey

_AT_ONCE = 1_000

EPILOG = """\b
Searches (together they narrow; 'or' and brackets work; a minus sign turns one round):
  lima "capital of"         words and phrases in question, answers and evidence
  deck:NAME tag:NAME        also source: rule: kind:; * stands for anything
  is:due                    also: is:new learning review suspended buried marked leech young
                            mature orphan
  due:today due:<7          also due:2026-12-01.., and answered: and added: with days back
  lapses:>3 interval:7..30  also reps: stability: difficulty: retrievability:<80%

\b
Examples:
  quiz cards is:due --sort due
  quiz cards 'deck:rivers -is:new (vienna or danube)'
  quiz cards --json 'lapses:>3' | jq -r '.[].question'
  quiz cards -- -is:new         a search that begins with a minus sign stands behind --

\b
Exit codes:
  0  cards were found
  1  none were
  2  and above: an error, see 'quiz --help'
"""


@click.command(epilog=EPILOG)
@click.argument("query", metavar="[QUERY]...", nargs=-1)
@click.option(
    "--sort",
    type=click.Choice([order.value for order in Order]),
    default=Order.DECK.value,
    metavar="ORDER",
    help=f"Sort by one of: {', '.join(Order)}.",
)
@click.option("--reverse", is_flag=True, help="Begin with the last.")
@click.option("--limit", type=click.IntRange(min=0), metavar="NUMBER", help="Print at most so many cards.")
@json_option
def cards(query: tuple[str, ...], *, sort: str, reverse: bool, limit: int | None, as_json: bool) -> ExitCode:
    """List the cards that a search finds; without one, all cards."""
    with open_collection() as collection:
        found = collection.browser.search(" ".join(query), Order(sort), backwards=reverse)
        rows = _rows(collection, found.keys[:limit])
        if as_json:
            console.write_json([_as_json(row, collection) for row in rows])
        elif found:
            table = [_as_row(row, collection) for row in rows]
            console.write_table(("question", "deck", "state", "next"), table)
            left = len(found) - len(table)
            if left:
                console.say(f"{counted(left, 'more card')}.")
        else:
            console.say("No card is like that. 'quiz cards --help' shows what can be searched for.")
    return ExitCode.OK if found else ExitCode.NO


def _rows(collection: "Collection", keys: "Sequence[CardKey]") -> "Iterator[BrowseRow]":
    for start in range(0, len(keys), _AT_ONCE):
        yield from collection.browser.rows(keys[start : start + _AT_ONCE])


def _as_row(row: "BrowseRow", collection: "Collection") -> tuple[str, ...]:
    soon = next_of(row.state, collection.now(), collection.days) or "-"
    return (row.card.prompt, row.deck or "-", standing(row.state, row.flags, collection.today()), soon)


def _as_json(row: "BrowseRow", collection: "Collection") -> dict[str, object]:
    card, state, flags = row.card, row.state, row.flags
    entry: dict[str, object] = {
        "id": card.id,
        "deck": card.deck,
        "deck_title": row.deck or None,
        "kind": card.kind.value,
        "question": card.prompt,
        "answers": [list(item) for item in card.answers],
        "evidence": card.evidence,
        "tags": list(card.tags),
        "rule": card.rule,
        "state": "new" if isinstance(state, New) else state.phase.value,
        "suspended": flags.suspended,
        "buried": flags.buried_day == collection.today(),
        "marked": flags.marked,
    }
    if isinstance(state, New):
        return entry | dict.fromkeys(("due", "interval", "stability", "difficulty", "reps", "lapses"))
    return entry | {
        "due": date_of(state.due_day).isoformat(),
        "interval": state.interval,
        "stability": round(state.memory.stability, 3),
        "difficulty": round(state.memory.difficulty, 3),
        "reps": state.reps,
        "lapses": state.lapses,
    }
