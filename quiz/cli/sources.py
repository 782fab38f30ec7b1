"""``quiz sources``: the articles that lie in no file, and are kept."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from quiz.cli import console
from quiz.cli.door import open_collection
from quiz.cli.options import json_option
from quiz.errors import UsageError
from quiz.model.text import counted

if TYPE_CHECKING:
    from quiz.collection import Collection
    from quiz.kept import Visit

EPILOG = """\b
Examples:
  quiz sources
  quiz sources --json | jq -r '.[].address'
  quiz sources remove https://example.org/rome
  quiz generate --refresh https://example.org/rome   fetch it anew
  quiz generate kept:3f9a0c12b7de                    make its deck again

\b
What was pasted, piped or copied has no address, and is called kept:...

\b
Exit codes:
  0  done
  2  nothing is kept from such an address
"""


@click.group(epilog=EPILOG, invoke_without_command=True)
@json_option
@click.pass_context
def sources(ctx: click.Context, *, as_json: bool) -> None:
    """List the articles that were fetched, pasted or piped: title, day, size, and decks made from them.

    They are kept, packed, so that a card can show its article, and a deck be made again without a network.
    """
    if ctx.invoked_subcommand is not None:
        return
    with open_collection() as collection:
        found = [*collection.kept.all()]
        decks = _decks(collection)
        if as_json:
            console.write_json([_as_json(visit, collection, decks) for visit in found])
        elif found:
            header = ("title", "kept", "kB", "decks", "address")
            rows = [_as_row(visit, collection, decks) for visit in found]
            console.write_table(header, rows, right=frozenset({2, 3}))
        else:
            console.say("Nothing is kept. 'quiz generate https://...' fetches an article.")


@sources.command(short_help="Remove what is kept from addresses.")
@click.argument("addresses", metavar="ADDRESS...", nargs=-1, required=True)
def remove(addresses: tuple[str, ...]) -> None:
    """Remove what is kept from each ADDRESS; decks and their histories stay, their cards can show no article then."""
    from quiz.sources.web.address import is_address, read_address  # noqa: PLC0415 - help needs none

    with open_collection() as collection:
        spelled = {str(read_address(one)) if is_address(one) else one: one for one in addresses}
        known = {visit.address for visit in collection.kept.all()}
        unknown = [written for address, written in spelled.items() if address not in known]
        if unknown:
            raise UsageError(f"Nothing is kept from {unknown[0]}.", hint="'quiz sources' lists the addresses.")
        for address in spelled:
            collection.kept.remove(address)
        console.say(f"Removed {counted(len(spelled), 'article')}.")


def _decks(collection: "Collection") -> list[tuple[str, str, str]]:
    """Return id, address and digest of the source of every deck that names one."""
    rows = ((row.id, collection.source_of(row.id)) for row in collection.decks())
    return [(name, source.url or "", source.sha256) for name, source in rows if source is not None]


def _made(visit: "Visit", decks: list[tuple[str, str, str]]) -> list[str]:
    places = {visit.address, visit.final} - {""}
    return [name for name, url, sha in decks if url in places or (sha and sha in visit.articles)]


def _day(visit: "Visit") -> datetime:
    return datetime.fromtimestamp(visit.at / 1000, tz=UTC)


def _as_row(visit: "Visit", collection: "Collection", decks: list[tuple[str, str, str]]) -> tuple[str, ...]:
    size = max(1, round(collection.kept.size(visit) / 1000))
    return (
        visit.title or "-",
        _day(visit).strftime("%Y-%m-%d"),
        str(size),
        str(len(_made(visit, decks))),
        f"{visit.address} ({visit.origin})" if visit.origin else visit.address,
    )


def _as_json(visit: "Visit", collection: "Collection", decks: list[tuple[str, str, str]]) -> dict[str, object]:
    return {
        "address": visit.address,
        "final_address": visit.final or None,
        "from": visit.origin or "the web",
        "title": visit.title,
        "author": visit.author or None,
        "published": visit.published or None,
        "fetched": _day(visit).isoformat(timespec="seconds"),
        "bytes": collection.kept.size(visit),
        "articles": list(visit.articles),
        "decks": _made(visit, decks),
    }
