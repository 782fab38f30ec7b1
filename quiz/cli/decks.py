"""``quiz decks``: the decks and what is due in each."""

from typing import TYPE_CHECKING

import click

from quiz.cli import console
from quiz.cli.door import open_collection
from quiz.cli.options import json_option
from quiz.model.text import counted
from quiz.srs.day import date_of
from quiz.words.common import coming

if TYPE_CHECKING:
    from quiz.collection import Collection, DeckSummary
    from quiz.model.memory import StudyDay

EPILOG = """\b
Examples:
  quiz decks
  quiz decks --json | jq -r '.[] | select(.review > 0) | .title'
"""


@click.command(epilog=EPILOG)
@json_option
def decks(*, as_json: bool) -> None:
    """List the decks: cards, how many are new, in learning and due for review today, and when the next comes back."""
    with open_collection() as collection:
        found = collection.decks()
        if as_json:
            console.write_json([_as_json(deck, collection.today()) for deck in found])
            return
        header = ("deck", "cards", "new", "learning", "due", "next")
        rows = [_as_row(deck, collection) for deck in found]
        if rows:
            console.write_table(header, rows, right=frozenset({1, 2, 3, 4}))
        else:
            console.say(f"There are no decks in {collection.paths.decks}. Make one with 'quiz generate ARTICLE'.")
        from quiz.words.plans import limit_of_all  # noqa: PLC0415 - JSON needs no words

        if told := limit_of_all(collection):
            console.say(told)
        broken = sum(1 for deck in found if deck.problems)
        if broken:
            console.say(f"{counted(broken, 'deck')} with mistakes; 'quiz check' shows them.")


def _as_row(deck: "DeckSummary", collection: "Collection") -> tuple[str, ...]:
    counts = deck.counts
    numbers = (deck.cards, counts.new, counts.learning, counts.review)
    if deck.broken:
        return (deck.title, *("-" for _ in numbers), "cannot be read")
    soon = "now" if counts.new or counts.review else coming(deck.next_due, collection.now(), collection.days) or "-"
    return (deck.title, *(str(number) for number in numbers), soon)


def _as_json(deck: "DeckSummary", today: "StudyDay") -> dict[str, object]:
    day = today if deck.counts.total else deck.next_due.day if deck.next_due else None
    return {
        "id": deck.id,
        "title": deck.title,
        "path": str(deck.path),
        "cards": deck.cards,
        "new": deck.counts.new,
        "learning": deck.counts.learning,
        "review": deck.counts.review,
        "suspended": deck.suspended,
        "next_due": None if day is None else date_of(day).isoformat(),
        "problems": list(deck.problems),
    }
