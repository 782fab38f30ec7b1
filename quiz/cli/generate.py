"""``quiz generate``: from articles to decks."""

from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from quiz.cli import console
from quiz.cli.door import find_places, open_collection
from quiz.cli.exits import ExitCode
from quiz.cli.options import (
    json_option,
    read_amount,
    read_day,
    read_encoding,
    read_language,
    read_number,
    read_web_address,
)
from quiz.errors import UsageError
from quiz.model.options import Engine
from quiz.stats.templates import weights

if TYPE_CHECKING:
    from quiz.cli.making import Order
    from quiz.collection import Collection
    from quiz.sources.refused import Passed

EPILOG = """\b
Examples:
  quiz generate article.txt                  a deck in the decks folder
  quiz generate notes/ --max 20              a deck for every text in a folder
  quiz generate book.epub                    a deck for every chapter
  quiz generate --clipboard --title "Rome"   what you copied
  quiz generate article.md --review          look through the questions first
  quiz generate article.txt --dry-run --explain
  quiz generate https://example.org/rome     an article on the web
  quiz generate --feed https://example.org/feed.xml --list addresses.txt
  quiz generate article.txt --engine llm     questions of a language model
  curl -s https://example.org/a.txt | quiz generate - --title "A" -o a.toml

\b
Making a deck again follows a revised article: cards as quiz wrote them are
updated, new facts added, cards whose sentence is gone get the tag
'evidence-gone'. Cards you edited stay, cards you deleted or rejected stay
away, and history is kept, unless you say --force.

\b
In a folder, a fact of several articles becomes one card that names them all;
articles that were done are passed over, so a run that was stopped goes on
where it was. Of texts that are the same, or nearly, the first gets a deck. An
article that fails does not stop the others: it is told at the end, and the
exit code is that of the first one that failed.

\b
The workers of a Dask cluster need the same quiz, and none of the files.
"""


_FILE = click.Path(readable=False)
"""Completed as a file; what is wrong with one is told when it is read, and stops no other."""


@click.command(epilog=EPILOG)
@click.argument("articles", metavar="[ARTICLE]...", type=_FILE, nargs=-1)
@click.option("-o", "--output", metavar="FILE", type=_FILE, help="Write the deck there; '-' prints it.")
@click.option("--max", "most", metavar="N", callback=read_number, help="Keep only the N best questions.")
@click.option(
    "--as-of", "--date", metavar="DATE", callback=read_day, help="The day the article speaks from, like 2025-09-12."
)
@click.option("--title", metavar="TEXT", help="The title of the deck; else the headline of the article.")
@click.option(
    "--url", metavar="ADDRESS", callback=read_web_address, help="The address to name as its source; not fetched."
)
@click.option("--encoding", metavar="NAME", callback=read_encoding, help="The encoding of texts that are not UTF-8.")
@click.option("--language", metavar="NAME", callback=read_language, help="The language it is in; else it is found.")
@click.option("--clipboard", is_flag=True, help="Take the article on the clipboard.")
@click.option("--dry-run", is_flag=True, help="Show the questions and save nothing.")
@click.option("--explain", is_flag=True, help="Also show what was left out, and why.")
@click.option("--review", is_flag=True, help="Look the questions over on a screen before saving.")
@click.option("-j", "--jobs", metavar="N", callback=read_number, help="Work on N articles at once; else one a core.")
@click.option("--cluster", metavar="ADDRESS", default="", help="Have the workers of a Dask cluster make the decks.")
@click.option("--force", is_flag=True, help="Write the file anew, without the cards and edits it holds.")
@click.option(
    "--list", "lists", metavar="FILE", multiple=True, help="Take the addresses and files FILE names, one a line."
)
@click.option("--feed", "feeds", metavar="ADDRESS", multiple=True, help="Take the articles of an RSS or Atom feed.")
@click.option(
    "--all-templates", is_flag=True, help="Also use templates whose cards you put away or forget again and again."
)
@click.option("--refresh", is_flag=True, help="Fetch pages, and ask a model, anew, whatever is kept of it.")
@click.option("--allow-private", is_flag=True, help="Also fetch from this machine and your own network.")
@click.option(
    "--engine",
    type=click.Choice([engine.value for engine in Engine]),
    help="Who proposes questions: our rules, or a language model (llm).",
)
@click.option("--max-tokens", metavar="N", callback=read_number, help="Let the model use at most N tokens in this run.")
@click.option(
    "--max-cost",
    metavar="AMOUNT",
    callback=read_amount,
    help="Let the run cost at most that, by the prices set in [llm].",
)
@json_option
def generate(
    articles: tuple[str, ...],
    *,
    lists: tuple[str, ...],
    feeds: tuple[str, ...],
    clipboard: bool,
    refresh: bool,
    allow_private: bool,
    engine: str | None,
    max_tokens: int | None,
    max_cost: float | None,
    as_json: bool,
    **choices: Any,
) -> ExitCode:
    """Make a deck of questions from each ARTICLE: an address, a file, a folder of them, or '-' for standard input.

    Texts, Markdown, saved web pages, PDFs, Word documents, OpenDocument texts and books in EPUB are read; each chapter
    of a book gets a deck. Every question carries the sentence it was made from.
    """
    from quiz.cli.keeping import Keeper  # noqa: PLC0415 - help and completion need no analyser
    from quiz.cli.llm import llm_choices, telling  # noqa: PLC0415
    from quiz.cli.made import show  # noqa: PLC0415
    from quiz.cli.making import STDOUT, Order, find_articles, make_decks  # noqa: PLC0415
    from quiz.cli.reviewing import review  # noqa: PLC0415
    from quiz.cli.stopping import stopped_in_order  # noqa: PLC0415
    from quiz.cli.web import WebChoices  # noqa: PLC0415

    if not (articles or lists or feeds or clipboard):
        raise UsageError(
            "Nothing is named to make a deck of.",
            hint="Name a file, a folder or an address, as in 'quiz generate article.txt'.",
        )
    order = Order(**choices)
    places = find_places()
    # A look at what would happen does not make the home of the decks.
    looks = not order.saves and (order.output == STDOUT or not places.database.exists())
    folder = places.articles if places.articles.is_dir() or not looks else None
    llm = llm_choices(engine, places.answers, refresh=refresh, max_tokens=max_tokens, max_cost=max_cost)
    order = replace(order, web=WebChoices(folder=folder, allow_private=allow_private, refresh=refresh), llm=llm)
    passed: list[Passed] = []
    with stopped_in_order():
        found = find_articles(articles, order, lists=lists, feeds=feeds, clipboard=clipboard, hear=passed.append)
        shown = partial(show, articles=len(found), as_json=as_json, passed=passed)
        if looks:
            with telling(llm), closing(make_decks(found, order)) as made:
                return shown(made, order)
        with open_collection() as collection, telling(llm):
            order = _weighed(order, collection)
            if order.review:
                return shown(review(tuple(make_decks(found, order)), order, collection), order)
            with collection.run(saves=order.saves) as run:
                keeper = Keeper(order, collection, run, len(found))
                with closing(make_decks(found, order, keeper.before)) as made:
                    return shown(keeper.keep(made), order)


def _weighed(order: "Order", collection: "Collection") -> "Order":
    """Let templates be worth what their cards have shown, and say which are worth less."""
    if order.all_templates or order.llm is not None:  # who asks a model wants what it proposes
        return order
    verdicts = collection.templates.verdicts()
    for verdict in verdicts:
        console.say(verdict.said)
    if verdicts:
        console.say("With --all-templates, all are worth the same.")
    return replace(order, weights=weights(verdicts))
